"""The pages of a whole review as the PDF engine gets them."""

from collections.abc import Mapping
from xml.etree import ElementTree

import pytest

from okr_reports.line.pages import render_documents
from okr_reports.packs.kpi_review import build_kpi_review
from okr_reports.rendering.html import RenderedDocument
from okr_reports.rendering.paper import Paper
from okr_reports.rendering.pdf_page import as_xml
from tests.rendering.sample_review import sample_inputs


@pytest.fixture(scope="module")
def documents() -> Mapping[str, RenderedDocument]:
    """The company's pages and those of each department."""
    return render_documents(build_kpi_review(sample_inputs()), paper=Paper.A4)


def test_every_page_is_well_formed_so_that_the_fast_parser_reads_it(documents: Mapping[str, RenderedDocument]) -> None:
    assert {ElementTree.fromstring(as_xml(document.pdf_source)).tag for document in documents.values()} == {"html"}


def test_no_page_has_a_style_of_its_own_which_the_policy_would_forbid(
    documents: Mapping[str, RenderedDocument],
) -> None:
    assert [name for name, document in documents.items() if " style=" in document.html] == []
    assert [name for name, document in documents.items() if document.html.count("<style") != 1] == []
