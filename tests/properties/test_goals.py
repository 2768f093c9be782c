"""What holds for every key result and objective: scale, direction, order, monotony, bounds."""

import random
from datetime import UTC, datetime
from operator import ge

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from okr_reports.goal_tables import KEY_RESULT_ACTUALS, KEY_RESULTS, MILESTONES, OBJECTIVES
from okr_reports.periods import FiscalCalendar
from okr_reports.policy import PROFILES
from okr_reports.scoring.grades import rank_of
from okr_reports.scoring.key_results import score_key_results
from okr_reports.scoring.objectives import score_objectives
from okr_reports.scoring.plan import CyclePlan
from okr_reports.working_days import WorkingCalendar

few = settings(max_examples=30, deadline=None)
# Whole thousandths, as people write figures: neither end is lost beside the other.
figures = st.integers(-1_000_000, 1_000_000).map(lambda n: n / 1000)
factors = st.sampled_from([1e-3, 0.1, 7.0, 1000.0])
ways = st.tuples(figures, figures, figures).filter(lambda way: abs(way[0] - way[1]) >= 0.01)
cases = st.lists(ways, min_size=1, max_size=20)
anything = st.one_of(st.none(), st.floats())
states = st.sampled_from(["active", "blocked", "cancelled", "deferred"])


def plan_of(profile: str = "cozyhr") -> CyclePlan:
    """The third quarter of 2026, seen when it has ended."""
    return CyclePlan(
        cycle=FiscalCalendar().period("2026-Q3"),
        as_of=datetime(2026, 10, 5, tzinfo=UTC),
        timezone="UTC",
        fiscal=FiscalCalendar(),
        policy=PROFILES[profile],
        calendar=WorkingCalendar(),
    )


PLAN = plan_of()


def key_results_of(rows: list[tuple[float | None, float | None, float | None]], **columns: object) -> pl.DataFrame:
    """KEY_RESULTS of one objective with these baselines and targets."""
    written = [
        {
            "key_result_id": f"kr{place:04}", "objective_id": "o", "cycle_id": "2026-Q3", "kind": "metric",
            "ambition": "aspirational", "weight": 1.0, "state": "active", "baseline": baseline, "target": target,
            **columns,
        }
        for place, (baseline, target, _) in enumerate(rows)
    ]  # fmt: skip
    return pl.DataFrame(written, schema=dict(KEY_RESULTS.columns))


def actuals_of(rows: list[tuple[float | None, float | None, float | None]]) -> pl.DataFrame:
    """KEY_RESULT_ACTUALS with these actuals, also on the day of a cancellation."""
    measured = [
        {"key_result_id": f"kr{place:04}", "actual": actual, "at_cancel": actual}
        for place, (_, _, actual) in enumerate(rows)
    ]
    return pl.DataFrame(measured, schema=dict(KEY_RESULT_ACTUALS.columns))


def scored(rows: list[tuple[float | None, float | None, float | None]], profile: str = "cozyhr") -> pl.DataFrame:
    """The scores of metrics given as baseline, target, actual."""
    return score_key_results(
        key_results_of(rows), actuals_of(rows), milestones=MILESTONES.empty(), plan=plan_of(profile)
    )


@given(rows=cases, factor=factors, profile=st.sampled_from(sorted(PROFILES)))
@few
def test_scaling_units_changes_no_grade(rows: list[tuple[float, float, float]], factor: float, profile: str) -> None:
    scaled = [(baseline * factor, target * factor, actual * factor) for baseline, target, actual in rows]
    assert scored(scaled, profile)["grade"].to_list() == scored(rows, profile)["grade"].to_list()


@given(rows=cases)
@few
def test_turning_the_direction_around_changes_no_score(rows: list[tuple[float, float, float]]) -> None:
    turned = [(-baseline, -target, -actual) for baseline, target, actual in rows]
    assert scored(turned)["score"].to_list() == pytest.approx(scored(rows)["score"].to_list(), abs=1e-12)


@given(rows=cases, shift=st.integers(-1000, 1000))
@few
def test_shifting_the_scale_changes_no_score(rows: list[tuple[float, float, float]], shift: int) -> None:
    shifted = [(baseline + shift, target + shift, actual + shift) for baseline, target, actual in rows]
    assert scored(shifted)["score"].to_list() == pytest.approx(scored(rows)["score"].to_list(), abs=1e-6)


@given(rows=cases, step=st.floats(0, 10), profile=st.sampled_from(sorted(PROFILES)))
@few
def test_more_of_the_way_never_lowers_score_or_grade(
    rows: list[tuple[float, float, float]], step: float, profile: str
) -> None:
    further = [(baseline, target, actual + step * (target - baseline)) for baseline, target, actual in rows]
    before, after = scored(rows, profile), scored(further, profile)
    rank = rank_of(pl.col("grade"), policy=PROFILES[profile].goals)
    assert all(map(ge, after["score"], before["score"]))
    assert all(map(ge, before.select(rank)["grade"], after.select(rank)["grade"]))


@given(rows=st.lists(st.tuples(anything, anything, anything), min_size=1, max_size=30))
@few
def test_every_score_lies_between_0_and_1_or_has_a_reason(
    rows: list[tuple[float | None, float | None, float | None]],
) -> None:
    scores = scored(rows)
    assert scores.filter(pl.col("score").is_null() == pl.col("reason").is_null()).is_empty()
    assert scores.filter(~pl.col("score").is_between(0, 1)).is_empty()
    assert scores.filter(~pl.col("raw_progress").is_finite()).is_empty()
    assert scores.filter(pl.col("score").is_null() != pl.col("grade").is_null()).is_empty()


@given(rows=cases, weights=st.data(), state=states, seed=st.integers(0, 1000))
@few
def test_an_objectives_score_lies_between_its_key_results_whatever_their_order(
    rows: list[tuple[float, float, float]], weights: st.DataObject, state: str, seed: int
) -> None:
    key_results = key_results_of(rows).with_columns(
        weight=pl.Series(weights.draw(st.lists(st.integers(1, 9), min_size=len(rows), max_size=len(rows)))),
        state=pl.when(pl.int_range(pl.len()) % 3 == 1).then(pl.lit(state)).otherwise(pl.lit("active")),
    )
    found = objective_of(KEY_RESULTS.check(key_results), rows)
    places = random.Random(seed).sample(range(len(rows)), len(rows))
    shuffled = objective_of(KEY_RESULTS.check(key_results)[places], rows)
    counted = score_key_results(
        KEY_RESULTS.check(key_results), actuals_of(rows), milestones=MILESTONES.empty(), plan=PLAN
    ).filter("is_counted")
    low, high = counted["score"].min(), counted["score"].max()
    assert low - 1e-9 <= found["score"] <= high + 1e-9
    assert shuffled == pytest.approx(found)


def objective_of(key_results: pl.DataFrame, rows: list[tuple[float, float, float]]) -> dict[str, object]:
    """The row of the only objective."""
    scores = score_key_results(key_results, actuals_of(rows), milestones=MILESTONES.empty(), plan=PLAN)
    written = {"objective_id": ["o"], "cycle_id": ["2026-Q3"], "title": ["Better"], "level": ["company"]}
    objectives = pl.DataFrame(written, schema_overrides=dict(OBJECTIVES.columns))
    return score_objectives(objectives, key_results, scores=scores, plan=PLAN).row(0, named=True)
