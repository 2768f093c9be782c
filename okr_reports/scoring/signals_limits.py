"""Centre and limits of a chart: how far ordinary variation reaches (rules §4)."""

import polars as pl

from okr_reports.policy import SignalPolicy
from okr_reports.scoring.numbers import is_above, is_equal

# The constants of a chart of single values and moving ranges of two: 3 / d2, and D4 for the ranges.
_LIMIT_FACTOR, _SCREEN_FACTOR = 2.66, 3.267


def with_steps(points: pl.DataFrame) -> pl.DataFrame:
    """Adds `follows` (the period before is a point too) and `step`, the way from it; 0 between equal values.

    `points` has `series`, `charted`, `period_id` and `previous_id`, in order. After a gap a point follows nothing.
    """
    before = pl.col("charted").shift(1)
    follows = (pl.col("series") == pl.col("series").shift(1)) & (pl.col("previous_id") == pl.col("period_id").shift(1))
    step = pl.when(is_equal(pl.col("charted"), before)).then(0.0).otherwise(pl.col("charted") - before)
    linked = points.with_columns(follows=follows.fill_null(False))
    return linked.with_columns(step=pl.when("follows").then(step))


def chart_limits(points: pl.DataFrame, *, policy: SignalPolicy) -> pl.DataFrame:
    """One row per `series`: centre, lower, upper, points, is_trial; limits and centre empty where none can be made.

    Ranges above 3.267 × their mean are screened out once (policy); if what remains is 0, all of them count. None can
    be made when all ranges are 0, nothing follows anything, or fewer than three distinct values occur.
    """
    ranges = points.with_columns(range=pl.col("step").abs()).with_columns(
        pl.col("range").mean().over("series").alias("mean_range"),
        pl.col("charted").min().over("series").alias("least"),
        pl.col("charted").max().over("series").alias("most"),
    )
    is_screened = is_above(pl.col("range"), _SCREEN_FACTOR * pl.col("mean_range")) & policy.screen
    is_third = ~is_equal(pl.col("charted"), pl.col("least")) & ~is_equal(pl.col("charted"), pl.col("most"))
    marked = ranges.with_columns(kept=pl.when(~is_screened).then("range"), is_third=is_third)
    series = marked.group_by("series", maintain_order=True).agg(
        pl.len().cast(pl.Int64).alias("points"),
        pl.col("charted").mean().alias("centre"),
        pl.col("mean_range").first(),
        pl.col("kept").mean(),
        pl.col("is_third").any().alias("has_three_values"),
    )
    return _with_limits(series).with_columns(is_trial=pl.col("points") < policy.settled_points)


def _with_limits(series: pl.DataFrame) -> pl.DataFrame:
    reach = _LIMIT_FACTOR * pl.when(pl.col("kept") > 0).then("kept").otherwise("mean_range")
    limits = series.with_columns(lower=pl.col("centre") - reach, upper=pl.col("centre") + reach)
    is_finite = pl.col("lower").is_finite() & pl.col("upper").is_finite()
    is_made = pl.col("has_three_values") & (pl.col("mean_range") > 0) & is_finite
    made = [pl.when(is_made).then(name).alias(name) for name in ("centre", "lower", "upper")]
    return limits.select("series", "points", *made)
