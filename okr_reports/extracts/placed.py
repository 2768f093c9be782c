"""Which rows are seen as of the run's moment, on which day each lies, and until when the extract is complete."""

from dataclasses import dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfo

import polars as pl

from okr_reports.catalogue.model import Extract
from okr_reports.errors import ContractError, Problem
from okr_reports.extracts.cells import unreadable
from okr_reports.extracts.contract import CheckedRows, set_aside
from okr_reports.extracts.file_period import period_column
from okr_reports.extracts.moments import Zones, read_moments
from okr_reports.extracts.period_on import covered_until, last_needed_day, period_cells, period_days
from okr_reports.extracts.raw import PERIOD_ON
from okr_reports.extracts.written_dates import how_to_write_dates
from okr_reports.periods import FiscalCalendar, Period


@dataclass(frozen=True)
class View:
    """From which moment and for which period rows are looked at, in the company's zones and fiscal calendar."""

    period: Period
    as_of: datetime
    zones: Zones
    fiscal: FiscalCalendar

    @property
    def now(self) -> datetime:
        """`as_of` on the company's clock."""
        return self.as_of.astimezone(ZoneInfo(self.zones.company))

    @property
    def today(self) -> date:
        """The company's day at `as_of`."""
        return self.now.date()


@dataclass(frozen=True)
class PlacedRows:
    """Seen rows with `period_on`, none later than the period needs; `covers_until` counts the later ones too."""

    frame: pl.DataFrame
    unreadable: pl.DataFrame
    covers_until: datetime | None


def place_rows(checked: CheckedRows, *, extract_id: str, extract: Extract, view: View) -> PlacedRows:
    """Leave out what was recorded or lies after `as_of`, and give every row its day.

    Raises ContractError when no filled cell of a column that says when can be read.
    """
    placing = _Placing(extract_id, view, [checked.unreadable], how_to_write_dates(extract))
    seen = placing.seen(checked.frame, extract.recorded_at)
    rows = placing.with_days(seen, extract)
    rows = rows.filter(pl.col(PERIOD_ON).is_null() | (pl.col(PERIOD_ON) <= view.today))
    covers_until = placing.covers_until(rows, extract)
    needed = rows.filter(pl.col(PERIOD_ON).is_null() | (pl.col(PERIOD_ON) <= last_needed_day(view.period)))
    return PlacedRows(needed, pl.concat(placing.lost), covers_until)


@dataclass(frozen=True)
class _Placing:
    extract_id: str
    view: View
    lost: list[pl.DataFrame]
    advice: str

    def seen(self, rows: pl.DataFrame, recorded_at: str | None) -> pl.DataFrame:
        if recorded_at is None:
            return rows
        recorded = read_moments(rows[recorded_at], self.view.zones)
        self._set_aside(rows, rows[recorded_at], read=recorded)
        is_later = (recorded > self.view.now).fill_null(False)
        return rows.filter(~is_later)

    def with_days(self, rows: pl.DataFrame, extract: Extract) -> pl.DataFrame:
        period = period_column(extract)
        if PERIOD_ON in rows.columns and (period is None or period.column != PERIOD_ON):
            fix = "name the column otherwise, or make it the period's column"
            raise ContractError(Problem(f"extract {self.extract_id} has a column {PERIOD_ON}, which is ours", fix=fix))
        if period is None:
            return rows.with_columns(pl.lit(None, dtype=pl.Date()).alias(PERIOD_ON))
        cells = period_cells(rows, period)
        days = period_days(cells, zones=self.view.zones, fiscal=self.view.fiscal)
        self._set_aside(rows, cells, read=days)
        return rows.with_columns(days.alias(PERIOD_ON))

    def covers_until(self, rows: pl.DataFrame, extract: Extract) -> datetime | None:
        if extract.covers_until is None:
            return None
        cells = rows[extract.covers_until.column]
        moments = covered_until(cells, zones=self.view.zones, fiscal=self.view.fiscal)
        self._set_aside(rows, cells, read=moments)
        return moments.dt.convert_time_zone("UTC").max()  # pyright: ignore[reportReturnType]

    def _set_aside(self, rows: pl.DataFrame, cells: pl.Series, *, read: pl.Series) -> None:
        is_lost = unreadable(cells, read)
        if is_lost.any() and not read.count():
            fix = "write dates like 2026-09-30, moments like 2026-09-30T20:00Z or period keys like 2026-09"
            fix = f"{fix}, {self.advice}"
            what = f"extract {self.extract_id}: no cell of column {cells.name} says when"
            raise ContractError(Problem(what, fix=fix))
        self.lost.append(set_aside(rows, cells, is_lost=is_lost))
