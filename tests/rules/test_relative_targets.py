"""Relative targets: against the previous period, the same period last year, or an average."""

from tests.rules.case import Case

TWO_YEARS = """
    on         | x
    2025-08-01 | 100
    2025-09-01 | 120
    2026-07-01 | 0
    2026-08-01 | 100
    2026-09-01 | 88
"""


def test_a_change_target_is_resolved_to_a_value_per_period_and_printed_as_one(company: Case) -> None:
    company.of("data_from: 2025-01").defines("""
        formula: SUM(x) / COUNT(*)
        direction: lower
        targets:
          - {from: 2026-01, change: {from: previous, by: -15%}}
    """).measured(TWO_YEARS).judges("""
        period  | value | target_op | target | health
        2026-09 | 88    | <=        | 85     | at_risk
    """)


def test_a_change_target_may_look_at_the_same_period_last_year(company: Case) -> None:
    company.of("data_from: 2025-01").defines("""
        formula: SUM(x) / COUNT(*)
        direction: lower
        targets:
          - {from: 2026-01, change: {from: last_year, by: -15%}}
    """).measured(TWO_YEARS).judges("""
        period  | target | health     | reason
        2026-08 | 85     | off_target |
        2026-09 | 102    | healthy    |
        2026-07 |        | unknown    | not_derivable
    """)


def test_a_change_in_points_adds(company: Case) -> None:
    company.of("data_from: 2025-01").defines("""
        formula: SUM(x) / COUNT(*)
        unit: "%"
        targets:
          - {from: 2026-01, change: {from: previous, by: +5pt}}
    """).measured(TWO_YEARS).judges("""
        period  | target_op | target | health
        2026-08 | >=        | 5      | healthy
        2026-09 | >=        | 105    | off_target
    """)


def test_with_a_base_of_0_or_below_or_none_a_relative_target_is_not_derivable(company: Case) -> None:
    company.of("data_from: 2026-05").defines("""
        formula: SUM(x) / COUNT(*)
        targets:
          - {from: 2026-01, change: {from: previous, by: +10%}}
    """).measured("""
        on         | x
        2026-05-01 | -10
        2026-06-01 | 5
        2026-08-01 | 0
        2026-09-01 | 7
    """).judges("""
        period  | value | health  | reason        | target
        2026-05 | -10   | unknown | not_derivable |
        2026-06 | 5     | unknown | not_derivable |
        2026-07 |       | unknown | no_data       | 5.5
        2026-08 | 0     | unknown | not_derivable |
        2026-09 | 7     | unknown | not_derivable |
    """)


def test_an_average_target_takes_the_mean_of_the_ended_periods_before(company: Case) -> None:
    company.of("data_from: 2026-01").defines("""
        formula: SUM(x) / COUNT(*)
        direction: lower
        targets:
          - {from: 2026-01, of_average: {months: 3, op: "<=", times: 1.5}}
    """).measured("""
        on         | x
        2026-05-01 | 10
        2026-06-01 | 20
        2026-07-01 | 30
        2026-08-01 | 30
        2026-09-01 | 40
    """).judges("""
        period  | value | target | health  | reason
        2026-07 | 30    |        | unknown | not_derivable
        2026-08 | 30    | 30     | healthy |
        2026-09 | 40    | 40     | healthy |
    """)


def test_a_period_without_a_value_among_those_averaged_is_too_little_history(company: Case) -> None:
    company.of("data_from: 2026-01").defines("""
        formula: SUM(x) / COUNT(*)
        direction: lower
        targets:
          - {from: 2026-01, of_average: {months: 2, op: "<=", times: 1.5}}
    """).measured("""
        on         | x
        2026-05-01 | 10
        2026-07-01 | 30
        2026-08-01 | 50
        2026-09-01 | 60
    """).judges("""
        period  | target | reason
        2026-07 |        | not_derivable
        2026-08 |        | not_derivable
        2026-09 | 60     |
    """)


def test_breaches_before_the_third_in_a_row_are_at_risk_and_never_restated(company: Case) -> None:
    company.of("data_from: 2025-08").defines("""
        formula: SUM(x) / COUNT(*)
        direction: lower
        targets:
          - {from: 2026-01, of_average: {months: 2, op: "<=", times: 1.0, for: 3}}
    """).measured("""
        on         | x
        2026-02-01 | 10
        2026-03-01 | 10
        2026-04-01 | 20
        2026-05-01 | 40
        2026-06-01 | 5
        2026-07-01 | 80
        2026-08-01 | 160
        2026-09-01 | 320
    """).judges("""
        period  | target | health     | missed_count
        2026-04 | 10     | at_risk    | 1
        2026-05 | 15     | at_risk    | 2
        2026-06 | 30     | healthy    | 0
        2026-07 | 22.5   | at_risk    | 1
        2026-08 | 42.5   | at_risk    | 2
        2026-09 | 120    | off_target | 3
    """)


def test_breaches_of_an_earlier_target_do_not_count_in_the_row_of_a_new_one(company: Case) -> None:
    company.of("data_from: 2026-01").defines("""
        formula: SUM(x) / COUNT(*)
        direction: lower
        targets:
          - {from: 2026-01, at_most: 1}
          - {from: 2026-09, of_average: {months: 2, op: "<=", times: 1.0, for: 2}}
    """).measured("""
        on         | x
        2026-07-01 | 10
        2026-08-01 | 20
        2026-09-01 | 40
    """).judges("""
        period  | health     | missed_count
        2026-08 | off_target | 2
        2026-09 | at_risk    | 3
    """)


def test_an_average_not_above_0_is_not_derivable(company: Case) -> None:
    company.of("data_from: 2026-01").defines("""
        formula: SUM(x) / COUNT(*)
        targets:
          - {from: 2026-01, of_average: {months: 2, op: ">=", times: 1.5}}
    """).measured("""
        on         | x
        2026-07-01 | -10
        2026-08-01 | 10
        2026-09-01 | 40
    """).judges("""
        period  | reason
        2026-09 | not_derivable
    """)


def test_what_the_oldest_period_shown_is_judged_by_may_lie_before_it(company: Case) -> None:
    company.of("data_from: 2023-01").defines("""
        formula: SUM(x) / COUNT(*)
        targets:
          - {from: 2023-01, change: {from: previous, by: +10%}}
    """).measured("""
        on         | x
        2023-09-01 | 100
        2023-10-01 | 111
    """).judges("""
        period  | is_history | target | health
        2023-09 | no         |        | unknown
        2023-10 | yes        | 110    | healthy
    """)


def test_a_longer_periods_relative_target_looks_at_the_longer_period_before(company: Case) -> None:
    company.of("data_from: 2026-01").defines("""
        formula: SUM(x)
        targets:
          - {from: 2026-Q1, change: {from: previous, by: +10%}, grain: quarter}
    """).measured("""
        on         | x
        2026-05-01 | 100
        2026-09-01 | 104
    """).judges("""
        length  | period  | value | target | health
        quarter | 2026-Q3 | 104   | 110    | at_risk
    """)
