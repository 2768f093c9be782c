"""One PDF, made inside a worker process that may be killed. Only there is the PDF engine loaded."""

import atexit
import gc
import logging
import os
import re
import resource
import tempfile
import traceback
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from functools import cache
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING
from xml.sax.saxutils import escape

from okr_reports.rendering.assets import SCHEME, font_folders, registered_assets
from okr_reports.rendering.paper import Paper
from okr_reports.rendering.printable import printable
from okr_reports.rendering.stylesheets import pdf_stylesheet

if TYPE_CHECKING:
    from weasyprint import CSS
    from weasyprint.text.fonts import FontConfiguration

_MISSING_SIGN = re.compile(r"\.notdef glyph .*U\+([0-9A-F]+)", re.DOTALL)
_LONGEST_WARNING = 300
_MOST_WARNINGS = 50
_MOST_SIGNS = 12
_MOST_RECORDS = 1000
OUT_OF_MEMORY = 71
# Measured: what six reviews leave behind, by the number of their objects.
_BYTES_OF_AN_OBJECT = 250


@dataclass(frozen=True)
class PdfJob:
    """A page and its paper."""

    source: str
    paper: Paper


@dataclass(frozen=True)
class MadePdf:
    """The bytes, the number of pages, and what the engine complained about."""

    pdf: bytes
    page_count: int
    warnings: tuple[str, ...]


class EngineFailed(Exception):
    """The engine broke on a page. Says where in its code, never with which content."""


class EngineMissing(Exception):
    """The engine or a library under it is not installed."""


def start_worker(folder: Path, memory_mib: int) -> None:
    """Set this process up before its first page, which is not charged for the time: its memory, engine and style.

    `folder` takes what the engine writes; the caller removes it. A missing engine is said by `make_pdf`.
    """
    # Collected is between pages, when it is worth it.
    gc.disable()
    limit = memory_mib * 1024 * 1024
    resource.setrlimit(resource.RLIMIT_AS, (limit, limit))
    _close_off(folder)
    with suppress(EngineMissing):
        _prepared(Paper.A4)
    # What lives as long as the worker need not be looked at by the collector again.
    gc.collect()
    gc.freeze()
    # To take everything apart at the end takes a quarter of a second, and nothing asks for it.
    atexit.register(os._exit, 0)


def make_pdf(job: PdfJob) -> MadePdf:
    """The page as a tagged PDF (PDF/UA-1), in a started worker. Equal pages give equal bytes, whatever was made before.

    Raises RecursionError for markup nested too deeply, EngineFailed, EngineMissing. Ends the process when memory ends.
    """
    style, fonts = _prepared(job.paper)
    _collect_garbage()
    try:
        return _made(job.source, style=style, fonts=fonts)
    except MemoryError:
        # What was half made still holds the memory: the next page gets a new process.
        os._exit(OUT_OF_MEMORY)
    except RecursionError:
        raise
    # Other people's library: on a hostile page it may fail in any way.
    except Exception as error:
        frame = traceback.extract_tb(error.__traceback__)[-1]
        raise EngineFailed(f"{type(error).__name__} in {Path(frame.filename).name}:{frame.lineno}") from error


def _collect_garbage() -> None:
    """Give back what earlier pages left behind, once it may fill a quarter of the memory: to look takes a while."""
    allowed, _ = resource.getrlimit(resource.RLIMIT_AS)
    if gc.get_count()[0] * _BYTES_OF_AN_OBJECT > allowed / 4:
        gc.collect()


def _prepared(paper: Paper) -> "tuple[CSS, FontConfiguration]":
    try:
        return _style(paper)
    except (ImportError, OSError) as error:
        raise EngineMissing(str(error)) from None


def _close_off(folder: Path) -> None:
    """Before the engine is loaded: only our fonts, so that every machine makes the same bytes; and silence.

    Libraries under it write about the text they fail on to standard error, and that may hold names.
    """
    tempfile.tempdir = str(folder)
    configuration = folder / f"fonts-{os.getpid()}.conf"
    faces = "".join(f"<dir>{escape(str(place))}</dir>" for place in font_folders())
    configuration.write_text(
        f"<fontconfig>{faces}<cachedir>{escape(str(folder))}</cachedir>"
        "<selectfont><rejectfont><glob>*.woff2</glob></rejectfont></selectfont></fontconfig>",
        encoding="utf-8",
    )
    os.environ["FONTCONFIG_FILE"] = str(configuration)
    os.dup2(os.open(os.devnull, os.O_WRONLY), 2)


@cache
def _style(paper: Paper) -> "tuple[CSS, FontConfiguration]":
    """The engine loaded, and the shared stylesheet parsed: once per worker and paper."""
    from weasyprint import CSS
    from weasyprint.text.fonts import FontConfiguration

    from okr_reports.rendering.pdf_lines import use_lines_again
    from okr_reports.rendering.pdf_words import set_whole_lines

    use_lines_again()
    set_whole_lines()
    fonts = FontConfiguration()
    return CSS(string=pdf_stylesheet(paper), font_config=fonts), fonts


def _made(source: str, *, style: "CSS", fonts: "FontConfiguration") -> MadePdf:
    from okr_reports.rendering.fetcher import ClosedFetcher
    from okr_reports.rendering.pdf_page import read_page

    fetcher = ClosedFetcher(SCHEME, registered_assets())
    with _heard() as records:
        page = read_page(source, url_fetcher=fetcher)
        document = page.render(font_config=fonts, stylesheets=[style], pdf_variant="pdf/ua-1")
        target = BytesIO()
        document.write_pdf(target, pdf_variant="pdf/ua-1")
    warnings = [*_refusals(fetcher.denied), *missing_signs(records), *_complaints(records, fetcher.denied)]
    return MadePdf(target.getvalue(), len(document.pages), tuple(warnings[:_MOST_WARNINGS]))


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


def missing_signs(records: Sequence[str] | dict[str, None]) -> list[str]:
    """One sentence naming the signs that no shipped font has; nothing when all are there."""
    missing = sorted({int(found[1], 16) for found in map(_MISSING_SIGN.search, records) if found})
    if not missing:
        return []
    names = ", ".join(f"U+{code:04X}" for code in missing[:_MOST_SIGNS])
    more = f" and {len(missing) - _MOST_SIGNS} more" if len(missing) > _MOST_SIGNS else ""
    return [f"missing glyph {names}{more}: the shipped fonts do not have it"]


def _refusals(denied: Sequence[str]) -> list[str]:
    return [f"refused to load {address}" for address in dict.fromkeys(denied)]


def _complaints(records: dict[str, None], denied: Sequence[str]) -> list[str]:
    """The log lines, each in one line, without missing signs and those that only repeat a refusal."""
    lines = [" ".join(printable(record).split()) for record in records if not _MISSING_SIGN.search(record)]
    return [line[:_LONGEST_WARNING] for line in lines if not any(address in line for address in denied)]
