"""The drawn shapes beside the four words of health: triangle, diamond, ring, dashed ring."""

from collections.abc import Mapping
from urllib.parse import quote

from okr_reports.rendering.palette import DARK, LIGHT

# Class of the word's span → colour name and shape. The shapes differ without colour.
_SHAPES: Mapping[str, tuple[str, str]] = {
    "off": ("off", "<path fill='{colour}' d='M7 1L13.6 13H.4Z'/>"),
    "risk": ("risk", "<path fill='none' stroke='{colour}' stroke-width='2.2' d='M7 1.6L12.4 7 7 12.4 1.6 7Z'/>"),
    "ok": ("ok", "<circle fill='none' stroke='{colour}' stroke-width='2.2' cx='7' cy='7' r='5.2'/>"),
    "unk": (
        "unknown",
        "<circle fill='none' stroke='{colour}' stroke-width='1.7' stroke-dasharray='2.6 1.5' cx='7' cy='7' r='5.2'/>",
    ),
}


def mark_svg(status: str, *, colours: Mapping[str, str], size: str) -> str:
    """The shape of a status class (`off`, `risk`, `ok`, `unk`) as an SVG document of this CSS size."""
    colour_name, shape = _SHAPES[status]
    head = f"<svg xmlns='http://www.w3.org/2000/svg' width='{size}' height='{size}' viewBox='0 0 14 14'>"
    return f"{head}{shape.format(colour=colours[colour_name])}</svg>"


def mark_assets() -> dict[str, str]:
    """The shapes for the PDF by asset name."""
    return {f"mark-{status}.svg": mark_svg(status, colours=LIGHT, size="7pt") for status in _SHAPES}


def marks_for_pdf(scheme: str) -> str:
    """CSS for the PDF: a background is an artifact there, so that the word is read aloud once."""
    place = "content:'';display:inline-block;width:7pt;height:7pt;background-repeat:no-repeat;background-size:7pt 7pt"
    shapes = "".join(f".st.{status}::before{{background-image:url({scheme}:mark-{status}.svg)}}" for status in _SHAPES)
    return f".st::before{{{place}}}{shapes}"


def marks_for_browsers() -> str:
    """CSS for browsers: generated content, which prints where "background graphics" are off."""
    dark = "@media screen and (prefers-color-scheme:dark){" + _content_rules(DARK, "12px") + "}"
    return _content_rules(LIGHT, "7pt") + "@media screen{" + _content_rules(LIGHT, "12px") + "}" + dark


def _content_rules(colours: Mapping[str, str], size: str) -> str:
    return "".join(
        f'.st.{status}::before{{content:url("{_data_uri(mark_svg(status, colours=colours, size=size))}") / ""}}'
        for status in _SHAPES
    )


def _data_uri(svg: str) -> str:
    return "data:image/svg+xml," + quote(svg, safe=" '=/:;().,")
