"""Snapshot parts: the rows of an extract cut by calendar month, in canonical form, kept once in the store."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

import polars as pl

from okr_reports.extracts.raw import FILE, PERIOD_ON, ROW
from okr_reports.store.parts import put_part, put_parts_by
from okr_reports.store.store import Store
from okr_reports.tables import SNAPSHOT_PARTS

NO_PERIOD = "none"
_IS_REJECTED, _MONTH = "__is_rejected", "__month"
# More rows than this are cut a year at a time: cutting all months at once would hold every row twice.
_MANY_ROWS = 100_000
_MONTH_OF_ROW = pl.col(PERIOD_ON).dt.strftime("%Y-%m").fill_null(NO_PERIOD).alias(_MONTH)


@dataclass(frozen=True)
class ReadExtract:
    """One extract as read: its rows with `period_on`, `__file`, `__row`; the unreadable cells of these rows."""

    extract_id: str
    frame: pl.DataFrame
    unreadable: pl.DataFrame
    covers_until: datetime | None


def put_parts(store: Store, extract: ReadExtract, *, read_at: datetime) -> pl.DataFrame:
    """Keep the rows, one part per calendar month of `period_on` and `none` for rows without; SNAPSHOT_PARTS.

    Columns stand in alphabetical order and rows in the store's order, so that the same content is the same file.
    An extract without rows leaves one empty part, so that its columns are known.
    """
    rows = extract.frame.with_columns(_MONTH_OF_ROW, _rejected(extract)).drop(FILE, ROW)
    counts = rows.group_by(_MONTH).agg(pl.len(), pl.col(_IS_REJECTED).sum()).sort(_MONTH)
    digests = _digests(store, rows.select(_MONTH, *sorted({*rows.columns} - {_MONTH, _IS_REJECTED})))
    parts = [
        {
            "extract": extract.extract_id,
            "period_id": month,
            "sha256": digests[month],
            "row_count": row_count,
            "rejected_count": rejected_count,
            "read_at": read_at,
            "covers_until": extract.covers_until,
        }
        for month, row_count, rejected_count in counts.rows() or [(NO_PERIOD, 0, 0)]
    ]
    return SNAPSHOT_PARTS.check(pl.DataFrame(parts, schema=SNAPSHOT_PARTS.columns))


def _digests(store: Store, rows: pl.DataFrame) -> Mapping[str, str]:
    """The SHA-256 of each month's part."""
    if not rows.height:
        return {NO_PERIOD: put_part(store, rows.drop(_MONTH))}
    if rows.height <= _MANY_ROWS:
        return put_parts_by(store, rows, by=_MONTH)
    months = rows[_MONTH].unique().sort().to_list()
    digests: dict[str, str] = {}
    for first in range(0, len(months), 12):
        year = rows.filter(pl.col(_MONTH).is_in(months[first : first + 12]))
        digests |= put_parts_by(store, year, by=_MONTH)
    return digests


def _rejected(extract: ReadExtract) -> pl.Series:
    """Which rows have a cell that could not be read."""
    if not extract.unreadable.height:
        return pl.Series(_IS_REJECTED, [False], dtype=pl.Boolean()).new_from_index(0, extract.frame.height)
    places = extract.frame.select(pl.col(FILE).cast(pl.String), pl.col(ROW).cast(pl.Int64))
    lost = extract.unreadable.select(pl.col("file").alias(FILE), pl.col("row").alias(ROW)).unique()
    marked = places.join(
        lost.with_columns(pl.lit(True).alias(_IS_REJECTED)), on=[FILE, ROW], how="left", maintain_order="left"
    )
    return marked[_IS_REJECTED].fill_null(False)
