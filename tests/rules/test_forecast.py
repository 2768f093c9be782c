"""Forecasts in mid-cycle"""

from tests.rules.cycle_case import CycleCase

STRAIGHT = """
    on         | actual
    2026-07-06 | 1
    2026-07-16 | 2
    2026-07-26 | 3
    2026-08-05 | 4
    2026-08-15 | 5
"""


def test_a_line_through_five_actuals_over_a_third_of_the_cycle_is_read_at_its_end(cycle: CycleCase) -> None:
    august = cycle.seen("2026-08-16")
    august.pursues("key result | due\nkr |\nsoon | 2026-08-25").counts(STRAIGHT).will_end_at("""
        key result | value | low | high | points | reason
        kr         | 9.6   | 9.6 | 9.6  | 5      |
        soon       |       |     |      | 0      | too_few_points
    """)
    august.pursues("due\n2026-08-25").counts(STRAIGHT).will_end_at("value | low | high\n6 | 6 | 6")


def test_one_odd_value_bends_the_line_little_and_widens_its_range(cycle: CycleCase) -> None:
    cycle.seen("2026-08-26").pursues("key result\nkr").counts("""
        on         | actual
        2026-07-06 | 1
        2026-07-16 | 2
        2026-07-26 | 30
        2026-08-05 | 4
        2026-08-15 | 5
        2026-08-25 | 6
    """).will_end_at("""
        value | points | low                 | high
        9.6   | 6      | -7.700946134852112 | 26.900946134852113
    """)


def test_four_actuals_or_five_within_less_than_a_third_are_too_few_points(cycle: CycleCase) -> None:
    august = cycle.seen("2026-08-16").pursues("key result\nkr")
    august.counts("""
        on         | actual
        2026-07-06 | 1
        2026-07-16 | 2
        2026-07-26 | 3
        2026-08-15 | 5
    """).will_end_at("value | points | reason\n | 4 | too_few_points")
    nearly = "on | actual\n2026-07-01 | 1\n2026-07-08 | 2\n2026-07-15 | 3\n2026-07-22 | 4\n"
    august.counts(f"{nearly}2026-07-30 | 5").will_end_at("points | reason\n5 | too_few_points")
    august.counts(f"{nearly}2026-07-31 | 5").will_end_at("points | reason\n5 |")


def test_milestones_binary_manual_hold_and_what_has_ended_have_no_forecast(cycle: CycleCase) -> None:
    cycle.seen("2026-08-16").pursues("""
        key result | kind       | state     | ended
        a          | milestones |           |
        b          | binary     |           |
        c          | manual     |           |
        d          | hold       |           |
        e          | metric     | cancelled | 2026-08-01
    """).will_end_at("""
        key result | reason
        a          | kind
        b          | kind
        c          | kind
        d          | kind
        e          | ended
    """)


def test_actuals_count_on_the_day_they_are_for_the_last_row_of_a_day_wins(cycle: CycleCase) -> None:
    cycle.seen("2026-08-16").pursues("key result\nkr").counts("""
        on         | for        | actual
        2026-07-10 | 2026-07-05 | 1
        2026-07-11 | 2026-07-05 | 2
        2026-07-11 | 2026-07-05 | 3
        2026-07-12 |            | inf
        2026-06-30 |            | 5
        2026-08-20 |            | 6
    """).moved_through("""
        key result | day        | actual
        kr         | 2026-07-05 | 3
    """)


def test_an_actual_written_too_late_for_the_cycle_is_no_point(cycle: CycleCase) -> None:
    cycle.seen("2026-11-02").pursues("key result\nkr").counts("""
        on         | for        | actual
        2026-09-30 |            | 6
        2026-10-10 | 2026-09-20 | 5
        2026-10-11 | 2026-09-30 | 9
    """).moved_through("""
        key result | day        | actual
        kr         | 2026-09-20 | 5
        kr         | 2026-09-30 | 6
    """)


def test_a_kpis_periods_are_its_key_results_actuals_and_a_sum_over_the_cycle_is_told_so_far(cycle: CycleCase) -> None:
    cycle.pursues("""
        key result | kpi   | window
        last       | churn | last
        cycle      | deals | cycle
        share      | churn | cycle
    """).counts("key result | on | actual\nlast | 2026-07-05 | 9").measures("""
        kpi   | length | summed
        churn | month  | no
        deals | week   | yes
    """).judged("""
        kpi   | length | period   | value | value_reason
        churn | month  | 2026-06  | 3.0   |
        churn | month  | 2026-07  | 2.5   |
        churn | month  | 2026-08  | 2.4   | small_n
        deals | week   | 2026-W27 | 7     |
        deals | week   | 2026-W28 | 1     |
        deals | week   | 2026-W29 | 2     |
    """).moved_through("""
        key result | day        | actual
        last       | 2026-07-31 | 2.5
        cycle      | 2026-07-12 | 1
        cycle      | 2026-07-19 | 3
    """)


def test_a_hold_shows_each_period_of_its_kpi_also_of_one_that_sums_up(cycle: CycleCase) -> None:
    cycle.pursues("""
        key result | kind | kpi   | window
        kept       | hold | deals | cycle
    """).measures("""
        kpi   | length | summed
        deals | month  | yes
    """).judged("""
        kpi   | length | period  | value
        deals | month  | 2026-07 | 4
        deals | month  | 2026-08 | 5
        deals | month  | 2026-09 | 3
    """).moved_through("""
        key result | day        | actual
        kept       | 2026-07-31 | 4
        kept       | 2026-08-31 | 5
        kept       | 2026-09-30 | 3
    """)


def test_of_more_than_forty_days_the_last_of_each_week_counts(cycle: CycleCase) -> None:
    days = [f"2026-07-{day:02} | {day}" for day in range(1, 32)] + [f"2026-08-{day:02} | 31" for day in range(1, 17)]
    daily = "\n".join(["on | actual", *days])
    cycle.seen("2026-08-16").pursues("key result\nkr").counts(daily).will_end_at("""
        points | reason
        47     |
    """)
