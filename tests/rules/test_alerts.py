"""Alerts: what somebody must hear at once."""

from tests.rules.case import Case

LONG = "data_from: 2020-01"
TARGET = """
    formula: AVG(x)
    targets:
      - {from: 2020-01, at_least: 10}
"""


def test_a_kpi_that_was_not_off_target_in_the_period_before_alerts(company: Case) -> None:
    kpi = company.of(LONG).defines(TARGET)
    kpi.measured_monthly("12 12 5").alerts("""
        kpi | kind             | period
        k   | newly_off_target | 2026-09
    """)
    kpi.measured_monthly("12 9.9 5").alerts("""
        kpi | kind
        k   | newly_off_target
    """)
    kpi.measured_monthly("5").alerts("""
        kpi | kind
        k   | newly_off_target
    """)
    kpi.measured_monthly("12 5 5").alerts("kpi | kind")
    kpi.measured_monthly("12 12 9.9").alerts("kpi | kind")
    kpi.measured_monthly("12 12 -").alerts("kpi | kind")


def test_a_month_that_was_not_judged_makes_nothing_new(company: Case) -> None:
    kpi = company.of(LONG).defines(TARGET)
    kpi.measured_monthly("12 5 - 5").alerts("kpi | kind")
    kpi.measured_monthly("5 12 - 5").alerts("""
        kpi | kind
        k   | newly_off_target
    """)


def test_a_concern_that_the_point_before_did_not_have_alerts(company: Case) -> None:
    kpi = company.of(LONG).defines("formula: AVG(x)")
    kpi.measured_monthly("4 7 5 8 3 6 5 7 4 8 5 6 4 -9").alerts("""
        kpi | kind        | period
        k   | new_concern | 2026-09
    """)
    kpi.measured_monthly("4 7 5 8 3 6 5 7 4 8 5 6 4 20").alerts("kpi | kind")
    kpi.measured_monthly("6 4 5 6 4 5 6 4 5 6 4 5 5 1.5 1.5 1.4").alerts("kpi | kind")
    kpi.measured_monthly("6 4 5 6 4 5 6 4 5 6 4 5 5 1.5 1.5 1.4 -").alerts("kpi | kind")


def test_a_run_of_seven_alerts_when_it_is_complete_and_not_again(company: Case) -> None:
    kpi = company.of(LONG).defines("formula: AVG(x)\ndirection: lower")
    kpi.measured_monthly("4 8 3 7 4 9 3 8 4 8 3 7 8 6.5 8 7 8").alerts("kpi | kind")
    kpi.measured_monthly("4 8 3 7 4 9 3 8 4 8 3 7 8 6.5 8 7 8 7").alerts("""
        kpi | kind        | period
        k   | new_concern | 2026-09
    """)
    kpi.measured_monthly("4 8 3 7 4 9 3 8 4 8 3 7 8 6.5 8 7 8 7 8").alerts("kpi | kind")


def test_weeks_are_held_against_the_last_packs_week(company: Case) -> None:
    weekly = company.of("data_from: 2026-08").defines("""
        formula: AVG(x)
        cadence: weekly
        targets:
          - {from: 2020-01, at_least: 10}
    """)
    weekly.measured("""
        on         | x
        2026-08-26 | 12
        2026-09-16 | 5
        2026-09-23 | 5
    """).alerts("""
        kpi | kind             | period
        k   | newly_off_target | 2026-W39
    """)
    weekly.measured("""
        on         | x
        2026-08-26 | 5
        2026-09-16 | 12
        2026-09-23 | 5
    """).alerts("kpi | kind")


def test_a_slower_kpi_alerts_in_the_month_in_which_its_period_ended(company: Case) -> None:
    quarterly = company.of(LONG).defines("""
        formula: AVG(x)
        cadence: quarterly
        targets:
          - {from: 2020-Q1, at_least: 10}
    """)
    quarterly.reviews("2026-09").measured_monthly("12 12 12 5 5 5").alerts("""
        kpi | kind             | period
        k   | newly_off_target | 2026-Q3
    """)
    quarterly.reviews("2026-09").measured_monthly("5 5 5 5 5 5").alerts("kpi | kind")
    quarterly.reviews("2026-10").measured_monthly("12 12 12 5 5 5 12").alerts("kpi | kind")


def test_departments_do_not_alert(company: Case) -> None:
    company.of(LONG).defines("""
        formula: AVG(x)
        department_column: team
        targets:
          - {from: 2020-01, at_least: 10}
    """).measured("""
        on         | x  | team
        2026-09-01 | 5  | a
        2026-09-01 | 25 | b
    """).alerts("kpi | kind")
