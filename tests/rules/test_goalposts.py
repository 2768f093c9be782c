"""Goalposts: what differs from the first definition, and the score with and without it."""

from tests.rules.goal_case import GoalCase

WANTED = """
    key result | objective | baseline | target | actual
    churn      | o         | 3.1      | 2.0    | 2.55
    calls      | o         | 0        | 100    | 80
"""
FIRST = """
    key_result_id | field    | value | first_seen_on
    churn         | baseline | 3.1   | 2026-06-28
    churn         | target   | 1.0   | 2026-06-28
    churn         | weight   | 1     | 2026-06-28
    calls         | target   | 100.0 | 2026-06-28
"""
NOW = """
    key_result_id | field    | value
    churn         | baseline | 3.1
    churn         | target   | 2.0
    churn         | weight   | 1
    calls         | target   | 100
"""


def test_a_changed_target_shows_the_score_with_and_without_it(goals: GoalCase) -> None:
    case = goals.wants(WANTED).first_said(FIRST).now_says(NOW)
    case.moved("""
        key result | field  | original | current | seen       | score | without            | is_recorded
        churn      | target | 1.0      | 2.0     | 2026-06-28 | 0.5   | 0.2619047619047619 | no
    """)
    case.moved("""
        key result | grade | grade_without | objective_score | objective_score_without
        churn      | amber | red           | 0.65            | 0.530952380952381
    """)
    case.would_have("""
        key result | baseline | target | score              | grade
        churn      | 3.1      | 1      | 0.2619047619047619 | red
    """)


def test_a_difference_without_a_recorded_reason_is_a_finding(goals: GoalCase) -> None:
    silent = goals.wants(WANTED).first_said(FIRST).now_says(NOW)
    sentence = "target went from 1.0 to 2.0 without a recorded reason: add a row with one to changes.csv"
    silent.tells(sentence)
    silent.changes("""
        changed_id | field  | changed_on | changed_by | old | new | cause  | reason
        churn      | target | 2026-08-18 | E001       | 1.0 | 2.0 | market |
    """).tells(sentence)
    silent.changes("""
        changed_id | field  | changed_on | changed_by | old | new | cause  | reason
        churn      | target | 2026-08-18 | E001       | 1.0 | 2   | market | A rival halved its prices.
    """).tells()


def test_a_recorded_change_names_who_why_and_its_cause(goals: GoalCase) -> None:
    goals.wants(WANTED).first_said(FIRST).now_says(NOW).changes("""
        changed_id | field  | changed_on | changed_by | old | new | cause  | reason
        churn      | target | 2026-08-18 | E001       | 1.0 | 2   | market | A rival halved its prices.
    """).moved("""
        key result | field  | on         | who  | cause  | reason                     | is_recorded
        churn      | target | 2026-08-18 | E001 | market | A rival halved its prices. | yes
    """)


def test_a_second_silent_change_after_a_recorded_one_is_silent(goals: GoalCase) -> None:
    goals.wants(WANTED).first_said(FIRST).now_says(NOW).changes("""
        changed_id | field  | changed_on | changed_by | old | new | cause  | reason
        churn      | target | 2026-08-18 | E001       | 1.0 | 1.5 | market | A rival halved its prices.
    """).moved("""
        key result | field  | on | who | reason | is_recorded
        churn      | target |    |     |        | no
    """)


def test_a_change_before_the_first_run_is_known_from_the_log_alone(goals: GoalCase) -> None:
    case = goals.wants(WANTED).now_says(NOW)
    log = """
        changed_id | field  | changed_on | changed_by | old | new | cause | reason
        calls      | target | 2026-07-02 | E001       | 160 | 130 | error | A typing error.
        calls      | target | 2026-07-09 | E001       | 130 | 100 | error | Another one.
        calls      | weight | 2026-07-09 | E001       |     | 1   | error | It was left out.
    """
    case.changes(log).moved("""
        key result | field  | original | current | seen | on         | reason       | score | without
        calls      | target | 160      | 100     |      | 2026-07-09 | Another one. | 0.8   | 0.5
    """)
    case.first_said("""
        key_result_id | field  | value | first_seen_on
        calls         | target | 130   | 2026-07-05
    """).changes(log).moved("""
        key result | field  | original | current | seen
        calls      | target | 160      | 100     | 2026-07-05
    """)


