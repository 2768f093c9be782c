"""Reviews of every size on paper: no KPI is lost, nothing leaves the page, no heading stands last, no words collide."""

import pytest

from okr_reports.packs.kpi_review import build_kpi_review
from okr_reports.rendering.paper import Paper
from tests.rendering import pages
from tests.rendering.printed import inputs_of, pdf_of

SIZES = [0, 1, 3, 25, 120]
MARGINS_MM = {Paper.A4: 14.0, Paper.LETTER: 16.95}
HEADING_SIZES = (17.0, 11.0, 9.2)
# What a page is at least filled, the last one apart; the month's own page may end with its last decision.
FULL_SHARE = 0.5


@pytest.fixture(params=SIZES, ids=lambda size: f"{size} KPIs")
def size(request: pytest.FixtureRequest) -> int:
    """Each number of KPIs in turn."""
    return request.param


def flat(text: str) -> str:
    """Text without the line breaks and no-break spaces of its layout."""
    return " ".join(text.replace("\u00a0", " ").replace("\u2011", "-").split())


def test_no_kpi_is_lost(size: int) -> None:
    text = flat(pages.text(pdf_of(size, Paper.A4)))
    names = [kpi.name for kpi in inputs_of(size).catalogue.kpis.values()]
    # Once on its department's page and once among the definitions; the exceptions come on top.
    assert [name for name in names if text.count(name) < 2] == []


def test_nothing_leaves_the_page(size: int) -> None:
    assert pages.outside(pdf_of(size, Paper.A4), margin_mm=MARGINS_MM[Paper.A4]) == []


@pytest.mark.parametrize("few", [3, 25])
def test_nothing_leaves_the_page_on_letter(few: int) -> None:
    assert pages.outside(pdf_of(few, Paper.LETTER), margin_mm=MARGINS_MM[Paper.LETTER]) == []


def test_no_words_lie_on_each_other(size: int) -> None:
    assert pages.overlapping(pdf_of(size, Paper.A4)) == []


def test_no_heading_stands_last_on_a_page(size: int) -> None:
    last = pages.last_in_body(pdf_of(size, Paper.A4))
    assert [line.text for line in last if line.size in HEADING_SIZES] == []


@pytest.mark.parametrize("paper", list(Paper))
def test_no_groups_heading_stands_last_on_a_page(paper: Paper) -> None:
    pack = build_kpi_review(inputs_of(25)).company
    titles = {flat(group.title) for group in pack.definitions.groups} | {
        flat(group.title) for page in pack.departments for table in page.tables for group in table.groups
    }
    assert [line.text for line in pages.last_in_body(pdf_of(25, paper)) if flat(line.text) in titles] == []


def test_every_page_but_the_last_is_at_least_half_full(size: int) -> None:
    pdf = pdf_of(size, Paper.A4)
    height = pages.boxes(pdf)[0].height
    *before, _ = pages.last_in_body(pdf)
    assert [line.page for line in before if line.bottom > height * (1 - FULL_SHARE)] == []


def test_the_outline_names_the_parts_in_their_order() -> None:
    found = [title for title in pages.outline(pdf_of(25, Paper.A4)) if not title.endswith((".", "%"))]
    parts = [
        "The month on a page",
        "Who answers for what",
        "Sales",
        "Customer Success",
        "Support",
        "Engineering",
        "People and Finance",
        "Candidates and recoveries",
        "Data quality",
        "Definitions",
        "How to read this report",
        "Method and provenance",
    ]
    assert [title for title in found if title in parts] == parts


def test_each_picture_has_its_sentence(size: int) -> None:
    pdf = pdf_of(size, Paper.A4)
    assert [sentence for sentence in pages.figures(pdf) if len(sentence) < 20] == []


def test_the_document_is_tagged_and_has_title_and_language(size: int) -> None:
    pdf = pdf_of(size, Paper.A4)
    title = "KPI review, September 2026, Example Ltd"
    assert (pages.is_tagged(pdf), pages.language(pdf), pages.title(pdf)) == (True, "en-IN", title)
