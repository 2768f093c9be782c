"""Objectives: the weighted mean of their scored key results, and what decides the grade."""

from tests.rules.goal_case import GoalCase


def test_an_objectives_score_is_the_weighted_mean_of_its_scored_key_results(goals: GoalCase) -> None:
    goals.wants("""
        objective | weight | baseline | target | actual
        even      |        | 0        | 10     | 9
        even      |        | 0        | 10     | 5
        weighed   | 3      | 0        | 10     | 9
        weighed   | 1      | 0        | 10     | 5
        part      | 2      | 0        | 10     | 9
        part      | 1      | 0        | 10     |
    """).sums_up("""
        objective | score | scored | total | share              | grade | worst | reason
        even      | 0.7   | 2      | 2     | 1                  | green | amber |
        weighed   | 0.8   | 2      | 2     | 1                  | green | amber |
        part      | 0.9   | 1      | 2     | 0.6666666666666666 | green | green |
    """)


def test_a_weight_of_zero_is_scored_and_does_not_count(goals: GoalCase) -> None:
    goals.wants("""
        objective | weight | baseline | target | actual
        one free  | 0      | 0        | 10     | 0
        one free  | 1      | 0        | 10     | 8
        all free  | 0      | 0        | 10     | 8
        left free | 0      | 0        | 10     | 8
        left free | 1      | 0        | 10     |
    """).sums_up("""
        objective | score | scored | total | grade | worst | reason
        one free  | 0.8   | 2      | 2     | green | red   |
        all free  |       | 1      | 1     |       | green | all_weights_zero
        left free |       | 1      | 2     |       | green | all_weights_zero
    """)


def test_with_less_than_half_of_the_active_weight_scored_there_is_a_score_and_no_grade(goals: GoalCase) -> None:
    goals.wants("""
        objective | weight | baseline | target | actual
        under     | 1      | 0        | 10     | 8
        under     | 1.1    | 0        | 10     |
        half      | 0.3    | 0        | 10     | 8
        half      | 0.1    | 0        | 10     |
        half      | 0.2    | 0        | 10     |
        none      | 1      | 0        | 10     |
    """).sums_up("""
        objective | score | scored | total | grade | is_just_below | reason
        under     | 0.8   | 1      | 2     |       |               | under_half_scored
        half      | 0.8   | 1      | 3     | green | no            |
        none      |       | 0      | 1     |       |               | none_scored
    """)


def test_the_worst_key_result_is_a_separate_figure(goals: GoalCase) -> None:
    goals.wants("""
        objective | kind   | ambition     | baseline | target | actual | held | held of
        o1        | metric | aspirational | 0        | 10     | 10     |      |
        o1        | metric | aspirational | 0        | 10     | 1      |      |
        o2        | metric | aspirational | 0        | 10     | 1      |      |
        o2        | metric | committed    | 0        | 10     | 9      |      |
        o3        | hold   | committed    |          |        |        | 3    | 3
        o3        | hold   | aspirational |          |        |        | 2    | 3
    """).sums_up("""
        objective | score              | grade | worst
        o1        | 0.55               | amber | red
        o2        | 0.5                | amber | not_met
        o3        | 0.8333333333333334 | green | partly
    """)


def test_no_score_flows_from_one_objective_into_another(goals: GoalCase) -> None:
    goals.wants("""
        key result | objective | supports_id | baseline | target | actual
        c1         | company   |             | 0        | 10     | 8
        t1         | team      | c1          | 0        | 10     | 0
    """).sums_up("""
        objective | score | total
        company   | 0.8   | 1
        team      | 0     | 1
    """)


def test_an_objective_with_an_unmet_promise_is_not_green(goals: GoalCase) -> None:
    promises = goals.wants("""
        objective | ambition     | baseline | target | actual
        broken    | committed    | 0        | 10     | 9
        broken    | aspirational | 0        | 10     | 10
        kept      | committed    | 0        | 10     | 10
        kept      | aspirational | 0        | 10     | 6
        low       | committed    | 0        | 10     | 2
        unknown   | committed    | 0        | 10     |
        unknown   | aspirational | 0        | 10     | 9
    """)
    promises.sums_up("""
        objective | score | grade | is_held_back
        broken    | 0.95  | amber | yes
        kept      | 0.8   | green | no
        low       | 0.2   | red   | no
        unknown   | 0.9   | green | no
    """)
    promises.under("velvetum").sums_up("""
        objective | grade      | is_held_back
        broken    | below_norm | yes
        kept      | above_norm | no
        low       | below_norm | no
        unknown   | above_norm | no
    """)


