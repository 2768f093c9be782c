"""The trajectory: what was measured of a key result through its cycle, beside the plan, half as wide as the page."""

from datetime import date
from functools import partial
from itertools import pairwise

from markupsafe import Markup

from okr_reports.packs.goal_pictures import DatedValue, Trajectory
from okr_reports.rendering.drawings.geometry import Plot, ends, fitted, kept_apart, text_width, without_collisions
from okr_reports.rendering.drawings.notes import Note, hang_notes, note_circles, note_threads
from okr_reports.rendering.drawings.shapes import Frame, Pen, Stroke, Words, dot, line, picture, ring

_WIDTH, _HEIGHT = 332.0, 132.0
_LEFT, _RIGHT, _TOP, _BOTTOM = 8.0, 228.0, 10.0, 112.0
_LABELS_AT, _SIZE, _GAP = 246.0, 8.8, 12.0
_AXIS, _LEADER = Pen(stroke="rule", width=0.8), Pen(stroke="rule", width=0.8)
_PLAN = Pen(stroke="mute", width=1.2, dash="1.5 3")
_TARGET = Pen(stroke="ink", width=1.4, dash="8 3 2 3")
_ACTUAL = Pen(stroke="ink", width=1.9)
_NOW = Pen(stroke="ink", width=5.4, is_round=True)
_SAID = Pen(fill="paper", stroke="ink", width=1.0)


def trajectory(shown: Trajectory | None) -> Markup:
    """The picture; nothing without a measurement. Thick: measured; rings: said; dots: plan; dash-dot: levels."""
    if shown is None or not shown.actual:
        return Markup("")
    hung = hang_notes(_by_day(shown), _notes_by_day(shown), plot_below=partial(_plot, shown))
    plot, notes = hung.plot, hung.notes
    points = [_place(value, shown, plot) for value in shown.actual]
    leaders, labels = _labels(shown, plot, points[-1][1])
    strokes = [
        Stroke(_AXIS, line([(_LEFT, _BOTTOM), (_RIGHT, _BOTTOM)]) + _month_ticks(shown) + note_threads(notes)),
        Stroke(_PLAN, line(_place(value, shown, plot) for value in shown.plan)),
        Stroke(_TARGET, _levels(shown, plot)),
        Stroke(_ACTUAL, line(points)),
        Stroke(_SAID, "".join(ring(*_place(value, shown, plot), radius=2.2) for value in shown.said)),
        Stroke(_NOW, dot(*points[-1])),
        Stroke(_LEADER, leaders),
        *note_circles(notes),
    ]
    words = [*_months(shown), *labels, *map(Note.words, notes)]
    return picture(Frame("half path", _WIDTH, _HEIGHT), shown.sentence, strokes=strokes, words=words)


def _plot(shown: Trajectory, room: float = 0.0) -> Plot:
    """The scale holds everything that is drawn; a place for each day. `room`: how much is left above it for notes."""
    measured = [value.value for value in (*shown.actual, *shown.plan, *shown.said)]
    low, high = ends(measured, [level.at for level in shown.levels])
    days = (shown.last - shown.first).days + 1
    return Plot(low, high, count=days, left=_LEFT, right=_RIGHT, top=_TOP + room, bottom=_BOTTOM - 6)


def _by_day(shown: Trajectory) -> list[float | None]:
    """Where the line stands on each day: what was measured, else what was planned."""
    days = range((shown.last - shown.first).days + 1)
    if not shown.notes:
        return [None for _ in days]
    measured, planned = ([_between(each, day, shown) for day in days] for each in (shown.actual, shown.plan))
    return [plan if value is None else value for value, plan in zip(measured, planned, strict=True)]


def _between(values: tuple[DatedValue, ...], day: int, shown: Trajectory) -> float | None:
    """The value of a line on a day; none before its first and after its last."""
    places = [((value.on - shown.first).days, value.value) for value in values]
    for (start, low), (end, high) in pairwise(places):
        if start <= day <= end and end > start:
            return low + (high - low) * (day - start) / (end - start)
    return next((value for at, value in places if at == day), None)


def _notes_by_day(shown: Trajectory) -> list[tuple[int, ...]]:
    days: list[tuple[int, ...]] = [() for _ in range((shown.last - shown.first).days + 1)]
    for on, number in shown.notes:
        days[(on - shown.first).days] += (number,)
    return days


def _levels(shown: Trajectory, plot: Plot) -> str:
    heights = [plot.y(level.at) for level in shown.levels if level.is_drawn]
    return "".join(line([(_LEFT, y), (_RIGHT, y)]) for y in heights)


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
        *((level.label, plot.y(level.at), False) for level in shown.levels),
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
