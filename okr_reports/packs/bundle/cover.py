"""The first lines of a bundle: who and when, by what policy and for whom; what nobody may miss."""

from collections.abc import Iterator

from okr_reports.packs.appendix import Fact
from okr_reports.packs.bundle.missing import missing_of
from okr_reports.packs.bundle.notes import open_corrections
from okr_reports.packs.bundle.pages import Cover
from okr_reports.packs.bundle.record import Record
from okr_reports.packs.bundle.responsibility import responsibility_of
from okr_reports.packs.bundle.title import title_of
from okr_reports.packs.bundle.typed import in_line
from okr_reports.packs.dates import month_name, month_only
from okr_reports.packs.listing import capitalised, in_words, joined, joined_up_to, shortened
from okr_reports.packs.method import short_hash
from okr_reports.packs.numbers import NOTHING
from okr_reports.packs.pages import Says

_MOST_OPEN, _FULL_TIME, _LONGEST_NAME = 3, 1.0, 300


def cover_of(record: Record) -> Cover:
    """Everything above section 1."""
    cycle, company = record.cycle, record.facts.company
    return Cover(
        kicker=f"Appraisal evidence · {months_of(record)}",
        title=title_of(record),
        bookmark=f"Appraisal evidence, {record.called}",
        sub=f"Evidence, not a rating. Period {cycle.key} · data as of {record.as_of} · {company.name}",
        employee=tuple(_employee(record)),
        evidence=tuple(_evidence(record)),
        calls=tuple(_calls(record)),
        missing=missing_of(record),
        timeline_title=f"What {record.called} was responsible for, and when",
        timeline=responsibility_of(record),
    )


def months_of(record: Record) -> str:
    """`January to June 2026`."""
    first, last = record.cycle.start, record.cycle.last_day
    short = month_only if first.year == last.year else month_name
    return f"{short(first, locale=record.locale)} to {month_name(last, locale=record.locale)}"


def _employee(record: Record) -> Iterator[Fact]:
    name = in_line(shortened(record.name, most=_LONGEST_NAME))
    yield Fact("Employee", f"{name}, {record.id}" if name != record.id else record.id)
    roles = list(dict.fromkeys(segment.title for segment in record.segments))
    yield Fact("Role" if len(roles) < 2 else "Roles", ", then ".join(roles) or "none recorded")
    places = list(dict.fromkeys(place for segment in record.segments if (place := record.place(segment))))
    yield Fact("Team", ", then ".join(places) or NOTHING)
    yield Fact("Reviewer", record.full_name(record.manager_id) or "none recorded")
    settings = record.facts.company.report("appraisals")
    yield Fact("For", f"employee, reviewer, HR; {settings.classification.lower()}")


def _evidence(record: Record) -> Iterator[Fact]:
    spans = [record.between(segment.from_on, segment.to_on) for segment in record.segments]
    yield Fact("Responsible", ", then ".join(spans) or "no day recorded")
    if record.leaves:
        leaves = joined([record.between(first, last) for first, last in record.leaves])
        yield Fact("On leave", f"{leaves}, not counted")
    part = [row for row in record.spans if row["fte"] is not None and row["fte"] != _FULL_TIME]
    if part:
        said = [f"{record.share(row['fte'])} {record.between(row['first_on'], row['last_on'])}" for row in part]
        yield Fact("Part time", joined(said))
    yield Fact("Linkage policy", _policy(record))
    version = f"{record.facts.version}" + (", the cycle has not ended" if record.facts.is_partial else "")
    yield Fact("Version", version)


def _policy(record: Record) -> str:
    linkage = record.facts.linkage
    if linkage is None:
        return "none written"
    start = record.cycle.start
    order = "before" if linkage.written_on < start else "on the day" if linkage.written_on == start else "after"
    began = f"{order} the cycle began"
    seen = linkage.first_seen_on
    late = f"; first seen by this store {record.on_with_year(seen)}" if seen and seen > start else ""
    return f"written {record.on_with_year(linkage.written_on)}, {began}{late}; sha256 {short_hash(linkage.sha256)}"


def _calls(record: Record) -> Iterator[Says]:
    corrections = open_corrections(record)
    if corrections:
        count = in_words(len(corrections))
        noun = "correction is" if len(corrections) == 1 else "corrections are"
        yield Says(
            capitalised(f"{count} {noun} open:"),
            f" {joined_up_to(corrections, most=_MOST_OPEN)}. The figures below may change; see section 6.",
        )
    if record.facts.is_partial:
        yield Says("The cycle has not ended.", f" Every figure is of what was known on {record.as_of}.")
