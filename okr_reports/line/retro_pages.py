"""A finished retro becomes the files of a version: JSON, HTML, PDF and workbook."""

from collections.abc import Mapping
from dataclasses import dataclass

from okr_reports.line.pages import COMPANY_DOCUMENT, MadePages, Manuscript, Press, make_files, page_options
from okr_reports.packs.retro.documents import RetroPack
from okr_reports.packs.retro.inputs import RetroInputs
from okr_reports.packs.retro.retro import build_okr_retro
from okr_reports.packs.retro_json import OkrRetroJson
from okr_reports.packs.retro_report import retro_report
from okr_reports.packs.retro_sheets import retro_sheets
from okr_reports.rendering.engines import PdfEngine
from okr_reports.rendering.html import RenderedDocument, render_document
from okr_reports.rendering.paper import Paper

RETRO_TEMPLATE = "okr_retro.html.j2"


@dataclass(frozen=True)
class Retro:
    """One cycle's retro, ready to be printed: the data contract and the document."""

    report: OkrRetroJson
    pack: RetroPack


def retro_of(inputs: RetroInputs) -> Retro:
    """The retro from the catalogue and the tables of its cycle."""
    return Retro(retro_report(inputs), build_okr_retro(inputs).company)


def make_retro_pages(retro: Retro, *, press: Press) -> MadePages:
    """All files of the retro; raises as `make_files` does."""
    documents = render_retro_documents(retro.pack, paper=press.paper, engine=press.engine)
    sheets = retro_sheets(retro.report)
    return make_files(Manuscript(retro.report, sheets, retro.pack.furniture, documents), press=press)


def render_retro_documents(
    pack: RetroPack, *, paper: Paper, engine: PdfEngine = PdfEngine.WEASYPRINT
) -> Mapping[str, RenderedDocument]:
    """File name without its ending → page."""
    options = page_options(pack.furniture, paper, engine=engine)
    page = render_document(RETRO_TEMPLATE, pack=pack, options=options)
    return {COMPANY_DOCUMENT: page}
