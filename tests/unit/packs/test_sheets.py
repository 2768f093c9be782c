"""The workbook's sheets: one per section, real numbers, each KPI in its own format."""

from dataclasses import replace
from datetime import date

import pytest

from okr_reports.packs.inputs import ReviewInputs
from okr_reports.packs.kpi_review import build_kpi_review
from okr_reports.packs.numbers import NumberStyle
from okr_reports.packs.sheet import Sheet
from okr_reports.packs.sheet_rows import excel_format
from okr_reports.tables import ALERTS, EVENTS, KPI_REBASES, KPI_SIGNALS, RESTATED, TARGET_PROPOSALS
from okr_reports.words import Visibility
from tests.rendering.sample_review import frame, sample_inputs, with_sheet

P90, MRR = "support/p90-first-response", "sales/net-new-mrr"


@pytest.fixture(scope="module")
def sheets() -> dict[str, Sheet]:
    """The sheets by name."""
    return {sheet.name: sheet for sheet in build_kpi_review(sample_inputs()).sheets}


def test_there_is_a_sheet_per_section(sheets: dict[str, Sheet]) -> None:
    assert {name: len(sheet.rows) for name, sheet in sheets.items()} == {
        "Summary": 14,
        "KPIs": 25,
        "Last 13 periods": 25,
        "History by period": 325,
        "Signals": 0,
        "Candidates": 0,
        "Proposed targets": 0,
        "Restated": 0,
        "Alerts": 0,
        "Actions": 6,
        "Events": 0,
        "Checklist": 25,
        "Extracts": 9,
        "Gaps": 1,
        "Unreadable cells": 7,
        "Findings": 2,
        "Definitions": 25,
        "Provenance": 8,
    }


def test_every_row_has_a_cell_for_every_column(sheets: dict[str, Sheet]) -> None:
    assert [name for name, sheet in sheets.items() if {len(row) for row in sheet.rows} - {len(sheet.columns)}] == []


def test_numbers_are_unrounded_and_shown_in_the_kpis_own_format(sheets: dict[str, Sheet]) -> None:
    table = sheets["KPIs"]
    place = [column.title for column in table.columns].index("Value")
    numbers = {row[0]: (row[place], table.formats[number, place]) for number, row in enumerate(table.rows)}
    assert (numbers[P90], numbers[MRR]) == ((3.4, '#,##0.0" h"'), (634800.0, '"₹"##\\,##\\,##0'))


@pytest.mark.parametrize(
    ("style", "number_format"),
    [
        (NumberStyle("en_US"), "#,##0"),
        (NumberStyle("en_US", "%", 2), '#,##0.00"%"'),
        (NumberStyle("en_US", "d", 0), '#,##0" d"'),
        (NumberStyle("en_IN", "", 1, 100_000, "₹", "L"), '"₹"#,##0'),
        (NumberStyle("de_DE", "", 0, 1, "", "\u00a0€"), '#,##0"\u00a0€"'),
        (NumberStyle("en_US", 'a"b', 1), '#,##0.0" ab"'),
    ],
)
def test_a_format_shows_the_full_number_with_its_unit(style: NumberStyle, number_format: str) -> None:
    assert excel_format(style) == number_format


@pytest.mark.parametrize(
    ("value", "groups"),
    [
        (99_999, "#,##0"), (100_000, r"##\,##\,##0"), (-1_234_567.8, r"##\,##\,##0"), (65_000_000, r"##\,##\,##\,##0"),
        (1_200_000_000, r"##\,##\,##\,##\,##0"), (None, "#,##0"),
    ],
)  # fmt: skip
def test_lakh_and_crore_are_grouped_as_in_india_for_every_reader(value: float | None, groups: str) -> None:
    assert excel_format(NumberStyle("en_IN", "", 1, 100_000, "₹", "L"), value) == '"₹"' + groups
    assert excel_format(NumberStyle("de_DE", "", 1, 1_000_000, "", "Mio. €"), value) == "#,##0"


def test_each_kpi_has_a_line_over_its_own_row_of_the_last_periods(sheets: dict[str, Sheet]) -> None:
    table, behind = sheets["KPIs"], sheets["Last 13 periods"]
    assert [spark.row for spark in table.sparks] == [spark.source_row for spark in table.sparks] == list(range(25))
    assert {(spark.source, spark.first, spark.last) for spark in table.sparks} == {("Last 13 periods", 4, 16)}
    assert {table.columns[spark.column].title for spark in table.sparks} == {"Last 13"}
    assert [row[0] for row in table.rows] == [row[0] for row in behind.rows]
    assert [row[16] for row in behind.rows] == [row[8] for row in table.rows]


def test_health_is_said_in_the_words_of_the_pages(sheets: dict[str, Sheet]) -> None:
    assert {row[5] for row in sheets["KPIs"].rows} == {"Off target", "At risk", "Healthy", "Unknown"}


