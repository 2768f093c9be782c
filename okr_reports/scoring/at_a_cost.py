"""Key results that were reached while their counterweight got worse, seen and not explained (rules §7)."""

import polars as pl

from okr_reports.goal_reading_tables import COSTS
from okr_reports.goal_words import CostSign, CostVerdict
from okr_reports.scoring.cycle_kpis import CycleKpis, own_periods, with_counterweight
from okr_reports.scoring.plan import CyclePlan
from okr_reports.words import Health, Variation


def costs_of_reaching(
    key_results: pl.DataFrame, scores: pl.DataFrame, *, kpis: CycleKpis, plan: CyclePlan
) -> pl.DataFrame:
    """COSTS: what the counterweight of each reached key result says (KEY_RESULTS, KEY_RESULT_SCORES).

    Reached at a cost: its last period is a concern on enough points, or it went from healthy to off target in the
    cycle. On fewer points: watch. `from`: its last period before the cycle, else its first in it; `to`: the last one.
    """
    reached = scores.filter(pl.col("is_reached") & pl.col("is_counted")).select("key_result_id")
    weighed = reached.join(with_counterweight(key_results, kpis), on="key_result_id", maintain_order="left")
    beside = weighed.select("key_result_id", "counterweight_id").join(
        _signs(kpis, plan), left_on="counterweight_id", right_on="kpi_id", how="left", maintain_order="left"
    )
    return COSTS.check(beside.with_columns(verdict=_verdict(), sign=_sign()))


def _verdict() -> pl.Expr:
    is_at_a_cost = (pl.col("is_concern") & pl.col("is_settled")) | pl.col("has_turned")
    return (
        pl.when(pl.col("counterweight_id").is_null())
        .then(pl.lit(CostVerdict.NONE_NAMED.value))
        .when(is_at_a_cost)
        .then(pl.lit(CostVerdict.AT_A_COST.value))
        .when("is_concern")
        .then(pl.lit(CostVerdict.WATCH.value))
        .when("is_known")
        .then(pl.lit(CostVerdict.CLEAN.value))
        .otherwise(pl.lit(CostVerdict.NOT_JUDGED.value))
    )


def _sign() -> pl.Expr:
    # A settled concern says more than a colour; a change of colour says more than a concern on few points.
    return (
        pl.when(pl.col("is_concern") & pl.col("is_settled"))
        .then(pl.lit(CostSign.CONCERN.value))
        .when("has_turned")
        .then(pl.lit(CostSign.OFF_TARGET.value))
        .when("is_concern")
        .then(pl.lit(CostSign.CONCERN.value))
    )


def _signs(kpis: CycleKpis, plan: CyclePlan) -> pl.DataFrame:
    """One row per open KPI: is_concern, is_settled, points, has_turned, is_known, and its values at both ends."""
    open_kpis = kpis.facts.filter("is_open").select("kpi_id")
    periods = own_periods(kpis, plan=plan)
    each = (
        open_kpis.join(_last_signals(kpis.signals), on="kpi_id", how="left")
        .join(_turns(periods, plan), on="kpi_id", how="left")
        .join(_ends(periods, plan), on="kpi_id", how="left")
    )
    claims = ("is_concern", "is_settled", "has_turned")
    is_known = pl.col("variation").is_not_null() | pl.col("is_judged").fill_null(False)
    return each.with_columns(pl.col(claims).fill_null(False), is_known=is_known).drop("variation", "is_judged")


def _last_signals(signals: pl.DataFrame) -> pl.DataFrame:
    last = signals.filter("is_last", pl.col("entity_id").is_null())
    is_concern = pl.col("variation") == Variation.CONCERN
    return last.select("kpi_id", "points", "variation", is_concern=is_concern, is_settled=~pl.col("is_trial"))


def _turns(periods: pl.DataFrame, plan: CyclePlan) -> pl.DataFrame:
    """kpi_id, has_turned (healthy just before the cycle or in it, off target at its end), is_judged (in it)."""
    is_in_cycle = pl.col("last_on") >= plan.cycle.start
    judged = periods.filter(pl.col("health") != Health.UNKNOWN).with_columns(is_in_cycle=is_in_cycle)
    before = judged.filter(~pl.col("is_in_cycle")).group_by("kpi_id", maintain_order=True).last()
    window = pl.concat([before.select(judged.columns), judged.filter("is_in_cycle")])
    has_turned = (pl.col("health").last() == Health.OFF_TARGET) & (pl.col("health") == Health.HEALTHY).any()
    is_judged = pl.col("is_in_cycle").any()
    return window.group_by("kpi_id", maintain_order=True).agg(has_turned=has_turned & is_judged, is_judged=is_judged)


def _ends(periods: pl.DataFrame, plan: CyclePlan) -> pl.DataFrame:
    """kpi_id and its values before the cycle (else the first in it) and at the cycle's end."""
    measured = periods.filter(pl.col("value").is_not_null())
    is_in_cycle = pl.col("last_on") >= plan.cycle.start
    columns = ("period_id", "value")
    return measured.group_by("kpi_id", maintain_order=True).agg(
        *(
            pl.coalesce(pl.col(name).filter(~is_in_cycle).last(), pl.col(name).filter(is_in_cycle).first()).alias(
                f"from_{name}"
            )
            for name in columns
        ),
        *(pl.col(name).filter(is_in_cycle).last().alias(f"to_{name}") for name in columns),
    )
