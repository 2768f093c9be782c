"""The grid: which months have a value, one row per KPI: square for a value, dash for not due, ring for missing."""

from collections.abc import Sequence

from markupsafe import Markup

from okr_reports.packs.pictures import Grid, GridMark
from okr_reports.rendering.drawings.geometry import text_width
from okr_reports.rendering.drawings.shapes import Frame, Pen, Stroke, Words, line, picture, ring, square

_ROW, _COLUMN, _TOP, _SIZE = 12.0, 14.0, 16.0, 8.5
_PENS = {
    GridMark.VALUE: Pen(fill="ink"),
    GridMark.NOT_DUE: Pen(stroke="mute", width=1.2),
    GridMark.MISSING: Pen(stroke="off", width=1.6),
}


def grid(shown: Grid | None) -> Markup:
    """The picture; nothing for None."""
    if shown is None:
        return Markup("")
    names = max((text_width(row.name, _SIZE) for row in shown.rows), default=0.0) + 8
    width = names + _COLUMN * len(shown.columns)
    cells = [
        (mark, names + _COLUMN * (column + 0.5), _TOP + _ROW * (number + 0.5))
        for number, row in enumerate(shown.rows)
        for column, mark in enumerate(row.marks)
    ]
    # One path per kind of mark, whatever the number of months.
    strokes = [
        Stroke(_PENS[mark], "".join(_mark(mark, place) for found, *place in cells if found is mark))
        for mark in GridMark
    ]
    heads = [
        Words(names + _COLUMN * (column + 0.5), 10, text, anchor="middle") for column, text in enumerate(shown.columns)
    ]
    rows = [Words(0, _TOP + _ROW * (number + 0.5) + 3, row.name) for number, row in enumerate(shown.rows)]
    frame = Frame("grid", width, _TOP + _ROW * len(shown.rows) + 2)
    return picture(frame, shown.sentence, strokes=strokes, words=[*heads, *rows])


def _mark(mark: GridMark, place: Sequence[float]) -> str:
    x, y = place
    if mark is GridMark.VALUE:
        return square(x, y, size=6)
    return line([(x - 3, y), (x + 3, y)]) if mark is GridMark.NOT_DUE else ring(x, y, radius=3)
