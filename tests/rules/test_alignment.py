"""Alignment: whose goals carry the company's"""

from tests.rules.cycle_case import CycleCase

OBJECTIVES = """
    objective | level      | team | department | owner | supports | local
    c         | company    |      |            | E001  |          |
    d         | department |      | sales      |       | c        |
    t         | team       | apps |            |       |          |
    u         | team       | web  |            |       | d/1      |
    p         | person     |      |            | E007  | t/1      |
"""


def test_a_group_drives_what_its_key_results_support_through_any_number_of_others(cycle: CycleCase) -> None:
    cycle.aims(OBJECTIVES).pursues("""
        key result | objective | supports | kpi   | state     | ended      | owner | contributors
        c/1        | c         |          |       |           |            | E001  | E002
        c/2        | c         |          | churn |           |            |       | E003 E004
        c/3        | c         |          |       | cancelled | 2026-08-01 |       |
        d/1        | d         | c/1      |       |           |            |       |
        d/2        | d         | c/3      |       |           |            |       |
        t/1        | t         | d/1      |       |           |            |       |
        u/1        | u         |          |       |           |            |       |
        u/2        | u         |          | churn |           |            |       |
        p/1        | p         |          |       |           |            |       |
        p/2        | p         | c/2      |       | cancelled | 2026-08-01 |       |
    """).employs("""
        id   | team | department | from_on    | to_on
        E001 | apps | sales      |            |
        E002 | web  |            | 2026-08-01 |
        E002 | ops  |            |            | 2026-07-31
        E003 |      | finance    |            |
        E004 | ops  |            |            |
        E005 |      |            |            |
    """).aligns("""
        key result | of                 | contribution
        c/1        | department/sales   | drives
        c/1        | person/E007        | drives
        c/1        | team/apps          | drives
        c/1        | team/web           | drives
        c/2        | department/finance | supports
        c/2        | department/sales   | supports
        c/2        | team/ops           | supports
        c/2        | team/web           | drives
    """)


def test_company_key_results_that_nobody_drives_are_named_with_who_supports_them(cycle: CycleCase) -> None:
    cycle.aims("objective | level | team\nc | company |\nt | team | apps").pursues("""
        key result | objective | supports | owner
        c/1        | c         |          |
        c/2        | c         |          | E001
        c/3        | c         |          |
        t/1        | t         | c/1      |
    """).employs("id | team\nE001 | apps").lacks("""
        gap      | subject | others
        undriven | c/2     | team/apps
        undriven | c/3     |
    """)


def test_two_teams_with_key_results_on_one_kpi_claim_it_twice(cycle: CycleCase) -> None:
    cycle.aims("""
        objective | level      | team | department | supports
        c         | company    |      |            |
        t         | team       | apps |            | c
        u         | team       | web  |            | c
        d         | department |      | sales      | c
    """).pursues("""
        key result | objective | kpi   | state     | ended
        c/1        | c         | churn |           |
        t/1        | t         | churn |           |
        t/2        | t         | churn |           |
        u/1        | u         | churn |           |
        u/2        | u         | nps   | cancelled | 2026-08-01
        t/3        | t         | nps   |           |
        d/1        | d         | nps   |           |
    """).lacks("""
        gap           | subject | others
        claimed_twice | churn   | team/apps team/web
    """)


def test_an_objective_that_supports_nothing_is_an_orphan_unless_it_is_local_one_per_team(cycle: CycleCase) -> None:
    goals = """
        objective | level   | team | supports | local
        c         | company |      |          |
        t         | team    | apps |          |
        u         | team    | apps |          | yes
        v         | team    | web  |          | yes
        w         | team    | web  |          | yes
        x         | team    | apps |          |
        y         | team    | apps | u        |
    """
    cycle.aims(goals).pursues("""
        key result | objective | supports
        c/1        | c         |
        t/1        | t         |
        u/1        | u         |
        v/1        | v         |
        w/1        | w         |
        x/1        | x         | c/1
        y/1        | y         |
    """).lacks("""
        gap            | subject  | others
        orphan         | t        | team/apps
        local_too_many | team/web | v w
    """)


def test_without_goals_of_the_company_nothing_is_an_orphan(cycle: CycleCase) -> None:
    cycle.aims("objective | level | team\nt | team | apps").pursues("key result | objective\nt/1 | t").lacks("gap")


def test_objectives_without_key_results_and_teams_and_people_without_okrs_are_named(cycle: CycleCase) -> None:
    cycle.names_teams("ops", "web").aims("""
        objective | level  | team | owner
        t         | team   | apps | E005
        e         | person |      | E006
    """).pursues("""
        key result | objective | owner | contributors | state     | ended
        t/1        | t         | E001  | E002         |           |
        t/2        | t         | E003  |              | cancelled | 2026-08-01
    """).employs("""
        id   | team | from_on    | to_on
        E001 | apps |            |
        E002 | apps |            |
        E003 | apps |            |
        E004 |      |            |
        E005 | data |            |
        E006 | apps |            |
        E008 | gone |            | 2026-08-31
        E009 | late | 2026-10-01 |
    """).lacks("""
        gap                | subject     | others
        no_key_results     | e           |
        team_without_okr   | team/data   |
        team_without_okr   | team/ops    |
        team_without_okr   | team/web    |
        person_without_okr | person/E003 | team/apps
        person_without_okr | person/E004 |
    """)


def test_titles_of_the_same_words_are_one_goal_written_several_times(cycle: CycleCase) -> None:
    cycle.aims("""
        objective | level | title                     | team | supports
        c         | team  | Stop the leaky bucket     | a    |
        t         | team  | Stop our leaky  bucket!   | a    |
        u         | team  | Stop leaking              | a    |
    """).pursues("""
        key result | objective | title
        c/1        | c         | Gross churn from 3.1 % to 2.0 %
        c/2        | c         | Gross churn from 2 % to 1 %
        t/1        | t         | Churn, gross: 3 to 2
        u/1        | u         | Leaks from 3 to 2
        u/2        | u         |
        t/2        | t         | Leaks from 9 to 2
    """).lacks("""
        gap       | subject | others
        rewritten | c       | t
        rewritten | c/1     | c/2 t/1
    """)
