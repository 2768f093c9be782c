"""Worker processes that may die: what they were at is made again, and only what ends its worker alone is lost."""

import multiprocessing
import pickle
import tempfile
from collections.abc import Callable, Generator, Iterable, Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, wait
from contextlib import contextmanager
from itertools import chain, islice
from pathlib import Path
from time import monotonic

from pebble import ProcessPool

from okr_reports.errors import OkrReportsError
from okr_reports.fanout.flights import Flights
from okr_reports.fanout.items import Item, Outcome, Payload, Value
from okr_reports.fanout.settings import FanOut, Limits
from okr_reports.fanout.worker import Orders, begin_work, work_off

_LOOK_AGAIN_SECONDS = 1.0
# A worker killed between two chunks takes the next one with it unseen: then nothing is in the making any more.
_STALLED_SECONDS = 120.0
_MOST_POOLS = 20


def run_in_pool(
    work: Callable[[Payload], Value], chunks: Iterable[Sequence[Item[Payload]]], *, settings: FanOut
) -> Generator[Outcome[Value], None, None]:
    """The outcomes in order of completion. Raises OkrReportsError when workers cannot be warmed, or keep dying idly."""
    supply = iter(chunks)
    # No more workers than chunks: to start one takes longer than most chunks.
    first = list(islice(supply, settings.workers))
    task = pickle.dumps((settings.warm_up, work))
    flights: Flights[Payload, Value] = Flights(chain(first, supply), settings.limits)
    for _ in range(_MOST_POOLS):
        if flights.are_over():
            return
        with _workers(len(first), settings.limits, task) as pool:
            yield from _outcomes(pool, flights, workers=len(first))
        flights.come_back()
    raise OkrReportsError("the workers keep dying between their work: find out what else kills processes here")


@contextmanager
def _workers(count: int, limits: Limits, task: bytes) -> Iterator[ProcessPool]:
    """Closed-off processes that end with the block, at once when it ends by an exception (Ctrl-C too)."""
    # Spawned, not forked: the calling process runs threads (Polars, Dagster).
    context = multiprocessing.get_context("spawn")
    with tempfile.TemporaryDirectory(prefix="okr-reports-work-") as folder:
        orders = Orders(Path(folder), limits, task)
        pool = ProcessPool(count, initializer=begin_work, initargs=(orders,), context=context)
        try:
            yield pool
        finally:
            pool.stop()
            pool.join()


def _outcomes(
    pool: ProcessPool, flights: Flights[Payload, Value], *, workers: int
) -> Iterator[Outcome[Value]]:
    """What the pool makes, until nothing is left or the pool is broken or lost some of it."""
    moved_at = monotonic()
    while flights.start(lambda chunk, seconds: pool.schedule(work_off, (chunk,), timeout=seconds), most=2 * workers):
        done, pending = wait(flights.futures, timeout=_LOOK_AGAIN_SECONDS, return_when=FIRST_COMPLETED)
        if done or any(future.running() for future in pending):
            moved_at = monotonic()
        for future in done:
            yield from flights.land(future)
        if not pool.active or monotonic() - moved_at > _STALLED_SECONDS:
            return
