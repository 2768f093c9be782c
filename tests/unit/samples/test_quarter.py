"""The planted quarter as the engine scores it: what was reached, at what cost, and what the owners made of it."""

from collections.abc import Mapping
from datetime import UTC, date, datetime
from pathlib import Path

import polars as pl
import pytest

from okr_reports.catalogue.load import load_catalogue
from okr_reports.goal_reading_tables import ALIGNMENT_GAPS, CALIBRATION, CALIBRATION_CYCLES, COSTS, DECISIONS, LEDGER
from okr_reports.goal_tables import (
    BASELINE_CHECKS,
    FIRST_SEEN,
    GOALPOSTS,
    KEY_RESULT_ACTUALS,
    KEY_RESULT_SCORES,
    OBJECTIVE_SCORES,
    TEAM_DISCIPLINE,
)
from okr_reports.line.request import RunRequest, last_month_of
from okr_reports.line.retro_reading import align_goals, calibrate_targets, look_ahead
from okr_reports.line.retro_request import RetroRequest, cycle_to_review, retro_request
from okr_reports.line.retro_stages import (
    judge_check_ins,
    read_cycle,
    score_goals,
    sum_up_objectives,
)
from okr_reports.samples.earlier_checks import register_earlier_checks
from okr_reports.store.opening import open_store
from okr_reports.tables import FINDINGS

QUARTER = "2026-Q3"
FIRST_OF_OCTOBER = datetime(2026, 10, 1, 1, tzinfo=UTC)
Tables = Mapping[str, pl.DataFrame]


@pytest.fixture(scope="module")
def request_of_quarter(saas60: Path, tmp_path_factory: pytest.TempPathFactory) -> RetroRequest:
    """The retro of the third quarter of 2026, asked for on 1 October; its store knows what earlier checks saw."""
    store = open_store("store", tmp_path_factory.mktemp("quarter"))
    catalogue = load_catalogue(saas60)
    register_earlier_checks(catalogue, store)
    cycle = cycle_to_review(QUARTER, catalogue=catalogue, as_of=FIRST_OF_OCTOBER, is_partial=False)
    month = last_month_of(cycle, catalogue=catalogue, as_of=FIRST_OF_OCTOBER)
    review = RunRequest(catalogue, store, month, as_of=FIRST_OF_OCTOBER, started_at=FIRST_OF_OCTOBER)
    return retro_request(cycle, review)


@pytest.fixture(scope="module")
def quarter(request_of_quarter: RetroRequest) -> Tables:
    """Its tables."""
    tables = read_cycle(request_of_quarter)
    tables = {**tables, **score_goals(request_of_quarter, tables)}
    tables = {**tables, **sum_up_objectives(request_of_quarter, tables)}
    tables = {**tables, **judge_check_ins(request_of_quarter, tables)}
    tables = {**tables, **calibrate_targets(request_of_quarter, tables), **align_goals(request_of_quarter, tables)}
    return {**tables, **look_ahead(request_of_quarter, tables)}


def _row(table: pl.DataFrame, **key: object) -> dict[str, object]:
    return table.filter(**key).row(0, named=True)


@pytest.mark.parametrize(
    ("key_result", "actual", "score", "grade"),
    [
        ("company/o1/kr1", 2.4, 7 / 11, "amber"),
        ("company/o1/kr2", 8, 2 / 3, "amber"),
        ("company/o1/kr3", 82, 0.82, "green"),
        ("company/o2/kr1", 5, 1, "green"),
        ("company/o2/kr2", None, 0.8, "not_met"),
        ("company/o2/kr3", 3, 1, "green"),
        ("customer-success/o1/kr2", 44, 0.7, "green"),
        ("engineering/o1/kr2", 9, 0.5, "amber"),
        ("people/o1/kr2", None, 0, "not_met"),
        ("product/o1/kr1", 31, 0.76, "green"),
        ("sales/o1/kr2", 8, 2 / 3, "amber"),
    ],
)
def test_key_results_score_as_planted(
    quarter: Tables, key_result: str, actual: float | None, score: float, grade: str
) -> None:
    row = _row(quarter[KEY_RESULT_SCORES.name], key_result_id=f"2026-q3/{key_result}")
    assert row["actual"] == (actual if actual is None else pytest.approx(actual, rel=1e-3))
    assert row["score"] == pytest.approx(score, abs=0.002)
    assert row["grade"] == grade


@pytest.mark.parametrize(
    ("objective", "score", "grade", "is_held_back"),
    [("company/o1", 0.708, "green", False), ("company/o2", 0.933, "amber", True), ("people/o1", 0.399, "red", False)],
)
def test_objectives_score_as_planted(
    quarter: Tables, objective: str, score: float, grade: str, is_held_back: bool
) -> None:
    row = _row(quarter[OBJECTIVE_SCORES.name], objective_id=f"2026-q3/{objective}")
    assert row["score"] == pytest.approx(score, abs=0.0005)
    assert (row["grade"], row["is_held_back"]) == (grade, is_held_back)


