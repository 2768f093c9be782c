"""KR-WINDOW: a title, a measure and a cycle that mean spans of different length."""

import re
from collections.abc import Iterator

from okr_reports.catalogue.goals_kinds import span_of
from okr_reports.catalogue.lint.goal_subjects import KeyResultSubject
from okr_reports.catalogue.lint.measured import measured_by
from okr_reports.expressions import Formula
from okr_reports.findings import Finding
from okr_reports.goal_words import KeyResultKind, Span
from okr_reports.periods import Cycle
from okr_reports.words import Cadence

_A_MONTH = re.compile(r"\b(?:(?:per|a|each|every) (?:month|week|day)|monthly|weekly|daily)\b")
_A_CYCLE = re.compile(
    r"\b(?:(?:in|over|during|throughout) (?:the|this) (?:quarter|cycle|half-year)|(?:per|a) quarter)\b"
)
_MONTHS = re.compile(r"(\d+) *months?")
_MONTHS_OF = {Cadence.QUARTERLY: 3, Cadence.HALF_YEARLY: 6, Cadence.YEARLY: 12}
# The shortest month: no shorter span can hold one.
_FEWEST_DAYS = 28


def window_findings(subject: KeyResultSubject, cycle: Cycle) -> Iterator[Finding]:
    """One finding at most; only of what is measured by a KPI or by a formula of its own."""
    formula, kpi = _formula(subject), subject.kpi.kpi if subject.kpi else None
    span = span_of(subject.entry, formula=formula, kpi=kpi)
    if span is None:
        return
    found = _title_finding(subject, span, formula) or (_kpi_finding(subject, cycle) if span is Span.LAST else None)
    if found is not None:
        yield found


def _title_finding(subject: KeyResultSubject, span: Span, formula: Formula | None) -> Finding | None:
    # What is kept is looked at period by period: "five a week" says how long those are.
    is_read = subject.title.is_english and subject.kind is not KeyResultKind.HOLD
    lower = subject.title.lower if is_read else ""
    is_sum = formula is None or formula.is_additive
    if span is Span.CYCLE and is_sum and _A_MONTH.search(lower):
        text = f"{subject.quoted_title} names a shorter span, and the measure adds up the whole cycle"
        rewrite = "`over: last`, or baseline and target of a whole cycle and the title without the shorter span"
    elif span is Span.LAST and is_sum and _cadence(subject) not in _MONTHS_OF and _A_CYCLE.search(lower):
        text = f"{subject.quoted_title} means the whole cycle, and the measure takes its last period only"
        rewrite = "`over: cycle`, with baseline and target of a whole cycle"
    else:
        return None
    return subject.finding("KR-WINDOW", text, rewrite=rewrite, at=("over",) if subject.entry.over else ("title",))


def _kpi_finding(subject: KeyResultSubject, cycle: Cycle) -> Finding | None:
    if subject.kpi is None:
        return None
    kpi, days = subject.kpi.kpi, (cycle.end - cycle.start).days
    months = _MONTHS_OF.get(kpi.cadence, 0)
    if months * _FEWEST_DAYS > days:
        cadence = kpi.cadence.replace("_", "-")
        text = (
            f"the KPI '{kpi.id}' is {cadence}: no period of it begins and ends within {cycle.key}, so it has no actual"
        )
        rewrite = "a KPI known each month or week that moves it; or a longer cycle"
        return subject.finding("KR-WINDOW", text, rewrite=rewrite, at=("kpi",))
    looks_back = _MONTHS.fullmatch((kpi.window or "").strip().lower())
    if looks_back and int(looks_back[1]) * _FEWEST_DAYS > days:
        text = (
            f"the KPI '{kpi.id}' looks back over {kpi.window}: most of its value is decided before {cycle.key} begins"
        )
        rewrite = "the same measure without `window`, with baseline and target of one period"
        return subject.finding("KR-WINDOW", text, rewrite=rewrite, at=("kpi",))
    return None


def _formula(subject: KeyResultSubject) -> Formula | None:
    if subject.kpi is not None:
        return subject.kpi.measured.formula if subject.kpi.measured else None
    measured = measured_by(subject.entry.formula) if subject.entry.formula else None
    return measured.formula if measured else None


def _cadence(subject: KeyResultSubject) -> Cadence | None:
    return subject.kpi.kpi.cadence if subject.kpi else None
