"""The drawn shapes beside words: of health, of a movement, of what to expect of a target; and the keys of charts."""

from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import quote

from okr_reports.rendering.palette import DARK, LIGHT


@dataclass(frozen=True)
class _Mark:
    """A shape before the words of a selector. `{a}` to `{c}` in the shape are its colours; it is 14 units high."""

    selector: str
    colours: tuple[str, ...]
    shape: str
    width: int = 14


def _status(colour: str, shape: str) -> _Mark:
    return _Mark(".st", (colour,), shape)


def _signal(colour: str, shape: str) -> _Mark:
    return _Mark("span.sg", (colour,), shape)


def _key(colours: tuple[str, ...], shape: str) -> _Mark:
    return _Mark(".ky", colours, shape, width=28)


MARK_ROOM = ".st::before,span.sg::before,.ky::before{margin-right:3pt;vertical-align:-.7pt}"
# Of our faces, in em: how far they rise above the base line, and their whole height.
ASCENT, EXTENT = 0.96875, 1.20996
_RIM = "<path fill='none' stroke='{a}' stroke-width='2' d='M2 2h10v10H2Z'/>"
# Class of the word's span → shape. The shapes differ without colour.
_MARKS: Mapping[str, _Mark] = {
    "off": _status("off", "<path fill='{a}' d='M7 1L13.6 13H.4Z'/>"),
    "risk": _status("risk", "<path fill='none' stroke='{a}' stroke-width='2.2' d='M7 1.6L12.4 7 7 12.4 1.6 7Z'/>"),
    "ok": _status("ok", "<circle fill='none' stroke='{a}' stroke-width='2.2' cx='7' cy='7' r='5.2'/>"),
    "unk": _status(
        "unknown",
        "<circle fill='none' stroke='{a}' stroke-width='1.7' stroke-dasharray='2.6 1.5' cx='7' cy='7' r='5.2'/>",
    ),
    # A movement: squares as on the charts, a zigzag for noise.
    "concern": _signal("concern", "<path fill='{a}' d='M1 1h12v12H1Z'/>"),
    "improvement": _signal("improvement", _RIM + "<path fill='{a}' d='M4.7 4.7h4.6v4.6H4.7Z'/>"),
    "neutral_high": _signal("neutral", _RIM + "<path fill='{a}' d='M7 4L10 9.4H4Z'/>"),
    "neutral_low": _signal("neutral", _RIM + "<path fill='{a}' d='M7 10L4 4.6H10Z'/>"),
    "common": _signal(
        "mute", "<path fill='none' stroke='{a}' stroke-width='1.8' d='M.6 9.4L3.8 4.6 7 9.4 10.2 4.6 13.4 9.4'/>"
    ),
    # What to expect: a check, a cross, and half of a disc.
    "meets": _signal("ink", "<path fill='none' stroke='{a}' stroke-width='2.4' d='M1.2 7.4L5.2 11.4 12.8 2.6'/>"),
    "misses": _signal(
        "ink", "<path fill='none' stroke='{a}' stroke-width='2.4' d='M2.2 2.2L11.8 11.8M11.8 2.2L2.2 11.8'/>"
    ),
    "hit": _signal(
        "ink",
        "<circle fill='none' stroke='{a}' stroke-width='1.8' cx='7' cy='7' r='5.4'/>"
        "<path fill='{a}' d='M7 1.6a5.4 5.4 0 0 0 0 10.8Z'/>",
    ),
    # What stands for what on a chart.
    "value": _key(
        ("ink",),
        "<path fill='none' stroke='{a}' stroke-width='1.8' d='M2 10L14 4 26 8'/>"
        "<path fill='none' stroke='{a}' stroke-width='5.6' stroke-linecap='round' d='M2.9 9.6h.1M14 4h.1M25 7.7h.1'/>",
    ),
    "signal": _key(
        ("ink", "concern"),
        "<path fill='none' stroke='{a}' stroke-width='1.8' d='M1 12L20 6'/><path fill='{b}' d='M15 1h10v10H15Z'/>",
    ),
    "earlier": _key(
        ("ink", "paper"),
        "<path fill='none' stroke='{a}' stroke-width='1.8' d='M1 10L14 7 27 4'/>"
        "<path fill='{b}' stroke='{a}' stroke-width='1.6' d='M10 3h8v8h-8Z'/>",
    ),
    "limits": _key(
        ("band", "mute"),
        "<path fill='{a}' d='M0 2h28v10H0Z'/>"
        "<path fill='none' stroke='{b}' stroke-dasharray='2.4 2.4' d='M0 2h28M0 12h28'/>"
        "<path fill='none' stroke='{b}' d='M0 7h28'/>",
    ),
    "target": _key(
        ("ink",), "<path fill='none' stroke='{a}' stroke-width='1.7' stroke-dasharray='9 3 3 3' d='M0 7h28'/>"
    ),
    "before": _key(
        ("mute",),
        "<path fill='none' stroke='{a}' stroke-dasharray='2.4 2.4' d='M22 0v14'/>"
        "<path fill='none' stroke='{a}' stroke-width='1.1' d='M2 9L15 5'/>"
        "<path fill='none' stroke='{a}' stroke-width='3.8' stroke-linecap='round' d='M2.4 8.9h.1M15 5h.1'/>",
    ),
    "note": _key(
        ("ink", "mute"),
        "<circle fill='none' stroke='{a}' stroke-width='1.3' cx='14' cy='5.6' r='4.9'/>"
        "<path fill='none' stroke='{a}' stroke-width='1.4' d='M12.6 4.2L14.2 3v5.4'/>"
        "<path fill='none' stroke='{b}' d='M14 10.4V14'/>",
    ),
    "tail": _key(
        ("mute", "ink"),
        "<path fill='none' stroke='{a}' stroke-width='2.4' d='M14 3v9.6'/>"
        "<path fill='none' stroke='{b}' stroke-width='2.4' d='M8 12.6h12'/>"
        "<path fill='none' stroke='{b}' stroke-width='6' stroke-linecap='round' d='M14 3.4h.1'/>",
    ),
}


