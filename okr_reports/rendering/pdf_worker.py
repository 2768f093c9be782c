"""A worker process that makes one PDF after the other and may be killed. Only there is a PDF engine loaded."""

import atexit
import gc
import os
import resource
import tempfile
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from okr_reports.rendering.engines import PdfEngine
from okr_reports.rendering.made_pdf import EngineMissing, MadePdf
from okr_reports.rendering.paper import Paper
from okr_reports.rendering.pdf_here import make_pdf_here, warm_up_pdf

OUT_OF_MEMORY = 71
# Measured: what six reviews leave behind, by the number of their objects.
_BYTES_OF_AN_OBJECT = 250


@dataclass(frozen=True)
class PdfJob:
    """A page, its paper, and what makes it."""

    source: str
    paper: Paper
    engine: PdfEngine


def start_worker(folder: Path, memory_mib: int, *, engine: PdfEngine) -> None:
    """Set this process up before its first page, which is not charged for the time: its memory, engine and style.

    `folder` takes what the engine writes; the caller removes it. A missing engine is said by `make_pdf`.
    """
    # Collected is between pages, when it is worth it.
    gc.disable()
    limit = memory_mib * 1024 * 1024
    resource.setrlimit(resource.RLIMIT_AS, (limit, limit))
    tempfile.tempdir = str(folder)
    # Libraries write about the text they fail on to standard error, and that may hold names.
    os.dup2(os.open(os.devnull, os.O_WRONLY), 2)
    with suppress(EngineMissing):
        warm_up_pdf(engine, paper=Paper.A4)
    # What lives as long as the worker need not be looked at by the collector again.
    gc.collect()
    gc.freeze()
    # To take everything apart at the end takes a quarter of a second, and nothing asks for it.
    atexit.register(os._exit, 0)


def make_pdf(job: PdfJob) -> MadePdf:
    """The page as PDF, in a started worker; raises as `make_pdf_here` does. Ends the process when memory ends."""
    _collect_garbage()
    try:
        return make_pdf_here(job.source, paper=job.paper, engine=job.engine)
    except MemoryError:
        # What was half made still holds the memory: the next page gets a new process.
        os._exit(OUT_OF_MEMORY)


def _collect_garbage() -> None:
    """Give back what earlier pages left behind, once it may fill a quarter of the memory: to look takes a while."""
    allowed, _ = resource.getrlimit(resource.RLIMIT_AS)
    if gc.get_count()[0] * _BYTES_OF_AN_OBJECT > allowed / 4:
        gc.collect()
