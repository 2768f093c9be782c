"""Decisions after a cycle, and the ledger"""

from tests.rules.cycle_case import CycleCase

ON_A_KPI = """
    kpi
    churn
"""
REACHED = """
    baseline | target | actual | score | reached
    3.1      | 2.0    | 2.2    | 0.8   | yes
"""


def test_a_reached_key_result_retires_into_a_kpi_or_is_closed_a_missed_one_is_carried_forward(cycle: CycleCase) -> None:
    cycle.pursues("""
        key result | kind       | state     | ended      | state_why
        metric     | metric     |           |            |
        change     | change     |           |            |
        count      | count      |           |            |
        hold       | hold       |           |            |
        steps      | milestones |           |            |
        done       | binary     |           |            |
        judged     | manual     |           |            |
        missed     | metric     |           |            |
        steps left | milestones |           |            |
        unmeasured | metric     |           |            |
        given up   | metric     | cancelled | 2026-08-14 | Bought instead
        put off    | metric     | deferred  | 2026-08-14 |
    """).scored("""
        key result | baseline | target | actual | score | reached
        metric     | 0        | 10     | 8      | 0.8   | yes
        change     | 10       | 9      | 9      | 1     | yes
        count      | 0        | 5      | 5      | 1     | yes
        hold       |          |        |        | 1     | yes
        steps      |          |        |        | 1     | yes
        done       |          |        |        | 1     | yes
        judged     |          |        |        | 0.9   | yes
        missed     | 0        | 10     | 3      | 0.3   | no
        steps left |          |        |        | 0.5   | no
        unmeasured | 0        | 10     |        |       |
        given up   | 0        | 10     | 1      |       |
        put off    | 0        | 10     | 2      |       |
    """).decides("""
        key result | proposal      | proposal_why | outcome       | new_baseline | why_dropped
        metric     | retire        | reached      | retire        | 8            |
        change     | retire        | reached      | retire        | 9            |
        count      | retire        | reached      | retire        | 5            |
        hold       | retire        | reached      | retire        |              |
        steps      | close         | done         | close         |              |
        done       | close         | done         | close         |              |
        judged     | close         | done         | close         |              |
        missed     | carry_forward | short        | carry_forward | 3            |
        steps left | carry_forward | short        | carry_forward |              |
        unmeasured |               | not_scored   |               |              |
        given up   | drop          | cancelled    | drop          | 1            | Bought instead
        put off    | carry_forward | deferred     | carry_forward | 2            |
    """)


def test_the_standard_is_the_target_when_the_last_two_periods_reached_it_else_the_worse_of_them(
    cycle: CycleCase,
) -> None:
    case = cycle.pursues(ON_A_KPI).scored(REACHED).measures("kpi\nchurn")
    case.judged("""
        kpi   | period  | value | value_reason
        churn | 2026-07 | 3.0   |
        churn | 2026-08 | 2.0   |
        churn | 2026-09 | 1.9   |
        churn | 2026-10 | 5.0   |
    """).decides("""
        standard_op | standard_value | standard_source
        <=          | 2.0            | target
    """)
    case.judged("""
        kpi   | period  | value | value_reason
        churn | 2026-07 | 2.4   |
        churn | 2026-08 | 2.0   |
        churn | 2026-09 | 0.1   | small_n
    """).decides("""
        standard_op | standard_value | standard_source
        <=          | 2.4            | worse_period
    """)


def test_without_measured_periods_the_standard_is_the_target_or_the_actual(cycle: CycleCase) -> None:
    cycle.pursues("""
        key result | kpi
        a          | churn
        b          |
        c          |
    """).scored("""
        key result | baseline | target | actual | reached | score
        a          | 3.1      | 2.0    | 2.2    | yes     | 0.8
        b          | 0        | 10     | 11     | yes     | 1
        c          | 0        | 10     |        |         |
    """).decides("""
        key result | standard_op | standard_value | standard_source
        a          | <=          | 2.2            | actual
        b          | >=          | 10             | target
        c          |             |                |
    """)


def test_a_sum_over_the_cycle_leaves_a_standard_for_periods_of_the_cycles_length(cycle: CycleCase) -> None:
    case = (
        cycle.pursues("kpi | window\ndeals | cycle")
        .scored("""
        baseline | target | actual | score | reached
        1        | 5      | 4      | 0.75  | yes
    """)
        .measures("kpi | summed\ndeals | yes")
    )
    case.judged("""
        kpi   | length  | period  | value
        deals | month   | 2026-08 | 2
        deals | month   | 2026-09 | 1
        deals | quarter | 2026-Q2 | 3
        deals | quarter | 2026-Q3 | 4
    """).decides("""
        standard_op | standard_value | standard_grain
        >=          | 3              | quarter
    """)


def test_a_sum_over_a_cycle_of_another_length_leaves_its_actual(cycle: CycleCase) -> None:
    weekly = cycle.lasts("2026-W36").follows("2026-W36").pursues("kpi | window | cycle\ndeals | cycle | 2026-W36")
    weekly.scored("""
        cycle    | baseline | target | actual | score | reached
        2026-W36 | 1        | 5      | 4      | 0.75  | yes
    """).measures("kpi | summed\ndeals | yes").judged("kpi | period | value\ndeals | 2026-08 | 9").decides("""
        standard_value | standard_grain | standard_source
        4              |                | actual
    """)


