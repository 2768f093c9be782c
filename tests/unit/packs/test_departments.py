"""A department's page: chains, other cadences, parts of a KPI, charts that fill the page, what is said beside them."""

from dataclasses import replace

import polars as pl
import pytest

from okr_reports.packs.inputs import ReviewInputs
from okr_reports.packs.kpi_review import build_kpi_review
from okr_reports.packs.pages import DepartmentPage
from okr_reports.tables import KPI_HEALTH
from tests.rendering.sample_review import (
    changed,
    frame,
    health_rows,
    numbered_inputs,
    sample_inputs,
    shown,
    with_sheet,
)

P90, REOPEN, CSAT = "support/p90-first-response", "support/reopen-rate", "support/csat"
TTF, ENPS = "people-finance/time-to-fill", "people-finance/enps"


def pages(inputs: ReviewInputs) -> list[DepartmentPage]:
    """The pages of the company's pack."""
    return list(build_kpi_review(inputs).company.departments)


def groups(page: DepartmentPage) -> list[tuple[str, list[str]]]:
    """Heading and names of each group."""
    return [(group.title, [row.name for row in group.rows]) for table in page.tables for group in table.groups]


def test_an_outcome_stands_before_what_drives_it_and_what_must_not_suffer() -> None:
    support = next(page for page in pages(sample_inputs()) if page.name == "Support")
    assert groups(support) == [
        (
            "Outcome, what drives it, what must not suffer",
            ["P90 first response", "Tickets per 100 customers", "Reopen rate"],
        ),
        (
            "Outcome, what drives it (counterweight: Reopen rate, on this page)",
            ["CSAT, 1 to 5", "First-contact resolution"],
        ),
    ]


def test_of_two_that_are_each_others_counterweight_the_first_leads() -> None:
    mutual = with_sheet(sample_inputs([P90, REOPEN]), REOPEN, counterweight=P90)
    (page,) = pages(with_sheet(mutual, P90, leading=[]))
    assert groups(page) == [("Outcome, what must not suffer", ["P90 first response", "Reopen rate"])]


def test_the_whole_companys_value_leaves_the_page_of_the_department_that_has_its_own_part() -> None:
    inputs = with_sheet(sample_inputs([P90, CSAT]), P90, department_column="desk", leading=[], counterweight=None)
    part = frame(KPI_HEALTH, health_rows(inputs.catalogue.kpis[P90], 12, [4.0] * 13, "department/support"))
    health = pl.concat([inputs.tables.health, part])
    tables = replace(inputs.tables, health=health, shown=shown(health, [P90, CSAT]))
    wide, support = pages(replace(inputs, tables=tables))
    assert [(page.name, groups(page)) for page in (wide, support)] == [
        ("Company-wide", [("", ["P90 first response"])]),
        ("Support", [("", ["P90 first response", "CSAT, 1 to 5"])]),
    ]
    assert ("2 KPIs" in support.sub, "1 KPI " in wide.sub) == (True, True)


@pytest.mark.parametrize(
    ("department", "where"), [("engineering", "Engineering"), (None, "elsewhere"), ("support", "on this page")]
)
def test_a_counterweight_on_another_page_is_named(department: str | None, where: str) -> None:
    inputs = with_sheet(sample_inputs([P90, CSAT, REOPEN, "support/first-contact"]), REOPEN, department=department)
    found = [title for page in pages(inputs) for title, _ in groups(page) if "Reopen rate" in title]
    assert {title.partition("Reopen rate, ")[2] for title in found} == {f"{where})"}


def test_kpis_without_a_department_have_the_company_wide_page_and_it_comes_first() -> None:
    found = pages(with_sheet(sample_inputs([P90, TTF]), TTF, department=None))
    assert [(page.name, page.department_id) for page in found] == [("Company-wide", None), ("Support", "support")]


def test_a_slower_kpi_stands_apart_and_outside_the_counts() -> None:
    inputs = sample_inputs([TTF, ENPS])
    quarter = {"grain": "quarter", "period_id": "2026-Q2", "is_apart": True, "health": "healthy", "reason": None}
    health = inputs.tables.health.with_columns(
        period_id=pl.when(pl.col("grain") == "quarter").then(pl.lit("2026-Q2")).otherwise("period_id"),
        is_history=pl.col("grain").is_in(["month", "quarter"]),
    )
    kpi = inputs.catalogue.kpis[ENPS]
    added = frame(KPI_HEALTH, [_quarter(row) for row in health_rows(kpi, 48, [31.0])[:1]])
    both = pl.concat([health, added]).unique(["kpi_id", "grain", "period_id"], keep="last", maintain_order=True)
    apart = changed(replace(inputs, tables=replace(inputs.tables, health=both)), "shown", ENPS, **quarter)
    (page,) = pages(apart)
    assert page.title == "People and Finance: time to fill, the only KPI, is off target"
    assert groups(page)[1] == ("By the quarter, ended before this month: outside the counts", ["eNPS"])
    assert page.tables[1].title == "On another cadence: the last period that has ended"
    assert build_kpi_review(apart).company.month.counts_note == "1 slower KPI stands apart on the departments' pages."


