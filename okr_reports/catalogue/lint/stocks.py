"""KPI-STOCK: a level that is summed over time like a flow, or a flow that is read like a level."""

import re
from collections.abc import Iterator

from okr_reports.catalogue.lint.neighbours import Neighbours
from okr_reports.catalogue.lint.subject import Subject
from okr_reports.catalogue.lint.word_sets import word_set
from okr_reports.findings import Finding
from okr_reports.words import Accumulation

_LEVELS = word_set(
    "backlog backlogs headcount balance balances inventory receivables payables wip pipeline outstanding runway mrr"
    " arr debt waitlist"
)
_LEVEL_PHRASES = re.compile(
    r"\b(?:work in progress|waiting list|(?:monthly|annual) recurring revenue|assets under management|cash on hand"
    r"|cash at bank|in stock|stock on hand|loans? outstanding|on the last day)(?:$|,| (?:in|of|for|at|by) )"
    r"|\bat (?:the )?(?:month|quarter|year|week|period|day)[- ]?end\b|\bat (?:the )?end of (?:the )?\w+"
)
_ITEM = (
    "(?:tickets|cases|positions|vacancies|requisitions|orders|invoices|issues|incidents|complaints|claims|bugs|defects"
    "|actions|findings|items|tasks|requests|deals|opportunities|risks|contracts|appeals|applications|enquiries|inquiries"
    "|escalations|disputes|referrals|jobs|roles|loans|permits|approvals|beds)"
)
_OPEN = re.compile(
    rf"^(?:open|unresolved|outstanding|pending|unpaid|unassigned) (?:[a-z0-9-]+ ){{0,2}}{_ITEM}$"
    rf"|\b{_ITEM} (?:still )?(?:open|pending|outstanding)$"
)
# What happens to a level in a period is a flow: new ARR, backlog worked off, pipeline created.
_MOVES = word_set(
    "new net lost churned churn expansion added gained contraction upsell created generated closed cleared growth"
    " change reduction collected hired joined left opened resolved received won reopened adjustments adjustment"
    " transfers writeoffs movement movements turnover increase decrease filled downgrade"
)
_FLOWS = word_set(
    "resolved closed sold shipped hired opened created won lost signed received delivered produced completed handled"
    " answered sent paid booked sales orders hires leavers joiners bookings spend deals admissions discharges"
    " departures arrivals complaints incidents refunds returns visits calls downloads deployments releases"
    " applications signups shipments"
)
_FLOW_PHRASES = re.compile(r"^(?:net |gross |total )?(?:revenue|sales|turnover|costs?|expenses?)$")


def stock_findings(subject: Subject, _: Neighbours) -> Iterator[Finding]:
    """Only where a longer period would add up, or leave out, what the name says. English names alone are read."""
    if not subject.is_english or not _may_add_up(subject):
        return
    is_level = _is_level(subject)
    if subject.kpi.stock:
        if not is_level and _is_flow(subject):
            text = f"{subject.quoted_name} happens all the time: as a stock, a quarter would be its last month alone"
            yield subject.finding("KPI-STOCK", text, rewrite="delete `stock: true`", at=("stock",))
    elif is_level and subject.kpi.accumulation is Accumulation.SUM:
        text = f"{subject.quoted_name} is a level: a quarter would add that of three months"
        yield subject.finding("KPI-STOCK", text, rewrite="`accumulation: last`", at=("accumulation",))
    elif is_level and subject.measured is not None:
        text = f"{subject.quoted_name} is a level: a quarter would add that of three months"
        yield subject.finding("KPI-STOCK", text, rewrite="`stock: true`", at=("formula",))


def _may_add_up(subject: Subject) -> bool:
    """A count or sum, or ready-made values. Means, percentiles and ratios of a level mislead nobody."""
    if subject.kpi.unit.strip() == "%" or subject.is_time:
        return False
    return subject.measured is None or subject.measured.formula.is_additive


def _is_level(subject: Subject) -> bool:
    if not _MOVES.isdisjoint(subject.words):
        return False
    head = subject.name.replace(",", " ").split()[-1]
    return head in _LEVELS or bool(_LEVEL_PHRASES.search(subject.name) or _OPEN.search(subject.name))


def _is_flow(subject: Subject) -> bool:
    if not _LEVELS.isdisjoint(subject.words) or "open" in subject.words or "active" in subject.words:
        return False
    return not _FLOWS.isdisjoint(subject.words) or bool(_FLOW_PHRASES.search(subject.name))
