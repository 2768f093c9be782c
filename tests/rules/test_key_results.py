"""Key results: how far each kind came from its baseline to its target."""

from tests.rules.goal_case import GoalCase


def test_progress_is_the_share_of_the_way_from_baseline_to_target(goals: GoalCase) -> None:
    goals.scores_each("""
        title                | baseline | target | actual | raw                | score              | grade
        NPS                  | 32       | 50     | 41     | 0.5                | 0.5                | amber
        gross churn          | 3.1      | 2.0    | 2.4    | 0.6363636363636364 | 0.6363636363636364 | amber
        time to first value  | 14       | 5      | 8      | 0.6666666666666666 | 0.6666666666666666 | amber
        coverage             | 0        | 100    | 82     | 0.82               | 0.82               | green
        P1 incidents         | 9        | 3      | 4      | 0.8333333333333334 | 0.8333333333333334 | green
        net balance          | -10      | 10     | -10    | 0                  | 0                  | red
    """)


def test_the_score_is_capped_and_the_raw_figure_is_not(goals: GoalCase) -> None:
    goals.scores_each("""
        baseline | target | actual | raw | score | grade | is_worse_than_start
        0        | 10     | 15     | 1.5 | 1     | green | no
        10       | 0      | -5     | 1.5 | 1     | green | no
    """)


def test_worse_than_at_the_start_scores_zero_with_a_mark_and_keeps_the_raw_figure(goals: GoalCase) -> None:
    goals.scores_each("""
        baseline | target | actual | raw  | score | grade | is_worse_than_start
        10       | 20     | 8      | -0.2 | 0     | red   | yes
        3.1      | 2.1    | 3.6    | -0.5 | 0     | red   | yes
        10       | 20     | 10     | 0    | 0     | red   | no
        0.3      | 1.3    | 0.3    | 0    | 0     | red   | no
    """)


def test_a_relative_change_is_a_share_of_its_baseline_and_points_are_added(goals: GoalCase) -> None:
    changed = goals.wants("""
        title               | kind   | baseline | by    | points | actual
        7 % of a 10 % cut   | change | 200      | -0.10 |        | 186
        half of +20 %       | change | 50       | 0.20  |        | 55
        3 of 5 points less  | change | 22       |       | -5     | 19
    """)
    changed.scores("""
        key result | baseline | target | raw | score | grade
        kr1        | 200      | 180    | 0.7 | 0.7   | green
        kr2        | 50       | 60     | 0.5 | 0.5   | amber
        kr3        | 22       | 17     | 0.6 | 0.6   | amber
    """)


def test_a_relative_change_needs_a_baseline_above_zero(goals: GoalCase) -> None:
    goals.scores_each("""
        kind   | baseline | by   | points | actual | score | reason
        change | 0        | 0.10 |        | 5      |       | not_derivable
        change | -20      | 0.10 |        | -21    |       | not_derivable
        change | 0        |      | 10     | 5      | 0.5   |
    """)


def test_a_count_starts_at_zero_unless_told_otherwise(goals: GoalCase) -> None:
    goals.wants("""
        title         | kind  | baseline | target | actual
        16 of 20      | count |          | 20     | 16
        from 4 to 20  | count | 4        | 20     | 16
    """).scores("""
        key result | baseline | target | score
        kr1        | 0        | 20     | 0.8
        kr2        | 4        | 20     | 0.75
    """)


def test_a_bound_kept_scores_the_share_of_measured_sub_periods_within_it(goals: GoalCase) -> None:
    goals.scores_each("""
        kind | ambition     | held | held of | raw                | score              | grade   | is_met | reason
        hold | committed    | 13   | 13      | 1                  | 1                  | met     | yes    |
        hold | committed    | 12   | 13      | 0.9230769230769231 | 0.9230769230769231 | not_met | no     |
        hold | aspirational | 12   | 13      | 0.9230769230769231 | 0.9230769230769231 | green   |        |
        hold | aspirational | 0    | 6       | 0                  | 0                  | red     |        |
        hold | committed    |      |         |                    |                    |         |        | no_actual
        hold | committed    | 0    | 0       |                    |                    |         |        | no_actual
    """)


