"""What an engine answers, and how it says that it cannot."""

from dataclasses import dataclass

from okr_reports.errors import RenderError


@dataclass(frozen=True)
class MadePdf:
    """The bytes, the number of pages, and what the engine complained about."""

    pdf: bytes
    page_count: int
    warnings: tuple[str, ...]


class EngineFailed(RenderError):
    """The engine broke on a page. Says where in its code, never with which content."""


class EngineMissing(RenderError):
    """The engine or a library under it is not installed."""
