"""The appraisal evidence from a company folder to a published version, without a scheduler."""

from okr_reports.errors import Problem, UsageError
from okr_reports.line.appraisal_evidence import CycleEvidence, evidence_of
from okr_reports.line.appraisal_maker import AppraisalMaker
from okr_reports.line.appraisal_request import AppraisalRequest
from okr_reports.line.appraisal_stages import read_evidence, score_people
from okr_reports.line.bundles import Tell
from okr_reports.line.maker import press_for
from okr_reports.line.request import APPRAISALS, require_known_engine
from okr_reports.line.results import ReviewResult
from okr_reports.line.stages import Tables, findings_of
from okr_reports.publishing.publish import publish_draft
from okr_reports.tables import FINDINGS


def make_appraisals(request: AppraisalRequest) -> ReviewResult:
    """The whole line at once, without a scheduler: read, score, cut, build, publish.

    Raises what the stages raise; then the store shows what it showed before.
    """
    require_known_engine(request.engine)
    tables = read_evidence(request)
    return publish_bundles(request, {**tables, **score_people(request, tables)})


def publish_bundles(request: AppraisalRequest, tables: Tables, *, tell: Tell = lambda _: None) -> ReviewResult:
    """Publish the cycle's bundles as a version, or nothing when the published one says the same in the same look.

    An employee whose bundle cannot be made or must be withheld is named and stops nobody else's. `tell`: is told how
    far it is. Raises UsageError for an employee without a part in the cycle, ReasonRequired, StoreError.
    """
    evidence = evidence_of(request, tables)
    _require_known(request, evidence)
    press = press_for(request.month, report=APPRAISALS, period=request.cycle.key, engine=request.engine)
    maker = AppraisalMaker(request, tables, evidence, press, tell)
    published = publish_draft(request.store, maker.draft, make=maker.publication)
    return ReviewResult(
        report=APPRAISALS,
        period=request.cycle.key,
        outcome=published.outcome,
        version=published.version,
        head=published.head,
        paths=published.paths,
        findings=(*findings_of(tables[FINDINGS.name]), *maker.findings()),
        is_complete=not evidence.audience.withheld and not maker.made.failed,
        counts=maker.counts(published.paths),
    )


def _require_known(request: AppraisalRequest, evidence: CycleEvidence) -> None:
    named = {*evidence.audience.employee_ids, *(one.employee_id for one in evidence.audience.withheld)}
    fix = "write ids as in people.csv, of people with a role in the cycle"
    unknown = [id for id in request.employee_ids if id not in named]
    if unknown:
        raise UsageError(*(Problem(f"{id} has no part in {request.cycle.key}", fix) for id in unknown))
