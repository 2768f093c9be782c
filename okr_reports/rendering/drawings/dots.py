"""The dot plot: scores of stretch goals by cycle, a ring each, a bar at their mean, the zone they aim at."""

from collections.abc import Sequence

from markupsafe import Markup

from okr_reports.packs.goal_pictures import DotPlot, DotRow
from okr_reports.rendering.drawings.geometry import Plot, fitted
from okr_reports.rendering.drawings.labels import CHART_WIDTH
from okr_reports.rendering.drawings.shapes import Frame, Pen, Stroke, Words, box, line, picture, ring

_LEFT, _RIGHT, _TOP, _ROW, _FOOT = 72.0, 500.0, 4.0, 24.0, 20.0
_RADIUS, _LAYERS = 2.9, 3
_SIZE, _SAYS_AT = 8.8, 518.0
_ZONE, _GRID = Pen(fill="band"), Pen(stroke="hair", width=0.8)
_MEAN = Pen(stroke="ink", width=2.4)
_DOT = Pen(fill="paper", stroke="ink", width=1.2)


def dots(shown: DotPlot | None) -> Markup:
    """The picture; nothing for None or without rows. Rings that would hide each other stand above one another."""
    if shown is None or not shown.rows:
        return Markup("")
    bottom = _TOP + _ROW * len(shown.rows)
    plot = Plot(0.0, 1.0, count=2, left=_LEFT, right=_RIGHT, top=_TOP, bottom=bottom)
    middles = [_TOP + _ROW * (number + 0.5) for number in range(len(shown.rows))]
    strokes = [
        Stroke(_ZONE, box(plot.x(shown.zone[0]), _TOP, width=_span(shown, plot), height=bottom - _TOP)),
        Stroke(_GRID, "".join(line([(plot.x(tick.at), _TOP), (plot.x(tick.at), bottom)]) for tick in shown.ticks)),
        Stroke(_DOT, "".join(_rings(row, y, plot) for row, y in zip(shown.rows, middles, strict=True))),
        Stroke(_MEAN, "".join(_mean(row, y, plot) for row, y in zip(shown.rows, middles, strict=True))),
    ]
    ticks = [Words(plot.x(tick.at), bottom + 13, tick.text, anchor="middle") for tick in shown.ticks]
    words = [word for row, y in zip(shown.rows, middles, strict=True) for word in _names(row, y)]
    frame = Frame("wide dots", CHART_WIDTH, bottom + _FOOT)
    return picture(frame, shown.sentence, strokes=strokes, words=[*ticks, *words])


def _span(shown: DotPlot, plot: Plot) -> float:
    return plot.x(shown.zone[1]) - plot.x(shown.zone[0])


def _rings(row: DotRow, middle: float, plot: Plot) -> str:
    """Neighbours share a column: the first stands on the line, the next above, then below, then on the line again."""
    placed = _layers([plot.x(min(max(score, 0.0), 1.0)) for score in sorted(row.scores)])
    return "".join(ring(x, middle - (0.0, 6.2, -6.2)[layer], radius=_RADIUS) for x, layer in placed)


def _layers(places: Sequence[float]) -> list[tuple[float, int]]:
    found: list[tuple[float, int]] = []
    for x in places:
        near = {layer for other, layer in found if x - other < 2 * _RADIUS + 0.6}
        found.append((x, next((layer for layer in range(_LAYERS) if layer not in near), 0)))
    return found


def _mean(row: DotRow, middle: float, plot: Plot) -> str:
    if row.mean is None:
        return ""
    x = plot.x(min(max(row.mean, 0.0), 1.0))
    return line([(x, middle - 9.5), (x, middle + 9.5)])


def _names(row: DotRow, middle: float) -> list[Words]:
    y, colour = middle + 3.1, "ink" if row.is_last else "mute"
    name = fitted(row.name, _SIZE, room=_LEFT - 10)
    says = fitted(row.says, _SIZE, room=CHART_WIDTH - _SAYS_AT)
    return [
        Words(0, y, name, colour=colour, size=_SIZE, is_bold=row.is_last),
        Words(_SAYS_AT, y, says, colour=colour, size=_SIZE, is_bold=row.is_last),
    ]
