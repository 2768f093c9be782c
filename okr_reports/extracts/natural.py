"""Cells in their natural types: what a driver or file gives, as Polars columns, never guessed from the first rows."""

import json
from collections.abc import Sequence
from datetime import date, datetime
from decimal import Decimal
from types import NoneType
from typing import Any

import polars as pl

MOMENT_UTC = pl.Datetime("us", "UTC")
MOMENT_BARE = pl.Datetime("us")
_TYPES: dict[frozenset[type], pl.DataType] = {
    frozenset(): pl.Null(),
    frozenset({int}): pl.Int64(),
    frozenset({float}): pl.Float64(),
    frozenset({int, float}): pl.Float64(),
    frozenset({str}): pl.String(),
    frozenset({bool}): pl.Boolean(),
    frozenset({date}): pl.Date(),
}
_DECIMALS = ({Decimal}, {Decimal, int}, {Decimal, float}, {Decimal, int, float})


def natural_series(name: str, values: Sequence[Any]) -> pl.Series:
    """One column of Python values in the one type that holds them all; text when there is none."""
    kinds = frozenset(map(type, values)) - {NoneType}
    try:
        if kinds in _TYPES:
            return pl.Series(name, values, dtype=_TYPES[kinds], strict=True)
        if kinds in _DECIMALS:
            return pl.Series(name, [None if value is None else float(value) for value in values], dtype=pl.Float64())
        if kinds == {datetime} and (moment := _moment_type(values)):
            return pl.Series(name, values, dtype=moment, strict=True)
    except (TypeError, OverflowError, UnicodeEncodeError):
        # A whole number beyond 64 bits, a lone surrogate: such a column is kept as text.
        pass
    return pl.Series(name, [text_of(value) for value in values], dtype=pl.String())


def _moment_type(values: Sequence[datetime | None]) -> pl.DataType | None:
    has_zone = {value.tzinfo is not None for value in values if value is not None}
    if len(has_zone) > 1:
        return None
    return MOMENT_UTC if has_zone == {True} else MOMENT_BARE


def text_of(value: Any) -> str | None:
    """One cell as text: `7.0` as 7, dates in ISO form, bytes decoded, structures as JSON."""
    if value is None:
        return None
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float) and value.is_integer() and abs(value) < 1e15:
        return str(int(value))
    if isinstance(value, Decimal):
        return format(value, "f")
    if isinstance(value, datetime):
        return value.isoformat(sep=" ")
    if isinstance(value, (bytes, bytearray, memoryview)):
        return bytes(value).decode("utf-8", errors="backslashreplace")
    if isinstance(value, (dict, list, tuple)):
        return json.dumps(value, ensure_ascii=True, sort_keys=True, default=str)
    return str(value).encode("utf-8", errors="backslashreplace").decode()


def as_text(column: pl.Expr, dtype: pl.DataType) -> pl.Expr:
    """A column in its natural type as text, by the same words as `text_of`."""
    if dtype.is_float():
        is_whole = (column == column.round(0)) & (column.abs() < 1e15)
        whole = column.cast(pl.Int64, strict=False).cast(pl.String)
        return pl.when(is_whole).then(whole).otherwise(column.cast(pl.String))
    if isinstance(dtype, pl.Datetime):
        return column.dt.to_string("%Y-%m-%d %H:%M:%S%.f" + ("%:z" if dtype.time_zone else ""))
    return column.cast(pl.String)


def unite(frames: Sequence[pl.DataFrame]) -> pl.DataFrame:
    """Frames below one another; a column whose types differ becomes a float where both are numbers, else text."""
    if len(frames) == 1:
        return frames[0]
    dtypes: dict[str, set[pl.DataType]] = {}
    for frame in frames:
        for name, dtype in frame.schema.items():
            dtypes.setdefault(name, set()).add(dtype)
    common = {name: common_type(found) for name, found in dtypes.items()}
    return pl.concat([_cast(frame, common) for frame in frames], how="vertical")


def common_type(dtypes: set[pl.DataType]) -> pl.DataType:
    """The type that holds columns of all these types without loss of words."""
    real = dtypes - {pl.Null()}
    if len(real) <= 1:
        return real.pop() if real else pl.Null()
    return pl.Float64() if all(dtype.is_numeric() for dtype in real) else pl.String()


def _cast(frame: pl.DataFrame, common: dict[str, pl.DataType]) -> pl.DataFrame:
    columns = []
    for name, dtype in common.items():
        if name not in frame.columns:
            columns.append(pl.lit(None, dtype=dtype).alias(name))
        elif dtype == pl.String() and frame.schema[name] != pl.Null():
            columns.append(as_text(pl.col(name), frame.schema[name]).alias(name))
        else:
            columns.append(pl.col(name).cast(dtype))
    return frame.select(columns)
