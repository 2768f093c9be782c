"""The percentile strip: from the median to the ninetieth percentile, where customers feel the tail."""

from markupsafe import Markup

from okr_reports.packs.pictures import PercentileStrip
from okr_reports.rendering.drawings.geometry import Plot, ends, known
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

_LEAST_HEIGHT = 84
_TOP = 14.0
_SPREAD = Pen(stroke="mute", width=2.2)
_MEDIAN = Pen(stroke="ink", width=2.2)
_P90 = Pen(stroke="ink", width=6.4, is_round=True)
_MEDIAN_HALF = 6.0


def strip(shown: PercentileStrip | None) -> Markup:
    """The picture; nothing for None or without a value. A bar is the median, a dot P90, a line what lies between."""
    if shown is None or not _known_values(shown):
        return Markup("")
    height, plot = max(shown.height, _LEAST_HEIGHT), _plot(shown)
    targets = target_lines((shown.target,) * plot.count, shown.target_label, plot=plot)
    ticks = spaced_ticks(shown.ticks, plot)
    leaders, labels = end_labels([*_levels(shown, plot), *targets.levels], height=height)
    strokes = [grid_lines(ticks, plot), *targets.strokes, *_columns(shown, plot), *leaders]
    words = [
        *tick_words(ticks, plot),
        *period_words([point.label for point in shown.points], plot, height=height),
        *labels,
    ]
    return picture(Frame("wide pstrip", CHART_WIDTH, height), shown.sentence, strokes=strokes, words=words)


def _known_values(shown: PercentileStrip) -> list[float]:
    numbers = known([number for point in shown.points for number in (point.median, point.p90)])
    return [number for number in numbers if number is not None]


def _plot(shown: PercentileStrip) -> Plot:
    low, high = ends([tick.at for tick in shown.ticks], _known_values(shown))
    return Plot(
        low,
        high,
        count=len(shown.points),
        left=plot_left(shown.ticks),
        right=PLOT_RIGHT - OVERHANG,
        top=_TOP,
        bottom=max(shown.height, _LEAST_HEIGHT) - UNDER_PLOT,
    )


def _columns(shown: PercentileStrip, plot: Plot) -> list[Stroke]:
    """Lines, bars and dots: one path each, whatever the number of periods."""
    medians = [plot.y(y) if y is not None else None for y in known([point.median for point in shown.points])]
    tails = [plot.y(y) if y is not None else None for y in known([point.p90 for point in shown.points])]
    columns = [(plot.x(position), *pair) for position, pair in enumerate(zip(medians, tails, strict=True))]
    half = min(_MEDIAN_HALF, (plot.right - plot.left) / max(plot.count, 2) / 2.5)
    spreads = [line([(x, median), (x, p90)]) for x, median, p90 in columns if median is not None and p90 is not None]
    bars = [line([(x - half, median), (x + half, median)]) for x, median, _ in columns if median is not None]
    dots = [dot(x, p90) for x, _, p90 in columns if p90 is not None]
    return [Stroke(_SPREAD, "".join(spreads)), Stroke(_MEDIAN, "".join(bars)), Stroke(_P90, "".join(dots))]


def _levels(shown: PercentileStrip, plot: Plot) -> list[Level]:
    median, p90 = known([shown.points[-1].median, shown.points[-1].p90])
    named = [(p90, shown.p90_label), (median, shown.median_label)]
    return [Level(text, plot.y(at), colour="ink", is_bold=True) for at, text in named if at is not None]
