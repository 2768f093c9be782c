"""A review's document as PDF and as HTML, for tests."""

from functools import cache

from okr_reports.line.pages import render_documents
from okr_reports.packs.inputs import ReviewInputs
from okr_reports.packs.kpi_review import build_kpi_review
from okr_reports.rendering.paper import Paper
from okr_reports.rendering.pdf import PdfDocument, PdfLimits, make_pdfs
from tests.rendering.sample_review import numbered_inputs, sample_inputs
from tests.rendering.sample_signals import full_review, with_signals

SMALL = ["support/p90-first-response", "engineering/uptime", "people-finance/enps"]


def inputs_of(size: int) -> ReviewInputs:
    """A review over so many KPIs with their signals: 0 to 25 of the sample company, else numbered ones by tens."""
    if size > 25:
        return with_signals(numbered_inputs(size, departments=size // 10))
    return full_review(sample_inputs()) if size == 25 else with_signals(sample_inputs(SMALL[:size]))


def html_of(inputs: ReviewInputs) -> str:
    """The company's document for browsers."""
    return render_documents(build_kpi_review(inputs), paper=Paper.A4)["report"].html


@cache
def pdf_of(size: int, paper: Paper) -> bytes:
    """The company's document over so many KPIs."""
    return printed(inputs_of(size), paper)


def printed(inputs: ReviewInputs, paper: Paper) -> bytes:
    """The company's document as PDF; the engine must have nothing to complain of."""
    document = render_documents(build_kpi_review(inputs), paper=paper)["report"]
    (result,) = make_pdfs([PdfDocument("report", document.pdf_source, paper)], limits=PdfLimits())
    assert result.pdf is not None, result.error
    assert result.warnings == (), result.warnings
    return result.pdf
