"""The logs people keep, as tables seen from one moment: from CSV files, or from extracts that stand in for them."""

from collections.abc import Mapping, Set
from dataclasses import dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfo

import polars as pl

from okr_reports.appraisal_tables import COMPETENCIES, EMPLOYEE_COMMENTS, MANAGER_NOTES, ONE_TO_ONES
from okr_reports.catalogue.catalogue import Catalogue
from okr_reports.errors import ContractError, Problem
from okr_reports.extracts.goal_log_checks import outside_cycles
from okr_reports.extracts.moments import Zones, read_days
from okr_reports.extracts.natural import as_text
from okr_reports.extracts.people_checks import people_findings
from okr_reports.extracts.people_log_checks import people_log_findings
from okr_reports.extracts.record_checks import role_problems
from okr_reports.extracts.record_files import FileRows, RecordFile
from okr_reports.extracts.record_logs import FILES, checked_logs, problems_of
from okr_reports.findings import Finding
from okr_reports.goal_tables import ACTUALS, CHECK_INS, RETRO_NOTES
from okr_reports.tables import ACTIONS, CHANGES, EVENTS, PEOPLE, RESTATEMENTS, TableSpec

TABLES = {
    table.name: table for table in (PEOPLE, ACTIONS, EVENTS, CHANGES, RESTATEMENTS, CHECK_INS, ACTUALS, RETRO_NOTES)
}
# What people write about people: read for appraisals alone.
PEOPLE_TABLES = {table.name: table for table in (COMPETENCIES, ONE_TO_ONES, MANAGER_NOTES, EMPLOYEE_COMMENTS)}
_SPECS = {**TABLES, **PEOPLE_TABLES}
# Since when a row is part of the log; and the column that numbers the rows, where there is no other key.
_DATED = {
    PEOPLE.name: "from_on", ACTIONS.name: "raised_on", EVENTS.name: "happened_on", CHANGES.name: "changed_on",
    RESTATEMENTS.name: "restated_on", CHECK_INS.name: "checked_in_on", ACTUALS.name: "dated_on",
    RETRO_NOTES.name: "noted_on", COMPETENCIES.name: "rated_on", ONE_TO_ONES.name: "held_on",
    MANAGER_NOTES.name: "noted_on", EMPLOYEE_COMMENTS.name: "commented_on",
}  # fmt: skip
_NUMBERED = {
    ACTIONS.name: "action_id", EVENTS.name: "event_id", CHANGES.name: "change_id", CHECK_INS.name: "check_in_id",
    ACTUALS.name: "actual_id", RETRO_NOTES.name: "note_id", COMPETENCIES.name: "competency_id",
    ONE_TO_ONES.name: "one_to_one_id", MANAGER_NOTES.name: "manager_note_id", EMPLOYEE_COMMENTS.name: "comment_id",
}  # fmt: skip

Findings = tuple[Finding, ...]


@dataclass(frozen=True)
class Records:
    """The tables of their names as seen at one moment, and what a reader may want to know about the files.

    A table that comes from an extract is empty: see `people_from_rows` and `log_from_rows`.
    """

    people: pl.DataFrame
    actions: pl.DataFrame
    events: pl.DataFrame
    changes: pl.DataFrame
    restatements: pl.DataFrame
    check_ins: pl.DataFrame
    actuals: pl.DataFrame
    retro_notes: pl.DataFrame
    findings: tuple[Finding, ...]


def read_records(catalogue: Catalogue, *, as_of: datetime) -> Records:
    """The logs as of a moment: rows dated later than its day in the company's zone are not seen.

    An action done later is open still. Raises CatalogueError as `record_logs.check_records` does.
    """
    tables, findings = _seen_logs(catalogue, TABLES, as_of=as_of)
    return Records(**tables, findings=findings)