def test_what_returned_to_its_first_definition_is_no_difference(goals: GoalCase) -> None:
    goals.wants(WANTED).first_said(NOW_SEEN).now_says(NOW).changes("""
        changed_id | field  | changed_on | old | new | reason
        churn      | target | 2026-08-01 | 2.0 | 2.5 | too hard
        churn      | target | 2026-08-20 | 2.5 | 2.0 | not too hard
    """).moved("key result")


NOW_SEEN = """
    key_result_id | field    | value | first_seen_on
    churn         | target   | 2.0   | 2026-06-28
"""


def test_a_changed_weight_moves_the_objective_only(goals: GoalCase) -> None:
    goals.wants("""
        key result | objective | weight | baseline | target | actual
        a          | o         | 3      | 0        | 10     | 9
        b          | o         | 1      | 0        | 10     | 1
        c          | other     | 1      | 0        | 10     | 1
    """).first_said("""
        key_result_id | field  | value | first_seen_on
        a             | weight | 1     | 2026-06-28
        gone          | weight | 1     | 2026-06-28
    """).now_says("""
        key_result_id | field  | value
        a             | weight | 3
    """).moved("""
        key result | field  | score | without | objective_score | objective_score_without | objective_grade_without
        a          | weight | 0.9   | 0.9     | 0.7             | 0.5                     | amber
    """)


def test_a_changed_due_date_source_or_formula_needs_what_the_first_definition_measures(goals: GoalCase) -> None:
    case = (
        goals.wants("""
        key result | kind   | baseline | target | actual | due        | done
        readiness  | metric | 0        | 20     | 16     | 2026-09-30 |
        unmeasured | metric | 0        | 20     | 16     | 2026-09-30 |
        signed     | binary |          |        |        | 2026-09-30 | 2026-09-10
    """)
        .first_said("""
        key_result_id | field   | value        | first_seen_on
        readiness     | due_on  | 2026-08-31   | 2026-06-28
        readiness     | formula | COUNT(*)     | 2026-06-28
        unmeasured    | filter  | paid         | 2026-06-28
        signed        | due_on  | 2026-08-31   | 2026-06-28
    """)
        .now_says("""
        key_result_id | field   | value
        readiness     | due_on  | 2026-09-30
        readiness     | formula | COUNT(a)
        unmeasured    | filter  |
        signed        | due_on  | 2026-09-30
    """)
    )
    case.first_measures("""
        key_result_id | actual
        readiness     | 9
    """).moved("""
        key result | field   | original   | current    | score | without | reason_without
        readiness  | due_on  | 2026-08-31 | 2026-09-30 | 0.8   | 0.45    |
        readiness  | formula | COUNT(*)   | COUNT(a)   | 0.8   | 0.45    |
        unmeasured | filter  | paid       |            | 0.8   |         | not_derivable
        signed     | due_on  | 2026-08-31 | 2026-09-30 | 1     | 0       |
    """)


def test_each_difference_is_put_back_alone_and_all_of_them_together(goals: GoalCase) -> None:
    case = (
        goals.wants("""
        key result | kind   | baseline | target | by    | actual
        cut        | change | 200      | 180    | -0.10 | 190
        deals      | count  |          | 10     |       | 8
    """)
        .first_said("""
        key_result_id | field     | value | first_seen_on
        cut           | baseline  | 250   | 2026-06-28
        cut           | change_by | -20%  | 2026-06-28
        deals         | of        | 16    | 2026-06-28
    """)
        .now_says("""
        key_result_id | field     | value
        cut           | baseline  | 200
        cut           | change_by | -10%
        deals         | of        | 10
    """)
    )
    case.moved("""
        key result | field     | score | without
        cut        | baseline  | 0.5   | 1
        cut        | change_by | 0.5   | 0.25
        deals      | of        | 0.8   | 0.5
    """)
    case.would_have("""
        key result | baseline | target | score
        cut        | 250      | 200    | 1
        deals      | 0        | 16     | 0.5
    """)


