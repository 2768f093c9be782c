"""How much of a page things take, in points: so that charts fill pages, and no page is left half empty."""

from collections.abc import Sequence

from okr_reports.packs.pages import KpiTable, MonthPage

# A page's height without its margins; less than A4 has, so that Letter is held too.
PAGE = 720.0
_LINE, _ROW, _LOW_ROW, _SECTION, _TABLE_HEAD = 12.0, 27.0, 17.0, 30.0, 16.0
_TITLE_LINE, _AROUND_TITLE, _COUNTS = 21.0, 34.0, 72.0
_SIGNS_PER_TITLE_LINE, _SIGNS_PER_LINE, _SIGNS_PER_ACTION = 68, 118, 46
# What "How to read this report" takes: a page that is filled less far than the rest of it can take it in.
_READING_SHARE = 0.55

# A department's page: its heading, the head of a table, a group's heading, the call-out, what stands around a chart.
_HEADING, _HEAD, _GROUP, _REMARKS, _AROUND_CHART, _POINTS_PER_UNIT = 70.0, 26.0, 23.0, 45.0, 43.0, 0.75
_NAME_LINE, _AROUND_ROW = 10.6, 6.0
_SIGNS_PER_NAME, _SIGNS_PER_REMARK = 25, 30
_TALL, _FLAT, _FLATTEST, _SHORT_PAGE = 216, 150, 110, 3


def chart_heights(tables: Sequence[KpiTable]) -> tuple[int, ...]:
    """The heights of the charts that fit under these tables: two, one, or none under a table that fills its page."""
    if sum(len(group.rows) for table in tables for group in table.groups) <= _SHORT_PAGE:
        return (_FLAT,)
    used = _HEADING + sum(_table_height(table) for table in tables) + _REMARKS
    room = PAGE - used % PAGE
    for count in (2, 1):
        height = int((room / count - _AROUND_CHART) / _POINTS_PER_UNIT) // 10 * 10
        if height >= _FLATTEST:
            return (min(height, _TALL),) * count
    return ()


def _table_height(table: KpiTable) -> float:
    rows = [row for group in table.groups for row in group.rows]
    lines = sum(_lines([row.name], _SIGNS_PER_NAME) + _lines([row.remark], _SIGNS_PER_REMARK) for row in rows)
    heading = _SECTION if table.title else 0.0
    return heading + _HEAD + _GROUP * len(table.groups) + _NAME_LINE * lines + _AROUND_ROW * len(rows)


def leaves_room_to_read(page: MonthPage) -> bool:
    """Whether the month runs over its page and leaves room on the next one for "How to read this report"."""
    share = _month_height(page) / PAGE
    return share > 1 and share - int(share) < 1 - _READING_SHARE


def _month_height(page: MonthPage) -> float:
    title = _AROUND_TITLE + _TITLE_LINE * _lines([page.title], _SIGNS_PER_TITLE_LINE)
    note = _LINE if page.counts_note else 0.0
    exceptions = _SECTION + _TABLE_HEAD + _LINE + (_ROW * len(page.exceptions.rows) if page.exceptions else 0.0)
    texts = [decision.text for decision in page.decisions]
    decisions = _SECTION + _LINE * _lines(texts, _SIGNS_PER_LINE) if texts else 0.0
    paragraphs = [line for line in page.commentary.splitlines() if line.strip()]
    commentary = _SECTION + _LINE * _lines(paragraphs, _SIGNS_PER_LINE) if paragraphs else 0.0
    return title + _COUNTS + note + exceptions + _actions_height(page) + decisions + commentary


def _actions_height(page: MonthPage) -> float:
    if page.actions is None:
        return 0.0
    rows = (_ROW if len(row.text) > _SIGNS_PER_ACTION else _LOW_ROW for row in page.actions.rows)
    return _SECTION + _TABLE_HEAD + sum(rows)


def _lines(texts: Sequence[str], signs: int) -> int:
    return sum(1 + len(text) // signs for text in texts)
