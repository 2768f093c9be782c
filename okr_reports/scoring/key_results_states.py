"""Which key results still stand at the end of a cycle, and which ended before: first half or later (rules §5)."""

from datetime import date, timedelta

import polars as pl

from okr_reports.findings import Finding
from okr_reports.goal_words import GoalState, NoScore
from okr_reports.scoring.plan import CyclePlan, OneOrMoreCycles
from okr_reports.tables import DATE
from okr_reports.words import Severity

ENDED_WITHOUT_DAY = "ENDED-WITHOUT-DAY"
_ENDED = [GoalState.CANCELLED.value, GoalState.DEFERRED.value]


def with_states(key_results: pl.DataFrame, *, plan: OneOrMoreCycles) -> pl.DataFrame:
    """Add `is_ended`, `is_late_cancelled` and `ended_reason` to KEY_RESULTS.

    What was cancelled or deferred after the day the cycle is judged on has not ended in it. An ending without a day
    counts as late: nobody gains by leaving the day out.
    """
    is_past = (pl.col("state_on") <= judged_on(plan)).fill_null(True)
    is_ended = pl.col("state").is_in(_ENDED) & is_past
    is_late = (pl.col("state_on") >= plan.of_row(_first_late_day, DATE)).fill_null(True)
    reason = pl.when(pl.col("state") == GoalState.DEFERRED).then(pl.lit(NoScore.DEFERRED.value))
    return key_results.with_columns(
        is_ended=is_ended,
        is_late_cancelled=is_ended & is_late,
        ended_reason=pl.when(is_ended).then(reason.otherwise(pl.lit(NoScore.CANCELLED.value))),
    )


def endings_without_day(key_results: pl.DataFrame) -> tuple[Finding, ...]:
    """One finding for each of KEY_RESULTS that was deferred and does not say when: it counts as late until it does."""
    silent = key_results.filter(pl.col("state").is_in(_ENDED), pl.col("state_on").is_null())
    text = "deferred without a day, so it counts as ended late: write `on: <day>` in its state"
    return tuple(Finding(ENDED_WITHOUT_DAY, Severity.WARNING, id, text) for id in silent["key_result_id"])


def judged_on(plan: OneOrMoreCycles) -> pl.Expr:
    """The day up to which the row's cycle is judged."""
    return plan.of_row(lambda one: one.judged_on, DATE)


def last_counted_day(plan: OneOrMoreCycles) -> pl.Expr:
    """The last day on which something may be done and still count: of the cycle, the due date, the ending, the run."""
    ended_on = pl.when("is_ended").then("state_on")
    return pl.min_horizontal(judged_on(plan), "due_on", ended_on)


def _first_late_day(plan: CyclePlan) -> date:
    first_part = (plan.cycle.end - plan.cycle.start) * plan.policy.goals.first_part_share
    return plan.cycle.start + timedelta(days=-(-first_part // timedelta(days=1)))
