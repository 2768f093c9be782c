"""Check-ins, actuals and retro notes from CSV or an extract: every mistake located, later rows not seen."""

from datetime import UTC, date, datetime

import polars as pl
import pytest

from okr_reports.errors import CatalogueError, ContractError
from okr_reports.extracts.record_logs import check_records
from okr_reports.extracts.records import log_findings, log_from_rows, read_records
from tests.unit.extracts.company_folder import CompanyFolder

OCTOBER = datetime(2026, 10, 5, 6, tzinfo=UTC)
GOALS = """\
- id: company/o1
  objective: Stop the leaky bucket
  level: company
  key_results:
    - {id: company/o1/kr1, title: Churn from 3.1 to 2.0, baseline: 3.1, target: 2.0}
"""
AUTHOR = "the author of the manual score 'E3' is not in the people table"
SOURCES = "extracts:\n  tickets: {file: t.csv, period: {column: day}}\n"


@pytest.fixture
def aiming(company: CompanyFolder) -> CompanyFolder:
    """A company with one key result in 2026-Q3."""
    company.write("company.yaml", "name: X\ntimezone: Asia/Kolkata\nfiscal_year_start: 1\n")
    company.sources(SOURCES)
    company.write("t.csv", "day,hours\n2026-09-01,1\n")
    company.write("okrs/2026-Q3/company.yaml", GOALS)
    return company


def problems(company: CompanyFolder) -> list[str]:
    """What `check` says is wrong with the logs."""
    with pytest.raises(CatalogueError) as error:
        check_records(company.catalogue)
    return [str(problem) for problem in error.value.problems]


def test_the_logs_of_goals_are_read_under_the_tables_names(aiming: CompanyFolder) -> None:
    aiming.write(
        "check_ins.csv",
        "note,on,key_result_id,author_id,confidence,value\nSlow,2026-07-08,company/o1/kr1,E001,at_risk,3\n",
    )
    aiming.write("actuals.csv", "key_result_id,on,actual,for\ncompany/o1/kr1,2026-10-02,2.4,2026-09-30\n")
    aiming.write(
        "retro_notes.csv",
        "id,cycle,on,author_id,decision,cause,learned\ncompany/o1,2026-Q3,2026-10-02,E001,retire,outside,Start early\n",
    )
    records = read_records(aiming.catalogue, as_of=OCTOBER)
    assert records.findings == ()
    assert records.check_ins.rows() == [(1, "company/o1/kr1", date(2026, 7, 8), "E001", "at_risk", 3.0, "Slow")]
    assert records.actuals.rows() == [(1, "company/o1/kr1", date(2026, 10, 2), date(2026, 9, 30), 2.4)]
    assert records.retro_notes.select(
        "note_id", "subject_id", "cycle_id", "noted_on", "decision", "learned"
    ).rows() == [(1, "company/o1", "2026-Q3", date(2026, 10, 2), "retire", "Start early")]


def test_every_mistake_is_said_with_its_line(aiming: CompanyFolder) -> None:
    aiming.write(
        "check_ins.csv",
        """\
        key_result_id,on,confidence,value
        company/o1/kr2,2026-07-08,at_risk,
        company/o1/kr1,8 July,fine,nan
        ,2026-07-08,on_track,1e999
        """,
    )
    aiming.write(
        "actuals.csv",
        """\
        key_result_id,on,actual,for
        o9,2026-07-08,-1e999,
        company/o1/kr1,2026-07-08,2.4,2026-07-09
        ,,inf,2026-07-09
        """,
    )
    aiming.write(
        "retro_notes.csv",
        """\
        id,cycle,on,decision,cause
        company/o1/kr9,2026-Q3,2026-10-02,keep,
        company/o1/kr1,2026-Q2,2026-10-02,drop,weather
        ,,,,
        company/o1/kr1,,2026-10-02,,
        """,
    )
    assert problems(aiming) == [
        "actuals.csv:2: actual is no finite number: write a number, or leave the cell empty",
        "actuals.csv:2: there is no key result 'o9': write company/o1/kr1",
        "actuals.csv:3: `for` lies after `on`: write the day it was measured for, not one to come",
        "actuals.csv:4: actual is no number: write it like 0.8",
        "actuals.csv:4: key_result_id is empty: fill it in",
        "actuals.csv:4: on is empty: fill it in",
        "check_ins.csv:2: there is no key result 'company/o1/kr2': write company/o1/kr1",
        "check_ins.csv:3: on is no date: write it like 2026-09-30",
        "check_ins.csv:3: there is no confidence 'fine': write at_risk or off_track or on_track",
        "check_ins.csv:3: value is no number: write it like 0.8",
        "check_ins.csv:4: key_result_id is empty: fill it in",
        "check_ins.csv:4: value is no finite number: write a number, or leave the cell empty",
        "retro_notes.csv:2: there is no decision 'keep': write one that exists",
        "retro_notes.csv:2: there is no objective or key result 'company/o1/kr9': write company/o1 or company/o1/kr1",
        "retro_notes.csv:3: company/o1/kr1 does not belong to cycle '2026-Q2': write 2026-Q3",
        "retro_notes.csv:3: there is no cause 'weather': write one that exists",
        "retro_notes.csv:5: cycle is empty: fill it in",
    ]


