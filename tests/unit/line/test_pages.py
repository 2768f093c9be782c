"""The files of a version, and what becomes of a page that cannot be printed."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from okr_reports.catalogue.load import load_catalogue
from okr_reports.errors import RenderError
from okr_reports.line.pages import MadePages, Press, make_pages
from okr_reports.line.request import RunRequest, month_to_review
from okr_reports.line.review import build_review, press_of
from okr_reports.line.stages import judge_values, read_sources, score_values
from okr_reports.packs.kpi_review import KpiReview
from okr_reports.rendering.pdf import PdfLimits
from okr_reports.samples.empty import write_new_company
from okr_reports.store.opening import open_store

AS_OF = datetime(2026, 10, 5, 9, tzinfo=UTC)


@pytest.fixture(scope="module")
def asked(tmp_path_factory: pytest.TempPathFactory) -> RunRequest:
    """The small company's September 2026."""
    folder = tmp_path_factory.mktemp("company")
    write_new_company(folder)
    catalogue = load_catalogue(folder)
    month = month_to_review("2026-09", catalogue=catalogue, as_of=AS_OF, is_partial=False)
    return RunRequest(catalogue, open_store("store", folder), month, as_of=AS_OF, started_at=AS_OF)


@pytest.fixture(scope="module")
def review(asked: RunRequest) -> KpiReview:
    """What its review says."""
    sources = read_sources(asked)
    judged = judge_values(asked, {**sources, **score_values(asked, sources)})
    return build_review(asked, {**sources, **judged}, number=1)


@pytest.fixture(scope="module")
def made(asked: RunRequest, review: KpiReview) -> MadePages:
    """Its files."""
    return make_pages(review, press=press_of(asked))


def test_a_version_has_every_format_for_the_company_and_pages_for_each_department(made: MadePages) -> None:
    assert sorted(made.files) == [
        "departments/sales.html", "departments/sales.pdf", "report.html", "report.json", "report.pdf", "report.xlsx",
    ]  # fmt: skip
    assert (made.findings, made.failed) == ((), ())


def test_the_same_review_gives_the_same_bytes(asked: RunRequest, review: KpiReview, made: MadePages) -> None:
    elsewhere = replace(press_of(asked), store=open_store("other", asked.catalogue.folder))
    assert make_pages(review, press=elsewhere).files == made.files


def test_without_the_company_s_document_there_is_nothing_to_publish(asked: RunRequest, review: KpiReview) -> None:
    press = Press(press_of(asked).paper, open_store("empty", asked.catalogue.folder), "x", PdfLimits(seconds=0.001))
    with pytest.raises(RenderError, match="took longer"):
        make_pages(review, press=press)


def test_a_department_s_page_that_fails_is_left_out_and_named(asked: RunRequest, review: KpiReview) -> None:
    # A megabyte without a space is laid out for minutes; the company's document comes from the cache.
    endless = replace(review.departments[0].page, title="x" * 1_000_000)
    poisoned = replace(review, departments=(replace(review.departments[0], page=endless),))
    press = replace(press_of(asked), limits=PdfLimits(seconds=3))
    made = make_pages(poisoned, press=press)
    assert made.failed == ("departments/sales",)
    assert "departments/sales.pdf" not in made.files
    assert "departments/sales.html" in made.files
    assert [(finding.code, finding.subject_id) for finding in made.findings] == [("PDF-FAILED", "departments/sales")]
