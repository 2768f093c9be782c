"""What people write about people: kept as typed, mistakes located, and no byte of it stops a company's appraisals."""

from datetime import UTC, date, datetime

import polars as pl
import pytest

from okr_reports.catalogue.catalogue import Catalogue
from okr_reports.errors import CatalogueError, ContractError
from okr_reports.extracts.record_logs import check_records
from okr_reports.extracts.records import (
    PEOPLE_TABLES,
    checked_people,
    log_findings,
    log_from_rows,
    read_people_records,
    read_records,
)
from okr_reports.findings import Finding
from tests.unit.extracts.company_folder import CompanyFolder

OCTOBER = datetime(2026, 10, 5, 6, tzinfo=UTC)
PEOPLE = "id,name,from\nE1,Ann,2024-01-01\nE2,Bo,2024-01-01\n"
NOTES = "employee_id,on,author_id,share,note\n"
SOURCES = """\
extracts:
  hris: {file: hris.csv, period: {column: from}}
  talks: {file: talks.csv, period: {column: on}}
tables: {people: {extract: hris}, one_to_ones: {extract: talks}}
"""


@pytest.fixture
def staffed(company: CompanyFolder) -> CompanyFolder:
    """A company with two people and a calendar year."""
    company.write("company.yaml", "name: X\ntimezone: Asia/Kolkata\n")
    company.write("people.csv", PEOPLE)
    return company


def problems(company: CompanyFolder) -> list[str]:
    """What `check` says is wrong with the logs."""
    with pytest.raises(CatalogueError) as error:
        check_records(company.catalogue)
    return [str(problem) for problem in error.value.problems]


def notes(company: CompanyFolder, name: str = "manager_notes") -> list[str | None]:
    """The notes that a run reads."""
    return read_people_records(company.catalogue, as_of=OCTOBER)[0][name]["note"].to_list()


def said(findings: tuple[Finding, ...]) -> list[tuple[str, str]]:
    """Code and subject of findings."""
    return [(found.code, found.subject_id) for found in findings]


def test_the_four_logs_are_read_under_the_tables_names(staffed: CompanyFolder) -> None:
    staffed.write(
        "competencies.csv",
        "employee_id,cycle,competency,expected,demonstrated,comment,rater_id,on\n"
        "E1,2026-H1,Ownership,Solid,Strong,Good,E2,2026-07-08\n",
    )
    staffed.write("one_to_ones.csv", "note,share,employee_id,on,author_id\nTalked,yes,E1,2026-03-02,E2\n")
    staffed.write("manager_notes.csv", NOTES + "E1,2026-03-03,E2,no,Helped\n")
    staffed.write(
        "employee_comments.csv",
        "employee_id,cycle,on,about,text,status\nE1,2026,2026-07-20,Notes,Not so,open\n",
    )
    tables, findings = read_people_records(staffed.catalogue, as_of=OCTOBER)
    assert findings == ()
    assert tables["competencies"].rows() == [
        (1, "E1", "2026-H1", "Ownership", "Solid", "Strong", "Good", "E2", date(2026, 7, 8))
    ]
    assert tables["one_to_ones"].rows() == [(1, "E1", date(2026, 3, 2), "E2", "yes", "Talked")]
    assert tables["manager_notes"].rows() == [(1, "E1", date(2026, 3, 3), "E2", "no", "Helped")]
    assert tables["employee_comments"].rows() == [(1, "E1", "2026", date(2026, 7, 20), "Notes", "Not so", "open")]


def test_a_company_without_these_logs_has_empty_tables(staffed: CompanyFolder) -> None:
    tables, _ = read_people_records(staffed.catalogue, as_of=OCTOBER)
    assert {name: table.height for name, table in tables.items()} == dict.fromkeys(PEOPLE_TABLES, 0)


def test_rows_dated_later_than_the_moment_are_not_seen(staffed: CompanyFolder) -> None:
    staffed.write("manager_notes.csv", NOTES + "E1,2026-10-05,E2,yes,today\nE1,2026-10-06,E2,yes,tomorrow\n")
    assert notes(staffed) == ["today"]


def test_every_mistake_is_said_with_its_line(staffed: CompanyFolder) -> None:
    staffed.write(
        "competencies.csv",
        """\
        employee_id,cycle,on
        E1,2026-H3,2026-07-08
        E1,2026-Q1,2026-07-08
        ,FY2026,
        E1,2026,8 July
        """,
    )
    staffed.write("one_to_ones.csv", NOTES + "E1,,E2,yes,x\n")
    staffed.write("manager_notes.csv", "employee_id,author_id\nE1,E2\n")
    staffed.write("employee_comments.csv", "employee_id,cycle,on\nE1,,2026-07-08\n")
    assert problems(staffed) == [
        "competencies.csv:2: there is no appraisal cycle '2026-H3': write a half-year like 2026-H1",
        "competencies.csv:3: there is no appraisal cycle '2026-Q1': write a half-year like 2026-H1",
        "competencies.csv:4: employee_id is empty: fill it in",
        "competencies.csv:4: on is empty: fill it in",
        "competencies.csv:4: there is no appraisal cycle 'FY2026': write a half-year like 2026-H1",
        "competencies.csv:5: on is no date: write it like 2026-09-30",
        "employee_comments.csv:2: cycle is empty: fill it in",
        "manager_notes.csv:1: there is no column on: the header has employee_id, author_id",
        "one_to_ones.csv:2: on is empty: fill it in",
    ]


