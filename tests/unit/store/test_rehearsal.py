"""A rehearsal: everything happens, and nothing is kept."""

from pathlib import Path

import pytest

from okr_reports.errors import NotInStore
from okr_reports.store.folder import FolderStore
from okr_reports.store.rehearsal import Rehearsal


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A store with two files."""
    store = FolderStore(tmp_path / "store")
    store.create("log/1", b"one")
    store.create("kept", b"kept")
    return tmp_path / "store"


@pytest.fixture
def rehearsal(folder: Path) -> Rehearsal:
    """A rehearsal on it."""
    return Rehearsal(FolderStore(folder))


def test_what_lies_in_the_store_can_be_read(rehearsal: Rehearsal) -> None:
    assert (rehearsal.read("log/1"), rehearsal.size("log/1"), rehearsal.exists("log/1")) == (b"one", 3, True)
    assert rehearsal.list() == ["kept", "log/1"]
    assert rehearsal.local_path("log/1") is not None


def test_what_is_written_is_there_afterwards_but_not_in_the_store(rehearsal: Rehearsal, folder: Path) -> None:
    assert rehearsal.create("log/2", b"second")
    rehearsal.replace("kept", b"changed")
    rehearsal.sync()
    assert (rehearsal.read("log/2"), rehearsal.size("kept"), rehearsal.local_path("kept")) == (b"second", 7, None)
    assert (rehearsal.list("log"), rehearsal.list()) == (["log/1", "log/2"], ["kept", "log/1", "log/2"])
    assert FolderStore(folder).list() == ["kept", "log/1"]
    assert FolderStore(folder).read("kept") == b"kept"


def test_a_path_that_is_taken_stays_taken(rehearsal: Rehearsal) -> None:
    assert not rehearsal.create("log/1", b"other")
    assert rehearsal.create("log/2", b"second")
    assert not rehearsal.create("log/2", b"third")
    assert rehearsal.read("log/2") == b"second"


def test_what_is_removed_is_gone_and_may_be_written_again(rehearsal: Rehearsal, folder: Path) -> None:
    rehearsal.remove("kept")
    assert (rehearsal.exists("kept"), rehearsal.list()) == (False, ["log/1"])
    with pytest.raises(NotInStore):
        rehearsal.read("kept")
    with pytest.raises(NotInStore):
        rehearsal.size("kept")
    assert rehearsal.create("kept", b"new")
    assert rehearsal.read("kept") == b"new"
    assert FolderStore(folder).read("kept") == b"kept"
