"""Several runs that publish at once: every version is one run's own, and none is lost."""

import subprocess
from collections.abc import Callable

from okr_reports.publishing.history import history
from okr_reports.publishing.verify import verify
from okr_reports.store.store import Store

Start = Callable[..., subprocess.Popen[str]]


def test_runs_with_different_numbers_all_publish_one_after_the_other(start: Start, store: Store, url: str) -> None:
    processes = [start(url, *range(first, first + 30, 10)) for first in (1, 2)]
    said = sorted(line for process in processes for line in process.communicate(timeout=120)[0].splitlines())

    assert [process.returncode for process in processes] == [0, 0]
    assert said == sorted(f"published {version}" for version in range(1, 7))
    assert [row.version for row in history(store)] == list(range(6, 0, -1))
    assert {row.reason for row in history(store)} == {f"csat is {value}" for value in (1, 2, 11, 12, 21, 22)}
    report = verify(store, read_data=True, head=history(store)[0].head)
    assert report.problems == ()
    assert report.strays == ()


def test_of_two_runs_that_say_the_same_one_publishes_and_the_other_finds_it_unchanged(
    start: Start, store: Store, url: str
) -> None:
    processes = [start(url, 7) for _ in range(2)]
    said = sorted(process.communicate(timeout=120)[0] for process in processes)

    assert said == ["published 1\n", "unchanged 1\n"]
    assert len(history(store)) == 1
    assert verify(store, read_data=True, head=None).problems == ()
    assert verify(store, read_data=True, head=None).strays == ()