def _quarter(row: dict[str, object]) -> dict[str, object]:
    return row | {"grain": "quarter", "period_id": "2026-Q2", "is_history": True}


def test_a_page_of_slower_kpis_only_says_so() -> None:
    inputs = sample_inputs([ENPS])
    apart = changed(inputs, "shown", ENPS, grain="quarter", period_id="2026-Q2", is_apart=True, health="unknown")
    (page,) = pages(apart)
    assert page.title == "People and Finance: 1 KPI, slower than monthly"


def test_a_kpi_that_a_part_of_the_company_misses_is_an_exception() -> None:
    inputs = with_sheet(sample_inputs([CSAT]), CSAT, department_column="queue", department=None)
    rows = health_rows(inputs.catalogue.kpis[CSAT], 60, [3.1] * 13, "department/east")
    health = pl.concat([inputs.tables.health, frame(KPI_HEALTH, rows)])
    parted = replace(inputs, tables=replace(inputs.tables, health=health, shown=shown(health, [CSAT])))
    review = build_kpi_review(parted)
    table = review.company.month.exceptions
    assert table is not None
    assert [(row.status.word, row.below) for row in table.rows] == [("Healthy", "Off target in East")]
    assert [page.name for page in review.company.departments] == ["Company-wide", "East"]
    assert [pack.department_id for pack in review.departments] == ["east"]


def test_a_quarterly_kpi_is_drawn_by_quarters() -> None:
    inputs = sample_inputs([CSAT])
    months = inputs.tables.health.filter(pl.col("grain") == "month").tail(8)
    keys = [f"{year}-Q{number}" for year in (2024, 2025) for number in (1, 2, 3, 4)]
    quarters = months.with_columns(grain=pl.lit("quarter"), period_id=pl.Series(keys))
    quarterly = replace(inputs, tables=replace(inputs.tables, health=quarters))
    (page,) = pages(changed(quarterly, "shown", CSAT, grain="quarter", period_id="2025-Q4"))
    (figure,) = page.charts
    assert figure.trend is not None
    assert [point.label for point in figure.trend.points] == keys
    assert figure.trend.end_label == "2025-Q4 4.3"


def test_parts_of_teams_and_persons_are_for_other_reports() -> None:
    inputs = sample_inputs([CSAT])
    rows = health_rows(inputs.catalogue.kpis[CSAT], 60, [4.1] * 13, "team/tier2")
    health = pl.concat([inputs.tables.health, frame(KPI_HEALTH, rows)])
    teams = replace(inputs, tables=replace(inputs.tables, health=health, shown=shown(health, [CSAT])))
    assert [page.name for page in pages(teams)] == ["Support"]


def test_the_authors_decimals_are_kept() -> None:
    (page,) = pages(with_sheet(sample_inputs([CSAT]), CSAT, decimals=3))
    assert page.tables[0].groups[0].rows[0].now.text == "4.300"


def test_off_target_kpis_are_drawn_first() -> None:
    support = next(page for page in pages(sample_inputs()) if page.name == "Support")
    assert [figure.title.replace("\u00a0", " ") for figure in support.charts] == [
        "P90 first response: target missed for 6 months, now 3.4 h against ≤ 2.0 h",
        "First-contact resolution: target narrowly missed for 3 months, now 68.2 % against ≥ 70.0 %",
    ]


@pytest.mark.parametrize(("count", "charts"), [(3, 1), (6, 2), (9, 2), (17, 2), (22, 1), (28, 0), (36, 0), (60, 2)])
def test_there_are_as_many_charts_as_the_page_has_room_for(count: int, charts: int) -> None:
    (page,) = pages(numbered_inputs(count, departments=1))
    assert len(page.charts) == charts


def test_a_small_department_shares_its_page() -> None:
    assert [page.starts_page for page in pages(numbered_inputs(11, departments=3))] == [True, True, False]


def test_a_kpi_within_its_norm_says_so() -> None:
    (page,) = pages(changed(sample_inputs([CSAT]), "health", CSAT, is_in_norm=True))
    assert page.tables[0].groups[0].rows[0].remark == "R.\u00a0Iyer · in norm"


def test_what_is_missed_and_not_drawn_is_said() -> None:
    (page,) = pages(numbered_inputs(28, departments=1))
    assert [remark.strong for remark in page.remarks] == ["Missed", "Recovered"]
    (with_charts,) = pages(numbered_inputs(12, departments=1))
    assert [remark.strong for remark in with_charts.remarks] == ["Also missed", "Recovered"]


def test_no_page_begins_with_words_that_sum_up_the_table_before() -> None:
    (page,) = pages(numbered_inputs(36, departments=1))
    assert page.remarks == ()


@pytest.mark.parametrize(("count", "starts"), [(61, [False, False]), (12, [False, True])])
def test_a_department_that_fills_pages_begins_below_a_short_one(count: int, starts: list[bool]) -> None:
    inputs = with_sheet(numbered_inputs(count, departments=1), "d0/kpi-001", department="one")
    assert [page.starts_page for page in pages(inputs)] == starts
