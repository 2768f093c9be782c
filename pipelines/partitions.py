"""The months and appraisal cycles of a company, from its first data to the running one, and its cycles of goals."""

from collections.abc import Iterable
from datetime import date

import dagster as dg

from okr_reports.catalogue.model import Company
from okr_reports.periods import FiscalCalendar, Grain


def review_months(company: Company, *, months_ahead: int = 1) -> dg.MonthlyPartitionsDefinition:
    """One partition per month in the company's time zone; by default the running month is the last.

    `months_ahead`: 1 more for each month after it, for a run that is told another moment than the clock's.
    """
    return dg.MonthlyPartitionsDefinition(
        start_date=company.data_from, fmt="%Y-%m", timezone=company.timezone, end_offset=months_ahead
    )


def appraisal_cycles(company: Company, *, last: date) -> dg.StaticPartitionsDefinition:
    """One partition per half-year or year, as the company appraises, from its first data to the one of `last`.

    Static, since the keys of a fiscal year that does not begin in January follow no date format.
    """
    fiscal, grain = FiscalCalendar(company.fiscal_year_start), Grain(company.appraisal_cycle)
    cycle = fiscal.containing(date.fromisoformat(f"{company.data_from}-01"), grain)
    keys = [cycle.key]
    while cycle.end <= last:
        cycle = fiscal.shifted(cycle, 1)
        keys.append(cycle.key)
    return dg.StaticPartitionsDefinition(keys)


def goal_cycles(cycle_ids: Iterable[str]) -> dg.StaticPartitionsDefinition:
    """One partition per cycle with objectives, the earliest first: quarters, half-years, or those the company lists."""
    return dg.StaticPartitionsDefinition(list(cycle_ids))
