"""Cadence: what a monthly pack shows of KPIs that are faster or slower than a month."""

from tests.rules.case import Case

WEEKLY = """
    formula: AVG(x)
    cadence: weekly
    targets:
      - {from: 2026-01, at_least: 90}
"""


def test_a_faster_kpi_shows_the_months_last_period_and_how_many_of_them_met_the_target(company: Case) -> None:
    company.defines(WEEKLY).measured("""
        on         | x
        2026-09-01 | 95
        2026-09-08 | 50
        2026-09-15 | 95
        2026-09-22 | 95
        2026-09-29 | 20
    """).shows("""
        kpi | period   | health  | met_count | judged_count | is_judged | previous_health
        k   | 2026-W39 | healthy | 3         | 4            | yes       | healthy
    """)


def test_it_is_not_healthy_when_the_last_one_is_missed(company: Case) -> None:
    company.defines(WEEKLY).measured("""
        on         | x
        2026-09-01 | 95
        2026-09-08 | 95
        2026-09-15 | 95
        2026-09-22 | 50
    """).shows("""
        kpi | period   | health     | met_count | judged_count
        k   | 2026-W39 | off_target | 3         | 4
    """)


def test_it_is_at_risk_when_only_the_last_one_is_met_but_less_than_three_quarters_are(company: Case) -> None:
    company.defines(WEEKLY).measured("""
        on         | x
        2026-09-01 | 50
        2026-09-08 | 50
        2026-09-15 | 95
        2026-09-22 | 95
    """).shows("""
        kpi | health  | met_count | judged_count
        k   | at_risk | 2         | 4
    """)


def test_weeks_that_are_unknown_count_on_neither_side(company: Case) -> None:
    company.defines(WEEKLY).measured("""
        on         | x
        2026-09-01 | 95
        2026-09-22 | 95
    """).shows("""
        kpi | health  | met_count | judged_count
        k   | healthy | 2         | 2
    """)


def test_a_faster_kpi_whose_last_period_is_unknown_is_unknown(company: Case) -> None:
    company.defines(WEEKLY).measured("""
        on         | x
        2026-09-01 | 95
    """).shows("""
        kpi | health  | reason  | met_count | judged_count | is_judged
        k   | unknown | no_data | 1         | 1            | no
    """)


def test_a_daily_kpi_counts_its_days(company: Case) -> None:
    company.defines("""
        formula: COUNT(*)
        cadence: daily
        direction: lower
        targets:
          - {from: 2026-01, at_most: 0}
    """).measured("""
        on
        2026-08-30
        2026-09-10
    """).is_complete_until("2026-10-01").shows("""
        kpi | period     | health  | met_count | judged_count
        k   | 2026-09-30 | healthy | 29        | 30
    """)


def test_a_slower_kpi_shows_its_last_ended_period_and_stands_apart_unless_that_ended_in_this_month(
    company: Case,
) -> None:
    quarterly = (
        company.of("data_from: 2025-01")
        .defines("""
        formula: AVG(x)
        cadence: quarterly
        targets:
          - {from: 2026-Q1, at_least: 90}
    """)
        .measured("""
        on         | x
        2026-05-01 | 50
        2026-09-01 | 95
    """)
    )
    quarterly.reviews("2026-09").shows("""
        kpi | period  | is_apart | is_judged | health
        k   | 2026-Q3 | no       | yes       | healthy
    """)
    quarterly.reviews("2026-08").shows("""
        kpi | period  | is_apart | is_judged | health
        k   | 2026-Q2 | yes      | no        | off_target
    """)
    quarterly.reviews("2026-10").shows("""
        kpi | period  | is_apart | is_judged | health
        k   | 2026-Q3 | yes      | no        | healthy
    """)


def test_a_slower_kpi_before_its_first_period_has_ended_has_no_data(company: Case) -> None:
    company.of("data_from: 2026-08").defines("""
        formula: AVG(x)
        cadence: yearly
    """).measured("""
        on         | x
        2026-09-01 | 95
    """).shows("""
        kpi | period | health  | reason  | is_apart
        k   | 2025   | unknown | no_data | yes
    """)


def test_a_slower_period_of_whose_first_days_there_is_no_data_is_not_derivable(company: Case) -> None:
    quarterly = company.of("data_from: 2026-08").defines("""
        formula: SUM(x)
        cadence: quarterly
        targets: [{from: 2026-Q3, at_least: 90}]
    """).measured("""
        on         | x
        2026-08-01 | 40
        2026-09-01 | 40
        2026-12-01 | 99
    """)  # fmt: skip
    quarterly.reviews("2026-09").judges("""
        period  | value | health  | reason
        2026-Q3 |       | unknown | not_derivable
    """)
    quarterly.reviews("2026-12").judges("""
        period  | value | health
        2026-Q4 | 99    | healthy
    """)


def test_half_yearly_and_yearly_kpis_follow_the_fiscal_year(company: Case) -> None:
    company.of("""
        fiscal_year_start: 4
        data_from: 2025-01
    """).defines("""
        id: half
        formula: SUM(x)
        cadence: half_yearly
    """).defines("""
        id: year
        formula: SUM(x)
        cadence: yearly
    """).measured("""
        on         | x
        2026-03-31 | 1
        2026-04-01 | 10
        2026-09-30 | 100
    """).shows("""
        kpi  | period    | is_apart | previous_period_id | previous_value
        half | FY2027-H1 | no       | FY2026-H2          | 1
        year | FY2026    | yes      | FY2025             |
    """)
