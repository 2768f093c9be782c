"""From when on a KPI's points are one series: after a dated re-base, or after its formula changed (rules §4)."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from typing import Any

import polars as pl

from okr_reports.findings import Finding
from okr_reports.measures import Measure
from okr_reports.periods import Grain, Period
from okr_reports.scoring.plan import ReviewPlan
from okr_reports.tables import KPI_REBASES
from okr_reports.words import Severity

UNEXPLAINED = "no reason recorded"


@dataclass(frozen=True)
class Rebase:
    """One line of tables.KPI_REBASES. `fields`: what of the definition changed; empty when a sheet states it."""

    kpi_id: str
    from_on: date
    why: str
    fields: tuple[str, ...] = ()


@dataclass(frozen=True)
class PackDefinitions:
    """How the KPIs were defined in the pack of a month, seen on a day: KPI id → field → what can be compared."""

    month: Period
    seen_on: date
    definitions: Mapping[str, Mapping[str, object]]


@dataclass(frozen=True)
class DefinitionHistory:
    """What sheets state, what changes.csv records of `fields`, and the definitions pack by pack, the present last."""

    stated: Sequence[Rebase]
    changes: pl.DataFrame
    fields: Sequence[str]
    packs: Sequence[PackDefinitions]


@dataclass(frozen=True)
class _Change:
    """A definition that another pack's differs from; `month` is the first pack's with the new one."""

    kpi_id: str
    fields: tuple[str, ...]
    before: PackDefinitions
    after: PackDefinitions

    def is_told_by(self, row: Mapping[str, Any]) -> bool:
        """Whether a recorded change is this one: made after the month of the last pack with the old definition began,
        and before the first with the new one was made."""
        is_same = row["changed_id"] == self.kpi_id and row["field"] in self.fields
        return is_same and self.before.month.start <= row["changed_on"] <= self.after.seen_on


def kpi_rebases(history: DefinitionHistory, measures: Sequence[Measure], *, plan: ReviewPlan) -> pl.DataFrame:
    """tables.KPI_REBASES up to the reported month, in order of KPI and day; what falls on one day is one row.

    A recorded change counts from the period of the KPI's cadence in which it was made, one that only the packs show
    from the month of the first pack with it, one that both know from the earlier of both.
    """
    found = [*history.stated, *_formula_changes(history, measures, plan=plan)]
    known = {measure.kpi_id for measure in measures}
    seen = [one for one in found if one.kpi_id in known and one.from_on <= plan.month.last_day]
    rows = [_row(list(same)) for _, same in groupby(sorted(seen, key=_key), key=_key)]
    return KPI_REBASES.check(pl.DataFrame(rows, schema=KPI_REBASES.columns, orient="row"))


def unexplained_changes(rebases: pl.DataFrame, measures: Sequence[Measure], *, plan: ReviewPlan) -> list[Finding]:
    """A finding for each formula that changed in the reported month's periods without anybody saying why."""
    since = {measure.kpi_id: _first_day(plan.month, measure.grain, plan) for measure in measures}
    silent = rebases.filter(pl.col("is_formula_change") & pl.col("why").str.contains(UNEXPLAINED, literal=True))
    return [
        Finding("FORMULA-CHANGED", Severity.WARNING, kpi_id, f"{why}: add a row with the reason to changes.csv")
        for kpi_id, from_on, why in silent.select("kpi_id", "from_on", "why").iter_rows()
        if from_on >= since[kpi_id]
    ]


def _formula_changes(history: DefinitionHistory, measures: Sequence[Measure], *, plan: ReviewPlan) -> Iterator[Rebase]:
    grains = {measure.kpi_id: measure.grain for measure in measures}
    recorded = history.changes.filter(pl.col("field").is_in(history.fields) & pl.col("changed_id").is_in(list(grains)))
    left = list(recorded.iter_rows(named=True))
    for change in _changes(history.packs):
        told = [row for row in left if change.is_told_by(row)]
        left = [row for row in left if row not in told]
        if change.kpi_id not in grains:
            continue
        first = _first_day(change.after.month, grains[change.kpi_id], plan)
        days = [first, *(_day_of(row, grains, plan) for row in told)]
        reasons = [row["reason"] for row in told if row["reason"]]
        yield Rebase(change.kpi_id, min(days), _why(change.fields, reasons), change.fields)
    for row in left:
        reasons = [row["reason"]] if row["reason"] else []
        fields = (row["field"],)
        yield Rebase(row["changed_id"], _day_of(row, grains, plan), _why(fields, reasons), fields)


def _changes(packs: Sequence[PackDefinitions]) -> Iterator[_Change]:
    """Every definition that differs from the one in the latest earlier pack that has the KPI."""
    last: dict[str, PackDefinitions] = {}
    for pack in packs:
        for kpi_id, definition in pack.definitions.items():
            before = last.get(kpi_id)
            old = before.definitions[kpi_id] if before else definition
            fields = tuple(field for field in definition if old.get(field) != definition[field])
            if before and fields:
                yield _Change(kpi_id, fields, before, pack)
            last[kpi_id] = pack


def _first_day(month: Period, grain: Grain, plan: ReviewPlan) -> date:
    """The first day of the first period of this length that the month's pack is about."""
    within = plan.fiscal.within(month, grain) if grain in (Grain.DAY, Grain.WEEK) else []
    return within[0].start if within else plan.fiscal.containing(month.start, grain).start


def _day_of(row: Mapping[str, Any], grains: Mapping[str, Grain], plan: ReviewPlan) -> date:
    return plan.fiscal.containing(row["changed_on"], grains[row["changed_id"]]).start


def _why(fields: Sequence[str], reasons: Sequence[str]) -> str:
    named = ", ".join(fields[:-1]) + " and " * (len(fields) > 1) + "".join(fields[-1:])
    said = f": {'; '.join(dict.fromkeys(reasons))}" if reasons else f", {UNEXPLAINED}"
    return f"{named} changed{said}"


def _key(rebase: Rebase) -> tuple[str, date]:
    return rebase.kpi_id, rebase.from_on


def _row(same: Sequence[Rebase]) -> tuple[str, date, str, bool]:
    why = "; ".join(dict.fromkeys(one.why for one in same))
    return same[0].kpi_id, same[0].from_on, why, any(one.fields for one in same)
