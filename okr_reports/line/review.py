"""The last stage: judged tables become a pack, its pages, and a published version."""

from dataclasses import dataclass, field, replace
from functools import cached_property
from hashlib import sha256
from importlib.metadata import version

from okr_reports.line.origin import origin_of
from okr_reports.line.pages import REPORT_JSON, MadePages, Press, make_pages
from okr_reports.line.request import KPI_REVIEW, RunRequest, require_known_engine
from okr_reports.line.results import ReviewResult
from okr_reports.line.stages import Tables, findings_of, judge_values, read_sources, score_values
from okr_reports.packs.inputs import ReviewInputs, ReviewTables
from okr_reports.packs.kpi_review import KpiReview, build_kpi_review
from okr_reports.packs.report_json import plain
from okr_reports.publishing.publication import Draft, PlannedVersion, Publication
from okr_reports.publishing.publish import publish_draft
from okr_reports.rendering.assets import rendering_fingerprint, software_versions
from okr_reports.rendering.paper import Paper
from okr_reports.store.catalogues import put_catalogue
from okr_reports.tables import (
    ACTIONS,
    ALERTS,
    EVENTS,
    FINDINGS,
    KPI_ACTIONS,
    KPI_CANDIDATES,
    KPI_HEALTH,
    KPI_REBASES,
    KPI_SHOWN,
    KPI_SIGNALS,
    PEOPLE,
    QUARANTINED,
    RESTATED,
    SNAPSHOT_PARTS,
    TARGET_PROPOSALS,
)
from okr_reports.words import Outcome, Severity

FIRST_VERSION = 1


def make_review(request: RunRequest) -> ReviewResult:
    """The whole line at once, without a scheduler: read, score, judge, build, render, publish.

    Raises what the stages raise; then the store shows what it showed before.
    """
    require_known_engine(request.engine)
    sources = read_sources(request)
    values = score_values(request, sources)
    judged = judge_values(request, {**sources, **values})
    return publish_review(request, {**sources, **judged})


def build_review(request: RunRequest, tables: Tables, *, number: int) -> KpiReview:
    """What the review says as this version, from the tables of the stages before."""
    return build_kpi_review(
        ReviewInputs(
            catalogue=request.catalogue,
            tables=ReviewTables(
                health=tables[KPI_HEALTH.name],
                shown=tables[KPI_SHOWN.name],
                kpi_actions=tables[KPI_ACTIONS.name],
                actions=tables[ACTIONS.name],
                people=tables[PEOPLE.name],
                parts=tables[SNAPSHOT_PARTS.name],
                quarantined=tables[QUARANTINED.name],
                signals=tables[KPI_SIGNALS.name],
                candidates=tables[KPI_CANDIDATES.name],
                proposals=tables[TARGET_PROPOSALS.name],
                alerts=tables[ALERTS.name],
                restated=tables[RESTATED.name],
                rebases=tables[KPI_REBASES.name],
                events=tables[EVENTS.name],
            ),
            month=request.month,
            as_of=request.as_of,
            version=number,
            is_partial=request.is_partial,
            generator=f"okr-reports {version('okr-reports')}",
            findings=findings_of(tables[FINDINGS.name]),
            software=software_versions(),
        )
    )


def publish_review(request: RunRequest, tables: Tables) -> ReviewResult:
    """Publish the review as a version, or nothing when the published one says the same in the same look.

    What the renderer complains of is in the result, not in report.json: whether anything changed must be known
    before a page is made. Raises ReasonRequired, RenderError, StoreError.
    """
    maker = _Maker(request, tables, press_of(request))
    published = publish_draft(request.store, maker.draft(), make=maker.publication)
    is_new = published.outcome is Outcome.PUBLISHED
    findings = (*findings_of(tables[FINDINGS.name]), *maker.pages.findings)
    return ReviewResult(
        report=KPI_REVIEW,
        period=request.month.key,
        outcome=published.outcome,
        version=published.version,
        head=published.head,
        paths=published.paths,
        findings=findings,
        is_complete=not is_new or all(finding.severity is not Severity.ERROR for finding in findings),
    )


def press_of(request: RunRequest) -> Press:
    """What the review is printed with: everything the pages depend on beside report.json."""
    company = request.catalogue.company
    settings = company.report(KPI_REVIEW)
    paper = Paper(company.paper)
    look = [rendering_fingerprint(request.engine, paper), settings.model_dump_json(exclude={"pdf_engine"})]
    note = request.catalogue.notes.get(request.month.key, "")
    return Press(paper, request.store, sha256("\n".join([*look, note]).encode()).hexdigest())


@dataclass
class _Maker:
    """Makes a version's files once its number is known, and remembers what the renderer said."""

    request: RunRequest
    tables: Tables
    press: Press
    pages: MadePages = field(default=MadePages({}, (), ()))

    @cached_property
    def first(self) -> KpiReview:
        """The review as its first version says it: what it says does not depend on the number."""
        return build_review(self.request, self.tables, number=FIRST_VERSION)

    def draft(self) -> Draft:
        """What the report says, whatever its number will be."""
        documents = {REPORT_JSON: plain(self.first.report)}
        return Draft(KPI_REVIEW, self.request.month.key, documents, self.press.fingerprint, self.request.reason)

    def publication(self, planned: PlannedVersion) -> Publication:
        """The version's pages, with its number on them."""
        is_first = planned.number == FIRST_VERSION
        review = self.first if is_first else build_review(self.request, self.tables, number=planned.number)
        put_catalogue(self.request.store, self.request.catalogue.canonical_json)
        self.pages = make_pages(review, press=self.press)
        draft = replace(self.draft(), rendering_sha256=self.press.with_failed(self.pages.failed))
        return Publication(
            draft=draft,
            version=planned.number,
            files=self.pages.files,
            origin=origin_of(self.request, self.tables, failed_pages=self.pages.failed),
            as_of=self.request.as_of,
            published_at=self.request.started_at,
        )
