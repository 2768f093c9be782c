"""How complete and clean the data behind a cycle are: its extracts with their snapshots, late figures, findings."""

from collections.abc import Iterator, Sequence
from datetime import datetime, time
from zoneinfo import ZoneInfo

import polars as pl

from okr_reports.packs.appendix import NoticeRow, QuarantinedRow
from okr_reports.packs.listing import capitalised, joined_up_to, plural, shortened
from okr_reports.packs.method import short_hash
from okr_reports.packs.numbers import counted
from okr_reports.packs.pages import Says
from okr_reports.packs.retro.edition import RetroEdition
from okr_reports.packs.retro.reading_pages import ExtractOfCycle, QualityPage
from okr_reports.periods import Grain
from okr_reports.words import Severity

_NO_PERIOD = "none"
_MOST_QUARANTINED, _MOST_NOTICES, _LONGEST_RAW, _MOST_NAMED, _MOST_LATE = 20, 40, 60, 3, 8


def quality_page(edition: RetroEdition) -> QualityPage:
    """The extracts that the cycle's key results are measured from, in the order of the catalogue."""
    used = _used(edition)
    extracts = tuple(_extract(id, used[id], edition) for id in edition.catalogue.extracts if id in used)
    cells = edition.tables.quarantined.filter(pl.col("extract").is_in(list(used)))
    notices = [found for found in edition.inputs.findings if found.severity is not Severity.ADVICE]
    more, further = cells.height - _MOST_QUARANTINED, len(notices) - _MOST_NOTICES
    return QualityPage(
        title=_title(edition, used=list(used), unreadable=cells.height, findings=len(notices)),
        sub="A cell that cannot be read is left empty and listed; it is never guessed. What was not measured has no "
        "score, never 0. The snapshot is the last part read of the extract.",
        extracts=extracts,
        late=_late(edition),
        quarantined=tuple(_quarantined(cells)),
        quarantined_note=f"and {plural(more, 'more cell')}" if more > 0 else "",
        notices=tuple(
            NoticeRow(f.code, edition.label(f.subject_id), capitalised(f.text)) for f in notices[:_MOST_NOTICES]
        ),
        notices_note=f"{plural(further, 'more finding')} in the workbook." if further > 0 else "",
    )


def _title(edition: RetroEdition, *, used: Sequence[str], unreadable: int, findings: int) -> str:
    if not used:
        return "Data quality: no key result is measured from an extract"
    rows = int(_of_cycle(edition).filter(pl.col("extract").is_in(list(used)))["row_count"].sum())
    parts = [
        f"{plural(unreadable, 'unreadable cell')}" if unreadable else "",
        f"{plural(findings, 'finding')}" if findings else "",
    ]
    said = ", ".join(part for part in parts if part) or "nothing unreadable, no finding"
    return f"Data quality: {counted(rows, locale=edition.locale)} rows behind this cycle, {said}"


def _used(edition: RetroEdition) -> dict[str, list[str]]:
    """Extract id → the short names of the key results measured from it; joined extracts have none of their own."""
    catalogue, found = edition.catalogue, dict[str, list[str]]()
    for key_result in edition.key_results:
        kpi, placed = catalogue.kpis.get(key_result.kpi_id or ""), catalogue.key_results.get(key_result.id)
        extract = kpi.extract if kpi else placed.entry.extract if placed else None
        if extract:
            found.setdefault(extract, []).append(key_result.label)
    joined = {join.extract for id in found if id in catalogue.extracts for join in catalogue.extracts[id].join}
    return found | {id: [] for id in joined if id not in found}


def _of_cycle(edition: RetroEdition) -> pl.DataFrame:
    """The parts of the months the cycle touches, and those of rows without a period."""
    cycle, fiscal = edition.inputs.cycle, edition.catalogue.fiscal
    month, keys = fiscal.containing(cycle.start, Grain.MONTH), [_NO_PERIOD]
    while month.start < cycle.end:
        keys.append(month.key)
        month = fiscal.shifted(month, 1)
    return edition.tables.parts.filter(pl.col("period_id").is_in(keys))


def _extract(id: str, labels: Sequence[str], edition: RetroEdition) -> ExtractOfCycle:
    parts = _of_cycle(edition).filter(pl.col("extract") == id).sort("period_id")
    # `none` sorts behind every month.
    last = parts.filter(pl.col("period_id") != _NO_PERIOD)["sha256"].to_list() or parts["sha256"].to_list()
    return ExtractOfCycle(
        extract=id,
        feeds=joined_up_to(labels, most=_MOST_NAMED) if labels else "joined by others",
        rows=counted(int(parts["row_count"].sum()), locale=edition.locale),
        rejected=counted(int(parts["rejected_count"].fill_null(0).sum()), locale=edition.locale),
        reaches=_reaches(parts, edition),
        snapshot=short_hash(last[-1] if last else None),
    )


def _reaches(parts: pl.DataFrame, edition: RetroEdition) -> Says:
    if not parts["row_count"].sum():
        return Says("no rows", " in the cycle")
    zone = ZoneInfo(edition.catalogue.company.timezone)
    until = parts["covers_until"].max()
    end = datetime.combine(edition.inputs.cycle.end, time(), zone)
    if isinstance(until, datetime) and until < end:
        return Says(f"only until {edition.on(until.astimezone(zone).date())}")
    return Says(rest="whole cycle")


def _late(edition: RetroEdition) -> str:
    """`Measured after the cycle's end and counted: O2 KR2 and EN1 KR2.`"""
    late = [kr.label for kr in edition.key_results if kr.is_late]
    if not late:
        return ""
    days = plural(edition.catalogue.policy.goals.late_days, "day")
    return f"Recorded within {days} after the cycle's end, counted and marked: {joined_up_to(late, most=_MOST_LATE)}."


def _quarantined(cells: pl.DataFrame) -> Iterator[QuarantinedRow]:
    ordered = cells.sort("extract", "file", "row", "column", nulls_last=True)
    for row in ordered.head(_MOST_QUARANTINED).iter_rows(named=True):
        place = " · ".join(
            part for part in (row["file"], f"row {row['row']}" if row["row"] is not None else "") if part
        )
        yield QuarantinedRow(row["extract"], place, row["column"] or "", shortened(row["raw"] or "", most=_LONGEST_RAW))
