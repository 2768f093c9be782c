"""For which days a query with a period is asked."""

from datetime import date

import pytest

from okr_reports.extracts.period_on import last_needed_day
from okr_reports.extracts.spans import months_to_read, spans_to_read
from okr_reports.extracts.statements import Span
from okr_reports.periods import FiscalCalendar
from tests.unit.extracts.company_folder import CompanyFolder

KPI = """\
- id: hours
  name: Hours
  formula: AVG(hours)
  extract: tickets
  direction: lower
  cadence: CADENCE
"""


def spans(company: CompanyFolder, cadence: str) -> tuple[Span, ...]:
    """The spans asked for a report on May 2026 with one KPI of this cadence."""
    company.sources("extracts:\n  tickets: {file: t.csv, period: {column: day}}\n")
    company.write("t.csv", "day,hours\n2026-05-01,1\n")
    company.write("kpis/hours.yaml", KPI.replace("CADENCE", cadence))
    catalogue = company.catalogue
    return spans_to_read(catalogue, catalogue.fiscal.period("2026-05"), months=(), extract_id="tickets")


def test_a_monthly_kpi_needs_whole_months_from_the_companys_first_month_on(company: CompanyFolder) -> None:
    assert spans(company, "monthly") == (
        Span(date(2026, 4, 1), date(2026, 5, 1)),
        Span(date(2026, 5, 1), date(2026, 6, 1)),
    )


def test_a_weekly_kpi_needs_its_first_and_last_weeks_whole(company: CompanyFolder) -> None:
    assert spans(company, "weekly") == (
        Span(date(2026, 3, 30), date(2026, 4, 1)),
        Span(date(2026, 4, 1), date(2026, 5, 1)),
        Span(date(2026, 5, 1), date(2026, 6, 1)),
    )


@pytest.mark.parametrize(
    ("month", "day"),
    [
        ("2026-05", date(2026, 5, 31)),
        ("2026-07", date(2026, 8, 2)),
        ("2026-09", date(2026, 9, 30)),
        ("2026-12", date(2027, 1, 3)),
    ],
)
def test_the_last_day_needed_is_the_sunday_of_the_last_week_that_belongs_to_the_month(month: str, day: date) -> None:
    assert last_needed_day(FiscalCalendar().period(month)) == day


def test_history_reaches_five_years_back_and_no_further(company: CompanyFolder) -> None:
    company.write("company.yaml", "name: X\n")
    company.sources("extracts: {}\n")
    catalogue = company.catalogue
    months = months_to_read(catalogue, catalogue.fiscal.period("2026-05"))
    assert (months[0].key, months[-1].key, len(months)) == ("2021-06", "2026-05", 60)
