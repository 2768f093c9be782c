"""The monthly KPI review: from the scored tables to report.json, the company's pack, and one pack per department."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace

from babel import Locale, UnknownLocaleError

from okr_reports.findings import Finding
from okr_reports.packs.action_rows import actions_of
from okr_reports.packs.data_quality import data_quality_page
from okr_reports.packs.definitions import definitions_page
from okr_reports.packs.departments import department_page
from okr_reports.packs.documents import CompanyPack, DepartmentPack
from okr_reports.packs.edition import Edition
from okr_reports.packs.extract_rows import extract_months
from okr_reports.packs.furniture import furniture_of
from okr_reports.packs.gaps import gaps_of
from okr_reports.packs.grouping import by_department, company_only_removed
from okr_reports.packs.inputs import ReviewInputs
from okr_reports.packs.kpi_json import kpis_of
from okr_reports.packs.method import method_page
from okr_reports.packs.month import month_page
from okr_reports.packs.people import roster_on
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
from okr_reports.packs.room import leaves_room_to_read
from okr_reports.packs.sheet import Sheet
from okr_reports.packs.sheets import sheets_of
from okr_reports.packs.stand import standings_of
from okr_reports.packs.standings import Standing
from okr_reports.packs.titles import tally
from okr_reports.words import Health, Severity

_FALLBACK_LOCALE = "en_US"


@dataclass(frozen=True)
class KpiReview:
    """One month's review, ready to be rendered: the data contract, the workbook's sheets and the documents."""

    report: KpiReviewJson
    sheets: tuple[Sheet, ...]
    company: CompanyPack
    departments: tuple[DepartmentPack, ...]


def build_kpi_review(inputs: ReviewInputs) -> KpiReview:
    """Everything the review says, from the catalogue and the tables alone."""
    edition = edition_of(inputs)
    report = _report(edition)
    return KpiReview(
        report=report,
        sheets=sheets_of(edition, report),
        company=_company_pack(edition),
        departments=tuple(
            _department_pack(department, company_only_removed(standings), edition)
            for department, standings in by_department(edition)
            if department is not None and company_only_removed(standings)
        ),
    )


def edition_of(inputs: ReviewInputs) -> Edition:
    """The standings and names every page shares; a locale that nobody knows becomes English with a finding."""
    known = _with_known_locale(inputs)
    roster = roster_on(known.tables.people, on=known.month.last_day, company=known.catalogue.company)
    return Edition(known, roster, standings_of(known))


def _with_known_locale(inputs: ReviewInputs) -> ReviewInputs:
    company = inputs.catalogue.company
    try:
        Locale.parse(company.locale)
    except (UnknownLocaleError, ValueError):
        text = f"numbers and dates are printed as in {_FALLBACK_LOCALE}: the locale {company.locale} is not known"
        finding = Finding("LOCALE", Severity.WARNING, "company", text)
        changed = replace(inputs.catalogue, company=company.model_copy(update={"locale": _FALLBACK_LOCALE}))
        return replace(inputs, catalogue=changed, findings=(*inputs.findings, finding))
    return inputs


def _company_pack(edition: Edition) -> CompanyPack:
    departments = by_department(edition)
    named = sum(department is not None for department, _ in departments)
    month = month_page(edition, department_count=named)
    in_order = [standing for _, standings in departments for standing in standings]
    pages = tuple(department_page(department, rows, edition=edition) for department, rows in departments)
    data_quality = data_quality_page(in_order, edition, is_whole=True)
    return CompanyPack(
        furniture=furniture_of(edition, title=month.title),
        month=month,
        is_read_early=leaves_room_to_read(month),
        departments=pages,
        data_quality=replace(data_quality, starts_page=bool(pages) and pages[-1].starts_page),
        definitions=definitions_page(in_order, edition),
        method=method_page(edition),
    )


def _department_pack(department: str, standings: Sequence[Standing], edition: Edition) -> DepartmentPack:
    page = department_page(department, standings, edition=edition)
    return DepartmentPack(
        department_id=department,
        furniture=furniture_of(edition, title=page.title, department=page.name),
        kicker=f"KPI review · {edition.month_name}",
        page=page,
        actions=actions_of(edition, standings),
        data_quality=data_quality_page(standings, edition, is_whole=False),
        definitions=definitions_page(standings, edition),
    )


def _report(edition: Edition) -> KpiReviewJson:
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
        candidates=(),
        data_quality=_data_quality(edition),
        findings=tuple(FindingJson(f.code, f.severity, f.subject_id, f.text) for f in inputs.findings),
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
    quarantined = edition.inputs.tables.quarantined.sort(names, nulls_last=True)
    return DataQualityJson(
        extracts=tuple(
            ExtractJson(m.extract, m.rows, m.rejected, m.without_period, m.is_complete, m.covers_until)
            for m in extract_months(edition, edition.standings)
        ),
        restated=(),
        quarantined=tuple(QuarantinedJson(**row) for row in quarantined.select(names).iter_rows(named=True)),
        gaps=tuple(
            GapJson(gap.standing.kpi.id, tuple(period.key for period in gap.periods))
            for gap in gaps_of(edition.standings, edition)
        ),
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
