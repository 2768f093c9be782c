"""Checks of people.csv and actions.csv against each other and the catalogue: ids that exist, one role at a time."""

import re
from collections.abc import Iterator, Set
from datetime import date
from difflib import get_close_matches

from okr_reports.catalogue.catalogue import Catalogue
from okr_reports.catalogue.kpis import owner_ids
from okr_reports.catalogue.written import ID_PART, LONGEST_ID
from okr_reports.errors import Problem
from okr_reports.extracts.record_files import FileRows, RecordFile
from okr_reports.findings import Finding
from okr_reports.words import Severity

_STATUSES = ("active", "on_leave")
_ID = re.compile(ID_PART)
_FEW = 3
# Where more words than this are unknown, a whole column is another; looking for the nearest of each would take minutes.
_MOST_GUESSED = 50
_ANY = "write one that exists"


def people_problems(people: FileRows, file: RecordFile, *, catalogue: Catalogue) -> Iterator[Problem]:
    """Everything wrong with people.csv beyond its single cells."""
    yield from _id_problems(people, file)
    yield from role_problems(people, file, catalogue=catalogue)


def role_problems(people: FileRows, file: RecordFile, *, catalogue: Catalogue) -> Iterator[Problem]:
    """Two roles on one day, and words that are not known; ids are left to whoever must write files by them."""
    yield from _date_problems(people, file)
    company = catalogue.company
    known: dict[str, Set[str]] = {"status": set(_STATUSES)}
    if company.departments is not None:
        known["department"] = set(company.departments)
    if company.teams is not None:
        known["team"] = set(company.teams)
    for column, words in known.items():
        yield from unknown_problems(people, file, column=column, known=words)
    for line, share in people.of("fte"):
        if share is not None and not 0 < share <= 1:
            fix = "write the share of a full post, like 0.8"
            yield file.problem("fte is not above 0 and at most 1", fix, line=line)


def action_problems(
    actions: FileRows, file: RecordFile, *, catalogue: Catalogue, people: Set[str] | None
) -> Iterator[Problem]:
    """Ids in actions.csv that name no KPI or, where there is a people table, no person."""
    yield from unknown_problems(actions, file, column="kpi_id", known=set(catalogue.kpis))
    if people is not None:
        yield from unknown_problems(actions, file, column="owner_id", known=people)


def incomplete_actions(actions: FileRows) -> Iterator[Finding]:
    """Actions that nobody answers for, or that have no end."""
    for line, kpi_id, owner_id, due_on in actions.of("kpi_id", "owner_id", "due_on"):
        if owner_id is None or due_on is None:
            text = f"actions.csv:{line}: an action needs an owner and a due date"
            yield Finding("ACTION-INCOMPLETE", Severity.WARNING, kpi_id, text)


def owner_problems(catalogue: Catalogue, people: Set[str]) -> Iterator[Problem]:
    """KPI owners whom the people table does not know, at the sheet that names them first."""
    for owner, place in owner_ids(catalogue).items():
        if owner not in people:
            file, _, line = place.rpartition(":")
            fix = "name a person of people.csv, or {org: department}"
            yield Problem(f"the owner {owner!r} is not in the people table", fix=fix, file=file, line=int(line))


def unknown_problems(rows: FileRows, file: RecordFile, *, column: str, known: Set[str]) -> Iterator[Problem]:
    """One problem per cell whose word or id is not among the known ones."""
    # A word is looked up among thousands of ids; the same one often stands in thousands of rows.
    fixes: dict[str, str] = {}
    for line, word in rows.of(column):
        if word is not None and word not in known:
            guesses = known if len(fixes) < _MOST_GUESSED or len(known) <= _FEW else ()
            fix = fixes[word] if word in fixes else fixes.setdefault(word, instead(word, guesses) if guesses else _ANY)
            yield file.problem(f"there is no {column.removesuffix('_id')} {word!r}", fix, line=line)


def instead(word: str, known: Set[str]) -> str:
    """What to write in place of a word that is not among the known ones."""
    if len(known) <= _FEW:
        return f"write {' or '.join(sorted(known))}"
    close = get_close_matches(word, sorted(known), n=1)
    return f"did you mean {close[0]!r}?" if close else _ANY


def _id_problems(people: FileRows, file: RecordFile) -> Iterator[Problem]:
    seen: set[str] = set()
    folded: set[str] = set()
    for line, id in people.of("id"):
        if id is None or id in seen:
            continue
        seen.add(id)
        if not _ID.fullmatch(id) or len(id) > LONGEST_ID:
            fix = f"use at most {LONGEST_ID} letters A-Z, digits, `-`, `_` and `.` between them"
            yield file.problem(f"{id!r} is no valid employee id", fix, line=line)
        if id.lower() in folded:
            yield file.problem(
                f"the id {id!r} differs from another one only in capitals", "use one spelling", line=line
            )
        folded.add(id.lower())


def _date_problems(people: FileRows, file: RecordFile) -> Iterator[Problem]:
    dated = [row for row in people.of("id", "from_on", "to_on") if row[1] is not None and row[2] is not None]
    for line, _, from_on, to_on in dated:
        if to_on is not None and to_on < from_on:
            yield file.problem("`to` lies before `from`", "correct one of them; `to` is the last day", line=line)
    before: dict[str, tuple[int, date]] = {}
    for line, id, from_on, to_on in sorted(dated, key=lambda row: row[2]):
        earlier, end = before.get(id, (0, date.min))
        if from_on <= end:
            fix = "end the earlier row the day before this one begins"
            yield file.problem(f"{id} already has a role on this day, by line {earlier}", fix, line=line)
        before[id] = max((line, to_on or date.max), (earlier, end), key=lambda held: held[1])
