"""Hostile pages: each fails alone, with one sentence, within its time and memory; what is made shows no harm."""

from collections.abc import Mapping
from time import monotonic

import pytest

from okr_reports.rendering.engines import PdfEngine
from okr_reports.rendering.pdf import PdfDocument, PdfLimits, PdfResult, make_pdfs
from tests.rendering import pages

SECONDS = 5.0
USE_BOMB = (
    '<svg width="9" height="9"><defs><g id="a0"><rect width="1" height="1"/></g>'
    + "".join(f'<g id="a{n}">' + f'<use href="#a{n - 1}"/>' * 10 + "</g>" for n in range(1, 9))
    + '</defs><use href="#a8"/></svg>'
)


def page(body: str) -> str:
    """A page with this body."""
    return f'<!DOCTYPE html><html lang="en"><head><title>t</title></head><body>{body}</body></html>'


BOMBS = {
    "a cell over 100,000 columns": '<table><tr><td colspan="100000">x</td></tr></table>',
    "a picture that doubles itself": USE_BOMB,
}
SOLID = {
    "fine before": "<p>fine</p>",
    "500 boxes in each other": "<div>" * 500 + "x" + "</div>" * 500,
    "letters a kilometre high": '<p style="font-size:1e9px">x</p>',
    "control signs": "<p>a\x00b\x1bc\ufffe d</p>",
    "half a surrogate pair": "<p>a\ud800b</p>",
    "text turned right to left": "<p>a\u202egnp.exe</p>",
    "broken markup": "<p>a<div><b>c</p>",
    "entities of its own": "<p>&lol;&nbsp;&euro;</p>",
    "a script": "<script>app.alert(1)</script><p onclick='x()'>a</p><p><a href='javascript:x()'>b</a></p>",
    "an unknown sign": "<p>नमस्ते 日本</p>",
    "fine after": "<p>fine</p>",
}


@pytest.fixture(scope="module")
def solid() -> Mapping[str, PdfResult]:
    """The pages that end by themselves, made one after the other by one worker."""
    documents = [PdfDocument(name, page(body)) for name, body in SOLID.items()]
    return {result.name: result for result in make_pdfs(documents, limits=PdfLimits(seconds=60))}


def test_pages_before_and_after_a_broken_one_are_made(solid: Mapping[str, PdfResult]) -> None:
    assert [solid[name].error for name in ("fine before", "fine after")] == [None, None]
    assert solid["fine before"].pdf == solid["fine after"].pdf


@pytest.mark.parametrize("name", BOMBS)
def test_a_page_without_end_is_stopped_and_the_next_one_made(name: str) -> None:
    documents = [PdfDocument(name, page(BOMBS[name])), PdfDocument("next", page("<p>fine</p>"))]
    started = monotonic()
    bomb, following = make_pdfs(documents, limits=PdfLimits(seconds=SECONDS))
    assert bomb.error == f"{name}: the PDF took longer than 5 seconds and was stopped"
    assert bomb.pdf is None
    assert following.error is None
    assert monotonic() - started < 6 * SECONDS


def test_a_page_that_wants_too_much_memory_is_refused() -> None:
    documents = [PdfDocument("flood", page("<i/>" * 300_000)), PdfDocument("next", page("<p>fine</p>"))]
    flood, following = make_pdfs(documents, limits=PdfLimits(seconds=60, memory_mib=200))
    assert flood.error == "flood: the PDF wanted more than 200 MiB of memory"
    assert following.error is None


def test_boxes_too_deep_in_each_other_are_an_error(solid: Mapping[str, PdfResult]) -> None:
    name = "500 boxes in each other"
    assert solid[name].error == f"{name}: the page is nested too deeply for the PDF engine"


def test_an_error_of_the_engine_says_where_and_not_with_which_text(solid: Mapping[str, PdfResult]) -> None:
    name = "letters a kilometre high"
    assert (solid[name].error or "").startswith(f"{name}: the PDF engine failed with ZeroDivisionError in ")


@pytest.mark.parametrize("name", ["control signs", "half a surrogate pair", "text turned right to left"])
def test_signs_no_page_can_show_are_replaced_and_said(solid: Mapping[str, PdfResult], name: str) -> None:
    assert solid[name].error is None
    assert solid[name].warnings == ("missing glyph U+FFFD: the shipped fonts do not have it",)


def test_signs_that_no_font_has_are_named(solid: Mapping[str, PdfResult]) -> None:
    (warning,) = solid["an unknown sign"].warnings
    assert warning.startswith("missing glyph U+65E5, U+672C")


def test_broken_markup_is_read_as_a_browser_reads_it(solid: Mapping[str, PdfResult]) -> None:
    assert pages.text(solid["broken markup"].pdf or b"").split() == ["a", "c"]


def test_no_entity_is_defined_by_a_page(solid: Mapping[str, PdfResult]) -> None:
    assert pages.text(solid["entities of its own"].pdf or b"").strip() == "&lol;\xa0€"


def test_no_script_reaches_the_pdf(solid: Mapping[str, PdfResult]) -> None:
    pdf = solid["a script"].pdf or b""
    assert b"/JavaScript" not in pdf
    assert b"/OpenAction" not in pdf
    assert "alert" not in pages.text(pdf)


# PlutoPrint ends by itself on what WeasyPrint lays out for ever, and may die of what takes too long there.
FAST_SOLID = {name: body for name, body in SOLID.items() if name != "letters a kilometre high"}


@pytest.fixture(scope="module")
def fast() -> Mapping[str, PdfResult]:
    """The pages that end by themselves, made by the fast engine."""
    documents = [PdfDocument(name, page(body)) for name, body in FAST_SOLID.items()]
    made = make_pdfs(documents, limits=PdfLimits(seconds=60), engine=PdfEngine.PLUTOPRINT)
    return {result.name: result for result in made}


@pytest.mark.parametrize("name", FAST_SOLID)
def test_the_fast_engine_makes_every_page_that_ends(fast: Mapping[str, PdfResult], name: str) -> None:
    assert fast[name].error is None
    assert fast["fine before"].pdf == fast["fine after"].pdf


@pytest.mark.parametrize("name", ["control signs", "half a surrogate pair", "text turned right to left"])
def test_the_fast_engine_is_given_no_sign_that_breaks_it(fast: Mapping[str, PdfResult], name: str) -> None:
    assert fast[name].warnings == ("missing glyph U+FFFD: the shipped fonts do not have it",)


def test_no_script_reaches_the_fast_engines_pdf(fast: Mapping[str, PdfResult]) -> None:
    pdf = fast["a script"].pdf or b""
    assert b"/JavaScript" not in pdf
    assert b"/OpenAction" not in pdf


@pytest.mark.parametrize("body", [BOMBS["a picture that doubles itself"], SOLID["letters a kilometre high"]])
def test_a_bomb_ends_with_its_worker_and_the_next_page_is_made(body: str) -> None:
    documents = [PdfDocument("bomb", page(body)), PdfDocument("next", page("<p>fine</p>"))]
    started = monotonic()
    bomb, following = make_pdfs(documents, limits=PdfLimits(seconds=SECONDS), engine=PdfEngine.PLUTOPRINT)
    assert bomb.error is not None
    assert bomb.pdf is None
    assert following.error is None
    assert monotonic() - started < 6 * SECONDS
