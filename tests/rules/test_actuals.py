"""Rules §5: the actual of a key result: from its KPI or formula, actuals.csv, or what is written; and its window."""

from pathlib import Path

import pytest

from tests.rules.actuals_case import ActualsCase

METRIC = "title: More\nkpi: k\nbaseline: 0\ntarget: 10\n"
OWN = "title: More\nextract: rows\nbaseline: 0\ntarget: 10\n"
UNMEASURED = "title: More\nbaseline: 0\ntarget: 10\n"
AVERAGE = "formula: AVG(x)"
ROWS = """
on         | x
2026-03-01 | 10
2026-04-10 | 40
2026-05-10 | 50
2026-06-10 | 60
2026-07-10 | 10
2026-08-10 | 20
2026-08-20 | 24
2026-09-20 | 30
2026-10-01 | 99
"""


@pytest.fixture
def cycle(tmp_path: Path) -> ActualsCase:
    """The quarter 2026-Q3, with a row or two each month."""
    return ActualsCase(tmp_path).measures(ROWS)


def test_a_count_and_a_sum_are_taken_over_the_whole_cycle_and_anything_else_over_the_last_period(
    cycle: ActualsCase,
) -> None:
    cycle.kpi(AVERAGE).wants(METRIC, OWN + "formula: COUNT(*)", OWN + "formula: SUM(x)").finds("""
        key result | actual | n | from       | to         | source
        kr1        | 30     | 1 | 2026-09-01 | 2026-09-30 | kpi
        kr2        | 4      | 4 | 2026-07-01 | 2026-09-30 | formula
        kr3        | 84     | 4 | 2026-07-01 | 2026-09-30 | formula
    """)


def test_over_says_which_of_the_two_it_is(cycle: ActualsCase) -> None:
    cycle.kpi(AVERAGE).wants(METRIC + "over: cycle", OWN + "formula: COUNT(*)\nover: last").finds("""
        key result | actual | from       | to
        kr1        | 21     | 2026-07-01 | 2026-09-30
        kr2        | 1      | 2026-09-01 | 2026-09-30
    """)


def test_a_due_date_ends_the_window(cycle: ActualsCase) -> None:
    due = "due_on: 2026-08-15\n"
    cycle.kpi(AVERAGE).wants(METRIC + due, METRIC + due + "over: cycle", OWN + due + "formula: COUNT(*)").finds("""
        key result | actual | from       | to
        kr1        | 10     | 2026-07-01 | 2026-07-31
        kr2        | 15     | 2026-07-01 | 2026-08-15
        kr3        | 2      | 2026-07-01 | 2026-08-15
    """)


def test_a_period_that_did_not_begin_in_the_cycle_is_no_actual_of_it(cycle: ActualsCase) -> None:
    cycle.kpi(AVERAGE).wants(METRIC + "due_on: 2026-07-20").finds("""
        key result | actual | why       | from | source
        kr1        |        | no_actual |      |
    """)


def test_a_week_counts_when_it_belongs_to_the_cycle_and_ended_in_it(cycle: ActualsCase) -> None:
    weekly = cycle.kpi("formula: AVG(x)\ncadence: weekly")
    weekly.measures("""
        on         | x
        2026-09-25 | 7
        2026-09-29 | 8
    """).wants(METRIC).finds("""
        key result | actual | from       | to
        kr1        | 7      | 2026-09-21 | 2026-09-27
    """)


def test_a_period_longer_than_the_cycle_counts_when_it_ended_in_it(cycle: ActualsCase) -> None:
    yearly = cycle.kpi("formula: AVG(x)\ncadence: half_yearly").in_cycle("2026-Q2")
    yearly.wants(METRIC).finds("""
        key result | actual | from       | to
        kr1        | 40     | 2026-01-01 | 2026-06-30
    """)


def test_a_period_longer_than_the_cycle_that_has_not_ended_is_no_actual(cycle: ActualsCase) -> None:
    cycle.kpi("formula: AVG(x)\ncadence: half_yearly").wants(METRIC).finds("""
        key result | actual | why
        kr1        |        | no_actual
    """)


