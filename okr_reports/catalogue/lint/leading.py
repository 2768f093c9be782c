"""KPI-LEADING: outcomes that are known too late to act on, and leading KPIs that lead nothing."""

import re
from collections.abc import Iterator

from okr_reports.catalogue.lint.neighbours import Neighbours
from okr_reports.catalogue.lint.subject import Subject
from okr_reports.catalogue.lint.word_sets import word_set
from okr_reports.findings import Finding
from okr_reports.words import Cadence, Direction, KpiKind, Perspective

_SLOW = frozenset({Cadence.QUARTERLY, Cadence.HALF_YEARLY, Cadence.YEARLY})
_LONG_WINDOW = re.compile(
    r"(?:[6-9]|[1-9]\d+) *months?|\d+ *(?:quarters?|half.years?|years?)|(?:2[6-9]|[3-9]\d) *weeks?"
)
_CURRENCY = re.compile(r"[A-Z]{3}")
_MONEY = word_set(
    "revenue margin profit ebitda churn retention mrr arr cash runway sales income earnings cost costs collections dso"
)
# A folder with fewer outcomes may still be growing.
_MANY = 5


def leading_findings(subject: Subject, neighbours: Neighbours) -> Iterator[Finding]:
    """About single sheets, in a folder where leading KPIs are used at all. Trials and counterweights are left alone."""
    kpi, id = subject.kpi, subject.sheet.id
    if not neighbours.has_leading or kpi.status == "trial":
        return
    if kpi.kind is KpiKind.LEADING:
        if id not in neighbours.leading:
            text = f"{subject.quoted_name} is called leading, and no KPI names it as what it leads"
            rewrite = f"`leading: [{id}]` on the outcome it drives, or `kind: lagging`"
            yield subject.finding("KPI-LEADING", text, rewrite=rewrite, at=("kind",))
    elif not kpi.leading and subject.has_target and id not in neighbours.counterweights:
        reason = _late(subject)
        if reason is not None:
            text = f"{subject.quoted_name} {reason}: by then it is too late to act"
            rewrite = "`leading: [<id>]` of what moves first: something seen each week or month that drives it"
            yield subject.finding("KPI-LEADING", text, rewrite=rewrite)


def company_leading_findings(neighbours: Neighbours) -> Iterator[Finding]:
    """One finding for a company that measures outcomes alone."""
    outcomes = [subject for subject in neighbours.subjects if subject.has_target]
    if not neighbours.has_leading and len(outcomes) >= _MANY:
        text = f"none of {len(outcomes)} KPIs with a target is leading: all of them tell what has already happened"
        rewrite = "for the most important outcome one KPI that moves earlier: `kind: leading` on it, `leading: [<id>]`"
        yield outcomes[0].company_finding("KPI-LEADING", text, rewrite=rewrite)


def _late(subject: Subject) -> str | None:
    kpi = subject.kpi
    if kpi.cadence in _SLOW:
        return f"is known only {kpi.cadence.replace('_', '-')}"
    if kpi.window is not None and _LONG_WINDOW.fullmatch(kpi.window.strip().lower()):
        return f"moves only slowly, over {kpi.window}"
    is_money = bool(_CURRENCY.fullmatch(kpi.unit.strip())) or not _MONEY.isdisjoint(subject.words)
    if kpi.perspective is Perspective.FINANCE and is_money and kpi.direction in (Direction.HIGHER, Direction.LOWER):
        return "is an outcome in money, and nothing leads it"
    return None
