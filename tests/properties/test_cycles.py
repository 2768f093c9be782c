"""What holds for check-ins, forecasts, calibration and alignment of every cycle: bounds, order, scale, direction."""

import random
from datetime import timedelta
from typing import Any

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from okr_reports.goal_reading_tables import CALIBRATION_POINTS
from okr_reports.goal_tables import CHECK_INS, DATED_ACTUALS, KEY_RESULTS, OBJECTIVES
from okr_reports.policy import PROFILES
from okr_reports.scoring.alignment import find_gaps
from okr_reports.scoring.alignment_links import CycleGoals, align
from okr_reports.scoring.calibration import calibrate, calibration_by_cycle
from okr_reports.scoring.discipline import confidence_weeks, judge_discipline
from okr_reports.scoring.discipline_groups import discipline_by_group
from okr_reports.scoring.forecast import forecast
from okr_reports.tables import PEOPLE
from tests.properties.test_goals import PLAN

few = settings(max_examples=25, deadline=None)
START = PLAN.cycle.start
IDS = ["kr0", "kr1", "kr2", "kr3"]
words = st.sampled_from([None, "on_track", "at_risk", "off_track"])
# Also days before and after the quarter.
said = st.lists(st.tuples(st.sampled_from(IDS), st.integers(-20, 110), words), max_size=40)
scores = st.lists(
    st.tuples(st.integers(0, 3), st.sampled_from([None, "team/a", "team/b"]), st.floats(0, 1)), max_size=40
)
days = st.lists(st.integers(0, 91), min_size=1, max_size=30, unique=True)
seeds = st.integers(0, 1000)


def key_results(**columns: object) -> pl.DataFrame:
    """Four aspirational metrics of two objectives, from 0 to 10."""
    rows = [
        {
            "key_result_id": id, "objective_id": f"o{place // 2}", "cycle_id": "2026-Q3", "kind": "metric",
            "ambition": "aspirational", "weight": 1.0, "state": "active", "baseline": 0.0, "target": 10.0,
            "title": id, "contributors": [], **columns,
        }
        for place, id in enumerate(IDS)
    ]  # fmt: skip
    return pl.DataFrame(rows, schema=dict(KEY_RESULTS.columns))


OBJECTIVES_OF_TEAMS = pl.DataFrame(
    [
        {"objective_id": id, "cycle_id": "2026-Q3", "title": id, "level": "team", "team_id": id, "is_local": False}
        for id in ("o0", "o1")
    ],
    schema=dict(OBJECTIVES.columns),
)


def check_ins_of(rows: list[tuple[str, int, str | None]]) -> pl.DataFrame:
    """CHECK_INS on these days of the quarter."""
    written = [
        {"check_in_id": place, "key_result_id": id, "checked_in_on": START + timedelta(day), "confidence": word}
        for place, (id, day, word) in enumerate(rows)
    ]
    return pl.DataFrame(written, schema=dict(CHECK_INS.columns))


def shuffled(table: pl.DataFrame, seed: int) -> pl.DataFrame:
    """The rows in another order."""
    return table[random.Random(seed).sample(range(table.height), table.height)]


@given(rows=said, due=st.one_of(st.none(), st.integers(0, 91)))
@few
def test_check_ins_held_are_never_more_than_expected_and_silence_never_longer_than_the_span(
    rows: list[tuple[str, int, str | None]], due: int | None
) -> None:
    wanted = key_results(due_on=None if due is None else START + timedelta(due))
    found = judge_discipline(wanted, check_ins_of(rows), plan=PLAN)
    assert found.filter(~pl.col("held_count").is_between(0, pl.col("expected_count"))).is_empty()
    assert found.filter(pl.col("silent_days") > pl.col("longest_silence_days")).is_empty()
    assert found.filter(~pl.col("longest_silence_days").is_between(0, 92)).is_empty()
    assert found["key_result_id"].to_list() == IDS


@given(rows=said, seed=seeds)
@few
def test_the_order_in_which_check_ins_were_written_down_decides_nothing_but_the_last_of_a_day(
    rows: list[tuple[str, int, str | None]], seed: int
) -> None:
    check_ins, wanted = check_ins_of(rows), key_results()
    other = shuffled(check_ins, seed)
    assert judge_discipline(wanted, other, plan=PLAN).equals(judge_discipline(wanted, check_ins, plan=PLAN))
    assert confidence_weeks(wanted, other, plan=PLAN).equals(confidence_weeks(wanted, check_ins, plan=PLAN))


