"""Lines of text, set once and used again. Imported only where the PDF engine is loaded.

The engine sets every line twice, to place it and to draw it, and each "On track" of a document anew. Here a line that
was set in the same look is used again, in later documents too: a quarter of the lines is left to set.
"""

import inspect
from collections.abc import Callable, Iterator
from types import CodeType, ModuleType
from typing import Any, Generic, TypeVar

from weasyprint.css.properties import INITIAL_VALUES
from weasyprint.layout import inline, preferred
from weasyprint.text import fonts, line_break

# The rest of a paragraph is another text after each of its lines: that would fill the memory, and hardly return.
_LONGEST = 200
# Of a line 2.5 KiB stay in memory. What many documents say is asked for again before so many others are set.
_MOST_LINES = 2_500
_CALLERS: tuple[ModuleType, ...] = (inline, preferred)
_KNOWN_PARAMETERS = ["text", "style", "context", "max_width", "justification_spacing", "is_line_start", "minimum"]
_KNOWN_LIMITS = 3
# The engine's insides have no types. A line: its layout, length, where the next begins, width, height, base line.
_Line = tuple[Any, int, int | None, float, float, float]
_Key = TypeVar("_Key", bound=tuple[object, ...])
_Layout: Any = line_break.Layout
_strut: Any = line_break.strut
_forget: Any = _Layout.deactivate
_set_again: Any = _Layout.reactivate


class Recent(Generic[_Key]):
    """Lines by their key: those asked for lately, at most twice `most`. The others are forgotten, so memory is flat."""

    def __init__(self, most: int) -> None:
        self._most = most
        self._now: dict[_Key, _Line] = {}
        self._before: dict[_Key, _Line] = {}

    def get(self, key: _Key) -> _Line | None:
        """The line; None when it is not known, or forgotten."""
        line = self._now.get(key)
        if line is None and (line := self._before.get(key)):
            self.keep(key, line)
        return line

    def keep(self, key: _Key, line: _Line) -> None:
        """Remember it; once so many are remembered, those not asked for since as many ago are forgotten."""
        if len(self._now) >= self._most:
            self._before, self._now = self._now, {}
        self._now[key] = line


class SetLines:
    """The lines set so far: texts that fitted as a whole, and those that were broken at one width."""

    def __init__(self, split: Callable[..., _Line], properties: tuple[str, ...]) -> None:
        self._split = split
        self._properties = properties
        self._whole: Recent[tuple[str, str]] = Recent(_MOST_LINES)
        self._broken: Recent[tuple[object, ...]] = Recent(_MOST_LINES // 5)
        self._looks: dict[str, str] = {}

    def split(self, text: str, style: Any, *limits: Any, **options: bool) -> _Line:
        """What the engine's `split_first_line` answers. `limits`: context, width (None: any), justification."""
        is_known = len(limits) == _KNOWN_LIMITS and not limits[2] and "\n" not in text
        if not is_known or len(text) > _LONGEST:
            return self._split(text, style, *limits, **options)
        width, look = limits[1], self._look(style)
        whole = self._whole.get((text, look))
        if whole and _fits(whole, width):
            return whole
        key = (text, look, width, *options.items())
        line = self._broken.get(key)
        if line is None:
            line = self._split(text, style, *limits, **options)
            self._keep(line, key, is_whole=line[2] is None and _fits(line, width))
        return line

    def _keep(self, line: _Line, key: tuple[Any, ...], *, is_whole: bool) -> None:
        if is_whole:
            self._whole.keep(key[:2], line)
        else:
            self._broken.keep(key, line)

    def _look(self, style: Any) -> str:
        """Everything of a style that a line depends on. Like elements share a style, so it is kept there."""
        look = getattr(style, "look_of_lines", None)
        if look is None:
            said = f"{id(style.font_config)} {[style[name] for name in self._properties]}"
            if len(self._looks) >= _MOST_LINES:
                self._looks.clear()
            # One text for all styles of a look: it is a part of every line's key.
            look = style.look_of_lines = self._looks.setdefault(said, said)
        return look


def use_lines_again() -> bool:
    """From now on, in this process, each line is set once. False, and nothing changes, if the engine's insides differ.

    Styles must not cut lines off with an ellipsis: that would change a set line while it is drawn.
    """
    properties = tuple(sorted(properties_read()))
    if not is_as_known(properties):
        return False
    lines = SetLines(line_break.split_first_line, properties)
    for module in _CALLERS:
        module.__dict__["split_first_line"] = lines.split
    inline.__dict__["strut"] = _height_of_line
    _Layout.deactivate, _Layout.reactivate = _put_aside, _take_up
    return True


def is_as_known(properties: tuple[str, ...]) -> bool:
    """Whether the engine sets lines as in the version this was written for."""
    return (
        list(inspect.signature(line_break.split_first_line).parameters) == _KNOWN_PARAMETERS
        and all(vars(module).get("split_first_line") is line_break.split_first_line for module in _CALLERS)
        and vars(inline).get("strut") is _strut
        and list(inspect.signature(_strut).parameters) == ["style"]
        and _Layout.deactivate.__code__.co_names == ("layout", "language", "style")
        and _Layout.reactivate.__code__.co_names == ("setup", "set_text", "text")
        and {"font_family", "font_size", "font_weight", "lang", "letter_spacing", "white_space"} <= set(properties)
    )


def properties_read() -> set[str]:
    """The style properties named in the engine's code for lines, found there so that none is overlooked."""
    functions: list[Any] = [line_break.split_first_line, line_break.create_layout, line_break.first_line_metrics]
    functions += [line_break.line_size, fonts.get_font_description]
    functions += [member for member in vars(_Layout).values() if inspect.isfunction(member)]
    return {word for function in functions for word in _words(function.__code__) if word in INITIAL_VALUES}


def _words(code: CodeType) -> Iterator[str]:
    for constant in code.co_consts:
        if isinstance(constant, str):
            yield constant
        elif isinstance(constant, CodeType):
            yield from _words(constant)


def _fits(line: _Line, width: float | None) -> bool:
    return width is None or line[3] <= width


def _height_of_line(style: Any) -> tuple[float, float]:
    height = getattr(style, "height_of_line", None)
    if height is None:
        height = style.height_of_line = _strut(style)
    return height


def _put_aside(layout: Any) -> None:
    if layout.justification_spacing or "\n" in layout.text:
        _forget(layout)
    else:
        # The line stays set, but the document it was first set for can go.
        del layout.style


def _take_up(layout: Any, style: Any) -> None:
    if hasattr(layout, "layout"):
        layout.style = style
    else:
        _set_again(layout, style)
