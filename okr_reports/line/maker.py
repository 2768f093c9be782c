"""The last step of every report: it is published as a version, or nothing is when the published one says the same."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from hashlib import sha256
from typing import Generic, Literal, TypeVar

from okr_reports.line.origin import origin_of
from okr_reports.line.pages import MadePages, Press
from okr_reports.line.request import RunRequest
from okr_reports.line.results import ReviewResult
from okr_reports.line.stages import Tables, findings_of
from okr_reports.publishing.content import Json
from okr_reports.publishing.publication import Draft, PlannedVersion, Publication
from okr_reports.publishing.publish import publish_draft
from okr_reports.rendering.assets import rendering_fingerprint
from okr_reports.rendering.engines import PdfEngine
from okr_reports.rendering.paper import Paper
from okr_reports.store.catalogues import put_catalogue
from okr_reports.tables import FINDINGS
from okr_reports.words import Outcome, Severity

FIRST_VERSION = 1
Report = Literal["kpi-review", "okr-retro", "appraisals"]
Said = TypeVar("Said")


@dataclass(frozen=True)
class Issue(Generic[Said]):
    """A report of a period that is to be published by a run, from these tables: FINDINGS and SNAPSHOT_PARTS are among.

    `say`: what the report says as the version of this number. `documents`: its JSON documents by file name.
    `make`: its files; called only when there is something to publish.
    """

    report: str
    period: str
    run: RunRequest
    tables: Tables
    press: Press
    say: Callable[[int], Said]
    documents: Callable[[Said], Mapping[str, Json]]
    make: Callable[[Said], MadePages]


def publish_issue(issue: Issue[Said]) -> ReviewResult:
    """Publish the report as a version, or nothing when the published one says the same in the same look.

    What the renderer complains of is in the result, not in the documents: whether anything changed must be known
    before a page is made. Raises ReasonRequired, RenderError, StoreError.
    """
    maker = _Maker(issue)
    published = publish_draft(issue.run.store, maker.draft, make=maker.publication)
    is_new = published.outcome is Outcome.PUBLISHED
    findings = (*findings_of(issue.tables[FINDINGS.name]), *maker.pages.findings)
    return ReviewResult(
        report=issue.report,
        period=issue.period,
        outcome=published.outcome,
        version=published.version,
        head=published.head,
        paths=published.paths,
        findings=findings,
        is_complete=not is_new or all(finding.severity is not Severity.ERROR for finding in findings),
    )


def press_for(run: RunRequest, *, report: Report, period: str, engine: str) -> Press:
    """What a report is printed with: everything its pages depend on beside its documents."""
    company = run.catalogue.company
    paper = Paper(company.paper)
    settings = company.report(report).model_dump_json(exclude={"pdf_engine"})
    look = [rendering_fingerprint(engine, paper), settings, run.catalogue.notes.get(period, "")]
    fingerprint = sha256("\n".join(look).encode()).hexdigest()
    return Press(paper, run.store, fingerprint, engine=PdfEngine(engine))


@dataclass
class _Maker(Generic[Said]):
    """Makes a version's files once its number is known, and remembers what the renderer said."""

    issue: Issue[Said]
    pages: MadePages = field(default=MadePages({}, (), ()))

    @cached_property
    def first(self) -> Said:
        """The report as its first version says it: what it says does not depend on the number."""
        return self.issue.say(FIRST_VERSION)

    @cached_property
    def draft(self) -> Draft:
        """What the report says, whatever its number will be."""
        issue = self.issue
        documents = issue.documents(self.first)
        return Draft(issue.report, issue.period, documents, issue.press.fingerprint, issue.run.reason)

    def publication(self, planned: PlannedVersion) -> Publication:
        """The version's files, with its number in them."""
        issue, run = self.issue, self.issue.run
        said = self.first if planned.number == FIRST_VERSION else issue.say(planned.number)
        put_catalogue(run.store, run.catalogue.canonical_json)
        self.pages = issue.make(said)
        return Publication(
            draft=replace(self.draft, rendering_sha256=issue.press.with_failed(self.pages.failed)),
            version=planned.number,
            files=self.pages.files,
            origin=origin_of(run, issue.tables, failed_pages=self.pages.failed, engine=issue.press.engine),
            as_of=run.as_of,
            published_at=run.started_at,
        )
