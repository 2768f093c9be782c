"""The pages of a bundle as HTML, each section against its golden file; its drawings, one shape a line; its PDF."""

from collections.abc import Callable
from dataclasses import replace
from functools import cache

import pytest
from markupsafe import Markup

from okr_reports.packs.bundle.bundle import build_bundle
from okr_reports.packs.bundle.pages import BundlePack
from okr_reports.packs.bundle.pictures import EvidenceStrip, Mark, Responsibility, Verdicts
from okr_reports.rendering.bundle import render_bundle, warm_up_bundle
from okr_reports.rendering.drawings.evidence import evidence_strip
from okr_reports.rendering.drawings.responsibility import responsibility
from okr_reports.rendering.drawings.verdicts import verdict_key, verdicts
from okr_reports.rendering.html import RenderedDocument, environment
from okr_reports.rendering.paper import Paper
from okr_reports.rendering.pdf import PdfDocument, PdfLimits, make_pdfs
from tests.rendering import pages
from tests.rendering.bundle_people import LONG_NOTE, PEOPLE, W_NOTE
from tests.rendering.bundle_sample import CYCLE, facts
from tests.rendering.test_retro_pages import one_shape_a_line

RequireGolden = Callable[[str, str], None]
SECTIONS = {
    "cover": "cover", "results": "results", "competencies": "words", "contributions": "words", "evidence": "evidence",
    "notes": "evidence", "comments": "evidence", "sources": "close", "method": "close", "acknowledgement": "close",
}  # fmt: skip
MARGINS_MM = {Paper.A4: 14.0, Paper.LETTER: 16.95}
HEADING_SIZES = (17.0, 11.0, 9.2)
ORDINARY = ("lead", "transfer", "nobody", "joiner")
HEADINGS = (
    "KRAs and KPIs", "Competencies", "OKR contribution, in words", "Evidence by month", "Notes shared", "Comments and",
    "Where each number comes from", "How this was computed, in plain words", "Acknowledgement",
)  # fmt: skip


@cache
def pack_of(name: str) -> BundlePack:
    """The page model of one of the six."""
    return build_bundle(PEOPLE[name](), facts()).pack


@cache
def document_of(name: str, paper: Paper = Paper.A4) -> RenderedDocument:
    """The document of one of the six."""
    return render_bundle(build_bundle(PEOPLE[name](), facts(paper=paper.value)))


@cache
def pdf_of(name: str, paper: Paper) -> bytes:
    """The PDF of one of the six."""
    [result] = make_pdfs([PdfDocument(name, document_of(name, paper).pdf_source, paper)], limits=PdfLimits())
    assert result.pdf is not None, result.error
    return result.pdf


def words_of(name: str, paper: Paper = Paper.A4) -> str:
    """The text of the PDF in one line."""
    return " ".join(pages.text(pdf_of(name, paper)).split())


@pytest.mark.parametrize("name", ["lead", "transfer"])
@pytest.mark.parametrize("section", SECTIONS)
def test_a_section_says_what_it_said(section: str, name: str, require_golden: RequireGolden) -> None:
    module = environment().get_template(f"appraisal_bundle/{SECTIONS[section]}.html.j2").module
    require_golden(f"bundle_{name}_{section}", str(getattr(module, section)(getattr(pack_of(name), section))))


@pytest.mark.parametrize("name", ["nobody", "joiner"])
@pytest.mark.parametrize("section", ["cover", "results", "evidence"])
def test_what_is_missing_is_said_as_it_was(section: str, name: str, require_golden: RequireGolden) -> None:
    module = environment().get_template(f"appraisal_bundle/{SECTIONS[section]}.html.j2").module
    require_golden(f"bundle_{name}_{section}", str(getattr(module, section)(getattr(pack_of(name), section))))


