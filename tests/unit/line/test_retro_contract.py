"""The contract of an OKR retro's report.json, in its own words: each field is there and means what it says."""

from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

from okr_reports.catalogue.load import load_catalogue
from okr_reports.line.request import RunRequest, last_month_of
from okr_reports.line.retro import retro_inputs
from okr_reports.line.retro_reading import align_goals, calibrate_targets, look_ahead
from okr_reports.line.retro_request import RetroRequest, retro_request
from okr_reports.line.retro_stages import judge_check_ins, read_cycle, score_goals, sum_up_objectives
from okr_reports.packs.report_json import plain
from okr_reports.packs.retro_report import retro_report
from okr_reports.store.opening import open_store
from tests.pipeline.okr_company import write_okr_company

AS_OF = datetime.fromisoformat("2026-10-06T09:00+05:30")
STAGES = (score_goals, sum_up_objectives, judge_check_ins, calibrate_targets, align_goals, look_ahead)
CONTRACT = {
    "report": "schema report period version as_of partial company currency locale objectives calibration discipline "
    "alignment changes ledger next_cycle programme findings",
    "objective": "id title level team owner ambition score score_with_late_cancelled scored total worst_status grade "
    "key_results",
    "key result": "id title kind ambition baseline target actual window unit weight raw_progress score grade reason "
    "state manual_score counterweight reached_at_a_cost check_ins decision proposal original",
    "check-in": "on confidence value note",
    "original": "baseline target score",
    "next cycle": "carry_forward retire close drop candidates",
}


def request_of(folder: Path) -> RetroRequest:
    """The retro of 2026-Q3 of the small company."""
    catalogue = load_catalogue(folder)
    cycle, store = catalogue.cycles["2026-Q3"], open_store("store", folder)
    month = last_month_of(cycle, catalogue=catalogue, as_of=AS_OF)
    return retro_request(cycle, RunRequest(catalogue, store, month, AS_OF, AS_OF))


def report_of(folder: Path) -> dict[str, Any]:
    """Its report.json."""
    request = request_of(folder)
    tables = read_cycle(request)
    for stage in STAGES:
        tables = {**tables, **stage(request, tables)}
    return plain(retro_report(retro_inputs(request, tables, number=1)))


@pytest.fixture(scope="module")
def report(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    """The report as it is: its first key result was registered in August with another target."""
    folder = tmp_path_factory.mktemp("contract")
    write_okr_company(folder)
    return report_of(folder)


@pytest.fixture(scope="module")
def parts(report: dict[str, Any]) -> dict[str, dict[str, Any]]:
    """One of each thing the contract names."""
    [first, second] = report["objectives"]
    return {
        "report": report,
        "objective": first,
        "key result": first["key_results"][0],
        "check-in": first["key_results"][0]["check_ins"][0],
        "original": second["key_results"][1]["original"],
        "next cycle": report["next_cycle"],
    }


@pytest.mark.parametrize("part", CONTRACT)
def test_every_field_that_the_contract_names_is_there(part: str, parts: dict[str, dict[str, Any]]) -> None:
    assert set(CONTRACT[part].split()) - set(parts[part]) == set()


def test_a_key_result_says_from_where_to_where_it_came_unrounded(parts: dict[str, dict[str, Any]]) -> None:
    key_result = parts["key result"]
    assert (key_result["kind"], key_result["ambition"], key_result["unit"]) == ("metric", "aspirational", "%")
    assert (key_result["baseline"], key_result["target"], key_result["actual"]) == (3, 2, 2.3)
    assert key_result["raw_progress"] == key_result["score"] == pytest.approx(0.7, abs=1e-12)
    assert key_result["window"] == {"from": "2026-09-01", "to": "2026-09-30", "over": "last"}
    assert (key_result["state"], key_result["grade"], key_result["manual_score"]) == ("active", "green", None)


def test_decision_is_the_owners_and_proposal_the_programs(parts: dict[str, dict[str, Any]]) -> None:
    key_result = parts["key result"]
    assert (key_result["decision"], key_result["proposal"]) == ("carry_forward", "retire")
    assert parts["next cycle"]["carry_forward"][0]["key_result_id"] == "q3/o1/kr1"


def test_what_reaching_cost_stands_beside_its_counterweight(parts: dict[str, dict[str, Any]]) -> None:
    key_result = parts["key result"]
    assert (key_result["counterweight"], key_result["reached_at_a_cost"]["counterweight_id"]) == (
        "success/discount", "success/discount",
    )  # fmt: skip


def test_original_is_the_first_definition_with_its_score(parts: dict[str, dict[str, Any]]) -> None:
    original = parts["original"]
    assert (original["baseline"], original["target"], original["score"]) == (2, 10, 0.375)


def test_an_objective_says_of_how_many_its_score_is(parts: dict[str, dict[str, Any]]) -> None:
    objective = parts["objective"]
    assert (objective["scored"], objective["total"], objective["owner"], objective["level"]) == (
        3,
        3,
        "E001",
        "company",
    )
    assert objective["score_with_late_cancelled"] is None


def test_days_are_iso_8601_and_the_moment_has_its_zone(parts: dict[str, dict[str, Any]]) -> None:
    assert parts["check-in"]["on"] == "2026-07-08"
    assert parts["report"]["as_of"] == "2026-10-06T09:00:00+05:30"


def test_a_key_result_says_when_it_was_first_seen(parts: dict[str, dict[str, Any]]) -> None:
    assert parts["key result"]["first_seen_on"] == "2026-10-06"


def test_the_extracts_behind_the_cycle_are_named_with_their_rows(report: dict[str, Any]) -> None:
    [accounts] = report["data_quality"]["extracts"]
    assert (accounts["extract"], accounts["rows"], accounts["last_month_rows"], accounts["is_complete"]) == (
        "accounts", 5, 1, True,
    )  # fmt: skip
