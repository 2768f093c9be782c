"""The cache, the tables of a running job, and the catalogues as they stood."""

from hashlib import sha256

import polars as pl
import pytest
from polars.testing import assert_frame_equal

from okr_reports.errors import NotInStore
from okr_reports.store.cache import content_path, get_cached, input_hash, put_cached, put_content
from okr_reports.store.canonical import canonical_json
from okr_reports.store.catalogues import get_catalogue, put_catalogue
from okr_reports.store.store import Store
from okr_reports.store.work import get_work, put_work


def test_a_file_is_found_by_what_it_was_made_from(store: Store) -> None:
    key = input_hash(b"template", b"data")
    assert get_cached(store, key) is None
    put_cached(store, key, data=b"%PDF")
    assert get_cached(store, key) == b"%PDF"


def test_bytes_are_found_by_their_own_hash(store: Store) -> None:
    digest = put_content(store, b"%PDF")
    assert digest == put_content(store, b"%PDF") == sha256(b"%PDF").hexdigest()
    assert store.read(content_path(digest)) == b"%PDF"


def test_inputs_do_not_run_over_into_one_another() -> None:
    assert len({input_hash(b"ab", b"c"), input_hash(b"a", b"bc"), input_hash(b"abc"), input_hash(b"abc", b"")}) == 4


@pytest.mark.parametrize("damage", [b"", b"\x00" * 40])
def test_a_damaged_file_is_no_longer_in_the_cache_and_can_be_put_there_again(store: Store, damage: bytes) -> None:
    put_cached(store, "key", data=b"%PDF")
    store.replace("cache/key", damage)
    assert get_cached(store, "key") is None
    put_cached(store, "key", data=b"%PDF")
    assert get_cached(store, "key") == b"%PDF"


def test_a_table_of_a_running_job_keeps_its_rows_in_order_and_may_be_replaced(store: Store) -> None:
    put_work(store, "kpi_values/2026-09", table=pl.DataFrame({"value": [1.0]}))
    put_work(store, "kpi_values/2026-09", table=pl.DataFrame({"value": [2.0, 1.0]}))
    assert_frame_equal(get_work(store, "kpi_values/2026-09"), pl.DataFrame({"value": [2.0, 1.0]}))


def test_a_table_that_no_job_has_made_is_named(store: Store) -> None:
    with pytest.raises(NotInStore, match=r"work/tables/kpi_values/2026-09\.parquet is not in the store"):
        get_work(store, "kpi_values/2026-09")


def test_a_catalogue_is_kept_once_under_its_hash(store: Store) -> None:
    text = canonical_json({"company": "Müller", "kpis": []})
    digest = put_catalogue(store, text)
    assert put_catalogue(store, text) == digest == sha256(text).hexdigest()
    assert get_catalogue(store, digest) == {"company": "Müller", "kpis": []}
    assert store.list() == [f"catalogue/{digest}.json"]


def test_canonical_json_has_one_text_for_one_content() -> None:
    assert canonical_json({"b": [1, 2.5, None], "a": "ü"}) == '{"a":"ü","b":[1,2.5,null]}'.encode()


@pytest.mark.parametrize("value", [float("nan"), float("inf")])
def test_canonical_json_refuses_what_json_does_not_have(value: float) -> None:
    with pytest.raises(ValueError, match="not JSON compliant"):
        canonical_json({"value": value})
    with pytest.raises(TypeError, match="set has no place in JSON"):
        canonical_json({"value": {value}})
