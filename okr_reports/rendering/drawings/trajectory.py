"""The trajectory: what was measured of a key result through its cycle, beside the plan, half as wide as the page."""

from datetime import date

from markupsafe import Markup

from okr_reports.packs.goal_pictures import DatedValue, Trajectory
from okr_reports.rendering.drawings.geometry import Plot, ends, fitted, kept_apart, text_width, without_collisions
from okr_reports.rendering.drawings.shapes import Frame, Pen, Stroke, Words, dot, line, picture

_WIDTH, _HEIGHT = 332.0, 132.0
_LEFT, _RIGHT, _TOP, _BOTTOM = 8.0, 228.0, 10.0, 112.0
_LABELS_AT, _SIZE, _GAP = 246.0, 8.8, 12.0
_AXIS, _LEADER = Pen(stroke="rule", width=0.8), Pen(stroke="rule", width=0.8)
_PLAN = Pen(stroke="mute", width=1.2, dash="1.5 3")
_TARGET = Pen(stroke="ink", width=1.4, dash="8 3 2 3")
_ACTUAL = Pen(stroke="ink", width=1.9)
_NOW = Pen(stroke="ink", width=5.4, is_round=True)


def trajectory(shown: Trajectory | None) -> Markup:
    """The picture; nothing for None or without a measurement. Thick: measured; dots: plan; dash-dot: target."""
    if shown is None or not shown.actual:
        return Markup("")
    plot = _plot(shown)
    points = [_place(value, shown, plot) for value in shown.actual]
    target = plot.y(shown.target)
    leaders, labels = _labels(shown, plot, points[-1][1])
    strokes = [
        Stroke(_AXIS, line([(_LEFT, _BOTTOM), (_RIGHT, _BOTTOM)]) + _month_ticks(shown)),
        Stroke(_PLAN, line(_place(value, shown, plot) for value in shown.plan)),
        Stroke(_TARGET, line([(_LEFT, target), (_RIGHT, target)])),
        Stroke(_ACTUAL, line(points)),
        Stroke(_NOW, dot(*points[-1])),
        Stroke(_LEADER, leaders),
    ]
    words = [*_months(shown), *labels]
    return picture(Frame("half path", _WIDTH, _HEIGHT), shown.sentence, strokes=strokes, words=words)


def _plot(shown: Trajectory) -> Plot:
    measured = [value.value for value in (*shown.actual, *shown.plan)]
    low, high = ends(measured, [shown.baseline, shown.target])
    return Plot(low, high, count=2, left=_LEFT, right=_RIGHT, top=_TOP, bottom=_BOTTOM - 6)


def _x(day: date, shown: Trajectory) -> float:
    span = max((shown.last - shown.first).days, 1)
    share = (day - shown.first).days / span
    return _LEFT + (_RIGHT - _LEFT) * min(max(share, 0.0), 1.0)


def _place(value: DatedValue, shown: Trajectory, plot: Plot) -> tuple[float, float]:
    return _x(value.on, shown), plot.y(value.value)


def _month_ticks(shown: Trajectory) -> str:
    return "".join(line([(_x(day, shown), _BOTTOM), (_x(day, shown), _BOTTOM + 3)]) for day, _ in shown.months)


def _months(shown: Trajectory) -> list[Words]:
    widths = [text_width(text, _SIZE) for _, text in shown.months]
    # Names begin at their tick, so that they are centred half their width to the right of it.
    middles = [_x(day, shown) + width / 2 for (day, _), width in zip(shown.months, widths, strict=True)]
    kept = without_collisions(middles, widths)
    return [Words(_x(shown.months[n][0], shown), _BOTTOM + 14, shown.months[n][1]) for n in kept]


def _labels(shown: Trajectory, plot: Plot, now: float) -> tuple[str, list[Words]]:
    """The names of the lines' ends, kept apart, each tied to its height."""
    named = [
        (shown.actual_label, now, True),
        (shown.target_label, plot.y(shown.target), False),
        (shown.baseline_label, plot.y(shown.baseline), False),
    ]
    known = [entry for entry in named if entry[0]]
    heights = kept_apart([y for _, y, _ in known], gap=_GAP, top=8, bottom=_BOTTOM)
    leaders = "".join(
        line([(_RIGHT + 5, y), (_LABELS_AT - 4, to)]) for (_, y, _), to in zip(known, heights, strict=True)
    )
    words = [
        Words(_LABELS_AT, to + 3.1, _fitted(text), colour="ink" if is_now else "mute", size=_SIZE, is_bold=is_now)
        for (text, _, is_now), to in zip(known, heights, strict=True)
    ]
    return leaders, words


def _fitted(text: str) -> str:
    return fitted(text, _SIZE, room=_WIDTH - _LABELS_AT)
