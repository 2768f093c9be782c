"""The XmR chart: a KPI against its own noise, with its target, its notes, and the points that are more than noise."""

from collections.abc import Sequence
from dataclasses import replace
from functools import partial

from markupsafe import Markup

from okr_reports.packs.pictures import EndMark, XmrChart
from okr_reports.rendering.drawings.geometry import Plot, ends, known, runs
from okr_reports.rendering.drawings.labels import (
    CHART_WIDTH,
    OVERHANG,
    PLOT_RIGHT,
    UNDER_PLOT,
    Level,
    end_labels,
    period_words,
    plot_left,
    spaced_ticks,
    tick_marks,
    tick_words,
)
from okr_reports.rendering.drawings.notes import hang_notes, note_circles, note_threads
from okr_reports.rendering.drawings.shapes import Frame, Pen, Stroke, box, dot, line, picture, square
from okr_reports.rendering.drawings.targets import target_lines

_LEAST_HEIGHT = 104
_TOP = 14.0
_BAND = Pen(fill="band")
_THIN = Pen(stroke="mute", width=0.8)
_LIMIT = Pen(stroke="mute", width=0.8, dash="2 2")
_BEFORE = Pen(stroke="mute", width=0.9)
_POINT_BEFORE = Pen(stroke="mute", width=3.2, is_round=True)
_VALUE = Pen(stroke="ink", width=1.5)
_POINT = Pen(stroke="ink", width=4.8, is_round=True)
_EARLIER = Pen(fill="paper", stroke="ink", width=1.3)


def xmr(shown: XmrChart | None) -> Markup:
    """The picture; nothing for None or without a value. Labels are kept apart, inside the frame and tied to lines."""
    if shown is None or not any(value is not None for value in _values(shown)):
        return Markup("")
    height = max(shown.height, _LEAST_HEIGHT)
    hung = hang_notes(_values(shown), [point.notes for point in shown.points], plot_below=partial(_plot, shown))
    plot, notes = hung.plot, hung.notes
    targets = target_lines(shown.targets or (shown.target,) * plot.count, shown.target_label, plot=plot)
    ticks = spaced_ticks(shown.ticks, plot)
    leaders, labels = end_labels([*_levels(shown, plot), *targets.levels], height=height)
    strokes = [
        *_noise(shown, plot),
        Stroke(_THIN, tick_marks(ticks, plot) + note_threads(notes)),
        *targets.strokes,
        *_series(shown, plot),
        *leaders,
        *note_circles(notes),
    ]
    words = [
        *tick_words(ticks, plot),
        *period_words([point.label for point in shown.points], plot, height=height),
        *labels,
        *(note.words() for note in notes),
    ]
    return picture(Frame("wide xmr", CHART_WIDTH, height), shown.sentence, strokes=strokes, words=words)


def _values(shown: XmrChart) -> list[float | None]:
    return known([point.value for point in shown.points])


def _plot(shown: XmrChart, lower: float) -> Plot:
    """The scale holds ticks, values and limits; `lower`: how much room is left above it for notes."""
    low, high = ends([tick.at for tick in shown.ticks], _values(shown), [shown.centre, shown.lower, shown.upper])
    return Plot(
        low,
        high,
        count=len(shown.points),
        left=plot_left(shown.ticks),
        right=PLOT_RIGHT - OVERHANG,
        top=_TOP + lower,
        bottom=max(shown.height, _LEAST_HEIGHT) - UNDER_PLOT,
    )


def _start(shown: XmrChart, plot: Plot) -> float:
    """Where the limits begin: at the left, or halfway between the last point before a re-base and the first after."""
    return plot.x(shown.first - 0.5) if 0 < shown.first < plot.count else plot.left - OVERHANG


def _noise(shown: XmrChart, plot: Plot) -> list[Stroke]:
    """The band between the limits, the limits, the mark of a re-base, and the centre line."""
    left = _start(shown, plot)
    is_rebased = 0 < shown.first < plot.count
    mark = line([(left, plot.top - 4), (left, plot.bottom + 4)]) if is_rebased else ""
    upper, lower, centre = (_flat(level, left, plot) for level in known([shown.upper, shown.lower, shown.centre]))
    return [
        Stroke(_BAND, "" if shown.is_trial else _band(shown, left, plot)),
        Stroke(_LIMIT, upper + lower + mark),
        Stroke(_THIN, centre),
    ]


def _flat(level: float | None, left: float, plot: Plot) -> str:
    return "" if level is None else line([(left, plot.y(level)), (PLOT_RIGHT, plot.y(level))])


def _band(shown: XmrChart, left: float, plot: Plot) -> str:
    upper, lower = known([shown.upper, shown.lower])
    if upper is None or lower is None:
        return ""
    return box(left, plot.y(upper), width=PLOT_RIGHT - left, height=plot.y(lower) - plot.y(upper))


def _series(shown: XmrChart, plot: Plot) -> list[Stroke]:
    """The line in two parts, lighter before a re-base; dots, squares for signals, and the last point's mark."""
    values = _values(shown)
    before = [value if position < shown.first else None for position, value in enumerate(values)]
    after = [value if position >= shown.first else None for position, value in enumerate(values)]
    return [
        Stroke(_BEFORE, "".join(line(run) for run in runs(before, plot) if len(run) > 1)),
        Stroke(_POINT_BEFORE, "".join(dot(x, y) for run in runs(before, plot) for x, y in run)),
        Stroke(_VALUE, "".join(line(run) for run in runs(after, plot) if len(run) > 1)),
        *_points(shown, after, plot=plot),
    ]


def _points(shown: XmrChart, values: Sequence[float | None], *, plot: Plot) -> list[Stroke]:
    placed = [
        (point.is_signal, plot.x(position), plot.y(value))
        for position, (point, value) in enumerate(zip(shown.points, values, strict=True))
        if value is not None
    ]
    is_filled = values[-1] is not None and _end_colour(shown) != "ink"
    earlier = placed[:-1] if is_filled else placed
    strokes = [
        Stroke(_POINT, "".join(dot(x, y) for is_signal, x, y in earlier if not is_signal)),
        Stroke(_EARLIER, "".join(square(x, y, size=6.4) for is_signal, x, y in earlier if is_signal)),
    ]
    last = [Stroke(Pen(fill=_end_colour(shown)), square(x, y, size=8)) for _, x, y in placed[len(earlier) :]]
    return strokes + last


def _end_colour(shown: XmrChart) -> str:
    """The colour of the last point: its signal's; ink for none."""
    if shown.end is EndMark.DOT:
        return "neutral" if shown.points[-1].is_signal else "ink"
    return shown.end.value


def _levels(shown: XmrChart, plot: Plot) -> list[Level]:
    """What stands at the right, but for the target: the last value in its signal's colour, limits and centre."""
    last, upper, centre, lower = known([shown.points[-1].value, shown.upper, shown.centre, shown.lower])
    named = [
        (last, Level(shown.end_label, 0.0, colour=_end_colour(shown), is_bold=True)),
        (upper, Level(shown.upper_label, 0.0)),
        (centre, Level(shown.centre_label, 0.0)),
        (lower, Level(shown.lower_label, 0.0)),
    ]
    return [replace(level, y=plot.y(at)) for at, level in named if at is not None]
