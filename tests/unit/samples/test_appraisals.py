"""The sample's two appraisal cycles: roles, people whose half-year was unlike the others', and what was written."""

from collections import Counter
from pathlib import Path

import pytest

from okr_reports.catalogue.catalogue import Catalogue
from okr_reports.catalogue.load import load_catalogue
from okr_reports.samples.appraisal_logs import write_appraisal_logs
from okr_reports.samples.appraisal_phrases import COMPETENCIES
from okr_reports.samples.people import write_people
from okr_reports.samples.roster import make_roster
from tests.unit.samples.by_hand import records

LOGS = ("one_to_ones", "manager_notes", "competencies", "employee_comments")


@pytest.fixture(scope="module")
def catalogue(saas60: Path) -> Catalogue:
    """The folder of the sixty-person company, read and checked."""
    return load_catalogue(saas60)


@pytest.fixture(scope="module")
def thousand(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """People and what they wrote in a company of a thousand."""
    folder, roster = tmp_path_factory.mktemp("thousand"), make_roster(1000)
    write_people(folder / "people.csv", roster)
    write_appraisal_logs(folder, roster)
    return folder


def about(folder: Path, employee_id: str, log: str) -> list[dict[str, str]]:
    """The rows of one log about one person."""
    return [row for row in records(folder / f"{log}.csv") if row["employee_id"] == employee_id]


def test_every_role_of_the_people_is_described_and_held(saas60: Path, catalogue: Catalogue) -> None:
    assert set(catalogue.roles) == {row["role"] for row in records(saas60 / "people.csv")}


def test_no_advice_is_given_on_the_roles(catalogue: Catalogue) -> None:
    assert [found.code for found in catalogue.findings if "ROLE" in found.code] == []


def test_raters_speak_of_the_competencies_that_the_roles_name(catalogue: Catalogue) -> None:
    assert {id: tuple(role.competencies) for id, role in catalogue.roles.items()} == COMPETENCIES


def test_the_linkage_policy_was_written_before_the_second_cycle_and_during_the_first(catalogue: Catalogue) -> None:
    policy = catalogue.company.linkage_policy
    assert policy is not None
    assert "2025-07-01" < str(policy.written_on) < "2026-01-01"
    assert "OKRs have no part in ratings or pay" in (catalogue.linkage_text or "")


def test_both_cycles_have_competencies(saas60: Path) -> None:
    assert {row["cycle"] for row in records(saas60 / "competencies.csv")} == {"2025-H2", "2026-H1"}


@pytest.mark.parametrize("log", LOGS)
def test_one_person_has_nothing_in_writing(saas60: Path, log: str) -> None:
    assert about(saas60, "E035", log) == []


def test_one_person_has_forty_notes_in_one_cycle(saas60: Path) -> None:
    days = [row["on"] for row in about(saas60, "E024", "manager_notes")]
    assert len([day for day in days if "2026-01-01" <= day <= "2026-06-30"]) == 40


def test_notes_are_shared_kept_back_or_undecided_and_one_author_types_a_letter(saas60: Path) -> None:
    assert {row["share"] for row in records(saas60 / "manager_notes.csv")} == {"yes", "no", ""}
    assert {row["employee_id"] for row in records(saas60 / "one_to_ones.csv") if row["share"] == "Y"} == {"E021"}


def test_one_correction_is_open_and_one_was_answered(saas60: Path) -> None:
    comments = records(saas60 / "employee_comments.csv")
    assert [row["employee_id"] for row in comments if row["status"] == "open"] == ["E014"]
    assert {row["status"] for row in comments if row["employee_id"] == "E026"} == {"accepted"}


def test_nobody_writes_about_somebody_who_is_on_leave_or_gone(saas60: Path) -> None:
    on_leave = [row["on"] for row in about(saas60, "E013", "one_to_ones") if "2026-04-06" <= row["on"] <= "2026-08-14"]
    gone = [row["on"] for log in LOGS for row in about(saas60, "E016", log) if row["on"] > "2025-10-31"]
    assert (on_leave, gone) == ([], [])


def test_after_a_transfer_the_new_manager_writes(saas60: Path) -> None:
    authors = {
        (row["on"] > "2026-02-15", row["author_id"])
        for log in ("one_to_ones", "manager_notes")
        for row in about(saas60, "E019", log)
    }
    assert authors == {(False, "E009"), (True, "E003")}


def test_nobody_is_named_in_what_is_written(saas60: Path) -> None:
    names = {part for row in records(saas60 / "people.csv") for part in row["name"].split()}
    texts = {
        word.strip(".,;:\"'!?")
        for log, column in (("one_to_ones", "note"), ("manager_notes", "note"), ("competencies", "comment"))
        for row in records(saas60 / f"{log}.csv")
        for word in row[column].split()
    }
    assert texts & names == set()


def test_no_figure_is_written_about_anybody(saas60: Path) -> None:
    texts = [row["note"] for log in ("one_to_ones", "manager_notes") for row in records(saas60 / f"{log}.csv")]
    assert [text for text in texts if any(sign.isdigit() or sign == "%" for sign in text)] == []


def test_the_logs_are_in_order_of_their_days(saas60: Path) -> None:
    days = {log: [row["on"] for row in records(saas60 / f"{log}.csv")] for log in LOGS}
    assert days == {log: sorted(of_log) for log, of_log in days.items()}


def test_a_company_of_a_thousand_has_managers_with_twelve_people_at_most(thousand: Path) -> None:
    people = records(thousand / "people.csv")
    led = Counter(row["manager_id"] for row in people if row["to"] == "" and row["manager_id"])
    assert len({row["id"] for row in people}) == 1000
    assert max(led.values()) <= 12
    assert set(led) <= {row["id"] for row in people}


def test_everybody_in_a_large_company_stands_below_the_chief_executive(thousand: Path) -> None:
    manager = {row["id"]: row["manager_id"] for row in records(thousand / "people.csv")}
    top = {id for id, above in manager.items() if not above}
    levels = [top]
    while levels[-1]:
        levels.append({id for id, above in manager.items() if above in levels[-1]})
    assert top == {"E001"}
    assert sum(len(level) for level in levels) == 1000


@pytest.mark.parametrize("log", ["one_to_ones", "manager_notes", "competencies"])
def test_a_company_of_a_thousand_has_as_much_in_writing_for_each(saas60: Path, thousand: Path, log: str) -> None:
    of_sixty, of_thousand = (len(records(folder / f"{log}.csv")) for folder in (saas60, thousand))
    assert of_thousand / 1000 == pytest.approx(of_sixty / 60, rel=0.25)


@pytest.mark.parametrize("employees", [61, 63, 121])
def test_a_sixty_that_is_not_complete_has_a_head_all_the_same(employees: int) -> None:
    posts = make_roster(employees).posts
    assert {post.manager_id for post in posts} - {post.employee_id for post in posts} == {""}
