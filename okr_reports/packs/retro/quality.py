"""How complete and clean the data behind a cycle are: its extracts with their snapshots, late figures, findings."""

from collections.abc import Iterator, Sequence
from zoneinfo import ZoneInfo

import polars as pl

from okr_reports.packs.appendix import NoticeRow, QuarantinedRow
from okr_reports.packs.listing import capitalised, joined_up_to, plural, shortened
from okr_reports.packs.method import short_hash
from okr_reports.packs.numbers import counted
from okr_reports.packs.pages import Says
from okr_reports.packs.retro.edition import RetroEdition
from okr_reports.packs.retro.extracts_used import ExtractOfCycle, extracts_of
from okr_reports.packs.retro.reading_pages import ExtractLine, QualityPage
from okr_reports.words import Severity

_MOST_QUARANTINED, _MOST_NOTICES, _LONGEST_RAW, _MOST_NAMED, _MOST_LATE = 20, 40, 60, 3, 8


def quality_page(edition: RetroEdition) -> QualityPage:
    """The extracts that the cycle's key results are measured from, in the order of the catalogue."""
    extracts = extracts_of(edition.inputs)
    cells = edition.tables.quarantined.filter(pl.col("extract").is_in([one.extract for one in extracts]))
    notices = [found for found in edition.inputs.findings if found.severity is not Severity.ADVICE]
    more, further = cells.height - _MOST_QUARANTINED, len(notices) - _MOST_NOTICES
    shown = notices[:_MOST_NOTICES]
    return QualityPage(
        title=_title(extracts, unreadable=cells.height, findings=len(notices), edition=edition),
        sub="A cell that cannot be read is left empty and listed; it is never guessed. What was not measured has no "
        "score, never 0. The snapshot is the last part read of the extract.",
        extracts=tuple(_line(one, edition) for one in extracts),
        late=_late(edition),
        quarantined=tuple(_quarantined(cells)),
        quarantined_note=f"and {plural(more, 'more cell')}" if more > 0 else "",
        notices=tuple(NoticeRow(f.code, edition.label(f.subject_id), capitalised(f.text)) for f in shown),
        notices_note=f"{plural(further, 'more finding')} in the workbook." if further > 0 else "",
    )


def _title(extracts: Sequence[ExtractOfCycle], *, unreadable: int, findings: int, edition: RetroEdition) -> str:
    if not extracts:
        return "Data quality: no key result is measured from an extract"
    short = sum(not one.is_complete or not one.rows for one in extracts)
    rows = sum(one.rows for one in extracts)
    parts = [
        f"{plural(short, 'extract')} incomplete" if short else "",
        f"{plural(unreadable, 'unreadable cell')}" if unreadable else "",
        f"{plural(findings, 'finding')}" if findings else "",
    ]
    said = ", ".join(part for part in parts if part) or "nothing unreadable, no finding"
    return f"Data quality: {counted(rows, locale=edition.locale)} rows behind this cycle, {said}"


def _line(one: ExtractOfCycle, edition: RetroEdition) -> ExtractLine:
    # Those of persons are on no page.
    labels = [edition.labels[id] for id in one.key_result_ids if id in edition.labels]
    return ExtractLine(
        extract=one.extract,
        feeds=joined_up_to(labels, most=_MOST_NAMED) if labels else "" if one.key_result_ids else "joined by others",
        rows=counted(one.rows, locale=edition.locale),
        rejected=counted(one.rejected, locale=edition.locale),
        reaches=_reaches(one, edition),
        snapshot=short_hash(one.sha256),
    )


def _reaches(one: ExtractOfCycle, edition: RetroEdition) -> Says:
    if not one.rows:
        return Says("no rows", " in the cycle")
    if one.covers_until is not None:
        there = one.covers_until.astimezone(ZoneInfo(edition.catalogue.company.timezone))
        return Says(f"only until {edition.on(there.date())}")
    return Says(rest="whole cycle" if not edition.inputs.is_partial else "so far")


def _late(edition: RetroEdition) -> str:
    """`Recorded within 10 days after the cycle's end, counted and marked: O2 KR2 and EN1 KR2.`"""
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
