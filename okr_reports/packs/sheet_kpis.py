"""The workbook's sheets of values: how each KPI stands with its line, the periods behind the line, and all history."""

from collections.abc import Iterator

from okr_reports.packs.drawn import SPARK_POINTS, recent
from okr_reports.packs.edition import Edition
from okr_reports.packs.pages import STATUSES
from okr_reports.packs.sheet import Cell, Sheet, SheetSpark
from okr_reports.packs.sheet_rows import NAMED, SheetRow, change, names, sheet_of, text, value, verdict, whole
from okr_reports.packs.standings import Standing
from okr_reports.periods import Grain

_LAST = "Last 13 periods"
_LINE = f"Last {SPARK_POINTS}"
_KPIS = (
    *NAMED, text("Department", 20), text("Owner", 20), verdict("Health"), text("Why not judged", 16),
    text("Period", 10), value("Value"), text("Unit", 8), whole("n"), text(_LINE, 22), text("Target", 9),
    value("Target value"), value("Target low"), value("Target high"), text("Missed since"), whole("Periods missed"),
    value("Before"), change("Change"), text("in", 6), value("Last year"), change("Change on it"), text("in", 6),
    value("Quarter"), value("Half-year"), value("Year to date"),
)  # fmt: skip
_LINE_COLUMN = [column.title for column in _KPIS].index(_LINE)
_BEHIND_LINE = (
    *NAMED, text("Last period", 12),
    *(value(f"{before} before", 11) for before in range(SPARK_POINTS - 1, 0, -1)), value("Last", 11),
)  # fmt: skip
_HISTORY = (*NAMED, text("Period", 10), value("Value"), whole("n"), verdict("Health"))


def kpi_sheets(edition: Edition) -> tuple[Sheet, ...]:
    """The three sheets; a KPI has the same row in the first two. Values that are withheld are in none."""
    standings = edition.standings
    first = len(NAMED) + 1
    lines = [
        SheetSpark(number, _LINE_COLUMN, _LAST, number, first, first + SPARK_POINTS - 1)
        for number, standing in enumerate(standings)
        if any(reading.value is not None for reading in recent(standing))
    ]
    return (
        sheet_of("KPIs", _KPIS, rows=(_measured(standing, edition) for standing in standings), sparks=lines),
        sheet_of(_LAST, _BEHIND_LINE, rows=(_behind_line(standing, edition) for standing in standings)),
        sheet_of("History by period", _HISTORY, rows=(row for s in standings for row in _history(s, edition))),
    )


def _measured(standing: Standing, edition: Edition) -> SheetRow:
    now, target, longer = standing.now, standing.now.target, standing.longer
    place = edition.roster.department(standing.department) if standing.department else None
    longer_values = (
        longer[grain].value if grain in longer else None
        for grain in (Grain.QUARTER, Grain.HALF_YEAR, Grain.YEAR_TO_DATE)
    )
    cells = (
        *names(standing, edition), place, edition.owner(standing.kpi) or None, STATUSES[standing.health].word,
        str(standing.reason) if standing.reason else None, now.period.key, now.value, standing.kpi.unit or None, now.n,
        None, str(target.op) if target.op else None, target.value, target.low, target.high,
        now.missed_since.key if now.missed_since else None, now.missed_count or None,
        standing.previous.value, standing.previous.by, standing.previous.unit,
        standing.last_year.value, standing.last_year.by, standing.last_year.unit,
        *longer_values,
    )  # fmt: skip
    return SheetRow(cells, standing.style)


def _behind_line(standing: Standing, edition: Edition) -> SheetRow:
    readings = recent(standing)
    lead: tuple[Cell, ...] = (None,) * (SPARK_POINTS - len(readings))
    last = readings[-1].period.key if readings else None
    cells = (*names(standing, edition), last, *lead, *(reading.value for reading in readings))
    return SheetRow(cells, standing.style)


def _history(standing: Standing, edition: Edition) -> Iterator[SheetRow]:
    for reading in standing.history:
        cells = (reading.period.key, reading.value, reading.n, STATUSES[reading.health].word)
        yield SheetRow((*names(standing, edition), *cells), standing.style)
