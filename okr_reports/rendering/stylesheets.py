"""The stylesheets put together: one text for browsers, one flat text for the PDF; and the browsers' one script."""

import re
from base64 import b64encode
from functools import cache

from okr_reports.rendering.assets import FONTS, SCHEME, font_file, stylesheet
from okr_reports.rendering.marks import MARK_ROOM, marks_for_browsers, marks_for_pdf
from okr_reports.rendering.palette import DARK, LIGHT, css_variables, drawing_classes
from okr_reports.rendering.paper import Paper

_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
_VARIABLE = re.compile(r"var\((--[\w-]+)\)")
_DECLARED = re.compile(r"(--[\w-]+):\s*([^;}]+)")
_COLUMN = re.compile(r'<col class="w(\d{1,3})(?:-(\d))?">')


@cache
def browser_stylesheet(paper: Paper) -> str:
    """Everything a browser needs, fonts included; dark colours only on screens, so that paper stays white."""
    dark = "@media screen and (prefers-color-scheme:dark){:root{color-scheme:dark;" + css_variables(DARK) + "}}"
    parts = (
        _font_faces_embedded(),
        f":root{{color-scheme:light;{css_variables(LIGHT)}}}",
        *_page_styles(paper),
        MARK_ROOM,
        _squeezed(stylesheet("screen.css")),
        f"@media screen{{{drawing_classes()}}}",
        marks_for_browsers(),
        dark,
    )
    return "".join(parts)


@cache
def pdf_stylesheet(paper: Paper) -> str:
    """Everything the PDF engine needs but the fonts, without variables: looking them up costs time for every box."""
    variables = dict(_DECLARED.findall(css_variables(LIGHT) + stylesheet("tokens.css")))
    styles = "".join((*_page_styles(paper), marks_for_pdf(SCHEME)))
    return _VARIABLE.sub(lambda match: variables[match[1]].strip(), styles)


@cache
def plutoprint_stylesheet(paper: Paper) -> str:
    """What PlutoPrint needs of it, and what that engine lacks done by other means."""
    # By `anywhere` it would break words that fit into the next line.
    shared = pdf_stylesheet(paper).replace("overflow-wrap: anywhere", "overflow-wrap: break-word")
    return shared + _squeezed(stylesheet("plutoprint.css"))


@cache
def screen_script() -> str:
    """The script that sorts and filters tables on screens."""
    return stylesheet("screen.js")


def column_rules(body: str) -> str:
    """The rules for the column widths that `columns()` left in a page, in mm."""
    used = sorted({(int(whole), int(tenth or 0)) for whole, tenth in _COLUMN.findall(body)})
    return "".join(f".w{whole}{f'-{tenth}' if tenth else ''}{{width:{whole}.{tenth}mm}}" for whole, tenth in used)


def _page_styles(paper: Paper) -> tuple[str, ...]:
    names = ["tokens.css", "report.css", "bundle.css", *(["letter.css"] if paper is Paper.LETTER else [])]
    return tuple(_squeezed(stylesheet(name)) for name in names)


def _font_faces_embedded() -> str:
    sources = {font.stem: b64encode(font_file(font.stem, "woff2")).decode() for font in FONTS}
    return "".join(
        f'@font-face{{font-family:"{font.family}";font-weight:{font.weight};font-style:normal;font-display:block;'
        f'src:url(data:font/woff2;base64,{sources[font.stem]}) format("woff2")}}'
        for font in FONTS
    )


def _squeezed(css: str) -> str:
    return re.sub(r"\s+", " ", _COMMENT.sub("", css))
