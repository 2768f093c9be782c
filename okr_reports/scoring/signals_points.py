"""Which values are points of a chart: measured ones since the last re-base, up to the shown period (rules §4)."""

import polars as pl

from okr_reports.periods import Grain
from okr_reports.scoring.calendar_table import calendar_table
from okr_reports.scoring.judged import JudgedMonth
from okr_reports.scoring.plan import ReviewPlan
from okr_reports.words import Reason

SUBJECT = ["kpi_id", "entity_id"]
PERIOD = ["grain", "period_id"]


def measured_points(month: JudgedMonth) -> pl.DataFrame:
    """The measured values of each KPI's own cadence, by KPI, entity and time.

    A value of too few rows is none. A re-base holds from the period that its day falls into, and not yet for an
    earlier shown period. Out: kpi_id, entity_id, grain, period_id, value, is_history (one of the policy's number of
    periods up to the shown one: scoring values more days than a report shows), the calendar's columns.
    """
    calendar = calendar_table(month.health, month.plan.fiscal)
    is_measured = pl.col("value").is_not_null() & pl.col("value_reason").ne_missing(Reason.SMALL_N.value)
    values = month.health.select(*SUBJECT, *PERIOD, "value", "value_reason", "is_history")
    measured = values.filter(is_measured).drop("value_reason")
    own = measured.join(_spans(month, calendar), on=[*SUBJECT, "grain"], nulls_equal=True)
    dated = own.join(calendar, on=PERIOD)
    is_of_series = (pl.col("last_on") >= pl.col("since_on")).fill_null(True)
    is_past = pl.col("anchor_on") <= pl.col("shown_on")
    past = dated.filter(is_of_series & is_past).with_columns(_is_reported(month.plan))
    return past.drop("since_on", "shown_on").sort(*SUBJECT, "anchor_on")


def _is_reported(plan: ReviewPlan) -> pl.Expr:
    """Of days a review values those of two months, and reports as many as of anything else."""
    is_too_early = pl.col("anchor_on") <= pl.col("shown_on") - pl.duration(days=plan.policy.history_periods)
    return pl.col("is_history") & ~((pl.col("grain") == Grain.DAY) & is_too_early)


def _spans(month: JudgedMonth, calendar: pl.DataFrame) -> pl.DataFrame:
    """kpi_id, entity_id, grain, shown_on, since_on: from the last re-base that the shown period has seen, up to it."""
    days = calendar.select(*PERIOD, shown_on="anchor_on", shown_last_on="last_on")
    ends = month.shown.select(*SUBJECT, *PERIOD).join(days, on=PERIOD).drop("period_id")
    seen = ends.select("kpi_id", "shown_last_on").unique().join(month.rebases, on="kpi_id")
    past = seen.filter(pl.col("from_on") <= pl.col("shown_last_on"))
    since = past.group_by("kpi_id").agg(since_on=pl.col("from_on").max())
    return ends.join(since, on="kpi_id", how="left").drop("shown_last_on")
