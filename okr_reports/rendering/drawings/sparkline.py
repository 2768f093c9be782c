"""The sparkline: a KPI's last periods in a table cell, with its target, on a scale of its own."""

from markupsafe import Markup

from okr_reports.packs.pictures import EndMark, Spark
from okr_reports.rendering.drawings.geometry import Plot, ends, known, runs, steps, target_rows
from okr_reports.rendering.drawings.shapes import Frame, Pen, Stroke, dot, line, picture, square

_FRAME = Frame("spark", 80, 20)
_TARGET = Pen(stroke="ink", width=0.8, dash="3 2")
_VALUE = Pen(stroke="mute", width=1.3)
_LONE = Pen(stroke="mute", width=2.8, is_round=True)
_NOW = Pen(stroke="ink", width=4.6, is_round=True)


def sparkline(shown: Spark | None) -> Markup:
    """The picture; nothing for None. A point between gaps is a dot; the last ends in a dot, a signal in a square."""
    if shown is None:
        return Markup("")
    target_lines = target_rows(shown.targets or (shown.target,) * len(shown.values))
    low, high = ends(shown.values, *target_lines)
    plot = Plot(low, high, count=len(shown.values), left=3, right=74, top=4, bottom=16)
    values = runs(shown.values, plot)
    strokes = [
        *(Stroke(_TARGET, line(run)) for row in target_lines for run in steps(row, plot, overhang=3)),
        *(Stroke(_VALUE, line(run)) for run in values if len(run) > 1),
        *(Stroke(_LONE, dot(*run[0])) for run in values if len(run) == 1),
        *_now(shown, plot),
    ]
    return picture(_FRAME, shown.sentence, strokes=strokes)


def _now(shown: Spark, plot: Plot) -> list[Stroke]:
    last = known(shown.values)[-1] if shown.values else None
    if last is None:
        return []
    x, y = plot.x(plot.count - 1), plot.y(last)
    if shown.end is EndMark.DOT:
        return [Stroke(_NOW, dot(x, y))]
    return [Stroke(Pen(fill=shown.end.value), square(x, y, size=5.4))]
