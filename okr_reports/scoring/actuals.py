"""The actual of every key result: the first that exists of its measure, actuals.csv and what is written (rules §5)."""

from datetime import date, timedelta

import polars as pl

from okr_reports.goal_tables import KEY_RESULT_ACTUALS
from okr_reports.goal_words import ActualSource, KeyResultKind, NoScore
from okr_reports.scoring.actuals_windows import Part
from okr_reports.scoring.key_results_states import last_counted_day, with_states
from okr_reports.scoring.numbers import Condition, meets
from okr_reports.scoring.plan import CyclePlan, OneOrMoreCycles
from okr_reports.tables import DATE
from okr_reports.words import Reason

_KEY = "key_result_id"
_UNMEASURED = [KeyResultKind.MILESTONES.value, KeyResultKind.BINARY.value, KeyResultKind.MANUAL.value]
_BOUND = Condition(*(pl.col(f"hold_{name}") for name in ("op", "value", "low", "high")))


def find_actuals(
    key_results: pl.DataFrame, *, values: pl.DataFrame, actuals: pl.DataFrame, plan: OneOrMoreCycles
) -> pl.DataFrame:
    """KEY_RESULT_ACTUALS, a row for each of KEY_RESULTS in their order.

    `values`: KEY_RESULT_VALUES. `actuals`: the log ACTUALS. Of one that ended early the actual is that day's, and
    `at_cancel` too. A measure without a value gives way to the log, the log to what is written; one made from too few
    cases stands, with its reason, and so does a confidential one, without a value. The reason is that of the measure.
    """
    asked = with_states(key_results, plan=plan).with_columns(until=last_counted_day(plan))
    sources = {
        "measure": _measured(asked, values),
        ActualSource.ACTUALS.value: _logged(asked, actuals, plan=plan),
        ActualSource.WRITTEN.value: _written(asked),
    }
    every = pl.concat(
        [frame.with_columns(source=pl.lit(name)) for name, frame in sources.items()], how="diagonal_relaxed"
    )
    first = every.filter(pl.col("actual").is_not_null() | (pl.col("why_none") == NoScore.CONFIDENTIAL)).unique(
        _KEY, keep="first", maintain_order=True
    )
    why = sources["measure"].select(_KEY, why="why_none")
    joined = (
        asked.join(first, on=_KEY, how="left", maintain_order="left")
        .join(why, on=_KEY, how="left", maintain_order="left")
        .join(_baselines(values), on=_KEY, how="left", maintain_order="left")
    )
    return KEY_RESULT_ACTUALS.check(joined.with_columns(**_settled()))


def _settled() -> dict[str, pl.Expr]:
    has_actual = pl.col("actual").is_not_null()
    is_unmeasured = pl.col("kind").is_in(_UNMEASURED)
    nothing = pl.when(~is_unmeasured).then(pl.lit(NoScore.NO_ACTUAL.value))
    measure = pl.when(pl.col("kpi_id").is_not_null()).then(pl.lit(ActualSource.KPI.value))
    own = measure.otherwise(pl.lit(ActualSource.FORMULA.value))
    is_sound = has_actual & pl.col("why_none").is_null()
    return {
        "source": pl.when(has_actual & (pl.col("source") == "measure")).then(own).when(has_actual).then("source"),
        "reason": pl.when(has_actual).then("why_none").otherwise(pl.coalesce("why", nothing)),
        "is_late": pl.col("is_late").fill_null(False),
        "at_cancel": pl.when(pl.col("is_ended") & is_sound).then("actual"),
    }


def _measured(asked: pl.DataFrame, values: pl.DataFrame) -> pl.DataFrame:
    """key_result_id, the figures and `why_none`, of the KPI or the own formula."""
    said = values.with_columns(why_none=_why(pl.col("reason")))
    once = said.filter(pl.col("part") == Part.ACTUAL).select(
        _KEY, "n", "window_from", "window_to", "why_none", actual="value"
    )
    return pl.concat([once, _held(asked, said)], how="diagonal_relaxed")