def test_milestones_are_counted_again_by_the_first_due_date(goals: GoalCase) -> None:
    goals.wants("""
        key result | kind       | due
        steps      | milestones | 2026-09-30
    """).takes("""
        key_result_id | done_on
        steps         | 2026-08-31
        steps         | 2026-09-20
    """).first_said("""
        key_result_id | field  | value      | first_seen_on
        steps         | due_on | 2026-08-31 | 2026-06-28
    """).now_says("""
        key_result_id | field  | value
        steps         | due_on | 2026-09-30
    """).moved("""
        key result | score | without
        steps      | 1     | 0.5
    """)


def test_a_baseline_that_the_measured_value_contradicts_is_a_finding_with_the_score_from_it(goals: GoalCase) -> None:
    goals.wants("""
        key result | kind   | baseline | target | by    | measured | actual
        rounded    | metric | 3.1      | 2.0    |       | 3.149    | 2.4
        edge       | metric | 3.1      | 2.0    |       | 3.15     | 2.4
        whole      | metric | 14       | 4      |       | 14.4     | 9
        under      | metric | 14       | 4      |       | 12       | 9
        minus      | metric | -2.5     | 0      |       | -2.54    | -1
        minus edge | metric | -2.5     | 0      |       | -2.55    | -1
        nothing    | metric | 0        | 10     |       | 0.4      | 5
        something  | metric | 0        | 10     |       | 2        | 6
        cut        | change | 200      | 180    | -0.10 | 100      | 95
        level      | metric | 5        | 10     |       | 10       | 8
        fine       | metric | 0.0000001 | 1     |       | 0.00000014 | 1
        unmeasured | metric | 5        | 10     |       |          | 8
        infinite   | metric | 5        | 10     |       | inf      | 8
    """).doubts("""
        key result | baseline | measured | score              | score_from_measured | reason_from_measured
        edge       | 3.1      | 3.15     | 0.6363636363636364 | 0.6521739130434783  |
        under      | 14       | 12       | 0.5                | 0.375               |
        minus edge | -2.5     | -2.55    | 0.6                | 0.607843137254902   |
        something  | 0        | 2        | 0.6                | 0.5                 |
        cut        | 200      | 100      | 1                  | 0.5                 |
        level      | 5        | 10       | 0.6                |                     | undefined
    """)


def test_the_finding_names_both_figures(goals: GoalCase) -> None:
    goals.wants("""
        key result | baseline | target | measured | actual
        churn      | 3.1      | 2.0    | 3.4      | 2.4
    """).tells_of_baselines(
        "its baseline is 3.1, but 3.4 was measured in the last full window before it was written: correct one of the "
        "two, or say why in changes.csv"
    )


def test_what_is_counted_in_the_cycle_began_with_nothing(goals: GoalCase) -> None:
    goals.wants("""
        key result | kind  | window | baseline | target | actual | measured
        talks      | count | cycle  |          | 100    | 92     | 80
        calls      | count | cycle  | 0        | 100    | 92     | 80
    """).doubts("key result")
    goals.wants("""
        key result | kind  | window | baseline | target | actual | measured
        customers  | count | last   | 0        | 30     | 24     | 20
        visits     | count | cycle  | 70       | 100    | 92     | 80
    """).doubts("""
        key result | baseline | measured | score               | score_from_measured
        customers  | 0        | 20       | 0.8                 | 0.4
        visits     | 70       | 80       | 0.7333333333333333  | 0.6
    """)
