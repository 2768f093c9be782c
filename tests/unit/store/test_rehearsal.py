"""A rehearsal shows what a run would write, and writes nothing."""

import polars as pl
import pytest

from okr_reports.errors import NotInStore, StoreError
from okr_reports.store.parts import get_part, put_part
from okr_reports.store.rehearsal import Rehearsal
from okr_reports.store.store import Store


def test_what_is_written_is_seen_in_the_rehearsal_only(folder_store: Store) -> None:
    folder_store.create("latest.json", b"1")
    rehearsal = Rehearsal(folder_store)
    assert rehearsal.create("log/00000001.json", b"entry")
    assert not rehearsal.create("latest.json", b"2")
    rehearsal.replace("latest.json", b"22")
    assert (rehearsal.read("latest.json"), rehearsal.size("latest.json")) == (b"22", 2)
    assert rehearsal.list() == ["latest.json", "log/00000001.json"]
    assert rehearsal.list("log") == ["log/00000001.json"]
    assert (folder_store.list(), folder_store.read("latest.json")) == (["latest.json"], b"1")


def test_what_is_removed_is_gone_in_the_rehearsal_only(folder_store: Store) -> None:
    folder_store.create("latest.json", b"1")
    rehearsal = Rehearsal(folder_store)
    rehearsal.remove("latest.json")
    assert not rehearsal.exists("latest.json")
    with pytest.raises(NotInStore):
        rehearsal.read("latest.json")
    assert rehearsal.create("latest.json", b"2")
    assert folder_store.read("latest.json") == b"1"


def test_parts_can_be_rehearsed(folder_store: Store) -> None:
    rehearsal = Rehearsal(folder_store)
    assert get_part(rehearsal, put_part(rehearsal, pl.DataFrame({"a": [1]})))["a"].to_list() == [1]
    assert folder_store.list() == []


def test_a_rehearsal_refuses_the_paths_that_the_store_would_refuse(folder_store: Store) -> None:
    with pytest.raises(StoreError, match="is no path inside the store"):
        Rehearsal(folder_store).replace("../x", b"")
