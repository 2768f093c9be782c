"""What people keep beside their goals: check_ins.csv, actuals.csv and retro_notes.csv, as files."""

from collections.abc import Mapping

from okr_reports.extracts.record_files import RecordFile
from okr_reports.words import ColumnType

_TEXT, _DATE, _NUMBER = ColumnType.TEXT, ColumnType.DATE, ColumnType.NUMBER
GOAL_FILES: Mapping[str, RecordFile] = {
    "check_ins": RecordFile(
        "check_ins.csv",
        {
            "key_result_id": _TEXT, "on": _DATE, "author_id": _TEXT, "confidence": _TEXT, "value": _NUMBER,
            "note": _TEXT,
        },
        required=("key_result_id", "on"),
        renamed={"on": "checked_in_on"},
    ),
    "actuals": RecordFile(
        "actuals.csv",
        {"key_result_id": _TEXT, "on": _DATE, "actual": _NUMBER, "for": _DATE},
        required=("key_result_id", "on"),
        renamed={"on": "dated_on", "for": "for_on"},
    ),
    "retro_notes": RecordFile(
        "retro_notes.csv",
        {
            "id": _TEXT, "cycle": _TEXT, "on": _DATE, "author_id": _TEXT, "employee_id": _TEXT, "decision": _TEXT,
            "cause": _TEXT, "took_on": _TEXT, "moved": _TEXT, "learned": _TEXT, "collaboration": _TEXT,
        },
        required=("id", "cycle", "on"),
        renamed={"id": "subject_id", "cycle": "cycle_id", "on": "noted_on"},
    ),
}  # fmt: skip
