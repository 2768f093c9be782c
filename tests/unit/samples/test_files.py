"""What the generator writes: the same bytes each time, any size, ids that belong together."""

import hashlib
import sqlite3
from contextlib import closing
from itertools import pairwise
from pathlib import Path

import pytest

from okr_reports.errors import UsageError
from okr_reports.samples.saas60 import write_saas60
from tests.unit.samples.by_hand import figures, records


def test_the_same_company_has_the_same_bytes_each_time(saas60: Path, tmp_path: Path) -> None:
    write_saas60(tmp_path)
    assert _hashes(tmp_path) == _hashes(saas60)


def test_every_person_behind_an_event_stands_in_the_people_table(saas60: Path) -> None:
    known = {row["id"] for row in records(saas60 / "people.csv")}
    assert _ids(saas60) - known == set()


def test_sixty_people_stand_in_the_people_table(saas60: Path) -> None:
    assert len({row["id"] for row in records(saas60 / "people.csv")}) == 60


def test_the_people_have_eight_roles(saas60: Path) -> None:
    assert {row["role"] for row in records(saas60 / "people.csv")} == {
        "account-executive", "chief-executive", "department-head", "people-finance-partner", "software-engineer",
        "success-manager", "support-agent", "team-lead",
    }  # fmt: skip


def test_dated_rows_of_one_person_do_not_overlap(saas60: Path) -> None:
    rows = records(saas60 / "people.csv")
    pairs = [(one, two) for one, two in pairwise(rows) if one["id"] == two["id"]]
    assert len(pairs) == 3
    assert all(one["to"] < two["from"] for one, two in pairs)


@pytest.mark.parametrize("letters", ["'", "ü", "र", "Ł", " der "])
def test_names_hold_the_letters_that_break_careless_programs(saas60: Path, letters: str) -> None:
    assert letters in " ".join(row["name"] for row in records(saas60 / "people.csv"))


def test_owners_of_kpis_have_names_in_latin_letters(saas60: Path) -> None:
    assert all(ord(letter) < 0x250 for row in records(saas60 / "people.csv")[:12] for letter in row["name"])


def test_a_company_of_twice_the_size_has_twice_the_rows(saas60: Path, twice_as_large: Path) -> None:
    assert _count(twice_as_large, "tickets") == pytest.approx(2 * _count(saas60, "tickets"), rel=0.05)


def test_a_company_of_twice_the_size_has_twice_the_amounts_and_the_same_shares(twice_as_large: Path) -> None:
    by_hand = figures(twice_as_large)
    assert by_hand["sales/net-new-mrr"]["2026-09"] == pytest.approx(2 * 660_000)
    assert by_hand["support/p90-first-response"]["2026-09"] == pytest.approx(3.4, abs=0.05)
    assert by_hand["finance/gross-churn"]["2026-09"] == pytest.approx(2.4, abs=0.05)


def test_a_larger_company_has_larger_targets_for_amounts_only(twice_as_large: Path) -> None:
    sales = (twice_as_large / "kpis" / "sales.yaml").read_text(encoding="utf-8")
    assert 'op: ">=", value: 1200000,' in sales
    assert 'op: ">=", value: 22,' in sales


def test_the_smallest_company_has_twenty_people(tmp_path: Path) -> None:
    write_saas60(tmp_path, employees=20)
    assert len({row["id"] for row in records(tmp_path / "people.csv")}) == 20


def test_fewer_than_twenty_people_are_refused_before_anything_is_written(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="at least 20 people"):
        write_saas60(tmp_path, employees=19)
    assert list(tmp_path.iterdir()) == []


def _hashes(folder: Path) -> dict[str, str]:
    files = sorted(path for path in folder.rglob("*") if path.is_file())
    return {str(path.relative_to(folder)): hashlib.sha256(path.read_bytes()).hexdigest() for path in files}


def _ids(folder: Path) -> set[str]:
    sql = (
        "SELECT agent_id FROM tickets UNION SELECT rep_id FROM deals UNION SELECT manager_id FROM onboarding UNION"
        " SELECT manager_id FROM account_health UNION SELECT engineer_id FROM deployments UNION"
        " SELECT engineer_id FROM incidents UNION SELECT employee_id FROM payslips UNION"
        " SELECT processed_by FROM payslips"
    )
    columns = {
        "actions.csv": "owner_id", "data/csat_replies.csv": "agent_id", "data/agents.csv": "agent_id",
        "data/reps.csv": "rep_id", "data/pipeline.csv": "rep_id", "data/requisitions.csv": "recruiter_id",
        "data/renewal_reviews.csv": "manager_id",
    }  # fmt: skip
    with closing(sqlite3.connect(folder / "data" / "warehouse.sqlite")) as warehouse:
        found = {employee_id for (employee_id,) in warehouse.execute(sql)}
    return found.union(*({row[column] for row in records(folder / file)} for file, column in columns.items()))


def _count(folder: Path, table: str) -> int:
    with closing(sqlite3.connect(folder / "data" / "warehouse.sqlite")) as warehouse:
        return warehouse.execute(f"SELECT COUNT(*) FROM {table}").fetchone()[0]  # noqa: S608