@given(rows=said, more=said)
@few
def test_another_check_in_never_lowers_what_was_held(
    rows: list[tuple[str, int, str | None]], more: list[tuple[str, int, str | None]]
) -> None:
    before = judge_discipline(key_results(), check_ins_of(rows), plan=PLAN)["held_count"]
    after = judge_discipline(key_results(), check_ins_of([*rows, *more]), plan=PLAN)["held_count"]
    assert (after >= before).all()


@given(rows=said)
@few
def test_a_group_sums_up_its_key_results_and_its_net_confidence_lies_between_minus_1_and_1(
    rows: list[tuple[str, int, str | None]],
) -> None:
    wanted = key_results()
    each = judge_discipline(wanted, check_ins_of(rows), plan=PLAN)
    groups = discipline_by_group(each, wanted, objectives=OBJECTIVES_OF_TEAMS, plan=PLAN)
    everybody = groups.row(0, named=True)
    assert (everybody["held_count"], everybody["key_result_count"]) == (each["held_count"].sum(), len(IDS))
    assert groups.filter(~pl.col("net_confidence").is_between(-1, 1)).is_empty()
    assert groups.filter(~pl.col("held_share").is_between(0, 1)).is_empty()


def points_of(values: list[float], measured_on: list[int]) -> pl.DataFrame:
    """DATED_ACTUALS of the first key result."""
    rows = [("kr0", START + timedelta(day), value) for day, value in zip(sorted(measured_on), values, strict=True)]
    return pl.DataFrame(rows, schema=dict(DATED_ACTUALS.columns), orient="row")


def forecast_of(values: list[float], measured_on: list[int]) -> dict[str, Any]:
    """The forecast of the first key result."""
    return forecast(key_results(), points_of(values, measured_on), plan=PLAN).row(0, named=True)


measured = days.flatmap(
    lambda on: st.tuples(
        st.lists(st.integers(-10_000, 10_000).map(lambda n: n / 100), min_size=len(on), max_size=len(on)), st.just(on)
    )
)


@given(measured)
@few
def test_a_forecast_lies_in_its_range_or_says_why_there_is_none(given_points: tuple[list[float], list[int]]) -> None:
    found = forecast_of(*given_points)
    assert (found["value"] is None) == (found["reason"] is not None)
    assert found["value"] is None or found["low"] <= found["value"] <= found["high"]
    assert found["points"] == len(given_points[0])


@given(measured, st.sampled_from([-3.0, 0.5, 100.0]), st.integers(-1000, 1000))
@few
def test_another_unit_gives_the_same_forecast_in_that_unit(
    given_points: tuple[list[float], list[int]], factor: float, shift: int
) -> None:
    values, on = given_points
    found, other = forecast_of(values, on), forecast_of([value * factor + shift for value in values], on)
    ends = ("low", "value", "high") if factor > 0 else ("high", "value", "low")
    expected = [None if found[end] is None else found[end] * factor + shift for end in ends]
    same = expected if found["value"] is None else pytest.approx(expected, abs=1e-6, rel=1e-9)
    assert [other[end] for end in ("low", "value", "high")] == same


@given(days.filter(lambda on: len(on) >= 5), st.integers(-50, 50), st.integers(-50, 50))
@few
def test_points_on_a_line_are_forecast_on_it(on: list[int], level: int, slope: int) -> None:
    found = forecast_of([level + slope * day for day in sorted(on)], on)
    assert found["value"] in (None, pytest.approx(level + slope * 91, abs=1e-6))


def history_of(rows: list[tuple[int, str | None, float]]) -> pl.DataFrame:
    """CALIBRATION_POINTS of the four quarters before."""
    written = [
        {
            "key_result_id": f"k{place}",
            "cycle_id": f"2025-Q{quarter + 1}",
            "group_id": group,
            "score": score,
            "is_cancelled": False,
        }
        for place, (quarter, group, score) in enumerate(rows)
    ]
    return pl.DataFrame(written, schema=dict(CALIBRATION_POINTS.columns)).sort("cycle_id", maintain_order=True)


@given(rows=scores, profile=st.sampled_from(sorted(PROFILES)))
@few
def test_calibration_lies_between_0_and_1_around_its_mean_and_speaks_only_with_enough(
    rows: list[tuple[int, str | None, float]], profile: str
) -> None:
    found = calibrate(history_of(rows), policy=PROFILES[profile])
    known = found.filter(pl.col("verdict") != "too_few")
    assert known.filter(~pl.col("low").is_between(0, pl.col("mean") + 1e-12)).is_empty()
    assert known.filter(~pl.col("high").is_between(pl.col("mean") - 1e-12, 1)).is_empty()
    assert known.filter((pl.col("n") < 12) | (pl.col("cycle_count") < 2)).is_empty()
    assert found.filter((pl.col("verdict") == "too_few") & pl.col("mean").is_not_null()).is_empty()
    assert found.filter(pl.col("is_perhaps_too_safe") & pl.col("is_perhaps_out_of_reach")).is_empty()


