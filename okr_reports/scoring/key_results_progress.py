"""How far each kind of key result came, from 0 at the baseline to 1 at the target, uncapped (rules §5)."""

import polars as pl

from okr_reports.goal_words import KeyResultKind, NoScore
from okr_reports.scoring.key_results_states import last_counted_day
from okr_reports.scoring.numbers import is_at_least, is_equal
from okr_reports.scoring.plan import OneOrMoreCycles

_CHANGE, _MANUAL = KeyResultKind.CHANGE.value, KeyResultKind.MANUAL.value


def with_ends(measured: pl.DataFrame) -> pl.DataFrame:
    """Put the ends as they are scored into `baseline` and `target`.

    A count starts at 0 unless told otherwise; the target of a change follows from its baseline.
    """
    is_count, is_change = pl.col("kind") == KeyResultKind.COUNT, pl.col("kind") == _CHANGE
    baseline = pl.when(is_count & pl.col("baseline").is_null()).then(0.0).otherwise("baseline")
    changed = pl.coalesce(
        pl.col("baseline") * (1 + pl.col("change_share")), pl.col("baseline") + pl.col("change_points")
    )
    target = pl.when(is_change & pl.col("target").is_null()).then(changed).otherwise("target")
    return measured.with_columns(baseline=baseline, target=target)


def with_progress(measured: pl.DataFrame, *, plan: OneOrMoreCycles) -> pl.DataFrame:
    """Add `raw_progress`, `is_self_assessed` and, where there is no progress, `reason`.

    `measured`: KEY_RESULTS with states, KEY_RESULT_ACTUALS (its reason as `actual_reason`; `actual` of one that ended:
    its value that day), milestone shares, and the ends as scored. No progress is ever NaN or infinite.
    """
    kinds = {
        KeyResultKind.HOLD: (_held(), _held_reason()),
        KeyResultKind.MILESTONES: (pl.col("done_share"), _milestones_reason()),
        KeyResultKind.BINARY: (_done(plan), pl.col("actual_reason")),
        KeyResultKind.MANUAL: (pl.coalesce("travelled", _assessed(plan)), _manual_reason()),
    }
    progress, reason = pl.col("travelled"), _travelled_reason()
    for kind, (of_kind, reason_of_kind) in kinds.items():
        is_kind = pl.col("kind") == kind.value
        progress = pl.when(is_kind).then(of_kind).otherwise(progress)
        reason = pl.when(is_kind).then(reason_of_kind).otherwise(reason)
    with_travelled = measured.with_columns(travelled=_travelled())
    found = with_travelled.with_columns(raw_progress=_finite(progress))
    # -0.0 would print a minus; adding 0.0, which would remove it, is optimised away.
    raw = found.with_columns(raw_progress=pl.when(pl.col("raw_progress") == 0).then(0.0).otherwise("raw_progress"))
    return raw.with_columns(
        reason=pl.when(pl.col("raw_progress").is_null()).then(reason),
        is_self_assessed=(pl.col("kind") == _MANUAL) & pl.col("travelled").is_null(),
    )


def _travelled() -> pl.Expr:
    """(actual − baseline) / (target − baseline); of what cannot be scored nothing."""
    is_sound = _ends_reason().is_null() & pl.col("actual_reason").is_null()
    way = (pl.col("actual") - pl.col("baseline")) / (pl.col("target") - pl.col("baseline"))
    return _finite(pl.when(is_sound).then(way))


def _travelled_reason() -> pl.Expr:
    is_unmeasured = pl.col("actual").is_null()
    unmeasured = pl.when(is_unmeasured).then(pl.lit(NoScore.NO_ACTUAL.value))
    return pl.coalesce("actual_reason", unmeasured, _ends_reason(), pl.lit(NoScore.UNDEFINED.value))


def _ends_reason() -> pl.Expr:
    """What is wrong with baseline and target; empty when they can be scored."""
    baseline, target = pl.col("baseline"), pl.col("target")
    is_relative = (pl.col("kind") == _CHANGE) & pl.col("change_share").is_not_null()
    return (
        pl.when(baseline.is_null())
        .then(pl.lit(NoScore.NO_BASELINE.value))
        .when(is_relative & (baseline <= 0))
        .then(pl.lit(NoScore.NOT_DERIVABLE.value))
        .when(target.is_null() | is_equal(baseline, target) | ~(target - baseline).is_finite())
        .then(pl.lit(NoScore.UNDEFINED.value))
    )


def _held() -> pl.Expr:
    is_sound = pl.col("actual_reason").is_null() & (pl.col("held_of") > 0)
    return pl.when(is_sound).then(pl.col("held") / pl.col("held_of"))


def _held_reason() -> pl.Expr:
    return pl.coalesce("actual_reason", pl.lit(NoScore.NO_ACTUAL.value))


def _milestones_reason() -> pl.Expr:
    return (
        pl.when("has_no_weight").then(pl.lit(NoScore.ALL_WEIGHTS_ZERO.value)).otherwise(pl.lit(NoScore.NO_ACTUAL.value))
    )


def _done(plan: OneOrMoreCycles) -> pl.Expr:
    """1 when it was done in time, or when its measured value reaches its target (1 unless given); else 0."""
    is_done_in_time = (pl.col("done_on") <= last_counted_day(plan)).fill_null(False)
    reaches = is_at_least(pl.col("actual"), pl.col("target").fill_null(1.0)).fill_null(False)
    # That nothing was measured is no obstacle: what nobody did is not done.
    is_known = pl.col("actual_reason").fill_null(NoScore.NO_ACTUAL.value) == NoScore.NO_ACTUAL
    return pl.when(is_known).then((is_done_in_time | reaches).cast(pl.Float64()))


def _assessed(plan: OneOrMoreCycles) -> pl.Expr:
    is_seen = (pl.col("manual_on") <= plan.today).fill_null(True)
    return pl.when(is_seen & pl.col("manual_score").is_between(0, 1)).then("manual_score")


def _manual_reason() -> pl.Expr:
    is_refused = pl.col("manual_score").is_not_null() & ~pl.col("manual_score").is_between(0, 1)
    return pl.when(is_refused).then(pl.lit(NoScore.UNDEFINED.value)).otherwise(pl.lit(NoScore.NO_ACTUAL.value))


def _finite(number: pl.Expr) -> pl.Expr:
    return pl.when(number.is_finite()).then(number)
