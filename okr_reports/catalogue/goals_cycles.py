"""The cycles of a company: quarters or half-years of its fiscal calendar, or the dated ones it lists."""

from collections.abc import Iterator
from datetime import date, timedelta

from okr_reports.catalogue.model import Company, CycleWritten
from okr_reports.catalogue.places import did_you_mean, listed
from okr_reports.catalogue.spans import period_of
from okr_reports.periods import Cycle, FiscalCalendar, Grain, Period

_IN_EXAMPLES = date(2026, 9, 14)
_ONE_DAY = timedelta(days=1)


def cycle_named(key: str, company: Company) -> Cycle | None:
    """The cycle with this key or id, or None when the company has none of that name."""
    if isinstance(company.okr_cycle, list):
        return next((cycle for cycle in _listed(company.okr_cycle) if cycle.key == key), None)
    period = period_of(key, FiscalCalendar(company.fiscal_year_start))
    return _of(period) if period is not None and period.grain == company.okr_cycle else None


def cycle_on(day: date, company: Company) -> Cycle | None:
    """The cycle in which the day falls; None in a gap between listed cycles."""
    if isinstance(company.okr_cycle, list):
        return next((cycle for cycle in _listed(company.okr_cycle) if day in cycle), None)
    return _of(FiscalCalendar(company.fiscal_year_start).containing(day, Grain(company.okr_cycle)))


def cycle_after(cycle: Cycle, company: Company) -> Cycle | None:
    """The first cycle that begins after this one's last day; None when a company that lists its cycles has none."""
    if isinstance(company.okr_cycle, list):
        later = [one for one in _listed(company.okr_cycle) if one.start >= cycle.end]
        return min(later, default=None)
    return cycle_on(cycle.end, company)


def name_a_cycle(key: str, company: Company) -> str:
    """What to write instead of a name that is no cycle."""
    if isinstance(company.okr_cycle, list):
        # One that is listed and still no cycle ends before it begins, which company.yaml is told.
        ids = [cycle.id for cycle in company.okr_cycle if cycle.id != key]
        if not ids:
            return "list it in company.yaml under `okr_cycle`, with its first and last day"
        return did_you_mean(key, ids, otherwise=f"use {listed(ids)}, or list it in company.yaml under `okr_cycle`")
    example = FiscalCalendar(company.fiscal_year_start).containing(_IN_EXAMPLES, Grain(company.okr_cycle)).key
    return f"use a {company.okr_cycle.replace('_', '-')} like {example}, as `okr_cycle` in company.yaml says"


def _listed(cycles: list[CycleWritten]) -> Iterator[Cycle]:
    # One that ends before it begins is reported in company.yaml.
    return (Cycle(cycle.from_, cycle.to + _ONE_DAY, cycle.id) for cycle in cycles if cycle.from_ <= cycle.to)


def _of(period: Period) -> Cycle:
    return Cycle(period.start, period.end, period.key)
