"""The views beside the bundles: each manager's index of direct reports, and HR's overview of completeness."""

from collections.abc import Iterator, Mapping
from dataclasses import replace

from okr_reports.line.appraisal_evidence import CycleEvidence
from okr_reports.line.pages import page_options
from okr_reports.packs.appraisals.content import content_sha256
from okr_reports.packs.appraisals.hr_overview import hr_overview
from okr_reports.packs.appraisals.hr_sheets import hr_sheets
from okr_reports.packs.appraisals.inputs import ViewInputs
from okr_reports.packs.appraisals.managers_index import managers_indexes
from okr_reports.packs.appraisals.outcomes import BundleOutcome, BundleState
from okr_reports.packs.appraisals.pages import HrOverview, ManagersIndex
from okr_reports.packs.bundle.inputs import CycleFacts
from okr_reports.packs.sheet import BookFacts
from okr_reports.rendering.html import render_document
from okr_reports.rendering.paper import Paper
from okr_reports.rendering.workbook import write_workbook

HR_OVERVIEW = "hr/overview"
MANAGERS_TEMPLATE, HR_TEMPLATE = "managers_index.html.j2", "hr_overview.html.j2"
_NOT_ASKED_FOR = "not asked for in this run, and never published before"


def view_hashes(evidence: CycleEvidence, facts: CycleFacts) -> Mapping[str, str]:
    """View → hash of what it says when every bundle can be made, wherever the bundles lie."""
    audience = evidence.audience
    outcomes = {id: BundleOutcome(id, BundleState.PUBLISHED, None, None, None) for id in audience.employee_ids}
    inputs = view_inputs(evidence, facts, outcomes=outcomes)
    managers = {manager_name(index.manager_id): content_sha256(index) for index in managers_indexes(inputs)}
    return {**managers, HR_OVERVIEW: content_sha256(hr_overview(inputs))}


def made_views(inputs: ViewInputs) -> Iterator[tuple[str, bytes]]:
    """File name → bytes of every view."""
    paper = Paper(inputs.facts.company.paper)
    for index in managers_indexes(inputs):
        yield f"{manager_name(index.manager_id)}/index.html", _page(MANAGERS_TEMPLATE, index, paper)
    overview = hr_overview(inputs)
    yield f"{HR_OVERVIEW}.html", _page(HR_TEMPLATE, overview, paper)
    furniture = overview.furniture
    assert furniture is not None
    book = BookFacts(furniture.document_title, furniture.description, inputs.facts.company.name, paper.value)
    yield f"{HR_OVERVIEW}.xlsx", write_workbook(hr_sheets(inputs), created=inputs.facts.as_of, facts=book)


def _page(template: str, pack: ManagersIndex | HrOverview, paper: Paper) -> bytes:
    """The page of a view. A further script's face is the one that bundles have: to make another takes half a second."""
    assert pack.furniture is not None
    options = replace(page_options(pack.furniture, paper), is_one_of_many=True)
    return render_document(template, pack=pack, options=options).html.encode()


def view_inputs(evidence: CycleEvidence, facts: CycleFacts, *, outcomes: Mapping[str, BundleOutcome]) -> ViewInputs:
    """What the views are made from. Of whoever has no outcome here the bundle is named as withheld, and why."""
    audience = evidence.audience
    withheld = {
        one.employee_id: BundleOutcome(one.employee_id, BundleState.WITHHELD, one.reason, None, None)
        for one in audience.withheld
    }
    others = {id: BundleOutcome(id, BundleState.WITHHELD, _NOT_ASKED_FOR, None, None) for id in audience.employee_ids}
    return ViewInputs(evidence.tables, evidence.plan, facts, {**others, **withheld, **outcomes}, audience)


def manager_name(manager_id: str) -> str:
    """How a manifest's inputs call a manager's index: its folder in the version."""
    return f"managers/{manager_id}"
