"""The logs people keep beside the definitions: what each file is, and everything wrong with all of them at once.

Without Polars, like `record_files`; as tables seen from one moment: `records`.
"""

from collections.abc import Collection, Iterator, Mapping, Set
from dataclasses import dataclass
from pathlib import Path

from okr_reports.catalogue.catalogue import Catalogue
from okr_reports.catalogue.uncollected import without_collection
from okr_reports.errors import CatalogueError, Problem
from okr_reports.extracts.goal_log_checks import (
    actual_problems,
    check_in_problems,
    outside_cycles,
    retro_note_problems,
)
from okr_reports.extracts.goal_logs import GOAL_FILES
from okr_reports.extracts.goal_people_checks import unknown_in_goals
from okr_reports.extracts.log_checks import change_problems, event_problems, restatement_problems
from okr_reports.extracts.okr_numbers import numbers_in_logs
from okr_reports.extracts.people_checks import people_findings
from okr_reports.extracts.people_log_checks import people_log_findings, people_log_problems
from okr_reports.extracts.people_logs import PEOPLE_LOGS
from okr_reports.extracts.record_checks import action_problems, incomplete_actions, owner_problems, people_problems
from okr_reports.extracts.record_files import FileRows, RecordFile, read_record_file
from okr_reports.findings import Finding
from okr_reports.words import ColumnType

_TEXT, _DATE, _NUMBER = ColumnType.TEXT, ColumnType.DATE, ColumnType.NUMBER
FILES: Mapping[str, RecordFile] = {
    "people": RecordFile(
        "people.csv",
        {
            "id": _TEXT, "name": _TEXT, "email": _TEXT, "role": _TEXT, "team": _TEXT, "department": _TEXT,
            "manager_id": _TEXT, "from": _DATE, "to": _DATE, "status": _TEXT, "fte": _NUMBER,
        },
        required=("id", "from"),
        renamed={"from": "from_on", "to": "to_on"},
    ),
    "actions": RecordFile(
        "actions.csv",
        {
            "kpi_id": _TEXT, "raised_on": _DATE, "text": _TEXT, "owner_id": _TEXT, "due_on": _DATE,
            "done_on": _DATE,
        },
        required=("kpi_id", "raised_on"),
    ),
    "events": RecordFile(
        "events.csv",
        {"on": _DATE, "kpi_id": _TEXT, "text": _TEXT},
        required=("on", "text"),
        renamed={"on": "happened_on"},
    ),
    "changes": RecordFile(
        "changes.csv",
        {
            "id": _TEXT, "field": _TEXT, "on": _DATE, "by": _TEXT, "old": _TEXT, "new": _TEXT, "cause": _TEXT,
            "reason": _TEXT,
        },
        required=("id", "on"),
        renamed={"id": "changed_id", "on": "changed_on", "by": "changed_by"},
    ),
    "restatements": RecordFile(
        "restatements.csv",
        {"kpi_id": _TEXT, "period": _TEXT, "on": _DATE, "by": _TEXT, "reason": _TEXT},
        required=("kpi_id", "period", "on"),
        renamed={"period": "period_id", "on": "restated_on", "by": "restated_by"},
    ),
    **GOAL_FILES,
    **PEOPLE_LOGS,
}  # fmt: skip

# Its rows may be about one employee.
_OF_PEOPLE_AND_GOALS = "retro_notes"


@dataclass(frozen=True)
class Logs:
    """Each log's rows by the name of its table, and what a reader may want to know about the files."""

    rows: Mapping[str, FileRows]
    findings: tuple[Finding, ...]


def check_records(catalogue: Catalogue) -> tuple[Finding, ...]:
    """Check all logs, and the owners of KPIs where there is a people table. Needs no connection.

    Raises CatalogueError with every problem of all files, each with its line.
    """
    logs = checked_logs(catalogue, FILES)
    outside = [
        found
        for name, rows in logs.rows.items()
        for found in outside_cycles(name, rows, file=FILES[name], catalogue=catalogue)
    ]
    # Only a company with roles makes bundles, which print what people say of goals.
    return (*logs.findings, *outside, *(numbers_in_logs(logs.rows) if catalogue.roles else ()))


