"""The documents that the browser opens: reviews of every size, a department's, and an OKR retro."""

from functools import cache

from okr_reports.line.pages import render_documents
from okr_reports.line.retro_pages import render_retro_documents
from okr_reports.packs.kpi_review import build_kpi_review
from okr_reports.packs.retro.retro import build_okr_retro
from okr_reports.rendering.paper import Paper
from tests.rendering.printed import inputs_of
from tests.rendering.retro_sample import retro_inputs

SIZES = {"3 KPIs": 3, "25 KPIs": 25, "120 KPIs": 120}
DEPARTMENT = "a department"
RETRO = "an OKR retro"
NAMES = (*SIZES, DEPARTMENT, RETRO)


@cache
def html_named(name: str) -> str:
    """One of NAMES as a browser gets it."""
    if name == RETRO:
        pack = build_okr_retro(retro_inputs()).company
        return render_retro_documents(pack, paper=Paper.A4)["report"].html
    if name == DEPARTMENT:
        documents = render_documents(build_kpi_review(inputs_of(25)), paper=Paper.A4)
        return next(document.html for title, document in documents.items() if title != "report")
    return render_documents(build_kpi_review(inputs_of(SIZES[name])), paper=Paper.A4)["report"].html
