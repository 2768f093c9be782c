"""Signals: whether a movement is more than noise."""

from tests.rules.case import Case

LONG = "data_from: 2020-01"
WHEELER = "data_from: 2020-01\npolicy: {signals: {rules: wheeler}}"
UNSCREENED = "data_from: 2020-01\npolicy: {signals: {screen: no}}"


def test_the_centre_is_the_mean_and_the_limits_lie_2_66_mean_ranges_from_it(company: Case) -> None:
    company.of(LONG).signals_each("""
        values                  | centre | lower | upper | variation
        4 6 5                   | 5      | 1.01  | 8.99  | common_cause
        4 6 5 7 5               | 5.4    | 0.745 | 10.055 | common_cause
    """)


def test_below_13_points_everything_is_trial(company: Case) -> None:
    company.of(LONG).signals_each("""
        values                     | points | is_trial
        4 6 5 7 4 6 5 7 4 6 5 7    | 12     | yes
        4 6 5 7 4 6 5 7 4 6 5 7 5  | 13     | no
        4 6 - 7 4 6 5 7 4 6 5 7 5  | 12     | yes
    """)


def test_a_point_outside_the_limits_is_a_signal_and_one_on_them_is_none(company: Case) -> None:
    company.of(UNSCREENED).signals_each("""
        values                                    | marks          | upper           | rule           | variation
        4 7 5 8 3 6 5 7 4 8 5 6 4 20              | .............o | 16.392967032967 | outside_limits | improvement
        4 7 5 8 3 6 5 7 4 8 5 6 4 -9              | .............o | 13.707692307692 | outside_limits | concern
        4 7 5 8 3 6 5 7 4 8 5 6 4 15.017607771706 | .............. | 15.017607771706 |                | common_cause
        4 7 5 8 3 6 5 7 4 8 5 6 4 15.0177         | .............o | 15.017633230769 | outside_limits | improvement
    """)


def test_ranges_above_3_267_times_their_mean_are_screened_out_once(company: Case) -> None:
    company.of(LONG).signals_each("""
        values                           | centre | lower | upper
        5 6 5 6 5 6 5 6 5 6 5 6 5 6 5 30 | 7      | 4.34  | 9.66
    """)
    company.of(UNSCREENED).signals_each("""
        values                           | centre | lower              | upper
        5 6 5 6 5 6 5 6 5 6 5 6 5 6 5 30 | 7      | 0.0840000000000001 | 13.916
    """)


def test_if_only_ranges_of_0_are_left_after_screening_all_ranges_count(company: Case) -> None:
    company.of(LONG).signals_each("""
        values                            | centre | lower | upper  | rule
        5 5 5 5 5 5 5 5 5 5 5 5 5 5 9 15  | 5.875  | 4.1016666666666667 | 7.6483333333333333 | outside_limits
    """)


def test_without_three_distinct_values_or_any_range_there_is_no_signal(company: Case) -> None:
    company.of(LONG).signals_each("""
        values                        | points | centre | lower | variation | reason
        5 5 5 5 5 5 5 5 5 5 5 5 5 5   | 14     |        |       |           | too_few_distinct
        0 1 0 0 1 0 0 1 1 0 0 0 0 1   | 14     |        |       |           | too_few_distinct
        5                             | 1      |        |       |           | too_few_distinct
        3 7                           | 2      |        |       |           | too_few_distinct
        0.3 0.1 0.30000000000000004 0.1 0.3 | 5 |       |       |           | too_few_distinct
        1 - 2 - 3 - 4 - 5             | 5      |        |       |           | too_few_distinct
        0 1 0 0 1 0 0 1 1 0 0 0 0 2   | 14     | 0.42857142857142855 | -1.2083516483516485 |  common_cause |
    """)


def test_values_too_large_to_have_limits_have_no_signal(company: Case) -> None:
    company.of(LONG).signals_each("""
        values               | centre | variation | reason
        1e308 -1e308 1e308 0 |        |           | too_few_distinct
    """)


def test_seven_points_that_rise_or_fall_are_a_trend_and_its_direction_decides(company: Case) -> None:
    company.of(LONG).signals_each("""
        direction | values                                      | marks            | rule  | variation
        higher    | 9 21 8 22 9 20 7 23 11 12 13 14 15 16       | ..............   |       | common_cause
        higher    | 9 21 8 22 9 20 7 23 11 12 13 14 15 16 17    | ........ttttttt  | trend | improvement
        lower     | 9 21 8 22 9 20 7 23 11 12 13 14 15 16 17    | ........ttttttt  | trend | concern
        lower     | 21 9 22 8 21 10 23 7 19 18 17 16 15 14 13   | ........ttttttt  | trend | improvement
        higher    | 21 9 22 8 21 10 23 7 19 18 17 16 15 14 13   | ........ttttttt  | trend | concern
        higher    | 9 21 8 22 9 20 7 23 11 12 13 14 14 15 16 17 | ................ |       | common_cause
    """)


