"""What the data-quality page says of extracts, gaps, unreadable cells, the catalogue and findings."""

from dataclasses import replace
from datetime import UTC, datetime

import polars as pl
import pytest

from okr_reports.findings import Finding
from okr_reports.packs.appendix import DataQualityPage
from okr_reports.packs.inputs import ReviewInputs
from okr_reports.packs.kpi_review import build_kpi_review
from okr_reports.packs.pictures import GridMark
from okr_reports.words import Severity
from tests.rendering.sample_review import changed, inputs_for, numbered_inputs, sample_inputs, sheets, with_sheet

P90, COVERAGE, ENPS = "support/p90-first-response", "success/health-coverage", "people-finance/enps"
END_OF_SEPTEMBER = datetime(2026, 9, 30, 18, 30, tzinfo=UTC)


def page_of(inputs: ReviewInputs) -> DataQualityPage:
    """The company's data-quality page."""
    return build_kpi_review(inputs).company.data_quality


def with_parts(inputs: ReviewInputs, extract: str, **columns: object) -> ReviewInputs:
    """The same review with these columns of an extract's snapshots changed."""
    parts = inputs.tables.parts
    edits = {
        name: pl.when(pl.col("extract") == extract)
        .then(pl.lit(value, dtype=parts.schema[name]))
        .otherwise(pl.col(name))
        for name, value in columns.items()
    }
    return replace(inputs, tables=replace(inputs.tables, parts=parts.with_columns(**edits)))


def reach(inputs: ReviewInputs, extract: str) -> str:
    """What is said of how far an extract reaches."""
    (row,) = (row for row in page_of(inputs).extracts if row.extract == extract)
    return (row.until.strong + row.until.rest).replace("\u00a0", " ")


def test_the_title_says_what_is_missing_late_or_unreadable() -> None:
    title = page_of(sample_inputs()).title
    assert title == "Data quality: one extract without rows, one incomplete, 7 unreadable cells in 33,712 rows"


def test_clean_data_say_so() -> None:
    complete = with_parts(sample_inputs([P90]), "tickets", covers_until=None, rejected_count=0)
    assert page_of(complete).title == "Data quality: all 3,612 rows were read"


def test_one_row_is_one() -> None:
    one = with_parts(sample_inputs([P90]), "tickets", covers_until=None, rejected_count=0, row_count=1)
    assert page_of(one).title == "Data quality: the one row was read"


def test_without_kpis_no_extract_is_used() -> None:
    assert page_of(sample_inputs([])).title == "Data quality: no extract is used yet"


@pytest.mark.parametrize(
    ("columns", "said"),
    [
        ({"covers_until": None}, "whole month"),
        ({"covers_until": END_OF_SEPTEMBER}, "whole month"),
        ({"covers_until": END_OF_SEPTEMBER, "row_count": 0}, "whole month: nothing happened"),
        ({"covers_until": datetime(2026, 9, 28, tzinfo=UTC)}, "only until 28 Sept, 2 days short"),
        ({"covers_until": None, "row_count": 0}, "no rows in Sept"),
    ],
)
def test_an_extract_says_how_far_it_reaches(columns: dict[str, object], said: str) -> None:
    assert reach(with_parts(sample_inputs([P90]), "tickets", **columns), "tickets") == said


def test_snapshots_are_named_with_the_moment_or_moments_they_were_taken() -> None:
    inputs = sample_inputs([P90])
    later = with_parts(inputs, "agents", read_at=datetime(2026, 10, 2, 20, 40, tzinfo=UTC))
    assert {row.extract: row.snapshot for row in page_of(inputs).extracts}["tickets"] == "02c3\u00a0d80b"
    assert page_of(inputs).extracts_note.endswith("rows are kept, taken 2026-10-01 02:10\u00a0IST.")
    assert page_of(later).extracts_note.endswith("taken from 2026-10-01 02:10\u00a0IST to 2026-10-03 02:10\u00a0IST.")
    assert page_of(sample_inputs([])).extracts_note == ""


def test_rows_without_a_period_are_counted() -> None:
    inputs = sample_inputs([P90])
    loose = inputs.tables.parts.filter(pl.col("extract") == "tickets").with_columns(
        period_id=pl.lit("none"), row_count=pl.lit(12, dtype=pl.Int64)
    )
    parts = pl.concat([inputs.tables.parts, loose])
    both = replace(inputs, tables=replace(inputs.tables, parts=parts))
    assert reach(both, "tickets") == "only until 28 Sept, 2 days short; 12 rows without a period"


