"""Rows as a source gave them, before the contract: cells in their own types or as text, with file and row number."""

from dataclasses import dataclass, field

import polars as pl

from okr_reports.extracts.headers import TAKEN

# They leave the rows before these are kept.
ROW, FILE = TAKEN
PERIOD_ON = "period_on"

# What could not be read: QUARANTINED (tables.py) without the extract, which is known one level up.
UNREADABLE = {"file": pl.String(), "row": pl.Int64(), "column": pl.String(), "raw": pl.String()}
RAW_LENGTH = 200


@dataclass(frozen=True)
class RawRows:
    """Source columns plus `__file` and `__row`, and the rows that could not even be cut into cells.

    `is_text`: every cell is text (CSV), so that columns without a declared type are inferred from all of it.
    `left_out`: columns that hold lists or structures and are not kept.
    """

    frame: pl.DataFrame
    unreadable: pl.DataFrame = field(default_factory=lambda: pl.DataFrame(schema=UNREADABLE))
    is_text: bool = False
    left_out: tuple[str, ...] = ()

    @property
    def columns(self) -> list[str]:
        """The source's own columns."""
        return [name for name in self.frame.columns if name not in {ROW, FILE}]


def rows_in_words(count: int) -> str:
    """`1 row`, `5 rows`."""
    return f"{count} row" if count == 1 else f"{count} rows"
