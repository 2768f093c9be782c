"""The default PDF engine: tagged PDF/UA-1 with an outline. Imported only where the engine is loaded."""

import logging
import re
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from io import BytesIO

from weasyprint import CSS
from weasyprint.text.fonts import FontConfiguration

from okr_reports.rendering.assets import SCHEME, registered_assets
from okr_reports.rendering.complaints import missing_signs, refusals
from okr_reports.rendering.fetcher import ClosedFetcher
from okr_reports.rendering.made_pdf import MadePdf
from okr_reports.rendering.native_types import name_types_directly
from okr_reports.rendering.paper import Paper
from okr_reports.rendering.pdf_faces import fix_variable_faces
from okr_reports.rendering.pdf_lengths import use_lengths_again
from okr_reports.rendering.pdf_lines import use_lines_again
from okr_reports.rendering.pdf_numbers import write_numbers_once
from okr_reports.rendering.pdf_packing import pack_at_usual_level
from okr_reports.rendering.pdf_page import read_page
from okr_reports.rendering.pdf_pictures import read_values_once
from okr_reports.rendering.pdf_words import set_whole_lines
from okr_reports.rendering.printable import printable
from okr_reports.rendering.stylesheets import pdf_stylesheet

_MISSING_SIGN = re.compile(r"\.notdef glyph .*U\+([0-9A-F]+)", re.DOTALL)
_LONGEST_WARNING = 300
_MOST_WARNINGS = 50
_MOST_RECORDS = 1000
_VARIANT = "pdf/ua-1"


def weasyprint_on(paper: Paper) -> Callable[[str], MadePdf]:
    """The engine for this paper: one font configuration and one parsed stylesheet for all documents of the process."""
    name_types_directly()
    use_lines_again()
    use_lengths_again()
    write_numbers_once()
    pack_at_usual_level()
    set_whole_lines()
    read_values_once()
    fix_variable_faces()
    fonts = FontConfiguration()
    style = CSS(string=pdf_stylesheet(paper), font_config=fonts)

    def make(source: str) -> MadePdf:
        fetcher = ClosedFetcher(SCHEME, registered_assets())
        with _heard() as records:
            page = read_page(source, url_fetcher=fetcher)
            document = page.render(font_config=fonts, stylesheets=[style], pdf_variant=_VARIANT)
            target = BytesIO()
            document.write_pdf(target, pdf_variant=_VARIANT)
        warnings = [*refusals(fetcher.denied), *missing_signs(_named(records)), *_complaints(records, fetcher.denied)]
        return MadePdf(target.getvalue(), len(document.pages), tuple(warnings[:_MOST_WARNINGS]))

    return make


@contextmanager
def _heard() -> Iterator[dict[str, None]]:
    """Collect, each once and in order, what the engine and its font library log while a document is made."""
    records: dict[str, None] = {}
    handler = logging.Handler(logging.WARNING)
    handler.emit = lambda record: records.setdefault(record.getMessage()) if len(records) < _MOST_RECORDS else None
    loggers = [logging.getLogger(name) for name in ("weasyprint", "fontTools")]
    for logger in loggers:
        logger.addHandler(handler)
    try:
        yield records
    finally:
        for logger in loggers:
            logger.removeHandler(handler)


def _named(records: dict[str, None]) -> Iterator[int]:
    """The code points that the log lines miss."""
    return (int(found[1], 16) for found in map(_MISSING_SIGN.search, records) if found)


def _complaints(records: dict[str, None], denied: Sequence[str]) -> list[str]:
    """The log lines, each in one line, without missing signs and those that only repeat a refusal."""
    lines = [" ".join(printable(record).split()) for record in records if not _MISSING_SIGN.search(record)]
    return [line[:_LONGEST_WARNING] for line in lines if not any(address in line for address in denied)]
