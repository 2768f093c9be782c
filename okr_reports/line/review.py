"""The last stage: judged tables become a pack, its pages, and a published version."""

from importlib.metadata import version

from okr_reports.line.maker import Issue, press_for, publish_issue
from okr_reports.line.pages import REPORT_JSON, Press, make_pages
from okr_reports.line.request import KPI_REVIEW, RunRequest, require_known_engine
from okr_reports.line.results import ReviewResult
from okr_reports.line.stages import Tables, findings_of, judge_values, read_sources, score_values
from okr_reports.packs.inputs import ReviewInputs, ReviewTables
from okr_reports.packs.kpi_review import KpiReview, build_kpi_review
from okr_reports.packs.report_json import plain
from okr_reports.rendering.assets import software_versions
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
            software=software_versions(request.engine),
        )
    )


def publish_review(request: RunRequest, tables: Tables) -> ReviewResult:
    """Publish the review as a version, or nothing when the published one says the same in the same look.

    Raises what `publish_issue` raises.
    """
    press = press_of(request)
    return publish_issue(
        Issue(
            report=KPI_REVIEW,
            period=request.month.key,
            run=request,
            tables=tables,
            press=press,
            say=lambda number: build_review(request, tables, number=number),
            documents=lambda review: {REPORT_JSON: plain(review.report)},
            make=lambda review: make_pages(review, press=press),
        )
    )


def press_of(request: RunRequest) -> Press:
    """What the review is printed with."""
    return press_for(request, report=KPI_REVIEW, period=request.month.key, engine=request.engine)
