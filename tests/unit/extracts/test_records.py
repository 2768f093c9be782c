"""People and actions from CSV: every mistake said with its line, nothing of anybody repeated."""

from datetime import UTC, date, datetime

import polars as pl
import pytest

from okr_reports.errors import CatalogueError, ContractError
from okr_reports.extracts.record_logs import check_records
from okr_reports.extracts.records import log_from_rows, people_from_rows, read_records
from tests.unit.extracts.company_folder import NOVEMBER, CompanyFolder

KPI = """\
- id: support/hours
  name: Hours
  owner: E012
  formula: AVG(hours)
  extract: tickets
  direction: lower
"""
PEOPLE = "id,name,role,manager_id,from,to,fte\nE001,Ann,Lead,,2024-01-01,,1\nE012,Bo,Agent,E001,2025-01-01,,0.8\n"
ACTIONS = "kpi_id,raised_on,text,owner_id,due_on,done_on\nsupport/hours,2026-09-05,Hire,E012,2026-10-01,\n"


@pytest.fixture
def staffed(company: CompanyFolder) -> CompanyFolder:
    """A company with one KPI, two people and one action."""
    company.sources("extracts:\n  tickets: {file: t.csv, period: {column: day}}\n")
    company.write("t.csv", "day,hours\n2026-09-01,1\n")
    company.write("kpis/support.yaml", KPI)
    company.write("people.csv", PEOPLE)
    company.write("actions.csv", ACTIONS)
    return company


def problems(company: CompanyFolder) -> list[str]:
    """What `check` says is wrong with the logs."""
    with pytest.raises(CatalogueError) as error:
        check_records(company.catalogue)
    return [str(problem) for problem in error.value.problems]


def test_people_and_actions_are_read_under_the_tables_names(staffed: CompanyFolder) -> None:
    records = read_records(staffed.catalogue, as_of=NOVEMBER)
    assert records.people.select("id", "manager_id", "from_on", "to_on", "fte", "email").rows() == [
        ("E001", None, date(2024, 1, 1), None, 1.0, None),
        ("E012", "E001", date(2025, 1, 1), None, 0.8, None),
    ]
    assert records.actions.rows() == [(1, "support/hours", date(2026, 9, 5), "Hire", "E012", date(2026, 10, 1), None)]
    assert records.findings == ()


def test_a_file_as_excel_saves_it_is_read_in_any_order_of_columns(staffed: CompanyFolder) -> None:
    staffed.write("people.csv", b"\xef\xbb\xbfFrom here;from;ID2;id\r\nx;2024-01-01;y;E012\r\n")
    records = read_records(staffed.catalogue, as_of=NOVEMBER)
    assert records.people.select("id", "from_on").rows() == [("E012", date(2024, 1, 1))]
    assert [finding.text for finding in records.findings] == [
        "people.csv has columns that are not read: From here, ID2"
    ]


def test_files_that_are_not_there_are_empty_tables_and_owners_are_not_looked_up(staffed: CompanyFolder) -> None:
    (staffed.path / "people.csv").unlink()
    (staffed.path / "actions.csv").unlink()
    records = read_records(staffed.catalogue, as_of=NOVEMBER)
    assert (records.people.height, records.actions.height) == (0, 0)


def test_every_unreadable_row_is_said_at_once_with_its_line(staffed: CompanyFolder) -> None:
    staffed.write(
        "people.csv",
        """\
        id,name,manager_id,from,to,status,fte
        E012,"Bo
        Two Lines",E012,31.12.2024,,active,1
        E013,Cy,E099,2025-01-01,2024-01-01,away,2
        ,Di,,Dee Private,,,x
        E/1,Ed,,2025-02-30,,,
        e012,Fi,,2025-01-01,,,
        """,
    )
    assert problems(staffed) == [
        "people.csv:2: from '31.12.2024' is no date: write it like 2026-09-30",
        "people.csv:4: `to` lies before `from`: correct one of them; `to` is the last day",
        "people.csv:4: fte is not above 0 and at most 1: write the share of a full post, like 0.8",
        "people.csv:4: there is no status 'away': write active or on_leave",
        "people.csv:5: from is no date: write it like 2026-09-30",
        "people.csv:5: fte is no number: write it like 0.8",
        "people.csv:5: id is empty: fill it in",
        "people.csv:6: 'E/1' is no valid employee id: "
        "use at most 64 letters A-Z, digits, `-`, `_` and `.` between them",
        "people.csv:6: from '2025-02-30' is no date: write it like 2026-09-30",
        "people.csv:7: the id 'e012' differs from another one only in capitals: use one spelling",
    ]


