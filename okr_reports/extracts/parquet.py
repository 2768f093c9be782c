"""Parquet files: columns in their own types; lists and structures are left out, by name."""

from pathlib import Path

import polars as pl

from okr_reports.errors import ContractError
from okr_reports.extracts.headers import check_headers
from okr_reports.extracts.raw import FILE, ROW, RawRows


def read_parquet(path: Path, *, label: str) -> RawRows:
    """All rows, numbered from 1. Raises ContractError for a damaged file."""
    frame, nested = _loaded(path, label)
    frame = frame.with_columns(_plain(pl.col(name), dtype) for name, dtype in frame.schema.items())
    numbered = frame.with_row_index(ROW, offset=1).with_columns(pl.lit(label).cast(pl.Categorical()).alias(FILE))
    return RawRows(numbered, left_out=tuple(nested))


def _loaded(path: Path, label: str) -> tuple[pl.DataFrame, list[str]]:
    try:
        scan = pl.scan_parquet(path, glob=False)
        schema = scan.collect_schema()
        check_headers(schema.names(), where=label)
        nested = [name for name, dtype in schema.items() if dtype.is_nested() or dtype == pl.Object()]
        return scan.drop(nested).collect(), nested
    except pl.exceptions.ComputeError:
        pass
    raise ContractError(f"{label} cannot be read as Parquet: it is damaged or not finished")


def _plain(column: pl.Expr, dtype: pl.DataType) -> pl.Expr:
    if dtype.is_decimal() or dtype.is_float():
        return column.cast(pl.Float64)
    if dtype == pl.Binary():
        return column.bin.encode("hex")
    if isinstance(dtype, pl.Datetime) or dtype.is_integer() or dtype in (pl.Boolean(), pl.Date()):
        return column
    if dtype == pl.Duration():
        return column.dt.total_microseconds() / 1e6
    return column.cast(pl.String)
