"""One employee's appraisal evidence: from that employee's rows to bundle.json and the document."""

from dataclasses import dataclass

from okr_reports.packs.bundle.bundle_json import BundleJson
from okr_reports.packs.bundle.close import acknowledgement_of, furniture_of
from okr_reports.packs.bundle.cover import cover_of
from okr_reports.packs.bundle.evidence import evidence_of
from okr_reports.packs.bundle.inputs import CycleFacts, EmployeeTables
from okr_reports.packs.bundle.method import method_of
from okr_reports.packs.bundle.notes import comments_of, notes_of
from okr_reports.packs.bundle.pages import BundlePack
from okr_reports.packs.bundle.record import Record, record_of
from okr_reports.packs.bundle.report import report_of
from okr_reports.packs.bundle.results import results_of
from okr_reports.packs.bundle.sources import sources_of
from okr_reports.packs.bundle.words_parts import competencies_of, contributions_of


@dataclass(frozen=True)
class Bundle:
    """One employee's bundle, ready to be rendered. `paper`: A4 or Letter. `pdf_is_tagged`: as its engine writes it."""

    employee_id: str
    report: BundleJson
    pack: BundlePack
    paper: str
    pdf_is_tagged: bool


def build_bundle(tables: EmployeeTables, facts: CycleFacts) -> Bundle:
    """Everything the bundle says, from the employee's own rows and what all bundles of the cycle share.

    Whoever has no role, KPI, data, manager or name gets a bundle too: it says what is missing and whose job that is.
    """
    record = record_of(tables, facts)
    pack = _pack(record)
    report = report_of(record, missing=pack.cover.missing)
    return Bundle(record.id, report, pack, facts.company.paper, facts.pdf_is_tagged)


def _pack(record: Record) -> BundlePack:
    return BundlePack(
        furniture=furniture_of(record),
        cover=cover_of(record),
        results=results_of(record),
        competencies=competencies_of(record),
        contributions=contributions_of(record),
        evidence=evidence_of(record),
        notes=notes_of(record),
        comments=comments_of(record),
        sources=sources_of(record),
        method=method_of(record),
        acknowledgement=acknowledgement_of(record),
    )
