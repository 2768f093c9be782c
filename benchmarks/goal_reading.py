"""Check-ins and reading of a cycle from tables: 10,000 and 100,000 key results with thirteen check-ins each.

Run: python benchmarks/goal_reading.py. Links go over two levels to twenty key results of the company; check-ins fall
on random days of each week.
"""

from collections.abc import Callable, Mapping
from datetime import UTC, date, datetime, timedelta
from functools import partial
from random import Random

import polars as pl
from machine import describe_machine, median_seconds

from okr_reports.goal_tables import CHECK_INS, DATED_ACTUALS, KEY_RESULT_SCORES, KEY_RESULTS, OBJECTIVES
from okr_reports.periods import FiscalCalendar
from okr_reports.policy import Policy
from okr_reports.scoring.alignment import find_gaps
from okr_reports.scoring.alignment_links import CycleGoals, align
from okr_reports.scoring.calibration import calibrate, calibration_by_cycle, calibration_points
from okr_reports.scoring.cycle_history import CycleHistory
from okr_reports.scoring.discipline import judge_discipline
from okr_reports.scoring.forecast import forecast
from okr_reports.scoring.plan import CyclePlan
from okr_reports.tables import PEOPLE, TableSpec
from okr_reports.working_days import WorkingCalendar

SIZES, WEEKS, PEOPLE_COUNT, TIMES, SEED = (10_000, 100_000), 13, 2_000, 5, 4
FIRST = date(2026, 7, 1)
PLAN = CyclePlan(
    cycle=FiscalCalendar().period("2026-Q3"),
    as_of=datetime(2026, 10, 5, tzinfo=UTC),
    timezone="UTC",
    fiscal=FiscalCalendar(),
    policy=Policy(),
    calendar=WorkingCalendar(),
)


def main() -> None:
    """Print what each step takes, in milliseconds, for both sizes."""
    print(describe_machine())
    for size in SIZES:
        for name, work in _steps(size).items():
            print(f"{size:>8,} key results  {name:12} {median_seconds(work, times=TIMES) * 1000:9.1f} ms")


def _steps(size: int) -> Mapping[str, Callable[[], object]]:
    random = Random(SEED)
    key_results, objectives = _key_results(size, random), _objectives(size // 4, random)
    goals = CycleGoals(objectives, key_results, _people())
    history = CycleHistory([PLAN.cycle], objectives, key_results, _scores(key_results, random))
    return {
        "discipline": partial(judge_discipline, key_results, _check_ins(size, random), plan=PLAN),
        "calibration": partial(_calibration, history),
        "alignment": partial(_alignment, goals),
        "forecast": partial(forecast, key_results, _points(size, random), plan=PLAN),
    }


def _calibration(history: CycleHistory) -> tuple[pl.DataFrame, pl.DataFrame]:
    points = calibration_points(history)
    return calibrate(points, policy=PLAN.policy), calibration_by_cycle(points, policy=PLAN.policy)


def _alignment(goals: CycleGoals) -> pl.DataFrame:
    return find_gaps(goals, align(goals, plan=PLAN), plan=PLAN)


def _objectives(count: int, random: Random) -> pl.DataFrame:
    levels = ["company" if n < 5 else "department" if n < 50 else "team" for n in range(count)]
    above = [
        None if n < 5 else f"kr{random.randrange(20) if n < 50 else random.randrange(20, 200)}" for n in range(count)
    ]
    return _table(
        OBJECTIVES, objective_id=[f"o{n}" for n in range(count)], cycle_id=[PLAN.cycle.key] * count,
        title=[f"Goal word{n} more" for n in range(count)], level=levels, supports_id=above,
        team_id=[f"t{n // 3}" if level == "team" else None for n, level in enumerate(levels)],
        department_id=[f"d{n}" if level == "department" else None for n, level in enumerate(levels)],
        is_local=[False] * count,
    )  # fmt: skip


def _key_results(size: int, random: Random) -> pl.DataFrame:
    return _table(
        KEY_RESULTS, key_result_id=[f"kr{n}" for n in range(size)], objective_id=[f"o{n // 4}" for n in range(size)],
        cycle_id=[PLAN.cycle.key] * size, title=[f"Thing{n} up by some" for n in range(size)], kind=["metric"] * size,
        ambition=["aspirational"] * size, weight=[1.0] * size, state=["active"] * size,
        kpi_id=[f"k{random.randrange(500)}" for _ in range(size)],
        written_on=[FIRST + timedelta(days=random.randrange(-20, 20)) for _ in range(size)],
        due_on=[FIRST + timedelta(days=random.randrange(60, 100)) for _ in range(size)],
        owner_id=[f"E{n % PEOPLE_COUNT}" for n in range(size)],
        contributors=[[f"E{n * 7 % PEOPLE_COUNT}"] for n in range(size)],
    )  # fmt: skip


def _scores(key_results: pl.DataFrame, random: Random) -> pl.DataFrame:
    own = {name: key_results[name] for name in ("key_result_id", "objective_id", "cycle_id")}
    scores = [random.random() for _ in range(key_results.height)]
    return _table(KEY_RESULT_SCORES, **own, score=scores, is_counted=[True] * key_results.height)


def _check_ins(size: int, random: Random) -> pl.DataFrame:
    rows = range(WEEKS * size)
    return _table(
        CHECK_INS, check_in_id=list(rows), key_result_id=[f"kr{row % size}" for row in rows],
        checked_in_on=[FIRST + timedelta(days=7 * (row // size) + random.randrange(7)) for row in rows],
        confidence=[random.choice(["on_track", "at_risk", "off_track"]) for _ in rows],
    )  # fmt: skip


def _points(size: int, random: Random) -> pl.DataFrame:
    rows = range(WEEKS * size)
    return _table(
        DATED_ACTUALS, key_result_id=[f"kr{row % size}" for row in rows],
        dated_on=[FIRST + timedelta(days=7 * (row // size)) for row in rows], actual=[random.random() for _ in rows],
    )  # fmt: skip


def _people() -> pl.DataFrame:
    ids = [f"E{n}" for n in range(PEOPLE_COUNT)]
    return _table(PEOPLE, id=ids, team=[f"t{n % 300}" for n in range(PEOPLE_COUNT)], from_on=[FIRST] * PEOPLE_COUNT)


def _table(spec: TableSpec, **columns: object) -> pl.DataFrame:
    table = pl.DataFrame(columns)
    return spec.check(table.with_columns(pl.lit(None).alias(name) for name in spec.columns if name not in columns))


if __name__ == "__main__":
    main()
