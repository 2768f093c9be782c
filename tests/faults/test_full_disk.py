"""A disk that takes no more: one clear sentence, nothing half-written, and the store as it was."""

import subprocess
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path

import pytest

from okr_reports.publishing.history import history
from okr_reports.publishing.verify import verify
from okr_reports.store.opening import open_store

Run = Callable[..., tuple[int, str]]


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A disk of 1 MiB where this user may mount one; else a folder on the disk at hand."""
    disk = tmp_path / "disk"
    disk.mkdir()
    mount = subprocess.run(["mount", "-t", "tmpfs", "-o", "size=1m", "tmpfs", disk], check=False, capture_output=True)
    yield disk
    if mount.returncode == 0:
        subprocess.run(["umount", disk], check=True)


def test_a_file_the_system_does_not_take_is_told_and_leaves_nothing(run: Run, folder: str) -> None:
    assert run(folder, 1) == (0, "published 1")
    store = open_store(folder, Path.cwd())
    before = store.read_many(store.list())

    exit_code, said = run(folder, 2, "--largest-file", 5000)

    assert exit_code == 1
    assert said == (
        "cannot write published/kpi-review/2026-09/v2/report.html: the file is larger than this system allows"
    )
    assert store.read_many(store.list()) == before
    assert [row.version for row in history(store)] == [1]
    assert run(folder, 2) == (0, "published 2")
    assert verify(store, read_data=True, head=None).problems == ()


def test_a_full_disk_is_told_and_the_store_is_as_it_was(run: Run, small_disk: Path) -> None:
    store = open_store("store", small_disk)
    # The second limit stands in for a full disk where none can be mounted.
    assert run(small_disk / "store", 1) == (0, "published 1")
    fill(small_disk / "filling")
    before = store.read_many(store.list())

    exit_code, said = run(small_disk / "store", 2, "--largest-file", 5000)

    assert exit_code == 1
    assert said.startswith("cannot write published/kpi-review/2026-09/v2/report")
    assert "\n" not in said
    assert store.read_many(store.list()) == before
    (small_disk / "filling").unlink()
    assert run(small_disk / "store", 2) == (0, "published 2")


def fill(file: Path) -> None:
    """Take what space there is, up to 2 MiB."""
    with file.open("wb", buffering=0) as filling, suppress(OSError):
        for _ in range(512):
            filling.write(b"x" * 4096)
