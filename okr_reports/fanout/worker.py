"""What happens inside a worker process: it is closed off, warmed once, and then makes chunk after chunk."""

import gc
import os
import pickle
import resource
import signal
import tempfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from okr_reports.errors import OkrReportsError, bug_in
from okr_reports.fanout.failures import OUT_OF_MEMORY, exception_reason
from okr_reports.fanout.items import Failure, Item, Outcome, Payload, Value
from okr_reports.fanout.settings import Limits


@dataclass(frozen=True)
class Orders:
    """What a worker is told at its start. `task`: the pickled pair of warm-up (or None) and work.

    It is read only when the worker is closed off, for then other people's libraries are loaded.
    """

    folder: Path
    limits: Limits
    task: bytes


class _Desk:
    """What this process works on; it has nothing else to do in its life."""

    work: Callable[[object], object]
    seconds: float
    refusal: OkrReportsError | None = None


def begin_work(orders: Orders) -> None:
    """Close this process off, load the work and warm it. What goes wrong is said by the first chunk."""
    _close_off(orders.folder)
    limit = orders.limits.memory_mib * 1024 * 1024
    resource.setrlimit(resource.RLIMIT_AS, (limit, limit))
    _Desk.seconds = orders.limits.seconds
    try:
        warm_up, _Desk.work = pickle.loads(orders.task)
        if warm_up:
            warm_up()
    except OkrReportsError as error:
        _Desk.refusal = error
    # Said as a mistake of ours, without its content: an initializer that fails would be called for ever.
    except Exception as error:  # noqa: BLE001
        _Desk.refusal = OkrReportsError(bug_in(error))
    # What lives as long as the worker need not be looked at by the collector again.
    gc.collect()
    gc.freeze()


def work_off(chunk: bytes) -> list[bytes]:
    """The pickled outcomes of a pickled chunk of items: one that cannot be read must not break the channel.

    Raises what hindered the start of this worker.
    """
    if _Desk.refusal:
        raise _Desk.refusal
    items: Sequence[Item[object]] = pickle.loads(chunk)
    return [_timed(item) for item in items]


def outcome_of(item: Item[Payload], work: Callable[[Payload], Value]) -> Outcome[Value]:
    """The value of the work on an item, or the exception it ended in. Raises MemoryError."""
    try:
        return Outcome(item.item_id, work(item.payload))
    except MemoryError:
        raise
    # Whatever one item does, the others are made.
    except (Exception, SystemExit) as error:  # noqa: BLE001
        return Outcome(item.item_id, None, Failure.EXCEPTION, exception_reason(error))


def _timed(item: Item[object]) -> bytes:
    # The kernel ends the process, also while a library without Python in it is busy.
    signal.setitimer(signal.ITIMER_REAL, _Desk.seconds)
    try:
        return _pickled(outcome_of(item, _Desk.work))
    except MemoryError:
        # What was half made still holds the memory: the next item gets a new process.
        os._exit(OUT_OF_MEMORY)
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)


def _pickled(outcome: Outcome[object]) -> bytes:
    try:
        return pickle.dumps(outcome)
    except (AttributeError, TypeError, pickle.PicklingError):
        reason = f"its value, a {type(outcome.value).__name__}, cannot be sent back"
        return pickle.dumps(Outcome(outcome.item_id, None, Failure.EXCEPTION, reason))


def _close_off(folder: Path) -> None:
    """Temporary files go where the parent removes them; libraries say nothing, for it may hold names; signals kill."""
    tempfile.tempdir = str(folder)
    nowhere = os.open(os.devnull, os.O_WRONLY)
    for stream in (1, 2):
        os.dup2(nowhere, stream)
    # A worker is one process on one core: threads of its libraries would only get in each other's way.
    os.environ.setdefault("POLARS_MAX_THREADS", "1")
    for number in (signal.SIGALRM, signal.SIGTERM):
        signal.signal(number, signal.SIG_DFL)
