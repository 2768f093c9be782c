"""Cycles that are read together are read as each of them alone."""

import polars as pl

from okr_reports.goal_tables import MILESTONES
from okr_reports.scoring.actuals import find_actuals
from okr_reports.scoring.actuals_values import KEY_RESULT_VALUES
from okr_reports.scoring.decisions_proposed import EndedCycles, propose_decisions
from okr_reports.scoring.key_results import score_key_results
from okr_reports.scoring.plan import CyclePlans, OneOrMoreCycles
from tests.rules.cycle_case import CycleCase

CASE = (
    CycleCase()
    .pursues("""
        key result | cycle   | kpi   | window | state     | ended      | due
        a          | 2026-Q2 |       |        |           |            |
        b          | 2026-Q2 |       |        | cancelled | 2026-05-01 |
        c          | 2026-Q2 |       |        | cancelled | 2026-06-20 |
        d          | 2026-Q2 | deals | cycle  |           |            |
        e          | 2026-Q3 |       |        |           |            | 2026-08-31
        f          | 2026-Q3 |       |        | cancelled | 2026-06-20 |
        g          | 2026-Q3 |       |        | deferred  |            |
        h          | 2026-Q3 | deals | cycle  |           |            |
    """)
    .counts("""
        key result | on         | for        | actual
        a          | 2026-06-30 |            | 3
        a          | 2026-07-03 | 2026-06-30 | 4
        a          | 2026-08-01 |            | 9
        b          | 2026-04-20 |            | 5
        c          | 2026-06-01 |            | 7
        c          | 2026-06-25 |            | 8
        d          | 2026-06-25 |            | 6
        e          | 2026-06-25 |            | 1
        e          | 2026-08-20 |            | 8
        e          | 2026-09-20 |            | 9
        f          | 2026-07-20 |            | 2
        g          | 2026-10-02 |            | 6
        h          | 2026-09-30 |            | 10
    """)
    .notes("""
        subject | cycle   | on         | by | decision      | cause  | learned
        a       | 2026-Q2 | 2026-07-02 | E1 | carry_forward | method | Later
        a       | 2026-Q3 | 2026-10-02 | E1 | drop          |        | Never
        o       | 2026-Q3 | 2026-10-02 | E1 | close         |        | Enough
    """)
    .measures("kpi | summed\ndeals | yes")
    .judged("""
        kpi   | length  | period  | value
        deals | quarter | 2026-Q1 | 3
        deals | quarter | 2026-Q2 | 6
        deals | quarter | 2026-Q3 | 12
    """)
)
EACH = tuple(CASE.lasts(key).plan for key in ("2026-Q2", "2026-Q3"))


def _actuals(plan: OneOrMoreCycles) -> pl.DataFrame:
    return find_actuals(_key_results(plan), values=KEY_RESULT_VALUES.empty(), actuals=CASE.table("actuals"), plan=plan)


def _scores(plan: OneOrMoreCycles) -> pl.DataFrame:
    return score_key_results(_key_results(plan), _actuals(plan), milestones=MILESTONES.empty(), plan=plan)


def _decisions(plan: OneOrMoreCycles) -> pl.DataFrame:
    ended = EndedCycles(_key_results(plan), _scores(plan), CASE.table("retro_notes"))
    return propose_decisions(ended, kpis=CASE.kpis, plan=plan)


def _key_results(plan: OneOrMoreCycles) -> pl.DataFrame:
    return CASE.table("key_results").filter(pl.col("cycle_id").is_in([one.cycle.key for one in plan.cycles]))


def test_the_actuals_of_several_cycles_are_those_of_each() -> None:
    assert _actuals(CyclePlans(EACH)).equals(pl.concat(map(_actuals, EACH)))
    assert _actuals(EACH[0])["actual"].to_list() == [4, 5, 7, 6]


def test_the_scores_of_several_cycles_are_those_of_each() -> None:
    assert _scores(CyclePlans(EACH)).equals(pl.concat(map(_scores, EACH)))
    assert _scores(EACH[0])["is_late_cancelled"].to_list() == [False, False, True, False]


def test_the_decisions_of_several_cycles_are_those_of_each() -> None:
    assert _decisions(CyclePlans(EACH)).equals(pl.concat(map(_decisions, EACH)))
    assert _decisions(CyclePlans(EACH))["outcome"].to_list() == [
        "carry_forward", "drop", "drop", "carry_forward", "close", "close", "close", "close",
    ]  # fmt: skip