def test_in_the_middle_of_the_cycle_only_what_has_ended_is_a_last_period(cycle: ActualsCase) -> None:
    midway = (
        cycle.kpi(AVERAGE)
        .seen("2026-08-15")
        .measures("""
        on         | x
        2026-07-10 | 10
        2026-08-10 | 20
    """)
    )
    midway.wants(METRIC, OWN + "formula: COUNT(*)").finds("""
        key result | actual | from       | to
        kr1        | 10     | 2026-07-01 | 2026-07-31
        kr2        | 2      | 2026-07-01 | 2026-08-15
    """)


def test_a_stock_s_value_is_its_last_period_s_whatever_over_says(cycle: ActualsCase) -> None:
    stock = cycle.kpi("formula: SUM(x)\nstock: true")
    stock.wants(METRIC, METRIC + "over: cycle").finds("""
        key result | actual | from
        kr1        | 30     | 2026-09-01
        kr2        | 30     | 2026-09-01
    """)


def test_a_rolling_window_ends_with_the_last_period(cycle: ActualsCase) -> None:
    rolling = cycle.kpi("formula: AVG(x)\nwindow: 3 months").of("data_from: 2026-04")
    rolling.wants(METRIC).finds("""
        key result | actual | from       | to
        kr1        | 21     | 2026-07-01 | 2026-09-30
    """)


def test_ready_made_values_of_whole_periods_make_the_cycle_s(cycle: ActualsCase) -> None:
    ready = (
        cycle.reads("value: x")
        .kpi("accumulation: sum")
        .measures("""
        on         | x
        2026-06-01 | 60
        2026-07-01 | 10
        2026-08-01 | 20
        2026-09-01 | 30
    """)
    )
    ready.wants(METRIC, METRIC + "due_on: 2026-09-15", METRIC + "over: last", METRIC + "due_on: 2026-08-02").finds("""
        key result | actual | from       | to
        kr1        | 60     | 2026-07-01 | 2026-09-30
        kr2        | 30     | 2026-07-01 | 2026-08-31
        kr3        | 30     | 2026-09-01 | 2026-09-30
        kr4        | 10     | 2026-07-01 | 2026-07-31
    """)


def test_a_listed_cycle_is_measured_over_its_own_days(cycle: ActualsCase) -> None:
    six_weeks = cycle.of("okr_cycle: [{id: 2026-C4, from: 2026-07-06, to: 2026-08-16}]").in_cycle("2026-C4")
    six_weeks.kpi(AVERAGE).wants(METRIC, OWN + "formula: COUNT(*)").finds("""
        key result | actual | why       | from       | to
        kr1        |        | no_actual |            |
        kr2        | 2      |           | 2026-07-06 | 2026-08-16
    """)


def test_too_few_cases_are_shown_with_the_reason_but_not_for_counts(cycle: ActualsCase) -> None:
    cycle.kpi(AVERAGE).wants(METRIC + "min_n: 5\nactual: 9", OWN + "formula: COUNT(*)\nmin_n: 5").finds("""
        key result | actual | n | why     | source
        kr1        | 30     | 1 | small_n | kpi
        kr2        | 4      | 4 |         | formula
    """)


def test_what_cannot_be_computed_is_never_a_number(cycle: ActualsCase) -> None:
    divided = "formula: SUM(x) / SUM(x - x)\nover: cycle"
    cycle.wants(OWN + divided, OWN + "formula: SUM(nothing)").finds("""
        key result | actual | why
        kr1        |        | undefined
        kr2        |        | failed
    """)


