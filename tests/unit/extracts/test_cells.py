"""A declared type decides what a cell is; what does not fit is empty and set aside."""

from datetime import UTC, date, datetime
from typing import Any

import polars as pl
import pytest

from okr_reports.catalogue.cleaning import NumberWritten
from okr_reports.extracts.cells import Reading, inferred_cells, natural_cells, read_cells, unreadable, without_nulls
from okr_reports.extracts.moments import Zones
from okr_reports.words import ColumnType

KOLKATA = Reading(Zones("Asia/Kolkata", "Asia/Kolkata"))
GERMAN = Reading(KOLKATA.zones, NumberWritten(thousands=".", decimal=","))
NOON = datetime(2026, 9, 30, 12, tzinfo=UTC)
ANY_TEXT = pl.String()


@pytest.mark.parametrize(
    ("kind", "cells", "read"),
    [
        ("number", [1, None], [1.0, None]),
        ("number", [True, False], [1.0, 0.0]),
        ("number", [float("nan"), float("inf"), 1.5], [None, None, 1.5]),
        ("number", ["1", "x", ""], [1.0, None, None]),
        ("number", [date(2026, 9, 1)], [None]),
        ("text", [7, 8], ["7", "8"]),
        ("text", [7.0, 7.5], ["7", "7.5"]),
        ("text", ["007", ""], ["007", ""]),
        ("text", [date(2026, 9, 1)], ["2026-09-01"]),
        ("text", [True], ["true"]),
        ("boolean", [True, None], [True, None]),
        ("boolean", [1, 0, 2], [True, False, None]),
        ("boolean", ["Yes", "no ", "T", "f", "maybe"], [True, False, True, False, None]),
        ("date", ["2026-09-30", "30/09/2026"], [date(2026, 9, 30), None]),
        ("date", [45000.0], [None]),
        ("datetime", [date(2026, 9, 30)], [datetime(2026, 9, 29, 18, 30, tzinfo=UTC)]),
        ("datetime", ["2026-09-30T12:00Z"], [NOON]),
    ],
)
def test_cells_are_read_in_their_declared_type(kind: str, cells: list[Any], read: list[Any]) -> None:
    assert read_cells(pl.Series("x", cells), ColumnType(kind), reading=KOLKATA).to_list() == read


def test_blank_text_is_empty_and_other_text_that_was_not_read_is_lost() -> None:
    cells = pl.Series("x", ["", "  ", None, "x", "1"])
    read = read_cells(cells, ColumnType.NUMBER, reading=KOLKATA)
    assert unreadable(cells, read).to_list() == [False, False, False, True, False]


def test_words_for_nothing_are_nothing_only_as_a_whole_cell() -> None:
    reading = Reading(KOLKATA.zones, nulls=("", "N/A", ".."))
    cells = without_nulls(pl.Series("x", ["N/A", " N/A ", "", "..", "N/A today", None]), reading)
    assert cells.to_list() == [None, None, None, None, "N/A today", None]


@pytest.mark.parametrize(
    ("cells", "dtype"),
    [
        (pl.Series([1, 2], dtype=pl.UInt8), pl.Int64()),
        (pl.Series([2**63], dtype=pl.UInt64), ANY_TEXT),
        (pl.Series([1.5, float("nan")], dtype=pl.Float32), pl.Float64()),
        (pl.Series([NOON]), pl.Datetime("us", "Asia/Kolkata")),
        (pl.Series([None]), ANY_TEXT),
        (pl.Series([True]), pl.Boolean()),
    ],
)
def test_undeclared_columns_keep_one_of_few_types(cells: pl.Series, dtype: pl.DataType) -> None:
    assert natural_cells(cells, KOLKATA).dtype == dtype


@pytest.mark.parametrize(
    ("cells", "dtype"),
    [
        (["1", "2", None], pl.Int64()),
        (["1", "2.5"], pl.Float64()),
        (["007", "8"], ANY_TEXT),
        (["2026-09-30", None], pl.Date()),
        (["2026-09-30 10:00:00", "2026-09-30"], pl.Datetime("us", "Asia/Kolkata")),
        (["2026-09"], ANY_TEXT),
        ([None, None], ANY_TEXT),
        (["1"] * 150 + ["x"], ANY_TEXT),
        (["x"] * 150 + ["1"], ANY_TEXT),
    ],
)
def test_undeclared_text_is_what_every_filled_cell_is(cells: list[str | None], dtype: pl.DataType) -> None:
    assert inferred_cells(pl.Series("x", cells, dtype=ANY_TEXT), KOLKATA).dtype == dtype


@pytest.mark.parametrize(
    ("cells", "values"),
    [(["1.234,5", "7"], [1234.5, 7.0]), (["1.5", "7"], ["1.5", "7"]), (["0,5", "01"], ["0,5", "01"])],
)
def test_a_profile_says_what_undeclared_numbers_look_like(cells: list[str], values: list[Any]) -> None:
    assert inferred_cells(pl.Series("x", cells), GERMAN).to_list() == values
