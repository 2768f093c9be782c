"""Both PDF engines over every template: the same text, nothing lost, as many pages but for one; what each adds."""

import re
import sys
from collections.abc import Mapping
from dataclasses import replace
from functools import cache
from html import unescape

import pytest

from okr_reports.errors import RenderError, UsageError
from okr_reports.line.pages import render_documents
from okr_reports.line.retro_pages import render_retro_documents
from okr_reports.packs.bundle.bundle import build_bundle
from okr_reports.packs.kpi_review import build_kpi_review
from okr_reports.packs.retro.retro import build_okr_retro
from okr_reports.rendering.bundle import render_bundle
from okr_reports.rendering.engines import PdfEngine, engine_named
from okr_reports.rendering.paper import Paper
from okr_reports.rendering.pdf import PdfDocument, PdfLimits, PdfResult, make_pdfs
from tests.rendering import pages
from tests.rendering.bundle_people import PEOPLE
from tests.rendering.bundle_sample import facts
from tests.rendering.printed import inputs_of
from tests.rendering.retro_sample import retro_inputs

BOTH = tuple(PdfEngine)
FAST = PdfEngine.PLUTOPRINT
BUNDLES = ("lead", "transfer", "nobody", "joiner")
# Each template, and the bundle of very different employees: document, paper.
DOCUMENTS = [
    ("report", Paper.A4),
    ("departments/support", Paper.A4),
    ("retro", Paper.A4),
    ("retro", Paper.LETTER),
    *((name, Paper.A4) for name in BUNDLES),
    ("lead", Paper.LETTER),
]
MARGINS_MM = {Paper.A4: 14.0, Paper.LETTER: 16.95}
HEADING_SIZES = (17.0, 11.0, 9.2)
UNSEEN = re.compile(
    r"<title>.*?</title>|<head>.*?</head>|<a class=\"skip\".*?</a>|<p class=\"furniture\">.*?</p>", re.DOTALL
)
# The number of pages may differ by one.
PAGE_OF = re.compile(r"page \d+ of \d+")
UNTAGGED = "untagged PDF: screen readers use the HTML"


@cache
def sources(paper: Paper, engine: PdfEngine) -> Mapping[str, str]:
    """The page of each document as it is when this engine makes its PDF."""
    review = render_documents(build_kpi_review(inputs_of(25)), paper=paper, engine=engine)
    retro = render_retro_documents(build_okr_retro(retro_inputs()).company, paper=paper, engine=engine)
    shared = replace(facts(paper=paper.value), engine=engine.value, pdf_is_tagged=engine.is_tagged)
    bundles = {name: render_bundle(build_bundle(PEOPLE[name](), shared)) for name in BUNDLES}
    documents = {**review, "retro": retro["report"], **bundles}
    return {name: document.pdf_source for name, document in documents.items()}


@cache
def made(engine: PdfEngine, *, as_for: PdfEngine = PdfEngine.WEASYPRINT) -> Mapping[tuple[str, Paper], PdfResult]:
    """All documents by one engine, from the same pages for both unless asked for its own."""
    documents = [PdfDocument(name, sources(paper, as_for)[name], paper) for name, paper in DOCUMENTS]
    return dict(zip(DOCUMENTS, make_pdfs(documents, limits=PdfLimits(), engine=engine), strict=True))


def pdf_of(engine: PdfEngine, document: tuple[str, Paper]) -> bytes:
    """The bytes of a document by this engine."""
    result = made(engine)[document]
    assert result.pdf is not None, result.error
    return result.pdf


def words_of(text: str) -> set[str]:
    """The words, each once."""
    return set(text.replace("\u00a0", " ").replace("\u200b", "").split())


def squeezed(text: str) -> str:
    """The text without any space, so that a word broken at the end of a line is whole."""
    return re.sub(r"[\s\u200b]", "", text)


@pytest.fixture(params=DOCUMENTS, ids=" ".join)
def document(request: pytest.FixtureRequest) -> tuple[str, Paper]:
    """Each document in turn."""
    return request.param


