"""Candidates: what should become a goal of the next cycle."""

from tests.rules.case import Case

LONG = "data_from: 2020-01"
TARGET = """
    formula: AVG(x)
    targets:
      - {from: 2020-01, at_least: 10}
"""


def test_a_kpi_that_was_weak_in_the_two_last_ended_quarters_is_a_candidate(company: Case) -> None:
    weak = company.of(LONG).defines(TARGET)
    weak.measured_monthly("5 12 5 12 5 5").suggests("""
        kpi | rank | why           | weak_periods     | from_value         | from_period_id | to_op | to_value
        k   | 1    | weak_quarters | 2026-Q2, 2026-Q3 | 7.333333333333333  | 2026-Q3        | >=    | 10
    """)
    weak.measured_monthly("5 9.9 9.9 12 9.9 9.9").suggests("""
        kpi | why
        k   | weak_quarters
    """)


def test_a_quarter_is_weak_when_at_least_two_judged_months_missed_the_last_one_included(company: Case) -> None:
    kpi = company.of(LONG).defines(TARGET)
    kpi.measured_monthly("5 12 5 5 5 12").suggests("kpi | why")
    kpi.measured_monthly("5 12 5 12 12 5").suggests("kpi | why")
    kpi.measured_monthly("12 12 5 5 5 5").suggests("kpi | why")
    kpi.measured_monthly("12 5 5 5 5 5").suggests("""
        kpi | why
        k   | weak_quarters
    """)


def test_what_is_unknown_counts_for_neither_side(company: Case) -> None:
    kpi = company.of(LONG).defines(TARGET)
    kpi.measured_monthly("5 5 - 5 5 -").suggests("""
        kpi | why
        k   | weak_quarters
    """)
    kpi.measured_monthly("5 - - 5 5 5").suggests("kpi | why")
    company.of(LONG).defines("formula: AVG(x)").measured_monthly("5 5 5 5 5 5").suggests("kpi | why")


def test_within_a_quarter_the_two_before_it_are_looked_at(company: Case) -> None:
    kpi = company.of(LONG).defines(TARGET)
    kpi.reviews("2026-08").measured_monthly("5 5 5 5 5 5 12 12").suggests("""
        kpi | why           | weak_periods     | from_value | from_period_id
        k   | weak_quarters | 2026-Q1, 2026-Q2 | 5          | 2026-Q2
    """)
    kpi.reviews("2026-08").measured_monthly("12 12 12 5 5 5 5 5").suggests("kpi | why")


def test_a_quarterly_kpi_is_weak_by_its_value(company: Case) -> None:
    quarterly = company.of(LONG).defines("""
        formula: AVG(x)
        cadence: quarterly
        targets:
          - {from: 2020-Q1, at_least: 10}
    """)
    quarterly.measured_monthly("5 5 5 6 6 6").suggests("""
        kpi | why           | weak_periods     | from_value | from_period_id | to_value
        k   | weak_quarters | 2026-Q2, 2026-Q3 | 6          | 2026-Q3        | 10
    """)
    quarterly.measured_monthly("12 12 12 6 6 6").suggests("kpi | why")


def test_a_yearly_kpi_has_no_quarters(company: Case) -> None:
    company.of(LONG).defines("""
        formula: AVG(x)
        cadence: yearly
        targets:
          - {from: 2020, at_least: 10}
    """).measured_monthly("5 5 5 6 6 6").suggests("kpi | why")


def test_a_faster_kpis_months_are_judged_as_in_the_monthly_pack(company: Case) -> None:
    weekly = company.of("data_from: 2026-05").defines("""
        formula: AVG(x)
        cadence: weekly
        targets:
          - {from: 2020-01, at_least: 10}
    """)
    weekly.measured("""
        on         | x
        2026-05-13 | 5
        2026-05-20 | 5
        2026-05-27 | 12
        2026-06-10 | 12
        2026-06-24 | 5
        2026-08-26 | 5
        2026-09-23 | 5
    """).suggests("""
        kpi | why           | weak_periods     | from_value | from_period_id
        k   | weak_quarters | 2026-Q2, 2026-Q3 | 5          | 2026-Q3
    """)
    weekly.measured("""
        on         | x
        2026-05-13 | 5
        2026-05-20 | 12
        2026-05-06 | 12
        2026-05-27 | 12
        2026-06-10 | 12
        2026-06-24 | 5
        2026-08-26 | 5
        2026-09-23 | 5
    """).suggests("kpi | why")


def test_a_concern_on_13_points_that_persists_a_second_period_is_a_candidate(company: Case) -> None:
    kpi = company.of(LONG).defines("formula: AVG(x)")
    kpi.measured_monthly("6 4 5 6 4 5 6 4 5 6 4 5 5 1.5 1.5 1.4").suggests("""
        kpi | why                | weak_periods     | from_value         | from_period_id | to_op | to_value
        k   | persistent_concern | 2026-08, 2026-09 | 1.4666666666666666 | 2026-Q3        |       |
    """)
    kpi.measured_monthly("6 4 5 6 4 5 6 4 5 6 4 5 5 5 1.5").suggests("kpi | why")
    kpi.measured_monthly("6 4 5 6 4 5 6 4 1.5 1.5 1.4").suggests("kpi | why")


