"""The score of every key result: how far it came, capped, graded, and why there is none (rules §5)."""

import polars as pl

from okr_reports.goal_policy import GoalPolicy
from okr_reports.goal_tables import KEY_RESULT_SCORES
from okr_reports.goal_words import Ambition, Grade, KeyResultKind, NoScore
from okr_reports.scoring.grades import grade_of, is_just_below, is_just_below_a_band, promise_grade, short_of_stretch
from okr_reports.scoring.key_results_milestones import milestone_shares
from okr_reports.scoring.key_results_progress import with_ends, with_progress
from okr_reports.scoring.key_results_states import with_states
from okr_reports.scoring.numbers import is_above, is_at_least
from okr_reports.scoring.plan import OneOrMoreCycles

_MEASURED = ("actual", "at_cancel", "held", "held_of")


def score_key_results(
    key_results: pl.DataFrame, actuals: pl.DataFrame, *, milestones: pl.DataFrame, plan: OneOrMoreCycles
) -> pl.DataFrame:
    """KEY_RESULT_SCORES, a row for each of KEY_RESULTS in their order.

    `actuals`: KEY_RESULT_ACTUALS; a row with a reason (small_n among them) is shown and not scored, and one that is
    missing is `no_actual`. `milestones`: MILESTONES. Scores are shares from 0 to 1, unrounded; `raw_progress` has no
    cap.
    """
    stated = with_states(key_results, plan=plan)
    shares = milestone_shares(stated, milestones, plan=plan)
    measured = _with_measured(stated, actuals).join(shares, on="key_result_id", how="left", maintain_order="left")
    progress = with_progress(with_ends(measured), plan=plan)
    scored = _with_marks(_with_scores(progress), policy=plan.policy.goals)
    return KEY_RESULT_SCORES.check(graded(scored, policy=plan.policy.goals))


def graded(scored: pl.DataFrame, *, policy: GoalPolicy) -> pl.DataFrame:
    """Add grade, is_met, is_reached and is_just_below by this policy.

    Needs `score`, `is_stretch_reached`, `is_promise` (committed) and `is_seldom` (held over too few sub-periods).
    """
    score, is_promise = pl.col("score"), pl.col("is_promise")
    is_met = is_at_least(score, pl.lit(policy.committed_met_from))
    band = grade_of(score, policy=policy)
    in_band = pl.when(~pl.col("is_stretch_reached")).then(short_of_stretch(band, policy=policy)).otherwise(band)
    below_promise = is_just_below(score, policy.committed_met_from, policy=policy)
    below_band = is_just_below_a_band(score, policy=policy) & ~pl.col("is_seldom")
    return scored.with_columns(
        grade=pl.when("is_seldom")
        .then(_held_word(score))
        .when(is_promise)
        .then(promise_grade(is_met))
        .otherwise(in_band),
        is_met=pl.when(is_promise).then(is_met),
        is_reached=pl.when(is_promise).then(is_met).otherwise(is_at_least(score, pl.lit(policy.norm))),
        is_just_below=pl.when(is_promise).then(below_promise).otherwise(below_band),
    )


def _with_measured(stated: pl.DataFrame, actuals: pl.DataFrame) -> pl.DataFrame:
    """What was measured beside each key result; of one that ended its value that day, and no other."""
    values = actuals.select("key_result_id", *_MEASURED, actual_reason="reason")
    joined = stated.join(values, on="key_result_id", how="left", maintain_order="left")
    actual = pl.when("is_ended").then("at_cancel").otherwise("actual")
    is_number = actual.is_finite().fill_null(True)
    return joined.with_columns(
        actual=pl.when(is_number).then(actual),
        actual_reason=pl.when(~is_number)
        .then(pl.lit(NoScore.UNDEFINED.value))
        # Why there is no actual at the cycle's end says nothing of the day it was cancelled on.
        .when(~pl.col("is_ended"))
        .then("actual_reason"),
    )


def _with_scores(progress: pl.DataFrame) -> pl.DataFrame:
    raw = pl.col("raw_progress")
    capped = raw.clip(0.0, 1.0)
    way = pl.col("target") - pl.col("baseline")
    # The stretch value lies further along the same way: how far along, in the same measure as the progress.
    stretched = (pl.col("stretch") - pl.col("baseline")) / way
    return progress.with_columns(
        score=pl.when(~pl.col("is_ended")).then(capped),
        score_at_cancel=pl.when("is_ended").then(capped),
        reason=pl.coalesce("ended_reason", "reason"),
        is_counted=~pl.col("is_ended"),
        is_worse_than_start=pl.when(raw.is_not_null()).then(is_above(pl.lit(0.0), raw)),
        is_stretch_reached=pl.when(stretched.is_finite()).then(is_at_least(raw, stretched)),
    )


def _with_marks(scored: pl.DataFrame, *, policy: GoalPolicy) -> pl.DataFrame:
    is_few = (pl.col("held_of") < policy.hold_sub_periods).fill_null(False)
    is_seldom = (pl.col("kind") == KeyResultKind.HOLD) & is_few & pl.col("score").is_not_null()
    too_few = pl.lit(NoScore.TOO_FEW_SUB_PERIODS.value)
    return scored.with_columns(
        is_promise=pl.col("ambition") == Ambition.COMMITTED,
        is_seldom=is_seldom,
        reason=pl.when(is_seldom).then(too_few).otherwise("reason"),
    )


def _held_word(score: pl.Expr) -> pl.Expr:
    return (
        pl.when(score == 1)
        .then(pl.lit(Grade.MET.value))
        .when(score == 0)
        .then(pl.lit(Grade.NOT_MET.value))
        .otherwise(pl.lit(Grade.PARTLY.value))
    )
