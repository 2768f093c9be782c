"""Where a key result will end if it goes on as it went: a line that single odd values do not bend (rules §6)."""

from statistics import NormalDist

import polars as pl

from okr_reports.goal_tables import FORECASTS
from okr_reports.goal_words import KeyResultKind, NoForecast
from okr_reports.scoring.key_results_states import with_states
from okr_reports.scoring.plan import CyclePlan

_KEY, _PLACE = "key_result_id", "place"
_KINDS = [kind.value for kind in (KeyResultKind.METRIC, KeyResultKind.CHANGE, KeyResultKind.COUNT)]
# A line through more days than this gains nothing, and its pairs grow with the square: then each week's last counts.
_MOST_POINTS = 40
# Pairs of points are many times the points: of so many key results at a time they stay small enough to be worked fast.
_AT_ONCE = 4_096


def forecast(key_results: pl.DataFrame, points: pl.DataFrame, *, plan: CyclePlan) -> pl.DataFrame:
    """FORECASTS, a row for each of KEY_RESULTS in their order, from DATED_ACTUALS: its value at the end of the cycle.

    The Theil-Sen line, read at the cycle's last day or the due date. The range (80 %) is the root of the
    summed squares of two parts: the Kendall interval of the slope (Sen 1968) and the scatter around the line.
    """
    stated = with_states(key_results, plan=plan).with_columns(
        end_on=pl.min_horizontal(pl.lit(plan.cycle.last_day), "due_on")
    )
    # Ids become places at once: from here on all meet by number, which is several times as fast.
    placed = stated.with_row_index(_PLACE)
    is_wanted = pl.col("kind").is_in(_KINDS) & ~pl.col("is_ended")
    dated = points.join(placed.select(_KEY, _PLACE, "end_on", is_wanted=is_wanted), on=_KEY, maintain_order="left")
    parts = _at_once(dated.filter("is_wanted"))
    lines = pl.concat(_lines(_usable(_thinned(part), plan=plan), plan=plan) for part in parts)
    counts = dated.group_by(_PLACE).agg(points=pl.len())
    each = placed.join(lines, on=_PLACE, how="left", maintain_order="left").join(
        counts, on=_PLACE, how="left", maintain_order="left"
    )
    return FORECASTS.check(each.with_columns(pl.col("points").fill_null(0), reason=_reason()))


def _reason() -> pl.Expr:
    return (
        pl.when("is_ended")
        .then(pl.lit(NoForecast.ENDED.value))
        .when(~pl.col("kind").is_in(_KINDS))
        .then(pl.lit(NoForecast.KIND.value))
        .when(pl.col("value").is_null())
        .then(pl.lit(NoForecast.TOO_FEW_POINTS.value))
    )


def _at_once(points: pl.DataFrame) -> list[pl.DataFrame]:
    """The points in parts, each with all of its key results' points."""
    parts = points.with_columns(part=pl.col(_PLACE) // _AT_ONCE).partition_by("part", include_key=False)
    return parts or [points]


def _thinned(points: pl.DataFrame) -> pl.DataFrame:
    is_dense = pl.len().over(_PLACE) > _MOST_POINTS
    week = pl.when(is_dense).then(pl.col("dated_on").dt.truncate("1w")).otherwise("dated_on")
    return points.with_columns(week=week).unique([_PLACE, "week"], keep="last", maintain_order=True)


def _usable(points: pl.DataFrame, *, plan: CyclePlan) -> pl.DataFrame:
    """The points of key results that have enough of them over enough of the cycle; `x`: days since its start."""
    reading = plan.policy.reading
    day = (pl.col("dated_on") - pl.lit(plan.cycle.start)).dt.total_days()
    least = (plan.cycle.end - plan.cycle.start).days * reading.forecast_cycle_share
    placed = points.with_columns(
        x=day.cast(pl.Float64()), x_end=(pl.col("end_on") - pl.lit(plan.cycle.start)).dt.total_days()
    )
    # Both ends count as days: from the 1st to the 31st are 31.
    is_long = pl.col("x").max().over(_PLACE) - pl.col("x").min().over(_PLACE) + 1 >= least
    return placed.filter((pl.len().over(_PLACE) >= reading.forecast_points) & is_long)


def _lines(points: pl.DataFrame, *, plan: CyclePlan) -> pl.DataFrame:
    """place, value, low, high of each line at its end."""
    z = NormalDist().inv_cdf(0.5 + plan.policy.reading.forecast_range_share / 2)
    slopes = _slopes(points, z=z)
    placed = points.join(slopes, on=_PLACE, maintain_order="left")
    level = (pl.col("actual") - pl.col("slope") * pl.col("x")).median().over(_PLACE)
    fitted = placed.with_columns(level=level).with_columns(
        residual=pl.col("actual") - pl.col("level") - pl.col("slope") * pl.col("x")
    )
    ends = fitted.group_by(_PLACE, maintain_order=True).agg(
        pl.col("slope", "slope_low", "slope_high", "level", "x_end").first(),
        scatter=z * ((pl.col("residual") ** 2).sum() / (pl.len() - 2)).sqrt(),
        reach=pl.col("x_end").first() - pl.col("x").median(),
    )
    value = pl.col("level") + pl.col("slope") * pl.col("x_end")
    reach = pl.col("reach").clip(lower_bound=0.0)
    down = ((pl.col("slope") - pl.col("slope_low")) * reach) ** 2 + pl.col("scatter") ** 2
    up = ((pl.col("slope_high") - pl.col("slope")) * reach) ** 2 + pl.col("scatter") ** 2
    return ends.select(_PLACE, value=value, low=value - down.sqrt(), high=value + up.sqrt())


def _slopes(points: pl.DataFrame, *, z: float) -> pl.DataFrame:
    """place, slope, slope_low, slope_high: the median of all pairs' slopes, and those C/2 ranks beside it."""
    count_of = pl.len().over(_PLACE).cast(pl.Float64())
    ordered = points.select(_PLACE, "x", "actual", n=count_of).sort(_PLACE, "x")
    most = ordered.select(pl.col("n").max().fill_null(0.0)).item()
    # Pairs by how many points lie between: rows beside rows, where a join of all with all grows out of the caches.
    rises = pl.concat(_rises(ordered, apart) for apart in range(1, max(2, int(most))))
    each = rises.group_by(_PLACE).agg(
        pl.col("n").first(), slope=pl.col("rise").median(), ranked=pl.col("rise").sort(), count=pl.len()
    )
    n, count, ranked = pl.col("n"), pl.col("count"), pl.col("ranked")
    width = z * (n * (n - 1) * (2 * n + 5) / 18).sqrt()
    # Of the slopes in order the M1-th and the (M2 + 1)-th, as many from either end: counted from 0.
    low, high = ((count - width) / 2).floor() - 1, ((count + width) / 2).ceil()
    last = (count - 1).cast(pl.Float64())
    return each.select(
        _PLACE,
        "slope",
        slope_low=ranked.list.get(low.clip(lower_bound=0.0).cast(pl.Int64())),
        slope_high=ranked.list.get(pl.min_horizontal(high, last).cast(pl.Int64())),
    )


def _rises(ordered: pl.DataFrame, apart: int) -> pl.DataFrame:
    """place, rise, n: the slope from each point to the one so many later."""
    rise = (pl.col("actual") - pl.col("actual").shift(apart)) / (pl.col("x") - pl.col("x").shift(apart))
    is_of_same = pl.col(_PLACE) == pl.col(_PLACE).shift(apart)
    return ordered.select(_PLACE, "n", rise=rise, is_of_same=is_of_same).filter("is_of_same").drop("is_of_same")
