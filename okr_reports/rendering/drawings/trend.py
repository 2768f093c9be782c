"""The trend chart: a KPI's line over its last periods with its target, as wide as the page."""

from markupsafe import Markup

from okr_reports.packs.pictures import TrendChart
from okr_reports.rendering.drawings.geometry import Plot, known, runs
from okr_reports.rendering.drawings.labels import (
    CHART_WIDTH,
    OVERHANG,
    PLOT_RIGHT,
    UNDER_PLOT,
    Level,
    end_labels,
    grid_lines,
    period_words,
    plot_left,
    spaced_ticks,
    tick_words,
)
from okr_reports.rendering.drawings.shapes import Frame, Pen, Stroke, dot, line, picture
from okr_reports.rendering.drawings.targets import target_lines

_TOP = 20.0
_VALUE = Pen(stroke="ink", width=1.5)
_POINT = Pen(stroke="ink", width=4.8, is_round=True)


def trend(shown: TrendChart | None) -> Markup:
    """The picture; nothing for None or without points. Labels at the line's end are kept apart and tied to it."""
    if shown is None or not shown.points:
        return Markup("")
    plot = _plot(shown)
    targets = target_lines([point.target for point in shown.points], shown.target_label, plot=plot)
    values = known([point.value for point in shown.points])
    ends = [
        Level(shown.end_label, plot.y(last), colour="ink", is_bold=True) for last in values[-1:] if last is not None
    ]
    ticks = spaced_ticks(shown.ticks, plot)
    leaders, labels = end_labels([*ends, *targets.levels], height=shown.height)
    strokes = [
        grid_lines(ticks, plot),
        *targets.strokes,
        *(Stroke(_VALUE, line(run)) for run in runs(values, plot) if len(run) > 1),
        *(Stroke(_POINT, dot(x, y)) for run in runs(values, plot) for x, y in run),
        *leaders,
    ]
    words = [
        *tick_words(ticks, plot),
        *period_words([point.label for point in shown.points], plot, height=shown.height),
        *labels,
    ]
    return picture(Frame("wide trend", CHART_WIDTH, shown.height), shown.sentence, strokes=strokes, words=words)


def _plot(shown: TrendChart) -> Plot:
    """The scale runs from the first to the last tick."""
    low, high = (shown.ticks[0].at, shown.ticks[-1].at) if shown.ticks else (0.0, 1.0)
    return Plot(
        low,
        high,
        count=len(shown.points),
        left=plot_left(shown.ticks),
        right=PLOT_RIGHT - OVERHANG,
        top=_TOP,
        bottom=shown.height - UNDER_PLOT,
    )
