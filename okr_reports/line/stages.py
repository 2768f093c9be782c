"""The stages before the pages: tables in, tables out, each named as in `okr_reports.tables`."""

from collections.abc import Iterable, Mapping
from datetime import date

import polars as pl

from okr_reports.catalogue.calendar import working_calendar
from okr_reports.catalogue.measures import measures_of
from okr_reports.extracts.read import ReadRequest, read_extracts
from okr_reports.extracts.records import read_records
from okr_reports.extracts.rows import KeptExtracts, load_rows
from okr_reports.findings import Finding
from okr_reports.line.request import KPI_REVIEW, RunRequest, require_known_engine
from okr_reports.scoring import values
from okr_reports.scoring.plan import ReviewPlan, ValuePlan
from okr_reports.store.catalogues import put_catalogue
from okr_reports.tables import (
    ACTIONS,
    FINDINGS,
    KPI_ACTIONS,
    KPI_HEALTH,
    KPI_SHOWN,
    KPI_VALUES,
    PEOPLE,
    QUARANTINED,
    SNAPSHOT_PARTS,
)
from okr_reports.words import Severity

Tables = Mapping[str, pl.DataFrame]
# Working days are asked for around the reported month only: deadlines and durations.
_YEARS_BEFORE, _YEARS_AFTER = 30, 2


def keep_catalogue(request: RunRequest) -> str:
    """Keep the catalogue as it stands now and return its SHA-256. Raises UsageError for an engine we lack."""
    require_known_engine(request.catalogue.company.report(KPI_REVIEW).pdf_engine)
    return put_catalogue(request.store, request.catalogue.canonical_json)


def read_sources(request: RunRequest) -> Tables:
    """metric_extracts, quarantined, people, actions and findings: everything measured and written down by `as_of`.

    Raises CatalogueError, SourceError or ContractError with the problems of all sources; then nothing was kept.
    """
    asked = ReadRequest(request.month, request.as_of, request.started_at)
    read = read_extracts(request.catalogue, request.store, request=asked)
    records = read_records(request.catalogue, as_of=request.as_of)
    return {
        SNAPSHOT_PARTS.name: read.parts,
        QUARANTINED.name: read.quarantined,
        PEOPLE.name: records.people,
        ACTIONS.name: records.actions,
        FINDINGS.name: findings_table([*read.findings, *records.findings, *_over_limit(request, read.parts)]),
    }


def score_values(request: RunRequest, tables: Tables) -> Tables:
    """kpi_values from metric_extracts: one extract's rows are in memory at a time."""
    parts = tables[SNAPSHOT_PARTS.name]
    kept = KeptExtracts(request.store, parts, request.catalogue)
    measures = measures_of(request.catalogue)
    scored = [KPI_VALUES.empty()]
    for extract in dict.fromkeys(measure.extract for measure in measures):
        own = [measure for measure in measures if measure.extract == extract]
        rows = load_rows(kept, extract)
        scored.append(values.score_values(own, rows, plan=_value_plan(request, parts, extract)))
    return {KPI_VALUES.name: KPI_VALUES.check(pl.concat(scored))}


def findings_table(findings: Iterable[Finding]) -> pl.DataFrame:
    """Findings as a table, each once, in order."""
    rows = [(finding.code, finding.severity, finding.subject_id, finding.text) for finding in dict.fromkeys(findings)]
    return pl.DataFrame(rows, schema=dict(FINDINGS.columns), orient="row")


def findings_of(table: pl.DataFrame) -> tuple[Finding, ...]:
    """The findings in such a table."""
    return tuple(Finding(code, Severity(severity), subject, text) for code, severity, subject, text in table.rows())


def review_plan(request: RunRequest) -> ReviewPlan:
    """What scoring must know of the run."""
    company = request.catalogue.company
    years = range(request.month.start.year - _YEARS_BEFORE, request.month.start.year + _YEARS_AFTER)
    return ReviewPlan(
        month=request.month,
        as_of=request.as_of,
        timezone=company.timezone,
        fiscal=request.catalogue.fiscal,
        policy=request.catalogue.policy,
        calendar=working_calendar(company.holidays, years),
    )


def _value_plan(request: RunRequest, parts: pl.DataFrame, extract: str) -> ValuePlan:
    first = request.catalogue.company.data_from
    covers_until = parts.filter(pl.col("extract") == extract)["covers_until"].max()
    return ValuePlan(
        review_plan(request),
        data_from=date.fromisoformat(f"{first}-01") if _is_declared(request) else None,
        covers_until=covers_until,
    )