LATE = """
    objective | state     | state_on   | baseline | target | actual | day value
    o         |           |            | 0        | 100    | 90     |
    o         |           |            | 0        | 100    | 80     |
    o         | cancelled | 2026-09-18 | 0        | 100    |        | 10
    o         | cancelled | 2026-09-18 | 0        | 100    |        | 20
"""


def test_after_a_late_cancellation_both_figures_stand_and_the_lower_decides_the_grade(goals: GoalCase) -> None:
    goals.wants(LATE).sums_up("""
        objective | score | with late | scored | total | late_cancelled_count | grade
        o         | 0.85  | 0.5       | 2      | 2     | 2                    | amber
    """)
    goals.wants(LATE).under("cozyhr", late_cancel="left_out").sums_up("""
        objective | score | with late | grade
        o         | 0.85  | 0.5       | green
    """)


def test_an_early_cancellation_leaves_one_figure(goals: GoalCase) -> None:
    goals.wants("""
        objective | state     | state_on   | baseline | target | actual | day value
        early     |           |            | 0        | 100    | 90     |
        early     | cancelled | 2026-07-18 | 0        | 100    |        | 10
        unmeasured |          |            | 0        | 100    | 90     |
        unmeasured | cancelled | 2026-09-18 | 0       | 100    |        |
        emptied   | deferred  | 2026-07-18 | 0        | 100    |        | 10
    """).sums_up("""
        objective  | score | with late | scored | total | late_cancelled_count | grade | reason
        early      | 0.9   |           | 1      | 1     | 0                    | green |
        unmeasured | 0.9   |           | 1      | 1     | 1                    | green |
        emptied    |       |           | 0      | 0     | 0                    |       | none_scored
    """)


def test_cancelling_late_what_went_well_does_not_raise_the_grade(goals: GoalCase) -> None:
    goals.wants("""
        objective | state     | state_on   | baseline | target | actual | day value
        o         |           |            | 0        | 100    | 60     |
        o         | cancelled | 2026-09-18 | 0        | 100    |        | 100
        gone      | cancelled | 2026-09-18 | 0        | 100    |        | 50
    """).sums_up("""
        objective | score | with late | grade | reason
        o         | 0.6   | 0.8       | amber |
        gone      |       | 0.5       |       | none_scored
    """)


def test_a_promise_cancelled_late_is_still_unmet(goals: GoalCase) -> None:
    cancelled = goals.wants("""
        objective | ambition     | state     | state_on   | baseline | target | actual | day value
        o         | aspirational |           |            | 0        | 100    | 100    |
        o         | committed    | cancelled | 2026-09-18 | 0        | 100    |        | 95
    """)
    cancelled.sums_up("""
        objective | score | with late | grade | is_held_back
        o         | 1     | 0.975     | amber | yes
    """)
    cancelled.under("cozyhr", late_cancel="left_out").sums_up("""
        objective | grade | is_held_back
        o         | green | no
    """)


def test_a_score_that_prints_as_its_bands_edge_but_is_below_says_so(goals: GoalCase) -> None:
    goals.wants("""
        objective | baseline | target | actual
        o         | 0        | 1000   | 697
        edge      | 82       | 95     | 91.1
    """).sums_up("""
        objective | score | grade | is_just_below
        o         | 0.697 | amber | yes
        edge      | 0.7   | green | no
    """)


def test_an_objective_is_in_the_stretch_zone_when_all_its_key_results_are(goals: GoalCase) -> None:
    goals.under("zones").wants("""
        objective | weight | baseline | target | stretch | actual
        all       | 1      | 0        | 10     | 15      | 15
        all       | 1      | 0        | 10     |         | 10
        all       | 0      | 0        | 10     |         | 2
        not all   | 1      | 0        | 10     | 15      | 14
        not all   | 1      | 0        | 10     |         | 10
    """).sums_up("""
        objective | score | grade
        all       | 1     | stretch
        not all   | 1     | target
    """)


def test_an_objective_without_key_results_has_no_score(goals: GoalCase) -> None:
    goals.wants("""
        objective | state     | state_on
        o         | cancelled | 2026-07-10
    """).sums_up("""
        objective | score | share | worst | reason
        o         |       |       |       | none_scored
    """)
