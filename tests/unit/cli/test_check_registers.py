"""`check` registers key results as they stand: quietly where it can, and never in the way where it cannot."""

import json
from pathlib import Path

import pytest

from okr_reports.cli.main import main
from okr_reports.samples.empty import write_new_company
from tests.unit.cli.test_command_line import HEAVY, loaded_after

GOALS = """\
- id: company/o1
  objective: Ship what was ordered
  level: company
  key_results:
    - {id: company/o1/kr1, title: Late orders from 9 to 3 %, baseline: 9, target: 3}
    - {id: company/o1/kr2, title: Ten customers say so, of: 10}
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A small company with two key results."""
    folder = tmp_path / "company"
    folder.mkdir()
    write_new_company(folder)
    write_goals(folder, GOALS)
    return folder


def write_goals(folder: Path, text: str) -> None:
    """Write the objectives of a cycle."""
    (folder / "okrs/2026-Q3").mkdir(parents=True, exist_ok=True)
    (folder / "okrs/2026-Q3/company.yaml").write_text(text, encoding="utf-8")


def check(folder: Path, capsys: pytest.CaptureFixture[str], *more: str) -> tuple[int, str]:
    """How many were registered, and what was said beside the answer; the folder is valid."""
    assert main(["check", "--company", str(folder), "--format", "json", *more]) == 0
    said = capsys.readouterr()
    return json.loads(said.out)["registered_count"], said.err


def kept(store: Path) -> list[Path]:
    """The files of registrations."""
    return sorted(store.glob("definitions/*.json"))


def test_the_first_check_registers_and_the_second_has_nothing_to_add(
    folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    store = tmp_path / "store"
    assert check(folder, capsys, "--store", str(store)) == (2, "")
    assert check(folder, capsys, "--store", str(store)) == (0, "")
    assert len(kept(store)) == 1


def test_a_key_result_that_changed_is_registered_beside_what_it_was(
    folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    check(folder, capsys, "--store", str(tmp_path / "store"))
    write_goals(folder, GOALS.replace("target: 3", "target: 4"))
    assert check(folder, capsys, "--store", str(tmp_path / "store")) == (1, "")
    assert len(kept(tmp_path / "store")) == 2


def test_the_day_is_the_clock_s_and_not_that_of_as_of(
    folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    check(folder, capsys, "--store", str(tmp_path / "store"), "--as-of", "2020-01-01T09:00")
    [registration] = kept(tmp_path / "store")
    assert json.loads(registration.read_bytes())["seen_at"] > "2026"


def test_a_store_whose_place_is_taken_by_a_file_is_only_a_notice(
    folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "store").write_text("no folder", encoding="utf-8")
    registered, said = check(folder, capsys, "--store", str(tmp_path / "store"))
    assert (registered, said.startswith("notice: no key result was registered")) == (0, True)


def test_a_store_elsewhere_is_not_asked(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    registered, said = check(folder, capsys, "--store", "s3://a-bucket-that-nobody-has/store")
    assert (registered, said.count("\n")) == (0, 1)
    assert "the next run will do it: the store is not on this machine" in said


def test_an_altered_registration_does_not_keep_check_from_answering(
    folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    check(folder, capsys, "--store", str(tmp_path / "store"))
    [registration] = kept(tmp_path / "store")
    registration.write_bytes(registration.read_bytes().replace(b'"3"', b'"4"'))
    registered, said = check(folder, capsys, "--store", str(tmp_path / "store"))
    assert (registered, "was changed after it was written" in said) == (0, True)


def test_a_folder_without_goals_leaves_no_store_behind(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "company").mkdir()
    write_new_company(tmp_path / "company")
    assert check(tmp_path / "company", capsys, "--store", str(tmp_path / "store")) == (0, "")
    assert not (tmp_path / "store").exists()


def test_registering_loads_neither_dagster_nor_what_makes_pages_nor_a_driver_nor_polars(folder: Path) -> None:
    loaded = loaded_after(f"from okr_reports.cli.main import main; main(['check', '--company', {str(folder)!r}])")
    assert loaded & (HEAVY - {"pydantic", "yaml", "sqlglot"}) == set()
