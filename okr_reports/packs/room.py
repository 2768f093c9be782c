"""How much of a page things take, in points: so that charts fill pages, and no page is left half empty."""

from collections.abc import Sequence

from okr_reports.packs.outlook import OutlookPage
from okr_reports.packs.pages import DepartmentPage, ExceptionRow, KpiRow, KpiTable, MonthPage, SignalCell

# A page's height without its margins; less than A4 has, so that Letter is held too.
PAGE = 720.0
_LINE, _ROW, _LOW_ROW, _SECTION, _TABLE_HEAD = 12.0, 27.0, 17.0, 30.0, 16.0
_TITLE_LINE, _AROUND_TITLE, _COUNTS = 21.0, 34.0, 72.0
_SIGNS_PER_TITLE_LINE, _SIGNS_PER_LINE, _SIGNS_PER_ACTION, _SIGNS_PER_SIGNAL = 68, 118, 46, 18
_TALL_ROW = 36.0
# What "How to read this report" takes: a page that is filled less far than the rest of it can take it in.
_READING_SHARE = 0.62

# A department's page: its heading, the head of a table, a group's heading, the call-out, what stands around a chart.
_HEADING, _HEAD, _GROUP, _REMARKS, _AROUND_CHART, _POINTS_PER_UNIT = 70.0, 26.0, 23.0, 45.0, 43.0, 0.75
_NAME_LINE, _AROUND_ROW, _NOTE = 10.6, 6.0, 18.0
_SIGNS_PER_NAME, _SIGNS_PER_REMARK, _SIGNS_PER_MOVE = 25, 30, 17
_TALL, _FLAT, _FLATTEST, _SHORT_PAGE = 216, 150, 110, 3


def chart_heights(tables: Sequence[KpiTable], *, wanted: int, note_count: int) -> tuple[int, ...]:
    """The heights of the charts that fit under these tables, at most so many; none under a table that fills its page.

    `note_count`: how many notes are listed below the charts.
    """
    if sum(len(group.rows) for table in tables for group in table.groups) <= _SHORT_PAGE:
        return (_FLAT,)
    notes = _SECTION + _NOTE * note_count if note_count else 0.0
    used = _HEADING + sum(_table_height(table) for table in tables) + _REMARKS + notes
    room = PAGE - used % PAGE
    for count in range(wanted, 0, -1):
        height = int((room / count - _AROUND_CHART) / _POINTS_PER_UNIT) // 10 * 10
        if height >= _FLATTEST:
            return (min(height, _TALL),) * count
    return ()


def is_long(page: DepartmentPage) -> bool:
    """Whether a department's tables fill more than a page."""
    return _HEADING + sum(_table_height(table) for table in page.tables) > PAGE


def _table_height(table: KpiTable) -> float:
    rows = [row for group in table.groups for row in group.rows]
    lines = sum(max(_name_lines(row), _signal_lines(row.signal)) for row in rows)
    heading = _SECTION if table.title else 0.0
    return heading + _HEAD + _GROUP * len(table.groups) + _NAME_LINE * lines + _AROUND_ROW * len(rows)


def _name_lines(row: KpiRow) -> int:
    return _lines([row.name], _SIGNS_PER_NAME) + _lines([row.remark], _SIGNS_PER_REMARK)


def _signal_lines(cell: SignalCell) -> int:
    """The movement, which takes a second line with its month, and the assurance below it."""
    moved = f"{cell.variation.word if cell.variation else ''}{cell.note}"
    return _lines([moved], _SIGNS_PER_MOVE) + (_lines([cell.assurance.word], _SIGNS_PER_MOVE) if cell.assurance else 0)


def leaves_room_to_read(page: MonthPage) -> bool:
    """Whether the month runs over its page and leaves room on the next one for "How to read this report"."""
    return _left_by(page) > _READING_SHARE * PAGE


def leaves_room_for(outlook: OutlookPage, page: MonthPage) -> bool:
    """Whether the month runs over its page and leaves room on the next one for what comes next."""
    return _left_by(page) > _outlook_height(outlook)


def _left_by(page: MonthPage) -> float:
    """What the month leaves of its last page; nothing when it fills only its own."""
    height = _month_height(page)
    return PAGE - height % PAGE if height > PAGE else 0.0


def _outlook_height(page: OutlookPage) -> float:
    title = _SECTION + _AROUND_TITLE + _TITLE_LINE * _lines([page.title], _SIGNS_PER_TITLE_LINE)
    tables = [(0.0, page.candidates), (_SECTION, page.recovered), (_SECTION + _LINE, page.proposals)]
    rows = sum(heading + _TABLE_HEAD + _TALL_ROW * len(rows) for heading, rows in tables if rows)
    return title + _LINE * _lines([page.lede], _SIGNS_PER_LINE) + rows


def _month_height(page: MonthPage) -> float:
    title = _AROUND_TITLE + _TITLE_LINE * _lines([page.title], _SIGNS_PER_TITLE_LINE)
    note = _LINE if page.counts_note else 0.0
    exceptions = _SECTION + _TABLE_HEAD + _LINE + (_exception_rows(page.exceptions.rows) if page.exceptions else 0.0)
    texts = [decision.text for decision in page.decisions]
    decisions = _SECTION + _LINE * _lines(texts, _SIGNS_PER_LINE) if texts else 0.0
    paragraphs = [line for line in page.commentary.splitlines() if line.strip()]
    commentary = _SECTION + _LINE * _lines(paragraphs, _SIGNS_PER_LINE) if paragraphs else 0.0
    return title + _COUNTS + note + exceptions + _actions_height(page) + decisions + commentary


def _exception_rows(rows: Sequence[ExceptionRow]) -> float:
    """A row is as high as its signal's words, at least two lines."""
    signals = (_lines([row.says.strong + row.says.rest], _SIGNS_PER_SIGNAL) + (1 if row.stale else 0) for row in rows)
    return sum(_AROUND_ROW + _NAME_LINE * max(2, count) for count in signals)


def _actions_height(page: MonthPage) -> float:
    if page.actions is None:
        return 0.0
    rows = (_ROW if len(row.text) > _SIGNS_PER_ACTION else _LOW_ROW for row in page.actions.rows)
    return _SECTION + _TABLE_HEAD + sum(rows)


def _lines(texts: Sequence[str], signs: int) -> int:
    return sum(1 + len(text) // signs for text in texts)
