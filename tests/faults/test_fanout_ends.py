"""When the parent ends, its workers end: by Ctrl-C, by an exception, by a kill that leaves it no time."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import closing, suppress
from pathlib import Path

import pytest

from okr_reports.fanout.fan_out import fan_out
from okr_reports.fanout.items import Item, in_chunks
from okr_reports.fanout.settings import FanOut, Limits, Mode
from tests.faults.fanout_work import work

ROOT = Path(__file__).parents[2]
PARENT = """
from okr_reports.fanout.fan_out import fan_out
from okr_reports.fanout.items import Item, in_chunks
from okr_reports.fanout.settings import FanOut, Limits, Mode
from tests.faults.fanout_work import work

if __name__ == "__main__":
    items = [Item(f"E{number}", payload) for number, payload in enumerate(["process"] * 8 + ["endless"] * 50)]
    settings = FanOut(Mode.POOL, workers=2, limits=Limits(seconds=SECONDS, memory_mib=700))
    for outcome in fan_out(work, in_chunks(items, size=1), settings=settings):
        print(outcome.value, flush=True)
"""


def is_running(process_id: int) -> bool:
    """Whether there is a process of this number that is not a zombie."""
    status = Path(f"/proc/{process_id}/status")
    return status.exists() and "State:\tZ" not in status.read_text(encoding="utf-8")


def all_end_within(seconds: float, process_ids: set[int]) -> bool:
    """Whether none of the processes runs any more after at most this time."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if not any(map(is_running, process_ids)):
            return True
        time.sleep(0.05)
    return False


@pytest.fixture(params=[300])
def parent(tmp_path: Path, request: pytest.FixtureRequest) -> Iterator[subprocess.Popen[str]]:
    """A process that fans out, with two workers at items that never end, each allowed so many seconds."""
    program = tmp_path / "parent.py"
    program.write_text(PARENT.replace("SECONDS", str(request.param)), encoding="utf-8")
    process = subprocess.Popen(
        [sys.executable, str(program)],
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
        cwd=tmp_path,
        env=os.environ | {"PYTHONPATH": str(ROOT), "TMPDIR": str(tmp_path)},
        start_new_session=True,
    )
    yield process
    with suppress(ProcessLookupError):
        os.killpg(process.pid, signal.SIGKILL)
    process.communicate()


def workers_of(process: subprocess.Popen[str]) -> set[int]:
    """The workers' process ids, once they are at what never ends."""
    assert process.stdout is not None
    found = {int(process.stdout.readline()) for _ in range(8)}
    time.sleep(0.3)
    assert all(map(is_running, found))
    return found


def test_ctrl_c_ends_the_workers_at_once(parent: subprocess.Popen[str], tmp_path: Path) -> None:
    workers = workers_of(parent)
    os.killpg(parent.pid, signal.SIGINT)
    assert all_end_within(15, workers)
    assert parent.wait(timeout=15) != 0
    assert [path.name for path in tmp_path.iterdir()] == ["parent.py"]


@pytest.mark.parametrize("parent", [3], indirect=True)
def test_the_workers_of_a_parent_that_is_killed_outlive_it_by_one_item_at_most(parent: subprocess.Popen[str]) -> None:
    workers = workers_of(parent)
    parent.kill()
    assert all_end_within(15, workers)


def test_a_loop_that_is_left_ends_the_workers_at_once() -> None:
    settings = FanOut(Mode.POOL, workers=2, limits=Limits(seconds=300, memory_mib=700))
    items = [Item(f"E{number}", "process") for number in range(4)] + [Item("E4", "endless"), Item("E5", "endless")]
    workers: set[int] = set()
    with closing(fan_out(work, in_chunks(items, size=1), settings=settings)) as made:
        workers = {int(str(next(made).value)) for _ in range(4)}
    assert all_end_within(5, workers)


def test_an_exception_where_outcomes_are_used_ends_the_workers_at_once() -> None:
    settings = FanOut(Mode.POOL, workers=1, limits=Limits(seconds=300, memory_mib=700))
    workers: set[int] = set()

    def use() -> None:
        items = [Item("E0", "process"), Item("E1", "endless")]
        with closing(fan_out(work, in_chunks(items, size=1), settings=settings)) as made:
            workers.add(int(str(next(made).value)))
            raise OSError("no space left")

    with pytest.raises(OSError, match="no space left"):
        use()
    assert all_end_within(5, workers)
