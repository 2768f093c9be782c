"""What somebody answered for and when: the bars of roles, with leave and gaps."""

from datetime import date, timedelta

from okr_reports.packs.bundle.pictures import Bar, BarRow, Responsibility
from okr_reports.packs.bundle.record import Record
from okr_reports.packs.bundle.standing import SegmentStanding
from okr_reports.packs.dates import month_only, short_month
from okr_reports.packs.listing import capitalised, joined

_DAY = timedelta(days=1)
_SHORT_NAMES_FROM = 7
_LEAVE = "on leave"


def responsibility_of(record: Record) -> Responsibility | None:
    """The picture; None where nobody recorded a role in the cycle."""
    if not record.segments:
        return None
    name = month_only if len(record.months) < _SHORT_NAMES_FROM else short_month
    return Responsibility(
        first=record.cycle.start,
        last=record.cycle.last_day,
        months=tuple((month.start, name(month.start, locale=record.locale)) for month in record.months),
        rows=tuple(_row(segment, record) for segment in record.segments),
        sentence=_sentence(record),
    )


def gaps_of(record: Record) -> list[Bar]:
    """The days of the cycle, up to the day of the data, on which no row of people.csv places the employee."""
    gaps, reached = [], record.cycle.start
    for row in sorted(record.spans, key=lambda row: row["first_on"]):
        if row["first_on"] > reached:
            gaps.append(Bar(reached, row["first_on"] - _DAY, _gap_word(reached, record)))
        reached = max(reached, row["last_on"] + _DAY)
    last = min(record.cycle.last_day, record.as_of_day)
    return [*gaps, *([Bar(reached, last, "no longer recorded")] if reached <= last else [])]


def _row(segment: SegmentStanding, record: Record) -> BarRow:
    leaves = [
        Bar(max(first, segment.from_on), min(last, segment.to_on), _LEAVE)
        for first, last in record.leaves
        if first <= segment.to_on and last >= segment.from_on
    ]
    # A gap is said once, on the first line; on the others the bar simply is not there.
    gaps = gaps_of(record) if segment.number == record.segments[0].number else []
    place = record.place(segment)
    name = f"{segment.title}, {place}" if _is_transfer(record) and place else segment.title
    return BarRow(name, tuple(_held(segment, leaves)), (*leaves, *gaps))


def _held(segment: SegmentStanding, leaves: list[Bar]) -> list[Bar]:
    """The days of the segment without its leaves."""
    bars, start = [], segment.from_on
    for leave in sorted(leaves, key=lambda leave: leave.first):
        if leave.first > start:
            bars.append(Bar(start, leave.first - _DAY))
        start = max(start, leave.last + _DAY)
    return [*bars, *([Bar(start, segment.to_on)] if start <= segment.to_on else [])]


def _is_transfer(record: Record) -> bool:
    """Whether the same role stands in two segments, so that only the team tells them apart."""
    titles = [segment.title for segment in record.segments]
    return len(set(titles)) < len(titles)


def _gap_word(reached: date, record: Record) -> str:
    return "not yet recorded" if reached == record.cycle.start else "no role recorded"


def _sentence(record: Record) -> str:
    roles = [f"{segment.title} from {record.between(segment.from_on, segment.to_on)}" for segment in record.segments]
    leaves = [record.between(first, last) for first, last in record.leaves]
    parts = [
        f"responsibility: {joined(roles)}",
        *([f"on leave {joined(leaves)}"] if leaves else []),
        *(f"{gap.label} {record.between(gap.first, gap.last)}" for gap in gaps_of(record)),
    ]
    return capitalised("; ".join(parts)) + "."