def test_a_check_in_where_there_are_no_goals_says_where_to_write_them(aiming: CompanyFolder) -> None:
    (aiming.path / "okrs/2026-Q3/company.yaml").unlink()
    aiming.write("check_ins.csv", "key_result_id,on\nkr,2026-07-08\n")
    assert problems(aiming) == ["check_ins.csv:2: there is no key result 'kr': write it under okrs/<cycle>/"]


def test_rows_dated_outside_the_cycle_are_findings_and_late_actuals_are_not(aiming: CompanyFolder) -> None:
    aiming.write(
        "check_ins.csv",
        """\
        key_result_id,on
        company/o1/kr1,2026-06-30
        company/o1/kr1,2026-07-01
        company/o1/kr1,2026-09-30
        company/o1/kr1,2026-10-01
        """,
    )
    aiming.write(
        "actuals.csv",
        """\
        key_result_id,on,actual,for
        company/o1/kr1,2026-10-10,2.4,2026-09-30
        company/o1/kr1,2026-10-11,2.4,2026-09-30
        company/o1/kr1,2026-10-01,2.4,
        company/o1/kr1,2026-09-01,2.4,2026-06-30
        """,
    )
    found = check_records(aiming.catalogue)
    assert {finding.code for finding in found} == {"LOG-OUTSIDE-CYCLE"}
    assert [finding.text for finding in found] == [
        "check_ins.csv:2: 2026-06-30 lies outside cycle 2026-Q3 and does not count",
        "check_ins.csv:5: 2026-10-01 lies outside cycle 2026-Q3 and does not count",
        "actuals.csv:3: written on 2026-10-11, too late for cycle 2026-Q3, and does not count",
        "actuals.csv:4: 2026-10-01 lies outside cycle 2026-Q3 and does not count",
        "actuals.csv:5: 2026-06-30 lies outside cycle 2026-Q3 and does not count",
    ]


def test_rows_dated_after_the_companys_day_are_not_seen(aiming: CompanyFolder) -> None:
    aiming.write("check_ins.csv", "key_result_id,on\ncompany/o1/kr1,2026-07-08\ncompany/o1/kr1,2026-07-09\n")
    seen = read_records(aiming.catalogue, as_of=datetime(2026, 7, 8, 18, 29, tzinfo=UTC)).check_ins
    assert seen["checked_in_on"].to_list() == [date(2026, 7, 8)]


def test_a_row_that_is_not_seen_yet_lies_outside_no_cycle_yet(aiming: CompanyFolder) -> None:
    aiming.write("check_ins.csv", "key_result_id,on\ncompany/o1/kr1,2026-06-30\ncompany/o1/kr1,2026-10-02\n")
    september = read_records(aiming.catalogue, as_of=datetime(2026, 9, 30, tzinfo=UTC)).findings
    later = read_records(aiming.catalogue, as_of=datetime(2026, 10, 2, tzinfo=UTC)).findings
    places = [[found.place for found in each if found.code == "LOG-OUTSIDE-CYCLE"] for each in (september, later)]
    assert places == [["check_ins.csv:2"], ["check_ins.csv:2", "check_ins.csv:3"]]


def test_the_logs_of_goals_may_come_from_extracts(aiming: CompanyFolder) -> None:
    aiming.sources(f"{SOURCES}tables: {{actuals: {{extract: tickets}}}}\n")
    rows = pl.DataFrame({
        "key_result_id": ["company/o1/kr1"] * 3, "on": ["2026-07-08", "2026-10-08", "2026-06-01"],
        "actual": [2.4, 1.0, 3.0],
    })  # fmt: skip
    log = log_from_rows("actuals", rows, catalogue=aiming.catalogue, as_of=OCTOBER)
    assert log.select("dated_on", "actual").rows() == [(date(2026, 7, 8), 2.4), (date(2026, 6, 1), 3.0)]
    assert [finding.text for finding in log_findings("actuals", log, catalogue=aiming.catalogue)] == [
        "extract tickets:2: 2026-06-01 lies outside cycle 2026-Q3 and does not count"
    ]
    with pytest.raises(ContractError, match="extract tickets, row 1: actual is no finite number"):
        log_from_rows("actuals", rows.with_columns(actual=float("nan")), catalogue=aiming.catalogue, as_of=OCTOBER)


def test_people_whom_goals_name_beside_their_owners_are_looked_up(aiming: CompanyFolder) -> None:
    aiming.write("people.csv", "id,name,from\nE001,A,2024-01-01\n")
    named = ", contributors: [E001, E2, E2], manual_score: {value: 0.3, author_id: E3, on: 2026-09-30, why: So}}"
    aiming.write("okrs/2026-Q3/company.yaml", GOALS.rstrip().removesuffix("}") + named + "\n")
    found = [(each.code, each.place, each.text) for each in check_records(aiming.catalogue)]
    assert found == [
        ("PERSON-UNKNOWN", "okrs/2026-Q3/company.yaml:5", "the contributor 'E2' is not in the people table"),
        (
            "PERSON-UNKNOWN",
            "okrs/2026-Q3/company.yaml:5",
            "the author of the manual score 'E3' is not in the people table",
        ),
    ]


def test_without_a_people_table_nobody_is_looked_up(aiming: CompanyFolder) -> None:
    aiming.write("okrs/2026-Q3/company.yaml", GOALS.rstrip().removesuffix("}") + ", contributors: [E2]}\n")
    assert check_records(aiming.catalogue) == ()
