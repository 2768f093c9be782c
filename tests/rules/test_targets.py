"""Targets: dated rows, due dates, states, and which row judges a period."""

from tests.rules.case import Case

MONTHS = """
    on         | x
    2026-06-10 | 90
    2026-07-10 | 90
    2026-08-10 | 90
    2026-09-10 | 90
"""


def test_a_period_is_judged_by_the_row_in_force_for_it_and_a_later_change_never_restates_it(company: Case) -> None:
    company.defines("""
        formula: AVG(x)
        targets:
          - {from: 2026-07, at_least: 80, set_on: 2026-06-20}
          - {from: 2026-09, at_least: 99, set_on: 2026-08-20, why: the new team has started}
    """).measured(MONTHS).judges("""
        period  | health     | reason    | target | target_from | target_set_on | target_why
        2026-06 | unknown    | no_target |        |             |               |
        2026-07 | healthy    |           | 80     | 2026-07     | 2026-06-20    |
        2026-08 | healthy    |           | 80     | 2026-07     | 2026-06-20    |
        2026-09 | off_target |           | 99     | 2026-09     | 2026-08-20    | the new team has started
    """)


def test_a_row_set_after_a_periods_end_judges_it_and_is_marked_back_dated(company: Case) -> None:
    company.defines("""
        formula: AVG(x)
        targets:
          - {from: 2026-07, at_least: 80, set_on: 2026-08-31}
    """).measured(MONTHS).judges("""
        period  | health  | is_back_dated
        2026-07 | healthy | yes
        2026-08 | healthy | no
        2026-09 | healthy | no
    """)


def test_before_its_due_date_a_target_is_not_due(company: Case) -> None:
    company.defines("""
        formula: AVG(x)
        targets:
          - {from: 2026-07, at_least: 95, due: 2026-09-30}
    """).measured(MONTHS).judges("""
        period  | health     | reason
        2026-07 | unknown    | not_due
        2026-08 | unknown    | not_due
        2026-09 | at_risk    |
    """)


def test_in_a_month_that_has_not_ended_the_due_date_is_held_against_the_day_of_the_run(company: Case) -> None:
    sheet = """
        formula: AVG(x)
        targets:
          - {from: 2026-07, at_least: 95, due: 2026-09-20}
    """
    company.defines(sheet).measured(MONTHS).reviews("2026-09", as_of="2026-09-19").judges("""
        period  | health  | reason  | is_partial
        2026-09 | unknown | not_due | yes
    """)
    company.defines(sheet).measured(MONTHS).reviews("2026-09", as_of="2026-09-20").judges("""
        period  | health  | reason | is_partial
        2026-09 | at_risk |        | yes
    """)


def test_a_kpi_whose_target_is_a_state_or_a_sentence_is_never_green(company: Case) -> None:
    company.defines("""
        formula: AVG(x)
        targets:
          - {from: 2026-06, state: none}
          - {from: 2026-07, state: tbd}
          - {from: 2026-08, state: elsewhere}
          - {from: 2026-09, state: {qualitative: Customers say they feel heard}}
    """).measured(MONTHS).judges("""
        period  | value | health  | reason    | target_state | target_sentence
        2026-06 | 90    | unknown | no_target | none         |
        2026-07 | 90    | unknown | no_target | tbd          |
        2026-08 | 90    | unknown | no_target | elsewhere    |
        2026-09 | 90    | unknown | no_target | qualitative  | Customers say they feel heard
    """)


def test_a_confidential_target_leaves_the_value_unjudged(company: Case) -> None:
    company.defines("""
        formula: AVG(x)
        targets:
          - {from: 2026-06, state: confidential}
    """).measured(MONTHS).judges("""
        period  | value | health  | reason
        2026-09 | 90    | unknown | confidential
    """)


def test_a_confidential_kpis_value_reaches_no_report(company: Case) -> None:
    company.defines("""
        formula: SUM(x) / COUNT(*)
        visibility: confidential
        targets:
          - {from: 2026-06, change: {from: previous, by: "+5%"}}
    """).measured(MONTHS).judges("""
        period  | value | n | numerator | denominator | target | health  | reason       | is_met
        2026-08 |       |   |           |             |        | unknown | confidential |
        2026-09 |       |   |           |             |        | unknown | confidential |
    """)


def test_a_trial_kpi_is_shown_and_never_judged(company: Case) -> None:
    company.defines("""
        formula: AVG(x)
        status: trial
        targets:
          - {from: 2026-06, at_least: 80}
    """).measured(MONTHS).judges("""
        period  | value | health  | reason  | is_met
        2026-09 | 90    | unknown | trial   |
        2026-05 |       | unknown | no_data |
    """)


def test_longer_periods_are_shown_without_health_unless_a_row_names_their_grain(company: Case) -> None:
    company.defines("""
        formula: AVG(x)
        targets:
          - {from: 2026-06, at_least: 80}
          - {from: 2026-Q3, at_least: 95, grain: quarter}
          - {from: "2026", at_least: 50, grain: year}
    """).measured(MONTHS).judges("""
        length       | period  | value | health  | reason    | target
        month        | 2026-09 | 90    | healthy |           | 80
        quarter      | 2026-Q3 | 90    | at_risk |           | 95
        half_year    | 2026-H2 | 90    | unknown | no_target |
        year         | 2026    | 90    | unknown | not_due   | 50
        year_to_date | 2026-09 | 90    | unknown | no_target |
    """)


def test_a_week_is_judged_by_the_row_in_force_on_its_thursday(company: Case) -> None:
    company.defines("""
        formula: AVG(x)
        cadence: weekly
        targets:
          - {from: 2026-01, at_least: 80}
          - {from: 2026-08, at_least: 85}
    """).measured("""
        on         | x
        2026-07-24 | 90
        2026-07-31 | 90
        2026-08-06 | 90
    """).judges("""
        period   | target
        2026-W30 | 80
        2026-W31 | 80
        2026-W32 | 85
    """)


def test_reasons_come_in_one_order(company: Case) -> None:
    company.judges_each("""
        min_n | status | value | target                        | reason
        2     |        | 5     |                               | no_target
        2     |        | 5     | state: tbd                    | no_target
        2     |        | 5     | at_least: 1, due: 2027-01-01  | not_due
        2     |        | 5     | at_least: 1                   | small_n
        2     |        | 5     | state: confidential           | small_n
        2     | trial  | 5     | at_least: 1                   | trial
        2     | trial  |       | at_least: 1                   | no_data
              |        |       | state: tbd                    | no_data
    """)
