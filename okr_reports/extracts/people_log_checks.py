"""Checks of what people write about people: cycles that exist, employees who are known, notes that stay out.

Findings name employees by their ids alone, and say how many rows they are about.
"""

import re
from collections.abc import Iterator, Set
from datetime import date

from okr_reports.appraisal_words import CommentStatus, Share
from okr_reports.catalogue.catalogue import Catalogue
from okr_reports.catalogue.lint.role_codes import ROLE_CODES
from okr_reports.catalogue.spans import period_of
from okr_reports.catalogue.written import ID_PART, LONGEST_ID
from okr_reports.errors import Problem
from okr_reports.extracts.record_files import FileRows, RecordFile
from okr_reports.findings import Finding
from okr_reports.periods import Grain

_IN_EXAMPLES = date(2026, 3, 14)
_CYCLES = (Grain.HALF_YEAR, Grain.YEAR)
# Who types a name in place of an id must not find it in a log of ours.
_SHOWABLE_ID = re.compile(rf"(?=.*\d){ID_PART}")
_SHARES = frozenset(Share)
_STATUSES = frozenset(CommentStatus)
_STATUS_WORDS = ", ".join(CommentStatus)


def people_log_problems(rows: FileRows, file: RecordFile, *, catalogue: Catalogue) -> Iterator[Problem]:
    """Appraisal cycles that do not exist. Those of another length are fine: the company may have changed it."""
    if "cycle_id" not in rows.columns:
        return
    length = Grain(catalogue.company.appraisal_cycle)
    example = catalogue.fiscal.containing(_IN_EXAMPLES, length)
    fix = f"write a {length.replace('_', '-')} like {example.key}"
    known: dict[str, bool] = {}
    for line, key in rows.of("cycle_id"):
        if key is not None and key not in known:
            period = period_of(key, catalogue.fiscal)
            known[key] = period is not None and period.grain in _CYCLES
        if key is not None and not known[key]:
            yield file.problem(f"there is no appraisal cycle {key!r}", fix, line=line)


def people_log_findings(rows: FileRows, file: RecordFile, *, people: Set[str] | None) -> Iterator[Finding]:
    """Rows about ids that `people` does not hold, and words of `share` and `status` that mean nothing.

    An empty cell is no such word. `people` is None where it is not known yet who there is. Nothing is said twice: one
    finding per id, or per file.
    """
    if people is not None:
        yield from _unknown_employees(rows, file, people)
    for column, code, known, said in (
        ("share", "NOTE-SHARE", _SHARES, "a `share` that is neither yes nor no: they stay out of the bundles"),
        ("status", "COMMENT-STATUS", _STATUSES, f"a status that is none of {_STATUS_WORDS}: they count as open"),
    ):
        words = rows.of(column) if column in rows.columns else ()
        lines = [line for line, word in words if word not in known and word is not None]
        if lines:
            yield _finding(code, f"{file.name}:{lines[0]}", text=f"{_rows(len(lines))} with {said}")


def _unknown_employees(rows: FileRows, file: RecordFile, people: Set[str]) -> Iterator[Finding]:
    found: dict[str, list[int]] = {}
    for line, id in rows.of("employee_id"):
        if id is not None and id not in people:
            found.setdefault(id, []).append(line)
    for id, lines in found.items():
        shown, place = shown_id(id), f"{file.name}:{lines[0]}"
        text = f"{_rows(len(lines))} about {shown or 'somebody'}, who is not in the people table: no bundle holds them"
        yield _finding("LOG-UNKNOWN-EMPLOYEE", place, text=text, subject=shown)


def shown_id(id: str) -> str | None:
    """The id, when it has the form of one; what may be a name is not repeated."""
    return id if len(id) <= LONGEST_ID and _SHOWABLE_ID.fullmatch(id) else None


def _rows(count: int) -> str:
    return "one row" if count == 1 else f"{count} rows"


def _finding(code: str, place: str, *, text: str, subject: str | None = None) -> Finding:
    file = place.rpartition(":")[0]
    return Finding(code, ROLE_CODES[code].severity, subject or file, f"{place}: {text}", place=place)
