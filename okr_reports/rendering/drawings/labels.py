"""The words around a wide chart: numbers at its left, periods below, and at its right what each line's end is."""

from collections.abc import Sequence
from dataclasses import dataclass

from okr_reports.packs.pictures import Tick
from okr_reports.rendering.drawings.geometry import Plot, Point, fitted, kept_apart, text_width, without_collisions
from okr_reports.rendering.drawings.shapes import Pen, Stroke, Words, line

CHART_WIDTH = 688.0
PLOT_RIGHT = 540.0
# Lines and bands run a little past the first and the last point.
OVERHANG = 12.0
UNDER_PLOT = 24.0
ARROWS_AT = 551.0
_LABELS_AT, _PERIODS_END = 562.0, 546.0
_UNDER_PERIODS = 8.0
_AXIS_SIZE, _LABEL_SIZE = 8.5, 9.0
_LABEL_GAP = 12.5
_LEAST_AXIS, _WIDEST_TICK, _WIDEST_PERIOD = 34.0, 104.0, 96.0
_GRID = Pen(stroke="hair", width=0.7)
_LEADER = Pen(stroke="rule", width=0.8)


@dataclass(frozen=True)
class Level:
    """The end of a line, or an arrow beside the plot: its height, and what is said of it at the right."""

    text: str
    y: float
    colour: str = "mute"
    is_bold: bool = False
    is_arrow: bool = False


def plot_left(ticks: Sequence[Tick]) -> float:
    """The place of the first point: the axis is as wide as its longest number."""
    widths = [min(text_width(tick.text, _AXIS_SIZE), _WIDEST_TICK) + 12 for tick in ticks]
    return max([_LEAST_AXIS, *widths]) + OVERHANG


def spaced_ticks(ticks: Sequence[Tick], plot: Plot) -> list[Tick]:
    """The ticks without those that would touch their neighbour; the ends stay."""
    heights = [-plot.y(tick.at) for tick in ticks]
    return [ticks[index] for index in without_collisions(heights, [_AXIS_SIZE] * len(ticks))]


def grid_lines(ticks: Sequence[Tick], plot: Plot) -> Stroke:
    """Faint lines across the plot at the numbers of the axis."""
    levels = [plot.y(tick.at) for tick in ticks]
    return Stroke(_GRID, "".join(line([(plot.left - OVERHANG, y), (PLOT_RIGHT, y)]) for y in levels))


def tick_marks(ticks: Sequence[Tick], plot: Plot) -> str:
    """Short marks beside the numbers of the axis."""
    right = plot.left - OVERHANG
    return "".join(line([(right - 3, plot.y(tick.at)), (right, plot.y(tick.at))]) for tick in ticks)


def tick_words(ticks: Sequence[Tick], plot: Plot) -> list[Words]:
    """The numbers of the axis, which `spaced_ticks` chose."""
    x = plot.left - OVERHANG - 6
    texts = [fitted(tick.text, _AXIS_SIZE, room=_WIDEST_TICK) for tick in ticks]
    return [Words(x, plot.y(tick.at) + 3, text, anchor="end") for tick, text in zip(ticks, texts, strict=True)]


def period_words(labels: Sequence[str], plot: Plot, *, height: float) -> list[Words]:
    """The periods below the points, as many as have room; `height` is the chart's. An empty label is not printed."""
    texts = [(plot.x(number), fitted(text, _AXIS_SIZE, room=_WIDEST_PERIOD)) for number, text in enumerate(labels)]
    named = [(x, text, text_width(text, _AXIS_SIZE)) for x, text in texts if text]
    places = [min(max(x, width / 2), _PERIODS_END - width / 2) for x, _, width in named]
    kept = without_collisions(places, [width for _, _, width in named])
    return [Words(places[index], height - _UNDER_PERIODS, named[index][1], anchor="middle") for index in kept]


def end_labels(levels: Sequence[Level], *, height: float) -> tuple[list[Stroke], list[Words]]:
    """Leaders and texts at the right, kept apart and inside a chart of this height. Empty texts are left out."""
    named = [level for level in levels if level.text]
    heights = kept_apart([level.y for level in named], gap=_LABEL_GAP, top=8, bottom=height - 8)
    strokes = [Stroke(_LEADER, line(_leader(level, to_y))) for level, to_y in zip(named, heights, strict=True)]
    words = [_end_words(level, to_y) for level, to_y in zip(named, heights, strict=True)]
    return strokes, words


def _leader(level: Level, to_y: float) -> list[Point]:
    end = [(PLOT_RIGHT + 15, to_y), (PLOT_RIGHT + 19, to_y)]
    return end if level.is_arrow else [(PLOT_RIGHT + 2, level.y), (PLOT_RIGHT + 9, level.y), *end]


def _end_words(level: Level, height: float) -> Words:
    text = fitted(level.text, _LABEL_SIZE, room=CHART_WIDTH - _LABELS_AT)
    return Words(_LABELS_AT, height + 3.1, text, colour=level.colour, size=_LABEL_SIZE, is_bold=level.is_bold)
