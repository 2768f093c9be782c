"""The title of a goal taken apart: words and figures, what is named, and from where to where."""

import re
from dataclasses import dataclass
from functools import cached_property

from okr_reports.catalogue.lint.goal_vocabulary import ADVERBS
from okr_reports.catalogue.lint.subject import FOREIGN, is_latin
from okr_reports.catalogue.lint.word_sets import word_set

_NUMBER = r"[₹$€£≥≤<>~]{0,2}\s?-?\d[\d.,]*(?:\s?(?:%|k|m|bn|l|lakh|cr|crore|pt)(?![a-z]))?"
_TOKEN = re.compile(rf"{_NUMBER}|%|[a-z]+(?:[-'’&/][a-z0-9]+)*|[:,→]")
_FROM_TO = re.compile(
    rf"\bfrom\b\D{{0,14}}?(?P<from>-?\d[\d.,]*).{{0,30}}?(?:\bto\b|→)\D{{0,20}}?(?P<to>-?\d[\d.,]*)"
    rf"|(?P<old>-?\d[\d.,]*)[^\d→>]{{0,8}}(?:→|->|=>)\D{{0,6}}?(?P<new>-?\d[\d.,]*)"
)
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


@dataclass(frozen=True)
class Title:
    """`text`: as written. `tokens`: words and figures in small letters; of a title that is not English, none."""

    text: str
    tokens: tuple[str, ...]

    @property
    def is_english(self) -> bool:
        """Whether its words may be read."""
        return bool(self.tokens)

    @cached_property
    def lower(self) -> str:
        """In small letters with single spaces."""
        return " ".join(self.text.lower().split())

    @cached_property
    def words(self) -> frozenset[str]:
        """Its tokens as a set."""
        return frozenset(self.tokens)

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
        """From where to where it says it goes."""
        found = _FROM_TO.search(self.lower)
        if found is None:
            return None
        old, new = found["from"] or found["old"], found["to"] or found["new"]
        return _number(old), _number(new)

    @cached_property
    def says_how_far(self) -> bool:
        """Whether it says "to 50", "by 20 %", "above 4"."""
        return bool(_UP_TO.search(_WHEN.sub("", self.lower)))

    @cached_property
    def has_figure(self) -> bool:
        """Whether it holds a figure that belongs to no name and no day."""
        return any(is_number(token) for token in _tokens(_NAMED.sub(" ", _WHEN.sub("", self.lower))))


def title_of(text: str) -> Title:
    """The title taken apart."""
    if not (text.isascii() or is_latin(text)):
        return Title(text, ())
    lower = " ".join(text.lower().split())
    tokens = _tokens(_WHEN.sub("", lower))
    if not _ALL_FOREIGN.isdisjoint(tokens):
        return Title(text, ())
    start = next((number for number, token in enumerate(tokens) if token not in ADVERBS), 0)
    return Title(text, tuple(tokens[start:]))


def is_number(token: str) -> bool:
    """Whether a token is a figure, with its sign and unit."""
    return any(char.isdigit() for char in token) and not token[0].isalpha()


def is_percent(tokens: tuple[str, ...]) -> bool:
    """Whether they begin with a share: "95 % of …", "at least 95 %"."""
    kept = tokens[2:] if tokens[:1] == ("at",) else tokens
    return bool(kept) and is_number(kept[0]) and (kept[0].endswith("%") or kept[1:2] in (("%",), ("percent",)))


def _tokens(text: str) -> list[str]:
    return [token.strip() for token in _TOKEN.findall(text)]


def _number(text: str) -> float:
    return float(text.rstrip(".,").replace(",", ""))
