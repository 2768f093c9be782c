"""Pre-registration: on which day of the cycle each key result was first seen, in one sentence (rules §5)."""

from collections.abc import Mapping, Sequence
from datetime import date

from okr_reports.packs.listing import every_one, joined, joined_up_to, plural
from okr_reports.packs.pages import Says
from okr_reports.packs.retro.edition import RetroEdition

_MOST_NAMED = 8


def first_seen_of(edition: RetroEdition) -> Says:
    """Empty where nothing was registered. In the days before the cycle and on its first nothing is late."""
    days = _days(edition)
    if not days:
        return Says()
    length, total = _length(edition), len(days)
    after = [label for label, day in days.items() if day > length]
    late = {label: day for label, day in days.items() if 1 < day <= length}
    early = total - len(after) - len(late)
    parts = [
        f"{_of(early, total)} on the cycle's first day or before" if early else "",
        _late(late, length),
        _after(after, total),
    ]
    said = "; ".join(part for part in parts if part)
    if not late and not after:
        return Says("First seen.", f" {said}.")
    return Says("First seen late.", f" {said}. How they stood before that day nobody can tell.")


def _days(edition: RetroEdition) -> Mapping[str, int]:
    """Short name → day of the cycle (1: its first), of the key results on the pages."""
    seen: dict[str, date] = dict(edition.tables.first_seen.drop_nulls().iter_rows())
    start = edition.inputs.cycle.start
    return {kr.label: (seen[kr.id] - start).days + 1 for kr in edition.key_results if kr.id in seen}


def _length(edition: RetroEdition) -> int:
    cycle = edition.inputs.cycle
    return (cycle.end - cycle.start).days


def _of(count: int, total: int) -> str:
    return every_one(total, "key result") if count == total else f"{count} of {plural(total, 'key result')}"


def _late(late: Mapping[str, int], length: int) -> str:
    """`O2 KR2 on day 88 and SA1 KR1 on day 12 of 92`."""
    ordered = sorted(late.items(), key=lambda entry: -entry[1])
    named = [f"{label} on day {day}" for label, day in ordered]
    return f"{joined_up_to(named, most=_MOST_NAMED)} of {length}" if named else ""


def _after(after: Sequence[str], total: int) -> str:
    if not after:
        return ""
    is_many = len(after) > _MOST_NAMED or len(after) == total
    return f"{_of(len(after), total) if is_many else joined(after)} only after the cycle had ended"