def test_a_run_that_becomes_a_signal_now_does_not_persist_yet(company: Case) -> None:
    kpi = company.of(LONG).defines("formula: AVG(x)\ndirection: lower")
    kpi.measured_monthly("4 8 3 7 4 9 3 8 4 8 3 7 8 6.5 8 7 8 7").suggests("kpi | why")
    kpi.measured_monthly("4 8 3 7 4 9 3 8 4 8 3 7 8 6.5 8 7 8 7 8").suggests("""
        kpi | why                | weak_periods
        k   | persistent_concern | 2026-08, 2026-09
    """)


def test_a_concern_that_lies_outside_the_limits_by_more_than_half_their_width_is_a_candidate(company: Case) -> None:
    kpi = company.of(LONG).defines("formula: AVG(x)\ndirection: lower")
    kpi.measured_monthly("6 4 5 6 4 5 6 4 5 6 4 5 5 30").suggests("""
        kpi | why         | weak_periods
        k   | far_outside | 2026-09
    """)
    kpi.measured_monthly("6 4 5 6 4 5 6 4 5 6 4 5 5 12").suggests("kpi | why")
    company.of(LONG).defines("formula: AVG(x)").measured_monthly("6 4 5 6 4 5 6 4 5 6 4 5 5 30").suggests("kpi | why")


def test_a_kpi_with_an_active_key_result_is_no_candidate(company: Case) -> None:
    company.of(LONG).defines(TARGET).measured_monthly("5 5 5 5 5 5").has_goals_on("k").suggests("kpi | why")


def test_a_candidate_names_its_counterweight(company: Case) -> None:
    company.of(LONG).defines("""
        formula: AVG(x)
        counterweight: other
        targets:
          - {from: 2020-01, at_least: 10}
    """).defines("""
        id: other
        formula: COUNT(*)
    """).measured_monthly("5 5 5 5 5 5").suggests("""
        kpi | counterweight_id
        k   | other
    """)


def test_a_target_that_is_met_already_is_no_goal(company: Case) -> None:
    company.of(LONG).defines(TARGET).measured_monthly("5 12 5 40 5 5").suggests("""
        kpi | why           | from_value         | to_op | to_value
        k   | weak_quarters | 16.666666666666668 |       |
    """)
    company.of(LONG).defines("""
        formula: AVG(x)
        targets:
          - {from: 2020-01, at_least: 1}
    """).measured_monthly("6 4 5 6 4 5 6 4 5 6 4 5 5 1.5 1.5 1.4").suggests("""
        kpi | why                | from_value         | to_op | to_value
        k   | persistent_concern | 1.4666666666666666 |       |
    """)


def test_a_sum_over_the_quarter_is_not_held_against_a_months_target(company: Case) -> None:
    company.of(LONG).defines("""
        formula: SUM(x)
        targets:
          - {from: 2020-01, at_least: 10}
    """).measured_monthly("5 5 5 5 5 5").suggests("""
        kpi | from_value | from_period_id | to_op | to_value
        k   | 15         | 2026-Q3        |       |
    """)
    company.of(LONG).defines("""
        formula: SUM(x)
        targets:
          - {from: 2020-01, at_least: 10}
          - {from: 2020-01, at_least: 33, grain: quarter}
    """).measured_monthly("5 5 5 5 5 5").suggests("""
        kpi | from_value | from_period_id | to_op | to_value
        k   | 15         | 2026-Q3        | >=    | 33
    """)
    company.of(LONG).defines("""
        formula: SUM(x)
        stock: true
        targets:
          - {from: 2020-01, between: [10, 20]}
    """).measured_monthly("5 5 5 5 5 6").suggests("""
        kpi | from_value | to_op   | to_low | to_high
        k   | 6          | between | 10     | 20
    """)


def test_without_a_value_for_the_quarter_the_shown_periods_stands(company: Case) -> None:
    ready = company.of(LONG).reads("value: x")
    ready.defines("targets: [{from: 2020-01, at_least: 10}]").measured_monthly("5 5 5 5 5 6").suggests("""
        kpi | from_value | from_period_id | to_value
        k   | 6          | 2026-09        | 10
    """)
    ready.defines("""
        accumulation: sum
        targets: [{from: 2020-01, at_least: 10}]
    """).measured_monthly("5 5 5 5 5 6").suggests("""
        kpi | from_value | from_period_id | to_value
        k   | 16         | 2026-Q3        |
    """)
    ready.defines("targets: [{from: 2020-01, at_least: 10}]").measured_monthly("5 5 5 5 5 -").suggests("""
        kpi | from_value | from_period_id | to_value
        k   |            |                | 10
    """)


def test_five_at_most_the_ones_with_more_reasons_a_stronger_one_and_more_missed_months_first(company: Case) -> None:
    company.of(LONG).defines(_sheet("a", "at_least: 1")).defines(_sheet("b", "at_least: 5.5")).defines(
        _sheet("c", "at_least: 10")
    ).defines(_sheet("d", "at_most: 1")).defines(_sheet("e", "at_least: 1")).defines(
        _sheet("f", "at_least: 1")
    ).measured_monthly("6 4 5 6 4 5 6 4 5 6 4 6 5 1.5 1.5 1.4").suggests("""
        kpi | rank | why
        c   | 1    | weak_quarters
        b   | 2    | weak_quarters
        d   | 3    | weak_quarters
        a   | 4    | persistent_concern
        e   | 5    | persistent_concern
    """)


def _sheet(kpi_id: str, target: str) -> str:
    direction = "lower" if "at_most" in target else "higher"
    return f"id: {kpi_id}\nformula: AVG(x)\ndirection: {direction}\ntargets: [{{from: 2020-01, {target}}}]"