def test_below_six_sub_periods_a_bound_is_met_partly_or_not_without_colour(goals: GoalCase) -> None:
    goals.scores_each("""
        kind | ambition     | held | held of | score              | grade   | is_met | is_reached | reason
        hold | committed    | 3    | 3       | 1                  | met     | yes    | yes        | too_few_sub_periods
        hold | committed    | 2    | 3       | 0.6666666666666666 | partly  | no     | no         | too_few_sub_periods
        hold | aspirational | 4    | 5       | 0.8                | partly  |        | yes        | too_few_sub_periods
        hold | aspirational | 0    | 5       | 0                  | not_met |        | no         | too_few_sub_periods
        hold | aspirational | 6    | 6       | 1                  | green   |        | yes        |
    """)


def test_milestones_score_the_weight_done_of_all_weight(goals: GoalCase) -> None:
    goals.wants("""
        key result | kind
        even       | milestones
        weighed    | milestones
        without    | milestones
        weightless | milestones
    """).takes("""
        key_result_id | title    | weight | done_on
        even          | drafted  |        | 2026-07-20
        even          | reviewed |        | 2026-08-20
        even          | signed   |        |
        even          | sent     |        |
        weighed       | drafted  | 1      | 2026-07-20
        weighed       | signed   | 3      |
        weightless    | drafted  | 0      | 2026-07-20
    """).scores("""
        key result | raw  | score | grade | reason
        even       | 0.5  | 0.5   | amber |
        weighed    | 0.25 | 0.25  | red   |
        without    |      |       |       | no_actual
        weightless |      |       |       | all_weights_zero
    """)


def test_a_ladder_scores_its_highest_rung_reached(goals: GoalCase) -> None:
    goals.wants("""
        key result | kind
        climbed    | milestones
        untouched  | milestones
    """).takes("""
        key_result_id | title     | rung | done_on
        climbed       | gap list  | 0.2  | 2026-07-20
        climbed       | controls  | 0.6  | 2026-09-01
        climbed       | audit     | 1.0  |
        untouched     | gap list  | 0.2  |
    """).scores("""
        key result | score | grade
        climbed    | 0.6   | amber
        untouched  | 0     | red
    """)


def test_done_after_the_last_day_or_the_due_date_is_not_done(goals: GoalCase) -> None:
    goals.wants("""
        key result  | kind       | due        | done
        on the last | binary     |            | 2026-09-30
        a day late  | binary     |            | 2026-10-01
        in time     | binary     | 2026-08-31 | 2026-08-31
        overdue     | binary     | 2026-08-31 | 2026-09-01
        steps       | milestones | 2026-08-31 |
    """).takes("""
        key_result_id | weight | done_on
        steps         | 1      | 2026-08-31
        steps         | 1      | 2026-09-01
    """).scores("""
        key result  | score
        on the last | 1
        a day late  | 0
        in time     | 1
        overdue     | 0
        steps       | 0.5
    """)


def test_in_a_cycle_that_has_not_ended_nothing_later_than_the_run_is_seen(goals: GoalCase) -> None:
    goals.seen("2026-08-15").scores_each("""
        kind   | done       | self | manual_on  | score | reason
        binary | 2026-08-15 |      |            | 1     |
        binary | 2026-08-16 |      |            | 0     |
        manual |            | 0.6  | 2026-08-15 | 0.6   |
        manual |            | 0.6  | 2026-08-16 |       | no_actual
    """)


def test_a_binary_key_result_is_done_or_not_and_a_measured_one_reaches_its_target(goals: GoalCase) -> None:
    goals.scores_each("""
        kind   | ambition     | done       | target | actual | why none | score | grade   | reason
        binary | committed    | 2026-08-01 |        |        |          | 1     | met     |
        binary | committed    |            |        |        |          | 0     | not_met |
        binary | aspirational |            |        | 1      |          | 1     | green   |
        binary | aspirational |            | 3      | 2      |          | 0     | red     |
        binary | aspirational |            |        |        | no_actual | 0    | red     |
        binary | aspirational |            |        |        | failed   |       |         | failed
    """)


