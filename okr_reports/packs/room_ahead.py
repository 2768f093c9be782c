"""What stands between the month and the departments: parts that fill the page which the month leaves half empty."""

from collections.abc import Sequence
from itertools import chain

from okr_reports.packs.documents import Part
from okr_reports.packs.outlook import OutlookPage, ResponsibilityPage
from okr_reports.packs.pages import Actions, ExceptionRow, MonthPage
from okr_reports.packs.room import lines_of, moved_lines

# In points: a title of a document and what surrounds it, the heading of a part, one within it, of a table.
_AROUND_TITLE, _TITLE_LINE, _COUNTS, _PART, _SECTION, _TABLE_HEAD, _LINE = 30.0, 21.0, 58.0, 38.0, 33.0, 14.0, 12.0
# The outlook's table stands nearer to its words. By so much these estimates may err.
_NEARER, _DOUBT = 4.0, 12.0
_AROUND_ROW, _CELL_LINE, _SMALL_LINE = 4.0, 11.0, 10.0
_SIGNS_PER_TITLE, _SIGNS_PER_LINE = 62, 118
_SIGNS_PER_ACTION, _SIGNS_PER_ABOUT, _SIGNS_PER_GOAL, _SIGNS_PER_WHY, _SIGNS_PER_DONE = 49, 68, 38, 41, 42
_SIGNS_PER_LIST, _SIGNS_PER_MISSED, _SIGNS_PER_NAME, _SIGNS_PER_MOVE, _SIGNS_BELOW = 48, 23, 27, 19, 24
# "How to read this report" is the same in every pack: its heading with the first two tables, and the others.
_READING = (172.0, 245.0)
# The month may leave so much of its page without more. Each page ahead keeps the reader from the departments.
_LEFT_ALONE, _PER_PAGE = 0.25, 0.15
_CHOICES = (
    (Part.READING,), (Part.OUTLOOK,), (Part.OUTLOOK, Part.RESPONSIBILITY), (Part.OUTLOOK, Part.READING),
    (Part.OUTLOOK, Part.RESPONSIBILITY, Part.READING), (Part.RESPONSIBILITY,), (Part.RESPONSIBILITY, Part.READING),
)  # fmt: skip

Blocks = Sequence[float]


def parts_ahead(
    month: MonthPage, *, outlook: OutlookPage, responsibility: ResponsibilityPage, page: float
) -> tuple[Part, ...]:
    """The parts that leave the least of a page empty behind the month, in their order; none when it leaves little.

    `page`: one of room.PAGES. A month that fits its page stays alone on it, unless it leaves most of it.
    """
    blocks = _month(month)
    pages, alone = _filled(blocks, page)
    if alone < (0.5 if pages == 1 else _LEFT_ALONE) * page:
        return ()
    heights = {
        Part.READING: _READING,
        Part.OUTLOOK: _outlook(outlook),
        Part.RESPONSIBILITY: _responsibility(responsibility),
    }
    costs: dict[tuple[Part, ...], float] = {(): alone}
    for choice in _CHOICES:
        count, left = _filled([*blocks, *chain.from_iterable(heights[part] for part in choice)], page)
        if left >= _DOUBT:
            costs[choice] = left + _PER_PAGE * page * (count - pages)
    return min(costs, key=costs.__getitem__)


def _filled(blocks: Blocks, page: float) -> tuple[int, float]:
    """How many pages blocks take, none of which breaks, and what is left of the last one; a table repeats its head."""
    count, at = 1, 0.0
    for block in blocks:
        count, at = (count, at + block) if at + block <= page else (count + 1, _TABLE_HEAD + block)
    return count, page - at


def _table(heading: float, rows: Blocks) -> Blocks:
    """A heading stays with the first row."""
    return [heading + _TABLE_HEAD + rows[0], *rows[1:]] if rows else []