def test_the_drawings_are_as_they_were(require_golden: RequireGolden) -> None:
    lead, transfer = pack_of("lead"), pack_of("transfer")
    line = lead.results.segments[0].kras[1].lines[0]
    quarters = transfer.results.segments[1].kras[0].lines[1]
    year = Verdicts(tuple((mark, "M") for mark in (*Mark, *Mark, Mark.MET, Mark.MISSED)), "Twelve months of marks.")
    drawn = {
        "responsibility": responsibility(transfer.cover.timeline),
        "verdicts": verdicts(line.verdicts),
        "verdicts_quarters": verdicts(quarters.verdicts),
        "verdicts_year": verdicts(year),
        "verdict_key": verdict_key(lead.results.key),
        "evidence": evidence_strip(lead.evidence.strip),
    }
    require_golden("drawing_bundle", "\n".join(f"{name}\n{one_shape_a_line(svg)}" for name, svg in drawn.items()))


def test_without_anything_to_show_nothing_is_drawn() -> None:
    empty = Responsibility(CYCLE.start, CYCLE.last_day, (), (), "")
    drawn = [responsibility(None), verdicts(None), verdicts(Verdicts((), "")), evidence_strip(EvidenceStrip((), ""))]
    assert drawn == [Markup("")] * 4
    assert "<svg" in responsibility(empty)


@pytest.mark.parametrize("paper", Paper)
@pytest.mark.parametrize("name", PEOPLE)
def test_nothing_leaves_the_page(name: str, paper: Paper) -> None:
    assert pages.outside(pdf_of(name, paper), margin_mm=MARGINS_MM[paper]) == []


@pytest.mark.parametrize("name", PEOPLE)
def test_no_words_lie_on_each_other(name: str) -> None:
    assert pages.overlapping(pdf_of(name, Paper.A4)) == []


@pytest.mark.parametrize("paper", Paper)
@pytest.mark.parametrize("name", ORDINARY)
def test_no_heading_stands_last_on_a_page(name: str, paper: Paper) -> None:
    last = pages.last_in_body(pdf_of(name, paper))
    assert [line.text for line in last if line.size in HEADING_SIZES] == []


@pytest.mark.parametrize("paper", Paper)
@pytest.mark.parametrize("name", ORDINARY)
def test_an_ordinary_bundle_has_two_to_four_pages(name: str, paper: Paper) -> None:
    assert 2 <= len(pages.boxes(pdf_of(name, paper))) <= 4


@pytest.mark.parametrize("name", PEOPLE)
def test_every_bundle_has_its_nine_sections(name: str) -> None:
    titles = " ".join(pages.outline(pdf_of(name, Paper.A4)))
    assert [heading for heading in HEADINGS if heading not in titles] == []


def test_every_figure_has_a_sentence() -> None:
    assert [text for text in pages.figures(pdf_of("lead", Paper.A4)) if not text.endswith(".")] == []


def test_forty_six_records_are_all_there_and_the_head_repeats() -> None:
    text = words_of("talker")
    assert [number for number in range(1, 47) if f" R{number} " not in text] == []
    assert text.count("Month No. Date Source Author Record") > 2


def test_a_long_text_is_cut_visibly() -> None:
    text = words_of("talker")
    assert f"{len(W_NOTE) - 1000:,} more characters" in text
    assert LONG_NOTE[:200] in text
    assert len(LONG_NOTE) > 1_000_000


def test_markup_is_text_and_no_sign_turns_the_line() -> None:
    html = document_of("hostile").html
    assert html.count("<script") == 1
    assert [sign for sign in "\u202e\u2069\x00\x1b" if sign in html] == []


def test_the_same_employee_gives_the_same_bytes() -> None:
    again = render_bundle(build_bundle(PEOPLE["lead"](), facts()))
    assert again == document_of("lead")


def test_an_untagged_pdf_says_so() -> None:
    untagged = replace(facts(), pdf_is_tagged=False, engine="plutoprint")
    html = render_bundle(build_bundle(PEOPLE["lead"](), untagged)).html
    assert "a PDF made by PlutoPrint has no tags" in html


def test_warming_up_needs_no_employee() -> None:
    warm_up_bundle(facts())