def test_a_kpi_without_a_value_gives_way_to_actuals_csv_and_that_to_what_is_written(cycle: ActualsCase) -> None:
    rows = """
        key result | on         | for | actual
        kr1        | 2026-09-29 |     | 5
        kr2        | 2026-09-29 |     | 5
        kr3        | 2026-09-29 |     | 5
    """
    empty = OWN + "formula: AVG(x)\nfilter: x > 1000\nactual: 6"
    written = UNMEASURED + "actual: 6"
    cycle.kpi(AVERAGE).logs(rows).wants(METRIC + "actual: 6", empty, written, written, UNMEASURED).finds("""
        key result | actual | source  | why
        kr1        | 30     | kpi     |
        kr2        | 5      | actuals |
        kr3        | 5      | actuals |
        kr4        | 6      | written |
        kr5        |        |         | no_actual
    """)


def test_a_confidential_kpi_gives_nothing_and_nothing_stands_in_for_it(cycle: ActualsCase) -> None:
    cycle.kpi("formula: AVG(x)\nvisibility: confidential").wants(METRIC + "actual: 6").finds("""
        key result | actual | source | why
        kr1        |        |        | confidential
    """)


def test_of_actuals_csv_the_last_row_measured_in_the_cycle_counts(cycle: ActualsCase) -> None:
    cycle.logs("""
        key result | on         | for        | actual
        kr1        | 2026-08-31 |            | 4
        kr1        | 2026-09-20 | 2026-07-31 | 2
        kr1        | 2026-06-30 |            | 1
        kr1        | 2026-07-03 | 2026-06-30 | 9
        kr1        | 2026-10-02 |            | 8
    """).wants(UNMEASURED).finds("""
        key result | actual | to         | late
        kr1        | 4      | 2026-08-31 | no
    """)


def test_a_late_row_counts_when_it_is_measured_for_the_cycle_and_is_marked(cycle: ActualsCase) -> None:
    cycle.logs("""
        key result | on         | for        | actual
        kr1        | 2026-08-31 |            | 4
        kr1        | 2026-10-10 | 2026-09-30 | 7
        kr2        | 2026-10-11 | 2026-09-30 | 7
        kr3        | 2026-10-05 |            | 7
    """).wants(UNMEASURED, UNMEASURED, UNMEASURED).finds("""
        key result | actual | late | why
        kr1        | 7      | yes  |
        kr2        |        | no   | no_actual
        kr3        |        | no   | no_actual
    """)


def test_a_row_after_the_due_date_comes_too_late(cycle: ActualsCase) -> None:
    cycle.logs("""
        key result | on         | for        | actual
        kr1        | 2026-08-31 |            | 4
        kr1        | 2026-09-05 |            | 6
        kr1        | 2026-09-02 | 2026-08-30 | 5
    """).wants(UNMEASURED + "due_on: 2026-08-31").finds("""
        key result | actual | to
        kr1        | 4      | 2026-08-31
    """)


def test_a_bound_is_held_in_a_share_of_the_measured_sub_periods(cycle: ActualsCase) -> None:
    hold = "title: Keep it\nkpi: k\nat: {at_most: 22}\n"
    cycle.kpi(AVERAGE).wants(hold, "title: Keep it\nextract: rows\nformula: AVG(x)\nat: {between: [15, 40]}").finds("""
        key result | actual | held | held of | from       | to
        kr1        | 30     | 2    | 3       | 2026-07-01 | 2026-09-30
        kr2        | 30     | 2    | 3       | 2026-07-01 | 2026-09-30
    """)


def test_a_sub_period_without_enough_cases_is_not_measured(cycle: ActualsCase) -> None:
    hold = "title: Keep it\nkpi: k\nat: {at_most: 22}\n"
    cycle.kpi(AVERAGE).wants(hold + "min_n: 2", hold + "min_n: 9").finds("""
        key result | actual | held | held of | why
        kr1        | 22     | 1    | 1       |
        kr2        |        |      |         | small_n
    """)


def test_a_bound_without_a_measure_is_judged_by_each_row_of_actuals_csv(cycle: ActualsCase) -> None:
    hold = "title: Keep it\nat: {at_least: 5}\n"
    cycle.logs("""
        key result | on         | for | actual
        kr1        | 2026-07-31 |     | 5
        kr1        | 2026-08-31 |     | 4
        kr1        | 2026-09-30 |     | 3
        kr1        | 2026-09-30 |     | 6
    """).wants(hold, hold + "actual: 4").finds("""
        key result | actual | held | held of | source
        kr1        | 6      | 2    | 3       | actuals
        kr2        | 4      | 0    | 1       | written
    """)


