"""Reached at a cost, and weak foundations"""

from tests.rules.cycle_case import CycleCase

BESIDE = """
    key result | counterweight
    kr         | reopened
"""
REACHED = """
    reached
    yes
"""


def test_reached_while_the_counterweight_is_a_concern_on_13_points_is_reached_at_a_cost(cycle: CycleCase) -> None:
    case = (
        cycle.pursues(BESIDE)
        .scored(REACHED)
        .measures("kpi\nreopened")
        .judged("""
        kpi      | period  | health  | value
        reopened | 2026-05 | unknown | 3
        reopened | 2026-06 | unknown | 4
        reopened | 2026-08 | unknown | 6
        reopened | 2026-09 | unknown | 7
        reopened | 2026-10 | unknown | 9
    """)
    )
    case.signals("kpi | variation\nreopened | concern").costs("""
        counterweight | verdict   | sign    | points | from_period_id | from_value | to_period_id | to_value
        reopened      | at_a_cost | concern | 13     | 2026-06        | 4          | 2026-09      | 7
    """)
    case.signals("kpi | variation | points | is_trial\nreopened | concern | 12 | yes").costs("""
        verdict | sign    | points
        watch   | concern | 12
    """)
    case.signals("kpi | variation\nreopened | common_cause").costs("verdict | sign\nclean |")


def test_reached_while_the_counterweight_went_from_healthy_to_off_target_is_reached_at_a_cost(
    cycle: CycleCase,
) -> None:
    case = cycle.pursues(BESIDE).scored(REACHED).measures("kpi\nreopened")
    turned = case.judged("""
        kpi      | period  | health     | value
        reopened | 2026-06 | healthy    | 4
        reopened | 2026-07 | at_risk    | 5
        reopened | 2026-08 | off_target | 6
        reopened | 2026-09 | unknown    |
    """)
    turned.costs("""
        verdict   | sign       | from_value | to_value
        at_a_cost | off_target | 4          | 6
    """)
    turned.signals("kpi | variation | is_trial\nreopened | concern | yes").costs("""
        verdict   | sign
        at_a_cost | off_target
    """)


def test_a_counterweight_that_was_off_target_before_or_recovered_is_clean(cycle: CycleCase) -> None:
    case = cycle.pursues(BESIDE).scored(REACHED).measures("kpi\nreopened")
    case.judged("""
        kpi      | period  | health
        reopened | 2026-05 | healthy
        reopened | 2026-06 | off_target
        reopened | 2026-09 | off_target
    """).costs("verdict\nclean")
    case.judged("""
        kpi      | period  | health
        reopened | 2026-07 | healthy
        reopened | 2026-08 | off_target
        reopened | 2026-09 | at_risk
    """).costs("verdict\nclean")


def test_a_counterweight_without_a_judgement_in_the_cycle_is_not_judged(cycle: CycleCase) -> None:
    case = cycle.pursues(BESIDE).scored(REACHED)
    case.costs("verdict\nnot_judged")
    case.measures("kpi\nreopened").judged("""
        kpi      | period  | health     | value
        reopened | 2026-05 | healthy    | 1
        reopened | 2026-06 | off_target | 2
    """).costs("""
        verdict    | from_value | to_value
        not_judged | 2          |
    """)


def test_nothing_of_a_confidential_counterweight_is_said(cycle: CycleCase) -> None:
    case = cycle.pursues(BESIDE).scored(REACHED).measures("kpi | hidden\nreopened | yes")
    case.judged("kpi | period | value\nreopened | 2026-09 | 7").signals("kpi | variation\nreopened | concern").costs("""
        verdict    | sign | points | to_value
        not_judged |      |        |
    """)


def test_without_a_counterweight_of_its_own_the_kpis_counts(cycle: CycleCase) -> None:
    cycle.pursues("""
        key result | kpi   | counterweight
        a          | churn |
        b          | churn | other
        c          |       |
        d          | churn |
    """).scored("""
        key result | reached | counted
        a          | yes     |
        b          | yes     |
        c          | yes     |
        d          | no      |
        e          | yes     | no
    """).measures("kpi | counterweight\nchurn | discounts").costs("""
        key result | counterweight | verdict
        a          | discounts     | not_judged
        b          | other         | not_judged
        c          |               | none_named
    """)


def test_an_active_objective_on_a_kpi_leading_indicator_or_counterweight_off_target_is_weakly_founded(
    cycle: CycleCase,
) -> None:
    cycle.pursues("""
        key result | objective | kpi   | counterweight | state     | ended
        a          | o         | churn | calls         |           |
        b          | p         | nps   | speed         | cancelled | 2026-08-01
        c          | q         | nps   |               |           |
        d          | o         | calls |               |           |
    """).measures("""
        kpi   | leading     | counterweight
        churn | calls usage |
        calls |             | speed
        nps   | speed       | price
    """).shows("""
        kpi   | health
        churn | off_target
        calls | off_target
        usage | at_risk
        speed | off_target
        price | off_target
        nps   | healthy
    """).rests_weakly("""
        objective | kpi   | part
        o         | churn | kpi
        o         | calls | kpi
        o         | speed | counterweight
        q         | speed | leading
        q         | price | counterweight
    """)