def mark_svg(name: str, *, colours: Mapping[str, str], size: str) -> str:
    """The shape of a class as an SVG document of this CSS height."""
    mark = _MARKS[name]
    height = f"height='{size}'"
    width = f"width='{_scaled(size, mark.width)}'"
    head = f"<svg xmlns='http://www.w3.org/2000/svg' {width} {height} viewBox='0 0 {mark.width} 14'>"
    painted = {letter: colours[colour] for letter, colour in zip("abc", mark.colours, strict=False)}
    return f"{head}{mark.shape.format_map(painted)}</svg>"


def mark_assets() -> dict[str, str]:
    """The shapes for the PDF by asset name."""
    return {f"mark-{name}.svg": mark_svg(name, colours=LIGHT, size="7pt") for name in _MARKS}


def marks_for_pdf(scheme: str) -> str:
    """CSS for the PDF: a background is an artifact there, so that the word is read aloud once.

    It is the background of the words themselves: a box of its own before them takes the engine a sixteenth more time.
    """
    return "".join(_background(name, f"{scheme}:mark-{name}.svg") for name in _MARKS)


def _background(name: str, address: str) -> str:
    """The rule that draws a shape where `_before` puts it: at the left end, a tenth of it below the base line."""
    mark = _MARKS[name]
    width = _scaled("7pt", mark.width)
    is_block = mark.selector == "span.sg"
    base_line = f"{ASCENT - EXTENT / 2:g}em + {'.5lh' if is_block else '.5em'}"
    place = f"0 calc({base_line} - 6.3pt)/{width} 7pt"
    room = f"padding-left:{float(width.removesuffix('pt')) + 3:g}pt" + ";text-indent:0" * is_block
    return f"{mark.selector}.{name}{{background:url({address}) no-repeat {place};{room}}}"


def _before(name: str) -> str:
    return f"{_MARKS[name].selector}.{name}::before"


def marks_for_browsers() -> str:
    """CSS for browsers: generated content, which prints where "background graphics" are off."""
    dark = "@media screen and (prefers-color-scheme:dark){" + _content_rules(DARK, "12px") + "}"
    return _content_rules(LIGHT, "7pt") + "@media screen{" + _content_rules(LIGHT, "12px") + "}" + dark


def _content_rules(colours: Mapping[str, str], size: str) -> str:
    return "".join(
        f'{_before(name)}{{content:url("{_data_uri(mark_svg(name, colours=colours, size=size))}") / ""}}'
        for name in _MARKS
    )


def _scaled(size: str, width: int) -> str:
    """A CSS length in proportion to a mark's width: 14 units are one height."""
    number, unit = size.rstrip("ptx"), size.lstrip("0123456789.")
    return f"{float(number) * width / 14:g}{unit}"


def _data_uri(svg: str) -> str:
    return "data:image/svg+xml," + quote(svg, safe=" '=/:;().,")
