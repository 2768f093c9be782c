"""A PDF made in this very process, which the caller may kill: a worker of `make_pdfs` or of a fan-out."""

import atexit
import gc
import html
import os
import shutil
import tempfile
import traceback
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path

from okr_reports.rendering.assets import font_folders
from okr_reports.rendering.engines import PdfEngine
from okr_reports.rendering.made_pdf import EngineFailed, EngineMissing, MadePdf
from okr_reports.rendering.native_libraries import libraries_by_file_name
from okr_reports.rendering.paper import Paper
from okr_reports.rendering.unneeded_modules import unneeded_modules_unloaded


def warm_up_pdf(engine: PdfEngine, *, paper: Paper) -> None:
    """Load the engine, its fonts and the shared style, once per process. Raises EngineMissing."""
    _close_fonts()
    _maker(engine, paper)


def make_pdf_here(source: str, *, paper: Paper, engine: PdfEngine) -> MadePdf:
    """The page as PDF, in a warmed process. Equal pages give equal bytes, whatever was made before.

    Raises MemoryError, RecursionError for markup nested too deeply, EngineFailed, EngineMissing. A hostile page may
    take any time: only who can kill this process may call it.
    """
    make = _maker(engine, paper)
    try:
        with _silence(), _uncollected():
            return make(source)
    except (MemoryError, RecursionError):
        raise
    # Other people's library: on a hostile page it may fail in any way.
    except Exception as error:
        frame = traceback.extract_tb(error.__traceback__)[-1]
        raise EngineFailed(f"{type(error).__name__} in {Path(frame.filename).name}:{frame.lineno}") from error


@contextmanager
def _silence() -> Iterator[None]:
    """Libraries write about the text they fail on to standard error, and that may hold names."""
    kept, nowhere = os.dup(2), os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, 2)
    try:
        yield
    finally:
        os.dup2(kept, 2)
        os.close(kept)
        os.close(nowhere)


@contextmanager
def _uncollected() -> Iterator[None]:
    """The collector rests while a page is made: all of it is garbage at once afterwards, and none of it before."""
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_enabled:
            gc.enable()


@cache
def _maker(engine: PdfEngine, paper: Paper) -> Callable[[str], MadePdf]:
    try:
        match engine:
            case PdfEngine.WEASYPRINT:
                with libraries_by_file_name(), unneeded_modules_unloaded():
                    from okr_reports.rendering.weasyprint_engine import weasyprint_on

                return weasyprint_on(paper)
            case PdfEngine.PLUTOPRINT:
                from okr_reports.rendering.plutoprint_engine import plutoprint_on

                return plutoprint_on(paper)
    except (ImportError, OSError) as error:
        raise EngineMissing(str(error)) from None


@cache
def _close_fonts() -> None:
    """Before the engine is loaded: only our fonts, so that every machine makes the same bytes."""
    folder = Path(tempfile.mkdtemp(prefix="okr-reports-fonts-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    faces = "".join(f"<dir>{html.escape(str(place))}</dir>" for place in font_folders())
    configuration = folder / "fonts.conf"
    configuration.write_text(
        f"<fontconfig>{faces}<cachedir>{html.escape(str(folder))}</cachedir>"
        "<selectfont><rejectfont><glob>*.woff2</glob></rejectfont></selectfont></fontconfig>",
        encoding="utf-8",
    )
    os.environ["FONTCONFIG_FILE"] = str(configuration)
    # The font library writes the present moment into faces it cuts, but for this; equal pages give equal bytes.
    os.environ["SOURCE_DATE_EPOCH"] = "0"