def test_two_of_three_points_in_the_outer_third_on_the_same_side_are_a_signal(company: Case) -> None:
    company.of(LONG).signals_each("""
        values                              | marks             | rule         | variation
        5 6 4 6 5 4 6 5 4 6 5 6 4 9 8.5     | .............22   | two_of_three | improvement
        5 6 4 6 5 4 6 5 4 6 5 6 4 2 2       | .............22   | two_of_three | concern
        5 6 5 4 5 6 5 4 5 6 5 4 5 6 7.5 6.5 7.6     | ..............2.2  | two_of_three | improvement
        5 6 5 4 5 6 5 4 5 6 5 4 5 6 7.6 6.5 6.6 7.7 | .................. |              | common_cause
        5 6 5 4 5 6 5 4 5 6 5 4 5 6 7.2 5.2 2.9     | .................  |              | common_cause
    """)


def test_seven_in_a_row_on_one_side_of_the_mean_are_a_signal(company: Case) -> None:
    company.of(LONG).signals_each("""
        values                                 | marks              | rule     | variation
        4 8 3 7 4 9 3 8 4 8 3 7 8 6.5 8 7 8    | .................  |          | common_cause
        4 8 3 7 4 9 3 8 4 8 3 7 8 6.5 8 7 8 7  | ...........sssssss | one_side | improvement
    """)


def test_a_point_on_the_mean_ends_a_run(company: Case) -> None:
    company.of(LONG).signals_each("""
        values                          | centre | marks
        2 8 2 8 2 8 6 7 6 6 6 7 6 1 4 1 | 5      | .....ssssssss...
        2 8 2 8 2 8 6 7 6 5 6 7 6 1 4 2 | 5      | ................
    """)


def test_a_gap_ends_every_run_and_gives_no_range(company: Case) -> None:
    company.of(LONG).signals_each("""
        values                                     | points | marks              | upper
        4 8 3 7 4 9 3 8 4 8 3 7 8 6.5 - 8 7 8 7    | 18     | .................. | 15.310625
        9 21 8 22 9 20 7 23 11 12 13 14 - 15 16 17 | 15     | ...............    | 36.76974358974359
        5 6 5 4 5 6 5 4 5 6 5 4 5 6 7.6 - 7.7      | 16     | ................   | 8.16775
        4 7 5 8 3 6 5 7 4 8 5 6 4 - - - - - - - - - - - - 20 | 14 | .............o | 13.664761904761905
    """)


def test_the_first_rule_that_holds_is_named(company: Case) -> None:
    company.of(LONG).signals_each("""
        values                                    | marks               | rule
        4 7 5 8 3 6 5 7 4 8 5 6 6 7 8 9 10 11 30  | ............tttttto | outside_limits
    """)


def test_wheelers_rules_take_eight_on_one_side_and_know_no_trend(company: Case) -> None:
    company.of(WHEELER).signals_each("""
        values                                  | marks               | rule
        4 8 3 7 4 9 3 8 4 8 3 7 8 6.5 8 7 8 7   | ..................  |
        4 8 3 7 4 9 3 8 4 8 3 7 8 6.5 8 7 8 7 8 | ...........ssssssss | one_side
        9 21 8 22 9 20 7 23 11 12 13 14 15 16 17 | ...............    |
    """)


def test_without_a_direction_or_with_a_range_a_signal_is_neutral(company: Case) -> None:
    company.of(LONG).signals_each("""
        direction | target            | values                        | variation
        none      |                   | 4 7 5 8 3 6 5 7 4 8 5 6 4 20  | neutral_high
        none      |                   | 4 7 5 8 3 6 5 7 4 8 5 6 4 -9  | neutral_low
        range     | between: [10, 30] | 4 7 5 8 3 6 5 7 4 8 5 6 4 20  | neutral_high
        none      |                   | 9 21 8 22 9 20 7 23 11 12 13 14 15 16 17 | neutral_high
        lower     |                   | 4 7 5 8 3 6 5 7 4 8 5 6 4 20  | concern
    """)


def test_a_month_that_was_not_measured_has_no_signal_and_keeps_the_limits(company: Case) -> None:
    company.of(LONG).signals_each("""
        values      | charted | points | centre | upper | variation | reason
        4 6 5 -     |         | 3      | 5      | 8.99  |           | not_measured
        -           |         | 0      |        |       |           | not_measured
    """)


def test_a_value_of_too_few_rows_is_no_point(company: Case) -> None:
    company.of(LONG).signals_each("""
        min_n | values | points | reason
        2     | 4 6 5  | 0      | not_measured
    """)


def test_a_kpi_without_a_target_has_signals_and_one_on_trial_or_confidential_has_none(company: Case) -> None:
    company.of(LONG).signals_each("""
        status | visibility   | values | points | centre | variation    | reason
               |              | 4 6 5  | 3      | 5      | common_cause |
        trial  |              | 4 6 5  | 0      |        |              | trial
               | confidential | 4 6 5  | 0      |        |              | not_measured
    """)


def test_points_count_from_the_period_of_the_last_rebase_on(company: Case) -> None:
    company.of(LONG).defines("formula: AVG(x)").measured_monthly("90 91 92 90 4 6 5").rebases("""
        kpi_id | from_on
        k      | 2026-01-01
        k      | 2026-07-16
        k      | 2026-10-01
    """).signals_over("""
        period  | charted | centre | points | is_last
        2026-07 | 4       | 5      | 3      | no
        2026-08 | 6       | 5      | 3      | no
        2026-09 | 5       | 5      | 3      | yes
    """)


