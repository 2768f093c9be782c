"""What readers must see of the scores: KPIs that failed, and targets set after the period they judge (rules §3)."""

import polars as pl

from okr_reports.findings import Finding
from okr_reports.words import Severity

KPI_FAILED, KEY_RESULT_FAILED, BACKDATED_TARGET = "KPI-FAILED", "KEY-RESULT-FAILED", "BACKDATED-TARGET"


def score_findings(health: pl.DataFrame) -> tuple[Finding, ...]:
    """One finding for each KPI that failed and for each back-dated target row, from KPI_HEALTH."""
    return (*_failed(health), *_back_dated(health))


def _failed(health: pl.DataFrame) -> list[Finding]:
    failed = health.filter(pl.col("detail").is_not_null() & pl.col("is_history")).sort("kpi_id", "period_id")
    each = failed.group_by("kpi_id", "detail", maintain_order=True).agg(pl.col("period_id").unique().sort())
    return [
        Finding(KPI_FAILED, Severity.ERROR, kpi_id, f"not computed for {_listed(periods)}: {detail}")
        for kpi_id, detail, periods in each.rows()
    ]


def _back_dated(health: pl.DataFrame) -> list[Finding]:
    judged = health.filter(pl.col("is_back_dated") & pl.col("is_history") & pl.col("is_met").is_not_null())
    each = judged.group_by("kpi_id", "target_from", "target_set_on", maintain_order=True).agg(
        pl.col("period_id").unique().sort()
    )
    return [
        Finding(
            BACKDATED_TARGET, Severity.WARNING, kpi_id,
            f"the target from {from_key}, set on {set_on}, judges {_listed(periods)}, which had already ended",
        )
        for kpi_id, from_key, set_on, periods in each.sort("kpi_id", "target_from").rows()
    ]  # fmt: skip


def _listed(periods: list[str]) -> str:
    return periods[0] if len(periods) == 1 else f"{periods[0]} to {periods[-1]} ({len(periods)} periods)"
