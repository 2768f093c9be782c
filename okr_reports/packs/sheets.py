"""The workbook of a KPI review: one sheet per section, with real, unrounded numbers shown in each KPI's own format."""

from collections.abc import Iterator

from okr_reports.packs.dates import plain_moment
from okr_reports.packs.definitions import formula_text
from okr_reports.packs.edition import Edition
from okr_reports.packs.report_json import ExtractJson, KpiReviewJson
from okr_reports.packs.sheet import Cell, Sheet
from okr_reports.packs.sheet_kpis import kpi_sheets
from okr_reports.packs.sheet_lists import list_sheets
from okr_reports.packs.sheet_rows import SheetRow, day, sheet_of, text, whole
from okr_reports.packs.sheet_signals import signal_sheets
from okr_reports.packs.standings import Standing
from okr_reports.words import Visibility

_ACTION = (
    text("KPI", 34), text("Name", 34), text("State"), text("Action", 60), text("Owner", 20), day("Raised"),
    day("Due"), day("Done"), day("Expected by"), day("Overdue since"),
)  # fmt: skip
_DEFINITION = (
    text("KPI", 34), text("Name", 34), text("Department", 20), text("Owner", 20), text("Kind"),
    text("Better when"), text("Cadence"), text("Unit", 8), text("Formula", 60), text("Filter", 30),
    text("Extract", 24), whole("Least n"), text("Leading", 40), text("Counterweight", 34), text("Visibility"),
    text("Target from"), day("Target set on"), text("Why", 40),
)  # fmt: skip
_EXTRACT = (
    text("Extract", 24), whole("Rows in month"), whole("Unreadable"), whole("Without period"), text("Complete"),
)  # fmt: skip
_SNAPSHOT = (text("Extract", 24), text("Period", 10), whole("Rows"), text("SHA-256", 68))


def sheets_of(edition: Edition, report: KpiReviewJson) -> tuple[Sheet, ...]:
    """The sheets, in the order in which the pages come. Confidential values are in none."""
    quality, standings = report.data_quality, edition.standings
    return (
        sheet_of("Summary", (text("", 28), text("", 90)), rows=_summary(edition, report)),
        *kpi_sheets(edition),
        *signal_sheets(edition),
        sheet_of("Actions", _ACTION, rows=(row for standing in standings for row in _action(standing, edition))),
        *list_sheets(edition),
        sheet_of("Extracts", _EXTRACT, rows=(SheetRow(_extract(row)) for row in quality.extracts)),
        sheet_of("Gaps", (text("KPI", 34), text("Period", 10)), rows=_gaps(report)),
        sheet_of(
            "Unreadable cells",
            (text("Extract", 24), text("File", 24), whole("Row"), text("Column", 20), text("Found there", 40)),
            rows=(SheetRow((q.extract, q.file, q.row, q.column, q.raw)) for q in quality.quarantined),
        ),
        sheet_of(
            "Findings",
            (text("Code", 24), text("Severity"), text("About", 32), text("Finding", 100)),
            rows=(SheetRow((f.code, str(f.severity), f.subject_id, f.text)) for f in report.findings),
        ),
        sheet_of("Definitions", _DEFINITION, rows=(_definition(s, edition) for s in standings if not s.is_part)),
        sheet_of("Provenance", _SNAPSHOT, rows=_snapshots(report)),
    )


def _summary(edition: Edition, report: KpiReviewJson) -> Iterator[SheetRow]:
    counts, company = report.counts, edition.catalogue.company
    month = edition.month_name + (" (has not ended)" if report.partial else "")
    yield SheetRow(("Finding", report.title))
    yield SheetRow(("Company", report.company))
    yield SheetRow(("Month", month))
    yield SheetRow(("Period", report.period))
    yield SheetRow(("Version", report.version))
    yield SheetRow(("Data as of", plain_moment(report.as_of, timezone=company.timezone)))
    yield SheetRow(("Off target", counts.off_target))
    yield SheetRow(("At risk", counts.at_risk))
    yield SheetRow(("Healthy", counts.healthy))
    yield SheetRow(("Unknown", counts.unknown))
    yield SheetRow(("Judged", counts.judged))
    yield SheetRow(("Currency", report.currency))
    yield SheetRow(("Catalogue, SHA-256", report.provenance.catalogue_sha256))
    yield SheetRow(("Made by", report.provenance.generator))


def _action(standing: Standing, edition: Edition) -> Iterator[SheetRow]:
    action = standing.action
    if action is None or standing.kpi.visibility is Visibility.CONFIDENTIAL:
        return
    owner = edition.roster.person(action.owner_id) or edition.owner(standing.kpi) or None
    dates = (action.raised_on, action.due_on, action.done_on, action.expected_by, action.overdue_since)
    yield SheetRow((standing.kpi.id, standing.kpi.name, str(action.state), action.text, owner, *dates))


def _definition(standing: Standing, edition: Edition) -> SheetRow:
    kpi, target = standing.kpi, standing.now.target
    return SheetRow(
        (
            kpi.id, kpi.name, edition.roster.department(kpi.department) if kpi.department else None,
            edition.owner(kpi) or None, str(kpi.kind), str(kpi.direction), str(kpi.cadence), kpi.unit or None,
            formula_text(kpi, edition), kpi.filter, kpi.extract, kpi.min_n or None, ", ".join(kpi.leading) or None,
            kpi.counterweight, str(kpi.visibility), target.from_key, target.set_on, target.why,
        )
    )  # fmt: skip


def _extract(row: ExtractJson) -> tuple[Cell, ...]:
    return row.extract, row.rows, row.rejected, row.without_period, "yes" if row.is_complete else "no"


def _gaps(report: KpiReviewJson) -> Iterator[SheetRow]:
    return (SheetRow((gap.kpi_id, period)) for gap in report.data_quality.gaps for period in gap.periods)


def _snapshots(report: KpiReviewJson) -> Iterator[SheetRow]:
    return (SheetRow((s.extract, s.period, s.rows, s.sha256)) for s in report.provenance.snapshots)
