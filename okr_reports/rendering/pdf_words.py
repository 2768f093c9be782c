"""Words in pictures, set as whole lines. Imported only where the PDF engine is loaded.

The engine sets each letter alone: six times the work, no kerning, and scripts whose letters join fall apart.
"""

import re
from math import inf
from typing import Any

from weasyprint import svg
from weasyprint.css.properties import INITIAL_VALUES
from weasyprint.draw.text import draw_first_line
from weasyprint.layout import inline
from weasyprint.matrix import Matrix
from weasyprint.svg.text import Style, TextBox

# What our own words never have (drawings/shapes.py); an element with any of it is left to the engine.
_NOT_OURS = frozenset(
    {
        "alignment-baseline", "direction", "display-anchor", "dominant-baseline", "dx", "dy", "letter-spacing",
        "rotate", "textLength",
    }
)  # fmt: skip
_ONE_NUMBER = re.compile(r"-?\d+(\.\d+)?")
_SHARE_BEFORE = {"start": 0.0, "middle": 0.5, "end": 1.0}
# The engine's insides have no types.
_letter_by_letter: Any = svg.TAGS["text"]
_matrix: Any = Matrix


def set_whole_lines() -> None:
    """From now on, in this process, words in pictures are set as whole lines."""
    tags: Any = svg.TAGS
    tags["text"] = _set_words


def _set_words(picture: Any, node: Any, font_size: float) -> None:
    places = [node.attrib.get("x", ""), node.attrib.get("y", "")]
    is_placed_once = all(_ONE_NUMBER.fullmatch(place) for place in places)
    if node.text and is_placed_once and not list(node) and not _NOT_OURS & set(node.attrib):
        _set_line(picture, node, font_size=font_size)
    else:
        _letter_by_letter(picture, node, font_size)


def _set_line(picture: Any, node: Any, *, font_size: float) -> None:
    style = _style(picture, node, font_size=font_size)
    line, _, _, width, _, baseline = inline.split_first_line(node.text, style, picture.context, inf, 0)
    left = float(node.attrib["x"]) - width * _SHARE_BEFORE[node.get("text-anchor", "start")]
    picture.stream.push_state()
    fill, stroke = picture.set_graphical_state(node, font_size)
    picture.stream.begin_text()
    line.reactivate(style)
    picture.fill_stroke(fill, stroke, text=True)
    box: Any = TextBox(line, style)
    box.baseline = baseline
    draw_first_line(picture.stream, box, "none", "none", _matrix(d=-1, e=left, f=float(node.attrib["y"])))
    line.deactivate()
    picture.stream.end_text()
    picture.stream.pop_state()


def _style(picture: Any, node: Any, *, font_size: float) -> Any:
    style: Any = Style(INITIAL_VALUES)
    style.font_config = picture.font_config
    style["font_family"] = [node.get("font-family", "sans-serif")]
    style["font_weight"] = int(node.get("font-weight", 400))
    style["font_size"] = font_size
    return style
