"""What of the notes about people a bundle prints, and whose sentences with a figure are told to their author."""

from datetime import date

import polars as pl

from okr_reports.appraisal_tables import COMPETENCIES, MANAGER_NOTES, ONE_TO_ONES
from okr_reports.packs.audience_notes import note_number_findings
from okr_reports.periods import FiscalCalendar
from okr_reports.tables import TableSpec

CYCLE = FiscalCalendar().period("2026-H1")
MARCH, JULY = date(2026, 3, 3), date(2026, 7, 3)
FIGURE, WORDS = "You stand at 72 %", "You took on the migration"


def rows(spec: TableSpec, *cells: tuple[object, ...]) -> pl.DataFrame:
    """A log's rows, numbered from 1."""
    numbered = [(number, *row) for number, row in enumerate(cells, start=1)]
    return spec.check(pl.DataFrame(numbered, schema=spec.columns, orient="row"))


def test_shared_notes_of_the_cycle_with_a_figure_are_told_by_log_row_and_author_and_never_by_employee() -> None:
    noted = (
        ("E1", MARCH, "M1", "yes", WORDS), ("E1", MARCH, "M1", "no", FIGURE), ("E1", JULY, "M1", "yes", FIGURE),
        ("E1", MARCH, None, "Yes", FIGURE),
    )  # fmt: skip
    rated = (
        ("E1", "2026-H1", "Ownership", "4/5", "3/5", WORDS, "M1", JULY),
        ("E1", "2026-H1", "Ownership", "4/5", "3/5", "Scored a seven", "M1", JULY),
        ("E1", "2025-H2", "Ownership", "4/5", "3/5", FIGURE, "M1", JULY),
    )
    logs = {
        ONE_TO_ONES.name: rows(ONE_TO_ONES, ("E1", MARCH, "M1", "yes", FIGURE)),
        MANAGER_NOTES.name: rows(MANAGER_NOTES, *noted),
        COMPETENCIES.name: rows(COMPETENCIES, *rated),
    }
    found = note_number_findings(logs, CYCLE)
    assert [(one.subject_id, one.text.split(":")[0]) for one in found] == [
        ("one_to_ones", "one_to_ones, row 1, by M1"),
        ("manager_notes", "manager_notes, row 4, by nobody named"),
        ("competencies", "competencies, row 2, by M1"),
    ]
    assert not any("E1" in one.text or "72" in one.text for one in found)
