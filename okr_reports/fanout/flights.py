"""Which chunks are with the workers, and what becomes of those whose worker died."""

import pickle
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Future
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass
from typing import Generic

from okr_reports.errors import OkrReportsError
from okr_reports.fanout.failures import death_of, death_reason
from okr_reports.fanout.items import Failure, Item, Outcome, Payload, Value
from okr_reports.fanout.settings import Limits

Made = list[bytes]
# What a chunk may take beyond its items; each of these is ended by its worker's own clock.
_GRACE_SECONDS = 30.0
_UNPICKLABLE = (AttributeError, ImportError, LookupError, TypeError, ValueError, EOFError, pickle.PickleError)


@dataclass(frozen=True)
class _Flight(Generic[Payload]):
    """Items sent together. `is_again`: the worker that had one of them before died."""

    items: Sequence[Item[Payload]]
    is_again: bool = False


class Flights(Generic[Payload, Value]):
    """The chunks of a run: those with the workers, and those still to be sent, taken one by one."""

    def __init__(self, chunks: Iterable[Sequence[Item[Payload]]], limits: Limits) -> None:
        self._chunks = iter(chunks)
        self._limits = limits
        self._waiting: deque[_Flight[Payload]] = deque()
        self._aloft: dict[Future[Made], _Flight[Payload]] = {}

    def are_over(self) -> bool:
        """Whether nothing is with a worker or still to be sent."""
        if not self._aloft and (flight := self._next()):
            self._waiting.appendleft(flight)
        return not self._aloft and not self._waiting

    def aloft(self) -> tuple[Future[Made], ...]:
        """What the workers have."""
        return tuple(self._aloft)

    def send(self, schedule: Callable[[bytes, float], Future[Made]], *, most: int) -> None:
        """Give chunks (pickled, with the seconds they may take) to the workers, until so many are with them."""
        while len(self._aloft) < most and (flight := self._next()):
            seconds = self._limits.seconds * len(flight.items) + _GRACE_SECONDS
            try:
                future = schedule(pickle.dumps(flight.items), seconds)
            except _UNPICKLABLE as error:
                future = Future()
                future.set_exception(error)
            # Pebble's word for a pool that has broken since it was last looked at.
            except RuntimeError:
                self._waiting.appendleft(flight)
                return
            self._aloft[future] = flight

    def land(self, future: Future[Made]) -> Iterator[Outcome[Value]]:
        """The outcomes of a chunk that is back. When its worker died its items are sent again, each alone.

        Raises OkrReportsError when the worker could not be warmed.
        """
        flight = self._aloft.pop(future)
        error = future.exception()
        if error is None:
            yield from (self._read(item, made) for item, made in zip(flight.items, future.result(), strict=True))
        elif isinstance(error, OkrReportsError):
            raise error
        elif isinstance(error, BrokenProcessPool):
            self._waiting.appendleft(flight)
        else:
            yield from self._lost(flight, error)

    def come_back(self) -> None:
        """Take back what the workers have: there are none any more."""
        self._waiting.extendleft(self._aloft.values())
        self._aloft.clear()

    def _next(self) -> _Flight[Payload] | None:
        if self._waiting:
            return self._waiting.popleft()
        chunk = next(self._chunks, None)
        return _Flight(chunk) if chunk else None

    def _lost(self, flight: _Flight[Payload], error: BaseException) -> Iterator[Outcome[Value]]:
        kind = death_of(error)
        # A worker may be killed for what others do: only the second time it is the item's doing.
        is_proved = flight.is_again or kind is not Failure.CRASH
        if len(flight.items) == 1 and is_proved:
            yield Outcome(flight.items[0].item_id, None, kind, death_reason(error, self._limits))
        else:
            self._waiting.extend(_Flight((item,), is_again=True) for item in flight.items)

    def _read(self, item: Item[Payload], made: bytes) -> Outcome[Value]:
        try:
            return pickle.loads(made)
        except _UNPICKLABLE:
            return Outcome(item.item_id, None, Failure.EXCEPTION, "its value cannot be read back")
