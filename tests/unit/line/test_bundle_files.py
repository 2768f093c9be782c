"""Made bundles wait in the cache until they are published: each file under its own hash, and a record of them."""

from hashlib import sha256
from pathlib import Path

import pytest

from okr_reports.line.bundle_files import keep_bundle, kept_bundle
from okr_reports.line.bundle_work import BundleFiles
from okr_reports.store.opening import open_store
from okr_reports.store.store import Store

MADE = BundleFiles({"bundle.json": b'{"a":1}\n', "bundle.html": "<p>Zoë".encode(), "bundle.pdf": b"\n%PDF\n"}, ("w",))
OTHER = BundleFiles({"bundle.json": b'{"a":2}\n', "bundle.html": "<p>Zoë".encode(), "bundle.pdf": b"\n%PDF\n"}, ())
KEY = "k" * 64


@pytest.fixture
def store(tmp_path: Path) -> Store:
    """An empty store."""
    return open_store("store", tmp_path)


def test_a_bundle_is_in_the_cache_once_it_was_laid_there(store: Store) -> None:
    assert kept_bundle(store, KEY) is None
    laid = keep_bundle(store, KEY, made=MADE)
    assert kept_bundle(store, KEY) == laid
    assert laid.warnings == ("w",)


def test_its_files_are_told_by_name_with_hash_size_and_place(store: Store) -> None:
    laid = keep_bundle(store, KEY, made=MADE)
    assert {name: store.read(file.path) for name, file in laid.files.items()} == MADE.files
    assert {name: file.size for name, file in laid.files.items()} == {
        "bundle.json": 8, "bundle.html": 7, "bundle.pdf": 6,
    }  # fmt: skip
    assert laid.files["bundle.pdf"].sha256 == sha256(b"\n%PDF\n").hexdigest()


@pytest.mark.parametrize("name", ["bundle.json", "bundle.html", "bundle.pdf"])
def test_a_bundle_with_a_torn_file_counts_as_not_there_and_can_be_laid_again(store: Store, name: str) -> None:
    file = keep_bundle(store, KEY, made=MADE).files[name]
    store.replace(file.path, store.read(file.path)[:-1])
    assert kept_bundle(store, KEY) is None
    assert keep_bundle(store, KEY, made=MADE) == kept_bundle(store, KEY)


def test_a_bundle_with_a_file_that_left_the_cache_counts_as_not_there(store: Store) -> None:
    store.remove(keep_bundle(store, KEY, made=MADE).files["bundle.pdf"].path)
    assert kept_bundle(store, KEY) is None


def test_of_two_runs_that_make_the_same_bundle_neither_takes_a_file_of_the_other(store: Store) -> None:
    first = keep_bundle(store, KEY, made=MADE)
    second = keep_bundle(store, KEY, made=OTHER)
    assert kept_bundle(store, KEY) == second
    assert store.read(first.files["bundle.json"].path) == b'{"a":1}\n'
