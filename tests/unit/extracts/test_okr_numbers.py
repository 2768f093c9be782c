"""Percentages and scores in the logs of goals are told at `check`, where bundles are made."""

import pytest

from okr_reports.extracts.okr_numbers import numbers_in_logs
from okr_reports.extracts.record_files import FileRows

CHECK_INS = FileRows(
    ("key_result_id", "checked_in_on", "author_id", "confidence", "value", "note"),
    lines=(2, 3),
    cells=(
        ("o1/kr1", None, "E001", "on_track", 0.7, "Interviews are done"),
        ("o1/kr1", None, "E002", "at_risk", 0.4, "We stand at 0.4"),
    ),
)
NOTES = FileRows(
    ("subject_id", "author_id", "took_on", "moved", "learned", "collaboration"),
    lines=(2,),
    cells=(("o1", None, None, "Up by 12 %", None, None),),
)


def test_rows_are_counted_without_the_header_and_named_with_their_author() -> None:
    found = numbers_in_logs({"check_ins": CHECK_INS, "retro_notes": NOTES})
    assert [(one.subject_id, one.text.split(":")[0]) for one in found] == [
        ("o1/kr1", "check_ins, row 2, by E002"), ("o1", "retro_notes, row 1, by nobody named"),
    ]  # fmt: skip


def test_what_is_shared_with_an_employee_is_looked_at_and_what_is_not_printed_is_not() -> None:
    columns = ("employee_id", "held_on", "author_id", "share", "note")
    notes = FileRows(columns, lines=(2, 3, 4), cells=(
        ("E1", None, "M1", "no", "You stand at 0.4"), ("E1", None, "M1", " Yes ", "You stand at 0.4"),
        ("E1", None, "M2", None, "You stand at 0.4"),
    ))  # fmt: skip
    rated = FileRows(
        ("employee_id", "rater_id", "expected", "comment"), lines=(2,), cells=(("E1", "M2", "3/5", "A score of 4"),)
    )
    found = numbers_in_logs({"one_to_ones": notes, "manager_notes": notes, "competencies": rated})
    assert [(one.subject_id, one.text.split(":")[0]) for one in found] == [
        ("one_to_ones", "one_to_ones, row 2, by M1"), ("manager_notes", "manager_notes, row 2, by M1"),
        ("competencies", "competencies, row 1, by M2"),
    ]  # fmt: skip
    assert not any("E1" in one.text for one in found)


@pytest.mark.parametrize("rows", [{}, {"people": CHECK_INS}, {"employee_comments": CHECK_INS}])
def test_other_logs_are_not_looked_at(rows: dict[str, FileRows]) -> None:
    assert numbers_in_logs(rows) == ()
