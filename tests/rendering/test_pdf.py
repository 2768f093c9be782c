"""A finished PDF: tags, language, outline, fonts, page sizes, and that each document stands for itself."""

from collections.abc import Mapping
from dataclasses import replace
from types import SimpleNamespace

import pytest

from okr_reports.packs.pictures import Bullet, Spark, Tick, TrendChart, TrendPoint, Zone
from okr_reports.rendering.html import environment, render_document
from okr_reports.rendering.paper import PageOptions, Paper
from okr_reports.rendering.pdf import PdfDocument, PdfLimits, PdfResult, make_pdfs
from tests.rendering import pages

OPTIONS = PageOptions("KPI review, September 2026", "en-IN", "KPI review · Example Ltd", "Confidential", "okr-reports")
TEMPLATE = """
<h1 data-bookmark="The month on a page">18 of 25 KPIs are healthy</h1>
<p class="sub">₹40L · 3 € · R$ 1 · ฿2 · ≤ ≥ Δ · Österreich, São Paulo, Łódź</p>
<h2>What changed</h2>
<table>{{ columns(20, 62, 50, 50) }}
<thead><tr><th scope="col">Health</th><th scope="col">KPI</th><th scope="col">Target</th>
<th scope="col">Months</th></tr></thead><tbody>
{% for number in pack.rows %}
<tr><td><span class="st off">Off target</span></td><th scope="row">KPI {{ number }}</th>
<td>{{ bullet(pack.bullet) }}</td><td>{{ sparkline(pack.spark) }}</td></tr>
{% endfor %}
</tbody></table>
<h2 class="page">Support: slower every month</h2>
<figure>{{ trend(pack.trend) }}</figure>
"""
PACK = SimpleNamespace(
    rows=range(1, 121),
    bullet=Bullet(3.4, Zone(high=2.0), 0, 4, "3.4 h against at most 2.0 h."),
    spark=Spark((1.0, 2.0, 3.4), Zone(high=2.0), "From 1.0 h to 3.4 h."),
    trend=TrendChart(
        (TrendPoint("Aug", 1.0, Zone(high=2.0)), TrendPoint("Sep", 3.4, Zone(high=2.0))),
        (Tick(0, "0"), Tick(4, "4")),
        "September 3.4 h",
        "target ≤ 2.0 h",
        "It rose from 1.0 h to 3.4 h.",
    ),
)
MARGINS_MM = {Paper.A4: 14.0, Paper.LETTER: 16.95}
BOTH = list(Paper)


def document(paper: Paper, *, name: str = "report") -> PdfDocument:
    """The test page on this paper."""
    template = environment().from_string(TEMPLATE)
    made = render_document(template, pack=PACK, options=replace(OPTIONS, paper=paper))
    return PdfDocument(name, made.pdf_source, paper)


@pytest.fixture(scope="module")
def made() -> Mapping[Paper, PdfResult]:
    """The test page as PDF on both papers."""
    results = make_pdfs([document(paper) for paper in BOTH], limits=PdfLimits())
    return dict(zip(BOTH, results, strict=True))


@pytest.fixture(params=BOTH)
def paper(request: pytest.FixtureRequest) -> Paper:
    """Each paper in turn."""
    return request.param


@pytest.fixture
def pdf(made: Mapping[Paper, PdfResult], paper: Paper) -> bytes:
    """The bytes on this paper."""
    content = made[paper].pdf
    assert content is not None
    return content


def test_the_engine_has_nothing_to_complain_of(made: Mapping[Paper, PdfResult], paper: Paper) -> None:
    assert made[paper].error is None
    assert made[paper].warnings == ()


def test_every_page_has_the_size_of_its_paper(made: Mapping[Paper, PdfResult]) -> None:
    sizes = {
        paper: {(round(box.width), round(box.height)) for box in pages.boxes(made[paper].pdf or b"")} for paper in BOTH
    }
    assert sizes == {Paper.A4: {(595, 842)}, Paper.LETTER: {(612, 792)}}


def test_the_pages_are_counted(made: Mapping[Paper, PdfResult], paper: Paper, pdf: bytes) -> None:
    assert made[paper].page_count == len(pages.boxes(pdf)) > 3


def test_the_document_has_language_title_and_tags(pdf: bytes) -> None:
    assert (pages.language(pdf), pages.title(pdf), pages.is_tagged(pdf)) == (
        "en-IN",
        "KPI review, September 2026",
        True,
    )


def test_the_document_declares_pdf_ua(pdf: bytes) -> None:
    assert 'pdfuaid:part="1"' in pages.metadata(pdf)


def test_the_outline_has_the_headings(pdf: bytes) -> None:
    assert pages.outline(pdf) == ["The month on a page", "What changed", "Support: slower every month"]


def test_every_picture_has_its_sentence_and_no_mark_is_a_figure(pdf: bytes) -> None:
    sentences = pages.figures(pdf)
    assert len(sentences) == 241
    assert set(sentences) == {"3.4 h against at most 2.0 h.", "From 1.0 h to 3.4 h.", "It rose from 1.0 h to 3.4 h."}


def test_header_cells_are_tagged_as_such(pdf: bytes) -> None:
    kinds = [kind for kind, _ in pages.tags(pdf)]
    assert kinds.count("TH") >= 124


def test_our_fonts_are_inside_the_file_and_no_other(pdf: bytes) -> None:
    assert pages.fonts(pdf) == {
        "Inter-Tab": True,
        "Inter-Tab-Semi-Bold": True,
        "Inter-Tab-Display-Semi-Bold": True,
    }


def test_the_text_can_be_read_back(pdf: bytes) -> None:
    assert "₹40L · 3 € · R$ 1 · ฿2 · ≤ ≥ Δ · Österreich, São Paulo, Łódź" in pages.text(pdf)


def test_no_row_is_lost_and_each_page_of_a_table_has_its_head(pdf: bytes) -> None:
    rows = [line.text for line in pages.lines(pdf) if line.text.startswith("KPI ") and line.text[4:].isdigit()]
    assert rows == [f"KPI {number}" for number in range(1, 121)]
    with_rows = {line.page for line in pages.lines(pdf) if line.text.startswith("KPI ") and line.text[4:].isdigit()}
    assert {line.page for line in pages.lines(pdf) if line.text == "Health"} == with_rows


def test_nothing_stands_outside_the_margins(pdf: bytes, paper: Paper) -> None:
    assert pages.outside(pdf, margin_mm=MARGINS_MM[paper]) == []


def test_no_words_lie_on_each_other(pdf: bytes) -> None:
    assert pages.overlapping(pdf) == []


def test_no_heading_stands_last_on_a_page(pdf: bytes) -> None:
    assert {line.text for line in pages.last_in_body(pdf)} & {"What changed", "Support: slower every month"} == set()


def test_every_page_says_which_it_is(pdf: bytes) -> None:
    count = len(pages.boxes(pdf))
    assert [line.text for line in pages.lines(pdf) if line.text.startswith("page ")] == [
        f"page {number} of {count}" for number in range(1, count + 1)
    ]


def test_no_document_is_no_work() -> None:
    assert make_pdfs([], limits=PdfLimits()) == []
