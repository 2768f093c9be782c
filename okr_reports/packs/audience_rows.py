"""A table in the order of employees, of which one employee's rows are a slice: no copy."""

from dataclasses import dataclass, field

import polars as pl

from okr_reports.packs.audience_inputs import AudiencePlan
from okr_reports.packs.extract_rows import NO_PERIOD

_LINKAGE = "linkage"


@dataclass(frozen=True)
class RowsByEmployee:
    """`rows` sorted by employee; `places`: employee id → where that employee's rows begin, and how many there are."""

    rows: pl.DataFrame
    places: dict[str, tuple[int, int]]

    def of(self, employee_id: str) -> pl.DataFrame:
        """The employee's rows, in their order in the table."""
        begin, count = self.places.get(employee_id, (0, 0))
        return self.rows.slice(begin, count)


def by_employee(table: pl.DataFrame, key: str = "employee_id") -> RowsByEmployee:
    """The table by its column of employee ids; rows without one belong to nobody."""
    rows = table.filter(pl.col(key).is_not_null()).sort(key, maintain_order=True)
    runs = rows.select(pl.col(key).rle().alias("run")).unnest("run")
    ends = runs["len"].cum_sum()
    places = {
        id: (end - count, count) for id, count, end in zip(runs["value"], runs["len"], ends, strict=True)
    }  # fmt: skip
    return RowsByEmployee(rows, places)


@dataclass(frozen=True)
class SharedRows:
    """Rows of `sources` and `pay_changes` that depend on an employee's roles and KPIs alone: many have the same."""

    sources: pl.DataFrame
    pay_changes: pl.DataFrame
    plan: AudiencePlan
    _known: dict[tuple[frozenset[str], frozenset[str]], tuple[pl.DataFrame, pl.DataFrame]] = field(
        default_factory=dict, init=False
    )

    def of(self, roles: frozenset[str], kpis: frozenset[str]) -> tuple[pl.DataFrame, pl.DataFrame]:
        """The sources behind these KPIs; the changes of these roles and KPIs, and of the linkage policy."""
        if (roles, kpis) not in self._known:
            extracts = {extract for kpi in kpis for extract in self.plan.kpi_extracts.get(kpi, ())}
            is_own = pl.col("subject_id").is_in(list(roles | kpis))
            self._known[roles, kpis] = (
                self.sources.filter(pl.col("extract").is_in(list(extracts)) & self._is_behind_figures()),
                self.pay_changes.filter((pl.col("subject") == _LINKAGE) | is_own),
            )
        return self._known[roles, kpis]

    def _is_behind_figures(self) -> pl.Expr:
        """Whether a part's rows were looked at: of most extracts those of the cycle's months."""
        cycle, is_month = self.plan.cycle, pl.col("period_id") != NO_PERIOD
        month = pl.when(is_month).then(pl.col("period_id") + "-01").str.to_date(strict=False)
        own = month.is_between(cycle.start, cycle.end, closed="left")
        return ~is_month | own | ~pl.col("extract").is_in(list(self.plan.cycle_extracts))