def checked_logs(catalogue: Catalogue, names: Collection[str], *, employee_ids: Set[str] | None = None) -> Logs:
    """The rows of these logs; a table that an extract stands in for has none here. Raises as `check_records` does.

    What people write about people, and people for their sake, are looked at only where it is among them.
    `employee_ids`: whom that people table holds that an extract stands in for; else those of people.csv count.
    """
    with without_collection():
        return _checked(catalogue, names, employee_ids)


def _checked(catalogue: Catalogue, names: Collection[str], employee_ids: Set[str] | None) -> Logs:
    is_about_people = PEOPLE_LOGS.keys() <= set(names)
    wanted = {*names, "people", *([_OF_PEOPLE_AND_GOALS] if is_about_people else [])}
    files = {name: file for name, file in FILES.items() if name in wanted}
    rows = {
        name: read_record_file(catalogue.folder, file) if name not in catalogue.tables else _elsewhere(file)
        for name, file in files.items()
    }
    ids = _ids(rows["people"])
    problems = [problem for log in rows.values() for problem in log.problems]
    problems += [
        problem for name, log in rows.items() for problem in _problems(name, log, catalogue=catalogue, ids=ids)
    ]
    if problems:
        raise CatalogueError(*sorted(dict.fromkeys(problems), key=_place))
    findings = [finding for name, log in rows.items() if name in names for finding in _findings(name, log, catalogue)]
    if is_about_people:
        findings += _about_people(rows, catalogue, ids if employee_ids is None else employee_ids)
    return Logs({name: log for name, log in rows.items() if name in names}, tuple(findings))


def _about_people(rows: Mapping[str, FileRows], catalogue: Catalogue, ids: Set[str] | None) -> Iterator[Finding]:
    yield from people_findings(rows["people"], FILES["people"], catalogue=catalogue)
    for name in (*PEOPLE_LOGS, _OF_PEOPLE_AND_GOALS):
        yield from people_log_findings(rows[name], FILES[name], people=ids)


def unreadable_in(folder: Path) -> list[Problem]:
    """What cannot be read of the logs in a folder whose definitions are wrong, so that their ids mean nothing yet."""
    return [problem for file in FILES.values() for problem in read_record_file(folder, file).problems]


def problems_of(name: str, rows: FileRows, *, file: RecordFile, catalogue: Catalogue) -> Iterator[Problem]:
    """What is wrong with the rows of a log other than people, wherever they come from; owners are not looked up."""
    if name == "actions":
        return action_problems(rows, file, catalogue=catalogue, people=None)
    if name in PEOPLE_LOGS:
        return people_log_problems(rows, file, catalogue=catalogue)
    checks = {
        "events": event_problems, "changes": change_problems, "restatements": restatement_problems,
        "check_ins": check_in_problems, "actuals": actual_problems, "retro_notes": retro_note_problems,
    }  # fmt: skip
    return checks[name](rows, file, catalogue=catalogue)


def _problems(name: str, rows: FileRows, *, catalogue: Catalogue, ids: Set[str] | None) -> Iterator[Problem]:
    file = FILES[name]
    if name == "people":
        yield from people_problems(rows, file, catalogue=catalogue)
        if ids is not None:
            yield from owner_problems(catalogue, ids)
    elif name == "actions":
        yield from action_problems(rows, file, catalogue=catalogue, people=ids)
    else:
        yield from problems_of(name, rows, file=file, catalogue=catalogue)


def _findings(name: str, rows: FileRows, catalogue: Catalogue) -> Iterator[Finding]:
    yield from rows.findings
    if name == "people" and rows.is_there:
        yield from unknown_in_goals(catalogue, _ids(rows) or set())
    if name == "actions":
        yield from incomplete_actions(rows)


def _ids(people: FileRows) -> Set[str] | None:
    """The ids in people.csv; None where there is no such file."""
    return {id for _, id in people.of("id") if id is not None} if people.is_there else None


def _elsewhere(file: RecordFile) -> FileRows:
    return FileRows(tuple(file.renamed.get(name, name) for name in file.columns), is_there=False)


def _place(problem: Problem) -> tuple[str, int, str]:
    return problem.file, problem.line or 0, problem.what