def test_what_moved_has_its_sheets() -> None:
    found = {sheet.name: sheet.rows for sheet in build_kpi_review(moved()).sheets}
    assert found["Signals"][0][3:] == (
        "2026-09", "Value", 3.4, "Concern", "Trend", "2026-09", "Consistently misses", 2.1, 1.2, 3.0, 13, "set", None,
    )  # fmt: skip
    assert found["Proposed targets"] == [(MRR, "Net new MRR", 12, 5.0, ">=", 6.0)]
    assert found["Restated"][0][3:] == ("2026-08", 2.9, 3.0, 400, 410, "2026-08", 1, date(2026, 9, 5), "late rows")
    assert found["Alerts"] == [(P90, "P90 first response", "New concern", "2026-09")]


def test_nothing_moved_in_the_sheets_of_a_confidential_kpi() -> None:
    review = build_kpi_review(with_sheet(moved(), P90, visibility=Visibility.CONFIDENTIAL))
    moves = {"Signals", "Candidates", "Restated", "Alerts"}
    assert [(sheet.name, len(sheet.rows)) for sheet in review.sheets if sheet.name in moves and sheet.rows] == []


def moved() -> ReviewInputs:
    """A review in which P90 is a concern, was restated and raised an alert, and a target is proposed for MRR."""
    inputs = sample_inputs([P90, MRR])
    subject = {"kpi_id": P90, "entity_id": None, "period_id": "2026-09"}
    signal = subject | {
        "grain": "month", "chart": "value", "charted": 3.4, "charted_unit": "h", "centre": 2.1, "lower": 1.2,
        "upper": 3.0, "points": 13, "is_trial": False, "is_last": True, "rule": "trend", "variation": "concern",
        "variation_so_far": "concern", "assurance": "consistently_misses", "reason": None,
    }  # fmt: skip
    restated = subject | {
        "period_id": "2026-08", "old_value": 2.9, "new_value": 3.0, "old_n": 400, "new_n": 410,
        "published_period_id": "2026-08", "version": 1, "restated_on": date(2026, 9, 5), "restated_by": "E012",
        "reason": "late rows",
    }  # fmt: skip
    proposal = {"kpi_id": MRR, "values_count": 12, "median": 5.0, "best_quartile": 6.0, "op": ">="}
    alert = {"kpi_id": P90, "kind": "new_concern", "period_id": "2026-09"}
    tables = replace(
        inputs.tables,
        signals=frame(KPI_SIGNALS, [signal]),
        restated=frame(RESTATED, [restated]),
        proposals=frame(TARGET_PROPOSALS, [proposal]),
        alerts=frame(ALERTS, [alert]),
    )
    return replace(inputs, tables=tables)


def test_an_action_for_a_confidential_kpi_is_in_no_sheet() -> None:
    review = build_kpi_review(with_sheet(sample_inputs([P90]), P90, visibility=Visibility.CONFIDENTIAL))
    assert [len(sheet.rows) for sheet in review.sheets if sheet.name == "Actions"] == [0]


def test_events_and_rebases_stand_in_full_and_by_day() -> None:
    hidden = with_sheet(sample_inputs([P90, MRR]), MRR, visibility=Visibility.CONFIDENTIAL)
    events: list[dict[str, object]] = [
        {"event_id": 1, "happened_on": date(2026, 7, 1), "kpi_id": None, "text": "New prices"},
        {"event_id": 2, "happened_on": date(2026, 3, 2), "kpi_id": P90, "text": "Europe"},
        {"event_id": 3, "happened_on": date(2026, 3, 3), "kpi_id": MRR, "text": "Not to be told"},
    ]
    rebases: list[dict[str, object]] = [{"kpi_id": P90, "from_on": date(2026, 4, 1), "why": "second shift"}]
    tables = replace(hidden.tables, events=frame(EVENTS, events), rebases=frame(KPI_REBASES, rebases))
    sheets = {sheet.name: sheet for sheet in build_kpi_review(replace(hidden, tables=tables)).sheets}
    assert list(sheets["Events"].rows) == [
        (date(2026, 3, 2), P90, "P90 first response", "Europe"),
        (date(2026, 4, 1), P90, "P90 first response", "Limits begin anew: second shift"),
        (date(2026, 7, 1), None, None, "New prices"),
    ]


def test_the_checklist_holds_the_kpis_that_lack_nothing_too(sheets: dict[str, Sheet]) -> None:
    table = sheets["Checklist"]
    assert [column.title for column in table.columns][2:] == [
        "Defined", "Owner", "Target", "Date set", "Counterweight", "Leading", "Data fresh", "Action", "Lacks",
    ]  # fmt: skip
    assert {row[-1] for row in table.rows} > {0}