def test_rows_about_nobody_known_are_counted_by_id(staffed: CompanyFolder) -> None:
    staffed.write(
        "manager_notes.csv", NOTES + "E9,2026-03-03,E2,yes,a\nE1,2026-03-03,E2,yes,b\nE9,2026-03-04,E2,no,c\n"
    )
    found = check_records(staffed.catalogue)
    assert [(one.code, one.subject_id, one.text) for one in found] == [
        (
            "LOG-UNKNOWN-EMPLOYEE", "E9",
            "manager_notes.csv:2: 2 rows about E9, who is not in the people table: no bundle holds them",
        )
    ]  # fmt: skip
    assert notes(staffed) == ["a", "b", "c"]


def test_a_retro_note_about_nobody_known_is_counted_too(staffed: CompanyFolder) -> None:
    staffed.write("okrs/2026-Q3/a.yaml", "- {id: o1, objective: T, level: company}\n")
    staffed.write("retro_notes.csv", "id,cycle,on,employee_id,moved\no1,2026-Q3,2026-10-02,E9,All\n")
    assert said(read_people_records(staffed.catalogue, as_of=OCTOBER)[1]) == [("LOG-UNKNOWN-EMPLOYEE", "E9")]


def test_a_name_in_place_of_an_id_is_not_repeated(staffed: CompanyFolder) -> None:
    staffed.write("manager_notes.csv", NOTES + "Kamala,2026-03-03,E2,yes,a\nKamala Rao 2,2026-03-03,E2,yes,a\n")
    found = check_records(staffed.catalogue)
    assert said(found) == [("LOG-UNKNOWN-EMPLOYEE", "manager_notes.csv")] * 2
    assert "Kamala" not in " ".join(one.text for one in found)


def test_without_a_people_table_nobody_is_unknown(staffed: CompanyFolder) -> None:
    (staffed.path / "people.csv").unlink()
    staffed.write("manager_notes.csv", NOTES + "E9,2026-03-03,E2,yes,a\n")
    assert check_records(staffed.catalogue) == ()


def test_a_share_that_is_no_word_stays_as_typed_and_is_said_once(staffed: CompanyFolder) -> None:
    staffed.write(
        "manager_notes.csv",
        NOTES + "E1,2026-03-03,E2,Y,a\nE1,2026-03-03,E2,Yes,b\nE1,2026-03-03,E2,,c\nE1,2026-03-03,E2,no,d\n",
    )
    tables, findings = read_people_records(staffed.catalogue, as_of=OCTOBER)
    assert tables["manager_notes"]["share"].to_list() == ["Y", "Yes", None, "no"]
    assert [one.text for one in findings] == [
        "manager_notes.csv:2: 2 rows with a `share` that is neither yes nor no: they stay out of the bundles"
    ]


def test_a_status_that_is_no_word_counts_as_open(staffed: CompanyFolder) -> None:
    staffed.write("employee_comments.csv", "employee_id,cycle,on,status\nE1,2026-H1,2026-07-20,Pending\n")
    assert said(check_records(staffed.catalogue)) == [("COMMENT-STATUS", "employee_comments.csv")]


def test_a_note_of_a_megabyte_is_read_whole(staffed: CompanyFolder) -> None:
    note = "A line of it, with a comma.\n" * 40_000
    staffed.write("manager_notes.csv", NOTES + f'E1,2026-03-03,E2,yes,"{note}"\nE1,2026-03-04,E2,yes,after\n')
    assert notes(staffed) == [note.strip(), "after"]


def test_a_word_of_five_thousand_letters_is_read_whole(staffed: CompanyFolder) -> None:
    staffed.write("one_to_ones.csv", NOTES + f"E1,2026-03-03,E2,yes,{'W' * 5000}\n")
    assert notes(staffed, "one_to_ones") == ["W" * 5000]


@pytest.mark.parametrize(
    "typed", ["a\x00b", "a\x1b[31mb", "\u202eyranoitcer", "\ufdd0", "\x85"], ids=["nul", "esc", "bidi", "non", "c1"]
)
def test_signs_that_no_page_shows_are_kept_and_said(staffed: CompanyFolder, typed: str) -> None:
    staffed.write("manager_notes.csv", (NOTES + f"E1,2026-03-03,E2,yes,x{typed}y\n").encode())
    assert notes(staffed) == [f"x{typed}y"]
    assert said(check_records(staffed.catalogue)) == [("TEXT-CHARACTERS", "manager_notes.csv")]