def test_two_roles_on_one_day_are_said_with_both_lines(staffed: CompanyFolder) -> None:
    staffed.write(
        "people.csv",
        """\
        id,from,to
        E012,2026-01-01,
        E012,2025-01-01,2025-12-31
        E001,2025-01-01,2025-12-31
        E001,2025-12-31,
        """,
    )
    assert problems(staffed) == [
        "people.csv:5: E001 already has a role on this day, by line 4: "
        "end the earlier row the day before this one begins"
    ]


def test_ids_that_name_nobody_and_no_kpi_are_errors(staffed: CompanyFolder) -> None:
    staffed.write("people.csv", "id,from\nE001,2024-01-01\n")
    staffed.write("actions.csv", ACTIONS + "support/hour,2026-09-05,Hire,E001,2026-10-01,\n")
    assert problems(staffed) == [
        "actions.csv:2: there is no owner 'E012': write E001",
        "actions.csv:3: there is no kpi 'support/hour': write support/hours",
        "kpis/support.yaml:1: the owner 'E012' is not in the people table: "
        "name a person of people.csv, or {org: department}",
    ]


def test_departments_that_are_declared_are_the_only_ones(staffed: CompanyFolder) -> None:
    staffed.write("company.yaml", "name: X\ndepartments: {support: Support}\n")
    staffed.write("people.csv", "id,from,department\nE012,2024-01-01,sales\n")
    assert problems(staffed) == ["people.csv:2: there is no department 'sales': write support"]


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ("name,from\nAnn,2024-01-01\n", "people.csv:1: there is no column id: the header has name, from"),
        ("id,from\nE012,2024-01-01,x\n", "people.csv:2: this row has not as many cells as the header"),
        ('id,from\nE012,"2024-01-01\n', "people.csv:2: a quote opened here is never closed"),
        ("", "people.csv has no rows, not even a header"),
        ("id,from,id\n", "people.csv:1: there is no column id: the header has id (1), from, id (2)"),
    ],
)
def test_a_file_of_the_wrong_shape_says_so(staffed: CompanyFolder, content: str, said: str) -> None:
    staffed.write("people.csv", content)
    assert any(problem.startswith(said) for problem in problems(staffed))


def test_rows_dated_after_the_companys_day_are_not_seen_and_later_work_is_not_done(staffed: CompanyFolder) -> None:
    staffed.write("people.csv", PEOPLE + "E020,Cy,Agent,E001,2026-10-02,,1\n")
    staffed.write(
        "actions.csv",
        """\
        kpi_id,raised_on,text,owner_id,due_on,done_on
        support/hours,2026-10-02,later,E012,2026-11-01,
        support/hours,2026-09-05,done later,E012,2026-10-01,2026-10-02
        support/hours,2026-09-05,done,E012,2026-10-01,2026-10-01
        """,
    )
    records = read_records(staffed.catalogue, as_of=datetime(2026, 10, 1, 18, 29, tzinfo=UTC))
    assert records.people["id"].to_list() == ["E001", "E012"]
    assert records.actions.select("action_id", "text", "done_on").rows() == [
        (2, "done later", None),
        (3, "done", date(2026, 10, 1)),
    ]


def test_an_action_without_owner_or_due_date_is_a_finding(staffed: CompanyFolder) -> None:
    staffed.write("actions.csv", "kpi_id,raised_on,text\nsupport/hours,2026-09-05,Hire\n")
    assert [finding.code for finding in check_records(staffed.catalogue)] == ["ACTION-INCOMPLETE"]


def test_people_may_come_from_an_extract(staffed: CompanyFolder) -> None:
    rows = pl.DataFrame({"id": [7, 8], "from": ["2024-01-01", "2025-01-01"], "name": ["Ann", None], "more": [1, 2]})
    people = people_from_rows(rows, extract_id="hris", timezone="Asia/Kolkata")
    assert people.select("id", "name", "from_on", "to_on").rows() == [
        ("7", "Ann", date(2024, 1, 1), None),
        ("8", None, date(2025, 1, 1), None),
    ]


