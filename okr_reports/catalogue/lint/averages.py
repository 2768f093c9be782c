"""KPI-AVERAGE: the mean of a time that everybody waits alone, where a percentile would show the longest waits."""

import re
from collections.abc import Iterator

from okr_reports.catalogue.lint.measured import is_duration
from okr_reports.catalogue.lint.neighbours import Neighbours
from okr_reports.catalogue.lint.subject import TIME_UNITS, Subject
from okr_reports.catalogue.lint.word_sets import word_set
from okr_reports.expressions import Expression
from okr_reports.findings import Finding
from okr_reports.words import Direction

# Times that one person feels at a time. Handling, stay, set-up and cycle times are costs: their mean is meant.
_FELT = word_set(
    "wait waits waiting waited queue queueing queuing response respond responded reply replies replied answer"
    " answered resolution resolve resolved restore restored recovery repair delay delays delayed late lateness"
    " delivery deliver delivered turnaround latency hold fulfilment fulfillment transit pickup callback triage arrival"
    " arrivals"
)
_NOT_FELT = word_set("between handling handle talk wrap stay cycle setup early training")
_IN_COLUMN = TIME_UNITS - {"s", "h", "d", "w"} | {"duration", "time", "latency", "delay", "wait"}
_TIME_TO = re.compile(r"\b(?:time|days|hours|minutes) (?:to|until|till) ")
_MEAN = re.compile(r"^(?:average|mean|avg\.?) (?:of )?|(?:, | \(| )(?:average|mean|avg\.?)\)?$", re.IGNORECASE)
_AVG, _SUM = re.compile(r"\bAVG\s*\(", re.IGNORECASE), re.compile(r"\s*SUM\s*\(", re.IGNORECASE)
_OVER_COUNT = re.compile(r"\s*/\s*COUNT\s*\([^()]*\)\s*", re.IGNORECASE)


def average_findings(subject: Subject, neighbours: Neighbours) -> Iterator[Finding]:
    """A mean of a felt time, unless a percentile of the same column stands beside it."""
    measured = subject.measured
    if subject.kpi.direction in (Direction.HIGHER, Direction.RANGE):
        return
    if measured is None:
        if subject.is_time and _MEAN.search(subject.kpi.name) and _is_felt(subject):
            rewrite = f"let the source hold the 90th percentile; `name: {_renamed(subject.kpi.name)}`"
            yield _finding(subject, rewrite=rewrite, at=("name",))
        return
    mean_of = measured.mean_of
    if mean_of is None or (subject.kpi.extract, mean_of) in neighbours.percentiles:
        return
    if _is_time(subject, mean_of) and _is_felt(subject):
        yield _finding(subject, rewrite=_rewrite(subject), at=("formula",))


def percentile_of(formula: str) -> str | None:
    """The formula with its mean as the 90th percentile; None when it is written in a way that is not seen through."""
    if match := _AVG.search(formula):
        end = _closing(formula, match.end())
        return f"{formula[: match.start()]}QUANTILE_CONT({formula[match.end() : end]}, 0.9){formula[end + 1 :]}"
    if match := _SUM.match(formula):
        end = _closing(formula, match.end())
        if _OVER_COUNT.fullmatch(formula[end + 1 :]):
            return f"QUANTILE_CONT({formula[match.end() : end].strip()}, 0.9)"
    return None


def _finding(subject: Subject, *, rewrite: str, at: tuple[str, ...]) -> Finding:
    text = f"{subject.quoted_name} is a mean of what everybody waits alone: it hides those who waited longest"
    return subject.finding("KPI-AVERAGE", text, rewrite=rewrite, at=at)


def _is_time(subject: Subject, mean_of: Expression) -> bool:
    if subject.kpi.unit.strip() and not subject.is_time:
        return False
    measured = subject.measured
    return (
        subject.is_time or is_duration(mean_of) or (measured is not None and not _IN_COLUMN.isdisjoint(measured.words))
    )


def _is_felt(subject: Subject) -> bool:
    words = subject.words | (subject.measured.words if subject.measured else frozenset())
    if not _NOT_FELT.isdisjoint(words):
        return False
    return not _FELT.isdisjoint(words) or (subject.is_english and bool(_TIME_TO.search(subject.name)))


def _rewrite(subject: Subject) -> str:
    formula = percentile_of(" ".join((subject.kpi.formula or "").split()))
    said = f"`formula: {formula}`" if formula else "`QUANTILE_CONT(<the time>, 0.9)`"
    return f"{said} and `name: {_renamed(subject.kpi.name)}`" if _MEAN.search(subject.kpi.name) else said


def _renamed(name: str) -> str:
    bare = _MEAN.sub("", name, count=1)
    return f"P90 {bare[:1].lower()}{bare[1:]}" if bare[1:2].islower() else f"P90 {bare}"


def _closing(text: str, start: int) -> int:
    """Where the bracket opened before `start` is closed. Quoted text may hold brackets."""
    depth, is_quoted = 1, False
    for place in range(start, len(text)):
        sign = text[place]
        is_quoted ^= sign == "'"
        depth += 0 if is_quoted else (sign == "(") - (sign == ")")
        if depth == 0:
            return place
    return len(text)