def test_the_late_cancellation_decides_the_grade_of_its_objective(quarter: Tables) -> None:
    cancelled = _row(quarter[KEY_RESULT_SCORES.name], key_result_id="2026-q3/product/o1/kr3")
    objective = _row(quarter[OBJECTIVE_SCORES.name], objective_id="2026-q3/product/o1")
    assert cancelled["is_late_cancelled"]
    assert cancelled["score_at_cancel"] == pytest.approx(3 / 22)
    assert objective["score"] == pytest.approx(0.709, abs=0.0005)
    assert objective["score_with_late_cancelled"] == pytest.approx(0.518, abs=0.0005)
    assert objective["grade"] == "amber"


def test_one_actual_came_late_and_counts(quarter: Tables) -> None:
    late = quarter[KEY_RESULT_ACTUALS.name].filter("is_late")
    assert late["key_result_id"].to_list() == ["2026-q3/customer-success/o1/kr2"]


def test_fewer_tickets_were_reached_at_the_cost_of_slower_answers(quarter: Tables) -> None:
    costly = quarter[COSTS.name].filter(verdict="at_a_cost")
    assert costly.select("key_result_id", "counterweight_id").rows() == [
        ("2026-q3/product/o1/kr1", "support/p90-first-response")
    ]


def test_every_written_baseline_is_what_was_measured(quarter: Tables) -> None:
    assert quarter[BASELINE_CHECKS.name].is_empty()


def test_nine_of_ten_expected_check_ins_were_held_and_one_key_result_fell_silent(quarter: Tables) -> None:
    everybody = _row(quarter[TEAM_DISCIPLINE.name], group_id="all")
    assert (everybody["held_count"], everybody["expected_count"], everybody["silent_count"]) == (226, 245, 1)
    assert (everybody["longest_silent_id"], everybody["longest_silence_days"]) == ("2026-q3/engineering/o1/kr2", 35)


def test_forty_two_scores_of_five_cycles_lie_about_the_zone(quarter: Tables) -> None:
    everybody = _row(quarter[CALIBRATION.name], group_id="all")
    cycles = quarter[CALIBRATION_CYCLES.name].filter(group_id="all")
    assert (everybody["n"], everybody["verdict"]) == (42, "not_distinguishable")
    assert cycles["mean"].to_list() == pytest.approx([0.551, 0.638, 0.598, 0.536, 0.687], abs=0.001)


def test_nobody_drives_coverage(quarter: Tables) -> None:
    undriven = quarter[ALIGNMENT_GAPS.name].filter(gap="undriven")
    assert undriven["subject_id"].to_list() == ["2026-q3/company/o1/kr3"]


@pytest.mark.parametrize(
    ("key_result", "proposal", "outcome"),
    [
        ("company/o1/kr1", "carry_forward", "carry_forward"),
        ("company/o1/kr2", "carry_forward", "close"),
        ("company/o1/kr3", "retire", "retire"),
        ("company/o2/kr3", "retire", "retire"),
        ("product/o1/kr3", "drop", "drop"),
        ("sales/o1/kr2", "carry_forward", "carry_forward"),
    ],
)
def test_owners_decided_as_proposed_or_otherwise(quarter: Tables, key_result: str, proposal: str, outcome: str) -> None:
    row = _row(quarter[DECISIONS.name], key_result_id=f"2026-q3/{key_result}")
    assert (row["proposal"], row["outcome"]) == (proposal, outcome)


def test_of_two_standards_from_earlier_key_results_one_still_held_two_quarters_later(quarter: Tables) -> None:
    followed = quarter[LEDGER.name].filter(pl.col("standard_op").is_not_null())
    assert followed.select("key_result_id", "state").rows() == [
        ("2025-q4/company/o1/kr1", "held"),
        ("2025-q4/people/o1/kr1", "not_held"),
    ]


def test_the_quarter_is_read_without_errors(quarter: Tables) -> None:
    assert quarter[FINDINGS.name].filter(severity="error").is_empty()


def test_the_target_that_moved_in_silence_is_found_by_comparing_with_july(quarter: Tables) -> None:
    found = quarter[GOALPOSTS.name]
    assert found.select("key_result_id", "field", "original", "current", "is_recorded").rows() == [
        ("2026-q3/company/o2/kr2", "due_on", "2026-08-31", "2026-09-30", True),
        ("2026-q3/sales/o1/kr2", "baseline", "10", "12", True),
        ("2026-q3/sales/o1/kr2", "target", "4", "6", False),
    ]
    silent = _row(found, is_recorded=False)
    assert (silent["score"], silent["score_without"]) == (pytest.approx(2 / 3), pytest.approx(0.5))


def test_every_key_result_was_first_seen_on_the_first_day_of_the_quarter(quarter: Tables) -> None:
    seen = quarter[FIRST_SEEN.name]
    assert (seen.height, seen["first_seen_on"].unique().to_list()) == (18, [date(2026, 7, 1)])
