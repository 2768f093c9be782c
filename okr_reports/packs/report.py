"""report.json of a KPI review: everything the pages say, as data."""

from collections import Counter

from okr_reports.packs.edition import Edition
from okr_reports.packs.extract_rows import ExtractMonth, days_short, extract_months
from okr_reports.packs.gaps import gaps_of
from okr_reports.packs.kpi_json import kpis_of
from okr_reports.packs.month import month_page
from okr_reports.packs.report_json import (
    SCHEMA,
    CountsJson,
    DataQualityJson,
    ExtractJson,
    FindingJson,
    GapJson,
    KpiReviewJson,
    ProvenanceJson,
    QuarantinedJson,
    SnapshotJson,
)
from okr_reports.packs.staleness import stale_extracts
from okr_reports.packs.table_json import alerts_json, candidates_json, events_json, rebases_json, restated_json
from okr_reports.packs.titles import tally
from okr_reports.words import Health, Severity, Visibility


def report_of(edition: Edition) -> KpiReviewJson:
    """The contract of outputs.md, from the standings and the tables."""
    inputs, company = edition.inputs, edition.catalogue.company
    month = month_page(edition, department_count=0)
    return KpiReviewJson(
        schema=SCHEMA,
        report="kpi-review",
        period=edition.month.key,
        version=inputs.version,
        as_of=inputs.as_of,
        partial=inputs.is_partial,
        company=company.name,
        currency=company.currency,
        locale=company.locale,
        title=month.title,
        kpis=kpis_of(edition),
        counts=_counts(edition),
        candidates=candidates_json(edition),
        data_quality=_data_quality(edition),
        alerts=alerts_json(edition),
        events=events_json(edition),
        rebases=rebases_json(edition),
        findings=_findings(edition),
        provenance=_provenance(edition),
    )


def _counts(edition: Edition) -> CountsJson:
    counted = [standing for standing in edition.standings if standing.is_counted]
    counts, before = tally(counted), Counter(s.previous.health for s in counted if s.previous.health)
    return CountsJson(
        total=counts.total,
        judged=counts.judged,
        healthy=counts.healthy,
        at_risk=counts.at_risk,
        off_target=counts.off_target,
        unknown=counts.unknown,
        not_judged={str(reason): count for reason, count in counts.unjudged},
        apart=sum(standing.is_apart and not standing.is_part for standing in edition.standings),
        previous={str(health): before[health] for health in Health},
    )


def _data_quality(edition: Edition) -> DataQualityJson:
    names = ("extract", "file", "row", "column", "raw")
    stale = stale_extracts(edition)
    quarantined = edition.inputs.tables.quarantined.sort(names, nulls_last=True)
    return DataQualityJson(
        extracts=tuple(
            _extract(month, edition, is_stale=month.extract in stale)
            for month in extract_months(edition, edition.standings)
        ),
        restated=restated_json(edition),
        quarantined=tuple(QuarantinedJson(**row) for row in quarantined.select(names).iter_rows(named=True)),
        gaps=tuple(
            GapJson(gap.standing.kpi.id, tuple(period.key for period in gap.periods))
            for gap in gaps_of(edition.standings, edition)
        ),
    )


def _extract(month: ExtractMonth, edition: Edition, *, is_stale: bool) -> ExtractJson:
    return ExtractJson(
        extract=month.extract,
        rows=month.rows,
        rejected=month.rejected,
        without_period=month.without_period,
        is_complete=month.is_complete,
        covers_until=month.covers_until,
        is_stale=is_stale,
        days_short=days_short(month, edition) if is_stale else None,
        last_period=month.last_filled.key if month.last_filled else None,
    )


def _findings(edition: Edition) -> tuple[FindingJson, ...]:
    """All of them, but for advice on confidential sheets: its sentences hold targets and values."""
    kpis = edition.catalogue.kpis
    secret = {kpi_id for kpi_id, kpi in kpis.items() if kpi.visibility is Visibility.CONFIDENTIAL}
    return tuple(
        FindingJson(f.code, f.severity, f.subject_id, f.text)
        for f in edition.inputs.findings
        if f.severity is not Severity.ADVICE or f.subject_id not in secret
    )


def _provenance(edition: Edition) -> ProvenanceJson:
    parts = edition.inputs.tables.parts.sort("extract", "period_id")
    return ProvenanceJson(
        catalogue_sha256=edition.catalogue.sha256,
        generator=edition.inputs.generator,
        software=dict(edition.inputs.software),
        snapshots=tuple(
            SnapshotJson(row["extract"], row["period_id"], row["sha256"], row["row_count"], row["read_at"])
            for row in parts.iter_rows(named=True)
        ),
    )
