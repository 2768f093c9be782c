"""What was measured of each key result on which day of the cycle: what trajectories and forecasts are drawn from."""

from datetime import timedelta

import polars as pl

from okr_reports.goal_tables import DATED_ACTUALS
from okr_reports.goal_words import KeyResultKind, Span
from okr_reports.scoring.cycle_kpis import CycleKpis, is_measured, own_periods
from okr_reports.scoring.plan import CyclePlan

_KEY = "key_result_id"


def dated_actuals(
    key_results: pl.DataFrame, actuals: pl.DataFrame, *, kpis: CycleKpis, plan: CyclePlan
) -> pl.DataFrame:
    """DATED_ACTUALS: a key result's KPI by the last day of each period, else its ACTUALS by the day they are for.

    Rows of ACTUALS written too late for the cycle are left out: they do not count (rules §5).
    Of a sum over the cycle the sum so far, but of a hold each period, as it is held against the bound. Any other
    figure over the cycle cannot be told from its parts: no rows.
    """
    points = pl.concat([_of_kpis(key_results, kpis, plan=plan), _of_file(key_results, actuals, plan=plan)])
    order = key_results.select(_KEY).with_row_index("place")
    return DATED_ACTUALS.check(points.join(order, on=_KEY).sort("place", "dated_on"))


def _of_kpis(key_results: pl.DataFrame, kpis: CycleKpis, *, plan: CyclePlan) -> pl.DataFrame:
    measured = own_periods(kpis, plan=plan).filter(is_measured(), pl.col("last_on") >= plan.cycle.start)
    asked = key_results.select(_KEY, "kpi_id", "kind", "window")
    each = asked.join(measured, on="kpi_id", maintain_order="left_right")
    is_whole = (pl.col("window") == Span.CYCLE).fill_null(False) & (pl.col("kind") != KeyResultKind.HOLD)
    summed = each.filter(is_whole, "is_summed", pl.col("start_on") >= plan.cycle.start)
    so_far = summed.with_columns(value=pl.col("value").cum_sum().over(_KEY))
    both = pl.concat([each.filter(~is_whole), so_far])
    return both.select(_KEY, dated_on="last_on", actual="value")


def _of_file(key_results: pl.DataFrame, actuals: pl.DataFrame, *, plan: CyclePlan) -> pl.DataFrame:
    unmeasured = key_results.filter(pl.col("kpi_id").is_null()).select(_KEY)
    latest = plan.cycle.last_day + timedelta(days=plan.policy.goals.late_days)
    dated = actuals.with_columns(day=pl.coalesce("for_on", "dated_on")).filter(
        pl.col("day").is_between(plan.cycle.start, plan.judged_on),
        pl.col("dated_on") <= latest,
        pl.col("actual").is_finite(),
    )
    last = dated.sort("dated_on", "actual_id").unique([_KEY, "day"], keep="last", maintain_order=True)
    return last.join(unmeasured, on=_KEY, how="semi").select(_KEY, dated_on="day", actual="actual")
