"""Whether targets are set as the profile means them: the mean score of stretch goals over cycles (rules §7)."""

import polars as pl

from okr_reports.goal_reading_tables import CALIBRATION, CALIBRATION_CYCLES, CALIBRATION_POINTS
from okr_reports.goal_words import Ambition, CalibrationVerdict, GoalState, KeyResultKind, Level
from okr_reports.policy import Policy
from okr_reports.scoring.calibration_interval import half_width
from okr_reports.scoring.cycle_history import CycleHistory
from okr_reports.scoring.discipline_groups import EVERYBODY, group_of
from okr_reports.scoring.numbers import is_above, is_at_least

_KINDS = [kind.value for kind in (KeyResultKind.METRIC, KeyResultKind.CHANGE, KeyResultKind.COUNT)]


def calibration_points(history: CycleHistory) -> pl.DataFrame:
    """CALIBRATION_POINTS: the scores that tell how targets are set, oldest cycle first.

    Aspirational metric, change and count key results; cancelled ones at their score that day, deferred ones not.
    A person's own belong to no group: people are not calibrated.
    """
    groups = history.objectives.filter(pl.col("level") != Level.PERSON).select("objective_id", group_id=group_of())
    wanted = history.key_results.filter(
        pl.col("ambition") == Ambition.ASPIRATIONAL, pl.col("kind").is_in(_KINDS)
    ).select("key_result_id", "state")
    scored = history.scores.join(wanted, on="key_result_id", maintain_order="left").join(
        history.calendar, on="cycle_id"
    )
    is_cancelled = ~pl.col("is_counted") & (pl.col("state") == GoalState.CANCELLED)
    score = pl.when(is_cancelled).then("score_at_cancel").when("is_counted").then("score")
    points = scored.with_columns(score=score, is_cancelled=is_cancelled).filter(pl.col("score").is_not_null())
    placed = points.join(groups, on="objective_id", how="left", maintain_order="left")
    return CALIBRATION_POINTS.check(placed.sort("cycle_place", maintain_order=True))


def calibration_by_cycle(points: pl.DataFrame, *, policy: Policy) -> pl.DataFrame:
    """CALIBRATION_CYCLES: n, mean and the share of nearly full scores, per group (all first) and cycle in order."""
    is_safe = is_at_least(pl.col("score"), pl.lit(policy.reading.safe_score))
    each = _by_group(points)
    order = each.select("group_id").unique(maintain_order=True).with_row_index("place")
    averaged = each.group_by("group_id", "cycle_id", maintain_order=True).agg(
        n=pl.len(), mean=pl.col("score").mean(), safe_share=is_safe.mean()
    )
    placed = averaged.join(order, on="group_id", maintain_order="left")
    return CALIBRATION_CYCLES.check(placed.sort("place", maintain_order=True))


def calibrate(points: pl.DataFrame, *, policy: Policy) -> pl.DataFrame:
    """CALIBRATION per group, all first: the mean with its interval against the zone, and what may be asked.

    With too few key results or cycles nothing is said. `is_early`: the company has no more than its first cycles.
    """
    reading = policy.reading
    score = pl.col("score")
    summed = _by_group(points).group_by("group_id", maintain_order=True).agg(
        n=pl.len(), cycle_count=pl.col("cycle_id").n_unique(), mean=score.mean(), deviation=score.std()
    )  # fmt: skip
    is_enough = (pl.col("n") >= reading.calibration_count) & (pl.col("cycle_count") >= reading.calibration_cycles)
    half = half_width(pl.col("n"), pl.col("deviation"), share=reading.interval_share)
    zone_low, zone_high = policy.goals.zone
    known = summed.with_columns(
        is_enough=is_enough,
        is_early=pl.lit(points["cycle_id"].n_unique() <= reading.early_cycles),
        mean=pl.when(is_enough).then("mean"),
        low=pl.when(is_enough).then((pl.col("mean") - half).clip(0.0, 1.0)),
        high=pl.when(is_enough).then((pl.col("mean") + half).clip(0.0, 1.0)),
        zone_low=pl.lit(zone_low),
        zone_high=pl.lit(zone_high),
    )
    safe = known.join(_too_safe(points, policy=policy), on="group_id", how="left", maintain_order="left")
    is_out_of_reach = is_above(pl.lit(reading.out_of_reach_below), pl.col("high")).fill_null(False)
    return CALIBRATION.check(
        safe.with_columns(
            verdict=_verdict(),
            is_perhaps_too_safe=pl.col("is_enough") & pl.col("is_safe").fill_null(False),
            is_perhaps_out_of_reach=is_out_of_reach,
        )
    )


def _by_group(points: pl.DataFrame) -> pl.DataFrame:
    everything = points.with_columns(group_id=pl.lit(EVERYBODY))
    return pl.concat([everything, points.filter(pl.col("group_id").is_not_null())])


def _verdict() -> pl.Expr:
    return (
        pl.when(~pl.col("is_enough"))
        .then(pl.lit(CalibrationVerdict.TOO_FEW.value))
        .when(is_above(pl.col("low"), pl.col("zone_high")))
        .then(pl.lit(CalibrationVerdict.HIGHER.value))
        .when(is_above(pl.col("zone_low"), pl.col("high")))
        .then(pl.lit(CalibrationVerdict.LOWER.value))
        .otherwise(pl.lit(CalibrationVerdict.NOT_DISTINGUISHABLE.value))
    )


def _too_safe(points: pl.DataFrame, *, policy: Policy) -> pl.DataFrame:
    """group_id, is_safe: whether nearly all scored nearly 1 in each of the group's last cycles."""
    reading = policy.reading
    last = calibration_by_cycle(points, policy=policy).group_by("group_id", maintain_order=True)
    is_safe = is_at_least(pl.col("safe_share"), pl.lit(reading.safe_share)).all()
    return last.tail(reading.calibration_cycles).group_by("group_id", maintain_order=True).agg(is_safe=is_safe)
