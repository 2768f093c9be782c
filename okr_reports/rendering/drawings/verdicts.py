"""A KPI's months as squares: filled met, struck missed, dash on leave, point not held, ring not judged."""

from collections.abc import Sequence
from functools import lru_cache

from markupsafe import Markup

from okr_reports.packs.bundle.pictures import Key, Mark, Verdicts
from okr_reports.rendering.drawings.geometry import text_width
from okr_reports.rendering.drawings.labels import CHART_WIDTH
from okr_reports.rendering.drawings.shapes import (
    Drawing,
    Frame,
    Pen,
    Stroke,
    Words,
    box,
    dot,
    drawing,
    line,
    picture,
    ring,
    titled,
)

_COLUMN, _ROW, _SIZE, _LETTERS = 15.0, 25.0, 11.0, 7.5
_MOST_IN_ROW = 6
_KEY_SIZE, _KEY_GAP, _KEY_HEIGHT = 8.5, 16.0, 14.0
_PENS = {
    Mark.MET: Pen(fill="ink"),
    Mark.MISSED: Pen(stroke="ink", width=1.4),
    Mark.LEAVE: Pen(stroke="mute", width=1.4),
    Mark.NOT_HELD: Pen(stroke="mute", width=2.4, is_round=True),
    Mark.UNJUDGED: Pen(stroke="mute", width=1.3),
}


def verdicts(shown: Verdicts | None) -> Markup:
    """The picture, six periods a line; nothing for None."""
    return titled(_drawn(shown.marks), shown.sentence) if shown and shown.marks else Markup("")


@lru_cache(maxsize=1024)
def _drawn(marked: tuple[tuple[Mark, str], ...]) -> Drawing:
    """Most people's periods look like somebody else's."""
    places = [
        (_COLUMN * (number % _MOST_IN_ROW) + _COLUMN / 2, _ROW * (number // _MOST_IN_ROW) + _COLUMN / 2)
        for number in range(len(marked))
    ]
    words = [
        Words(x, y + 15, label, anchor="middle", size=_LETTERS)
        for (x, y), (_, label) in zip(places, marked, strict=True)
    ]
    lines = (len(marked) - 1) // _MOST_IN_ROW + 1
    frame = Frame("met", _COLUMN * min(len(marked), _MOST_IN_ROW) + 1, _ROW * lines - 1)
    return drawing(frame, strokes=_marks([mark for mark, _ in marked], places), words=words)


@lru_cache(maxsize=8)
def verdict_key(shown: Key) -> Markup:
    """What the marks mean, in one line."""
    places: list[tuple[float, float]] = []
    words: list[Words] = []
    x = 0.0
    for _, word in shown.entries:
        places.append((x + _SIZE / 2 + 1, _KEY_HEIGHT / 2))
        words.append(Words(x + _SIZE + 6, _KEY_HEIGHT / 2 + 3, word, colour="ink", size=_KEY_SIZE))
        x += _SIZE + 6 + text_width(word, _KEY_SIZE) + _KEY_GAP
    frame = Frame("metkey", min(x, CHART_WIDTH), _KEY_HEIGHT)
    return picture(frame, shown.sentence, strokes=_marks([mark for mark, _ in shown.entries], places), words=words)


def _marks(marks: Sequence[Mark], places: Sequence[tuple[float, float]]) -> list[Stroke]:
    """One path per kind of mark, whatever the number of periods."""
    return [
        Stroke(
            _PENS[kind], "".join(_mark(mark, *place) for mark, place in zip(marks, places, strict=True) if mark is kind)
        )
        for kind in Mark
    ]


def _mark(mark: Mark, x: float, y: float) -> str:
    half = _SIZE / 2
    if mark is Mark.MET:
        return box(x - half, y - half, width=_SIZE, height=_SIZE)
    if mark is Mark.MISSED:
        inner = half - 0.7
        frame = box(x - inner, y - inner, width=2 * inner, height=2 * inner)
        return frame + line([(x - inner, y + inner), (x + inner, y - inner)])
    if mark is Mark.LEAVE:
        return line([(x - 4, y), (x + 4, y)])
    return dot(x, y) if mark is Mark.NOT_HELD else ring(x, y, radius=4.2)