def test_of_a_cancelled_one_the_value_of_that_day_counts(cycle: ActualsCase) -> None:
    ended = "state: {is: cancelled, on: 2026-08-15, why: No money}\n"
    cycle.kpi(AVERAGE).wants(METRIC + ended, OWN + ended + "formula: COUNT(*)", METRIC + ended + "min_n: 9").finds("""
        key result | actual | day value | to         | why
        kr1        | 10     | 10        | 2026-07-31 |
        kr2        | 2      | 2         | 2026-08-15 |
        kr3        | 10     |           | 2026-07-31 | small_n
    """)


def test_what_stands_until_the_end_has_no_value_of_another_day(cycle: ActualsCase) -> None:
    cycle.kpi(AVERAGE).wants(METRIC + "state: blocked").finds("""
        key result | actual | day value
        kr1        | 30     |
    """)


def test_milestones_and_what_is_done_or_not_need_no_actual(cycle: ActualsCase) -> None:
    cycle.wants("title: Steps\nmilestones: [{title: One}]", "title: Done\nkind: binary").finds("""
        key result | actual | why
        kr1        |        |
        kr2        |        |
    """)


def test_the_baseline_is_measured_over_the_last_full_window_of_the_same_length_before_it_was_written(
    cycle: ActualsCase,
) -> None:
    at_once = "written_on: 2026-07-05\n"
    early = "written_on: 2026-06-11\n"
    count = OWN + "formula: COUNT(*)\n"
    cycle.kpi(AVERAGE).wants(METRIC + at_once, METRIC + early, count + at_once, count + early, count).finds("""
        key result | baseline
        kr1        | 60
        kr2        | 50
        kr3        | 3
        kr4        | 3
        kr5        |
    """)


def test_a_baseline_that_reaches_back_before_the_data_is_not_measured(cycle: ActualsCase) -> None:
    from_may = cycle.measures("""
        on         | x
        2026-05-10 | 50
        2026-07-10 | 10
    """)
    from_may.wants(OWN + "formula: COUNT(*)\nwritten_on: 2026-07-01").finds("""
        key result | actual | baseline
        kr1        | 1      |
    """)


def test_a_shorter_window_has_a_baseline_of_as_many_days(cycle: ActualsCase) -> None:
    due = "formula: COUNT(*)\ndue_on: 2026-07-31\nwritten_on: 2026-07-01"
    cycle.wants(OWN + due).finds("""
        key result | actual | to         | baseline
        kr1        | 1      | 2026-07-31 | 1
    """)


def test_an_empty_cycle_is_a_measured_nought_for_a_count_where_the_extract_covers_it(cycle: ActualsCase) -> None:
    cycle.wants(OWN + "formula: COUNT(*)\nfilter: x > 1000").finds("""
        key result | actual | n
        kr1        | 0      | 0
    """)


def test_an_actual_about_fewer_than_five_people_is_not_shown(tmp_path: Path) -> None:
    of_two = "on | who | x\n" + "".join(f"2026-09-0{day} | E{day % 2} | 10\n" for day in range(1, 7))
    of_five = of_two.replace("| E0", "| F{}").format(2, 4, 6)
    kpi = "formula: AVG(x)\nabout: people\n"
    named = kpi + "person_column: who"
    ActualsCase(tmp_path).measures(of_two).kpi(named).wants(METRIC).finds("""
        key result | actual | n | reason
        kr1        |        |   | small_n
    """)
    ActualsCase(tmp_path).measures(of_two).kpi(kpi).wants(METRIC).finds("""
        key result | actual | n
        kr1        | 10     | 6
    """)
    ActualsCase(tmp_path).measures(of_five.replace("09-03 | E1", "09-03 | G1")).kpi(named).wants(METRIC).finds("""
        key result | actual | n
        kr1        | 10     | 6
    """)
