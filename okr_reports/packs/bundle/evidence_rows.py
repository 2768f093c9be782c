"""The records of a cycle in the order in which they are numbered: by day, those without a day last."""

from collections.abc import Sequence

from okr_reports.packs.bundle.record import Record
from okr_reports.packs.bundle.rows import Row

_SPOKEN_OF_GOALS = ("check_in", "retro_note")
_MOST_BEHIND = 5


def evidence_rows(record: Record) -> Sequence[Row]:
    """The rows of EVIDENCE."""
    return record.tables.evidence.sort("recorded_on", "position", nulls_last=True).to_dicts()


def records_behind(words: Row, record: Record) -> tuple[int, ...]:
    """The numbers of the records that say what this row of OKR_WORDS says: of its day, by its author."""
    return tuple(
        number
        for number, row in enumerate(evidence_rows(record), 1)
        if row["source"] in _SPOKEN_OF_GOALS
        and row["recorded_on"] == words["said_on"]
        and row["author_id"] == words["author_id"]
    )[:_MOST_BEHIND]