@pytest.mark.parametrize("engine", BOTH)
def test_no_word_of_a_page_is_lost(document: tuple[str, Paper], engine: PdfEngine) -> None:
    name, paper = document
    page = unescape(re.sub(r"<[^>]*>", " ", UNSEEN.sub(" ", sources(paper, PdfEngine.WEASYPRINT)[name])))
    text = squeezed(pages.text(pdf_of(engine, document)))
    assert [word for word in words_of(page) if squeezed(word) not in text] == []


def test_both_engines_print_the_same_words(document: tuple[str, Paper]) -> None:
    tagged, fast = (PAGE_OF.sub(" ", pages.text(pdf_of(engine, document))) for engine in BOTH)
    only_fast = {word for word in words_of(fast) if squeezed(word) not in squeezed(tagged)}
    only_tagged = {word for word in words_of(tagged) if squeezed(word) not in squeezed(fast)}
    assert only_fast | only_tagged == set()


def test_the_numbers_of_pages_differ_by_one_at_most(document: tuple[str, Paper]) -> None:
    tagged, fast = (made(engine)[document].page_count for engine in BOTH)
    assert abs(tagged - fast) <= 1
    assert fast == len(pages.boxes(pdf_of(FAST, document)))


def test_the_engines_have_nothing_to_complain_of(document: tuple[str, Paper]) -> None:
    assert [made(engine)[document].warnings for engine in BOTH] == [(), ()]


def test_nothing_leaves_the_page_in_the_fast_engine(document: tuple[str, Paper]) -> None:
    assert pages.outside(pdf_of(FAST, document), margin_mm=MARGINS_MM[document[1]]) == []


def test_no_heading_stands_last_on_a_page_in_the_fast_engine(document: tuple[str, Paper]) -> None:
    last = pages.last_in_body(pdf_of(FAST, document))
    assert [line.text for line in last if line.size in HEADING_SIZES] == []


def test_both_engines_give_size_title_and_our_fonts(document: tuple[str, Paper]) -> None:
    tagged, fast = (pdf_of(engine, document) for engine in BOTH)
    assert {(round(box.width), round(box.height)) for box in pages.boxes(fast)} == {
        (round(box.width), round(box.height)) for box in pages.boxes(tagged)
    }
    assert pages.title(fast) == pages.title(tagged) != ""
    assert {name.replace("-", "") for name in pages.fonts(fast)} <= {
        "InterTabRegular",
        "InterTabSemiBold",
        "InterTabDisplaySemiBold",
    }
    assert set(pages.fonts(fast).values()) == {True}


def test_the_document_says_when_it_is_untagged(document: tuple[str, Paper]) -> None:
    tagged, fast = pdf_of(PdfEngine.WEASYPRINT, document), made(FAST, as_for=FAST)[document].pdf or b""
    assert (pages.is_tagged(tagged), pages.is_tagged(fast)) == (True, False)
    assert squeezed(UNTAGGED) in squeezed(pages.text(fast))
    assert squeezed(UNTAGGED) not in squeezed(pages.text(tagged))


def test_equal_pages_give_equal_bytes_in_another_process_of_the_fast_engine() -> None:
    name, paper = DOCUMENTS[-1]
    (again,) = make_pdfs(
        [PdfDocument(name, sources(paper, PdfEngine.WEASYPRINT)[name], paper)], limits=PdfLimits(), engine=FAST
    )
    assert again.pdf == pdf_of(FAST, (name, paper))


def test_an_engine_that_there_is_not_is_refused() -> None:
    with pytest.raises(UsageError, match="there is no PDF engine prince: use weasyprint or plutoprint"):
        engine_named("prince")


def test_a_missing_engine_is_named_with_the_way_to_get_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "plutoprint", None)
    with pytest.raises(RenderError, match=r'run pip install "okr-reports\[fast\]"'):
        engine_named("plutoprint")