@pytest.mark.parametrize(
    "rows",
    [
        pl.DataFrame({"id": ["a"]}),
        pl.DataFrame({"id": ["a", None], "from": ["2024-01-01", "2024-01-01"]}),
        pl.DataFrame({"id": ["a"], "from": ["soon"]}),
        pl.DataFrame({"id": ["a", "a"], "from": ["2024-01-01", "2024-01-01"]}),
    ],
)
def test_an_extract_of_people_needs_ids_and_dates(rows: pl.DataFrame) -> None:
    with pytest.raises(ContractError, match="extract hris"):
        people_from_rows(rows, extract_id="hris", timezone="UTC")


def test_empty_cells_of_an_extract_of_people_are_as_empty_as_those_of_a_file() -> None:
    rows = pl.DataFrame(
        {"id": ["a "], "from": ["2024-01-01"], "to": [""], "role": ["  "], "manager_id": [""], "fte": [" "]}
    )
    people = people_from_rows(rows, extract_id="hris", timezone="UTC")
    assert people.select("id", "to_on", "role", "manager_id", "fte").rows() == [("a", None, None, None, None)]


@pytest.mark.parametrize(("column", "cell"), [("to", "31/12/2025"), ("fte", "half"), ("to", 20251231)])
def test_a_cell_that_cannot_be_read_never_makes_somebody_stay_or_work_full_time(column: str, cell: str | int) -> None:
    rows = pl.DataFrame({"id": ["a"], "from": ["2024-01-01"], column: [cell]})
    with pytest.raises(ContractError, match=f"extract hris is the people table, and cells of {column} cannot be read"):
        people_from_rows(rows, extract_id="hris", timezone="UTC")


EVENTS = "on,kpi_id,text\n2026-09-05,support/hours,Outage\n2026-09-06,,New price list\n2026-10-02,,later\n"
CHANGES = "id,field,on,by,old,new,cause,reason\nsupport/hours,formula,2026-09-05,E001,AVG,MEDIAN,error,the tail\n"
RESTATEMENTS = "kpi_id,period,on,by,reason\nsupport/hours,2026-08,2026-09-05,E001,late rows\n"


def test_events_changes_and_restatements_are_read_under_the_tables_names(staffed: CompanyFolder) -> None:
    staffed.write("events.csv", EVENTS)
    staffed.write("changes.csv", CHANGES)
    staffed.write("restatements.csv", RESTATEMENTS)
    records = read_records(staffed.catalogue, as_of=datetime(2026, 10, 1, 18, 29, tzinfo=UTC))
    day = date(2026, 9, 5)
    assert records.events.rows() == [
        (1, day, "support/hours", "Outage"),
        (2, date(2026, 9, 6), None, "New price list"),
    ]
    assert records.changes.rows() == [
        (1, "support/hours", "formula", day, "E001", "AVG", "MEDIAN", "error", "the tail")
    ]
    assert records.restatements.rows() == [("support/hours", "2026-08", day, "E001", "late rows")]


def test_mistakes_in_events_changes_and_restatements_are_said_with_their_lines(staffed: CompanyFolder) -> None:
    staffed.write("events.csv", "on,kpi_id,text\n5 Sep,support/hour,Outage\n2026-09-05,,\n")
    staffed.write("changes.csv", "id,on,cause\nsupport/hour,2026-09-05,weather\n,,\nsupport/hours,,market\n")
    staffed.write(
        "restatements.csv",
        """\
        kpi_id,period,on
        support/hours,2026-13,2026-09-05
        support/hours,2026-W36,2026-09-05
        support/hours,2026-08,2026-09-05
        support/hours,2026-08,2026-09-05
        support/hours,FY2027-Q2,2026-09-05
        """,
    )
    assert problems(staffed) == [
        "changes.csv:2: there is no KPI 'support/hour': write support/hours",
        "changes.csv:2: there is no cause 'weather': write one of market, competitor, resources, priority, error",
        "changes.csv:4: on is empty: fill it in",
        "events.csv:2: on is no date: write it like 2026-09-30",
        "events.csv:2: there is no kpi 'support/hour': write support/hours",
        "events.csv:3: text is empty: fill it in",
        "restatements.csv:2: there is no period '2026-13': write a month like 2026-09",
        "restatements.csv:3: '2026-W36' is shorter than the KPI's periods: write a month like 2026-09",
        "restatements.csv:5: line 4 restates the same period on the same day: put both reasons in one row",
    ]


