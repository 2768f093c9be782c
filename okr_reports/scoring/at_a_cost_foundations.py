"""Objectives that rest on something off target: a KPI of theirs, what leads it, or its counterweight (rules §7)."""

import polars as pl

from okr_reports.goal_reading_tables import WEAK_FOUNDATIONS
from okr_reports.goal_words import FoundationPart
from okr_reports.scoring.cycle_kpis import CycleKpis, with_counterweight
from okr_reports.scoring.key_results_states import with_states
from okr_reports.scoring.plan import CyclePlan
from okr_reports.words import Health


def weak_foundations(key_results: pl.DataFrame, *, kpis: CycleKpis, plan: CyclePlan) -> pl.DataFrame:
    """WEAK_FOUNDATIONS: for each objective with key results that still stand, its KPIs that are off target.

    A KPI that carries an objective in several ways is named once: as its KPI, its leading indicator, its counterweight.
    """
    active = with_states(key_results, plan=plan).filter(~pl.col("is_ended"))
    weighed = with_counterweight(active, kpis)
    pairs = [(kpi, each) for kpi, leading in kpis.leading.items() for each in leading]
    leads = pl.DataFrame(pairs, schema={"kpi_id": pl.String(), "leading_id": pl.String()}, orient="row")
    parts = {
        FoundationPart.KPI: weighed.select("objective_id", "kpi_id"),
        FoundationPart.LEADING: weighed.join(leads, on="kpi_id", maintain_order="left").select(
            "objective_id", kpi_id="leading_id"
        ),
        FoundationPart.COUNTERWEIGHT: weighed.select("objective_id", kpi_id="counterweight_id"),
    }
    carried = pl.concat(frame.with_columns(part=pl.lit(part.value)) for part, frame in parts.items())
    is_off = (pl.col("health") == Health.OFF_TARGET) & pl.col("entity_id").is_null()
    weak = carried.join(kpis.shown.filter(is_off), on="kpi_id", how="semi", maintain_order="left")
    order = active.select("objective_id").unique(maintain_order=True).with_row_index("place")
    first = weak.unique(["objective_id", "kpi_id"], keep="first", maintain_order=True)
    return WEAK_FOUNDATIONS.check(first.join(order, on="objective_id").sort("place", maintain_order=True))
