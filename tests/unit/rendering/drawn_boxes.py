"""What the words and notes of a drawn picture cover, measured with our own font. For tests about collisions."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from io import BytesIO
from itertools import combinations
from xml.etree import ElementTree

from fontTools.ttLib import TTFont
from markupsafe import Markup

from okr_reports.rendering.assets import font_file

_SVG = "{http://www.w3.org/2000/svg}"
_NOTE_RIM = "13"
_UNITS_IN_AN_EM = 2048


@dataclass(frozen=True)
class Box:
    """A rectangle and the text in it."""

    left: float
    top: float
    right: float
    bottom: float
    text: str = ""


def words_of(svg: Markup) -> list[Box]:
    """All texts of a picture."""
    return [_text_box(element) for element in _root(svg).iter(f"{_SVG}text")]


def notes_of(svg: Markup) -> list[Box]:
    """All rings and capsules of notes."""
    rims = [path.get("d", "") for path in _root(svg).iter(f"{_SVG}path") if path.get("stroke-width") == _NOTE_RIM]
    found = re.findall(r"M([\d.-]+) ([\d.-]+)(?:h0|L([\d.-]+) [\d.-]+)", "".join(rims))
    return [_around(float(left), float(right or left), float(y), half=6.5) for left, y, right in found]


def points_of(svg: Markup) -> list[Box]:
    """All dots, and nothing of the line between them."""
    paths = _root(svg).iter(f"{_SVG}path")
    dots = "".join(path.get("d", "") for path in paths if path.get("stroke-width") in ("4.8", "3.2"))
    return [_around(float(x), float(x), float(y), half=1.6) for x, y in re.findall(r"M([\d.-]+) ([\d.-]+)h0", dots)]


def frame_of(svg: Markup) -> Box:
    """The whole picture."""
    width, height = _root(svg).get("viewBox", "").split()[2:]
    return Box(0, 0, float(width), float(height))


def collisions(boxes: Sequence[Box], others: Sequence[Box] | None = None) -> list[tuple[Box, Box]]:
    """Pairs that overlap: among the boxes, or of one of them with one of the others."""
    pairs = combinations(boxes, 2) if others is None else ((box, other) for box in boxes for other in others)
    return [(first, second) for first, second in pairs if _overlap(first, second)]


def outside(boxes: Sequence[Box], frame: Box) -> list[Box]:
    """Those that do not lie wholly in the frame."""
    return [
        box
        for box in boxes
        if box.left < frame.left or box.right > frame.right or box.top < frame.top or box.bottom > frame.bottom
    ]


def width_in_font(text: str, *, weight: str) -> float:
    """The width of a text in em, by the font's own advances; weight `Regular` or `SemiBold`."""
    return sum(_advances(weight).get(ord(sign), 0) for sign in text) / _UNITS_IN_AN_EM


@cache
def _advances(weight: str) -> dict[int, int]:
    font = TTFont(BytesIO(font_file(f"InterTab-{weight}", "ttf")))
    signs, advances = font.getBestCmap() or {}, font["hmtx"]
    return {code: advances[name][0] for code, name in signs.items()}


def _root(svg: Markup) -> ElementTree.Element:
    return ElementTree.fromstring(svg)


def _text_box(element: ElementTree.Element) -> Box:
    text, size = element.text or "", float(element.get("font-size", "0"))
    weight = "SemiBold" if element.get("font-weight") else "Regular"
    width = size * width_in_font(" ".join(text.split()), weight=weight)
    x, y = float(element.get("x", "0")), float(element.get("y", "0"))
    left = x - {"start": 0.0, "middle": width / 2, "end": width}[element.get("text-anchor", "start")]
    return Box(left, y - 0.76 * size, left + width, y + 0.24 * size, text)


def _around(left: float, right: float, y: float, *, half: float) -> Box:
    return Box(left - half, y - half, right + half, y + half)


def _overlap(first: Box, second: Box) -> bool:
    is_beside = first.right <= second.left or second.right <= first.left
    return not is_beside and first.bottom > second.top and second.bottom > first.top
