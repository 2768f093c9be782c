"""The months of a company, from its first with data to the one that is running, and its cycles."""

from collections.abc import Iterable

import dagster as dg

from okr_reports.catalogue.model import Company


def review_months(company: Company, *, months_ahead: int = 1) -> dg.MonthlyPartitionsDefinition:
    """One partition per month in the company's time zone; by default the running month is the last.

    `months_ahead`: 1 more for each month after it, for a run that is told another moment than the clock's.
    """
    return dg.MonthlyPartitionsDefinition(
        start_date=company.data_from, fmt="%Y-%m", timezone=company.timezone, end_offset=months_ahead
    )


def goal_cycles(cycle_ids: Iterable[str]) -> dg.StaticPartitionsDefinition:
    """One partition per cycle with objectives, the earliest first: quarters, half-years, or those the company lists."""
    return dg.StaticPartitionsDefinition(list(cycle_ids))
