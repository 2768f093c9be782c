"""KPI-ABSOLUTE: a count of unwanted things that grows with the business, where a rate is meant."""

import re
from collections.abc import Iterator

from okr_reports.catalogue.lint.neighbours import Neighbours
from okr_reports.catalogue.lint.subject import Subject
from okr_reports.catalogue.lint.word_sets import word_set
from okr_reports.expressions import Aggregate, Call, Expression
from okr_reports.findings import Finding

# So few a period are told one by one; a rate would only blur them.
_RARE = 5
# What is unwanted, when it is what the name speaks of, and what it grows with.
_UNWANTED = {
    "complaint": "100 customers", "defect": "1,000 units made", "error": "1,000 transactions",
    "ticket": "100 customers", "return": "100 orders", "refund": "100 orders", "cancellation": "100 bookings",
    "accident": "million hours worked", "injury": "million hours worked", "absence": "100 working days",
    "leaver": "100 employees", "resignation": "100 employees", "failure": "100 attempts", "bug": "release",
    "reject": "1,000 units made", "rejection": "100 received", "no-show": "100 appointments",
    "fall": "1,000 bed days", "infection": "1,000 patient days", "readmission": "100 discharges",
    "damage": "1,000 handled", "crime": "100,000 inhabitants", "offence": "100,000 inhabitants",
    "burglary": "100,000 inhabitants", "dropout": "100 enrolled", "chargeback": "1,000 payments",
    "dispute": "1,000 payments", "scrap": "1,000 units made", "unsubscribe": "1,000 mails", "bounce": "1,000 mails",
    "escalation": "100 tickets", "exclusion": "100 pupils", "stoppage": "100 hours planned",
    "correction": "100 documents", "delays": "100 planned", "diversion": "100 planned", "downtime": "100 hours planned",
}  # fmt: skip
# What makes anything unwanted, wherever it stands in the name.
_MARKS = {
    "cancelled": "100 planned", "canceled": "100 planned", "reopened": "100 resolved", "absence": "100 working days",
    "sick": "100 working days", "churned": "100 customers", "rejected": "100 received", "missed": "100 due",
    "mishandled": "1,000 handled", "damaged": "1,000 handled", "delayed": "100 planned", "abandoned": "100 calls",
    "escalated": "100 tickets", "overdue": "100 due", "diverted": "100 planned", "rework": "100 units made",
}  # fmt: skip
_BEFORE = re.compile(r"^(?:total |the )?(?:number|count|no\.?) of |^total ")
_BEHIND = re.compile(
    r"(?:,| (?:by|in|into|for|to|with|of|at|on|from|during|within|found|reported|received|raised|logged|recorded|filed"
    r"|opened|made|registered|detected)\b).*"
)
# A rate already, or the good ones among the bad.
_FINE = word_set("rate share ratio density percent per index age open backlog closed resolved solved won fixed paid")


def absolute_findings(subject: Subject, neighbours: Neighbours) -> Iterator[Finding]:
    """A count or sum of unwanted things with a target, more than a few a period, without its rate beside it."""
    measured = subject.measured
    if measured is None or measured.counted is None or not subject.is_lower_better or subject.kpi.stock:
        return
    per = _grows_with(subject) if subject.has_target else None
    bound = subject.target.value if subject.target is not None else None
    if per is None or (bound is not None and bound <= _RARE) or _has_rate(subject, measured.counted, neighbours):
        return
    text = f"{subject.quoted_name} grows with the business: it says how much was done and not how well"
    yield subject.finding("KPI-ABSOLUTE", text, rewrite=_rewrite(subject, per), at=("formula",))


def _grows_with(subject: Subject) -> str | None:
    """What the unwanted things of an English name grow with; None when it names none."""
    if not subject.words or not _FINE.isdisjoint(subject.words):
        return None
    heads = _BEHIND.sub("", _BEFORE.sub("", subject.name)).split()[-1:]
    per = next((_UNWANTED[form] for head in heads for form in _singulars(head) if form in _UNWANTED), None)
    return per or next((per for mark, per in _MARKS.items() if mark in subject.words), None)


def _singulars(word: str) -> tuple[str, ...]:
    return word, word.removesuffix("s"), f"{word.removesuffix('ies')}y"


def _rewrite(subject: Subject, per: str) -> str:
    kpi = subject.kpi
    if kpi.filter is not None and kpi.formula is not None and kpi.formula.replace(" ", "").upper() == "COUNT(*)":
        condition = " ".join(kpi.filter.split())
        return f'`formula: COUNT(*) FILTER (WHERE {condition}) * 100 / COUNT(*)` without `filter`, and `unit: "%"`'
    return f"divide it by what it grows with: {subject.kpi.name} per {per}"


def _has_rate(subject: Subject, counted: Aggregate, neighbours: Neighbours) -> bool:
    """Whether another sheet divides the same count by something."""
    own = _rows(counted, subject)
    for other in neighbours.subjects:
        ratio = other.measured
        if other.kpi.extract == subject.kpi.extract and ratio is not None and ratio.is_ratio:
            numerator = ratio.formula.numerator
            if isinstance(numerator, Aggregate) and _rows(numerator, other) == own:
                return True
    return False


def _rows(counted: Aggregate, subject: Subject) -> tuple[str, Expression | None, frozenset[Expression | str]]:
    """What is counted: sums of 1 where something holds, FILTER clauses and the sheet's filter come to the same."""
    conditions: set[Expression | str] = set() if counted.where is None else {counted.where}
    if subject.filter_tree is not None:
        conditions.add(subject.filter_tree)
    match counted.argument:
        case Call("case", (condition, _, _)) if counted.function == "sum":
            return "count", None, frozenset(conditions | {condition})
    return counted.function, counted.argument, frozenset(conditions)
