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
        policy  | policy  | kpi_achievement   | months_met
        policy  | policy  | verdict           | as_known
    """).now_says("""
        subject | id    | field               | value
        role    | agent | answers             | 60.0
        role    | agent | answers / k         | 80 person
        kpi     | k     | formula             | AVG(y)
        kpi     | k     | target from 2026-01 | ≥ 4
        linkage | linkage | text              | abd
        policy  | policy  | kpi_achievement   | attainment
        policy  | policy  | verdict           | as_known
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
        policy  | policy     | kpi_achievement     | months_met | attainment |           |            |
        role    | agent      | answers / k         | 100 person | 80 person | 2026-04-01 | M2         |
    """)
    explained.warns_of("k", "linkage_policy", "policy", "agent")


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


def test_changes_csv_names_the_policies_as_company_yaml_does() -> None:
    first = """
        subject | id      | field           | value
        linkage | linkage | text            | abc
        policy  | policy  | kpi_achievement | months_met
    """
    case = PayCase().first_said(first).now_says(first.replace("abc", "abd").replace("months_met", "attainment"))
    explained = case.changes("""
        id             | field           | on         | by | reason
        linkage_policy |                 | 2026-03-01 | M1 | agreed with the council
        policy         | kpi_achievement | 2026-03-02 | M2 | near misses count too
    """)
    explained.moved("""
        subject_id | changed_by | reason
        linkage    | M1         | agreed with the council
        policy     | M2         | near misses count too
    """)
    explained.warns_of()


def test_a_policy_that_an_earlier_program_did_not_keep_is_no_change() -> None:
    case = PayCase().first_said("""
        subject | id     | field           | value      | seen
        kpi     | k      | formula         | AVG(x)     |
        policy  | policy | kpi_achievement | months_met | 2026-03-01
    """)
    same = case.now_says("""
        subject | id     | field           | value
        kpi     | k      | formula         | AVG(x)
        policy  | policy | kpi_achievement | months_met
    """)
    assert same.found.is_empty()
    case.now_says("""
        subject | id     | field           | value
        kpi     | k      | formula         | AVG(x)
        policy  | policy | kpi_achievement | attainment
    """).moved("""
        subject | field           | old        | new        | first_seen_on
        policy  | kpi_achievement | months_met | attainment | 2026-03-01
    """)


def test_where_nothing_pays_yet_nothing_has_changed() -> None:
    case = PayCase().first_said("subject | id | field | value").now_says("subject | id | field | value")
    assert case.found.is_empty()
    case.warns_of()
