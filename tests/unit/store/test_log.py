"""The log is a chain: each entry vouches for all before it."""

from collections.abc import Sequence
from datetime import UTC, datetime

import pytest

from okr_reports.errors import VerificationError
from okr_reports.store.log import LogEntry, entry_after, examine_log, head_of, read_log
from okr_reports.store.store import Store

OCTOBER = datetime(2026, 10, 1, 6, tzinfo=UTC)


def next_entry(entries: Sequence[LogEntry]) -> LogEntry:
    manifest = f"published/kpi-review/2026-09/v{len(entries) + 1}/manifest.json"
    return entry_after(entries, manifest=manifest, manifest_sha256="ab" * 32, published_at=OCTOBER)


@pytest.fixture
def entries(folder_store: Store) -> tuple[LogEntry, ...]:
    """A log with three entries."""
    first = next_entry([])
    second = next_entry([first])
    third = next_entry([first, second])
    for entry in (first, second, third):
        assert folder_store.create(entry.path, entry.data)
    return first, second, third


def test_an_empty_log_has_no_head(store: Store) -> None:
    assert read_log(store) == ()
    assert head_of(read_log(store)) is None


def test_an_entry_that_was_written_is_read_as_it_was(store: Store) -> None:
    entry = next_entry([])
    store.create(entry.path, entry.data)
    assert read_log(store) == (entry,)
    assert (entry.path, entry.number, entry.previous) == ("log/00000001.json", 1, None)


def test_each_entry_holds_the_hash_of_the_one_before(entries: tuple[LogEntry, ...], folder_store: Store) -> None:
    assert [entry.previous for entry in read_log(folder_store)] == [None, entries[0].sha256, entries[1].sha256]
    assert head_of(read_log(folder_store)) == entries[2].sha256


def test_a_missing_entry_is_named(entries: tuple[LogEntry, ...], folder_store: Store) -> None:
    folder_store.remove(entries[1].path)
    with pytest.raises(VerificationError, match=r"00000003\.json.*before this entry .* log/00000002\.json is missing"):
        read_log(folder_store)


def test_several_missing_entries_are_named_together(entries: tuple[LogEntry, ...], folder_store: Store) -> None:
    folder_store.remove(entries[0].path)
    folder_store.remove(entries[1].path)
    with pytest.raises(VerificationError, match=r"log/00000001\.json to log/00000002\.json is missing"):
        read_log(folder_store)


def test_a_rewritten_entry_breaks_the_chain_behind_it(entries: tuple[LogEntry, ...], folder_store: Store) -> None:
    folder_store.replace(entries[1].path, entries[1].data.replace(b"abab", b"cdcd"))
    assert [(problem.file, problem.code) for problem in examine_log(folder_store).problems] == [
        ("log/00000003.json", "LOG-CHAIN")
    ]


def test_an_entry_under_another_number_is_named(entries: tuple[LogEntry, ...], folder_store: Store) -> None:
    folder_store.create("log/00000004.json", entries[0].data)
    with pytest.raises(VerificationError, match=r"log/00000004\.json: .* calls itself number 1"):
        read_log(folder_store)


@pytest.mark.parametrize("data", [b"", b"[]", b"null", b"{}", b'{"number":"x"}', b"\xff"])
def test_an_unreadable_entry_is_named(entries: tuple[LogEntry, ...], folder_store: Store, data: bytes) -> None:
    folder_store.replace(entries[2].path, data)
    with pytest.raises(VerificationError, match=r"log/00000003\.json: this entry of the log cannot be read"):
        read_log(folder_store)
    assert examine_log(folder_store).entries == entries[:2]


def test_entry_one_hundred_million_comes_after_the_one_before(folder_store: Store) -> None:
    last_of_eight_digits = LogEntry(99_999_999, "m", "s", None, OCTOBER, b"the entry as it lies")
    next_one = next_entry([last_of_eight_digits])
    folder_store.create("log/00000001.json", next_entry([]).data)
    folder_store.create(next_one.path, next_one.data)
    assert next_one.path == "log/100000000.json"
    assert [entry.number for entry in examine_log(folder_store).entries] == [1, 100_000_000]


@pytest.mark.parametrize("name", ["00000000.json", "1.json", "000000001.json", "00000001.json.bak", "notes.txt"])
def test_a_file_with_another_name_is_no_entry(entries: tuple[LogEntry, ...], folder_store: Store, name: str) -> None:
    folder_store.create(f"log/{name}", b"?")
    assert read_log(folder_store) == entries
