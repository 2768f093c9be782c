"""The title of a goal taken apart: words and figures, what is named, and from where to where."""

import re
from dataclasses import dataclass
from functools import cached_property

from okr_reports.catalogue.lint.goal_vocabulary import ADVERBS
from okr_reports.catalogue.lint.subject import FOREIGN, is_latin
from okr_reports.catalogue.lint.word_sets import word_set

_NUMBER = r"(?:[₹$€£≥≤<>~]{1,2}\s?)?-?\d[\d.,]*(?:\s?(?:%|k|m|bn|l|lakh|cr|crore|pt)(?![a-z]))?"
_AMOUNT = r"-?\d[\d.,]*(?:\s?(?:k|m|bn|l|lakh|cr|crore)(?![a-z]))?"
_THOUSANDS = {"k": 1e3, "m": 1e6, "bn": 1e9, "l": 1e5, "lakh": 1e5, "cr": 1e7, "crore": 1e7}
_TOKEN = re.compile(rf"[a-z]+(?:[-'’&/][a-z0-9]+)*|{_NUMBER}|[%:,→]")
_FIGURE = re.compile(_AMOUNT)
# Between "from" and its figure: "from about ₹".
_FEW_SIGNS = 19
_ARROW = re.compile(rf"({_AMOUNT})[^\d→>]{{0,8}}(?:→|->|=>)\D{{0,6}}?({_AMOUNT})")
_UP_TO = re.compile(rf"\b(?:to|by|above|below|under|over|beyond)\s+(?:at (?:least|most) )?{_NUMBER}")
# A figure that belongs to a name: SOC 2, ISO 27001, tier 2, 2026, 90th, 24/7.
_NAMED = re.compile(
    r"\b(?:soc|iso|iec|pci|tier|phase|version|type|level|series|top|grade|class|stage|wave|part|line|ward|wards|press"
    r"|year|years|form|sdg|module|press|no|number) \d[\d.,]*(?: and \d+)?|\b20\d\d\b|\b\d+(?:st|nd|rd|th)\b|\b\d+/\d+\b"
)
# "by 30 September", "by end of quarter", "in Q3": when, and not how far.
_WHEN = re.compile(
    r"\s*\b(?:by|until|till|before|in|during|within|at|this|next) (?:the )?(?:end of )?(?:the )?(?:this |next )?"
    r"(?:q[1-4]|h[12]|fy ?\d*|quarter(?:-end)?|year(?:-end)?|half-year|month(?:-end)?|cycle|\d{1,2}(?:st|nd|rd|th)? "
    r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*|(?:january|february|march|april|may|june|july|august"
    r"|september|october|november|december)\b(?: \d+)?)(?: 20\d\d)?\s*$"
)
_DAY_ENDS = (
    *"0123456789", "quarter", "year", "month", "cycle", "-end", "january", "february", "march", "april", "may", "june",
    "july", "august", "september", "october", "november", "december", "jan", "feb", "mar", "apr", "jun", "jul", "aug",
    "sep", "oct", "nov", "dec",
)  # fmt: skip
_LONGEST_DAY = 48
_HAS_DIGIT = re.compile(r"(?<![a-z])\d")
# Where the thing itself ends and it is said where, for whom, or how.
_ENDS = word_set(
    "by in into for to with of at on onto until across before after within from via per over since versus vs against"
    " than between without through among that which who whose where so when because under below above : , → worth off"
    " we they if as"
)
_CLAUSES = word_set("that which who whose where so we they you")
_MORE_FOREIGN = word_set(
    "bis neue neuen neuer neues im am den dem ein eine mit auf nos nuestro nuestra una unos del al por sur dans avec"
    " leurs notre nos des aux em um uma nossa il lo gli una nella dei delle della voor naar onze nieuwe vi och til med"
    " alle unsere ihre werk verbessern steigern erhöhen pilotprojekt lager neu"
)
_ALL_FOREIGN = FOREIGN | _MORE_FOREIGN


@dataclass(frozen=True, eq=False)
class Title:
    """`lower`: in small letters with single spaces. `timeless`: that without its day at the end.

    `tokens`: words and figures; of a title that is not English, none.
    """

    lower: str
    timeless: str
    tokens: tuple[str, ...]

    @property
    def is_english(self) -> bool:
        """Whether its words may be read."""
        return bool(self.tokens)

    @cached_property
    def head(self) -> tuple[str, ...]:
        """What it names, up to where, when or how."""
        for number, token in enumerate(self.tokens):
            if number and token in _ENDS:
                return self.tokens[:number]
        return self.tokens

    @property
    def tail(self) -> tuple[str, ...]:
        """What follows the head."""
        return self.tokens[len(self.head) :]

    @property
    def has_clause(self) -> bool:
        """Whether it says what for: "… that customers open every day"."""
        return not _CLAUSES.isdisjoint(self.tokens)

    @cached_property
    def from_to(self) -> tuple[float, float] | None:
        """From where to where it says it goes, the figures as they stand: 40 and 60 of ₹40L to ₹60L."""
        ends = self._ends
        return (ends[0][0], ends[1][0]) if ends else None

    @property
    def from_to_in_full(self) -> tuple[float, float] | None:
        """The same with lakh, crore, k and m counted out: 4,000,000 and 6,000,000."""
        ends = self._ends
        return (ends[0][0] * ends[0][1], ends[1][0] * ends[1][1]) if ends else None

    @cached_property
    def _ends(self) -> tuple[tuple[float, float], tuple[float, float]] | None:
        found = _from_to(self.lower)
        if found is None and ("→" in self.lower or ">" in self.lower):
            arrow = _ARROW.search(self.lower)
            found = (arrow[1], arrow[2]) if arrow else None
        return (_amount(found[0]), _amount(found[1])) if found else None

    @cached_property
    def says_how_far(self) -> bool:
        """Whether it says "to 50", "by 20 %", "above 4"."""
        return bool(_UP_TO.search(self.timeless))

    @cached_property
    def has_figure(self) -> bool:
        """Whether it holds a figure that belongs to no name and no day."""
        return _HAS_DIGIT.search(_NAMED.sub(" ", self.timeless)) is not None


def title_of(text: str) -> Title:
    """The title taken apart."""
    lower = " ".join(text.lower().split())
    timeless = _without_day(lower)
    tokens = _TOKEN.findall(timeless) if text.isascii() or is_latin(text) else []
    if not tokens or not _ALL_FOREIGN.isdisjoint(tokens):
        return Title(lower, timeless, ())
    start = 0
    if tokens[0] in ADVERBS:
        start = next((number for number, token in enumerate(tokens) if token not in ADVERBS), 0)
    return Title(lower, timeless, tuple(tokens[start:]))


def is_number(token: str) -> bool:
    """Whether a token is a figure, with its sign and unit."""
    return any(char.isdigit() for char in token) and not token[0].isalpha()


def is_percent(tokens: tuple[str, ...]) -> bool:
    """Whether they begin with a share: "95 % of …", "at least 95 %"."""
    kept = tokens[2:] if tokens[:1] == ("at",) else tokens
    return bool(kept) and is_number(kept[0]) and (kept[0].endswith("%") or kept[1:2] in (("%",), ("percent",)))


def _without_day(lower: str) -> str:
    # Nearly all titles end otherwise, and looking for a day costs as much as all the rest.
    if not lower.endswith(_DAY_ENDS):
        return lower
    return lower[:-_LONGEST_DAY] + _WHEN.sub("", lower[-_LONGEST_DAY:])


def _from_to(lower: str) -> tuple[str, str] | None:
    """The figures of "from 3 of 20 to 8 of 20": 3 and 8.

    Searched for step by step: one pattern for all of it would cost more than all other rules.
    """
    start = lower.find("from ")
    figures = _FIGURE.finditer(lower, start) if start >= 0 else iter(())
    first = next(figures, None)
    if first is None or first.start() - start > _FEW_SIGNS:
        return None
    end = first.end()
    for figure in figures:
        between = lower[end : figure.start()]
        if " to " in between or "→" in between:
            return first[0], figure[0]
        end = figure.end()
    return None


def _amount(text: str) -> tuple[float, float]:
    """The figure as it stands, and what its unit multiplies it by."""
    digits = text.rstrip("abcdefghijklmnopqrstuvwxyz ")
    number = digits.rstrip(".,").replace(",", "")
    is_plain = number.count(".") <= 1
    return (
        float(number) if is_plain else float(number.replace(".", "")),
        _THOUSANDS.get(text[len(digits) :].strip(), 1.0),
    )
