"""What the pictures of a bundle show, each with the one sentence that replaces it. How they are drawn: rendering."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


@dataclass(frozen=True)
class Bar:
    """A span of days, both included. With `label` it is a gap, and the label says why."""

    first: date
    last: date
    label: str = ""


@dataclass(frozen=True)
class BarRow:
    """A line of the picture of responsibility: filled bars, and between them gaps with a word."""

    name: str
    bars: tuple[Bar, ...]
    gaps: tuple[Bar, ...]


@dataclass(frozen=True)
class Responsibility:
    """Who answered for what and when. `months`: first day and name of each month, the first one's day is the start."""

    first: date
    last: date
    months: tuple[tuple[date, str], ...]
    rows: tuple[BarRow, ...]
    sentence: str


class Mark(StrEnum):
    """What a period says: met, missed, away on leave, not this person's, or not judged for another reason."""

    MET = "met"
    MISSED = "missed"
    LEAVE = "leave"
    NOT_HELD = "not_held"
    UNJUDGED = "unjudged"


@dataclass(frozen=True)
class Verdicts:
    """A KPI's periods, oldest first: a mark and a short label each."""

    marks: tuple[tuple[Mark, str], ...]
    sentence: str


@dataclass(frozen=True)
class Key:
    """What the marks mean: mark and word."""

    entries: tuple[tuple[Mark, str], ...]
    sentence: str


@dataclass(frozen=True)
class EvidenceMonth:
    """A month's records. `note`, where there are none: why, in one of these wordings, the longest that fits.

    `is_gap`: that somebody should have recorded something.
    """

    label: str
    count: int
    notes: tuple[str, ...] = ()
    is_gap: bool = False


@dataclass(frozen=True)
class EvidenceStrip:
    """How many records each month of the cycle has."""

    months: tuple[EvidenceMonth, ...]
    sentence: str
