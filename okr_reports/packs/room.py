"""How much of a page a department takes, in points: so that charts fill its page, and none is left half empty."""

from collections.abc import Sequence
from textwrap import wrap

from okr_reports.packs.chart_notes import PageNotes
from okr_reports.packs.pages import DepartmentPage, KpiRow, KpiTable, Says, SignalCell

# A page's height without its margins.
PAGES = {"A4": 745.0, "Letter": 721.0}
# By so much estimates may err.
DOUBT = 24.0
# A line of its title, what stands around it, the head of a table, a group's heading, what is around a chart, a part's.
_TITLE_LINE, _AROUND_TITLE, _HEAD, _GROUP, _AROUND_CHART, _SECTION, _POINTS_PER_UNIT = (
    21.0,
    30.0,
    26.0,
    22.0,
    41.0,
    30.0,
    0.75,
)
_NAME_LINE, _AROUND_ROW, _LINE, _AROUND_REMARKS, _NOTES, _NOTE = 10.6, 6.0, 12.0, 16.0, 20.0, 13.0
_SIGNS_PER_TITLE, _SIGNS_PER_LINE = 62, 118
# In a row: of its name, its remark, its movement; and where the year before leaves its column to them.
_SIGNS, _SIGNS_WIDE = (24, 29, 19), (26, 32, 28)
_TALL, _FLAT, _FLATTEST, _SHORT_PAGE, _SPARE = 216, 150, 110, 3, 36.0


def heading_height(title: str) -> float:
    """What a department's title takes with the line below it."""
    return _AROUND_TITLE + _TITLE_LINE * lines_of([title], _SIGNS_PER_TITLE)


def tables_height(tables: Sequence[KpiTable]) -> float:
    """What a department's tables take."""
    return sum(_table_height(table) for table in tables)


def chart_heights(tables: Sequence[KpiTable], *, wanted: int, used: float, page: float) -> tuple[int, ...]:
    """The heights of the charts that fit beside what is `used`, at most so many; none where the page is full.

    `page`: one of PAGES.
    """
    if sum(len(group.rows) for table in tables for group in table.groups) <= _SHORT_PAGE:
        return (_FLAT,)
    room = page - (used + _SPARE) % page
    for count in range(wanted, 0, -1):
        height = int((room / count - _AROUND_CHART) / _POINTS_PER_UNIT) // 10 * 10
        if height >= _FLATTEST:
            return (min(height, _TALL),) * count
    return ()


def height_below(remarks: Sequence[Says], notes: PageNotes) -> float:
    """What the remarks and the listed notes of a page take."""
    said = sum(len(remark.strong) + len(remark.rest) + 1 for remark in remarks)
    remarked = _AROUND_REMARKS + _LINE * (1 + said // _SIGNS_PER_LINE) if remarks else 0.0
    noted = sum(_NOTE + _LINE * (len(note.text) // _SIGNS_PER_LINE) for note in notes.listed)
    return remarked + (_NOTES + noted + (_LINE if notes.note else 0.0) if notes.listed else 0.0)


def is_long(department: DepartmentPage, *, page: float) -> bool:
    """Whether a department's tables fill more than a page."""
    return heading_height(department.title) + tables_height(department.tables) > page


def lines_of(texts: Sequence[str], signs: int) -> int:
    """How many lines texts take, each beginning its own."""
    return sum(max(1, len(wrap(text, signs))) for text in texts)


def moved_lines(strong: str, rest: str, *, signs: int) -> int:
    """How many lines a movement takes in a column of so many signs; bold letters are wider by a tenth."""
    return lines_of([strong + "m" * (len(strong) // 10) + rest], signs)


def _table_height(table: KpiTable) -> float:
    rows = [row for group in table.groups for row in group.rows]
    lines = sum(max(_name_lines(row, table), _signal_lines(row.signal, table)) for row in rows)
    heading = _SECTION if table.title else 0.0
    return heading + _HEAD + _GROUP * len(table.groups) + _NAME_LINE * lines + _AROUND_ROW * len(rows)


def _name_lines(row: KpiRow, table: KpiTable) -> int:
    name, remark, _ = _SIGNS if table.has_last_year else _SIGNS_WIDE
    return lines_of([row.name], name) + (lines_of([row.remark], remark) if row.remark else 0)


def _signal_lines(cell: SignalCell, table: KpiTable) -> int:
    """The movement, which takes a second line with its month, and the assurance below it, or beside it."""
    word, held = cell.variation.word if cell.variation else "", cell.assurance.word if cell.assurance else ""
    if not table.has_last_year:
        # Two marks take the room of some signs.
        return moved_lines(word, f"{cell.note}   {held}", signs=_SIGNS_WIDE[2])
    return moved_lines(word, cell.note, signs=_SIGNS[2]) + (lines_of([held], _SIGNS[2]) if held else 0)
