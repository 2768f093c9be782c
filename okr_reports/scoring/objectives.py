"""The score of every objective: the weighted mean of its scored key results, and of how many (rules §5)."""

import polars as pl

from okr_reports.goal_policy import GoalPolicy, LateCancel
from okr_reports.goal_tables import OBJECTIVE_SCORES
from okr_reports.goal_words import Ambition, NoScore
from okr_reports.scoring.grades import (
    below_the_norm,
    grade_of,
    is_just_below_a_band,
    rank_of,
    ranked_words,
    short_of_stretch,
)
from okr_reports.scoring.numbers import is_at_least
from okr_reports.scoring.plan import CyclePlan


def score_objectives(
    objectives: pl.DataFrame, key_results: pl.DataFrame, *, scores: pl.DataFrame, plan: CyclePlan
) -> pl.DataFrame:
    """OBJECTIVE_SCORES, a row for each of OBJECTIVES in their order, from KEY_RESULTS and KEY_RESULT_SCORES.

    Only an objective's own key results enter: no score flows from one objective into another.
    """
    policy = plan.policy.goals
    weighed = scores.join(
        key_results.select("key_result_id", "weight", "ambition"), on="key_result_id", how="left", maintain_order="left"
    )
    each = objectives.select("objective_id", "cycle_id").join(
        _summed(weighed, policy), on="objective_id", how="left", maintain_order="left"
    )
    counted = each.with_columns(pl.col(name).fill_null(0) for name in each.columns if name.endswith("_count"))
    return OBJECTIVE_SCORES.check(_graded(_with_scores(counted), policy=policy))


def _parts(policy: GoalPolicy) -> dict[str, pl.Expr]:
    """What each key result adds to its objective's sums: plain columns, so that grouping only adds them up."""
    is_active, weight = pl.col("is_counted"), pl.col("weight")
    is_scored = is_active & pl.col("score").is_not_null()
    is_late = pl.col("is_late_cancelled") & pl.col("score_at_cancel").is_not_null()
    is_promise = pl.col("ambition") == Ambition.COMMITTED
    at_cancel = is_at_least(pl.col("score_at_cancel"), pl.lit(policy.committed_met_from))
    stretch = pl.lit(policy.stretch_grade, pl.String())
    misses_stretch = (pl.col("grade") != stretch).fill_null(False) & (weight > 0)
    return {
        "total_count": is_active,
        "scored_count": is_scored,
        "late_cancelled_count": pl.col("is_late_cancelled"),
        "late_count": is_late,
        "active_weight": pl.when(is_active).then(weight),
        "scored_weight": pl.when(is_scored).then(weight),
        "late_weight": pl.when(is_late).then(weight),
        "points": pl.when(is_scored).then(weight * pl.col("score")),
        "late_points": pl.when(is_late).then(weight * pl.col("score_at_cancel")),
        "broken_count": is_promise & is_active & ~pl.col("is_met"),
        "broken_late_count": is_promise & is_late & ~at_cancel,
        "short_of_stretch_count": misses_stretch & is_scored,
    }


def _summed(weighed: pl.DataFrame, policy: GoalPolicy) -> pl.DataFrame:
    parts = _parts(policy)
    words = ranked_words(policy)
    rank = pl.when("is_counted").then(rank_of(pl.col("grade"), policy=policy))
    sums = (
        weighed.with_columns(**parts, worst=rank)
        .group_by("objective_id", maintain_order=True)
        .agg(*(pl.col(name).sum() for name in parts), pl.col("worst").max())
    )
    worst = pl.col("worst").replace_strict(range(len(words)), words, default=None, return_dtype=pl.String())
    return sums.with_columns(worst_status=worst)


def _with_scores(sums: pl.DataFrame) -> pl.DataFrame:
    weight, late_weight = pl.col("scored_weight"), pl.col("scored_weight") + pl.col("late_weight")
    with_late = (pl.col("points") + pl.col("late_points")) / late_weight
    return sums.with_columns(
        score=pl.when(weight > 0).then(pl.col("points") / weight),
        score_with_late_cancelled=pl.when((pl.col("late_count") > 0) & (late_weight > 0)).then(with_late),
        scored_weight_share=pl.when(pl.col("active_weight") > 0).then(weight / pl.col("active_weight")),
    )


def _graded(scored: pl.DataFrame, *, policy: GoalPolicy) -> pl.DataFrame:
    counts_late = pl.lit(policy.late_cancel is LateCancel.LOWER)
    lower = pl.min_horizontal("score", pl.when(counts_late).then("score_with_late_cancelled"))
    is_enough = is_at_least(pl.col("scored_weight_share"), pl.lit(policy.graded_weight_share)).fill_null(False)
    is_broken = (pl.col("broken_count") > 0) | ((pl.col("broken_late_count") > 0) & counts_late)
    judged, band, word = pl.col("judged"), pl.col("band"), pl.col("word")
    stretched = pl.when(pl.col("short_of_stretch_count") > 0).then(short_of_stretch(band, policy=policy))
    held_back = pl.when(is_broken & word.is_not_null()).then(below_the_norm(word, policy=policy)).otherwise(word)
    # Column by column: an expression that holds others several times over takes longer to prepare than to compute.
    return (
        scored.with_columns(is_enough=is_enough)
        .with_columns(judged=pl.when(pl.col("is_enough") & pl.col("score").is_not_null()).then(lower))
        .with_columns(band=grade_of(judged, policy=policy))
        .with_columns(word=stretched.otherwise(band))
        .with_columns(grade=held_back, is_just_below=is_just_below_a_band(judged, policy=policy), reason=_reason())
        .with_columns(is_held_back=(pl.col("grade") != word).fill_null(False))
    )


def _reason() -> pl.Expr:
    """Why there is no score, or a score and no grade."""
    return (
        pl.when(pl.col("scored_count") == 0)
        .then(pl.lit(NoScore.NONE_SCORED.value))
        .when(pl.col("score").is_null())
        .then(pl.lit(NoScore.ALL_WEIGHTS_ZERO.value))
        .when(~pl.col("is_enough"))
        .then(pl.lit(NoScore.UNDER_HALF_SCORED.value))
    )
