"""The bullet: one value against its target, on a stated scale; grey is where the target is met."""

from markupsafe import Markup

from okr_reports.packs.pictures import Bullet
from okr_reports.rendering.drawings.geometry import known, text_width
from okr_reports.rendering.drawings.shapes import Frame, Pen, Stroke, Words, box, line, picture

_FRAME = Frame("bullet", 74, 16)
_LEFT, _WIDTH = 1.0, 72.0
_EDGE = Pen(fill="paper", stroke="rule", width=0.8)
_MET = Pen(fill="band")
_BAR = Pen(fill="ink")
_TARGET = Pen(stroke="ink", width=1.8)
_CUT = Pen(stroke="paper", width=1.4)
_WORD_SIZE = 7.0


def bullet(shown: Bullet | None) -> Markup:
    """The picture; nothing for None. A bar that does not start at 0 is cut near its start."""
    if shown is None:
        return Markup("")
    ticks = [_x(shown, edge) for edge in shown.target.edges]
    strokes = [
        Stroke(_EDGE, box(_LEFT, 3, width=_WIDTH, height=10)),
        *_met_zone(shown),
        *_bar(shown),
        *(Stroke(_TARGET, line([(x, 0.5), (x, 15.5)])) for x in ticks),
    ]
    return picture(_FRAME, shown.sentence, strokes=strokes, words=_no_value(shown, ticks))


def _x(shown: Bullet, number: float) -> float:
    """The place of a number; what lies outside the scale stands at its nearest end."""
    span = shown.scale_to / 2 - shown.scale_from / 2
    share = (number / 2 - shown.scale_from / 2) / span if span > 0 else 0.5
    return _LEFT + _WIDTH * min(max(share, 0.0), 1.0)


def _met_zone(shown: Bullet) -> list[Stroke]:
    if not shown.target.edges:
        return []
    start = _LEFT if shown.target.low is None else _x(shown, shown.target.low)
    end = _LEFT + _WIDTH if shown.target.high is None else _x(shown, shown.target.high)
    return [Stroke(_MET, box(start, 3, width=max(end - start, 0.0), height=10))]


def _bar(shown: Bullet) -> list[Stroke]:
    (value,) = known([shown.value])
    if value is None:
        return []
    zero = min(max(0.0, shown.scale_from), shown.scale_to)
    start, end = sorted((_x(shown, zero), _x(shown, value)))
    bar = Stroke(_BAR, box(start, 6, width=max(end - start, 0.8), height=4))
    is_cut = shown.scale_from > 0 and end - start > 8
    return [bar, Stroke(_CUT, line([(start + 4, 11), (start + 6, 5)]))] if is_cut else [bar]


def _no_value(shown: Bullet, ticks: list[float]) -> list[Words]:
    if shown.value is not None or not shown.no_value:
        return []
    width = text_width(shown.no_value, _WORD_SIZE)
    # Beside the target's tick, never under it.
    places = [4.0, *(tick + 3 for tick in ticks)]
    free = [x for x in places if x + width <= 72 and not any(x - 2 < tick < x + width + 2 for tick in ticks)]
    return [Words(x, 10.5, shown.no_value, size=_WORD_SIZE) for x in free[:1]]
