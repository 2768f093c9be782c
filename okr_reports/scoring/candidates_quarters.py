"""Quarters in which a KPI kept missing its target (rules §7)."""

import polars as pl

from okr_reports.periods import Grain, Period
from okr_reports.scoring.cadence import is_faster, shown_period
from okr_reports.scoring.calendar_table import calendar_table
from okr_reports.scoring.judged import JudgedMonth
from okr_reports.scoring.plan import ReviewPlan
from okr_reports.scoring.shown import month_health
from okr_reports.words import Health

_MISSED = [Health.AT_RISK.value, Health.OFF_TARGET.value]


def last_quarters(plan: ReviewPlan) -> tuple[Period, Period]:
    """The two quarters that ended last by the month's end, older first."""
    last = shown_period(Grain.QUARTER, plan)
    return plan.fiscal.shifted(last, -1), last


def weak_in_both_quarters(month: JudgedMonth) -> pl.DataFrame:
    """kpi_id, missed_count: the company's KPIs that were weak in both of the last two quarters.

    A quarter is weak when at least two judged months missed (policy), the last judged one among them; a quarterly
    KPI's when its value missed. Slower KPIs have no quarters. What is unknown counts for neither side.
    """
    judged = _judged_periods(month).filter(pl.col("health") != Health.UNKNOWN)
    missed = pl.col("health").is_in(_MISSED)
    quarters = judged.sort("period_on").group_by("kpi_id", "quarter_id").agg(
        pl.col("needed_count").first(), missed_count=missed.sum().cast(pl.Int64), is_last_missed=missed.last()
    )  # fmt: skip
    weak = quarters.filter("is_last_missed", pl.col("missed_count") >= pl.col("needed_count"))
    both = weak.group_by("kpi_id").agg(pl.col("missed_count").sum(), quarter_count=pl.len())
    return both.filter(pl.col("quarter_count") == 2).select("kpi_id", "missed_count")


def _judged_periods(month: JudgedMonth) -> pl.DataFrame:
    """kpi_id, quarter_id, period_on, health, needed_count: each KPI's months, or a quarterly one's quarters."""
    older, last = last_quarters(month.plan)
    cadences = [(measure.kpi_id, measure.grain.value) for measure in month.measures]
    # With the types: a company need not have a KPI.
    own = pl.DataFrame(cadences, schema={"kpi_id": pl.String(), "grain": pl.String()}, orient="row")
    company = month.health.filter(pl.col("entity_id").is_null()).join(own, on=["kpi_id", "grain"])
    dated = company.join(calendar_table(company, month.plan.fiscal), on=["grain", "period_id"])
    within = dated.filter(pl.col("anchor_on").is_between(older.start, last.end, closed="left")).with_columns(
        quarter_id=pl.when(pl.col("anchor_on") < last.start).then(pl.lit(older.key)).otherwise(pl.lit(last.key))
    )
    return pl.concat([_months(within, month.plan), _quarters(within)])


def _months(periods: pl.DataFrame, plan: ReviewPlan) -> pl.DataFrame:
    """Months as a monthly pack judges them: a faster KPI's by its last period and the share of those met."""
    shorter = [grain.value for grain in Grain if grain is Grain.MONTH or is_faster(grain)]
    is_met, is_judged = pl.col("health") == Health.HEALTHY, pl.col("health") != Health.UNKNOWN
    counted = periods.filter(pl.col("grain").is_in(shorter)).sort("anchor_on").group_by(
        "kpi_id", "quarter_id", period_on=pl.col("anchor_on").dt.truncate("1mo"), maintain_order=True
    ).agg(pl.col("health").last(), met_count=is_met.sum(), judged_count=is_judged.sum())  # fmt: skip
    needed = pl.lit(plan.policy.weak_months, pl.Int64)
    return counted.select("kpi_id", "quarter_id", "period_on", health=month_health(plan), needed_count=needed)


def _quarters(periods: pl.DataFrame) -> pl.DataFrame:
    own = periods.filter(pl.col("grain") == Grain.QUARTER)
    return own.select("kpi_id", "quarter_id", "anchor_on", "health", needed_count=pl.lit(1, pl.Int64)).rename(
        {"anchor_on": "period_on"}
    )
