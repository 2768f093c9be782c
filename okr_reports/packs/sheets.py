"""The workbook of a KPI review: one sheet per section, with real, unrounded numbers shown in each KPI's own format."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from okr_reports.packs.dates import plain_moment
from okr_reports.packs.definitions import formula_text
from okr_reports.packs.edition import Edition
from okr_reports.packs.numbers import NumberStyle
from okr_reports.packs.report_json import ExtractJson, KpiReviewJson
from okr_reports.packs.sheet import Cell, CellKind, Sheet, SheetColumn
from okr_reports.packs.standings import Standing
from okr_reports.periods import Grain
from okr_reports.words import Visibility

_NAMED = (SheetColumn("KPI", width=34), SheetColumn("Name", width=34), SheetColumn("Part", width=18))


def _number(title: str) -> SheetColumn:
    return SheetColumn(title, CellKind.NUMBER, width=12)


def _whole(title: str) -> SheetColumn:
    return SheetColumn(title, CellKind.WHOLE, width=10)


def _date(title: str) -> SheetColumn:
    return SheetColumn(title, CellKind.DATE, width=12)


def _text(title: str, width: float = 12) -> SheetColumn:
    return SheetColumn(title, width=width)


# Columns whose numbers are in the KPI's unit stand under these heads.
_IN_UNIT = frozenset(
    {
        "Value",
        "Target value",
        "Target low",
        "Target high",
        "Before",
        "Last year",
        "Quarter",
        "Half-year",
        "Year to date",
    }
)
_MEASURED = (
    _text("Department", 20), _text("Owner", 20), _text("Health"), _text("Why not judged", 16), _text("Period", 10),
    _number("Value"), _text("Unit", 8), _whole("n"), _text("Target", 9), _number("Target value"),
    _number("Target low"), _number("Target high"), _text("Missed since"), _whole("Periods missed"),
    _number("Before"), _number("Change"), _text("in", 6), _number("Last year"), _number("Change on it"),
    _text("in", 6), _number("Quarter"), _number("Half-year"), _number("Year to date"),
)  # fmt: skip
_HISTORY = (_text("Period", 10), _number("Value"), _whole("n"), _text("Health"))
_ACTION = (
    _text("KPI", 34), _text("Name", 34), _text("State"), _text("Action", 60), _text("Owner", 20), _date("Raised"),
    _date("Due"), _date("Done"), _date("Expected by"), _date("Overdue since"),
)  # fmt: skip
_DEFINITION = (
    _text("KPI", 34), _text("Name", 34), _text("Department", 20), _text("Owner", 20), _text("Kind"),
    _text("Better when"), _text("Cadence"), _text("Unit", 8), _text("Formula", 60), _text("Filter", 30),
    _text("Extract", 24), _whole("Least n"), _text("Leading", 40), _text("Counterweight", 34), _text("Visibility"),
    _text("Target from"), _date("Target set on"), _text("Why", 40),
)  # fmt: skip
_EXTRACT = (
    _text("Extract", 24), _whole("Rows in month"), _whole("Unreadable"), _whole("Without period"), _text("Complete"),
)  # fmt: skip
_SNAPSHOT = (_text("Extract", 24), _text("Period", 10), _whole("Rows"), _text("SHA-256", 68))


@dataclass(frozen=True)
class _Row:
    """Cells, and the style of those in the KPI's unit."""

    cells: tuple[Cell, ...]
    style: NumberStyle | None = None


def sheets_of(edition: Edition, report: KpiReviewJson) -> tuple[Sheet, ...]:
    """The sheets, in the order in which the pages come. Confidential values are in none."""
    quality, standings = report.data_quality, edition.standings
    return (
        _sheet("Summary", (_text("", 28), _text("", 90)), _summary(edition, report)),
        _sheet("KPIs", (*_NAMED, *_MEASURED), (_measured(standing, edition) for standing in standings)),
        _sheet("History by period", (*_NAMED, *_HISTORY), (row for s in standings for row in _history(s, edition))),
        _sheet("Actions", _ACTION, (row for standing in standings for row in _action(standing, edition))),
        _sheet("Extracts", _EXTRACT, (_Row(_extract(row)) for row in quality.extracts)),
        _sheet("Gaps", (_text("KPI", 34), _text("Period", 10)), _gaps(report)),
        _sheet(
            "Unreadable cells",
            (_text("Extract", 24), _text("File", 24), _whole("Row"), _text("Column", 20), _text("Found there", 40)),
            (_Row((q.extract, q.file, q.row, q.column, q.raw)) for q in quality.quarantined),
        ),
        _sheet(
            "Findings",
            (_text("Code", 24), _text("Severity"), _text("About", 32), _text("Finding", 100)),
            (_Row((f.code, str(f.severity), f.subject_id, f.text)) for f in report.findings),
        ),
        _sheet("Definitions", _DEFINITION, (_definition(s, edition) for s in standings if not s.is_part)),
        _sheet("Provenance", _SNAPSHOT, _snapshots(report)),
    )


