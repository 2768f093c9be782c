"""The stages before the pages: tables in, tables out, each named as in `okr_reports.tables`."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from datetime import date

import polars as pl

from okr_reports.catalogue.calendar import working_calendar
from okr_reports.catalogue.lint.reported import reported_advice
from okr_reports.catalogue.measures import measures_of
from okr_reports.extracts.read import ReadRequest, read_extracts
from okr_reports.extracts.rows import KeptExtracts, load_rows
from okr_reports.findings import Finding
from okr_reports.line.earlier import rebases, restatements
from okr_reports.line.first_seen import register_key_results
from okr_reports.line.logs import read_logs
from okr_reports.line.request import RunRequest
from okr_reports.measures import Measure, columns_of
from okr_reports.policy import Policy
from okr_reports.scoring import actions, alerts, candidates, chart_advice, health, proposals, shown, signals
from okr_reports.scoring.assertions import AssertedHealth, disagreements
from okr_reports.scoring.findings import score_findings
from okr_reports.scoring.judged import JudgedMonth
from okr_reports.scoring.people_counts import and_people, with_people_counts
from okr_reports.scoring.plan import ReviewPlan, ValuePlan
from okr_reports.scoring.readings import Wanted
from okr_reports.scoring.source import Source
from okr_reports.scoring.values import read_values, values_of
from okr_reports.tables import (
    ACTIONS,
    ALERTS,
    CHANGES,
    FINDINGS,
    KPI_ACTIONS,
    KPI_CANDIDATES,
    KPI_HEALTH,
    KPI_REBASES,
    KPI_SHOWN,
    KPI_SIGNALS,
    KPI_VALUES,
    QUARANTINED,
    SNAPSHOT_PARTS,
    TARGET_PROPOSALS,
)
from okr_reports.words import Severity

Tables = Mapping[str, pl.DataFrame]
QUARANTINE_LIMIT = "QUARANTINE-LIMIT"
# How far back a row's dates may lie when the company does not say since when it has data.
_YEARS_BEFORE = 10


def read_sources(request: RunRequest, *, extracts: Collection[str] | None = None) -> Tables:
    """metric_extracts, quarantined, the logs, kpi_rebases and findings: all that was measured and written by `as_of`.

    Key results that never stood so before are registered by the run's clock. `extracts`: as in ReadRequest.
    Raises CatalogueError, SourceError or ContractError with the problems of all sources; then nothing was kept.
    """
    asked = ReadRequest(request.month, request.as_of, request.started_at, extracts=extracts)
    read = read_extracts(request.catalogue, request.store, request=asked)
    logs, said = read_logs(request, read.parts)
    rebased, unexplained = rebases(request, logs[CHANGES.name], plan=review_plan(request))
    limits = over_quarantine_limit(read.parts, policy=request.catalogue.policy)
    advice = reported_advice(request.catalogue, review_plan(request).judged_on)
    register_key_results(request.catalogue, request.store, seen_at=request.started_at)
    return {
        SNAPSHOT_PARTS.name: read.parts,
        QUARANTINED.name: read.quarantined,
        **logs,
        **rebased,
        FINDINGS.name: findings_table([*advice, *read.findings, *said, *limits, *unexplained]),
    }


def over_quarantine_limit(parts: pl.DataFrame, *, policy: Policy) -> list[Finding]:
    """A finding for each extract of which more rows than the policy allows hold a cell that could not be read."""
    counts = parts.group_by("extract").agg(pl.col("rejected_count").sum(), pl.col("row_count").sum()).sort("extract")
    over = counts.filter(pl.col("rejected_count") > policy.quarantine_limit_share * pl.col("row_count"))
    return [
        Finding(
            QUARANTINE_LIMIT, Severity.ERROR, extract,
            f"{rejected} of {rows} rows hold a value that could not be read; the limit is "
            f"{policy.quarantine_limit_share:.1%} of the rows",
        )
        for extract, rejected, rows in over.rows()
    ]  # fmt: skip


def score_values(request: RunRequest, tables: Tables) -> Tables:
    """kpi_values from metric_extracts: one extract's rows are in memory at a time."""
    measures = measures_of(request.catalogue)
    sources = sources_of(request, measures, parts=tables[SNAPSHOT_PARTS.name])
    read = [read_kpis(measures, extract=extract, source=source) for extract, source in sources]
    return {KPI_VALUES.name: with_people_counts(values_of(read))}


