"""Grades: the bands of each profile, their exact edges, and promises."""

from tests.rules.goal_case import GoalCase


def test_a_score_exactly_on_a_bands_edge_lies_in_the_band_whatever_floats_make_of_it(goals: GoalCase) -> None:
    goals.scores_each("""
        baseline | target | actual | grade
        82       | 95     | 91.1   | green
        0        | 1.5    | 0.6    | amber
        0        | 3      | 1.2    | amber
        0        | 3.5    | 1.4    | amber
        0        | 6      | 2.4    | amber
        0        | 8.5    | 3.4    | amber
        0.1      | 0.6    | 0.3    | amber
        0.1      | 1.6    | 0.7    | amber
        0.1      | 4.6    | 1.9    | amber
        3.1      | 2.1    | 2.4    | green
        3.1      | 2.0    | 2.33   | green
        14       | 4      | 7      | green
        14       | 4      | 10     | amber
        32       | 50     | 44.6   | green
        32       | 50     | 39.2   | amber
        4.1      | 4.5    | 4.38   | green
        4.1      | 4.5    | 4.26   | amber
        22       | 12     | 15     | green
        22       | 12     | 18     | amber
        99.9     | 99.99  | 99.963 | green
        99.9     | 99.99  | 99.936 | amber
        0.31     | 0.2    | 0.233  | green
        40       | 60     | 54     | green
        40       | 60     | 48     | amber
        1.1      | 2.3    | 1.94   | green
        1.1      | 2.3    | 1.58   | amber
    """)


def test_what_is_truly_below_an_edge_stays_below_it(goals: GoalCase) -> None:
    goals.scores_each("""
        baseline | target | actual  | grade | is_just_below
        0        | 1      | 0.69999 | amber | yes
        0        | 1      | 0.695   | amber | yes
        0        | 1      | 0.6949  | amber | no
        0        | 1      | 0.7     | green | no
        0        | 1      | 0.3951  | red   | yes
        0        | 1      | 0.4     | amber | no
    """)


def test_a_committed_key_result_is_met_at_its_target_and_not_before(goals: GoalCase) -> None:
    goals.scores_each("""
        ambition  | baseline | target | actual | score | grade   | is_met | is_reached | is_just_below
        committed | 0        | 20     | 20     | 1     | met     | yes    | yes        | no
        committed | 0        | 20     | 25     | 1     | met     | yes    | yes        | no
        committed | 0        | 20     | 16     | 0.8   | not_met | no     | no         | no
        committed | 0        | 1000   | 996    | 0.996 | not_met | no     | no         | yes
        committed | 0        | 20     |        |       |         |        |            |
    """)


def test_velvetum_has_a_narrow_norm_and_calls_a_full_score_too_cautious(goals: GoalCase) -> None:
    goals.under("velvetum").scores_each("""
        baseline | target | actual | grade        | is_reached | is_just_below
        0        | 1      | 0.66   | below_norm   | no         | no
        0        | 1      | 0.6699 | below_norm   | no         | yes
        0        | 1      | 0.67   | norm         | yes        | no
        0        | 1      | 0.73   | norm         | yes        | no
        0        | 1      | 0.7301 | above_norm   | yes        | no
        0        | 1      | 0.99   | above_norm   | yes        | no
        0        | 1      | 1      | too_cautious | yes        | no
        0        | 1      | 1.4    | too_cautious | yes        | no
    """)


def test_twrt_calls_0_60_to_0_70_success(goals: GoalCase) -> None:
    goals.under("twrt").scores_each("""
        baseline | target | actual | grade         | is_reached
        0        | 1      | 0.59   | below_success | no
        0        | 1      | 0.6    | success       | yes
        0        | 1      | 0.7    | success       | yes
        0        | 1      | 0.71   | above_success | yes
    """)


def test_google_rounds_to_one_decimal_before_it_judges(goals: GoalCase) -> None:
    goals.under("google").scores_each("""
        ambition     | baseline | target | actual | score | grade   | is_just_below
        aspirational | 0        | 1      | 0.65   | 0.65  | green   | no
        aspirational | 0        | 1      | 0.6499 | 0.6499 | amber  | no
        aspirational | 0        | 1      | 0.35   | 0.35  | amber   | no
        aspirational | 0        | 1      | 0.3499 | 0.3499 | red    | no
        committed    | 0        | 1      | 0.96   | 0.96  | not_met | yes
        aspirational | 0        | 1      |        |       |         |
    """)


def test_zones_are_fail_commit_target_and_stretch(goals: GoalCase) -> None:
    goals.under("zones").scores_each("""
        baseline | target | actual | grade   | is_reached
        0        | 1      | 0.29   | fail    | no
        0        | 1      | 0.3    | commit  | no
        0        | 1      | 0.69   | commit  | no
        0        | 1      | 0.7    | target  | yes
        0        | 1      | 0.99   | target  | yes
        0        | 1      | 1      | stretch | yes
    """)


def test_a_key_result_with_a_stretch_value_is_in_the_stretch_zone_from_that_value_on(goals: GoalCase) -> None:
    goals.under("zones").scores_each("""
        baseline | target | stretch | actual | score | grade   | is_stretch_reached
        10       | 20     | 25      | 20     | 1     | target  | no
        10       | 20     | 25      | 24.9   | 1     | target  | no
        10       | 20     | 25      | 25     | 1     | stretch | yes
        3        | 2      | 1.5     | 1.4    | 1     | stretch | yes
        10       | 20     |         | 20     | 1     | stretch |
    """)
    goals.under("cozyhr").scores_each("""
        baseline | target | stretch | actual | score | grade | is_stretch_reached
        10       | 20     | 25      | 20     | 1     | green | no
    """)


def test_an_appendix_lists_what_two_profiles_judge_differently(goals: GoalCase) -> None:
    wanted = goals.wants("""
        key result | ambition     | kind   | baseline | target | actual | held | held of
        weak       | aspirational | metric | 0        | 1      | 0.36   |      |
        middling   | aspirational | metric | 0        | 1      | 0.5    |      |
        close      | aspirational | metric | 0        | 1      | 0.65   |      |
        reached    | aspirational | metric | 0        | 1      | 0.75   |      |
        full       | aspirational | metric | 0        | 1      | 1      |      |
        promise    | committed    | metric | 0        | 1      | 0.65   |      |
        bound      | aspirational | hold   |          |        |        | 2    | 3
        unknown    | aspirational | metric | 0        | 1      |        |      |
    """)
    wanted.against("google").differs("""
        subject | score | first_profile | first_grade | second_profile | second_grade
        weak    | 0.36  | cozyhr        | red         | google         | amber
        close   | 0.65  | cozyhr        | amber       | google         | green
    """)
    wanted.against("velvetum").differs("""
        subject | first_grade | second_grade
        full    | green       | too_cautious
    """)
    wanted.against("twrt").differs("""
        subject | first_grade | second_grade
        close   | amber       | success
    """)
    wanted.against("cozyhr").differs("subject")


def test_objectives_are_compared_between_profiles_as_well(goals: GoalCase) -> None:
    goals.wants("""
        objective | baseline | target | actual
        steady    | 0        | 1      | 0.7
        easy      | 0        | 1      | 1
    """).against("velvetum").differs_in_objectives("""
        subject | first_grade | second_grade
        easy    | green       | too_cautious
    """)
