"""The workbook's sheets that hold in full what the pages shorten: events and re-bases, and the KPI checklist."""

from collections.abc import Iterator

from okr_reports.packs.chart_notes import events_of
from okr_reports.packs.checklist import checklists
from okr_reports.packs.edition import Edition
from okr_reports.packs.responsibility_page import HEADS
from okr_reports.packs.sheet import Sheet
from okr_reports.packs.sheet_rows import NAMED, SheetRow, day, names, sheet_of, text, whole
from okr_reports.packs.withheld import told

_EVENTS = (day("Day"), text("KPI", 34), text("Name", 34), text("Event", 100))
_CHECKLIST = (*NAMED[:2], *(text(head, 14) for head in HEADS.values()), whole("Lacks"))


def list_sheets(edition: Edition) -> tuple[Sheet, ...]:
    """The two sheets; an event about a KPI of which only the name may be told is not in them."""
    return (
        sheet_of("Events", _EVENTS, rows=_events(edition)),
        sheet_of("Checklist", _CHECKLIST, rows=_checklist(edition)),
    )


def _events(edition: Edition) -> Iterator[SheetRow]:
    """All of them, oldest first."""
    known = {kpi_id: standing.kpi.name for kpi_id, standing in told(edition).items()}
    for on, kpi_id, event in events_of(edition):
        if kpi_id is None or kpi_id in known:
            yield SheetRow((on, kpi_id, known.get(kpi_id or ""), event))


def _checklist(edition: Edition) -> Iterator[SheetRow]:
    for standing, checks in checklists(edition):
        words = vars(checks)
        yield SheetRow((*names(standing, edition)[:2], *(words[point] for point in HEADS), checks.lacks))