def _held(asked: pl.DataFrame, said: pl.DataFrame) -> pl.DataFrame:
    """Of a bound: in how many of its measured sub-periods it was kept, and the last one's value."""
    each = said.filter(pl.col("part") == Part.SUB_PERIOD).join(_bounds(asked), on=_KEY, maintain_order="left")
    is_measured = pl.col("value").is_not_null() & pl.col("why_none").is_null()
    marked = each.sort("window_to", maintain_order=True).with_columns(
        is_measured=is_measured, is_kept=(is_measured & meets(pl.col("value"), _BOUND)).fill_null(False)
    )
    counted = marked.group_by(_KEY, maintain_order=True).agg(
        pl.col("window_from").first(),
        pl.col("window_to").last(),
        pl.col("n").filter("is_measured").last(),
        held=pl.col("is_kept").sum(),
        held_of=pl.col("is_measured").sum(),
        actual=pl.col("value").filter("is_measured").last(),
        why_none=pl.col("why_none").drop_nulls().last(),
    )
    # What one sub-period lacks says nothing of the others.
    has_any = pl.col("held_of") > 0
    return counted.with_columns(
        why_none=pl.when(~has_any).then(pl.coalesce("why_none", pl.lit(NoScore.NO_ACTUAL.value)))
    )


def _logged(asked: pl.DataFrame, actuals: pl.DataFrame, *, plan: OneOrMoreCycles) -> pl.DataFrame:
    """The rows of actuals.csv that count: measured in the cycle up to the last day that counts, in time or late."""
    start, last_day = plan.of_row(lambda one: one.cycle.start, DATE), plan.of_row(lambda one: one.cycle.last_day, DATE)
    latest = plan.of_row(_last_day_to_record, DATE)
    known = actuals.filter(pl.col("actual").is_finite()).join(_bounds(asked), on=_KEY, maintain_order="left")
    rows = known.filter(pl.col("dated_on").is_between(start, latest)).with_columns(
        window_to=pl.coalesce("for_on", "dated_on"), is_late=pl.col("dated_on") > last_day
    )
    counted = rows.filter(pl.col("window_to").is_between(start, pl.col("until")))
    each_day = counted.sort("window_to", "dated_on", "actual_id").unique(
        [_KEY, "window_to"], keep="last", maintain_order=True
    )
    is_kept = meets(pl.col("actual"), _BOUND).fill_null(False)
    is_hold = pl.col("kind").first() == KeyResultKind.HOLD
    return each_day.with_columns(is_kept=is_kept).group_by(_KEY, maintain_order=True).agg(
        pl.col("actual", "window_to", "is_late").last(),
        held=pl.when(is_hold).then(pl.col("is_kept").sum()),
        held_of=pl.when(is_hold).then(pl.len()),
        why_none=pl.lit(None, pl.String()).first(),
    )  # fmt: skip


def _last_day_to_record(plan: CyclePlan) -> date:
    return plan.cycle.last_day + timedelta(days=plan.policy.goals.late_days)


def _written(asked: pl.DataFrame) -> pl.DataFrame:
    is_hold = pl.col("kind") == KeyResultKind.HOLD
    named = asked.filter(pl.col("written_actual").is_finite()).with_columns(actual=pl.col("written_actual"))
    is_kept = meets(pl.col("actual"), _BOUND).fill_null(False).cast(pl.Int64())
    return named.select(
        _KEY, "actual", held=pl.when(is_hold).then(is_kept), held_of=pl.when(is_hold).then(1),
        why_none=pl.lit(None, pl.String()),
    )  # fmt: skip


def _bounds(asked: pl.DataFrame) -> pl.DataFrame:
    return asked.select(_KEY, "cycle_id", "kind", "until", "hold_op", "hold_value", "hold_low", "hold_high")


def _baselines(values: pl.DataFrame) -> pl.DataFrame:
    sound = values.filter(pl.col("part") == Part.BASELINE, pl.col("reason").is_null(), pl.col("value").is_finite())
    return sound.select(_KEY, measured_baseline="value")


def _why(reason: pl.Expr) -> pl.Expr:
    """What a value's reason is called of a key result."""
    return reason.replace({Reason.NO_DATA.value: NoScore.NO_ACTUAL.value})
