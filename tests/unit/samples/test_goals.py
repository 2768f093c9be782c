"""The quarter's goals as the sample's folder holds them: valid at any size, and said in words."""

import re
from datetime import date
from pathlib import Path

import pytest

from okr_reports.catalogue.catalogue import Catalogue
from okr_reports.catalogue.load import load_catalogue
from okr_reports.extracts.record_logs import check_records
from okr_reports.samples.saas60 import write_saas60
from tests.unit.samples.by_hand import Figures, records

QUARTER = "2026-Q3"
QUESTIONNAIRE = "2026-q3/sales/o1/kr2"
FIGURE = re.compile(r"\d|%|\bpercent\b", re.IGNORECASE)


@pytest.fixture(scope="module")
def catalogue(saas60: Path) -> Catalogue:
    """The folder of the sixty-person company, read and checked."""
    return load_catalogue(saas60)


def test_the_quarter_and_four_before_it_have_goals(catalogue: Catalogue) -> None:
    assert list(catalogue.cycles) == ["2025-Q3", "2025-Q4", "2026-Q1", "2026-Q2", QUARTER]


def test_goals_and_logs_are_valid_and_only_what_was_planted_is_found_in_them(catalogue: Catalogue) -> None:
    assert [found.code for found in check_records(catalogue)] == ["NOTE-SHARE", "OKR-NUMBER-IN-TEXT"]
    assert {key: found for key, found in catalogue.goal_advice.items() if found} == {}


@pytest.mark.parametrize("employees", [20, 45, 200])
def test_goals_and_logs_are_valid_in_a_company_of_any_size(tmp_path: Path, employees: int) -> None:
    write_saas60(tmp_path, employees=employees)
    found = [found.code for found in check_records(load_catalogue(tmp_path))]
    assert found in (["NOTE-SHARE", "OKR-NUMBER-IN-TEXT"], ["OKR-NUMBER-IN-TEXT"])


def test_goals_that_are_counts_grow_with_the_company(twice_as_large: Path) -> None:
    deals = load_catalogue(twice_as_large).key_results["2026-q3/company/o2/kr1"].entry
    incidents = load_catalogue(twice_as_large).key_results["2026-q3/company/o2/kr3"].entry
    assert (deals.baseline, deals.target) == (2, 10)
    assert (incidents.baseline, incidents.target) == (9, 3)


def test_owners_and_authors_are_people_of_the_smallest_company(saas60: Path, tmp_path: Path) -> None:
    write_saas60(tmp_path, employees=20)
    known = {row["id"] for row in records(tmp_path / "people.csv")}
    assert {row["author_id"] for row in records(saas60 / "check_ins.csv")} <= known
    assert {row["author_id"] for row in records(saas60 / "retro_notes.csv")} <= known
    assert {row["employee_id"] for row in records(saas60 / "retro_notes.csv")} - {""} <= known


def test_check_ins_fill_the_weeks_of_the_quarter(saas60: Path) -> None:
    days = {date.fromisoformat(row["on"]) for row in records(saas60 / "check_ins.csv")}
    assert {day.isocalendar().week for day in days} == set(range(27, 41))
    assert (min(days), max(days)) == (date(2026, 7, 1), date(2026, 9, 30))


@pytest.mark.parametrize(
    ("key_result", "on", "confidence"),
    [
        ("2026-q3/company/o1/kr3", "2026-07-16", "off_track"),
        ("2026-q3/company/o1/kr3", "2026-08-20", "on_track"),
        ("2026-q3/company/o1/kr1", "2026-08-14", "on_track"),
        ("2026-q3/company/o1/kr1", "2026-08-21", "at_risk"),
    ],
)
def test_coverage_is_red_in_week_3_and_churn_amber_in_week_8(
    saas60: Path, key_result: str, on: str, confidence: str
) -> None:
    rows = {(row["key_result_id"], row["on"]): row for row in records(saas60 / "check_ins.csv")}
    assert rows[key_result, on]["confidence"] == confidence
    assert rows[key_result, on]["note"] != ""


def test_a_leading_indicator_of_churn_is_green_in_week_8(catalogue: Catalogue, by_hand: dict[str, Figures]) -> None:
    assert "success/renewals-reviewed-early" in catalogue.kpis["finance/gross-churn"].leading
    assert (by_hand["success/renewals-reviewed-early"]["2026-07"] or 0) >= 90


def test_of_three_changed_definitions_two_are_recorded(catalogue: Catalogue, saas60: Path) -> None:
    recorded = [(row["id"], row["field"]) for row in records(saas60 / "changes.csv")]
    assert recorded == [(QUESTIONNAIRE, "baseline"), ("2026-q3/company/o2/kr2", "due_on")]
    questionnaire = catalogue.key_results[QUESTIONNAIRE].entry
    assert questionnaire.target == 6
    assert questionnaire.trajectory[-1].value == 4


def test_what_is_said_in_check_ins_holds_no_figure(saas60: Path) -> None:
    assert [row["note"] for row in records(saas60 / "check_ins.csv") if FIGURE.search(row["note"])] == []


def test_one_sentence_about_a_person_holds_a_percentage(saas60: Path) -> None:
    about_people = [row for row in records(saas60 / "retro_notes.csv") if row["employee_id"]]
    said = [text for row in about_people for text in (row["took_on"], row["moved"], row["learned"])]
    assert len(about_people) == 7
    assert [text for text in said if FIGURE.search(text)] == [
        "Brought 61 % of the accounts at risk under a plan within five days"
    ]


def test_one_key_result_of_the_quarter_is_left_for_the_meeting_to_decide(catalogue: Catalogue, saas60: Path) -> None:
    decided = {row["id"] for row in records(saas60 / "retro_notes.csv") if row["decision"]}
    assert set(catalogue.key_results) - decided == {QUESTIONNAIRE}


def test_two_key_results_are_retired_and_two_standards_come_from_earlier_ones(
    catalogue: Catalogue, saas60: Path
) -> None:
    notes = [row for row in records(saas60 / "retro_notes.csv") if row["cycle"] == QUARTER]
    targets = [target for kpi in catalogue.kpis.values() for target in kpi.targets]
    assert [row["id"] for row in notes if row["decision"] == "retire"] == [
        "2026-q3/company/o1/kr3", "2026-q3/company/o2/kr3",
    ]  # fmt: skip
    assert {target.from_key_result for target in targets} - {None} == {
        "2025-q4/company/o1/kr1", "2025-q4/people/o1/kr1",
    }  # fmt: skip
