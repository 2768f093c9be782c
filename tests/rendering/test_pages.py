"""The parts of a KPI review as HTML, each against its golden file."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from okr_reports.packs.documents import CompanyPack
from okr_reports.packs.kpi_review import build_kpi_review
from okr_reports.rendering.html import environment
from tests.rendering.sample_review import EIGHT, sample_inputs, with_notes
from tests.rendering.sample_signals import full_review

RequireGolden = Callable[[str, str], None]
NOTE = (
    "## What happened\n\nThe **evening queue** is the story. <script>alert(1)</script> ![x](https://example.com/x.png)"
)


@pytest.fixture(scope="module")
def company() -> CompanyPack:
    """The company's pack of the 25 KPIs."""
    return build_kpi_review(with_notes(full_review(sample_inputs()), NOTE)).company


def part(template: str, macro: str, page: object) -> str:
    """The HTML of one macro over one page."""
    module = environment().get_template(f"kpi_review/{template}.html.j2").module
    return str(getattr(module, macro)(page))


def test_the_month_on_a_page(company: CompanyPack, require_golden: RequireGolden) -> None:
    require_golden("month", part("month", "month", company.month))


def test_a_department_with_chains_and_charts(company: CompanyPack, require_golden: RequireGolden) -> None:
    support = next(page for page in company.departments if page.name == "Support")
    require_golden("department", part("department", "department", support))


def test_the_data_quality(company: CompanyPack, require_golden: RequireGolden) -> None:
    require_golden("data_quality", part("data_quality", "data_quality", company.data_quality))


def test_the_register_of_definitions(company: CompanyPack, require_golden: RequireGolden) -> None:
    require_golden("definitions", part("definitions", "definitions", company.definitions))


def test_how_to_read_the_report(company: CompanyPack, require_golden: RequireGolden) -> None:
    require_golden("reading", part("method", "reading", company.method))


def test_policy_and_provenance(company: CompanyPack, require_golden: RequireGolden) -> None:
    require_golden("provenance", part("method", "provenance", company.method))


def test_what_comes_next(company: CompanyPack, require_golden: RequireGolden) -> None:
    require_golden("outlook", part("outlook", "outlook", company.outlook))


def test_who_answers_for_what(company: CompanyPack, require_golden: RequireGolden) -> None:
    require_golden("responsibility", part("responsibility", "responsibility", company.responsibility))


def test_a_month_that_has_not_ended_is_marked_everywhere(require_golden: RequireGolden) -> None:
    as_of = datetime(2026, 9, 14, 6, 0, tzinfo=ZoneInfo("Asia/Kolkata"))
    inputs = replace(sample_inputs(list(EIGHT), is_partial=True), as_of=as_of)
    require_golden("month_so_far", part("month", "month", build_kpi_review(inputs).company.month))


def test_a_company_without_kpis(require_golden: RequireGolden) -> None:
    require_golden("month_empty", part("month", "month", build_kpi_review(sample_inputs([])).company.month))
