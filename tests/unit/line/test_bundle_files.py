"""Made bundles wait in the cache, one entry per employee, until they are published."""

from pathlib import Path

import pytest

from okr_reports.line.bundle_files import BundleFiles, KeptFiles, bundle_files_from, is_kept, keep_bundle
from okr_reports.store.opening import open_store
from okr_reports.store.store import Store

MADE = BundleFiles({"bundle.json": b'{"a":1}\n', "bundle.html": "<p>Zoë".encode(), "bundle.pdf": b"\n%PDF\n"}, ("w",))


@pytest.fixture
def store(tmp_path: Path) -> Store:
    """An empty store."""
    return open_store("store", tmp_path)


def test_a_bundle_comes_out_of_its_bytes_as_it_went_in() -> None:
    assert bundle_files_from(MADE.to_bytes()) == MADE


def test_a_bundle_is_in_the_cache_once_it_was_laid_there(store: Store) -> None:
    assert not is_kept(store, "k" * 64)
    keep_bundle(store, "k" * 64, made=MADE)
    assert is_kept(store, "k" * 64)


def test_a_torn_entry_counts_as_not_there(store: Store) -> None:
    keep_bundle(store, "k" * 64, made=MADE)
    store.replace(f"cache/{'k' * 64}", store.read(f"cache/{'k' * 64}")[:-1])
    assert not is_kept(store, "k" * 64)


def test_a_version_s_files_are_read_from_the_cache_by_name(store: Store) -> None:
    keep_bundle(store, "k" * 64, made=MADE)
    files = KeptFiles(store, {"employees/E1/bundle.pdf": ("k" * 64, "bundle.pdf")}, {"hr/overview.html": b"<p>"})
    assert dict(files) == {"employees/E1/bundle.pdf": b"\n%PDF\n", "hr/overview.html": b"<p>"}
    assert len(files) == 2


def test_a_bundle_that_left_the_cache_is_missed_and_not_made_up(store: Store) -> None:
    with pytest.raises(KeyError):
        KeptFiles(store, {"employees/E1/bundle.pdf": ("k" * 64, "bundle.pdf")}, {})["employees/E1/bundle.pdf"]
