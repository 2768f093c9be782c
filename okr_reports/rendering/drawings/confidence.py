"""The confidence strip: what the owner said week by week, a shape per word, a dash for silence."""

from collections.abc import Sequence

from markupsafe import Markup

from okr_reports.goal_words import Confidence
from okr_reports.packs.goal_pictures import ConfidenceStrip, StripWeek
from okr_reports.rendering.drawings.shapes import Frame, Pen, Stroke, line, picture, ring

_WIDTH, _HEIGHT, _MIDDLE = 105.0, 14.0, 7.0
_WIDEST, _GAP = 7.9, 2.2
_PENS = {
    Confidence.ON_TRACK: Pen(stroke="ok", width=1.25),
    Confidence.AT_RISK: Pen(stroke="risk", width=1.25),
    Confidence.OFF_TRACK: Pen(fill="off"),
}
_SILENCE = Pen(stroke="mute", width=1.2)


def confidence(shown: ConfidenceStrip | None) -> Markup:
    """The picture; nothing for None or without weeks. A week in which none was expected stays empty."""
    if shown is None or not shown.weeks:
        return Markup("")
    step = min(_WIDEST, _WIDTH / len(shown.weeks))
    # One path per word, whatever the number of weeks.
    strokes = [Stroke(pen, "".join(_marks(shown.weeks, word, step))) for word, pen in _PENS.items()]
    silent = [
        line([(step * place + 1, _MIDDLE), (step * (place + 1) - _GAP, _MIDDLE)])
        for place, week in enumerate(shown.weeks)
        if week.confidence is None and week.is_expected
    ]
    frame = Frame("conf", _WIDTH, _HEIGHT)
    return picture(frame, shown.sentence, strokes=[*strokes, Stroke(_SILENCE, "".join(silent))])


def _marks(weeks: Sequence[StripWeek], word: Confidence, step: float) -> list[str]:
    half = (step - _GAP) / 2
    places = [step * place + half + 0.8 for place, week in enumerate(weeks) if week.confidence is word]
    return [_mark(word, x, half) for x in places]


def _mark(word: Confidence, x: float, half: float) -> str:
    if word is Confidence.ON_TRACK:
        return ring(x, _MIDDLE, radius=0.82 * half)
    if word is Confidence.AT_RISK:
        return line([(x, _MIDDLE - half), (x + half, _MIDDLE), (x, _MIDDLE + half), (x - half, _MIDDLE)]) + "Z"
    return line([(x, _MIDDLE - half), (x + half, _MIDDLE + 0.9 * half), (x - half, _MIDDLE + 0.9 * half)]) + "Z"
