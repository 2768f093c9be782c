"""Lengths, worked out once per style. Imported only where the PDF engine is loaded.

The engine works out 18 lengths for each box anew, often several times. Where none of them is relative to the box
around it they follow from the style alone, which like elements share.
"""

import sys
from typing import Any, NamedTuple

from weasyprint.formatting_structure import boxes
from weasyprint.layout import percent

_AROUND = tuple(f"{kind}_{side}" for kind in ("margin", "padding") for side in ("left", "right", "top", "bottom"))
# Layouts of grids and of flexible boxes write these into a style that is in use.
_OWN = ("width", "min_width", "max_width", "height", "min_height", "max_height")
_BORDERS = tuple(f"border_{side}_width" for side in ("top", "right", "bottom", "left"))
_KNOWN_NAMES = {
    "resolve_percentages": (
        "isinstance", "boxes", "Box", "width", "height", "PageBox", "resolve_one_percentage", "style", "check_math",
        "unit", "lower", "value", "inf", "hasattr", "setattr", "adjust_box_sizing",
    ),
    "resolve_one_percentage": ("percentage", "style", "setattr"),
}  # fmt: skip
_work_out: Any = percent.resolve_percentages
_for_box_sizing: Any = percent.adjust_box_sizing


class _Lengths(NamedTuple):
    """A style's lengths: all of them, those before `box-sizing`, and the values they were worked out from."""

    used: dict[str, Any]
    before: dict[str, Any]
    written: tuple[Any, ...]
    is_collapsed: bool


class _Trial:
    """Stands for a box of a style."""

    def __init__(self, style: Any, lengths: dict[str, Any]) -> None:
        self.style = style
        vars(self).update(lengths)


def use_lengths_again() -> bool:
    """From now on, in this process, a style's lengths are worked out once. False if the engine's insides differ."""
    if any(getattr(percent, name).__code__.co_names != names for name, names in _KNOWN_NAMES.items()):
        return False
    # Each module of the engine has its own name for the function.
    modules = [module for name, module in sys.modules.items() if name.startswith("weasyprint.")]
    for module in modules:
        if module is not percent and vars(module).get("resolve_percentages") is _work_out:
            vars(module)["resolve_percentages"] = set_lengths
    return True


def set_lengths(box: Any, containing_block: Any) -> None:
    """What the engine's `resolve_percentages` does: the used lengths become attributes of the box."""
    style = box.style
    try:
        known = style.lengths_of_boxes
    except AttributeError:
        known = style.lengths_of_boxes = _lengths(style) if isinstance(box, boxes.Box) else None
    if known is None or known.written != tuple([style[name] for name in _OWN]):
        _work_out(box, containing_block)
        return
    attributes = vars(box)
    # Cells that share their borders got them when the table was built.
    if known.is_collapsed and not attributes.keys().isdisjoint(_BORDERS):
        attributes.update({**{name: style[name] for name in _BORDERS if name not in attributes}, **known.before})
        _for_box_sizing(box, "width")
        _for_box_sizing(box, "height")
    else:
        attributes.update(known.used)


def _lengths(style: Any) -> _Lengths | None:
    """None when one of them is relative, or has to be calculated."""
    before = {name: _absolute(style[name]) for name in (*_AROUND, *_OWN)}
    if None in before.values():
        return None
    for name in ("min_width", "min_height"):
        before[name] = 0 if before[name] == "auto" else before[name]
    trial = _Trial(style, {**before, **{name: style[name] for name in _BORDERS}})
    _for_box_sizing(trial, "width")
    _for_box_sizing(trial, "height")
    used = {name: vars(trial)[name] for name in (*before, *_BORDERS)}
    return _Lengths(used, before, tuple(style[name] for name in _OWN), style["border_collapse"] == "collapse")


def _absolute(length: Any) -> Any:
    if length == "auto":
        return length
    return length.value if getattr(length, "unit", None) == "px" else None