def read_people_records(
    catalogue: Catalogue, *, as_of: datetime, employee_ids: Set[str] | None = None
) -> tuple[Mapping[str, pl.DataFrame], Findings]:
    """`competencies`, `one_to_ones`, `manager_notes`, `employee_comments` as of a moment, and findings about them.

    Also findings about people.csv: roles that nobody described or holds, managers who are not there. Texts, and the
    word in `share`, are as typed. A table that comes from an extract is empty: see `log_from_rows`; where people do,
    `employee_ids` says who there is. Raises CatalogueError as `record_logs.check_records` does.
    """
    return _seen_logs(catalogue, PEOPLE_TABLES, as_of=as_of, employee_ids=employee_ids)


def _seen_logs(
    catalogue: Catalogue, specs: Mapping[str, TableSpec], *, as_of: datetime, employee_ids: Set[str] | None = None
) -> tuple[Mapping[str, pl.DataFrame], Findings]:
    logs = checked_logs(catalogue, specs, employee_ids=employee_ids)
    today = as_of.astimezone(ZoneInfo(catalogue.company.timezone)).date()
    # A row that is not seen yet is no mistake yet either.
    outside = [
        found
        for name in (CHECK_INS.name, ACTUALS.name)
        if name in logs.rows
        for found in outside_cycles(
            name, logs.rows[name].up_to(today, column=_DATED[name]), file=FILES[name], catalogue=catalogue
        )
    ]
    tables = {name: _seen(_as_table(rows, specs[name]), name, today) for name, rows in logs.rows.items()}
    return tables, (*logs.findings, *outside)


def people_from_rows(rows: pl.DataFrame, *, extract_id: str, timezone: str) -> pl.DataFrame:
    """tables.PEOPLE from an extract with the columns of people.csv (`from` or `from_on`, `to` or `to_on`).

    Raises ContractError when `id` or `from` is not there or empty, or a person has two rows from the same day.
    """
    people = _with_columns_of(PEOPLE, rows, extract_id=extract_id, zones=Zones(timezone, timezone))
    if people.select(PEOPLE.key).is_duplicated().any():
        raise ContractError(f"extract {extract_id}: a person has two rows with the same date in `from`")
    return PEOPLE.check(people)


def checked_people(people: pl.DataFrame, *, catalogue: Catalogue) -> Findings:
    """What `check` says of people.csv, said of tables.PEOPLE that came from an extract; findings as for the file.

    Raises ContractError for what would be an error in the file: two roles on one day, words that are not known. Whose
    id cannot be a file's name is withheld and named when the bundles are made, so that one id stops nobody else.
    """
    file, rows = _as_file(PEOPLE.name, people, extract_id=catalogue.tables[PEOPLE.name].extract)
    problems = [_of_row(problem) for problem in role_problems(rows, file, catalogue=catalogue)]
    if problems:
        raise ContractError(*dict.fromkeys(problems))
    return tuple(people_findings(rows, file, catalogue=catalogue))


def log_from_rows(name: str, rows: pl.DataFrame, *, catalogue: Catalogue, as_of: datetime) -> pl.DataFrame:
    """Another log (`actions`, `check_ins` and so on) from the extract that `tables` names for it.

    Its columns are those of the CSV file, or the table's. Raises ContractError when a required one is not there,
    empty or no date, and for what would be an error in the file.
    """
    spec, extract_id = _SPECS[name], catalogue.tables[name].extract
    zone = catalogue.company.timezone
    table = _numbered(_with_columns_of(spec, rows, extract_id=extract_id, zones=Zones(zone, zone)), name)
    file, checked = _as_file(name, table, extract_id=extract_id)
    problems = [_of_row(problem) for problem in problems_of(name, checked, file=file, catalogue=catalogue)]
    if problems:
        raise ContractError(*dict.fromkeys(problems))
    return _seen(spec.check(table), name, as_of.astimezone(ZoneInfo(zone)).date())


def log_findings(
    name: str, log: pl.DataFrame, *, catalogue: Catalogue, employee_ids: Set[str] | None = None
) -> Findings:
    """What a reader must see of a log that came from an extract: rows that no cycle counts, or about nobody known."""
    file, rows = _as_file(name, log, extract_id=catalogue.tables[name].extract)
    about_people = people_log_findings(rows, file, people=employee_ids) if name in PEOPLE_TABLES else ()
    return (*outside_cycles(name, rows, file=file, catalogue=catalogue), *about_people)


