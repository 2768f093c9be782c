"""The track: the way a key result came from its baseline to its target, with the zone stretch goals aim at."""

from markupsafe import Markup

from okr_reports.packs.goal_pictures import Track
from okr_reports.rendering.drawings.shapes import Frame, Pen, Stroke, box, line, picture, ring, square

_FRAME = Frame("track", 99, 20)
_LEFT, _WIDTH, _MIDDLE = 6.0, 87.0, 10.0
_ZONE = Pen(fill="zone")
_WAY = Pen(stroke="mute", width=1.0)
_TARGET = Pen(stroke="ink", width=1.8)
_COVERED = Pen(fill="ink")


def track(shown: Track | None) -> Markup:
    """The picture; nothing for None. It ends in a disc, a promise in a square; beyond either end in an arrow."""
    if shown is None:
        return Markup("")
    x = _x(shown.share)
    strokes = [
        *_zone(shown),
        Stroke(_WAY, line([(_LEFT, _MIDDLE), (_LEFT + _WIDTH, _MIDDLE)]) + line([(_LEFT, 6), (_LEFT, 14)])),
        Stroke(_TARGET, line([(_LEFT + _WIDTH, 3), (_LEFT + _WIDTH, 17)])),
        Stroke(_COVERED, box(_LEFT, _MIDDLE - 1.8, width=x - _LEFT, height=3.6) + _end(shown, x)),
    ]
    return picture(_FRAME, shown.sentence, strokes=strokes)


def _x(share: float) -> float:
    return _LEFT + _WIDTH * min(max(share, 0.0), 1.0)


def _zone(shown: Track) -> list[Stroke]:
    if shown.zone is None:
        return []
    low, high = (_x(end) for end in shown.zone)
    return [Stroke(_ZONE, box(low, 4, width=high - low, height=12))]


def _end(shown: Track, x: float) -> str:
    if shown.share < 0:
        return _arrow(x + 4, tip=x - 5)
    if shown.share > 1 + 1e-9:
        return _arrow(x - 4, tip=x + 5)
    return ring(x, _MIDDLE, radius=4) if shown.zone else square(x, _MIDDLE, size=7.4)


def _arrow(back: float, *, tip: float) -> str:
    return line([(back, _MIDDLE - 4.6), (tip, _MIDDLE), (back, _MIDDLE + 4.6)]) + "Z"
