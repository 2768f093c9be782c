"""All the advice on the KPI sheets of a folder, in the order of the sheets, then what concerns them all."""

from collections.abc import Callable, Iterator

from okr_reports.catalogue.draft import Draft
from okr_reports.catalogue.lint.absolute import absolute_findings
from okr_reports.catalogue.lint.averages import average_findings
from okr_reports.catalogue.lint.bounds import bound_findings
from okr_reports.catalogue.lint.counterweights import counterweight_findings
from okr_reports.catalogue.lint.dated import DatedFinding
from okr_reports.catalogue.lint.definition import definition_findings
from okr_reports.catalogue.lint.duplicates import duplicate_findings
from okr_reports.catalogue.lint.leading import company_leading_findings, leading_findings
from okr_reports.catalogue.lint.limits import limit_findings
from okr_reports.catalogue.lint.neighbours import Neighbours
from okr_reports.catalogue.lint.project import project_findings
from okr_reports.catalogue.lint.stocks import stock_findings
from okr_reports.catalogue.lint.subject import Subject, subject_of
from okr_reports.catalogue.lint.target_days import backdated_findings, stale_findings
from okr_reports.findings import Finding
from okr_reports.policy import Policy

_ON_A_SHEET: tuple[Callable[[Subject, Neighbours], Iterator[Finding]], ...] = (
    definition_findings,
    project_findings,
    average_findings,
    absolute_findings,
    bound_findings,
    stock_findings,
    counterweight_findings,
    leading_findings,
    backdated_findings,
)
_ON_ALL: tuple[Callable[[Neighbours], Iterator[Finding]], ...] = (
    company_leading_findings,
    duplicate_findings,
    limit_findings,
)


def advice_on(neighbours: Neighbours) -> Iterator[Finding]:
    """The advice on a valid folder that holds whenever it is asked (rules §9). Nothing in it stops a run."""
    for subject in neighbours.subjects:
        for rule in _ON_A_SHEET:
            yield from rule(subject, neighbours)
    for rule in _ON_ALL:
        yield from rule(neighbours)


def dated_advice_on(neighbours: Neighbours) -> Iterator[DatedFinding]:
    """The advice that holds only from some day on."""
    for subject in neighbours.subjects:
        yield from stale_findings(subject, neighbours)


def neighbours_in(draft: Draft, policy: Policy) -> Neighbours:
    """The folder as the rules of advice look at it."""
    return Neighbours(draft, policy, tuple(subject_of(sheet) for sheet in draft.kpis))
