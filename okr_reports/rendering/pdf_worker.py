"""One PDF, made inside a worker process that may be killed. Imported there only: it loads the PDF engine."""

import gc
import logging
import os
import resource
import tempfile
import unicodedata
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING
from xml.sax.saxutils import escape

from okr_reports.rendering.assets import FONTS, SCHEME, font_file, fonts_folder, registered_assets
from okr_reports.rendering.paper import Paper
from okr_reports.rendering.printable import printable
from okr_reports.rendering.stylesheets import pdf_stylesheet

if TYPE_CHECKING:
    from weasyprint import CSS
    from weasyprint.text.fonts import FontConfiguration

_LONGEST_WARNING = 300
_MOST_WARNINGS = 50
_MOST_SIGNS = 12
# Signs without a picture of their own: controls, formats, spaces, line ends, and marks that select a variant.
_INVISIBLE = frozenset({"Cc", "Cf", "Zs", "Zl", "Zp"})
_VARIANT_SELECTORS = range(0xFE00, 0xFE10)


@dataclass(frozen=True)
class MadePdf:
    """The bytes, the number of pages, and what the engine complained about."""

    pdf: bytes
    page_count: int
    warnings: tuple[str, ...]


def make_pdf(source: str, paper: Paper, memory_mib: int) -> MadePdf:
    """The page as a tagged PDF (PDF/UA-1). Equal sources give equal bytes, whatever was made before.

    Raises MemoryError beyond `memory_mib`, RecursionError for markup nested too deeply.
    """
    _limit_memory(memory_mib)
    _close_the_machine_off()
    # Late: the engine must find the fonts' configuration when it is loaded.
    from weasyprint import HTML

    from okr_reports.rendering.fetcher import ClosedFetcher

    fetcher = ClosedFetcher(SCHEME, registered_assets())
    style, fonts = _style(paper)
    with _heard() as records:
        page = HTML(string=source, url_fetcher=fetcher)
        document = page.render(font_config=fonts, stylesheets=[style], pdf_variant="pdf/ua-1")
        target = BytesIO()
        document.write_pdf(target, pdf_variant="pdf/ua-1")
        text = "".join(page.etree_element.itertext())
    warnings = [*_refusals(fetcher.denied), *_complaints(records, fetcher.denied), *missing_signs(text)]
    return MadePdf(target.getvalue(), len(document.pages), tuple(dict.fromkeys(warnings))[:_MOST_WARNINGS])


def missing_signs(text: str) -> list[str]:
    """One sentence naming the signs that no shipped font has; nothing when all are there."""
    visible = {
        sign
        for sign in set(text)
        if unicodedata.category(sign) not in _INVISIBLE and ord(sign) not in _VARIANT_SELECTORS
    }
    missing = sorted(visible - _covered())
    if not missing:
        return []
    names = ", ".join(f"U+{ord(sign):04X}" for sign in missing[:_MOST_SIGNS])
    more = f" and {len(missing) - _MOST_SIGNS} more" if len(missing) > _MOST_SIGNS else ""
    return [f"missing glyph {names}{more}: the shipped fonts do not have it"]


@cache
def _covered() -> frozenset[str]:
    from fontTools.ttLib import TTFont

    covered = [TTFont(BytesIO(font_file(font.stem, "ttf")), lazy=True).getBestCmap() for font in FONTS]
    return frozenset(chr(code) for code in set.intersection(*(set(signs) for signs in covered)))


@cache
def _close_the_machine_off() -> None:
    """Before the engine is loaded: only our fonts, so that every machine makes the same bytes, and silence.

    Its libraries write about the text they fail on to standard error, which may hold names.
    """
    folder = Path(tempfile.mkdtemp(prefix="okr-reports-fonts-"))
    configuration = folder / "fonts.conf"
    configuration.write_text(
        f"<fontconfig><dir>{escape(str(fonts_folder()))}</dir><cachedir>{escape(str(folder))}</cachedir>"
        "<selectfont><rejectfont><glob>*.woff2</glob></rejectfont></selectfont></fontconfig>",
        encoding="utf-8",
    )
    os.environ["FONTCONFIG_FILE"] = str(configuration)
    os.dup2(os.open(os.devnull, os.O_WRONLY), 2)


@cache
def _style(paper: Paper) -> "tuple[CSS, FontConfiguration]":
    """The shared stylesheet, parsed once per worker, with its fonts; what lives this long is kept from the collector."""
    from weasyprint import CSS
    from weasyprint.text.fonts import FontConfiguration

    from okr_reports.rendering.fetcher import ClosedFetcher

    fonts = FontConfiguration()
    fetcher = ClosedFetcher(SCHEME, registered_assets())
    style = CSS(string=pdf_stylesheet(paper), font_config=fonts, url_fetcher=fetcher)
    gc.collect()
    gc.freeze()
    return style, fonts


def _limit_memory(memory_mib: int) -> None:
    limit = memory_mib * 1024 * 1024
    resource.setrlimit(resource.RLIMIT_AS, (limit, limit))


@contextmanager
def _heard() -> Iterator[list[str]]:
    """Collect what the engine and its font library log while a document is made."""
    records: list[str] = []
    handler = logging.Handler(logging.WARNING)
    handler.emit = lambda record: records.append(record.getMessage())
    loggers = [logging.getLogger(name) for name in ("weasyprint", "fontTools")]
    for logger in loggers:
        logger.addHandler(handler)
    try:
        yield records
    finally:
        for logger in loggers:
            logger.removeHandler(handler)


def _refusals(denied: Sequence[str]) -> list[str]:
    return [f"refused to load {address}" for address in denied]


def _complaints(records: Sequence[str], denied: Sequence[str]) -> list[str]:
    """The log lines, in one line each, without those that only repeat a refusal."""
    lines = [" ".join(printable(record).split()) for record in records]
    return [line[:_LONGEST_WARNING] for line in lines if not any(address in line for address in denied)]
