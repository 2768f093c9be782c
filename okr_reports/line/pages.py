"""A finished pack becomes the files of a version: JSON, HTML, PDF and workbook."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from okr_reports.errors import RenderError
from okr_reports.findings import Finding
from okr_reports.packs.documents import CompanyPack, DepartmentPack
from okr_reports.packs.kpi_review import KpiReview
from okr_reports.packs.pages import Furniture
from okr_reports.packs.report_json import to_json
from okr_reports.rendering.html import RenderedDocument, render_document
from okr_reports.rendering.paper import PageOptions, Paper
from okr_reports.rendering.pdf import PdfDocument, PdfLimits, PdfResult, make_pdfs
from okr_reports.store.cache import get_cached, input_hash, put_cached
from okr_reports.store.store import Store
from okr_reports.words import Severity

COMPANY_TEMPLATE, DEPARTMENT_TEMPLATE = "kpi_review.html.j2", "department.html.j2"


@dataclass(frozen=True)
class MadePages:
    """`files`: name → bytes. `findings`: what the renderer complained of. `failed`: names of files that are absent."""

    files: Mapping[str, bytes]
    findings: tuple[Finding, ...]
    failed: tuple[str, ...]


def make_pages(review: KpiReview, *, paper: Paper, store: Store) -> MadePages:
    """All files of the review.

    The company's document must succeed, else RenderError; a department's PDF that fails is left out and named.
    """
    documents = dict(_documents(review, paper))
    files: dict[str, bytes] = {"report.json": to_json(review.report), "report.xlsx": review_workbook(review.report)}
    files |= {f"{name}.html": document.html.encode() for name, document in documents.items()}
    results = make_pdfs([PdfDocument(name, document.pdf_source, paper) for name, document in documents.items()], limits=LIMITS)
    if results[0].error:
        raise RenderError(results[0].error)
    ...
