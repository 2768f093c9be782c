"""Goalposts of promises and milestones: a step left out, a rung moved, a promise made a stretch."""

from tests.rules.goal_case import GoalCase

AUDIT = """
    key result | objective | kind       | ambition
    audit      | o         | milestones | committed
"""
DONE = """
    key_result_id | title             | weight | done_on
    audit         | Policies approved | 1      | 2026-08-10
    audit         | Access reviewed   | 2      | 2026-09-01
"""
FIRST = """
    key_result_id | field      | value                                                        | first_seen_on
    audit         | ambition   | committed                                                    | 2026-06-28
    audit         | milestones | Access reviewed: 2; Penetration test: 1; Policies approved: 1 | 2026-06-28
"""
NOW = """
    key_result_id | field      | value
    audit         | ambition   | committed
    audit         | milestones | Access reviewed: 2; Policies approved: 1
"""


def test_a_milestone_that_was_left_out_shows_the_score_with_it(goals: GoalCase) -> None:
    case = goals.wants(AUDIT).takes(DONE).first_said(FIRST).now_says(NOW)
    case.moved("""
        key result | field      | score | without | grade | grade_without | is_recorded
        audit      | milestones | 1     | 0.75    | met   | not_met       | no
    """)
    case.would_have("""
        key result | score | grade
        audit      | 0.75  | not_met
    """)


def test_a_reason_for_other_milestones_counts_whatever_it_calls_them(goals: GoalCase) -> None:
    goals.wants(AUDIT).takes(DONE).first_said(FIRST).now_says(NOW).changes("""
        changed_id | field      | changed_on | changed_by | old       | new  | cause     | reason
        audit      | milestones | 2026-08-18 | E001       | with test | less | resources | The tester is ill.
    """).moved("""
        key result | field      | without | who  | cause     | reason             | is_recorded
        audit      | milestones | 0.75    | E001 | resources | The tester is ill. | yes
    """)


def test_a_rung_that_was_lifted_counts_as_high_as_it_was(goals: GoalCase) -> None:
    goals.wants(AUDIT).takes("""
        key_result_id | title      | rung | done_on
        audit         | Pilot live | 0.8  | 2026-08-10
        audit         | Sold       | 1.0  |
    """).first_said("""
        key_result_id | field      | value                      | first_seen_on
        audit         | milestones | Pilot live: at 0.4; Sold: at 1 | 2026-06-28
    """).now_says("""
        key_result_id | field      | value
        audit         | milestones | Pilot live: at 0.8; Sold: at 1
    """).moved("""
        key result | field      | score | without
        audit      | milestones | 0.8   | 0.4
    """)


def test_a_promise_that_became_a_stretch_shows_what_the_promise_would_be_called(goals: GoalCase) -> None:
    goals.wants("""
        key result | objective | ambition     | baseline | target | actual
        churn      | o         | aspirational | 0        | 10     | 8
    """).first_said("""
        key_result_id | field    | value     | first_seen_on
        churn         | ambition | committed | 2026-06-28
    """).now_says("""
        key_result_id | field    | value
        churn         | ambition | aspirational
    """).moved("""
        key result | field    | score | without | grade | grade_without | objective_grade | objective_grade_without
        churn      | ambition | 0.8   | 0.8     | green | not_met       | green           | amber
    """)


def test_what_was_first_seen_before_steps_were_kept_is_not_said_to_differ(goals: GoalCase) -> None:
    goals.wants(AUDIT).takes(DONE).first_said("""
        key_result_id | field  | value | first_seen_on
        audit         | weight | 1     | 2026-06-28
    """).now_says(NOW + "        audit | weight | 1\n").moved("key result")
