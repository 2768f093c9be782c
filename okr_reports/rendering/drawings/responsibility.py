"""The bars of responsibility: who answered for what, when; gaps hold the word that explains them."""

from datetime import date

from markupsafe import Markup

from okr_reports.packs.bundle.pictures import Bar, Responsibility
from okr_reports.rendering.drawings.geometry import fitted, text_width
from okr_reports.rendering.drawings.labels import CHART_WIDTH
from okr_reports.rendering.drawings.shapes import Frame, Pen, Stroke, Words, box, line, picture

_LEFT, _RIGHT = 190.0, CHART_WIDTH - 1
_TOP, _ROW, _BAR = 4.0, 17.0, 8.0
_UNDER = 18.0
_NAME_SIZE, _WORD_SIZE = 9.0, 8.5
_GRID = Pen(stroke="rule", width=0.7)
_HELD = Pen(fill="ink")
_GAP = Pen(stroke="mute", width=0.9, dash="2 2")
_CLEAR = Pen(fill="paper")


def responsibility(shown: Responsibility | None) -> Markup:
    """The picture; nothing for None."""
    if shown is None:
        return Markup("")
    bottom = _TOP + _ROW * len(shown.rows)
    edges = [*(first for first, _ in shown.months), None]
    places = [_x(edge, shown) if edge else _RIGHT for edge in edges]
    strokes = [Stroke(_GRID, "".join(line([(x, 1), (x, bottom)]) for x in places))]
    words: list[Words] = []
    for number, row in enumerate(shown.rows):
        middle = _TOP + _ROW * (number + 0.5)
        strokes += [Stroke(_HELD, "".join(_bar(bar, middle, shown) for bar in row.bars))]
        words.append(Words(0, middle + 3, fitted(row.name, _NAME_SIZE, room=_LEFT - 8), colour="ink", size=_NAME_SIZE))
        for gap in row.gaps:
            stroke, word = _gap(gap, middle, shown)
            strokes += [stroke] * bool(stroke.path)
            words += [word] if word else []
    months = [
        Words((start + end) / 2, bottom + _UNDER - 6, fitted(name, _WORD_SIZE, room=end - start), anchor="middle")
        for (_, name), start, end in zip(shown.months, places[:-1], places[1:], strict=True)
    ]
    frame = Frame("wide seg", CHART_WIDTH, bottom + _UNDER)
    # All grid lines below all bars: one path each.
    return picture(frame, shown.sentence, strokes=strokes, words=[*words, *months])


def _bar(bar: Bar, middle: float, shown: Responsibility) -> str:
    start, end = _span(bar, shown)
    return box(start, middle - _BAR / 2, width=max(end - start, 1.0), height=_BAR)


def _gap(gap: Bar, middle: float, shown: Responsibility) -> tuple[Stroke, Words | None]:
    """The word where it fits, else a dashed line."""
    start, end = _span(gap, shown)
    if text_width(gap.label, _WORD_SIZE) + 4 <= end - start:
        width = text_width(gap.label, _WORD_SIZE) + 4
        clear = box((start + end - width) / 2, middle - 6, width=width, height=12)
        return Stroke(_CLEAR, clear), Words((start + end) / 2, middle + 3, gap.label, anchor="middle")
    return Stroke(_GAP, line([(start + 1, middle), (end - 1, middle)]) if end - start > 4 else ""), None


def _span(bar: Bar, shown: Responsibility) -> tuple[float, float]:
    after = date.fromordinal(bar.last.toordinal() + 1)
    return _x(max(bar.first, shown.first), shown), _x(after, shown)


def _x(day: date, shown: Responsibility) -> float:
    days = (shown.last - shown.first).days + 1
    share = (day - shown.first).days / days
    return _LEFT + (_RIGHT - _LEFT) * min(max(share, 0.0), 1.0)
