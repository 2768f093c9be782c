"""A disk that takes no more: one clear sentence, nothing half-written, and the store as it was."""

from collections.abc import Callable
from pathlib import Path

from okr_reports.publishing.history import history
from okr_reports.publishing.verify import verify
from okr_reports.store.store import open_store

Run = Callable[..., tuple[int, str]]


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
