"""Every kind of store keeps the same promises."""

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from okr_reports.errors import NotInStore, StoreError
from okr_reports.store.opening import open_store
from okr_reports.store.store import Store


def test_what_is_created_can_be_read(store: Store) -> None:
    assert store.create("log/00000001.json", b"one")
    assert store.read("log/00000001.json") == b"one"
    assert store.size("log/00000001.json") == 3
    assert store.exists("log/00000001.json")


def test_a_path_that_is_taken_is_not_created_again(store: Store) -> None:
    store.create("log/00000001.json", b"one")
    assert not store.create("log/00000001.json", b"two")
    assert store.read("log/00000001.json") == b"one"


def test_a_file_may_be_given_a_further_path(store: Store) -> None:
    store.create("cache/a", b"one")
    assert store.create_from("published/v1/a", source="cache/a")
    store.replace("cache/a", b"two")
    assert store.read("published/v1/a") == b"one"
    store.remove("cache/a")
    assert store.list() == ["published/v1/a"]


def test_a_path_that_is_taken_is_not_given_to_another_file(store: Store) -> None:
    store.create("cache/a", b"one")
    store.create("published/a", b"two")
    assert not store.create_from("published/a", source="cache/a")
    assert store.read("published/a") == b"two"


def test_a_file_that_is_not_there_gets_no_further_path(store: Store) -> None:
    with pytest.raises(NotInStore, match="cache/a"):
        store.create_from("published/a", source="cache/a")
    assert store.list() == []


@pytest.mark.parametrize("store", ["folder", "s3"], indirect=True)
def test_of_many_that_create_one_path_exactly_one_wins(store: Store) -> None:
    with ThreadPoolExecutor(8) as pool:
        won = list(pool.map(lambda number: store.create("log/00000001.json", b"%d" % number), range(8)))
    assert won.count(True) == 1
    assert store.read("log/00000001.json") == b"%d" % won.index(True)


def test_a_replaced_file_holds_the_new_bytes(store: Store) -> None:
    store.replace("latest.json", b"one")
    store.replace("latest.json", b"two")
    assert store.read("latest.json") == b"two"


def test_a_file_written_once_is_written_once(store: Store) -> None:
    store.write_once("snapshots/a", b"rows")
    store.write_once("snapshots/a", b"rows")
    assert store.read("snapshots/a") == b"rows"


def test_a_torn_file_is_mended_by_writing_it_again(store: Store) -> None:
    store.create("snapshots/a", b"")
    store.write_once("snapshots/a", b"rows")
    assert store.read("snapshots/a") == b"rows"


def test_files_are_listed_below_a_folder_in_order(store: Store) -> None:
    for path in ("b/2", "b/c/1", "a/1", "bb/1"):
        store.create(path, b"")
    assert store.list("b") == ["b/2", "b/c/1"]
    assert store.list() == ["a/1", "b/2", "b/c/1", "bb/1"]
    assert store.list("nothing") == []


def test_a_listing_shows_what_another_process_wrote(store: Store) -> None:
    store.list("log")
    store.create("log/00000001.json", b"one")
    assert store.list("log") == ["log/00000001.json"]


def test_a_removed_file_is_gone_and_may_be_removed_again(store: Store) -> None:
    store.create("published/kpi-review/2026-09/v1/report.json", b"{}")
    store.remove("published/kpi-review/2026-09/v1/report.json")
    store.remove("published/kpi-review/2026-09/v1/report.json")
    assert store.list() == []


def test_several_files_are_read_at_once(store: Store) -> None:
    store.create("a", b"1")
    store.create("b", b"2")
    assert store.read_many(["b", "a"]) == {"a": b"1", "b": b"2"}
    assert store.read_many([]) == {}


def test_a_file_that_is_not_there_is_named(store: Store) -> None:
    with pytest.raises(NotInStore, match=r"cannot read log/00000001\.json"):
        store.read("log/00000001.json")
    with pytest.raises(NotInStore, match=r"cannot look for log/00000001\.json"):
        store.size("log/00000001.json")
    with pytest.raises(NotInStore):
        store.read_many(["log/00000001.json"])
    assert not store.exists("log/00000001.json")


@pytest.mark.parametrize(
    "path",
    ["", "/etc/passwd", "..", "a/../../b", "a//b", "a/./b", "a/", "a\\b", "a\nb", "a\x00b", "\udcff"],
)
def test_a_path_that_could_lead_out_is_refused(store: Store, path: str) -> None:
    for use in (store.read, store.exists, store.size, store.remove):
        with pytest.raises(StoreError, match="is no path inside the store"):
            use(path)
    for write in (store.create, store.replace, store.write_once):
        with pytest.raises(StoreError, match="is no path inside the store"):
            write(path, b"")


def test_a_service_that_is_not_there_is_told_in_one_sentence(s3_bucket: str, tmp_path: Path) -> None:
    store = open_store("s3://no-such-bucket/store", tmp_path)
    with pytest.raises(StoreError, match="cannot write a: there is no such file or bucket"):
        store.create("a", b"")


def test_a_kind_of_store_that_nobody_knows_is_refused(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="cannot open the store"):
        open_store("carrier-pigeon://loft", tmp_path)


def test_a_file_url_is_a_folder(tmp_path: Path) -> None:
    open_store(f"file://{tmp_path}/my%20store", tmp_path).create("a", b"1")
    assert (tmp_path / "my store" / "a").read_bytes() == b"1"


def test_only_one_process_is_alone_in_a_folder_and_none_knows_of_a_bucket(store: Store) -> None:
    with store.alone() as is_alone:
        assert is_alone == (store.local_path("a") is not None)
