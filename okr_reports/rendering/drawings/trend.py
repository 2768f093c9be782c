"""The trend chart: a KPI's line over its last periods with its target, as wide as the page."""

from collections.abc import Sequence

from markupsafe import Markup

from okr_reports.packs.pictures import Tick, TrendChart
from okr_reports.rendering.drawings.geometry import (
    Plot,
    kept_apart,
    known,
    runs,
    steps,
    target_rows,
    text_width,
    without_collisions,
)
from okr_reports.rendering.drawings.shapes import Frame, Pen, Stroke, Words, dot, line, picture

_WIDTH = 688.0
_TOP, _UNDER_PLOT, _UNDER_MONTHS = 20.0, 24.0, 8.0
_PLOT_RIGHT, _LABELS_AT = 540.0, 562.0
_AXIS_SIZE, _LABEL_SIZE = 8.5, 9.0
_LABEL_GAP = 12.5

_GRID = Pen(stroke="hair", width=0.7)
_TARGET = Pen(stroke="ink", width=1.3, dash="7 2 2 2")
_VALUE = Pen(stroke="ink", width=1.5)
_POINT = Pen(stroke="ink", width=4.8, is_round=True)
_LEADER = Pen(stroke="rule", width=0.8)


def trend(shown: TrendChart | None) -> Markup:
    """The picture; nothing for None or without points. Labels at the line's end are kept apart and tied to it."""
    if shown is None or not shown.points:
        return Markup("")
    plot, rows = _plot(shown), target_rows([point.target for point in shown.points])
    values = known([point.value for point in shown.points])
    ticks, labels = _spaced(shown.ticks, plot), _end_labels(shown, plot)
    strokes = [
        *(Stroke(_GRID, line([(plot.left - 12, plot.y(tick.at)), (_PLOT_RIGHT, plot.y(tick.at))])) for tick in ticks),
        *(Stroke(_TARGET, line(run)) for row in rows for run in steps(row, plot, overhang=12)),
        *(Stroke(_VALUE, line(run)) for run in runs(values, plot) if len(run) > 1),
        *(Stroke(_POINT, dot(x, y)) for run in runs(values, plot) for x, y in run),
        *(_leader(from_y, to_y) for _, from_y, to_y in labels),
    ]
    words = [*_axis_words(shown, plot, ticks=ticks), *(_end_words(text, to_y) for text, _, to_y in labels)]
    return picture(Frame("wide trend", _WIDTH, shown.height), shown.sentence, strokes=strokes, words=words)


def _plot(shown: TrendChart) -> Plot:
    """The scale runs from the first to the last tick; the axis is as wide as its longest number."""
    axis = max([34.0, *(text_width(tick.text, _AXIS_SIZE) + 12 for tick in shown.ticks)])
    low, high = (shown.ticks[0].at, shown.ticks[-1].at) if shown.ticks else (0.0, 1.0)
    return Plot(
        low,
        high,
        count=len(shown.points),
        left=axis + 12,
        right=_PLOT_RIGHT - 12,
        top=_TOP,
        bottom=shown.height - _UNDER_PLOT,
    )


def _spaced(ticks: Sequence[Tick], plot: Plot) -> list[Tick]:
    """The ticks without those that would touch their neighbour; the ends stay."""
    heights = [-plot.y(tick.at) for tick in ticks]
    return [ticks[index] for index in without_collisions(heights, [_AXIS_SIZE] * len(ticks))]


def _end_labels(shown: TrendChart, plot: Plot) -> list[tuple[str, float, float]]:
    """Text, height of its line, height of the text: the last value, and the target in force."""
    last = shown.points[-1]
    levels = [(shown.end_label, last.value)]
    if last.target is not None and last.target.edges:
        levels.append((shown.target_label, last.target.edges[-1]))
    shown_levels = [(text, plot.y(level)) for text, level in levels if text and level is not None]
    heights = kept_apart([y for _, y in shown_levels], gap=_LABEL_GAP, top=plot.top, bottom=plot.bottom)
    return [(text, y, height) for (text, y), height in zip(shown_levels, heights, strict=True)]


def _leader(from_y: float, to_y: float) -> Stroke:
    right = _PLOT_RIGHT
    return Stroke(_LEADER, line([(right + 2, from_y), (right + 9, from_y), (right + 15, to_y), (right + 19, to_y)]))


def _axis_words(shown: TrendChart, plot: Plot, *, ticks: Sequence[Tick]) -> list[Words]:
    labels = [point.label for point in shown.points]
    named = [position for position, label in enumerate(labels) if label]
    places = [plot.x(position) for position in named]
    kept = without_collisions(places, [text_width(labels[position], _AXIS_SIZE) for position in named])
    floor = shown.height - _UNDER_MONTHS
    months = [Words(places[index], floor, labels[named[index]], anchor="middle") for index in kept]
    return [Words(plot.left - 18, plot.y(tick.at) + 3, tick.text, anchor="end") for tick in ticks] + months


def _end_words(text: str, height: float) -> Words:
    return Words(_LABELS_AT, height + 3.1, _cut(text), colour="ink", size=_LABEL_SIZE, is_bold=True)


def _cut(text: str) -> str:
    """The label as far as there is room for it at the right."""
    room = _WIDTH - _LABELS_AT
    if text_width(text, _LABEL_SIZE) <= room:
        return text
    fitting = [length for length in range(len(text)) if text_width(text[:length] + "…", _LABEL_SIZE) <= room]
    return text[: fitting[-1]].rstrip() + "…"
