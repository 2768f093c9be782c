"""The PDF engines by name, what each can do, and whether it is installed. None is loaded here."""

from enum import StrEnum
from importlib.util import find_spec

from okr_reports.errors import Problem, RenderError, UsageError


class PdfEngine(StrEnum):
    """`weasyprint`: tagged PDF/UA-1 with an outline. `plutoprint`: the same pages many times faster, untagged."""

    WEASYPRINT = "weasyprint"
    PLUTOPRINT = "plutoprint"

    @property
    def is_tagged(self) -> bool:
        """Whether its PDFs are tagged, so that a screen reader can tell headings, tables and pictures."""
        return self is PdfEngine.WEASYPRINT

    @property
    def is_installed(self) -> bool:
        """Whether its package is there."""
        return find_spec(self.value) is not None


def engine_named(name: str) -> PdfEngine:
    """The engine of this name. Raises UsageError when there is none, RenderError when its package is missing."""
    if name not in tuple(PdfEngine):
        raise UsageError(Problem(f"there is no PDF engine {name}", f"use {' or '.join(PdfEngine)}"))
    engine = PdfEngine(name)
    if not engine.is_installed:
        raise RenderError(Problem(f"the PDF engine {name} is not installed", f"run {install_command(engine)}"))
    return engine


def install_command(engine: PdfEngine) -> str:
    """How to get an engine's package."""
    return 'pip install "okr-reports[fast]"' if engine is PdfEngine.PLUTOPRINT else "pip install okr-reports"
