"""The extracts that a cycle's key results are measured from: their rows in it, and how far they reach."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, time
from zoneinfo import ZoneInfo

import polars as pl

from okr_reports.packs.retro.inputs import RetroInputs
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


def extracts_of(inputs: RetroInputs) -> tuple[ExtractOfCycle, ...]:
    """In the order of the catalogue, joined ones included."""
    used, months = _used(inputs), _months(inputs)
    parts = inputs.tables.parts.filter(pl.col("period_id").is_in([*months, NO_PERIOD]))
    return tuple(
        _extract(id, used[id], parts=parts.filter(pl.col("extract") == id), inputs=inputs)
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


def _extract(id: str, key_results: Sequence[str], *, parts: pl.DataFrame, inputs: RetroInputs) -> ExtractOfCycle:
    dated = parts.filter(pl.col("period_id") != NO_PERIOD).sort("period_id")
    last_month = dated.filter(pl.col("period_id") == _months(inputs)[-1])
    hashes = (dated if dated.height else parts)["sha256"].to_list()
    until = parts["covers_until"].max()
    end = datetime.combine(inputs.cycle.end, time(), ZoneInfo(inputs.catalogue.company.timezone))
    reached = until if isinstance(until, datetime) and until < end else None
    return ExtractOfCycle(
        extract=id,
        key_result_ids=tuple(key_results),
        rows=int(parts["row_count"].sum()),
        last_month_rows=int(last_month["row_count"].sum()),
        rejected=int(parts["rejected_count"].fill_null(0).sum()),
        is_complete=reached is None,
        covers_until=reached,
        sha256=hashes[-1] if hashes else None,
    )
