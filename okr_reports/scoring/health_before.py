"""How healthy KPIs were before a cycle began: an effort on what is well is no effort for a goal (rules §9)."""

from collections.abc import Mapping

import polars as pl

from okr_reports.scoring.cycle_kpis import CycleKpis, own_periods
from okr_reports.scoring.plan import CyclePlan
from okr_reports.words import Health

_FEWEST = 2


def health_before(kpis: CycleKpis, *, plan: CyclePlan) -> Mapping[str, tuple[Health, ...]]:
    """KPI id → the company's health in its own periods that ended before the cycle's first day, the oldest first.

    Those within a span as long as the cycle, and the last two at least; confidential KPIs have none.
    """
    cycle = plan.cycle
    ended = own_periods(kpis, plan=plan).filter(pl.col("last_on") < cycle.start)
    since = cycle.start - (cycle.end - cycle.start)
    from_the_end = pl.int_range(pl.len(), 0, -1).over("kpi_id")
    recent = ended.filter((pl.col("start_on") >= since) | (from_the_end <= _FEWEST))
    lists = recent.group_by("kpi_id", maintain_order=True).agg("health")
    return {kpi_id: tuple(Health(word) for word in words) for kpi_id, words in lists.rows()}
