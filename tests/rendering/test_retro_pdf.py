"""Retros of every size on paper: no key result is lost, nothing leaves the page, no heading stands last."""

import re
from collections import Counter
from functools import cache

import pytest

from okr_reports.line.retro_pages import render_retro_documents
from okr_reports.packs.retro.retro import build_okr_retro, edition_of
from okr_reports.rendering.paper import Paper
from okr_reports.rendering.pdf import PdfDocument, PdfLimits, make_pdfs
from tests.rendering import pages
from tests.rendering.retro_sample import numbered_retro, retro_inputs

RETROS = {
    "sample": retro_inputs(),
    "one objective": numbered_retro(1, each=2),
    "nine": numbered_retro(9, each=3),
    "twelve": numbered_retro(12, each=5),
    "forty": numbered_retro(40, each=2),
}
HEADING_SIZES = (17.0, 11.0, 9.2)
MARGINS_MM = {Paper.A4: 14.0, Paper.LETTER: 16.95}


@cache
def pdf_of(name: str, paper: Paper) -> bytes:
    """The retro as PDF."""
    pack = build_okr_retro(RETROS[name]).company
    source = render_retro_documents(pack, paper=paper)["report"].pdf_source
    [result] = make_pdfs([PdfDocument("report", source, paper)], limits=PdfLimits())
    assert result.pdf is not None
    return result.pdf


@pytest.mark.parametrize(("name", "paper"), [*((name, Paper.A4) for name in RETROS), ("sample", Paper.LETTER)])
def test_nothing_leaves_the_page(name: str, paper: Paper) -> None:
    assert pages.outside(pdf_of(name, paper), margin_mm=MARGINS_MM[paper]) == []


@pytest.mark.parametrize("name", RETROS)
def test_no_words_lie_on_each_other(name: str) -> None:
    assert pages.overlapping(pdf_of(name, Paper.A4)) == []


@pytest.mark.parametrize("name", RETROS)
def test_no_heading_stands_last_on_a_page(name: str) -> None:
    last = pages.last_in_body(pdf_of(name, Paper.A4))
    assert [line.text for line in last if line.size in HEADING_SIZES] == []


@pytest.mark.parametrize("name", ["one objective", "nine", "twelve", "forty"])
def test_of_every_key_result_its_way_what_it_taught_and_what_comes_next_are_printed(name: str) -> None:
    """In the pictures, among the misses or the reached ones, and in the next cycle."""
    text = " ".join(pages.text(pdf_of(name, Paper.A4)).split())
    found = Counter(re.findall(r"\bO\d+ KR\d+\b", text))
    labels = [kr.label for kr in edition_of(RETROS[name]).key_results]
    assert {label: found[label] for label in labels if found[label] < 3} == {}


@pytest.mark.parametrize("name", ["nine", "twelve", "forty"])
def test_every_page_of_a_table_repeats_its_head(name: str) -> None:
    body = [line for line in pages.lines(pdf_of(name, Paper.A4)) if line.text == "Owners' decision"]
    rows = [line for line in pages.lines(pdf_of(name, Paper.A4)) if line.text.startswith("Carry forward: 2.4")]
    assert {line.page for line in rows} - {line.page for line in body} == set()


def test_no_key_result_is_lost() -> None:
    text = " ".join(pages.text(pdf_of("sample", Paper.A4)).split())
    titles = RETROS["sample"].tables.key_results["title"].to_list()
    assert [title for title in titles if title not in text] == []


def test_the_companys_okrs_are_one_page() -> None:
    before, *_ = pages.text(pdf_of("sample", Paper.A4)).split("All six moved")
    assert before.count("page 1 of") == 1
    assert "How the scores read" in before
    assert "page 2 of" not in before


def test_every_figure_has_a_sentence() -> None:
    assert [text for text in pages.figures(pdf_of("sample", Paper.A4)) if not text.endswith(".")] == []


def test_what_is_written_about_a_person_is_not_printed() -> None:
    assert "ABOUT A PERSON" not in pages.text(pdf_of("sample", Paper.A4))
