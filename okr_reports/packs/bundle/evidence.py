"""Section 4: what was recorded over the cycle, month by month, with the months that have nothing."""

from collections.abc import Mapping, Sequence
from datetime import date
from itertools import groupby

from okr_reports.packs.bundle.pages import Evidence, RecordLine
from okr_reports.packs.bundle.pictures import EvidenceMonth, EvidenceStrip
from okr_reports.packs.bundle.record import Record
from okr_reports.packs.bundle.rows import Row
from okr_reports.packs.dates import month_only, short_month, short_month_year
from okr_reports.packs.listing import capitalised, in_words, joined_up_to, plural, shortened
from okr_reports.periods import Period

SOURCES: Mapping[str, str] = {
    "check_in": "Check-in",
    "one_to_one": "One-to-one",
    "manager_note": "Manager’s note",
    "competency": "Competency",
    "comment": "Comment",
    "retro_note": "Retro note",
}
_LEAVE = ("on leave",)
_AWAY = ("no place recorded", "no place", "–")
_AHEAD = ("not yet", "–")
_GAP = ("no evidence recorded", "no evidence", "none")
_NOTE_IN_FULL_FROM = 200
_MOST_MONTHS = 3


def evidence_of(record: Record) -> Evidence:
    """The section; months of the cycle without a record are rows of their own."""
    rows = record.evidence
    return Evidence(
        title=_title(rows, record),
        strip=_strip(rows, record),
        caption="Shown for the whole cycle, so that the last weeks do not outweigh the first months.",
        rows=tuple(_lines(rows, record)),
    )


def gap_months(record: Record) -> tuple[Period, ...]:
    """The months in which somebody should have recorded something and nobody did."""
    recorded = {_month(row) for row in record.evidence}
    return tuple(month for month in record.months if month.start not in recorded and _why_empty(month, record) is _GAP)


def _title(rows: Sequence[Row], record: Record) -> str:
    gaps = [month_only(month.start, locale=record.locale) for month in gap_months(record)]
    if not rows:
        return "Evidence by month: nothing recorded in the whole cycle"
    count = f"{in_words(len(rows))} {plural(len(rows), 'record').partition(' ')[2]}"
    return f"Evidence by month: {count}{f', none for {joined_up_to(gaps, most=_MOST_MONTHS)}' if gaps else ''}"


def _strip(rows: Sequence[Row], record: Record) -> EvidenceStrip:
    months = [_strip_month(month, rows, record) for month in record.months]
    said = [
        f"{month_only(period.start, locale=record.locale)} {month.count or month.notes[0]}"
        for period, month in zip(record.months, months, strict=True)
    ]
    return EvidenceStrip(tuple(months), f"Records of evidence by month: {', '.join(said)}.")


def _strip_month(month: Period, rows: Sequence[Row], record: Record) -> EvidenceMonth:
    label = short_month(month.start, locale=record.locale)
    count = sum(_month(row) == month.start for row in rows)
    if count:
        return EvidenceMonth(label, count)
    notes = _why_empty(month, record)
    return EvidenceMonth(label, 0, notes, is_gap=notes is _GAP)


def _why_empty(month: Period, record: Record) -> tuple[str, ...]:
    """Why a month may have no record; a gap where none of the good reasons holds."""
    if month.start > record.as_of_day:
        return _AHEAD
    days = _placed_days(month, record)
    if not days:
        return _AWAY
    return _LEAVE if all(any(first <= day <= last for first, last in record.leaves) for day in days) else _GAP


def _placed_days(month: Period, record: Record) -> list[date]:
    """The ends of every span that touches the month, cut to it: on leave on all of them means all of it."""
    spans = [(max(row["first_on"], month.start), min(row["last_on"], month.last_day)) for row in record.spans]
    return [day for first, last in spans if first <= last for day in (first, last)]


def _lines(rows: Sequence[Row], record: Record) -> list[RecordLine]:
    """The records month by month; empty months of the cycle in their place, records without a day last."""
    numbered = list(enumerate(rows, 1))
    empty = {month.start: _why_empty(month, record) for month in record.months}
    recorded = {month for row in rows if (month := _month(row))}
    lines: list[RecordLine] = []
    # Neighbouring months that have nothing, for the same good reason, share a row.
    for why, months in groupby(sorted({*empty, *recorded}), key=lambda month: _row_kind(month, empty, recorded)):
        if isinstance(why, tuple):
            lines.append(_empty_line(list(months), why, record))
        else:
            [month] = months
            lines += _block(_month_word(month, record), [pair for pair in numbered if _month(pair[1]) == month], record)
    undated = [pair for pair in numbered if _month(pair[1]) is None]
    return lines + (_block("no date", undated, record) if undated else [])


def _row_kind(month: date, empty: Mapping[date, tuple[str, ...]], recorded: set[date]) -> object:
    """The month itself where it has rows of its own or should have; else why it has none."""
    return month if month in recorded else empty[month] if empty[month] is not _GAP else (_GAP[0], month.isoformat())


def _empty_line(months: Sequence[date], why: tuple[str, ...], record: Record) -> RecordLine:
    ends = [_month_word(month, record) for month in (months[0], months[-1])]
    text = capitalised(why[0]) + "."
    return RecordLine(
        "–".join(dict.fromkeys(ends)), "", "", "", "", text, is_gap=why[0] == _GAP[0], is_last_of_month=True
    )


def _month_word(month: date, record: Record) -> str:
    is_near = any(period.start.year == month.year for period in record.months)
    return (short_month if is_near else short_month_year)(month, locale=record.locale)


def _block(name: str, numbered: Sequence[tuple[int, Row]], record: Record) -> list[RecordLine]:
    return [
        _line(name if place == 0 else "", pair, record, is_last=place == len(numbered) - 1)
        for place, pair in enumerate(numbered)
    ]


def _line(month: str, numbered: tuple[int, Row], record: Record, *, is_last: bool) -> RecordLine:
    number, row = numbered
    author = record.person(row["author_id"])
    return RecordLine(
        month=month,
        number=f"R{number}",
        day=record.on(row["recorded_on"]),
        source=SOURCES.get(row["source"], row["source"] or ""),
        author=", ".join(part for part in (author, "about the team" if row["is_about_team"] else "") if part),
        text=_text(row, record),
        is_gap=False,
        is_last_of_month=is_last,
    )


def _text(row: Row, record: Record) -> str:
    """A manager's long note stands in full in section 5 and need not stand twice."""
    text = record.text(row["text"])
    if row["source"] == "manager_note" and len(text) > _NOTE_IN_FULL_FROM:
        return f"{shortened(text, most=_NOTE_IN_FULL_FROM)} [in full in section 5]"
    return text


def _month(row: Row) -> date | None:
    recorded = row["recorded_on"]
    return recorded.replace(day=1) if recorded else None