@pytest.mark.parametrize("typed", ["two\nlines", "tab\there", "क्‍ष", "née", "🙂", "a\u00a0b"])
def test_signs_of_ordinary_writing_are_no_finding(staffed: CompanyFolder, typed: str) -> None:
    staffed.write("manager_notes.csv", (NOTES + f'E1,2026-03-03,E2,yes,"{typed}"\n').encode())
    assert notes(staffed) == [typed]
    assert check_records(staffed.catalogue) == ()


def test_one_broken_byte_leaves_the_rest_of_the_file_as_it_was(staffed: CompanyFolder) -> None:
    rows = "E1,2026-03-03,E2,yes,Größe समय\n".encode() + b"E1,2026-03-03,E2,yes,bad \xff byte\n"
    staffed.write("manager_notes.csv", NOTES.encode() + rows)
    assert notes(staffed) == ["Größe समय", "bad \ufffd byte"]
    assert said(check_records(staffed.catalogue)) == [("TEXT-CHARACTERS", "manager_notes.csv")]


def test_half_of_a_surrogate_pair_becomes_visible(staffed: CompanyFolder) -> None:
    staffed.write("manager_notes.csv", NOTES.encode() + b"E1,2026-03-03,E2,yes,half \xed\xa0\x80 pair\n")
    assert notes(staffed) == ["half \ufffd\ufffd\ufffd pair"]


def test_a_file_saved_by_an_old_program_keeps_its_umlauts(staffed: CompanyFolder) -> None:
    staffed.write("manager_notes.csv", (NOTES + "E1,2026-03-03,E2,yes,Größe\n").encode("cp1252"))
    assert notes(staffed) == ["Größe"]
    assert check_records(staffed.catalogue) == ()


def test_a_file_in_letters_of_no_kind_is_read_all_the_same(staffed: CompanyFolder) -> None:
    staffed.write("manager_notes.csv", NOTES.encode() + b"E1,2026-03-03,E2,yes,\x81\x8d\x90\n")
    assert notes(staffed) == ["\ufffd\ufffd\ufffd"]


def test_a_file_in_utf_16_is_read_by_its_mark(staffed: CompanyFolder) -> None:
    staffed.write("manager_notes.csv", (NOTES + "E1,2026-03-03,E2,yes,Größe\n").encode("utf-16"))
    assert notes(staffed) == ["Größe"]


def test_other_reports_do_not_read_what_people_write_about_people(staffed: CompanyFolder) -> None:
    staffed.write("manager_notes.csv", NOTES + "E9,never,E2,Y,a\n")
    assert read_records(staffed.catalogue, as_of=OCTOBER).findings == ()


@pytest.fixture
def elsewhere(staffed: CompanyFolder) -> Catalogue:
    """A company whose people and one-to-ones come from extracts."""
    (staffed.path / "people.csv").unlink()
    staffed.sources(SOURCES)
    staffed.write("hris.csv", "id,from\n")
    staffed.write("talks.csv", "employee_id,on\n")
    staffed.write("manager_notes.csv", NOTES + "E9,2026-03-03,E2,yes,a\n")
    return staffed.catalogue


def test_a_log_may_come_from_an_extract(elsewhere: Catalogue) -> None:
    rows = pl.DataFrame(
        {"employee_id": ["E1", "E9"], "on": ["2026-03-03", "2026-10-06"], "share": ["Y", "yes"], "note": ["a", "b"]}
    )
    log = log_from_rows("one_to_ones", rows, catalogue=elsewhere, as_of=OCTOBER)
    assert log.rows() == [(1, "E1", date(2026, 3, 3), None, "Y", "a")]
    found = log_findings("one_to_ones", log, catalogue=elsewhere, employee_ids={"E2"})
    assert said(found) == [("LOG-UNKNOWN-EMPLOYEE", "E1"), ("NOTE-SHARE", "extract talks")]


def test_who_there_is_may_be_known_from_an_extract(elsewhere: Catalogue) -> None:
    assert read_people_records(elsewhere, as_of=OCTOBER)[1] == ()
    found = read_people_records(elsewhere, as_of=OCTOBER, employee_ids={"E1"})[1]
    assert said(found) == [("LOG-UNKNOWN-EMPLOYEE", "E9")]


PERSON = {"name": None, "email": None, "role": None, "team": None, "department": None, "manager_id": None, "fte": 1.0}


def test_people_from_an_extract_are_checked_as_their_file_would_be(elsewhere: Catalogue) -> None:
    one = {"id": "E1", "from_on": date(2026, 1, 1), "to_on": None, "status": "active", **PERSON}
    two = {**one, "from_on": date(2026, 2, 1)}
    with pytest.raises(ContractError, match="extract hris, row 2: E1 already has a role on this day, by line 1"):
        checked_people(pl.DataFrame([one, two]), catalogue=elsewhere)
    assert said(checked_people(pl.DataFrame([{**one, "manager_id": "E7"}]), catalogue=elsewhere)) == [
        ("MANAGER-UNKNOWN", "E7")
    ]
