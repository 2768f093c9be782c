"""The documents that the browser opens: reviews of every size, the company's and a department's."""

from functools import cache

from okr_reports.line.pages import render_documents
from okr_reports.packs.kpi_review import build_kpi_review
from okr_reports.rendering.paper import Paper
from tests.rendering.printed import inputs_of

SIZES = {"3 KPIs": 3, "25 KPIs": 25, "120 KPIs": 120}
DEPARTMENT = "a department"
NAMES = (*SIZES, DEPARTMENT)


@cache
def html_named(name: str) -> str:
    """One of NAMES as a browser gets it."""
    if name == DEPARTMENT:
        documents = render_documents(build_kpi_review(inputs_of(25)), paper=Paper.A4)
        return next(document.html for title, document in documents.items() if title != "report")
    return render_documents(build_kpi_review(inputs_of(SIZES[name])), paper=Paper.A4)["report"].html