def test_points_are_of_the_kpis_own_cadence_up_to_the_shown_period(company: Case) -> None:
    company.of("data_from: 2026-01").defines("""
        formula: AVG(x)
        cadence: quarterly
    """).reviews("2026-11").measured_monthly("4 4 4 6 6 6 5 5 5 90 90").signals_over("""
        period  | charted | centre | points | is_last
        2026-Q1 | 4       | 5      | 3      | no
        2026-Q2 | 6       | 5      | 3      | no
        2026-Q3 | 5       | 5      | 3      | yes
    """)


def test_a_daily_kpis_limits_come_from_the_36_days_that_are_reported(company: Case) -> None:
    company.of(LONG).defines("""
        formula: COUNT(*)
        cadence: daily
    """).measured("""
        on
        2026-08-01
        2026-08-02
        2026-08-02
        2026-09-30
    """).is_complete_until("2026-10-01").signals_at("""
        period     | points | reason
        2026-09-30 | 36     | too_few_distinct
    """)


def test_a_running_month_counts_only_when_it_is_asked_for(company: Case) -> None:
    series = company.of("data_from: 2026-07").defines("formula: AVG(x)").measured_monthly("4 6 5")
    series.reviews("2026-09", as_of="2026-09-20").signals_over("""
        period  | charted | points | is_last
        2026-07 | 4       | 3      | no
        2026-08 | 6       | 3      | no
        2026-09 | 5       | 3      | yes
    """)
    series.reviews("2026-08", as_of="2026-09-20").signals_over("""
        period  | charted | points | is_last
        2026-07 | 4       | 2      | no
        2026-08 | 6       | 2      | yes
    """)


def test_departments_have_signals_of_their_own(company: Case) -> None:
    company.of(LONG).defines("""
        formula: AVG(x)
        department_column: team
    """).measured("""
        on         | x | team
        2026-07-01 | 4 | a
        2026-08-01 | 6 | a
        2026-09-01 | 5 | a
        2026-09-01 | 9 | b
    """).signals_at("""
        of           | period  | charted | centre | reason
                     | 2026-09 | 7       | 5.666666666666667 |
        department/a | 2026-09 | 5       | 5      |
        department/b | 2026-09 | 9       |        | too_few_distinct
    """)


def test_every_point_of_a_run_is_marked_and_a_point_said_what_was_known_up_to_it(company: Case) -> None:
    company.of(LONG).defines("formula: AVG(x)").measured_monthly("4 8 3 7 4 9 3 8 4 8 3 7 8 6.5 8 7 8 7").signals_at("""
        period  | rule     | variation   | variation_so_far
        2026-02 |          | common_cause | common_cause
        2026-03 | one_side | improvement | common_cause
        2026-08 | one_side | improvement | common_cause
        2026-09 | one_side | improvement | improvement
    """)


def test_a_chart_of_changes_shows_them_in_percent_points_or_units(company: Case) -> None:
    company.of(LONG).signals_each("""
        chart  | unit | scale    | values              | charted | charted_unit | points | centre
        change | h    |          | 100 110 121 100 150 | 50      | %            | 4      | 13.1611570247933888
        change | %    |          | 50 60 55 58         | 3       | pt           | 3      | 2.6666666666666665
        change |      | interval | 50 60 55 58         | 3       | pt           | 3      | 2.6666666666666665
        change | h    |          | 0 10 11 15          | 4       | h            | 3      | 5
        change | h    |          | 10 -10 11 15        | 4       | h            | 3      | 1.6666666666666667
        change | h    |          | 10                  |         |              | 0      |
               | h    |          | 10 20 30            | 30      | h            | 3      | 20
    """)


def test_a_change_needs_a_measured_base_since_the_last_rebase(company: Case) -> None:
    company.of(LONG).signals_each("""
        chart  | unit | values            | charted | points | reason
        change | %    | 50 60 - 58        |         | 1      | not_measured
        change | %    | 50 60 - 58 59     | 1       | 2      | too_few_distinct
    """)
    company.of(LONG).defines("""
        formula: AVG(x)
        chart: change
    """).measured_monthly("10 20 30 33").rebases("""
        kpi_id | from_on
        k      | 2026-08-01
    """).signals_over("""
        period  | charted | points
        2026-09 | 10      | 1
    """)


def test_a_year_on_year_chart_compares_with_the_same_period_last_year(company: Case) -> None:
    company.of(LONG).signals_each("""
        chart        | unit | values                                  | charted | charted_unit | points
        year_on_year | h    | 10 20 30 40 50 60 70 80 90 10 20 30 15 40 | 100   | %            | 2
        year_on_year | %    | 10 20 30 40 50 60 70 80 90 10 20 30 15 40 | 20    | pt           | 2
        year_on_year | h    | 10 20 30 40 50 60 70 80 90 10 20 30     |         |              | 0
    """)
