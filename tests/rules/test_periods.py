"""Periods: keys, fiscal years, weeks, and what has not ended."""

from datetime import date

from okr_reports.periods import FiscalCalendar, Grain
from tests.rules.case import Case


def test_quarters_half_years_and_years_are_fiscal_and_named_by_the_calendar_year_in_which_they_end(
    company: Case,
) -> None:
    company.of("""
        fiscal_year_start: 4
        data_from: 2026-01
    """).defines("formula: COUNT(*)").measured("""
        on
        2026-03-31
        2026-04-01
        2026-06-30
        2026-07-01
        2026-09-30
    """).gives("""
        length       | period    | value | is_partial
        month        | 2026-09   | 1     | no
        quarter      | FY2027-Q2 | 2     | no
        half_year    | FY2027-H1 | 4     | no
        year         | FY2027    | 4     | yes
        year_to_date | 2026-09   | 4     | no
    """)


def test_the_fiscal_year_of_february_starts_in_february() -> None:
    february = FiscalCalendar(2)
    assert february.containing(date(2022, 6, 1), Grain.QUARTER).key == "FY2023-Q2"
    assert february.period("FY2023-Q2").start == date(2022, 5, 1)
    assert february.containing(date(2022, 1, 31), Grain.QUARTER).key == "FY2022-Q4"


def test_a_week_belongs_to_the_month_of_its_thursday(company: Case) -> None:
    case = company.defines("""
        formula: COUNT(*)
        cadence: weekly
    """).measured("""
        on
        2026-07-27
        2026-07-31
        2026-08-02
        2026-08-03
    """)
    case.gives("""
        period   | value
        2026-W31 | 3
        2026-W32 | 1
    """)
    case.reviews("2026-07", as_of="2026-08-03").shows("""
        kpi | period
        k   | 2026-W31
    """)


def test_a_period_that_has_not_ended_is_marked(company: Case) -> None:
    company.defines("formula: COUNT(*)").measured("""
        on
        2026-08-05
        2026-09-05
    """).reviews("2026-09", as_of="2026-09-17").gives("""
        length       | period  | value | is_partial
        month        | 2026-08 | 1     | no
        month        | 2026-09 | 1     | yes
        quarter      | 2026-Q3 | 2     | yes
        year_to_date | 2026-09 | 2     | yes
    """)


def test_of_days_and_weeks_only_ended_ones_are_shown(company: Case) -> None:
    case = (
        company.defines("""
        id: days
        formula: COUNT(*)
        cadence: daily
    """)
        .defines("""
        id: weeks
        formula: COUNT(*)
        cadence: weekly
    """)
        .measured("""
        on
        2026-08-27
        2026-09-16
        2026-09-17
    """)
    )
    case.reviews("2026-09", as_of="2026-09-17").shows("""
        kpi   | period     | is_apart
        days  | 2026-09-16 | no
        weeks | 2026-W37   | no
    """)
    case.reviews("2026-09", as_of="2026-09-03").shows("""
        kpi   | period     | is_apart
        days  | 2026-09-02 | no
        weeks | 2026-W35   | yes
    """)


def test_year_to_date_is_of_the_fiscal_year(company: Case) -> None:
    company.of("""
        fiscal_year_start: 2
        data_from: 2025-01
    """).defines("formula: SUM(x)").measured("""
        on         | x
        2026-01-31 | 1
        2026-02-01 | 10
        2026-03-15 | 100
    """).reviews("2026-03").gives("""
        length       | period    | value
        year         | FY2027    | 110
        year_to_date | 2026-03   | 110
    """)


def test_the_history_is_36_periods_the_reported_one_last(company: Case) -> None:
    case = (
        company.of("data_from: 2020-01")
        .defines("formula: COUNT(*)")
        .measured("""
        on
        2023-09-30
        2023-10-01
    """)
    )
    history = case.values.filter("is_history")["period_id"].to_list()
    assert (len(history), history[0], history[-1]) == (36, "2023-10", "2026-09")


def test_a_weekly_history_also_holds_the_same_week_last_year(company: Case) -> None:
    company.of("data_from: 2020-01").defines("""
        formula: COUNT(*)
        cadence: weekly
    """).measured("""
        on
        2025-09-22
        2026-09-22
    """).gives("""
        period   | value | is_history
        2025-W39 | 1     | no
        2026-W39 | 1     | yes
    """)


def test_a_daily_history_holds_all_days_of_the_month_and_the_month_before(company: Case) -> None:
    case = company.defines("""
        formula: COUNT(*)
        cadence: daily
    """).measured("""
        on
        2026-08-01
    """)
    history = case.values.filter("is_history")["period_id"].to_list()
    assert (len(history), history[0], history[-1]) == (61, "2026-08-01", "2026-09-30")
