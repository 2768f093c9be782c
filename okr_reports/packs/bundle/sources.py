"""Section 7: where each number [n] comes from: extract, snapshot, filter, rows, definition."""

from collections.abc import Sequence
from datetime import datetime
from hashlib import sha256

from okr_reports.appraisal_words import Measured
from okr_reports.packs.bundle.pages import SourceLine, Sources
from okr_reports.packs.bundle.record import Record
from okr_reports.packs.bundle.rows import Row
from okr_reports.packs.bundle.standing import KpiStanding
from okr_reports.packs.dates import plain_moment
from okr_reports.packs.listing import plural, shortened
from okr_reports.packs.method import short_hash
from okr_reports.packs.numbers import NOTHING, counted
from okr_reports.packs.pages import Says

_LONGEST_FILTER, _LONGEST_NAME, _LONGEST_FINDING = 160, 160, 400
_CAPTION = (
    "Rows are those behind the value of section 1. The data file of this bundle holds each snapshot's whole sha256."
)


def sources_of(record: Record) -> Sources:
    """A line per KPI, in the order of their numbers."""
    first: dict[str, KpiStanding] = {}
    for kpi in record.kpis:
        first.setdefault(kpi.id, kpi)
    rows = tuple(_line(kpi, record) for kpi in sorted(first.values(), key=lambda kpi: kpi.source))
    return Sources(
        caption=_caption(record),
        rows=rows,
        empty="" if rows else "There is no number in this bundle.",
        findings=tuple(
            Says(found.code, f": {shortened(record.text(found.text), most=_LONGEST_FINDING)}")
            for found in record.tables.findings
        ),
    )


def parts_of(kpi: KpiStanding, record: Record) -> Sequence[Row]:
    """The snapshot parts of the KPI's extracts, by extract and period."""
    wanted = kpi.facts.extracts if kpi.facts else ()
    return [row for row in record.parts if row["extract"] in wanted]


def _line(kpi: KpiStanding, record: Record) -> SourceLine:
    parts = parts_of(kpi, record)
    extracts = kpi.facts.extracts if kpi.facts else ()
    return SourceLine(
        number=f"[{kpi.source}]",
        name=shortened(kpi.name, most=_LONGEST_NAME),
        extracts=", ".join(extracts) or NOTHING,
        snapshots=_snapshots(parts, record),
        filter=_filter(kpi),
        rows=_rows(kpi, record),
        definition=short_hash(kpi.facts.definition_sha256) if kpi.facts else NOTHING,
    )


def _snapshots(parts: Sequence[Row], record: Record) -> str:
    """`6 parts, 9f02 11c4`: one hash over all parts; when they were read, where not all were read together."""
    if not parts:
        return "none"
    read = {row["read_at"] for row in parts if row["read_at"]}
    taken = _at(max(read), record) if read and len(record.reading_minutes) > 1 else ""
    whole = sha256("\n".join(sorted(row["sha256"] for row in parts)).encode()).hexdigest()
    return ", ".join(part for part in (plural(len(parts), "part"), short_hash(whole), taken) if part)


def _caption(record: Record) -> str:
    minutes = record.reading_minutes
    return f"{_CAPTION} All were read at {minutes[0]}." if len(minutes) == 1 else _CAPTION


def _at(when: datetime, record: Record) -> str:
    return plain_moment(when, timezone=record.facts.company.timezone)


def _filter(kpi: KpiStanding) -> str:
    """By which rows: the period's column, whose rows, and the filter as written."""
    if kpi.facts is None:
        return "the catalogue no longer holds this KPI"
    whose = {Measured.PERSON: "own rows", Measured.TEAM: "the team's rows"}
    named = [
        f"by {kpi.facts.period_column}" if kpi.facts.period_column else "",
        whose.get(kpi.measured, "") if kpi.measured else "",
        shortened(kpi.facts.filter, most=_LONGEST_FILTER),
    ]
    return ", ".join(part for part in named if part) or "all rows of the period"


def _rows(kpi: KpiStanding, record: Record) -> str:
    """The rows behind the value; of several segments those of all."""
    counts = [other.n for other in record.kpis if other.id == kpi.id and other.n is not None]
    return counted(sum(counts) if counts else None, locale=record.locale)
