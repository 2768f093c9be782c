"""The extracts that a cycle's key results are measured from: their rows in it, and how far they reach."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, time
from zoneinfo import ZoneInfo

import polars as pl

from okr_reports.packs.retro.inputs import RetroInputs
from okr_reports.packs.retro_rows import Row, lists_by_key
from okr_reports.periods import Grain

NO_PERIOD = "none"


@dataclass(frozen=True)
class ExtractOfCycle:
    """One extract in the months of the cycle. `last_month_rows`: of the last of them alone.

    `is_complete`: nothing says that rows are still to come. `covers_until`: only when that is before the cycle's end.
    `sha256`: of the last part. `key_result_ids`: measured from it; of one that others join none.
    """

    extract: str
    key_result_ids: tuple[str, ...]
    rows: int
    last_month_rows: int
    rejected: int
    is_complete: bool
    covers_until: datetime | None
    sha256: str | None


@dataclass(frozen=True)
class _Parts:
    """An extract's parts in the cycle, the earliest first, the key of its last month, and the moment it ends."""

    rows: Sequence[Row]
    last_month: str
    end: datetime

    @property
    def hashes(self) -> list[str]:
        """Of the parts of a month, if there are any."""
        dated = [row["sha256"] for row in self.rows if row["period_id"] != NO_PERIOD]
        return dated or [row["sha256"] for row in self.rows]

    @property
    def reached(self) -> datetime | None:
        """How far the extract reaches, when that is before the cycle's end."""
        until = max((row["covers_until"] for row in self.rows if row["covers_until"] is not None), default=None)
        return until if until is not None and until < self.end else None


def extracts_of(inputs: RetroInputs) -> tuple[ExtractOfCycle, ...]:
    """In the order of the catalogue, joined ones included."""
    used, months = _used(inputs), _months(inputs)
    inside = inputs.tables.parts.filter(pl.col("period_id").is_in([*months, NO_PERIOD]))
    parts = lists_by_key(inside.sort("period_id"), "extract")
    end = datetime.combine(inputs.cycle.end, time(), ZoneInfo(inputs.catalogue.company.timezone))
    return tuple(
        _extract(id, used[id], parts=_Parts(parts.get(id, []), months[-1], end))
        for id in inputs.catalogue.extracts
        if id in used
    )


def _used(inputs: RetroInputs) -> Mapping[str, Sequence[str]]:
    """Extract id → the key results measured from it, by their KPI or their own formula."""
    catalogue, found = inputs.catalogue, dict[str, list[str]]()
    for id, kpi_id in inputs.tables.key_results.select("key_result_id", "kpi_id").iter_rows():
        kpi, placed = catalogue.kpis.get(kpi_id or ""), catalogue.key_results.get(id)
        extract = kpi.extract if kpi else placed.entry.extract if placed else None
        if extract:
            found.setdefault(extract, []).append(id)
    joined = {join.extract for id in found if id in catalogue.extracts for join in catalogue.extracts[id].join}
    return found | {id: [] for id in joined if id not in found}


def _months(inputs: RetroInputs) -> list[str]:
    """The keys of the months that the cycle touches, in order."""
    fiscal = inputs.catalogue.fiscal
    month, keys = fiscal.containing(inputs.cycle.start, Grain.MONTH), []
    while month.start < inputs.cycle.end:
        keys.append(month.key)
        month = fiscal.shifted(month, 1)
    return keys


def _extract(id: str, key_results: Sequence[str], *, parts: _Parts) -> ExtractOfCycle:
    reached, hashes = parts.reached, parts.hashes
    return ExtractOfCycle(
        extract=id,
        key_result_ids=tuple(key_results),
        rows=sum(row["row_count"] for row in parts.rows),
        last_month_rows=sum(row["row_count"] for row in parts.rows if row["period_id"] == parts.last_month),
        rejected=sum(row["rejected_count"] or 0 for row in parts.rows),
        is_complete=reached is None,
        covers_until=reached,
        sha256=hashes[-1] if hashes else None,
    )
