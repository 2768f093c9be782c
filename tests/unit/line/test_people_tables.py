"""Roles, and what people write about people, as the tables that an appraisal run takes."""

from datetime import UTC, date, datetime
from pathlib import Path

import polars as pl
import pytest

from okr_reports.appraisal_tables import ROLE_KPIS
from okr_reports.catalogue.load import load_catalogue
from okr_reports.errors import ContractError
from okr_reports.extracts.read import ReadRequest, read_extracts
from okr_reports.line.logs import read_logs
from okr_reports.line.people_logs import read_people_logs
from okr_reports.line.request import RunRequest
from okr_reports.line.roles import role_kpis_of
from okr_reports.store.opening import open_store
from okr_reports.tables import PEOPLE

OCTOBER = datetime(2026, 10, 5, 6, tzinfo=UTC)
FILES = {
    "company.yaml": "name: A\ndata_from: 2026-01\n",
    "sources.yaml": """\
extracts:
  tickets: {file: t.csv, period: {column: day}}
  hris: {file: hris.csv, period: {column: from}, columns: {id: text, from: date}}
  talks: {file: talks.csv, period: {column: on}, columns: {employee_id: text, on: date, share: text, note: text}}
tables: {people: {extract: hris}, one_to_ones: {extract: talks}}
""",
    "t.csv": "day,hours\n2026-03-01,1\n",
    "kpis/a.yaml": "- {id: wait, name: W, extract: tickets, formula: AVG(hours), unit: h}\n",
    "roles/a.yaml": """\
- id: agent
  name: Agent
  kras:
    - {name: Answers, weight: 100, kpis: [{kpi: wait, weight: 100, measured: team}]}
""",
    "hris.csv": "id,from,role,manager_id\nE1,2024-01-01,agent,E9\n",
    "talks.csv": "employee_id,on,share,note\nE1,2026-03-03,Y,Talked\nE7,2026-03-04,yes,Talked\n",
    "manager_notes.csv": "employee_id,on,author_id,share,note\nE8,2026-03-03,E1,no,Helped\n",
}


def request_of(folder: Path, **changed: str) -> RunRequest:
    """A run on the folder with these files in place of others; `_csv` stands for the ending."""
    for name, text in {**FILES, **{name.replace("_csv", ".csv"): text for name, text in changed.items()}}.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, encoding="utf-8")
    catalogue = load_catalogue(folder)
    month = catalogue.fiscal.period("2026-09")
    return RunRequest(catalogue, open_store("store", folder), month, as_of=OCTOBER, started_at=OCTOBER)


def logs_of(request: RunRequest) -> tuple[dict[str, pl.DataFrame], list[tuple[str, str]]]:
    """What people wrote about people in a run, and code and subject of what was found."""
    asked = ReadRequest(request.month, OCTOBER, OCTOBER)
    parts = read_extracts(request.catalogue, request.store, request=asked).parts
    people = read_logs(request, parts)[0][PEOPLE.name]
    tables, findings = read_people_logs(request, parts, people=people)
    return dict(tables), [(found.code, found.subject_id) for found in findings]


def test_roles_are_a_table_of_what_they_answer_for(tmp_path: Path) -> None:
    table = role_kpis_of(request_of(tmp_path).catalogue)
    assert table.schema == ROLE_KPIS.empty().schema
    assert table.rows() == [("agent", "answers", "Answers", 100.0, 1, "wait", 100.0, 1, "team")]


def test_a_company_without_roles_has_an_empty_table(tmp_path: Path) -> None:
    (tmp_path / "company.yaml").write_text("name: A\n", encoding="utf-8")
    assert role_kpis_of(load_catalogue(tmp_path)).height == 0


def test_logs_from_files_and_from_extracts_are_one_set_of_tables(tmp_path: Path) -> None:
    tables, found = logs_of(request_of(tmp_path))
    assert tables["one_to_ones"].rows() == [
        (1, "E1", date(2026, 3, 3), None, "Y", "Talked"),
        (2, "E7", date(2026, 3, 4), None, "yes", "Talked"),
    ]
    assert tables["manager_notes"]["note"].to_list() == ["Helped"]
    assert (tables["competencies"].height, tables["employee_comments"].height) == (0, 0)
    assert found == [
        ("LOG-UNKNOWN-EMPLOYEE", "E8"), ("MANAGER-UNKNOWN", "E9"), ("LOG-UNKNOWN-EMPLOYEE", "E7"),
        ("NOTE-SHARE", "extract talks"),
    ]  # fmt: skip


def test_two_roles_on_one_day_in_an_extract_break_its_contract(tmp_path: Path) -> None:
    request = request_of(tmp_path, hris_csv="id,from,role\nE1,2024-01-01,agent\nE1,2025-01-01,agent\n")
    with pytest.raises(ContractError, match="extract hris, row 2: E1 already has a role on this day, by line 1"):
        logs_of(request)
