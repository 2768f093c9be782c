"""A table in the order of employees, and one employee's rows of it as plain values."""

from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

import polars as pl

from okr_reports.appraisal_words import PaySubject
from okr_reports.packs.audience_inputs import AudiencePlan
from okr_reports.packs.extract_rows import NO_PERIOD
from okr_reports.packs.own_rows import OwnRows

_OF_EVERYBODY = (PaySubject.LINKAGE, PaySubject.POLICY)
_TAKEN_AT_ONCE = 1_000


def own_rows(table: pl.DataFrame) -> OwnRows:
    """All rows of a table that holds one employee's alone."""
    return OwnRows(tuple(table.columns), table.rows())


@dataclass
class RowsByEmployee:
    """`rows` sorted by employee; `places`: employee id → where that employee's rows begin, and how many there are.

    The values of many employees are taken out of the table at once: one by one takes ten times as long.
    """

    rows: pl.DataFrame
    places: dict[str, tuple[int, int]]
    _taken: list[tuple[Any, ...]] = field(default_factory=list, init=False)
    _taken_from: int = field(default=0, init=False)

    def of(self, employee_id: str) -> OwnRows:
        """The employee's rows, in their order in the table."""
        begin, count = self.places.get(employee_id, (0, 0))
        at = begin - self._taken_from
        if count and not 0 <= at <= len(self._taken) - count:
            self._taken, self._taken_from, at = self.rows.slice(begin, max(count, _TAKEN_AT_ONCE)).rows(), begin, 0
        return OwnRows(self.columns, self._taken[at : at + count] if count else [])

    @cached_property
    def columns(self) -> tuple[str, ...]:
        """The names of the columns."""
        return tuple(self.rows.columns)


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
    _known: dict[tuple[frozenset[str], frozenset[str]], tuple[OwnRows, OwnRows]] = field(
        default_factory=dict, init=False
    )

    def of(self, roles: frozenset[str], kpis: frozenset[str]) -> tuple[OwnRows, OwnRows]:
        """The sources behind these KPIs; the changes of these roles and KPIs, and of the policies."""
        if (roles, kpis) not in self._known:
            extracts = {extract for kpi in kpis for extract in self.plan.kpi_extracts.get(kpi, ())}
            is_own = pl.col("subject_id").is_in(list(roles | kpis))
            self._known[roles, kpis] = (
                own_rows(self.sources.filter(pl.col("extract").is_in(list(extracts)) & self._is_behind_figures())),
                own_rows(self.pay_changes.filter(pl.col("subject").is_in(_OF_EVERYBODY) | is_own)),
            )
        return self._known[roles, kpis]

    def _is_behind_figures(self) -> pl.Expr:
        """Whether a part's rows were looked at: of most extracts those of the cycle's months."""
        cycle, is_month = self.plan.cycle, pl.col("period_id") != NO_PERIOD
        month = pl.when(is_month).then(pl.col("period_id") + "-01").str.to_date(strict=False)
        own = month.is_between(cycle.start, cycle.end, closed="left")
        return ~is_month | own | ~pl.col("extract").is_in(list(self.plan.cycle_extracts))
