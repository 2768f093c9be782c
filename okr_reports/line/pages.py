"""A finished pack becomes the files of a version: JSON, HTML, PDF and workbook."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from hashlib import sha256
from typing import TYPE_CHECKING

from okr_reports.errors import RenderError
from okr_reports.findings import Finding
from okr_reports.line.file_names import file_names
from okr_reports.packs.pages import Furniture
from okr_reports.packs.report_json import KpiReviewJson, plain, to_json
from okr_reports.packs.sheet import BookFacts, Sheet
from okr_reports.rendering.engines import PdfEngine
from okr_reports.rendering.glyphs import glyph_findings, missing_signs_of, named_signs, placed_texts
from okr_reports.rendering.html import RenderedDocument, render_document
from okr_reports.rendering.paper import PageOptions, Paper
from okr_reports.rendering.pdf import PdfDocument, PdfLimits, PdfResult, make_pdfs
from okr_reports.rendering.workbook import write_workbook
from okr_reports.store.cache import get_cached, input_hash, put_cached
from okr_reports.store.store import Store
from okr_reports.words import Severity

if TYPE_CHECKING:
    # A review has no use for the retro's classes, nor a retro for the review's.
    from okr_reports.packs.documents import CompanyPack, DepartmentPack
    from okr_reports.packs.kpi_review import KpiReview
    from okr_reports.packs.retro_json import OkrRetroJson

REPORT_JSON = "report.json"
COMPANY_DOCUMENT = "report"
COMPANY_TEMPLATE, DEPARTMENT_TEMPLATE = "kpi_review.html.j2", "department.html.j2"


@dataclass(frozen=True)
class Press:
    """What pages are printed with. `fingerprint` stands for templates, fonts and engine; PDFs are kept in `store`."""

    paper: Paper
    store: Store
    fingerprint: str
    limits: PdfLimits = field(default_factory=PdfLimits)
    engine: PdfEngine = PdfEngine.WEASYPRINT

    def with_failed(self, failed: Sequence[str]) -> str:
        """A version that lacks a PDF is another one than the whole one, so that the whole one can still follow."""
        return sha256("\n".join([self.fingerprint, *failed]).encode()).hexdigest() if failed else self.fingerprint


@dataclass(frozen=True)
class MadePages:
    """`files`: name → bytes. `findings`: what the renderer complained of. `failed`: PDFs that could not be made."""

    files: Mapping[str, bytes]
    findings: tuple[Finding, ...]
    failed: tuple[str, ...]


@dataclass(frozen=True)
class Manuscript:
    """What a version's files are made from: the contract, the workbook's sheets, the rendered documents by name.

    `furniture`: that of the document named COMPANY_DOCUMENT.
    """

    report: "KpiReviewJson | OkrRetroJson"
    sheets: Sequence[Sheet]
    furniture: Furniture
    documents: Mapping[str, RenderedDocument]


def make_pages(review: "KpiReview", *, press: Press) -> MadePages:
    """All files of the review; raises as `make_files` does."""
    documents = render_documents(review, paper=press.paper, engine=press.engine)
    return make_files(Manuscript(review.report, review.sheets, review.company.furniture, documents), press=press)


def make_files(manuscript: Manuscript, *, press: Press) -> MadePages:
    """All files of a version. A further document's PDF that fails is left out and named, so that it stops no other.

    Raises RenderError when the company's own document fails: without it there is nothing to publish.
    """
    documents, report = manuscript.documents, manuscript.report
    glyphless = missing_signs_of(document.pdf_source for document in documents.values())
    pdfs = _make_pdfs(documents, press, glyphless=glyphless)
    failed = tuple(pdf.name for pdf in pdfs if pdf.pdf is None)
    if COMPANY_DOCUMENT in failed:
        raise RenderError(*(pdf.error for pdf in pdfs if pdf.error))
    files = {
        REPORT_JSON: to_json(report),
        "report.xlsx": write_workbook(manuscript.sheets, created=report.as_of, facts=_facts(manuscript, press.paper)),
        **{f"{name}.html": document.html.encode() for name, document in documents.items()},
        **{f"{pdf.name}.pdf": pdf.pdf for pdf in pdfs if pdf.pdf is not None},
    }
    texts = placed_texts(plain(report)) if glyphless else ()
    glyphs = glyph_findings(glyphless, texts, locale=report.locale)
    return MadePages(files, (*glyphs, *(finding for pdf in pdfs for finding in _findings(pdf))), failed)


def _facts(manuscript: Manuscript, paper: Paper) -> BookFacts:
    furniture = manuscript.furniture
    return BookFacts(furniture.document_title, furniture.description, manuscript.report.company, paper.value)


def render_documents(
    review: "KpiReview", *, paper: Paper, engine: PdfEngine = PdfEngine.WEASYPRINT
) -> Mapping[str, RenderedDocument]:
    """File name without its ending → page: the company's and each department's."""

    def page(template: str, pack: "CompanyPack | DepartmentPack") -> RenderedDocument:
        options = page_options(pack.furniture, paper, engine=engine)
        return render_document(template, pack=pack, options=options)

    names = file_names(pack.department_id for pack in review.departments)
    departments = {
        f"departments/{names[pack.department_id]}": page(DEPARTMENT_TEMPLATE, pack) for pack in review.departments
    }
    return {COMPANY_DOCUMENT: page(COMPANY_TEMPLATE, review.company), **departments}


def _make_pdfs(
    documents: Mapping[str, RenderedDocument], press: Press, *, glyphless: frozenset[int]
) -> list[PdfResult]:
    keys = {
        name: input_hash(document.pdf_source.encode(), press.fingerprint.encode())
        for name, document in documents.items()
    }
    cached = {name: PdfResult(name, get_cached(press.store, key)) for name, key in keys.items()}
    missing = [name for name, result in cached.items() if result.pdf is None]
    jobs = [PdfDocument(name, documents[name].pdf_source, press.paper) for name in missing]
    results = make_pdfs(jobs, limits=press.limits, engine=press.engine)
    made = {result.name: _without(result, glyphless) for result in results}
    for name, result in made.items():
        # One with warnings is made anew each time, so that they are said each time.
        if result.pdf is not None and not result.warnings:
            put_cached(press.store, keys[name], data=result.pdf)
    return [made.get(name, cached[name]) for name in documents]


def _without(result: PdfResult, glyphless: frozenset[int]) -> PdfResult:
    """The result without the engine's words about signs that are known to be missing, and said so."""
    unsaid = [line for line in result.warnings if not named_signs(line) or named_signs(line) - glyphless]
    return replace(result, warnings=tuple(unsaid))


def page_options(furniture: Furniture, paper: Paper, *, engine: PdfEngine = PdfEngine.WEASYPRINT) -> PageOptions:
    """What stands around a document's pages: its titles, its running heads and foot. `engine`: what makes its PDF."""
    return PageOptions(
        title=furniture.document_title,
        lang=furniture.language,
        head_left=furniture.head_left,
        head_right=furniture.head_right,
        foot_left=furniture.foot_left,
        paper=paper,
        description=furniture.description,
        generator=furniture.generator,
        created=furniture.created,
        pdf_is_tagged=engine.is_tagged,
    )


def _findings(pdf: PdfResult) -> list[Finding]:
    if pdf.error:
        return [Finding("PDF-FAILED", Severity.ERROR, pdf.name, pdf.error)]
    return [Finding("RENDER-WARNING", Severity.WARNING, pdf.name, warning) for warning in pdf.warnings]