GOALS = """\
- id: company/o1
  objective: Stop the leaky bucket
  level: company
  key_results:
    - {id: company/o1/kr1, title: Churn from 3.1 to 2.0, baseline: 3.1, target: 2.0}
"""


@pytest.mark.parametrize("id", ["company/o1", "company/o1/kr1", "support/hours"])
def test_a_change_may_be_one_of_a_kpi_an_objective_or_a_key_result(staffed: CompanyFolder, id: str) -> None:
    staffed.write("okrs/FY2027-Q2/company.yaml", GOALS)
    staffed.write("changes.csv", f"id,field,on\n{id},target,2026-09-05\n")
    assert check_records(staffed.catalogue) == ()


def test_a_change_of_something_that_does_not_exist_is_said_also_beside_objectives(staffed: CompanyFolder) -> None:
    staffed.write("okrs/FY2027-Q2/company.yaml", GOALS)
    staffed.write("changes.csv", "id,field,on\ncompany/o1/kr2,target,2026-09-05\n")
    fault = "there is no KPI, objective or key result 'company/o1/kr2'"
    assert problems(staffed) == [f"changes.csv:2: {fault}: write company/o1 or company/o1/kr1 or support/hours"]


def log(staffed: CompanyFolder, name: str, rows: pl.DataFrame) -> pl.DataFrame:
    """A log that sources.yaml takes from an extract."""
    sources = "extracts:\n  tickets: {file: t.csv, period: {column: day}}\n"
    staffed.sources(f"{sources}tables: {{{name}: {{extract: tickets}}}}\n")
    return log_from_rows(name, rows, catalogue=staffed.catalogue, as_of=datetime(2026, 10, 1, 6, tzinfo=UTC))


def test_a_log_may_come_from_an_extract_under_the_file_s_or_the_table_s_names(staffed: CompanyFolder) -> None:
    rows = pl.DataFrame({"on": ["2026-09-05", "2026-10-02"], "kpi_id": ["support/hours", None], "text": ["a", "b"]})
    expected = [(1, date(2026, 9, 5), "support/hours", "a")]
    assert log(staffed, "events", rows).rows() == expected
    assert log(staffed, "events", rows.rename({"on": "happened_on"})).rows() == expected


def test_actions_from_an_extract_are_open_until_the_day_they_were_done(staffed: CompanyFolder) -> None:
    rows = pl.DataFrame({
        "kpi_id": ["support/hours"], "raised_on": [date(2026, 9, 5)], "done_on": [date(2026, 10, 2)],
    })  # fmt: skip
    assert log(staffed, "actions", rows).select("action_id", "done_on").rows() == [(1, None)]


@pytest.mark.parametrize(
    ("rows", "said"),
    [
        ({"text": ["a"]}, "extract tickets is the events table and needs on in every row, dates like 2026-09-30"),
        ({"on": ["soon"], "text": ["a"]}, "extract tickets is the events table and needs on in every row"),
        ({"on": ["2026-09-05"], "text": ["a"], "kpi_id": ["x"]}, "extract tickets, row 1: there is no kpi 'x'"),
    ],
)
def test_an_extract_of_events_answers_as_the_file_would_have_to(
    staffed: CompanyFolder, rows: dict[str, list[str]], said: str
) -> None:
    with pytest.raises(ContractError, match=said):
        log(staffed, "events", pl.DataFrame(rows))


def test_a_file_that_an_extract_stands_in_for_is_not_looked_at(staffed: CompanyFolder) -> None:
    staffed.write("events.csv", "on,text\nsoon,x\n")
    sources = "extracts:\n  tickets: {file: t.csv, period: {column: day}}\n"
    staffed.sources(f"{sources}tables: {{events: {{extract: tickets}}}}\n")
    assert read_records(staffed.catalogue, as_of=NOVEMBER).events.height == 0
