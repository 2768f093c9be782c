"""The logs people keep: who works here, and what is done about missed targets; read, checked, seen as of a moment."""

from dataclasses import dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfo

import polars as pl

from okr_reports.catalogue.catalogue import Catalogue
from okr_reports.errors import CatalogueError, ContractError, Problem
from okr_reports.extracts.moments import Zones, read_days
from okr_reports.extracts.natural import as_text
from okr_reports.extracts.record_checks import action_problems, owner_problems, people_problems
from okr_reports.extracts.record_files import LINE, FileRows, RecordFile, read_record_file
from okr_reports.findings import Finding
from okr_reports.tables import ACTIONS, PEOPLE
from okr_reports.words import ColumnType, Severity

_TEXT, _DATE, _NUMBER = ColumnType.TEXT, ColumnType.DATE, ColumnType.NUMBER
PEOPLE_FILE = RecordFile(
    "people.csv",
    {
        "id": _TEXT, "name": _TEXT, "email": _TEXT, "role": _TEXT, "team": _TEXT, "department": _TEXT,
        "manager_id": _TEXT, "from": _DATE, "to": _DATE, "status": _TEXT, "fte": _NUMBER,
    },
    required=("id", "from"),
    renamed={"from": "from_on", "to": "to_on"},
)  # fmt: skip
ACTIONS_FILE = RecordFile(
    "actions.csv",
    {
        "kpi_id": _TEXT, "raised_on": _DATE, "text": _TEXT, "owner_id": _TEXT, "due_on": _DATE, "done_on": _DATE,
    },
    required=("kpi_id", "raised_on"),
)  # fmt: skip


@dataclass(frozen=True)
class Records:
    """tables.PEOPLE and tables.ACTIONS as seen at one moment, and what a reader may want to know about the files."""

    people: pl.DataFrame
    actions: pl.DataFrame
    findings: tuple[Finding, ...]


def check_records(catalogue: Catalogue) -> tuple[Finding, ...]:
    """Check people.csv and actions.csv, and the owners of KPIs where there is a people table. Needs no connection.

    Raises CatalogueError with every problem of both files, each with its line.
    """
    people, actions = _checked_files(catalogue)
    return (*people.findings, *actions.findings, *_unowned(actions.rows))


def read_records(catalogue: Catalogue, *, as_of: datetime) -> Records:
    """The logs as of a moment: rows dated later than its day in the company's zone are not seen.

    An action done later is open still. `people` is empty when it comes from an extract: see `people_from_rows`.
    Raises CatalogueError as `check_records` does.
    """
    people, actions = _checked_files(catalogue)
    today = as_of.astimezone(ZoneInfo(catalogue.company.timezone)).date()
    seen_people = people.rows.filter(pl.col("from_on") <= today)
    findings = (*people.findings, *actions.findings, *_unowned(actions.rows))
    return Records(PEOPLE.check(seen_people), ACTIONS.check(_seen_actions(actions.rows, today)), findings)


def people_from_rows(rows: pl.DataFrame, *, extract_id: str, timezone: str) -> pl.DataFrame:
    """tables.PEOPLE from an extract with the columns of people.csv (`from` or `from_on`, `to` or `to_on`).

    Raises ContractError when `id` or `from` is not there or empty, or a person has two rows from the same day.
    """
    renamed = rows.rename({old: new for old, new in PEOPLE_FILE.renamed.items() if old in rows.columns})
    absent = [name for name in ("id", "from_on") if name not in renamed.columns or renamed[name].has_nulls()]
    if absent:
        raise ContractError(f"extract {extract_id} is the people table and needs {', '.join(absent)} in every row")
    zones = Zones(timezone, timezone)
    people = pl.DataFrame([_cells(renamed, name, zones=zones) for name in PEOPLE.columns])
    if people["from_on"].has_nulls() or people.select(PEOPLE.key).is_duplicated().any():
        raise ContractError(f"extract {extract_id}: a person has no date in `from`, or two rows with the same one")
    return PEOPLE.check(people)


def _cells(rows: pl.DataFrame, name: str, *, zones: Zones) -> pl.Series:
    dtype = PEOPLE.columns[name]
    if name not in rows.columns or rows.schema[name] == pl.Null():
        return pl.Series(name, [None], dtype=dtype).new_from_index(0, rows.height)
    if dtype == pl.Date():
        return read_days(rows[name], zones)
    if dtype == pl.String():
        return rows.select(as_text(pl.col(name), rows.schema[name])).to_series()
    return rows[name].cast(dtype, strict=False)


def _checked_files(catalogue: Catalogue) -> tuple[FileRows, FileRows]:
    is_elsewhere = "people" in catalogue.tables
    people = read_record_file(catalogue.folder, PEOPLE_FILE)
    actions = read_record_file(catalogue.folder, ACTIONS_FILE)
    actions = _numbered(actions)
    if is_elsewhere:
        people = FileRows(people.rows.clear(), is_there=False)
    problems = [*people.problems, *actions.problems]
    ids = set(people.rows["id"].drop_nulls()) if people.is_there else None
    problems += people_problems(people.rows, PEOPLE_FILE, catalogue=catalogue)
    problems += action_problems(actions.rows, ACTIONS_FILE, catalogue=catalogue, people=ids)
    if ids is not None:
        problems += owner_problems(catalogue, ids)
    if problems:
        raise CatalogueError(*sorted(dict.fromkeys(problems), key=_place))
    return people, actions


def _place(problem: Problem) -> tuple[str, int, str]:
    return problem.file, problem.line or 0, problem.what


def _numbered(actions: FileRows) -> FileRows:
    """With `action_id`: the row's place in the file from 1, which appending leaves as it is."""
    rows = actions.rows.with_columns(pl.int_range(1, pl.len() + 1, dtype=pl.Int64).alias("action_id"))
    return FileRows(rows, actions.problems, actions.findings, actions.is_there)


def _seen_actions(actions: pl.DataFrame, today: date) -> pl.DataFrame:
    is_done = pl.col("done_on") <= today
    return actions.filter(pl.col("raised_on") <= today).with_columns(
        pl.when(is_done).then(pl.col("done_on")).alias("done_on")
    )


def _unowned(actions: pl.DataFrame) -> list[Finding]:
    lacking = actions.filter(pl.col("owner_id").is_null() | pl.col("due_on").is_null())
    return [
        Finding(
            "ACTION-INCOMPLETE",
            Severity.WARNING,
            kpi_id,
            f"actions.csv:{line}: an action needs an owner and a due date",
        )
        for kpi_id, line in lacking.select("kpi_id", LINE).iter_rows()
    ]
