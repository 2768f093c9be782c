"""PDFs from rendered pages, each made in a process that is killed when it takes too long or wants too much."""

import multiprocessing
import tempfile
from collections.abc import Iterator, Sequence
from concurrent.futures import TimeoutError as FutureTimeout
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from pebble import ProcessExpired, ProcessFuture, ProcessPool

from okr_reports.errors import RenderError
from okr_reports.rendering.engines import PdfEngine
from okr_reports.rendering.made_pdf import EngineFailed, EngineMissing, MadePdf
from okr_reports.rendering.paper import Paper
from okr_reports.rendering.pdf_worker import OUT_OF_MEMORY, PdfJob, make_pdf, start_worker

_FAILURES = (FutureTimeout, RecursionError, ProcessExpired, BrokenProcessPool, EngineFailed)


@dataclass(frozen=True)
class PdfDocument:
    """A page to print: a name for messages, `RenderedDocument.pdf_source`, and its paper."""

    name: str
    source: str
    paper: Paper = Paper.A4


@dataclass(frozen=True)
class PdfLimits:
    """What one document may take: seconds, memory in MiB; and how many are made at once (about 100 MiB each)."""

    seconds: float = 120.0
    memory_mib: int = 1024
    workers: int = 1


@dataclass(frozen=True)
class PdfResult:
    """A document's PDF with its page count, or None and the reason in one sentence; and the engine's warnings."""

    name: str
    pdf: bytes | None
    page_count: int = 0
    warnings: tuple[str, ...] = ()
    error: str | None = None


def make_pdfs(
    documents: Sequence[PdfDocument], *, limits: PdfLimits, engine: PdfEngine = PdfEngine.WEASYPRINT
) -> list[PdfResult]:
    """A result per document, in order. One that fails leaves the others alone.

    Raises RenderError when the PDF engine itself cannot be loaded.
    """
    if not documents:
        return []
    with _workers(min(limits.workers, len(documents)), limits.memory_mib, engine) as pool:
        jobs = [PdfJob(document.source, document.paper, engine) for document in documents]
        futures = [pool.schedule(make_pdf, args=(job,), timeout=limits.seconds) for job in jobs]
        return [_result(document, future, limits=limits) for document, future in zip(documents, futures, strict=True)]


@contextmanager
def _workers(count: int, memory_mib: int, engine: PdfEngine) -> Iterator[ProcessPool]:
    """Worker processes that end with the block, at once when it ends by an exception (Ctrl-C too)."""
    # Spawned, not forked: the calling process runs threads (Polars, Dagster).
    context = multiprocessing.get_context("spawn")
    with (
        tempfile.TemporaryDirectory(prefix="okr-reports-pdf-") as folder,
        ProcessPool(
            max_workers=count,
            initializer=partial(start_worker, engine=engine),
            initargs=(Path(folder), memory_mib),
            context=context,
        ) as pool,
    ):
        try:
            yield pool
        except BaseException:
            pool.stop()
            raise


def _result(document: PdfDocument, future: "ProcessFuture[MadePdf]", *, limits: PdfLimits) -> PdfResult:
    try:
        made = future.result()
    except EngineMissing as missing:
        raise RenderError(f"The PDF engine cannot be loaded: run `okr-reports doctor` ({missing})") from None
    except _FAILURES as error:
        return PdfResult(document.name, None, error=f"{document.name}: {_sentence(error, limits)}")
    return PdfResult(document.name, made.pdf, made.page_count, made.warnings)


def _sentence(error: Exception, limits: PdfLimits) -> str:
    """Why a document has no PDF, without its content."""
    match error:
        case FutureTimeout():
            return f"the PDF took longer than {limits.seconds:g} seconds and was stopped"
        case ProcessExpired() if error.exitcode == OUT_OF_MEMORY:
            return f"the PDF wanted more than {limits.memory_mib} MiB of memory"
        case RecursionError():
            return "the page is nested too deeply for the PDF engine"
        case ProcessExpired() | BrokenProcessPool():
            return f"the PDF engine died, perhaps for want of memory ({limits.memory_mib} MiB allowed)"
        case _:
            return f"the PDF engine failed with {error}"