def test_the_standard_of_a_bound_is_the_bound_or_what_was_kept_within(cycle: CycleCase) -> None:
    cycle.pursues("""
        key result | kind | kpi  | hold_op | hold_value | hold_low | hold_high
        floor      | hold | load | >       | 60         |          |
        ceiling    | hold | load | <       | 60         |          |
        range      | hold | load | between |            | 60       | 70
        wide       | hold | load | between |            | 40       | 70
        exact      | hold | load | ==      | 50         |          |
    """).scored("""
        key result | score | reached
        floor      | 1     | yes
        ceiling    | 1     | yes
        range      | 1     | yes
        wide       | 1     | yes
        exact      | 1     | yes
    """).measures("kpi\nload").judged("""
        kpi  | period  | value
        load | 2026-08 | 50
        load | 2026-09 | 55
    """).decides("""
        key result | standard_op | standard_value | standard_low | standard_high | standard_source
        floor      | >=          | 50             |              |               | worse_period
        ceiling    | <           | 60             |              |               | target
        range      | between     |                | 50           | 70            | worse_period
        wide       | between     |                | 40           | 70            | target
        exact      | between     |                | 50           | 55            | worse_period
    """)


def test_the_owners_last_recorded_decision_wins_and_both_are_kept(cycle: CycleCase) -> None:
    cycle.pursues("""
        key result
        a
        b
        c
    """).scored("""
        key result | baseline | target | actual | score | reached
        a          | 0        | 10     | 3      | 0.3   | no
        b          | 0        | 10     | 3      | 0.3   | no
        c          | 0        | 10     | 3      | 0.3   | no
    """).notes("""
        subject | cycle   | on         | by   | decision      | cause         | learned
        a       |         | 2026-10-02 | E002 | retire        |               |
        a       |         | 2026-10-01 | E001 | drop          | wrong_measure | We counted visits
        o       |         | 2026-10-01 | E003 | carry_forward |               |
        c       | 2026-Q2 | 2026-07-01 | E001 | drop          |               |
        c       |         | 2026-10-01 | E001 |               | outside       |
    """).decides("""
        proposal      | decision      | outcome       | decided_by | decided_on | is_other_than_proposed | cause
        carry_forward | retire        | retire        | E002       | 2026-10-02 | yes                    | wrong_measure
        carry_forward | carry_forward | carry_forward | E003       | 2026-10-01 | no                     |
        carry_forward | carry_forward | carry_forward | E003       | 2026-10-01 | no                     | outside
    """)


def test_a_key_result_is_dropped_with_a_reason(cycle: CycleCase) -> None:
    case = cycle.pursues("key result\na\nb").scored("key result | score | reached\na | 0.1 | no\nb | 0.1 | no")
    noted = case.notes("""
        subject | on         | decision | learned
        a       | 2026-10-01 | drop     | Nobody wants it
        b       | 2026-10-01 | drop     |
    """)
    noted.decides("key result | outcome | why_dropped\na | drop | Nobody wants it\nb | drop |")
    noted.asks_why("b")


LEDGER = """
    key result | cycle   | kpi
    old        | 2026-Q1 | churn
    new        | 2026-Q3 | churn
    apart      | 2026-Q3 |
"""
RESULTS = """
    key result | cycle   | baseline | target | actual | score | reached
    new        |         | 3.1      | 2.0    | 2.4    | 0.64  | no
    old        | 2026-Q1 | 4.0      | 3.0    | 3.0    | 1     | yes
    apart      |         | 0        | 1      | 1      | 1     | yes
"""
MONTHS = """
    kpi   | period  | health     | missed_since | value
    churn | 2025-12 | off_target | 2025-10      | 4.0
    churn | 2026-03 | healthy    |              | 3.0
    churn | 2026-06 | healthy    |              | 2.9
    churn | 2026-07 | healthy    |              | 2.8
    churn | 2026-08 | at_risk    | 2026-08      | 3.0
    churn | 2026-09 | unknown    |              |
"""
ADOPTED = """
    key result | kpi   | set        | from       | op | value
    old        | churn | 2026-04-02 | 2026-04-01 | <= | 3.0
    old        | churn | 2026-08-01 | 2026-08-01 | <= | 9.0
"""


def test_the_ledger_follows_each_kpi_from_its_fall_to_the_standard_two_quarters_later(cycle: CycleCase) -> None:
    case = cycle.pursues(LEDGER).scored(RESULTS).measures("kpi\nchurn").judged(MONTHS)
    case.ledger("""
        key result | cycle   | degraded_since | degraded_health | outcome       | checked_on | state
        old        | 2026-Q1 | 2025-10        | off_target      | retire        | 2026-09-30 | no_standard
        new        | 2026-Q3 |                |                 | carry_forward | 2027-03-31 | no_standard
    """)
    case.adopted(ADOPTED).ledger("""
        key result | score | is_reached | standard_value | standard_set_on | held_period_id | held_value | state
        old        | 1     | yes        | 3.0            | 2026-04-02      | 2026-08        | 3.0        | held
        new        | 0.64  | no         |                |                 |                |            | no_standard
    """)


def test_a_standard_that_was_not_kept_not_measured_or_is_too_young_says_so(cycle: CycleCase) -> None:
    case = cycle.pursues(LEDGER).scored(RESULTS).measures("kpi\nchurn")
    case.judged("kpi | period | value\nchurn | 2026-09 | 3.1").adopted(ADOPTED).ledger("state\nnot_held\nno_standard")
    case.judged("kpi | period | value\nchurn | 2026-06 | 3.0").adopted(ADOPTED).ledger("""
        state
        not_measured
        no_standard
    """)
    case.adopted("""
        key result | kpi   | from       | op | value | length
        old        | churn | 2026-04-01 | <= | 3.0   | quarter
        new        | churn | 2026-10-01 | <= | 2.4   |
    """).judged("""
        kpi   | length  | period  | value
        churn | month   | 2026-09 | 9
        churn | quarter | 2026-Q3 | 3
    """).ledger("state | held_period_id\nheld | 2026-Q3\ntoo_early |")