def _month(page: MonthPage) -> Blocks:
    title = _AROUND_TITLE + _TITLE_LINE * lines_of([page.title], _SIGNS_PER_TITLE)
    counts = _COUNTS + (_LINE if page.counts_note else 0.0)
    rows = [_exception(row) for row in page.exceptions.rows] if page.exceptions else []
    stale = _note(page.exceptions.note) if page.exceptions else []
    decisions = [2.0 + _LINE * lines_of([f"{d.subject} {d.text} {d.who}"], _SIGNS_PER_LINE) for d in page.decisions]
    paragraphs = [" ".join(text.split()) for text in page.commentary.split("\n\n") if text.strip()]
    said = [3.0 + _LINE * lines_of([text], _SIGNS_PER_LINE) for text in paragraphs]
    return [
        title + counts, *_table(_SECTION + _LINE, rows), *stale, *(_actions(page.actions) if page.actions else []),
        *_headed(decisions), *_note(page.decisions_note), *_headed(said),
    ]  # fmt: skip


def _note(text: str) -> Blocks:
    return [_CELL_LINE * lines_of([text], _SIGNS_PER_LINE)] if text else []


def _headed(blocks: Blocks) -> Blocks:
    return [_SECTION + blocks[0], *blocks[1:]] if blocks else []


def _exception(row: ExceptionRow) -> float:
    """As high as its signal's words, at least two lines; a brief one as its name or its remark."""
    if row.is_brief:
        return _row(max(lines_of([row.name], _SIGNS_BELOW), lines_of([row.remark], _SIGNS_PER_GOAL)))
    moved = moved_lines(row.says.strong, row.says.rest, signs=_SIGNS_PER_MOVE)
    below = _SMALL_LINE * lines_of([row.below], _SIGNS_BELOW) if row.below else 0.0
    return _AROUND_ROW + max(2 * _CELL_LINE, _CELL_LINE * moved + below)


def _actions(table: Actions) -> Blocks:
    """A lack that many KPIs share takes the column of their names as well."""
    lines = [
        lines_of([row.text + row.about], _SIGNS_PER_ABOUT) if row.about else lines_of([row.text], _SIGNS_PER_ACTION)
        for row in table.rows
    ]
    return _table(_SECTION, [_row(count) for count in lines])


def _row(lines: int) -> float:
    return _AROUND_ROW + _CELL_LINE * lines


def _outlook(page: OutlookPage) -> Blocks:
    title = _PART - _NEARER + _TITLE_LINE * lines_of([page.title], _SIGNS_PER_TITLE)
    lede = title + _LINE * lines_of([page.lede], _SIGNS_PER_LINE)
    goals = [_row(lines_of([r.goal], _SIGNS_PER_GOAL) + lines_of([r.why], _SIGNS_PER_WHY)) for r in page.candidates]
    done = [_row(max(2, lines_of([row.done.strong + row.done.rest], _SIGNS_PER_DONE))) for row in page.recovered]
    proposed = [_row(2) for _ in page.proposals]
    return [
        *(_table(lede, goals) or [lede]), *_table(_SECTION, done), *_note(page.recovered_note),
        *_table(_SECTION + _LINE, proposed), *_note(page.proposals_note),
    ]  # fmt: skip


def _responsibility(page: ResponsibilityPage) -> Blocks:
    title = _PART + _TITLE_LINE * lines_of([page.title], _SIGNS_PER_TITLE) + _LINE
    rows = [
        _row(max(2, lines_of([row.kpis], _SIGNS_PER_LIST), lines_of([row.missed], _SIGNS_PER_MISSED)))
        for row in page.responsible
    ]
    head = _SECTION + _LINE * (1 + lines_of([page.complete], _SIGNS_PER_LINE))
    checks = [_row(1 + len(row.name) // _SIGNS_PER_NAME) for row in page.checklist]
    return [*_table(title, rows), *(_table(head, checks) or [head]), *_note(page.checklist_note)]
