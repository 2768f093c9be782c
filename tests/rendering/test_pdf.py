"""A finished PDF: tags, language, outline, fonts, page sizes, and that each document stands for itself."""

from collections.abc import Mapping

import pytest

from okr_reports.rendering.paper import Paper
from okr_reports.rendering.pdf import PdfLimits, PdfResult, make_pdfs
from tests.rendering import pages
from tests.rendering.demonstration import document

MARGINS_MM = {Paper.A4: 14.0, Paper.LETTER: 16.95}
BOTH = list(Paper)


@pytest.fixture(scope="module")
def made() -> Mapping[Paper, PdfResult]:
    """The test page as PDF on both papers."""
    results = make_pdfs([document(paper, rows=120) for paper in BOTH], limits=PdfLimits())
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


def test_words_in_a_chart_are_whole_lines_and_numbers_of_its_axis_end_in_line(pdf: bytes) -> None:
    chart = {line.text: line for line in pages.lines(pdf) if line.page == len(pages.boxes(pdf))}
    assert {"Aug", "Sep", "0", "4", "September 3.4 h", "target ≤ 2.0 h"} <= set(chart)
    assert chart["0"].right == pytest.approx(chart["4"].right, abs=0.2)


def test_no_document_is_no_work() -> None:
    assert make_pdfs([], limits=PdfLimits()) == []
