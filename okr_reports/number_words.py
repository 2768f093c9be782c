"""Percentages and scores in sentences that people type about goals: listed to their author, never altered (rules §8).

Standard library only: a `check` reads logs without Polars.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from okr_reports.findings import Finding
from okr_reports.words import Severity

OKR_NUMBER_IN_TEXT = "OKR-NUMBER-IN-TEXT"

_WORDS = "zero|one|two|three|four|five|six|seven|eight|nine|ten|twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety"
_COUNT = rf"(?:\d|\b(?:{_WORDS}|(?:a )?hundred|half)\b)"
_COLOURS = "green|amber|yellow|red"
_JUDGED = r"\b(?:scor(?:e[ds]?|ing)|grad(?:e[ds]?|ing)|rat(?:ed|ings?)|rank(?:s|ed|ing)?)\b"
_UNITS = r"days?|d|hours?|hrs?|h|minutes?|min|seconds?|s|ms|weeks?|months?|years?|fte|gb|mb|tb|km|kg|m|mm|cm"
_FORMS = (
    # 7 %, 7.5%, seventy per cent, 3 percentage points
    rf"{_COUNT}\s*(?:[%٪％﹪]|pct\b|per\s?cent|pp\b)",
    # 0.7, 0,65, .7, 1.0: a share of the way, unless a unit or a version says otherwise
    rf"(?<![\w.,])(?<!version )(?<!release )(?:0?[.,]\d{{1,3}}|1[.,]0{{1,2}})(?![\d\w])(?![.,]\d)(?!\s*(?:{_UNITS})\b)",
    # 7/10, 7 out of 10, seven of ten
    r"(?<![\d/.])\d{1,3}(?:[.,]\d+)?\s*(?:/|out of)\s*(?:5|10|100)(?![\d/]|[.,]\d)",
    rf"\b(?:{_WORDS})\s+out\s+of\s+(?:{_WORDS}|a hundred)\b",
    # score of 7, scored a seven, graded green, rated B
    rf"{_JUDGED}[^.!?\n]{{0,24}}?\d",
    rf"{_JUDGED}\W{{1,3}}(?:(?:of|a|an|was|is|at|it|as|only|about|nearly|to)\s+){{0,2}}(?:{_WORDS})\b",
    rf"{_COUNT}[^.!?\n]{{0,12}}?\b(?:scores?|points?\s+score|grade|rating)\b",
    rf"\b(?:grad(?:e[ds]?|ing)|rat(?:ed|ing)|scor(?:e[ds]?|ing))\b\W{{1,3}}(?:(?:as|it|a|an|was|is|of)\s+){{0,2}}"
    rf"(?:(?:{_COLOURS})\b|(?-i:[A-F][+-]?)(?!\w))",
    # green at 72, amber (45), 72, so green
    rf"\b(?:{_COLOURS})\b[^.!?\n\w]{{0,3}}(?:(?:at|with|by|on)\s+)?\d",
    rf"\d[^.!?\n\w]{{0,3}}(?:(?:so|is|was|and)\s+)?\b(?:{_COLOURS})\b",
)
_NUMBER = re.compile("|".join(f"(?:{form})" for form in _FORMS), re.IGNORECASE)
# Every form has a digit or one of these; most sentences have neither, and looking for them costs a fiftieth.
_DIGIT, _HINTS = re.compile(r"\d"), (*_WORDS.split("|"), "hundred", "half", "scor", "grad", "rat")


@dataclass(frozen=True)
class TypedRow:
    """One row of a log that somebody typed, counted from 1 without its header, with its sentences.

    `row`: None where the sentence stands in no log. `subject_id`: the goal it is about. `author_id`: who typed it,
    where the row says so.
    """

    log: str
    row: int | None
    subject_id: str
    author_id: str | None
    texts: tuple[str | None, ...]


def holds_number(text: str | None) -> bool:
    """Whether a sentence holds a percentage or a score: `72 %`, `0.7`, `7/10`, `score of seven`, `graded green`."""
    return text is not None and _may_hold_number(text) and _NUMBER.search(text) is not None


def _may_hold_number(text: str) -> bool:
    plain = text.casefold()
    return _DIGIT.search(text) is not None or any(hint in plain for hint in _HINTS)


def number_findings(rows: Iterable[TypedRow]) -> tuple[Finding, ...]:
    """OKR-NUMBER-IN-TEXT for each row with such a sentence: its log, row and author by id, never the sentence."""
    return tuple(_findings(rows))


def _findings(rows: Iterable[TypedRow]) -> Iterator[Finding]:
    for row in rows:
        if any(holds_number(text) for text in row.texts):
            place = row.log if row.row is None else f"{row.log}, row {row.row}"
            text = (
                f"{place}, by {row.author_id or 'nobody named'}: a sentence holds a percentage or a "
                "score, and appraisal bundles print it as typed"
            )
            rewrite = "say what was taken on, what moved and what was learned, without the figure"
            yield Finding(OKR_NUMBER_IN_TEXT, Severity.ADVICE, row.subject_id, text, rewrite=rewrite)
