"""What somebody said of a KPI's health beside what was computed (rules §3)."""

from collections.abc import Sequence
from dataclasses import dataclass

import polars as pl

from okr_reports.words import Health


@dataclass(frozen=True)
class AssertedHealth:
    """A health that a person stated for the company's KPI in one period."""

    kpi_id: str
    period_id: str
    health: Health


def disagreements(health: pl.DataFrame, asserted: Sequence[AssertedHealth]) -> pl.DataFrame:
    """kpi_id, period_id, asserted_health, health: where the company's computed health (KPI_HEALTH) is another one."""
    rows = [{"kpi_id": one.kpi_id, "period_id": one.period_id, "asserted_health": one.health.value} for one in asserted]
    schema = {"kpi_id": pl.String(), "period_id": pl.String(), "asserted_health": pl.String()}
    company = health.filter(pl.col("entity_id").is_null() & pl.col("is_history"))
    beside = pl.DataFrame(rows, schema=schema).join(company, on=["kpi_id", "period_id"], maintain_order="left")
    return beside.filter(pl.col("asserted_health") != pl.col("health")).select(*schema, "health")
