"""A run that is killed while publishing shows nothing, harms nothing, and does not stand in the next one's way."""

import signal
import subprocess
import time
from collections.abc import Callable
from dataclasses import dataclass

import pytest

from okr_reports.publishing.history import history
from okr_reports.publishing.verify import verify
from okr_reports.store.store import Store

Run = Callable[..., tuple[int, str]]
Start = Callable[..., subprocess.Popen[str]]


@dataclass(frozen=True)
class Death:
    """Killed while publishing v2, before this of the seven steps; what is published then, and what verify names."""

    step: int
    versions: tuple[int, ...]
    problems: tuple[tuple[str, str], ...] = ()


LATEST = ("LATEST", "published/kpi-review/2026-09/latest.json")
FIRST_FILE = Death(1, (1,))
SECOND_FILE = Death(2, (1,))
MANIFEST = Death(3, (1,))
FLUSH = Death(4, (1,))
LOG_ENTRY = Death(5, (1,))
SECOND_FLUSH = Death(6, (2, 1), (LATEST,))
LATEST_JSON = Death(7, (2, 1), (LATEST,))


@pytest.mark.parametrize(
    ("url", "death"),
    [
        ("folder", FIRST_FILE),
        ("folder", SECOND_FILE),
        ("folder", MANIFEST),
        ("folder", FLUSH),
        ("folder", LOG_ENTRY),
        ("folder", SECOND_FLUSH),
        ("folder", LATEST_JSON),
        ("s3", SECOND_FILE),
        ("s3", LOG_ENTRY),
    ],
    indirect=["url"],
)
def test_a_run_killed_before_a_step_leaves_what_the_log_says_and_the_next_one_publishes(
    run: Run, store: Store, url: str, death: Death
) -> None:
    assert run(url, 1, "--then-die-before", death.step) == (-signal.SIGKILL, "published 1")
    assert tuple(row.version for row in history(store)) == death.versions
    report = verify(store, read_data=True, head=None)
    assert tuple((problem.code, problem.file) for problem in report.problems) == death.problems

    assert run(url, 9) == (0, f"published {death.versions[0] + 1}")
    report = verify(store, read_data=True, head=history(store)[0].head)
    assert report.problems == ()
    assert report.strays == ()


def test_a_run_makes_no_more_than_these_seven_steps(run: Run, folder: str) -> None:
    assert run(folder, 1, "--then-die-before", 8) == (0, "published 1\npublished 2")


@pytest.mark.parametrize("milliseconds", [0, 7, 41])
@pytest.mark.parametrize("url", ["folder"], indirect=True)
def test_a_run_killed_at_any_moment_leaves_a_store_that_verifies(
    start: Start, run: Run, store: Store, url: str, milliseconds: int
) -> None:
    process = start(url, *range(1, 400))
    assert process.stdout is not None
    assert process.stdout.readline() == "published 1\n"
    time.sleep(milliseconds / 1000)
    process.kill()
    process.wait()
    assert {problem.code for problem in verify(store, read_data=True, head=None).problems} <= {"LATEST"}

    assert run(url, 1000)[0] == 0
    report = verify(store, read_data=True, head=None)
    assert report.problems == ()
    assert report.strays == ()
