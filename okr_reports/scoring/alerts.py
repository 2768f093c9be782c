"""What somebody must hear at once: a KPI newly off target, or a new concern (rules §§3-4)."""

import polars as pl

from okr_reports.scoring.calendar_table import calendar_table
from okr_reports.scoring.judged import JudgedMonth
from okr_reports.tables import ALERTS
from okr_reports.words import AlertKind, Health, Variation

_PERIOD = ["grain", "period_id"]


def find_alerts(month: JudgedMonth, signals: pl.DataFrame) -> pl.DataFrame:
    """ALERTS: what of the company's KPIs the month shows for the first time. `signals`: KPI_SIGNALS.

    Held against the last judged period, and the last point, before the month (before the shown period of a slower KPI),
    so that weeks are held against the last pack's; what was unknown in between changes nothing. A slower KPI alerts in
    the month in which its period ended.
    """
    fresh = month.shown.filter(pl.col("entity_id").is_null() & ~pl.col("is_apart"))
    off = fresh.filter(pl.col("health") == Health.OFF_TARGET).select("kpi_id", *_PERIOD)
    judged = month.health.filter(pl.col("health") != Health.UNKNOWN)
    was_off = _before(month, judged).filter(pl.col("health") == Health.OFF_TARGET)
    ends = signals.filter("is_last", pl.col("variation") == Variation.CONCERN)
    concerns = ends.join(fresh, on=["kpi_id", "entity_id", *_PERIOD], how="semi", nulls_equal=True)
    points = signals.filter(pl.col("charted").is_not_null())
    was_concern = _before(month, points).filter(pl.col("variation_so_far") == Variation.CONCERN)
    new = [
        (off.join(was_off, on="kpi_id", how="anti"), AlertKind.NEWLY_OFF_TARGET),
        (concerns.join(was_concern, on="kpi_id", how="anti"), AlertKind.NEW_CONCERN),
    ]
    rows = pl.concat(frame.select("kpi_id", "period_id", kind=pl.lit(kind.value)) for frame, kind in new)
    return ALERTS.check(rows.sort("kpi_id", "kind"))


def _before(month: JudgedMonth, rows: pl.DataFrame) -> pl.DataFrame:
    """Each company KPI's last row of its own cadence before the month, or before its shown period if longer."""
    company = rows.filter(pl.col("entity_id").is_null())
    ends = month.shown.filter(pl.col("entity_id").is_null()).select("kpi_id", "grain", shown_id="period_id")
    own = company.join(ends, on=["kpi_id", "grain"])
    calendar = calendar_table(month.shown.select(_PERIOD).vstack(own.select(_PERIOD)), month.plan.fiscal)
    shown = calendar.select("grain", shown_id="period_id", shown_on="anchor_on")
    dated = own.join(calendar, on=_PERIOD).join(shown, on=["grain", "shown_id"])
    earlier = dated.filter(pl.col("anchor_on") < pl.min_horizontal("shown_on", pl.lit(month.plan.month.start)))
    return earlier.sort("anchor_on").unique("kpi_id", keep="last", maintain_order=True)
