"""8. Appraisal evidence: who answered for what, and when"""

from tests.rules.appraisal_case import AppraisalCase

KPI = """
    formula: AVG(x)
"""
ROWS = """
    on         | x
    2026-01-05 | 1
"""


def test_rows_one_after_the_other_with_the_same_role_and_team_are_one_segment(people: AppraisalCase) -> None:
    people.defines(KPI).measured(ROWS).employs("""
        employee | role  | team | from       | to         | manager
        E1       | agent | a    | 2025-03-01 | 2026-02-13 | M1
        E1       | agent | a    | 2026-02-16 | 2026-03-31 | M2
        E1       | agent | b    | 2026-04-01 |            | M2
    """).segments("""
        employee | segment | role  | team | from       | to         | days | leave | manager_id
        E1       | 1       | agent | a    | 2026-01-01 | 2026-03-31 | 64   | 0     | M2
        E1       | 2       | agent | b    | 2026-04-01 | 2026-06-30 | 65   | 0     | M2
    """)


def test_a_gap_with_working_days_belongs_to_no_segment(people: AppraisalCase) -> None:
    people.defines(KPI).measured(ROWS).employs("""
        employee | role  | from       | to
        E1       | agent | 2025-01-01 | 2026-01-30
        E1       | agent | 2026-04-01 |
    """).segments("""
        employee | segment | from       | to         | days
        E1       | 1       | 2026-01-01 | 2026-01-30 | 22
        E1       | 2       | 2026-04-01 | 2026-06-30 | 65
    """)


def test_days_on_leave_belong_to_the_segment_and_are_counted_apart(people: AppraisalCase) -> None:
    people.defines(KPI).measured(ROWS).employs("""
        employee | role  | team | from       | to         | status
        E1       | agent | a    | 2025-01-01 | 2026-01-31 | active
        E1       |       |      | 2026-02-01 | 2026-03-10 | on_leave
        E1       | agent | a    | 2026-03-11 |            | active
    """).segments("""
        employee | segment | role  | from       | to         | days | leave
        E1       | 1       | agent | 2026-01-01 | 2026-06-30 | 129  | 27
    """)


def test_who_left_before_the_cycle_or_joined_after_it_has_no_segment(people: AppraisalCase) -> None:
    people.defines(KPI).measured(ROWS).employs("""
        employee | role  | from       | to
        E1       | agent | 2020-01-01 | 2025-12-31
        E2       | agent | 2026-07-01 |
        E3       | agent | 2026-06-30 |
    """).segments("""
        employee | segment | from       | to         | days
        E3       | 1       | 2026-06-30 | 2026-06-30 | 1
    """)


def test_of_two_rows_for_one_day_the_one_that_began_later_holds(people: AppraisalCase) -> None:
    people.defines(KPI).measured(ROWS).employs("""
        employee | role  | team | from       | to
        E1       | agent | a    | 2025-01-01 | 2026-06-30
        E1       | agent | b    | 2026-05-01 |
    """).segments("""
        employee | segment | team | from       | to
        E1       | 1       | a    | 2026-01-01 | 2026-04-30
        E1       | 2       | b    | 2026-05-01 | 2026-06-30
    """)


def test_a_person_is_responsible_who_held_the_role_and_was_not_on_leave_on_half_of_the_working_days(
    people: AppraisalCase,
) -> None:
    people.defines(KPI).measured(ROWS).employs("""
        employee | role  | from       | to         | status   | fte
        E1       | agent | 2026-02-16 |            | active   | 0.5
        E2       | agent | 2026-02-17 | 2026-03-13 | active   |
        E3       | agent | 2025-01-01 | 2026-01-31 | active   |
        E3       | agent | 2026-02-01 | 2026-02-26 | on_leave |
        E3       | agent | 2026-02-27 | 2026-02-28 | active   |
        E4       | agent | 2026-01-01 | 2026-01-31 | active   |
        E4       | agent | 2026-02-01 | 2026-02-15 | on_leave |
        E4       | agent | 2026-02-16 | 2026-02-28 | active   |
    """).is_present("""
        employee | segment | period  | days | held | leave | scale | responsible
        E1       | 1       | 2026-02 | 20   | 10   | 0     | 0.25  | yes
        E1       | 1       | 2026-03 | 22   | 22   | 0     | 0.5   | yes
        E1       | 1       | 2026-04 | 22   | 22   | 0     | 0.5   | yes
        E1       | 1       | 2026-05 | 21   | 21   | 0     | 0.5   | yes
        E1       | 1       | 2026-06 | 22   | 22   | 0     | 0.5   | yes
        E2       | 1       | 2026-02 | 20   | 9    | 0     | 0.45  | no
        E2       | 1       | 2026-03 | 22   | 10   | 0     | 0.45454545454545453 | no
        E3       | 1       | 2026-01 | 22   | 22   | 0     | 1     | yes
        E3       | 1       | 2026-02 | 20   | 20   | 19    | 0.05  | no
        E4       | 1       | 2026-01 | 22   | 22   | 0     | 1     | yes
        E4       | 1       | 2026-02 | 20   | 20   | 10    | 0.5   | yes
    """)


def test_holidays_of_the_calendar_are_no_working_days(people: AppraisalCase) -> None:
    people.of("""
        data_from: 2026-01
        holidays: DE
    """).defines(KPI).measured(ROWS).employs("""
        employee | role  | from       | to
        E1       | agent | 2026-04-01 | 2026-05-31
    """).is_present("""
        employee | period  | days | held | responsible
        E1       | 2026-04 | 20   | 20   | yes
        E1       | 2026-05 | 18   | 18   | yes
    """)