def _as_file(name: str, table: pl.DataFrame, *, extract_id: str) -> tuple[RecordFile, FileRows]:
    """A table as if it had been read from the file that the extract stands in for."""
    file = RecordFile(f"extract {extract_id}", FILES[name].columns, FILES[name].required, FILES[name].renamed)
    written = table.select(file.renamed.get(header, header) for header in file.columns)
    return file, FileRows(tuple(written.columns), tuple(range(1, table.height + 1)), tuple(written.iter_rows()))


def _of_row(problem: Problem) -> Problem:
    """A row of an extract stands on no line that an editor could jump to."""
    return Problem(f"{problem.file}, row {problem.line}: {problem.what}", problem.fix)


def _with_columns_of(spec: TableSpec, rows: pl.DataFrame, *, extract_id: str, zones: Zones) -> pl.DataFrame:
    file = FILES[spec.name]
    named = rows.rename({old: new for old, new in file.renamed.items() if old in rows.columns and new != old})
    table = pl.DataFrame(
        [
            _cells(named, name, dtype=spec.columns[name], zones=zones)
            for name in spec.columns
            if name not in _NUMBERED.values()
        ]
    )
    required = [file.renamed.get(header, header) for header in file.required]
    empty = [file.header_of(name) for name in required if table[name].has_nulls() or name not in named.columns]
    if empty:
        said = f"needs {', '.join(empty)} in every row, dates like 2026-09-30"
        raise ContractError(f"extract {extract_id} is the {spec.name} table and {said}")
    # Left empty, the last day of a leaver would be none, and half a post a whole one.
    unread = [file.header_of(name) for name in table.columns if (table[name].is_null() & _is_filled(named, name)).any()]
    if unread:
        said = f"cells of {', '.join(unread)} cannot be read: days are written like 2026-09-30, numbers like 0.8"
        raise ContractError(f"extract {extract_id} is the {spec.name} table, and {said}")
    return table


def _cells(rows: pl.DataFrame, name: str, *, dtype: pl.DataType, zones: Zones) -> pl.Series:
    if name not in rows.columns or rows.schema[name] == pl.Null():
        return pl.Series(name, [None], dtype=dtype).new_from_index(0, rows.height)
    if dtype == pl.Date():
        return read_days(rows[name], zones)
    if dtype == pl.String():
        # As in a file: white space around a text is none of it, and nothing else is an empty cell.
        text = as_text(pl.col(name), rows.schema[name]).str.strip_chars()
        return rows.select(pl.when(text != "").then(text).alias(name)).to_series()
    return rows[name].cast(dtype, strict=False)


def _is_filled(rows: pl.DataFrame, name: str) -> pl.Series:
    """Whether something stands in each cell of a column that may not be there."""
    if name not in rows.columns:
        return pl.Series(name, [False]).new_from_index(0, rows.height)
    cells = rows[name]
    return cells.str.strip_chars().fill_null("") != "" if cells.dtype == pl.String() else cells.is_not_null()


def _as_table(rows: FileRows, spec: TableSpec) -> pl.DataFrame:
    schema = {name: spec.columns[name] for name in rows.columns}
    return spec.check(_numbered(pl.DataFrame(rows.cells, schema=schema, orient="row"), spec.name))


def _numbered(table: pl.DataFrame, name: str) -> pl.DataFrame:
    """With the row's place in the log from 1, which appending leaves as it is."""
    if name not in _NUMBERED:
        return table
    return table.with_columns(pl.int_range(1, pl.len() + 1, dtype=pl.Int64).alias(_NUMBERED[name]))


def _seen(table: pl.DataFrame, name: str, today: date) -> pl.DataFrame:
    seen = table.filter(pl.col(_DATED[name]) <= today)
    if name != ACTIONS.name:
        return seen
    return seen.with_columns(pl.when(pl.col("done_on") <= today).then(pl.col("done_on")).alias("done_on"))
