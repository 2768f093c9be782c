"""How many KPIs are healthy, of how many judged, and why the others are not (rules §3)."""

from collections.abc import Mapping
from dataclasses import dataclass

import polars as pl

from okr_reports.words import Health, Reason


@dataclass(frozen=True)
class HealthCounts:
    """Counts of KPIs, those apart left out. `not_judged`: reason → how many, most frequent first."""

    healthy: int
    at_risk: int
    off_target: int
    unknown: int
    not_judged: Mapping[Reason, int]

    @property
    def judged(self) -> int:
        """All but the unknown ones."""
        return self.healthy + self.at_risk + self.off_target


def count_company(shown: pl.DataFrame) -> HealthCounts:
    """The counts of the company's KPIs, from KPI_SHOWN."""
    return _counts(shown.filter(pl.col("entity_id").is_null()))


def count_department(shown: pl.DataFrame, department_id: str, *, own_kpi_ids: frozenset[str]) -> HealthCounts:
    """The counts of one department, from KPI_SHOWN: the KPIs it owns, and its part of those valued by department.

    A KPI that it owns and that is also valued by department counts once, by the department's value.
    """
    entity = f"department/{department_id}"
    parts = shown.filter(pl.col("entity_id") == entity)
    is_own = pl.col("entity_id").is_null() & pl.col("kpi_id").is_in(list(own_kpi_ids))
    owned = shown.filter(is_own & ~pl.col("kpi_id").is_in(parts["kpi_id"].to_list()))
    return _counts(pl.concat([parts, owned]))


def _counts(shown: pl.DataFrame) -> HealthCounts:
    counted = shown.filter(~pl.col("is_apart"))
    by_health = dict(counted["health"].value_counts().rows())
    unknown = (
        counted.filter(pl.col("health") == Health.UNKNOWN)["reason"]
        .value_counts()
        .sort("count", "reason", descending=[True, False])
    )
    return HealthCounts(
        healthy=by_health.get(Health.HEALTHY, 0),
        at_risk=by_health.get(Health.AT_RISK, 0),
        off_target=by_health.get(Health.OFF_TARGET, 0),
        unknown=by_health.get(Health.UNKNOWN, 0),
        not_judged={Reason(reason): count for reason, count in unknown.rows()},
    )
