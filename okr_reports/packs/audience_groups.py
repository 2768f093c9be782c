"""Figures about too few people leave here, where an earlier stage has not already kept them back (rules §8)."""

from dataclasses import replace

import polars as pl

from okr_reports.packs.audience_inputs import AppraisalTables, AudiencePlan
from okr_reports.scoring.few_people import CELL, FEW_PEOPLE, few_people_cells

_SEGMENT_KPI = ("employee_id", "segment", "kra_id", "kpi_id")


def without_small_groups(tables: AppraisalTables, plan: AudiencePlan) -> AppraisalTables:
    """The tables without values about groups too small to speak of; one's own figures stay.

    What was met of how many stays too: it does not say how the group stands. A segment's value goes when one of its
    periods does, or it could be told from the others.
    """
    is_shown = pl.col("kpi_id").is_in(list(plan.people_kpis)) & pl.col("value").is_not_null()
    cells = tables.kra_periods.filter(is_shown).select(*CELL, "n")
    hidden = few_people_cells(cells, least=plan.fewest_people).with_columns(is_hidden=pl.lit(True))
    if hidden.is_empty():
        return tables
    periods = tables.kra_periods.join(hidden, on=CELL, how="left", nulls_equal=True, maintain_order="left")
    touched = periods.filter("is_hidden").select(*_SEGMENT_KPI, "is_hidden").unique(maintain_order=True)
    over_segments = tables.kpi_achievements.join(touched, on=_SEGMENT_KPI, how="left", maintain_order="left")
    return replace(
        tables,
        kra_periods=_blank(periods, "value", "n", "published_value"),
        kpi_achievements=_blank(over_segments, "value", "n", "attainment"),
    )


def _blank(rows: pl.DataFrame, *figures: str) -> pl.DataFrame:
    is_hidden = pl.col("is_hidden").fill_null(False)
    blank = [pl.when(~is_hidden).then(pl.col(name)).alias(name) for name in figures]
    reason = pl.when(is_hidden).then(pl.coalesce("reason", pl.lit(FEW_PEOPLE))).otherwise("reason").alias("reason")
    return rows.with_columns(*blank, reason).drop("is_hidden")
