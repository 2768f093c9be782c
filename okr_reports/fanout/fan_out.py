"""Fan work out over items: the one way in, whatever runs them."""

from collections.abc import Callable, Generator, Iterable, Sequence

from okr_reports.fanout.items import Item, Outcome, Payload, Value
from okr_reports.fanout.settings import FanOut, Mode


def fan_out(
    work: Callable[[Payload], Value], chunks: Iterable[Sequence[Item[Payload]]], *, settings: FanOut
) -> Generator[Outcome[Value], None, None]:
    """An outcome per item, in order of completion. An item that fails is named and stops no other.

    `work` and `settings.warm_up` are pickled once per worker, payloads and values once each: module-level functions,
    `functools.partial` of them. Work must bear being done twice: when a worker dies, the items of its chunk are made
    again, each alone. Chunks are taken as they are needed. Closing the generator kills the workers at once: a loop
    that may be left early stands in `contextlib.closing`. Raises OkrReportsError when the warm-up fails.
    """
    if settings.mode is Mode.SERIAL:
        from okr_reports.fanout.serial import run_here

        return run_here(work, chunks, settings=settings)
    from okr_reports.fanout.pool import run_in_pool

    return run_in_pool(work, chunks, settings=settings)
