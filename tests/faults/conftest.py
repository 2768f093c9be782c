"""Stores that outlive the processes that write to them: a folder, and a real S3 service on this machine."""

import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from okr_reports.store.opening import open_store
from okr_reports.store.store import Store
from tests.faults.s3_service import s3_service

PUBLISHER = Path(__file__).with_name("publisher.py")


@pytest.fixture(scope="session")
def s3_bucket() -> Iterator[str]:
    """The URL of an empty bucket in a service that speaks S3's protocol."""
    with s3_service() as url:
        yield url


@pytest.fixture
def folder(tmp_path: Path) -> str:
    """The URL of an empty store in a folder."""
    return str(tmp_path / "store")


@pytest.fixture(params=["folder", "s3"])
def url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """The URL of an empty store of each kind."""
    if request.param == "s3":
        return f"{request.getfixturevalue('s3_bucket')}/{tmp_path.name}"
    return request.getfixturevalue("folder")


@pytest.fixture
def store(url: str, tmp_path: Path) -> Store:
    """That store, seen from the test's own process."""
    return open_store(url, tmp_path)


@pytest.fixture
def start(tmp_path: Path) -> Iterator[Callable[..., subprocess.Popen[str]]]:
    """Start a process that publishes these values, one version each."""
    running: list[subprocess.Popen[str]] = []

    def start_publisher(*arguments: object) -> subprocess.Popen[str]:
        command = [sys.executable, PUBLISHER, *map(str, arguments)]
        running.append(subprocess.Popen(command, stdout=subprocess.PIPE, text=True, cwd=tmp_path))
        return running[-1]

    yield start_publisher
    for process in running:
        process.kill()
        process.wait()
        if process.stdout:
            process.stdout.close()


@pytest.fixture
def run(start: Callable[..., subprocess.Popen[str]]) -> Callable[..., tuple[int, str]]:
    """Run such a process to its end: its exit code, and what it said."""

    def run_publisher(*arguments: object) -> tuple[int, str]:
        process = start(*arguments)
        said = process.communicate(timeout=60)[0]
        return process.returncode, said.strip()

    return run_publisher
