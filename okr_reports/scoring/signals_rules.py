"""Which rule a point breaks: outside the limits, a trend, two of three far out, a run on one side (rules §4)."""

from collections.abc import Mapping

import polars as pl

from okr_reports.policy import SignalPolicy
from okr_reports.scoring.numbers import is_above, is_equal
from okr_reports.words import Direction, SignalRule, Variation

_RUN_ON_ONE_SIDE = {"nhs": 7, "wheeler": 8}
_TREND_STEPS = {"nhs": 6}  # seven rising points make six steps; Wheeler's set has no such rule


def with_rules(points: pl.DataFrame, *, policy: SignalPolicy) -> pl.DataFrame:
    """Adds `rule`, `variation` and `variation_so_far`, all empty for a point of a chart without limits.

    `points`: place, charted, step, follows, centre, lower, upper, direction, in order. Every point of a run is marked;
    `variation_so_far` looks back only: what the point said when it was the last one, by today's limits.
    """
    placed = points.with_columns(_side().alias("side"), pl.col("step").sign().fill_null(0).alias("rise"), far=_far())
    stretched = placed.with_columns(
        side_begin=_beginning("side"), rise_begin=_beginning("rise"), stretch=(~pl.col("follows")).cum_sum()
    )
    marked = stretched.with_columns(
        is_run=_lasts("side", pl.len().over("side_begin"), _RUN_ON_ONE_SIDE[policy.rules]),
        is_run_so_far=_lasts("side", pl.col("place") - pl.col("side_begin") + 1, _RUN_ON_ONE_SIDE[policy.rules]),
        trend=_trend(pl.len().over("rise_begin"), policy),
        trend_so_far=_trend(pl.col("place") - pl.col("rise_begin") + 1, policy),
        is_near=_is_two_of_three(-2, -1, 1, 2),
        is_near_so_far=_is_two_of_three(1, 2),
    ).with_columns(trend=_with_first_point(pl.col("trend")))
    so_far = _rule(trend="trend_so_far", near="is_near_so_far", run="is_run_so_far")
    ruled = marked.with_columns(rule=_rule(trend="trend", near="is_near", run="is_run"), rule_so_far=so_far)
    return ruled.with_columns(
        variation=_variation("rule", trend="trend"), variation_so_far=_variation("rule_so_far", trend="trend_so_far")
    )


def _side() -> pl.Expr:
    """+1 above the centre, -1 below, 0 on it or without one."""
    away = pl.col("charted") - pl.col("centre")
    return pl.when(~is_equal(pl.col("charted"), pl.col("centre"))).then(away.sign()).otherwise(0)


def _far() -> pl.Expr:
    """+1 or -1 in the outer third above or below the centre, or beyond it; else 0."""
    centre, charted = pl.col("centre"), pl.col("charted")
    is_high = is_above(charted, centre + (pl.col("upper") - centre) * 2 / 3)
    is_low = is_above(centre - (centre - pl.col("lower")) * 2 / 3, charted)
    return pl.when(is_high).then(1).when(is_low).then(-1).otherwise(0)


def _beginning(column: str) -> pl.Expr:
    """The place of the first of these equal values in a row; a gap or the next chart ends a row."""
    is_first = (pl.col(column) != pl.col(column).shift(1)).fill_null(True) | ~pl.col("follows")
    return pl.when(is_first).then("place").forward_fill()


def _lasts(column: str, length: pl.Expr, least: int) -> pl.Expr:
    return (pl.col(column) != 0) & (length >= least)


def _trend(length: pl.Expr, policy: SignalPolicy) -> pl.Expr:
    """+1 or -1 where a rise or fall is long enough, else 0; its first point, which has no step, is not marked."""
    if policy.rules not in _TREND_STEPS:
        return pl.lit(0.0)
    return pl.when(_lasts("rise", length, _TREND_STEPS[policy.rules])).then("rise").otherwise(0)


def _with_first_point(trend: pl.Expr) -> pl.Expr:
    begins_next = pl.col("follows").shift(-1, fill_value=False)
    return pl.when((trend == 0) & begins_next).then(trend.shift(-1, fill_value=0)).otherwise(trend)


def _is_two_of_three(*places: int) -> pl.Expr:
    """The point lies far out, and so does another on the same side at most two places away without a gap between."""
    others = [
        (pl.col("far").shift(place) == pl.col("far")) & (pl.col("stretch").shift(place) == pl.col("stretch"))
        for place in places
    ]
    return (pl.col("far") != 0) & pl.any_horizontal(other.fill_null(False) for other in others)


def _rule(*, trend: str, near: str, run: str) -> pl.Expr:
    charted = pl.col("charted")
    is_outside = is_above(charted, pl.col("upper")) | is_above(pl.col("lower"), charted)
    broken = {
        SignalRule.OUTSIDE_LIMITS: is_outside,
        SignalRule.TREND: pl.col(trend) != 0,
        SignalRule.TWO_OF_THREE: pl.col(near),
        SignalRule.ONE_SIDE: pl.col(run),
    }
    return _first(broken)


def _variation(rule: str, *, trend: str) -> pl.Expr:
    """What the movement means for this KPI: a trend by its direction, every other rule by the side."""
    sign = pl.when(pl.col(rule) == SignalRule.TREND).then(trend).otherwise("side")
    is_better = (sign > 0) == (pl.col("direction") == Direction.HIGHER)
    is_directed = (pl.col("direction") == Direction.HIGHER) | (pl.col("direction") == Direction.LOWER)
    said = {
        Variation.COMMON_CAUSE: pl.col(rule).is_null(),
        Variation.IMPROVEMENT: is_directed & is_better,
        Variation.CONCERN: is_directed,
        Variation.NEUTRAL_HIGH: sign > 0,
        Variation.NEUTRAL_LOW: sign < 0,
    }
    return _first(said)


def _first(words: Mapping[SignalRule, pl.Expr] | Mapping[Variation, pl.Expr]) -> pl.Expr:
    """The first word whose condition holds; none where the chart has no limits."""
    holds = [pl.when(condition).then(pl.lit(number, pl.UInt8)) for number, condition in enumerate(words.values())]
    number = pl.when(pl.col("centre").is_not_null()).then(pl.coalesce(holds))
    # Texts are slow to compute with; numbers become words at the end.
    return number.cat.to(pl.Enum([word.value for word in words]))