def test_a_measured_score_counts_and_a_manual_one_beside_it_is_only_shown(goals: GoalCase) -> None:
    goals.scores_each("""
        kind   | baseline | target | actual | self | score | is_self_assessed | reason
        manual |          |        |        | 0.6  | 0.6   | yes              |
        manual | 0        | 10     | 5      | 0.9  | 0.5   | no               |
        metric | 0        | 10     | 5      | 0.9  | 0.5   | no               |
        metric | 0        | 10     |        | 0.9  |       | no               | no_actual
        manual |          |        |        |      |       | yes              | no_actual
        manual |          |        |        | 1.3  |       | yes              | undefined
        manual |          |        |        | nan  |       | yes              | undefined
    """)


def test_without_a_measurement_there_is_no_score_and_the_reason_is_named(goals: GoalCase) -> None:
    goals.scores_each("""
        baseline | target | actual | why none      | raw | score | grade | is_met | is_reached | reason
        0        | 10     |        |               |     |       |       |        |            | no_actual
        0        | 10     | 5      | small_n       |     |       |       |        |            | small_n
        0        | 10     |        | not_derivable |     |       |       |        |            | not_derivable
        0        | 10     |        | failed        |     |       |       |        |            | failed
                 | 10     | 5      |               |     |       |       |        |            | no_baseline
        0        |        | 5      |               |     |       |       |        |            | undefined
        5        | 5      | 5      |               |     |       |       |        |            | undefined
    """)


def test_nan_and_infinity_never_score(goals: GoalCase) -> None:
    goals.scores_each("""
        baseline | target | actual | raw | score | reason
        0        | 10     | nan    |     |       | undefined
        0        | 10     | inf    |     |       | undefined
        0        | 10     | -inf   |     |       | undefined
        nan      | 10     | 5      |     |       | undefined
        0        | inf    | 5      |     |       | undefined
        -1e308   | 1e308  | 0      |     |       | undefined
    """)


def test_what_ended_in_the_first_half_of_the_cycle_is_left_out_and_later_it_is_marked(goals: GoalCase) -> None:
    goals.scores_each("""
        state     | state_on   | baseline | target | actual | day value | score | counted | late | at end | reason
        active    |            | 0        | 10     | 5      |           | 0.5   | yes     | no   |        |
        blocked   | 2026-08-01 | 0        | 10     | 5      |           | 0.5   | yes     | no   |        |
        cancelled | 2026-08-15 | 0        | 10     |        | 2         |       | no      | no   | 0.2    | cancelled
        cancelled | 2026-08-16 | 0        | 10     |        | 2         |       | no      | yes  | 0.2    | cancelled
        cancelled | 2026-09-18 | 0        | 10     | 9      |           |       | no      | yes  |        | cancelled
        cancelled | 2026-10-01 | 0        | 10     | 9      | 9         | 0.9   | yes     | no   |        |
        deferred  | 2026-09-18 | 0        | 10     |        | 4         |       | no      | yes  | 0.4    | deferred
        deferred  |            | 0        | 10     |        | 4         |       | no      | yes  | 0.4    | deferred
    """)


def test_what_was_cancelled_keeps_what_was_done_by_that_day(goals: GoalCase) -> None:
    goals.wants("""
        key result | kind       | state     | state_on   | done
        steps      | milestones | cancelled | 2026-09-18 |
        promise    | binary     | cancelled | 2026-09-18 | 2026-09-19
    """).takes("""
        key_result_id | done_on
        steps         | 2026-09-18
        steps         | 2026-09-19
    """).scores("""
        key result | score | at end
        steps      |       | 0.5
        promise    |       | 0
    """)
