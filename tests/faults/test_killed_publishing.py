"""A run that is killed while publishing shows nothing, harms nothing, and does not stand in the next one's way."""

import signal
import subprocess
import time
from collections.abc import Callable

import pytest

from okr_reports.publishing.history import history
from okr_reports.publishing.verify import verify
from okr_reports.store.store import Store

Run = Callable[..., tuple[int, str]]
Start = Callable[..., subprocess.Popen[str]]
LATEST = "published/kpi-review/2026-09/latest.json"


@pytest.mark.parametrize(
    ("dies_before", "versions", "problems"),
    [
        pytest.param(1, [1], [], id="the first file"),
        pytest.param(2, [1], [], id="the second file"),
        pytest.param(3, [1], [], id="the manifest"),
        pytest.param(4, [1], [], id="the flush"),
        pytest.param(5, [1], [], id="the log entry"),
        pytest.param(6, [2, 1], [("LATEST", LATEST)], id="the second flush"),
        pytest.param(7, [2, 1], [("LATEST", LATEST)], id="latest.json"),
    ],
)
def test_a_run_killed_before_this_step_leaves_what_the_log_says_and_the_next_one_publishes(
    run: Run, store: Store, url: str, dies_before: int, versions: list[int], problems: list[tuple[str, str]]
) -> None:
    assert run(url, 1) == (0, "published 1")
    assert run(url, 2, "--dies-before", dies_before) == (-signal.SIGKILL, "")

    assert [row.version for row in history(store)] == versions
    assert [(problem.code, problem.file) for problem in verify(store, read_data=True, head=None).problems] == problems

    assert run(url, 3) == (0, f"published {versions[0] + 1}")
    report = verify(store, read_data=True, head=history(store)[0].head)
    assert report.problems == ()
    assert report.strays == ()


def test_a_run_that_is_not_killed_makes_these_seven_steps(run: Run, url: str) -> None:
    assert run(url, 1) == (0, "published 1")
    assert run(url, 2, "--dies-before", 8) == (0, "published 2")


@pytest.mark.parametrize("milliseconds", [0, 7, 19, 41, 83])
def test_a_run_killed_at_any_moment_leaves_a_store_that_verifies(
    start: Start, run: Run, folder: str, milliseconds: int
) -> None:
    from pathlib import Path

    from okr_reports.store.store import open_store

    process = start(folder, *range(1, 400))
    assert process.stdout is not None
    assert process.stdout.readline() == "published 1\n"
    time.sleep(milliseconds / 1000)
    process.kill()
    process.wait()

    store = open_store(folder, Path.cwd())
    assert {problem.code for problem in verify(store, read_data=True, head=None).problems} <= {"LATEST"}
    assert run(folder, 1000)[0] == 0
    assert verify(store, read_data=True, head=None).problems == ()
    assert verify(store, read_data=True, head=None).strays == ()