def sources_of(
    request: RunRequest, measures: Iterable[Measure], *, parts: pl.DataFrame
) -> Iterator[tuple[str, Source]]:
    """Every extract on which one of these is measured, with its rows as far as they are asked for.

    `parts`: SNAPSHOT_PARTS of the run.
    """
    kept = KeptExtracts(request.store, parts, request.catalogue)
    asked: dict[str, list[Measure]] = {}
    for measure in measures:
        asked.setdefault(measure.extract, []).append(measure)
    for extract, own in asked.items():
        rows = load_rows(kept, extract, columns=columns_of(own))
        yield extract, Source.of(rows, value_plan(request, parts=parts, extract=extract))


def read_kpis(measures: Iterable[Measure], *, extract: str, source: Source) -> list[Wanted]:
    """What an extract's rows say of the KPIs that are measured on it, and of the people they are about."""
    own = [measure for measure in measures if measure.extract == extract]
    return read_values(and_people(own, source.rows.columns), source)


def judge_values(request: RunRequest, tables: Tables) -> Tables:
    """kpi_health, kpi_shown, kpi_actions, what moved, restated and findings: from kpi_values and read_sources."""
    plan, measures = review_plan(request), measures_of(request.catalogue)
    judged = health.judge_values(tables[KPI_VALUES.name], measures, plan=plan)
    month = shown.show_month(judged, measures, plan=plan)
    restated, unexplained = restatements(request, {**tables, KPI_HEALTH.name: judged}, plan=plan)
    findings = [*findings_of(tables[FINDINGS.name]), *score_findings(judged), *_disagreements(request, judged)]
    findings += unexplained
    rebased = tables.get(KPI_REBASES.name, KPI_REBASES.empty())
    moved = read_movements(JudgedMonth(judged, month, rebased, measures, plan))
    findings += chart_advice.chart_findings(moved[KPI_SIGNALS.name], measures, policy=plan.policy)
    return {
        KPI_HEALTH.name: judged,
        KPI_SHOWN.name: month,
        **moved,
        KPI_ACTIONS.name: actions.match_actions(month, tables[ACTIONS.name], health=judged, plan=plan),
        **restated,
        FINDINGS.name: findings_table(findings),
    }


def read_movements(month: JudgedMonth) -> Tables:
    """kpi_signals, kpi_candidates, target_proposals and alerts of a judged month."""
    judged = signals.judge_signals(month)
    return {
        KPI_SIGNALS.name: judged,
        KPI_CANDIDATES.name: candidates.find_candidates(month, judged),
        TARGET_PROPOSALS.name: proposals.propose_targets(month),
        ALERTS.name: alerts.find_alerts(month, judged),
    }


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
    year = request.month.start.year
    since = int(company.data_from[:4]) - 1 if "data_from" in company.model_fields_set else year - _YEARS_BEFORE
    return ReviewPlan(
        month=request.month,
        as_of=request.as_of,
        timezone=company.timezone,
        fiscal=request.catalogue.fiscal,
        policy=request.catalogue.policy,
        calendar=working_calendar(company.holidays, range(since, year + 2)),
    )


def _disagreements(request: RunRequest, judged: pl.DataFrame) -> list[Finding]:
    """Where somebody asserted another health than the computed one (rules §3). Who it was stays in the catalogue."""
    asserted = [
        AssertedHealth(kpi.id, said.period, said.health)
        for kpi in request.catalogue.kpis.values()
        for said in kpi.asserted
    ]
    return [
        Finding(
            "ASSERTED-HEALTH",
            Severity.WARNING,
            kpi,
            f"asserted as {_said(said)} for {period}, computed as {_said(computed)}",
        )
        for kpi, period, said, computed in disagreements(judged, asserted).rows()
    ]


def _said(health: str) -> str:
    return health.replace("_", " ")


def value_plan(request: RunRequest, *, parts: pl.DataFrame, extract: str) -> ValuePlan:
    """How the rows of one extract are valued. `parts`: SNAPSHOT_PARTS of the run."""
    company = request.catalogue.company
    is_named = "data_from" in company.model_fields_set
    return ValuePlan(
        review_plan(request),
        data_from=date.fromisoformat(f"{company.data_from}-01") if is_named else None,
        covers_until=parts.filter(extract=extract).select(pl.col("covers_until").max()).item(),
    )
