"""8. Appraisal evidence: what pays cannot move unseen"""

from tests.rules.pay_case import PayCase


def test_what_differs_from_the_first_run_is_said_with_who_when_and_why() -> None:
    case = PayCase().first_said("""
        subject | id    | field               | value
        role    | agent | answers             | 60
        role    | agent | answers / k         | 100 person
        kpi     | k     | formula             | AVG(x)
        kpi     | k     | target from 2026-01 | ≥ 5
        linkage | linkage | text              | abc
    """).now_says("""
        subject | id    | field               | value
        role    | agent | answers             | 60.0
        role    | agent | answers / k         | 80 person
        kpi     | k     | formula             | AVG(y)
        kpi     | k     | target from 2026-01 | ≥ 4
        linkage | linkage | text              | abd
    """)  # fmt: skip
    explained = case.changes("""
        id    | field   | on         | by | reason
        k     | targets | 2025-12-01 | M1 | long before
        k     | targets | 2026-03-02 | M1 | market
        agent | weight  | 2026-04-01 | M2 |
    """)
    explained.moved("""
        subject | subject_id | field               | old        | new       | changed_on | changed_by | reason
        kpi     | k          | formula             | AVG(x)     | AVG(y)    |            |            |
        kpi     | k          | target from 2026-01 | ≥ 5        | ≥ 4       | 2026-03-02 | M1         | market
        linkage | linkage    | text                | abc        | abd       |            |            |
        role    | agent      | answers / k         | 100 person | 80 person | 2026-04-01 | M2         |
    """)
    explained.warns_of("k", "linkage", "agent")


def test_what_came_after_the_first_run_or_went_is_one_change() -> None:
    PayCase().first_said("""
        subject | id   | field   | value  | seen
        kpi     | old  | formula | AVG(x) |
        kpi     | old  | filter  |        |
        kpi     | late | formula | AVG(x) | 2026-03-01
        kpi     | late | filter  |        | 2026-03-01
        kpi     | same | filter  |        |
    """).now_says("""
        subject | id   | field   | value
        kpi     | late | formula | AVG(x)
        kpi     | late | filter  |
        kpi     | same | filter  |
        kpi     | same | window  |
    """).moved("""
        subject_id | field      | old   | new   | first_seen_on
        late       | definition |       | there | 2026-03-01
        old        | definition | there |       | 2026-01-12
    """)


def test_where_nothing_pays_yet_nothing_has_changed() -> None:
    case = PayCase().first_said("subject | id | field | value").now_says("subject | id | field | value")
    assert case.found.is_empty()
    case.warns_of()
