"""The periods that a table speaks of, as a table: their days and their neighbours."""

from datetime import date

import polars as pl

from okr_reports.periods import FiscalCalendar, Grain, Period
from okr_reports.scoring.cadence import anchor_of

_TYPES = {
    "grain": pl.String(),
    "period_id": pl.String(),
    "start_on": pl.Date(),
    "last_on": pl.Date(),
    "anchor_on": pl.Date(),
    "previous_id": pl.String(),
    "last_year_id": pl.String(),
}


def period_of(grain: str, period_id: str, *, fiscal: FiscalCalendar) -> Period:
    """The period with this id; a year to date is named by its last month."""
    if grain == Grain.YEAR_TO_DATE:
        return fiscal.containing(date.fromisoformat(f"{period_id}-01"), Grain.YEAR_TO_DATE)
    return fiscal.period(period_id)


def calendar_table(values: pl.DataFrame, fiscal: FiscalCalendar) -> pl.DataFrame:
    """One row per grain and period_id of `values`: first and last day, the day that orders it, the ids before it."""
    named = values.select("grain", "period_id").unique().sort("grain", "period_id")
    periods = [period_of(grain, period_id, fiscal=fiscal) for grain, period_id in named.iter_rows()]
    return pl.DataFrame([_row(period, fiscal) for period in periods], schema=_TYPES)


def _row(period: Period, fiscal: FiscalCalendar) -> dict[str, object]:
    return {
        "grain": period.grain.value,
        "period_id": period.key,
        "start_on": period.start,
        "last_on": period.last_day,
        "anchor_on": anchor_of(period),
        "previous_id": fiscal.shifted(period, -1).key,
        "last_year_id": fiscal.same_last_year(period).key,
    }
