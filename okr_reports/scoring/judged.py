"""A month as it was judged: what signals, candidates, proposals and alerts are made from."""

from collections.abc import Sequence
from dataclasses import dataclass

import polars as pl

from okr_reports.measures import Measure
from okr_reports.scoring.plan import ReviewPlan


@dataclass(frozen=True)
class JudgedMonth:
    """KPI_HEALTH, KPI_SHOWN and KPI_REBASES, the KPIs in the catalogue's order, and what the run asked for."""

    health: pl.DataFrame
    shown: pl.DataFrame
    rebases: pl.DataFrame
    measures: Sequence[Measure]
    plan: ReviewPlan
