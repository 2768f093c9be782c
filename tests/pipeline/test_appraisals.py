"""`okr-reports run appraisals`: one bundle per employee, managers' indexes and HR's overview, as one version."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from okr_reports.cli.main import main
from tests.pipeline.appraised_company import RESOLVED, figures, rewrite, write_appraised_company, write_tickets
from tests.pipeline.conftest import Said

FOLDER = "store/published/appraisals/2026-H1"
Run = Callable[..., Said]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """The company of seven."""
    return write_appraised_company(tmp_path / "company")


@pytest.fixture
def run(folder: Path, capsys: pytest.CaptureFixture[str]) -> Run:
    """`okr-reports run appraisals`, as of 10 July 2026 and with the quick engine unless said otherwise."""

    def say(*typed: str, period: str = "2026-H1") -> Said:
        seen = ("--as-of", "2026-07-10T06:00", "--pdf-engine", "plutoprint", "--company", str(folder))
        exit_code = main(["run", "appraisals", period, *seen, *typed])
        said = capsys.readouterr()
        return Said(exit_code, said.out, said.err)

    return say


def bundle(folder: Path, id: str, *, version: int = 1) -> dict[str, Any]:
    """bundle.json of an employee."""
    return json.loads((folder / FOLDER / f"v{version}/employees/{id}/bundle.json").read_text(encoding="utf-8"))


def kpis_of(found: dict[str, Any]) -> list[dict[str, Any]]:
    """All KPIs of a bundle."""
    return [kpi for segment in found["segments"] for kra in segment["kras"] for kpi in kra["kpis"]]


def test_a_run_publishes_a_bundle_for_everybody_with_a_part_in_the_cycle(folder: Path, run: Run) -> None:
    said = run("--format", "json")
    assert (said.exit_code, said.json["outcome"]) == (0, "published")
    assert said.json["counts"] == {"expected": 6, "published": 6, "withheld": 0, "failed": 0}
    assert sorted(path.name for path in (folder / FOLDER / "v1/employees").iterdir()) == [
        "A1", "A2", "A3", "A5", "A6", "M1",
    ]  # fmt: skip
    assert sorted(path.name for path in (folder / FOLDER / "v1/employees/A1").iterdir()) == [
        "bundle.html", "bundle.json", "bundle.pdf",
    ]  # fmt: skip
    assert (folder / FOLDER / "v1/managers/M1/index.html").is_file()
    assert {path.name for path in (folder / FOLDER / "v1/hr").iterdir()} == {"overview.html", "overview.xlsx"}


def test_achievement_is_met_of_judged_and_adds_up_by_weight(folder: Path, run: Run) -> None:
    run()
    first = bundle(folder, "A1")
    assert figures(kpis_of(first)) == {"support/resolved": (5, 6, 6), "support/hours": (6, 6, 6)}
    assert first["kpi_achievement"] == pytest.approx(0.6 * 5 / 6 + 0.4 * 1)


def test_half_time_halves_the_target_of_a_count_and_not_of_a_mean(folder: Path, run: Run) -> None:
    run()
    found = bundle(folder, "A2")
    assert figures(kpis_of(found)) == {"support/resolved": (6, 6, 6), "support/hours": (0, 6, 6)}
    assert found["kpi_achievement"] == pytest.approx(0.6)


def test_whoever_joined_in_april_is_judged_from_april(folder: Path, run: Run) -> None:
    run()
    found = bundle(folder, "A3")
    assert [(segment["from"], segment["to"]) for segment in found["segments"]] == [("2026-04-01", "2026-06-30")]
    assert figures(kpis_of(found)) == {"support/resolved": (2, 3, 3), "support/hours": (3, 3, 3)}


def test_without_role_or_data_the_bundle_is_there_and_says_so(folder: Path, run: Run) -> None:
    run()
    assert bundle(folder, "A5")["kpi_achievement"] is None
    assert bundle(folder, "A6")["kpi_achievement"] is None
    page = (folder / FOLDER / "v1/employees/A5/bundle.html").read_text(encoding="utf-8")
    assert "Emil &lt;b&gt;Example&lt;/b&gt;" in page


def test_only_notes_that_say_yes_are_printed_and_the_others_counted(folder: Path, run: Run) -> None:
    run()
    everything = b"".join(path.read_bytes() for path in (folder / FOLDER).rglob("*.html"))
    assert b"Took the hard tickets" in everything
    assert b"private thought" not in everything
    assert b"did not quite say yes" not in everything


def test_a_second_run_finds_nothing_changed(folder: Path, run: Run) -> None:
    run()
    again = run("--as-of", "2026-07-11T06:00", "--format", "json")
    assert (again.exit_code, again.json["outcome"], again.json["version"]) == (0, "unchanged", 1)


def test_one_employee_s_change_needs_a_reason_and_leaves_the_others_files_where_they_lie(
    folder: Path, run: Run
) -> None:
    run()
    write_tickets(folder, {**RESOLVED, "A3": (0, 0, 0, 20, 20, 25)})
    assert run().exit_code == 9
    said = run("--reason", "tickets of June came late", "--format", "json")
    assert (said.exit_code, said.json["version"]) == (0, 2)
    paths = {name: Path(path) for name, path in said.json["paths"].items()}
    assert paths["employees/A3/bundle.pdf"] == folder / FOLDER / "v2/employees/A3/bundle.pdf"
    assert paths["employees/A1/bundle.pdf"] == folder / FOLDER / "v1/employees/A1/bundle.pdf"
    assert figures(kpis_of(bundle(folder, "A3", version=2)))["support/resolved"] == (3, 3, 3)


def test_one_employee_can_be_asked_for_alone(folder: Path, run: Run) -> None:
    run()
    rewrite(folder, "manager_notes.csv", ("Took the hard tickets", "Took hard tickets"))
    rewrite(folder, "manager_notes.csv", ("A2,2026-05-12,M1,Y", "A2,2026-05-12,M1,yes"))
    said = run("--employee", "A2", "--reason", "a note may be shared now", "--format", "json")
    paths = said.json["paths"]
    assert "/v2/" in paths["employees/A2/bundle.html"]
    assert "/v1/" in paths["employees/A1/bundle.html"]
    assert said.json["counts"] == {"expected": 1, "published": 1, "withheld": 0, "failed": 0}


def test_somebody_without_a_part_in_the_cycle_cannot_be_asked_for(folder: Path, run: Run) -> None:
    said = run("--employee", "A4", "Z9")
    assert said.exit_code == 2
    assert "A4 has no part in 2026-H1" in said.err
    assert "Z9 has no part in 2026-H1" in said.err
    assert not (folder / FOLDER).exists()


def test_a_dry_run_keeps_nothing(folder: Path, run: Run) -> None:
    assert run("--dry-run").exit_code == 0
    assert not (folder / "store").exists() or not any(path.is_file() for path in (folder / "store").rglob("*.json"))


def test_everything_published_is_verified(folder: Path, run: Run, capsys: pytest.CaptureFixture[str]) -> None:
    run()
    assert main(["verify", "--read-data", "--company", str(folder)]) == 0
    capsys.readouterr()


def test_no_name_is_said_on_the_terminal_or_kept_by_dagster(folder: Path, run: Run) -> None:
    said = run()
    kept = b"".join(path.read_bytes() for path in (folder / ".okr-reports").rglob("*") if path.is_file())
    for name in ("Ada", "Björn", "Chitra", "Mona", "hard tickets"):
        assert name not in said.out + said.err
        assert name.encode() not in kept


def test_what_pays_changed_after_the_first_run_is_printed_with_and_without(folder: Path, run: Run) -> None:
    run()
    rewrite(folder, "kpis/support.yaml", ("value: 20, set_on: 2025-12-15", "value: 10, set_on: 2025-12-15"))
    said = run("--reason", "the target was written down wrongly", "--format", "json")
    assert said.exit_code == 0, said.err
    found = bundle(folder, "A1", version=2)
    assert found["kpi_achievement"] == pytest.approx(1.0)
    page = (folder / FOLDER / "v2/employees/A1/bundle.html").read_text(encoding="utf-8")
    assert "90" in page
    assert "PAY-CHANGED" in said.out


@pytest.mark.parametrize(
    ("period", "what"), [("2026-Q1", "is a quarter"), ("2026", "is a year"), ("2026-H2", "has not ended")]
)
def test_a_period_that_is_no_ended_cycle_is_a_usage_error(run: Run, period: str, what: str) -> None:
    said = run(period=period)
    assert said.exit_code == 2
    assert what in said.err


def test_weights_that_do_not_total_100_are_located(folder: Path, run: Run) -> None:
    rewrite(folder, "roles/support.yaml", ("weight: 60", "weight: 40"))
    said = run()
    assert said.exit_code == 3
    assert "roles/support.yaml:" in said.err


def test_a_wish_to_pay_by_goals_is_refused_by_name(folder: Path, run: Run) -> None:
    path = folder / "roles/support.yaml"
    path.write_text(path.read_text(encoding="utf-8") + "  okr_weight: 20\n", encoding="utf-8")
    said = run()
    assert said.exit_code == 3
    assert "PAY-FIREWALL" in said.err


def test_ids_of_a_queried_people_table_that_differ_only_in_capitals_are_withheld_and_named(
    folder: Path, run: Run
) -> None:
    people = (folder / "people.csv").read_text(encoding="utf-8")
    twins = "A7,One Twin,t@example.test,agent,tier1,support,M1,2025-01-01,,active,\n"
    (folder / "data/people.csv").write_text(people + twins + twins.replace("A7,", "a7,"), encoding="utf-8")
    (folder / "people.csv").unlink()
    rewrite(folder, "sources.yaml", ("extracts:\n", "tables: {people: {extract: staff}}\nextracts:\n"))
    with (folder / "sources.yaml").open("a", encoding="utf-8") as file:
        file.write("  staff:\n    file: data/people.csv\n    columns: {id: text, fte: number}\n")
    said = run("--format", "json")
    assert said.exit_code == 5, said.err
    assert said.json["counts"] == {"expected": 8, "published": 6, "withheld": 2, "failed": 0}
    assert {found["subject_id"] for found in said.json["findings"] if found["code"] == "BUNDLE-WITHHELD"} == {
        "A7",
        "a7",
    }


def test_extracts_behind_no_role_are_neither_read_nor_listed(folder: Path, run: Run) -> None:
    with (folder / "sources.yaml").open("a", encoding="utf-8") as file:
        file.write("  cash:\n    file: data/cash.csv\n    columns: {amount: number}\n")
    (folder / "data/cash.csv").write_text("a column that nobody declared\n1\n", encoding="utf-8")
    said = run()
    assert said.exit_code == 0, said.err
    manifest = json.loads((folder / FOLDER / "v1/manifest.json").read_text(encoding="utf-8"))
    assert list(manifest["extracts"]) == ["tickets"]


def test_an_extract_behind_a_kpi_that_a_role_no_longer_has_is_still_read(folder: Path, run: Run) -> None:
    rewrite(
        folder, "sources.yaml", ("extracts:\n", "extracts:\n  closed:\n    file: data/tickets.csv\n"
        "    period: {column: resolved_on}\n    columns: {agent_id: text, hours: number}\n"),
    )  # fmt: skip
    rewrite(folder, "kpis/support.yaml", ("AVG(hours)\n  extract: tickets", "AVG(hours)\n  extract: closed"))
    assert run().exit_code == 0
    rewrite(folder, "roles/support.yaml", ("kpi: support/hours", "kpi: support/resolved"))
    said = run("--reason", "another KPI")
    assert said.exit_code == 0, said.err
    manifest = json.loads((folder / FOLDER / "v2/manifest.json").read_text(encoding="utf-8"))
    assert list(manifest["extracts"]) == ["closed", "tickets"]
    assert bundle(folder, "A1", version=2)["changes"]["achievement_before"] == pytest.approx(0.9)
