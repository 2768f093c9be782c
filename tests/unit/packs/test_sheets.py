"""The workbook's sheets: one per section, real numbers, each KPI in its own format."""

import pytest

from okr_reports.packs.kpi_review import build_kpi_review
from okr_reports.packs.numbers import NumberStyle
from okr_reports.packs.sheet import Sheet
from okr_reports.packs.sheets import excel_format
from okr_reports.words import Visibility
from tests.rendering.sample_review import sample_inputs, with_sheet

P90, MRR = "support/p90-first-response", "sales/net-new-mrr"


@pytest.fixture(scope="module")
def sheets() -> dict[str, Sheet]:
    """The sheets by name."""
    return {sheet.name: sheet for sheet in build_kpi_review(sample_inputs()).sheets}


def test_there_is_a_sheet_per_section(sheets: dict[str, Sheet]) -> None:
    assert {name: len(sheet.rows) for name, sheet in sheets.items()} == {
        "Summary": 14,
        "KPIs": 25,
        "History by period": 325,
        "Actions": 6,
        "Extracts": 9,
        "Gaps": 1,
        "Unreadable cells": 7,
        "Findings": 2,
        "Definitions": 25,
        "Provenance": 8,
    }


def test_every_row_has_a_cell_for_every_column(sheets: dict[str, Sheet]) -> None:
    assert {name: {len(row) for row in sheet.rows} for name, sheet in sheets.items()} == {
        name: {len(sheet.columns)} for name, sheet in sheets.items()
    }


def test_numbers_are_unrounded_and_shown_in_the_kpis_own_format(sheets: dict[str, Sheet]) -> None:
    table = sheets["KPIs"]
    place = [column.title for column in table.columns].index("Value")
    numbers = {row[0]: (row[place], table.formats[number, place]) for number, row in enumerate(table.rows)}
    assert (numbers[P90], numbers[MRR]) == ((3.4, '#,##0.0" h"'), (634800.0, '"₹"#,##0'))


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


def test_an_action_for_a_confidential_kpi_is_in_no_sheet() -> None:
    review = build_kpi_review(with_sheet(sample_inputs([P90]), P90, visibility=Visibility.CONFIDENTIAL))
    assert [len(sheet.rows) for sheet in review.sheets if sheet.name == "Actions"] == [0]
