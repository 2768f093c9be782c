"""One item after the other in this process: to look closely, and where no further process may be started."""

from collections.abc import Callable, Generator, Iterable, Sequence

from okr_reports.fanout.items import Failure, Item, Outcome, Payload, Value
from okr_reports.fanout.settings import FanOut
from okr_reports.fanout.worker import outcome_of


def run_here(
    work: Callable[[Payload], Value], chunks: Iterable[Sequence[Item[Payload]]], *, settings: FanOut
) -> Generator[Outcome[Value], None, None]:
    """The outcomes in order. No limit holds here: an item that never ends, or ends the process, ends the run."""
    if settings.warm_up:
        settings.warm_up()
    for chunk in chunks:
        for item in chunk:
            try:
                yield outcome_of(item, work)
            except MemoryError:
                yield Outcome(item.item_id, None, Failure.MEMORY, "wanted more memory than there is")
