"""Driver values become columns by all their rows, never by the first ones."""

import uuid
from datetime import UTC, date, datetime, time, timedelta, timezone
from decimal import Decimal
from typing import Any

import polars as pl
import pytest

from okr_reports.extracts.natural import natural_series, unite

INDIA = timezone(timedelta(hours=5, minutes=30))
MIDNIGHT = datetime(2026, 10, 1, tzinfo=INDIA)


@pytest.mark.parametrize(
    ("values", "dtype", "kept"),
    [
        ([1, None, 2], pl.Int64(), [1, None, 2]),
        ([1, 2.5], pl.Float64(), [1.0, 2.5]),
        ([Decimal("1.10"), 2, None], pl.Float64(), [1.1, 2.0, None]),
        ([True, None], pl.Boolean(), [True, None]),
        ([None, None], pl.Null(), [None, None]),
        ([date(2026, 9, 1)], pl.Date(), [date(2026, 9, 1)]),
        ([datetime(2026, 9, 1, 5)], pl.Datetime("us"), [datetime(2026, 9, 1, 5)]),  # noqa: DTZ001
        ([MIDNIGHT, None], pl.Datetime("us", "UTC"), [datetime(2026, 9, 30, 18, 30, tzinfo=UTC), None]),
        (["007", "8"], pl.String(), ["007", "8"]),
        ([7.0, "x"], pl.String(), ["7", "x"]),
        ([True, "x"], pl.String(), ["true", "x"]),
        ([2**70, 1], pl.String(), ["1180591620717411303424", "1"]),
        ([b"caf\xe9"], pl.String(), ["caf\\xe9"]),
        ([{"b": 1, "a": [2]}], pl.String(), ['{"a": [2], "b": 1}']),
        ([uuid.UUID(int=1)], pl.String(), ["00000000-0000-0000-0000-000000000001"]),
        ([time(9, 30)], pl.String(), ["09:30:00"]),
        (["a\ud800"], pl.String(), ["a\\ud800"]),
        ([MIDNIGHT, datetime(2026, 9, 1)], pl.String(), ["2026-10-01 00:00:00+05:30", "2026-09-01 00:00:00"]),  # noqa: DTZ001
    ],
)
def test_values_get_the_one_type_that_holds_them_all(values: list[Any], dtype: pl.DataType, kept: list[Any]) -> None:
    series = natural_series("x", values)
    assert (series.dtype, series.to_list()) == (dtype, kept)


def test_batches_of_whole_numbers_and_fractions_are_numbers() -> None:
    batches = [pl.DataFrame({"x": [1]}), pl.DataFrame({"x": [None]}), pl.DataFrame({"x": [2.5]})]
    assert unite(batches)["x"].to_list() == [1.0, None, 2.5]


def test_batches_that_share_no_type_are_text() -> None:
    batches = [pl.DataFrame({"x": [1.0]}), pl.DataFrame({"x": ["a"]}), pl.DataFrame({"x": [date(2026, 9, 1)]})]
    assert unite(batches)["x"].to_list() == ["1", "a", "2026-09-01"]
