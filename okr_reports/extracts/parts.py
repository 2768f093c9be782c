"""Snapshot parts: the rows of an extract cut by calendar month, in canonical form, kept once in the store."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

import polars as pl

from okr_reports.extracts.raw import FILE, PERIOD_ON, ROW
from okr_reports.store.parts import put_part
from okr_reports.store.store import Store
from okr_reports.tables import SNAPSHOT_PARTS

NO_PERIOD = "none"
_IS_REJECTED = "__is_rejected"


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
    rows = [
        {
            "extract": extract.extract_id,
            "period_id": period_id,
            "sha256": put_part(store, part.drop(_IS_REJECTED)),
            "row_count": part.height,
            "rejected_count": part[_IS_REJECTED].sum(),
            "read_at": read_at,
            "covers_until": extract.covers_until,
        }
        for period_id, part in _by_month(extract)
    ]
    return SNAPSHOT_PARTS.check(pl.DataFrame(rows, schema=SNAPSHOT_PARTS.columns))


def _by_month(extract: ReadExtract) -> Iterator[tuple[str, pl.DataFrame]]:
    month = pl.col(PERIOD_ON).dt.strftime("%Y-%m").fill_null(NO_PERIOD)
    rows = extract.frame.with_columns(_rejected(extract)).drop(FILE, ROW)
    rows = rows.select(sorted(rows.columns))
    months = extract.frame.select(month).to_series()
    for period_id in months.unique().sort() if rows.height else [NO_PERIOD]:
        # One part at a time: cutting all of them at once would hold every row twice.
        yield period_id, rows.filter(months == period_id)


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
