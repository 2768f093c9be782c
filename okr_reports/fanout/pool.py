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
from okr_reports.fanout.settings import FanOut
from okr_reports.fanout.worker import Orders, begin_work, work_off

# One chunk in the making and one waiting: no worker idles, and the parent holds no more than it needs.
_CHUNKS_OF_A_WORKER = 2
_LOOK_AGAIN_SECONDS = 1.0
# A worker killed between two chunks takes the next one with it unseen: then nothing is in the making any more.
_STALLED_SECONDS = 20.0
_LONGEST_WARM_UP_SECONDS = 120.0
_MOST_IDLE_POOLS = 3


def run_in_pool(
    work: Callable[[Payload], Value], chunks: Iterable[Sequence[Item[Payload]]], *, settings: FanOut
) -> Generator[Outcome[Value], None, None]:
    """The outcomes in order of completion. Raises OkrReportsError when workers cannot be warmed, or keep dying idly."""
    supply = iter(chunks)
    # No more workers than chunks: to start one takes longer than most chunks.
    first = list(islice(supply, settings.workers))
    flights: Flights[Payload, Value] = Flights(chain(first, supply), settings.limits)
    task = pickle.dumps((settings.warm_up, work))
    idle_pools = 0
    while not flights.are_over():
        made = 0
        with _workers(len(first), settings, task) as pool:
            for outcome in _outcomes(pool, flights, workers=len(first)):
                made += 1
                yield outcome
        flights.come_back()
        idle_pools = 0 if made else idle_pools + 1
        if idle_pools == _MOST_IDLE_POOLS:
            raise OkrReportsError("the workers die before their work: find out what else kills processes here")


@contextmanager
def _workers(count: int, settings: FanOut, task: bytes) -> Iterator[ProcessPool]:
    """Closed-off processes that end with the block, at once when it ends by an exception (Ctrl-C too)."""
    # Spawned, not forked: the calling process runs threads (Polars, Dagster).
    context = multiprocessing.get_context("spawn")
    with tempfile.TemporaryDirectory(prefix="okr-reports-work-") as folder:
        orders = Orders(Path(folder), settings.limits, task)
        pool = ProcessPool(count, settings.chunks_of_a_worker, begin_work, (orders,), context)
        try:
            yield pool
        finally:
            pool.stop()
            pool.join()


def _outcomes(pool: ProcessPool, flights: Flights[Payload, Value], *, workers: int) -> Iterator[Outcome[Value]]:
    """What the pool makes, until nothing is left, or it breaks or has lost a chunk."""

    def schedule(chunk: bytes, seconds: float):
        return pool.schedule(work_off, args=(chunk,), timeout=seconds)

    moved_at = monotonic() + _LONGEST_WARM_UP_SECONDS
    flights.send(schedule, most=_CHUNKS_OF_A_WORKER * workers)
    while aloft := flights.aloft():
        done, pending = wait(aloft, timeout=_LOOK_AGAIN_SECONDS, return_when=FIRST_COMPLETED)
        if done or any(future.running() for future in pending):
            moved_at = monotonic()
        for future in done:
            yield from flights.land(future)
        if not pool.active or monotonic() - moved_at > _STALLED_SECONDS:
            return
        flights.send(schedule, most=_CHUNKS_OF_A_WORKER * workers)
