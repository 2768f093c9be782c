"""The day by which a row finds its period: a date, a moment, a period key, or a year with a month (rules §1)."""

from collections.abc import Callable
from datetime import date, timedelta

import polars as pl

from okr_reports.catalogue.model import PeriodColumn
from okr_reports.errors import UsageError
from okr_reports.extracts.moments import Zones, read_days, read_moments
from okr_reports.extracts.natural import as_text
from okr_reports.periods import FiscalCalendar, Grain, Period

_THURSDAY = timedelta(days=3)


def period_days(cells: pl.Series, *, zones: Zones, fiscal: FiscalCalendar) -> pl.Series:
    """Each cell's day in the company's zone; null where it says none, or none that can be read."""
    if isinstance(cells.dtype, (pl.Date, pl.Datetime)):
        return read_days(cells, zones)
    text = _as_text(cells)
    written = text.unique()
    if 2 * len(written) >= len(text):
        return _days_of_text(text, zones=zones, fiscal=fiscal)
    # Few words for many rows: each is read once.
    return text.replace_strict(written, _days_of_text(written, zones=zones, fiscal=fiscal), return_dtype=pl.Date())


def _days_of_text(text: pl.Series, *, zones: Zones, fiscal: FiscalCalendar) -> pl.Series:
    days = read_days(text, zones)
    keys = text.set(days.is_not_null(), None)
    return days.zip_with(days.is_not_null(), _map_keys(keys, fiscal, to_day=day_of)) if keys.count() else days


def day_of(period: Period) -> date:
    """The day that stands for a period given by its key: a week's Thursday, else its first day."""
    return period.start + _THURSDAY if period.grain is Grain.WEEK else period.start


def period_cells(rows: pl.DataFrame, period: PeriodColumn) -> pl.Series:
    """What says when: the one column, or year and month joined to a month key under the month column's name."""
    if period.column is not None:
        return rows[period.column]
    year, month = _as_text(rows[str(period.year)]), _as_text(rows[str(period.month)])
    # "2026-09" in the month's own column is read as it stands; "9" and "09" are the year's ninth month.
    padded = pl.concat_str([pl.col("year"), pl.col("month").str.zfill(2)], separator="-", ignore_nulls=False)
    key = pl.when(pl.col("month").str.contains(r"^\d{4}-\d{2}$")).then(pl.col("month")).otherwise(padded)
    return pl.DataFrame([year.alias("year"), month.alias("month")]).select(key.alias(str(period.month))).to_series()


def covered_until(cells: pl.Series, *, zones: Zones, fiscal: FiscalCalendar) -> pl.Series:
    """Until when each cell says the rows are complete: a moment itself; a day or a period key to its end."""
    if isinstance(cells.dtype, pl.Datetime):
        return read_moments(cells, zones)
    if cells.dtype == pl.Date():
        return read_moments(cells.dt.offset_by("1d"), zones)
    text = _as_text(cells)
    ends = _map_keys(text, fiscal, to_day=lambda period: period.end)
    moments = read_moments(text.set(ends.is_not_null(), None), zones)
    return read_moments(ends, zones).zip_with(ends.is_not_null(), moments)


def last_needed_day(period: Period) -> date:
    """The last day whose rows a report on this period can use: the period's own, or its last ISO week's Sunday."""
    sunday = period.last_day + timedelta(days=6 - period.last_day.weekday())
    return sunday if sunday - _THURSDAY <= period.last_day else period.last_day


def _as_text(cells: pl.Series) -> pl.Series:
    return cells.to_frame().select(as_text(pl.col(cells.name), cells.dtype).str.strip_chars()).to_series()


def _map_keys(keys: pl.Series, fiscal: FiscalCalendar, *, to_day: Callable[[Period], date]) -> pl.Series:
    periods = {key: _period(key, fiscal) for key in keys.drop_nulls().unique()}
    days = {key: to_day(period) for key, period in periods.items() if period is not None}
    return keys.replace_strict(days, default=None, return_dtype=pl.Date())


def _period(key: str, fiscal: FiscalCalendar) -> Period | None:
    try:
        return fiscal.period(key)
    except UsageError:
        return None