def excel_format(style: NumberStyle) -> str:
    """The Excel number format that shows a value as its pages do, in full where they shorten to thousands or lakh."""
    places = 0 if style.divisor > 1 else style.decimals
    digits = "#,##0" + ("." + "0" * places if places else "")
    behind = style.after if style.divisor == 1 else ""
    unit = style.unit if style.unit in ("", "%") else f" {style.unit}"
    return _literal(style.before) + digits + _literal(behind or unit)


def _literal(text: str) -> str:
    return '"' + text.replace('"', "") + '"' if text else ""


def _sheet(name: str, columns: Sequence[SheetColumn], rows: Iterable[_Row]) -> Sheet:
    listed = list(rows)
    formats: Mapping[tuple[int, int], str] = {
        (number, place): excel_format(row.style)
        for number, row in enumerate(listed)
        for place, column in enumerate(columns)
        if row.style is not None and column.title in _IN_UNIT
    }
    return Sheet(name, columns, [row.cells for row in listed], formats)


def _summary(edition: Edition, report: KpiReviewJson) -> Iterator[_Row]:
    counts, company = report.counts, edition.catalogue.company
    month = edition.month_name + (" (has not ended)" if report.partial else "")
    yield _Row(("Finding", report.title))
    yield _Row(("Company", report.company))
    yield _Row(("Month", month))
    yield _Row(("Period", report.period))
    yield _Row(("Version", report.version))
    yield _Row(("Data as of", plain_moment(report.as_of, timezone=company.timezone)))
    yield _Row(("Off target", counts.off_target))
    yield _Row(("At risk", counts.at_risk))
    yield _Row(("Healthy", counts.healthy))
    yield _Row(("Unknown", counts.unknown))
    yield _Row(("Judged", counts.judged))
    yield _Row(("Currency", report.currency))
    yield _Row(("Catalogue, SHA-256", report.provenance.catalogue_sha256))
    yield _Row(("Made by", report.provenance.generator))


def _names(standing: Standing, edition: Edition) -> tuple[Cell, ...]:
    part = edition.roster.department(standing.department) if standing.is_part and standing.department else None
    return standing.kpi.id, standing.kpi.name, part


def _measured(standing: Standing, edition: Edition) -> _Row:
    now, target, longer = standing.now, standing.now.target, standing.longer
    place = edition.roster.department(standing.department) if standing.department else None
    longer_values = (
        longer[grain].value if grain in longer else None
        for grain in (Grain.QUARTER, Grain.HALF_YEAR, Grain.YEAR_TO_DATE)
    )
    cells = (
        *_names(standing, edition), place, edition.owner(standing.kpi) or None, str(standing.health),
        str(standing.reason) if standing.reason else None, now.period.key, now.value, standing.kpi.unit or None, now.n,
        str(target.op) if target.op else None, target.value, target.low, target.high,
        now.missed_since.key if now.missed_since else None, now.missed_count or None,
        standing.previous.value, standing.previous.by, standing.previous.unit,
        standing.last_year.value, standing.last_year.by, standing.last_year.unit,
        *longer_values,
    )  # fmt: skip
    return _Row(cells, standing.style)


def _history(standing: Standing, edition: Edition) -> Iterator[_Row]:
    for reading in standing.history:
        cells = (reading.period.key, reading.value, reading.n, str(reading.health))
        yield _Row((*_names(standing, edition), *cells), standing.style)


def _action(standing: Standing, edition: Edition) -> Iterator[_Row]:
    action = standing.action
    if action is None or standing.kpi.visibility is Visibility.CONFIDENTIAL:
        return
    owner = edition.roster.person(action.owner_id) or edition.owner(standing.kpi) or None
    dates = (action.raised_on, action.due_on, action.done_on, action.expected_by, action.overdue_since)
    yield _Row((standing.kpi.id, standing.kpi.name, str(action.state), action.text, owner, *dates))


def _definition(standing: Standing, edition: Edition) -> _Row:
    kpi, target = standing.kpi, standing.now.target
    return _Row(
        (
            kpi.id, kpi.name, edition.roster.department(kpi.department) if kpi.department else None,
            edition.owner(kpi) or None, str(kpi.kind), str(kpi.direction), str(kpi.cadence), kpi.unit or None,
            formula_text(kpi, edition), kpi.filter, kpi.extract, kpi.min_n or None, ", ".join(kpi.leading) or None,
            kpi.counterweight, str(kpi.visibility), target.from_key, target.set_on, target.why,
        )
    )  # fmt: skip


def _extract(row: ExtractJson) -> tuple[Cell, ...]:
    return row.extract, row.rows, row.rejected, row.without_period, "yes" if row.is_complete else "no"


def _gaps(report: KpiReviewJson) -> Iterator[_Row]:
    return (_Row((gap.kpi_id, period)) for gap in report.data_quality.gaps for period in gap.periods)


def _snapshots(report: KpiReviewJson) -> Iterator[_Row]:
    return (_Row((s.extract, s.period, s.rows, s.sha256)) for s in report.provenance.snapshots)
