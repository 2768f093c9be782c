"""A pack and its template become one self-contained page: for browsers, and as the source of the PDF."""

import hashlib
from base64 import b64encode
from dataclasses import dataclass, replace
from functools import cache, lru_cache

from jinja2 import Environment, FileSystemLoader, StrictUndefined, Template
from markupsafe import Markup

from okr_reports.rendering.assets import templates_folder
from okr_reports.rendering.drawings.bullet import bullet
from okr_reports.rendering.drawings.confidence import confidence
from okr_reports.rendering.drawings.dots import dots
from okr_reports.rendering.drawings.evidence import evidence_strip
from okr_reports.rendering.drawings.grid import grid
from okr_reports.rendering.drawings.responsibility import responsibility
from okr_reports.rendering.drawings.sparkline import sparkline
from okr_reports.rendering.drawings.strip import strip
from okr_reports.rendering.drawings.track import track
from okr_reports.rendering.drawings.trajectory import trajectory
from okr_reports.rendering.drawings.trend import trend
from okr_reports.rendering.drawings.verdicts import verdict_key, verdicts
from okr_reports.rendering.drawings.xmr import xmr
from okr_reports.rendering.halves import halves
from okr_reports.rendering.kept_templates import kept_templates
from okr_reports.rendering.markdown import render_markdown
from okr_reports.rendering.paper import PageOptions, page_rules, pdf_page_rules
from okr_reports.rendering.printable import printable
from okr_reports.rendering.script_faces import script_face_rules
from okr_reports.rendering.stylesheets import browser_stylesheet, column_rules, screen_script


@dataclass(frozen=True)
class RenderedDocument:
    """One document twice: the file for browsers, and what `make_pdfs` takes."""

    html: str
    pdf_source: str


def render_document(template: str | Template, *, pack: object, options: PageOptions) -> RenderedDocument:
    """Fill the template (a file's name), which is what `<main>` holds, with `pack` and `options`; add the page around.

    Undefined names raise jinja2.UndefinedError. The page asks for nothing from outside; its one script, which only
    sorts and filters tables, is named by its hash.
    """
    options = _printable(options)
    content = printable(environment().get_template(template).render(pack=pack, options=options))
    widths = column_rules(content)
    faces = script_face_rules(content + options.furniture, is_one_of_many=options.is_one_of_many)
    style = browser_stylesheet(options.paper) + faces + page_rules(options) + widths
    return RenderedDocument(
        html=_around(content, options, style=style, script=screen_script()),
        # The shared rules are parsed once per PDF worker, not once per document.
        pdf_source=_around(content, options, style=pdf_page_rules(options) + widths),
    )


def content_security_policy(style: str, script: str = "", *, shared: str = "") -> str:
    """The policy of a page with this style and at most this script: nothing from outside, no base, no form.

    `shared`: with what the styles of many pages begin.
    """
    runs = f"script-src {_source_of(script)}; " if script else ""
    return (
        f"default-src 'none'; {runs}style-src {_source_of(style, shared)}; img-src data:; font-src data:; "
        "base-uri 'none'; form-action 'none'"
    )


def _source_of(text: str, shared: str = "") -> str:
    begun = shared if text.startswith(shared) else ""
    digest = _hash_of(begun).copy()
    digest.update(text[len(begun) :].encode())
    return f"'sha256-{b64encode(digest.digest()).decode()}'"


@lru_cache(maxsize=8)
def _hash_of(text: str) -> "hashlib._Hash":
    return hashlib.sha256(text.encode())


@lru_cache(maxsize=256)
def columns(*widths: float) -> Markup:
    """A table's `<colgroup>` with these widths in mm, at most one decimal."""
    return Markup("<colgroup>{}</colgroup>").format(
        Markup("").join(Markup('<col class="w{}">').format(f"{width:g}".replace(".", "-")) for width in widths)
    )


@cache
def environment() -> Environment:
    """Jinja2 as our templates see it: everything escaped, undefined names raise, drawings as functions."""
    made = Environment(
        loader=FileSystemLoader(templates_folder()),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
        bytecode_cache=kept_templates(),
    )
    made.globals.update(
        columns=columns, sparkline=sparkline, bullet=bullet, trend=trend, grid=grid, xmr=xmr, strip=strip,
        track=track, confidence=confidence, dots=dots, trajectory=trajectory,
        responsibility=responsibility, verdicts=verdicts, verdict_key=verdict_key, evidence_strip=evidence_strip,
        halves=halves,
    )  # fmt: skip
    made.filters["markdown"] = render_markdown
    return made


def _printable(options: PageOptions) -> PageOptions:
    """The words around the content made printable here: to look through a whole page, fonts and all, takes longer."""
    texts = {name: printable(value) for name, value in vars(options).items() if type(value) is str}
    return replace(options, **texts)


def _around(content: str, options: PageOptions, *, style: str, script: str = "") -> str:
    shell = environment().get_template("document.html.j2")
    return shell.render(
        content=Markup(content),
        options=options,
        style=Markup(style),
        script=Markup(script),
        policy=content_security_policy(style, script, shared=browser_stylesheet(options.paper)),
    )
