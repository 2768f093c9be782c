"""A run of the appraisal evidence that is killed shows nothing, and the next one finds what it had made."""

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.pipeline.appraised_company import rewrite, write_appraised_company

AS_OF = "2026-07-10T06:00"
PATIENCE = 240.0


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """The company of seven, with one worker."""
    company = write_appraised_company(tmp_path / "company")
    rewrite(company, "company.yaml", ("fanout: serial", "fanout: pool"))
    return company


def command(folder: Path) -> list[str]:
    """`okr-reports run appraisals` as a process of its own."""
    program = [sys.executable, "-m", "okr_reports.cli.main", "run", "appraisals", "2026-H1"]
    return [*program, "--as-of", AS_OF, "--pdf-engine", "plutoprint", "--company", str(folder), "--format", "json"]


def made(folder: Path) -> dict[str, int]:
    """The files of bundles in the cache, with the moment each was written."""
    cache = folder / "store/cache"
    return {path.name: path.stat().st_mtime_ns for path in cache.iterdir()} if cache.is_dir() else {}


def kill_after_the_first_bundle(folder: Path) -> None:
    """Start a run, wait until files of a bundle lie in the cache, and kill it with all its workers."""
    process = subprocess.Popen(
        command(folder), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True
    )
    deadline = time.monotonic() + PATIENCE
    while not made(folder) and process.poll() is None and time.monotonic() < deadline:
        time.sleep(0.005)
    os.killpg(process.pid, signal.SIGKILL)
    process.wait()


def test_a_killed_run_shows_nothing_and_the_next_one_goes_on_where_it_was(folder: Path) -> None:
    kill_after_the_first_bundle(folder)
    before = made(folder)
    assert before
    published = folder / "store/published/appraisals/2026-H1"
    assert not (folder / "store/log").is_dir() or not list((folder / "store/log").glob("*.json"))
    again = subprocess.run(command(folder), capture_output=True, check=True, timeout=PATIENCE)
    assert json.loads(again.stdout)["counts"] == {"expected": 6, "published": 6, "withheld": 0, "failed": 0}
    after = made(folder)
    assert {name: after[name] for name in before} == before
    assert len(after) == 6 * (len(("bundle.json", "bundle.html", "bundle.pdf")) + len(("which they are",)))
    assert len(list(published.glob("v1/employees/*/bundle.pdf"))) == 6
