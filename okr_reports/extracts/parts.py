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
_PART = "__part"
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
    rejected = extract.unreadable.select(pl.col("file").alias(FILE), pl.col("row").alias(ROW)).unique()
    frame = extract.frame.with_columns(pl.col(FILE).cast(pl.String), pl.col(ROW).cast(pl.Int64))
    marked = frame.join(
        rejected.with_columns(pl.lit(True).alias(_IS_REJECTED)), on=[FILE, ROW], how="left", maintain_order="left"
    )
    month = pl.col(PERIOD_ON).dt.strftime("%Y-%m").fill_null(NO_PERIOD)
    named = marked.with_columns(pl.col(_IS_REJECTED).fill_null(False), month.alias(_PART)).drop(FILE, ROW)
    named = named.select(sorted(named.columns))
    if not named.height:
        yield NO_PERIOD, named.drop(_PART)
        return
    parts = named.partition_by(_PART, as_dict=True, include_key=False)
    for (period_id,), part in sorted(parts.items()):
        yield str(period_id), part
