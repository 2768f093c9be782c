"""Percentages and scores in check-ins and retro notes, listed to their author before any bundle (rules §8)."""

from collections.abc import Iterator, Mapping

from okr_reports.extracts.record_files import FileRows
from okr_reports.findings import Finding
from okr_reports.number_words import TypedRow, number_findings

_SENTENCES = {
    "check_ins": ("key_result_id", ("note",)),
    "retro_notes": ("subject_id", ("took_on", "moved", "learned", "collaboration")),
}


def numbers_in_logs(rows: Mapping[str, FileRows]) -> tuple[Finding, ...]:
    """OKR-NUMBER-IN-TEXT of the logs read from files: by row and author, never with the sentence."""
    return number_findings(row for name in _SENTENCES if name in rows for row in _typed(name, rows[name]))


def _typed(name: str, log: FileRows) -> Iterator[TypedRow]:
    subject, sentences = _SENTENCES[name]
    for row, (_, id, author, *texts) in enumerate(log.of(subject, "author_id", *sentences), start=1):
        yield TypedRow(name, row, id or "", author, tuple(texts))
