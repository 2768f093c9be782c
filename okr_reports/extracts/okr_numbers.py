"""Percentages and scores in sentences that bundles will print, listed to their author before any bundle (rules §8).

Not those of employees about themselves: a correction says which figure is wrong.
"""

from collections.abc import Iterator, Mapping

from okr_reports.appraisal_words import is_shared
from okr_reports.extracts.record_files import FileRows
from okr_reports.findings import Finding
from okr_reports.number_words import TypedRow, number_findings

_SENTENCES = {
    "check_ins": ("key_result_id", ("note",)),
    "retro_notes": ("subject_id", ("took_on", "moved", "learned", "collaboration")),
}
# Their rows are named by the log alone: what is found of an employee stands in that employee's bundle.
_ABOUT_PEOPLE = {
    "one_to_ones": ("author_id", "note"),
    "manager_notes": ("author_id", "note"),
    "competencies": ("rater_id", "comment"),
}
_SHARE = "share"


def numbers_in_logs(rows: Mapping[str, FileRows]) -> tuple[Finding, ...]:
    """OKR-NUMBER-IN-TEXT of the logs read from files: by row and author, never with the sentence.

    Of notes those that their author shares; no other reaches a bundle.
    """
    of_goals = (row for name in _SENTENCES if name in rows for row in _typed(name, rows[name]))
    about_people = (row for name in _ABOUT_PEOPLE if name in rows for row in _noted(name, rows[name]))
    return number_findings([*of_goals, *about_people])


def _typed(name: str, log: FileRows) -> Iterator[TypedRow]:
    subject, sentences = _SENTENCES[name]
    for row, (_, id, author, *texts) in enumerate(log.of(subject, "author_id", *sentences), start=1):
        yield TypedRow(name, row, id or "", author, tuple(texts))


def _noted(name: str, log: FileRows) -> Iterator[TypedRow]:
    author, sentence = _ABOUT_PEOPLE[name]
    shares = [word for _, word in log.of(_SHARE)] if _SHARE in log.columns else None
    for row, (_, author_id, text) in enumerate(log.of(author, sentence), start=1):
        if shares is None or is_shared(shares[row - 1]):
            yield TypedRow(name, row, name, author_id, (text,))
