"""What people write about people: competencies, one-to-ones, managers' notes and employees' comments, as files.

Read for appraisals and by `check` alone: no other report has any business with them.
"""

from collections.abc import Mapping

from okr_reports.extracts.record_files import RecordFile
from okr_reports.words import ColumnType

_TEXT, _DATE = ColumnType.TEXT, ColumnType.DATE
_NOTE = {"employee_id": _TEXT, "on": _DATE, "author_id": _TEXT, "share": _TEXT, "note": _TEXT}
PEOPLE_LOGS: Mapping[str, RecordFile] = {
    "competencies": RecordFile(
        "competencies.csv",
        {
            "employee_id": _TEXT, "cycle": _TEXT, "competency": _TEXT, "expected": _TEXT, "demonstrated": _TEXT,
            "comment": _TEXT, "rater_id": _TEXT, "on": _DATE,
        },
        required=("employee_id", "cycle", "on"),
        renamed={"cycle": "cycle_id", "on": "rated_on"},
    ),
    "one_to_ones": RecordFile(
        "one_to_ones.csv", _NOTE, required=("employee_id", "on"), renamed={"on": "held_on"}
    ),
    "manager_notes": RecordFile(
        "manager_notes.csv", _NOTE, required=("employee_id", "on"), renamed={"on": "noted_on"}
    ),
    "employee_comments": RecordFile(
        "employee_comments.csv",
        {
            "employee_id": _TEXT, "cycle": _TEXT, "on": _DATE, "about": _TEXT, "text": _TEXT, "status": _TEXT,
        },
        required=("employee_id", "cycle", "on"),
        renamed={"cycle": "cycle_id", "on": "commented_on"},
    ),
}  # fmt: skip
