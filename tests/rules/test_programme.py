"""Programme measures"""

from tests.rules.cycle_case import CycleCase


def test_completion_shares_are_of_stretch_goals_scored_and_of_kpis_judged(cycle: CycleCase) -> None:
    cycle.pursues("""
        key result | ambition  | cycle
        a          |           |
        b          |           |
        c          |           |
        d          | committed |
        e          |           | 2026-Q2
    """).scored("""
        key result | score | counted | cycle
        a          | 0.6   |         |
        b          | 0.9   |         |
        c          |       |         |
        d          | 1     |         |
        e          | 0     |         | 2026-Q2
    """).shows("""
        kpi | health     | is_judged | is_apart
        k   | healthy    |           |
        l   | off_target |           |
        m   | healthy    |           | yes
        n   | unknown    | no        |
        o   | healthy    |           |
    """).pays("""
        measure        | kpi | cycle   | value              | n | reason
        okr-completion |     | 2026-Q3 | 0.75               | 2 |
        kpi-completion |     | 2026-Q3 | 0.6666666666666666 | 3 |
    """)


def test_a_share_of_nothing_says_so(cycle: CycleCase) -> None:
    cycle.pays("""
        measure        | value | n | reason
        okr-completion |       | 0 | no_data
        kpi-completion |       | 0 | no_data
    """)


def test_tagged_kpis_are_shown_for_the_cycle_else_for_their_last_period_in_it(cycle: CycleCase) -> None:
    tagged = cycle.measures("""
        kpi    | length  | tags                     | hidden
        enps   | month   | hr programme/enps        |
        time   | month   | programme/strategic-time |
        speed  | month   | programme/decision-speed |
        growth | quarter | programme/growth-after   |
        secret | month   | programme/enps           | yes
        plain  | month   | hr                       |
    """).judged("""
        kpi    | length  | period  | value | n  | value_reason
        enps   | month   | 2026-09 | 31    | 12 |
        enps   | quarter | 2026-Q3 | 30    | 36 |
        time   | month   | 2026-08 | 40    | 5  | small_n
        time   | month   | 2026-10 | 50    | 9  |
        speed  | month   | 2026-06 | 3     | 9  |
        growth | quarter | 2026-Q3 | 7     | 90 |
        secret | month   | 2026-09 | 1     | 9  |
    """)
    tagged.pays("""
        measure        | kpi    | cycle   | length  | period  | value | n  | reason
        okr-completion |        | 2026-Q3 |         |         |       | 0  | no_data
        kpi-completion |        | 2026-Q3 |         |         |       | 0  | no_data
        strategic-time | time   | 2026-Q3 | month   | 2026-08 | 40    | 5  | small_n
        enps           | enps   | 2026-Q3 | quarter | 2026-Q3 | 30    | 36 |
        enps           | secret | 2026-Q3 |         |         |       |    | confidential
        decision-speed | speed  | 2026-Q3 |         |         |       |    | no_data
        growth-after   | growth | 2026-Q2 | quarter | 2026-Q3 | 7     | 90 |
    """)
    tagged.follows("2026-Q3").pays("""
        measure
        okr-completion
        kpi-completion
        strategic-time
        enps
        enps
        decision-speed
    """)


def test_a_cycle_of_another_length_shows_a_kpis_last_own_period(cycle: CycleCase) -> None:
    cycle.lasts("2026-W36").follows("2026-W36").measures("kpi | length | tags\nenps | day | programme/enps").judged("""
        kpi  | length | period     | value | n
        enps | day    | 2026-09-01 | 31    | 12
    """).pays("""
        measure        | value
        okr-completion |
        kpi-completion |
        enps           | 31
    """)