@given(rows=scores, seed=seeds)
@few
def test_within_a_cycle_the_order_of_key_results_calibrates_nothing(
    rows: list[tuple[int, str | None, float]], seed: int
) -> None:
    points = history_of(rows)
    other = shuffled(points, seed).sort("cycle_id", maintain_order=True)
    policy = PROFILES["cozyhr"]
    for read in (calibrate, calibration_by_cycle):
        same, found = (read(table, policy=policy).sort("group_id") for table in (points, other))
        numbers = [name for name, kind in same.schema.items() if kind == pl.Float64]
        assert found.drop(numbers).sort(pl.all()).equals(same.drop(numbers).sort(pl.all()))
        assert found["mean"].sort().to_list() == pytest.approx(same["mean"].sort().to_list())


@given(rows=scores, seed=st.floats(0, 0.3))
@few
def test_higher_scores_never_lower_the_mean(rows: list[tuple[int, str | None, float]], seed: float) -> None:
    higher = [(quarter, group, min(score + seed, 1.0)) for quarter, group, score in rows]
    before, after = (calibration_by_cycle(history_of(each), policy=PROFILES["cozyhr"]) for each in (rows, higher))
    assert (after["mean"] >= before["mean"] - 1e-12).all()
    assert (after["safe_share"] >= before["safe_share"]).all()


LEVELS = ["company", "department", "team"]
trees = st.lists(
    st.tuples(st.sampled_from(LEVELS), st.integers(0, 12), st.sampled_from([None, "a", "b"])), min_size=1, max_size=12
)


def goals_of(rows: list[tuple[str, int, str | None]]) -> CycleGoals:
    """Objectives with a key result each; one may support an earlier one or its key result."""
    objectives, results = [], []
    for place, (level, above, kpi) in enumerate(rows):
        supports = None if place == 0 or above == 0 else f"{'ok'[above % 2]}{above % place}"
        objectives.append({
            "objective_id": f"o{place}", "cycle_id": "2026-Q3", "title": f"Aim {place}", "level": level,
            "team_id": f"t{place % 3}" if level == "team" else None, "is_local": above == 5, "supports_id": supports,
            "department_id": f"d{place % 2}" if level != "company" else None, "position": place,
        })  # fmt: skip
        results.append({
            "key_result_id": f"k{place}", "objective_id": f"o{place}", "cycle_id": "2026-Q3", "kind": "metric",
            "ambition": "aspirational", "weight": 1.0, "state": "active", "kpi_id": kpi, "title": f"Way {place}",
            "contributors": [], "position": 1,
        })  # fmt: skip
    return CycleGoals(
        pl.DataFrame(objectives, schema=dict(OBJECTIVES.columns)),
        pl.DataFrame(results, schema=dict(KEY_RESULTS.columns)),
        PEOPLE.empty(),
    )


@given(rows=trees)
@few
def test_alignment_names_each_group_once_and_only_key_results_of_the_company(
    rows: list[tuple[str, int, str | None]],
) -> None:
    goals = goals_of(rows)
    links = align(goals, plan=PLAN)
    company = {f"k{place}" for place, (level, _, _) in enumerate(rows) if level == "company"}
    assert set(links["key_result_id"]) <= company
    assert not links.select("key_result_id", "group_id").is_duplicated().any()
    undriven = find_gaps(goals, links, plan=PLAN).filter(gap="undriven")["subject_id"]
    driven = links.filter(contribution="drives")["key_result_id"]
    assert set(undriven) == company - set(driven)


@given(rows=trees, seed=seeds)
@few
def test_the_order_of_goals_changes_no_link_and_no_gap(rows: list[tuple[str, int, str | None]], seed: int) -> None:
    goals = goals_of(rows)
    other = CycleGoals(shuffled(goals.objectives, seed), shuffled(goals.key_results, seed), goals.people)
    links, turned = align(goals, plan=PLAN), align(other, plan=PLAN)
    assert links.sort(pl.all()).equals(turned.sort(pl.all()))
    same, found = (find_gaps(each, links, plan=PLAN).filter(pl.col("gap") != "rewritten") for each in (goals, other))
    flat = pl.col("others").list.sort().list.join(" ")
    assert same.with_columns(flat).sort(pl.all()).equals(found.with_columns(flat).sort(pl.all()))
