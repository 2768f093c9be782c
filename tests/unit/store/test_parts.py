"""Snapshot parts: the same rows are the same file."""

from datetime import UTC, date, datetime

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from polars.testing import assert_frame_equal

from okr_reports.errors import NotInStore, StoreError
from okr_reports.store.parts import get_part, get_parts, part_path, part_schema, put_part, put_parts_by
from okr_reports.store.rehearsal import Rehearsal
from okr_reports.store.store import Store

TICKETS = pl.DataFrame(
    {
        "id": ["007", "008", None],
        "hours": [1.5, None, float("nan")],
        "is_open": [True, None, False],
        "period_on": [date(2026, 9, 1), None, date(2026, 9, 30)],
        "loaded_at": [datetime(2026, 10, 1, tzinfo=UTC), None, None],
    }
)


def test_rows_come_back_as_they_were(store: Store) -> None:
    assert_frame_equal(get_part(store, put_part(store, TICKETS)), TICKETS, check_row_order=False)


def test_only_the_wanted_columns_are_read(store: Store) -> None:
    digest = put_part(store, TICKETS)
    assert get_part(store, digest, columns=["hours"]).columns == ["hours"]


def test_a_rehearsal_reads_parts_that_are_kept_together_with_new_ones(store: Store) -> None:
    rehearsal = Rehearsal(store)
    kept, new = put_part(store, TICKETS.head(1)), put_part(rehearsal, TICKETS.tail(1))
    both = get_parts(rehearsal, [new, kept], columns=["is_open", "period_on"])
    assert_frame_equal(both, pl.concat([TICKETS.tail(1), TICKETS.head(1)]).select("is_open", "period_on"))


def test_a_part_is_named_by_the_hash_of_its_file_and_written_once(store: Store) -> None:
    digest = put_part(store, TICKETS)
    assert put_part(store, TICKETS) == digest
    assert store.list() == [f"snapshots/{digest}.parquet"]


def test_a_part_without_rows_keeps_its_columns(store: Store) -> None:
    assert_frame_equal(get_part(store, put_part(store, TICKETS.clear())), TICKETS.clear())


def test_parts_kept_together_are_those_kept_one_by_one(store: Store, folder_store: Store) -> None:
    months = TICKETS.with_columns(month=pl.Series(["2026-09", "none", "2026-09"]))
    digests = put_parts_by(store, months, by="month")
    alone = TICKETS.gather([2, 0]), TICKETS.gather([1])
    assert digests == {"2026-09": put_part(folder_store, alone[0]), "none": put_part(folder_store, alone[1])}


def test_parts_are_read_together_in_the_order_asked_for(store: Store) -> None:
    digests = [put_part(store, TICKETS.slice(place, 1)) for place in (2, 0, 1)]
    expected = pl.DataFrame({"id": [None, "007", "008"]})
    assert_frame_equal(get_parts(store, digests, columns=["id"]), expected)


def test_the_columns_of_a_part_are_known_without_its_rows(store: Store) -> None:
    assert dict(part_schema(store, put_part(store, TICKETS))) == dict(TICKETS.schema)


def test_of_parts_read_together_the_damaged_one_is_named(folder_store: Store) -> None:
    digests = [put_part(folder_store, TICKETS), put_part(folder_store, TICKETS.head(1))]
    folder_store.replace(part_path(digests[1]), b"PAR1 no more")
    with pytest.raises(StoreError, match=digests[1]):
        get_parts(folder_store, digests, columns=["id"])


ROWS = st.tuples(
    st.sampled_from([None, 0.0, -0.0, 1.5, float("nan"), float("inf")]),
    st.sampled_from([None, "", "a", "ä"]),
    st.integers(-2, 2),
)


@settings(deadline=None)
@given(rows=st.lists(ROWS, max_size=12).flatmap(lambda rows: st.tuples(st.just(rows), st.permutations(rows))))
def test_the_order_of_the_rows_does_not_change_the_file(
    rows: tuple[list[tuple], list[tuple]], store_of_all: Store
) -> None:
    schema = {"value": pl.Float64, "text": pl.String, "count": pl.Int64}
    first, second = (pl.DataFrame(some, schema=schema, orient="row") for some in rows)
    assert put_part(store_of_all, first) == put_part(store_of_all, second)


def test_rows_that_came_in_pieces_give_the_same_file(store: Store) -> None:
    pieces = pl.concat([TICKETS[2:], TICKETS[:2]], rechunk=False)
    assert put_part(store, pieces) == put_part(store, TICKETS)


def test_a_part_that_is_gone_is_named(store: Store) -> None:
    with pytest.raises(NotInStore, match=r"snapshots/aa\.parquet is not in the store: run the report again"):
        get_part(store, "aa")


def test_a_damaged_part_is_named(store: Store) -> None:
    digest = put_part(store, TICKETS)
    store.replace(part_path(digest), b"PAR1 no more")
    with pytest.raises(StoreError, match=rf"snapshots/{digest}\.parquet is damaged"):
        get_part(store, digest)
