"""`okr-reports run okr-retro`: a cycle of a small company, read, scored and published by the scheduled job."""

import json
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from okr_reports.cli.main import main
from okr_reports.packs.schemas import retro_schema
from tests.pipeline.conftest import Said
from tests.pipeline.okr_company import write_okr_company
from tests.rules.text_tables import read_table, require_agreement

AS_OF = "2026-10-06T09:00"
SCHEMA = Path(__file__).parents[2] / "docs" / "schemas" / "okr-retro.schema.json"
VERSION = "store/published/okr-retro/2026-Q3/v1"
TARGET_AND_LATE_ROW = """
    id        | kind       | actual | score | source  | is_late | decision      | proposal      | reason
    q3/o1/kr1 | metric     | 2.3    | 0.7   | kpi     | no      | carry_forward | retire        |
    q3/o1/kr2 | milestones |        | 0.5   |         | no      |               | carry_forward |
    q3/o1/kr3 | hold       | 28     | 0.6666666666666666 | kpi | no |          | carry_forward | too_few_sub_periods
    q3/o2/kr1 | count      | 2      | 0.5   | formula | no      |               | carry_forward |
    q3/o2/kr2 | metric     | 5      | 0.5   | actuals | yes     |               | carry_forward |
"""


@pytest.fixture(scope="module")
def published(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The small company with its retro of 2026-Q3 published. Not to be changed."""
    folder = tmp_path_factory.mktemp("okr")
    write_okr_company(folder)
    assert main(["run", "okr-retro", "2026-Q3", "--as-of", AS_OF, "--company", str(folder), "--quiet"]) == 0
    return folder


@pytest.fixture(scope="module")
def report(published: Path) -> dict[str, Any]:
    """Its report.json."""
    return json.loads((published / VERSION / "report.json").read_text(encoding="utf-8"))


@pytest.fixture
def goals(tmp_path: Path) -> Path:
    """The small company, of which nothing is published."""
    write_okr_company(tmp_path)
    return tmp_path


def retro(folder: Path, capsys: pytest.CaptureFixture[str], *typed: str) -> Said:
    """What the command answers in JSON."""
    exit_code = main(["run", "okr-retro", *typed, "--company", str(folder), "--format", "json", "--quiet"])
    said = capsys.readouterr()
    return Said(exit_code, said.out, said.err)


def test_the_report_keeps_its_schema(report: dict[str, Any]) -> None:
    jsonschema.validate(report, json.loads(SCHEMA.read_text(encoding="utf-8")))


def test_the_schema_in_the_docs_is_that_of_the_types() -> None:
    assert json.loads(SCHEMA.read_text(encoding="utf-8")) == retro_schema()


def test_the_report_begins_with_what_it_is(report: dict[str, Any]) -> None:
    assert list(report)[:9] == [
        "schema", "report", "period", "version", "as_of", "partial", "company", "currency", "locale",
    ]  # fmt: skip
    assert (report["schema"], report["period"], report["partial"]) == ("okr-retro/1", "2026-Q3", False)


def test_every_key_result_has_its_actual_its_score_and_what_becomes_of_it(report: dict[str, Any]) -> None:
    found = [key_result for objective in report["objectives"] for key_result in objective["key_results"]]
    require_agreement(read_table(TARGET_AND_LATE_ROW), found)


def test_every_objective_says_of_how_many_its_score_is(report: dict[str, Any]) -> None:
    require_agreement(
        read_table("""
            id    | score              | scored | total | grade | owner
            q3/o1 | 0.6222222222222222 | 3      | 3     | amber | E001
            q3/o2 | 0.5                | 2      | 2     | amber | E002
        """),
        report["objectives"],
    )


def test_a_changed_target_stands_with_the_score_it_would_have_had(report: dict[str, Any]) -> None:
    require_agreement(
        read_table("""
            key_result_id | field  | original | current | changed_by | score | score_without
            q3/o2/kr2     | target | 10       | 8       | E002       | 0.5   | 0.375
        """),
        report["changes"],
    )


def test_earlier_cycles_are_scored_the_same_way(report: dict[str, Any]) -> None:
    cycles = [row for row in report["calibration"]["cycles"] if row["group_id"] == "all"]
    require_agreement(
        read_table("""
            cycle_id | n | mean
            2026-Q2  | 1 | 0
            2026-Q3  | 3 | 0.5666666666666667
        """),
        cycles,
    )


def test_check_ins_hold_what_was_said_and_not_by_whom(report: dict[str, Any]) -> None:
    [objective, _] = report["objectives"]
    [first, second] = objective["key_results"][0]["check_ins"]
    assert first == {"on": "2026-07-08", "confidence": "on_track", "value": 3.0, "note": "Onboarding works"}
    assert second["confidence"] == "at_risk"


def test_a_second_run_changes_nothing(published: Path, capsys: pytest.CaptureFixture[str]) -> None:
    said = retro(published, capsys, "2026-Q3", "--as-of", "2026-10-07T09:00")
    assert (said.exit_code, said.json["outcome"], said.json["version"]) == (0, "unchanged", 1)


def test_another_actual_needs_a_reason_to_be_published(goals: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert retro(goals, capsys, "2026-Q3", "--as-of", AS_OF).exit_code == 0
    with (goals / "actuals.csv").open("a", encoding="utf-8") as file:
        file.write("q3/o2/kr2,2026-10-06,7,2026-09-30\n")
    assert retro(goals, capsys, "2026-Q3", "--as-of", AS_OF).exit_code == 9
    again = retro(goals, capsys, "2026-Q3", "--as-of", AS_OF, "--reason", "one reference was forgotten")
    assert (again.exit_code, again.json["version"]) == (0, 2)


def test_a_cycle_that_has_not_ended_is_read_on_request_alone(goals: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert retro(goals, capsys, "2026-Q3", "--as-of", "2026-08-25").exit_code == 2
    said = retro(goals, capsys, "2026-Q3", "--as-of", "2026-08-25", "--partial")
    assert said.exit_code == 0
    partial = json.loads(Path(said.json["paths"]["report.json"]).read_text(encoding="utf-8"))
    [churn, *_] = partial["objectives"][0]["key_results"]
    assert (partial["partial"], churn["window"]["to"], churn["forecast"]["reason"]) == (
        True, "2026-07-31", "too_few_points",
    )  # fmt: skip


def test_a_dry_run_keeps_nothing(goals: Path, capsys: pytest.CaptureFixture[str]) -> None:
    said = retro(goals, capsys, "2026-Q3", "--as-of", AS_OF, "--dry-run")
    assert (said.exit_code, said.json["outcome"], (goals / "store" / "published").exists()) == (0, "published", False)


REFUSED = """
    period  | as of      | says
    2026-09 | 2026-10-06 | there is no cycle '2026-09'
    2026-Q1 | 2026-10-06 | 2026-Q1 has no objectives
    2026-Q3 | 2026-06-30 | 2026-Q3 has not begun on 2026-06-30
    2026-Q3 | 2026-09-30 | 2026-Q3 has not ended: its last day is 2026-09-30
"""


@pytest.mark.parametrize("row", read_table(REFUSED), ids=lambda row: row["says"])
def test_a_period_that_is_no_ended_cycle_with_objectives_is_refused(
    row: dict[str, str], goals: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    said = retro(goals, capsys, row["period"], "--as-of", row["as of"])
    assert (said.exit_code, said.json["problems"][0]["what"]) == (2, row["says"])


def test_a_formula_that_fails_is_named_and_the_rest_is_published(
    goals: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    sheet = goals / "okrs/2026-Q3/company.yaml"
    sheet.write_text(sheet.read_text(encoding="utf-8").replace("size >= 40", "size >= 'many'"), encoding="utf-8")
    said = retro(goals, capsys, "2026-Q3", "--as-of", AS_OF)
    assert said.exit_code == 5
    assert [found["subject_id"] for found in said.json["findings"] if found["severity"] == "error"] == ["q3/o2/kr1"]
