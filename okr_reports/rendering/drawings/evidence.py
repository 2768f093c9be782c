"""The records of a cycle by month: a square each above the month's line; a word where there are none."""

from markupsafe import Markup

from okr_reports.packs.bundle.pictures import EvidenceMonth, EvidenceStrip
from okr_reports.rendering.drawings.geometry import text_width
from okr_reports.rendering.drawings.labels import CHART_WIDTH
from okr_reports.rendering.drawings.shapes import Frame, Pen, Stroke, Words, box, line, picture

_HEIGHT, _LINE, _UNDER = 40.0, 20.0, 33.0
_GAP, _SQUARE = 10.0, 13.0
_LABEL_SIZE, _WORD_SIZE = 9.0, 8.5
_RECORD = Pen(fill="ink")
_BASE = Pen(stroke="mute", width=0.9)
_MISSING = Pen(stroke="concern", width=1.6, dash="3 2")


def evidence_strip(shown: EvidenceStrip) -> Markup:
    """The picture; nothing without a month."""
    if not shown.months:
        return Markup("")
    width = (CHART_WIDTH + _GAP) / len(shown.months) - _GAP
    lefts = [number * (width + _GAP) for number in range(len(shown.months))]
    pairs = list(zip(shown.months, lefts, strict=True))
    bases = "".join(line([(x, _LINE), (x + width, _LINE)]) for month, x in pairs if not month.is_gap)
    gaps = "".join(line([(x, _LINE), (x + width, _LINE)]) for month, x in pairs if month.is_gap)
    squares = "".join(_squares(month, x, width) for month, x in pairs)
    strokes = [Stroke(_BASE, bases), Stroke(_MISSING, gaps), Stroke(_RECORD, squares)]
    words = [word for month, x in pairs for word in _words(month, x, width)]
    return picture(Frame("wide months", CHART_WIDTH, _HEIGHT), shown.sentence, strokes=strokes, words=words)


def _squares(month: EvidenceMonth, left: float, width: float) -> str:
    """As wide as there is room for: many records stand closer."""
    step = min(_SQUARE, width / max(month.count, 1))
    size = step * 10 / _SQUARE
    return "".join(box(left + step * place, _LINE - 3 - 10, width=size, height=10) for place in range(month.count))


def _words(month: EvidenceMonth, left: float, width: float) -> list[Words]:
    name = Words(left, _UNDER, month.label, colour="ink", size=_LABEL_SIZE, is_bold=True)
    if month.count:
        options = (f"{month.count} record{'s' * (month.count > 1)}", str(month.count))
        room = width - text_width(month.label, _LABEL_SIZE) - 4
        return [name, Words(left + width, _UNDER, _fitting(options, room), anchor="end")]
    colour = "concern" if month.is_gap else "mute"
    text = _fitting(month.notes, width)
    return [name, Words(left, _LINE - 5, text, colour=colour, size=_WORD_SIZE, is_bold=month.is_gap)]


def _fitting(options: tuple[str, ...], room: float) -> str:
    """The first wording that fits, else the last."""
    return next((text for text in options if text_width(text, _WORD_SIZE) <= room), options[-1] if options else "")
