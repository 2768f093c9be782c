"""The monthly KPI review: from the scored tables to report.json, the company's pack, and one pack per department."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from babel import UnknownLocaleError

from okr_reports.findings import Finding
from okr_reports.packs.action_rows import actions_of
from okr_reports.packs.data_quality import data_quality_page
from okr_reports.packs.definitions import definitions_page
from okr_reports.packs.departments import department_page
from okr_reports.packs.documents import CompanyPack, DepartmentPack, Part, Placed
from okr_reports.packs.edition import Edition
from okr_reports.packs.furniture import furniture_of
from okr_reports.packs.grouping import by_department
from okr_reports.packs.inputs import ReviewInputs
from okr_reports.packs.locales import known_locale
from okr_reports.packs.method import method_page
from okr_reports.packs.month import month_page
from okr_reports.packs.outlook_page import outlook_page
from okr_reports.packs.pages import DepartmentPage
from okr_reports.packs.report import report_of
from okr_reports.packs.report_json import (
    KpiReviewJson,
)
from okr_reports.packs.responsibility_page import responsibility_page
from okr_reports.packs.room import PAGES, is_long
from okr_reports.packs.room_ahead import parts_ahead
from okr_reports.packs.roster import roster_on
from okr_reports.packs.sheet import Sheet
from okr_reports.packs.sheets import sheets_of
from okr_reports.packs.stand import standings_of
from okr_reports.packs.standings import Standing
from okr_reports.words import Severity, Visibility

_FALLBACK_LOCALE = "en_US"
_OF_KPIS = (Part.OUTLOOK, Part.RESPONSIBILITY, Part.DEFINITIONS)


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
    report, public = report_of(edition), for_departments(edition)
    return KpiReview(
        report=report,
        sheets=sheets_of(edition, report),
        company=_company_pack(edition),
        departments=tuple(
            _department_pack(department, standings, public)
            for department, standings in by_department(public)
            if department is not None
        ),
    )


def edition_of(inputs: ReviewInputs) -> Edition:
    """The standings and names every page shares; a locale that nobody knows becomes English with a finding."""
    known = _with_known_locale(inputs)
    roster = roster_on(known.tables.people, on=known.month.last_day, company=known.catalogue.company)
    return Edition(known, roster, standings_of(known))


def for_departments(edition: Edition) -> Edition:
    """The edition as a department's own document may see it: without KPIs for management and confidential ones."""
    catalogue = edition.catalogue
    kpis = {kpi_id: kpi for kpi_id, kpi in catalogue.kpis.items() if kpi.visibility is Visibility.COMPANY}
    inputs = replace(edition.inputs, catalogue=replace(catalogue, kpis=kpis))
    return replace(edition, inputs=inputs, standings=tuple(s for s in edition.standings if s.kpi.id in kpis))


def _with_known_locale(inputs: ReviewInputs) -> ReviewInputs:
    company = inputs.catalogue.company
    try:
        known_locale(company.locale)
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
    page = PAGES[edition.catalogue.company.paper]
    pages = _joined([department_page(department, rows, edition=edition) for department, rows in departments], page=page)
    outlook, responsibility = outlook_page(edition), responsibility_page(edition)
    leaves_page = bool(pages) and pages[0].starts_page
    ahead = parts_ahead(month, outlook=outlook, responsibility=responsibility, page=page) if leaves_page else ()
    return CompanyPack(
        furniture=furniture_of(edition, title=month.title),
        month=month,
        ahead=tuple(Placed(part, starts_page=False) for part in ahead),
        behind=_behind(ahead, pages),
        departments=pages,
        outlook=outlook,
        responsibility=responsibility,
        data_quality=data_quality_page(in_order, edition, is_whole=True),
        definitions=definitions_page(in_order, edition),
        method=method_page(edition),
    )


def _behind(ahead: Sequence[Part], pages: Sequence[DepartmentPage]) -> tuple[Placed, ...]:
    """What is left to say; the first part begins a page when the last department has one of its own."""
    parts = [part for part in Part if part not in ahead and (pages or part not in _OF_KPIS)]
    return tuple(
        Placed(part, starts_page=not place and bool(pages) and pages[-1].starts_page)
        for place, part in enumerate(parts)
    )


def _joined(pages: Sequence[DepartmentPage], *, page: float) -> tuple[DepartmentPage, ...]:
    """A department whose table fills pages anyway begins below a short one, which else left its page half empty."""
    before = (None, *pages)
    return tuple(
        replace(
            here, starts_page=here.starts_page and not (short and not short.starts_page and is_long(here, page=page))
        )
        for short, here in zip(before, pages, strict=False)
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