def test_a_joined_extract_is_listed_with_the_one_that_joins_it() -> None:
    rows = page_of(sample_inputs([P90])).extracts
    assert [(row.extract, row.feeds) for row in rows] == [("tickets", "Support, 1 KPI"), ("agents", "joined by others")]


def test_a_value_is_missing_from_the_first_one_on() -> None:
    kpis = {kpi_id: sheets()[kpi_id] for kpi_id in (COVERAGE,)}
    values = [None] * 6 + [11.0, None, None, 47.0, 52.0, 60.0, 82.0]
    page = page_of(inputs_for(kpis, {COVERAGE: (412, values)}))
    assert page.grid is not None
    assert page.grid_title == "2 values that were due are missing"
    assert page.grid.rows[0].marks == (
        *[GridMark.NOT_DUE] * 6,
        GridMark.VALUE,
        *[GridMark.MISSING] * 2,
        *[GridMark.VALUE] * 4,
    )
    assert page.grid.sentence == (
        "Months with a value, Sept 2025 to Sept: missing for Health-score coverage (Apr and May)."
    )


def test_a_value_that_cannot_be_derived_yet_was_not_due() -> None:
    early = changed(sample_inputs([P90]), "health", P90, value=None, reason="not_derivable")
    page = page_of(early)
    assert (page.grid_title, page.grid) == ("No value that was due is missing", None)


def test_the_grid_shows_only_kpis_with_gaps() -> None:
    inputs = numbered_inputs(4, departments=2)
    gap = changed(inputs, "health", "d1/kpi-001", value=None, reason="no_data")
    page = page_of(gap)
    assert page.grid is not None
    assert [row.name for row in page.grid.rows] == ["Measure number 001"]
    assert page_of(inputs).grid is None


def test_twenty_unreadable_cells_are_listed_and_the_others_counted() -> None:
    inputs = sample_inputs([P90])
    cells = pl.concat([inputs.tables.quarantined.with_columns(row=pl.col("row") + 100 * more) for more in range(4)])
    page = page_of(replace(inputs, tables=replace(inputs.tables, quarantined=cells)))
    assert (len(page.quarantined), page.quarantined_note) == (20, "and 8 more")
    assert page.quarantined[0].place == "data/tickets.csv · row 40"


def test_findings_are_listed_and_advice_is_counted() -> None:
    findings = tuple(Finding("KPI-FAILED", Severity.ERROR, f"k{number}", "it failed") for number in range(43))
    advice = (Finding("KPI-LEADING", Severity.ADVICE, "k1", "name what drives it"),)
    page = page_of(replace(sample_inputs([P90]), findings=findings + advice))
    assert (len(page.notices), page.notices[0].text) == (40, "It failed")
    assert page.notices_note == "3 more findings. 1 piece of advice on definitions: see okr-reports check."


def test_a_department_sees_the_findings_about_its_own() -> None:
    mine = Finding("KPI-FAILED", Severity.ERROR, P90, "it failed")
    others = Finding("KPI-FAILED", Severity.ERROR, ENPS, "it failed")
    (support, _) = build_kpi_review(replace(sample_inputs([P90, ENPS]), findings=(mine, others))).departments
    assert [notice.subject for notice in support.data_quality.notices] == [P90]


def test_gaps_in_the_catalogue_are_counted_and_named() -> None:
    old = with_sheet(sample_inputs([P90, ENPS]), P90, owner=None, leading=[])
    late = changed(old, "health", P90, is_back_dated=True)
    stale = replace(late, findings=(Finding("STALE-TARGET", Severity.ADVICE, P90, "seen long ago"),))
    page = page_of(stale)
    assert {row.check: (row.found, row.which) for row in page.checks} == {
        "KPI without an owner": ("1", "P90 first response"),
        "Outcome without a leading KPI": ("2", "P90 first response and eNPS"),
        "Target not reviewed for 12 months": ("1", "P90 first response"),
        "Target set after its period's end": ("1", "P90 first response"),
    }
    assert page.checks_note == (
        "None found: KPI without a target, Missed without an action and Asserted health that disagrees."
    )


def test_a_target_that_is_stale_is_said_once() -> None:
    findings = tuple(
        Finding("STALE-TARGET", severity, P90, "seen long ago") for severity in (Severity.ADVICE, Severity.WARNING)
    )
    page = page_of(replace(sample_inputs([P90]), findings=findings))
    assert (page.notices, page.notices_note) == ((), "")
