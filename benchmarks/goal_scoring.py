"""Scores of 10,000 and of 100,000 key results from tables: key results, objectives, goalposts, what profiles differ in.

Run: python benchmarks/goal_scoring.py. One key result in twenty was cancelled late, one in ten has milestones, one in
ten changed its target in silence.
"""

from collections.abc import Callable, Mapping
from datetime import UTC, date, datetime
from functools import partial

import polars as pl
from machine import describe_machine, median_seconds

from okr_reports.goal_policy import GOAL_PROFILES
from okr_reports.goal_tables import DEFINITIONS, KEY_RESULT_ACTUALS, KEY_RESULTS, MILESTONES, OBJECTIVES
from okr_reports.periods import FiscalCalendar
from okr_reports.policy import Policy
from okr_reports.scoring.key_results import score_key_results
from okr_reports.scoring.objectives import score_objectives
from okr_reports.scoring.original import find_goalposts
from okr_reports.scoring.original_goals import GoalHistory, ScoredGoals
from okr_reports.scoring.plan import CyclePlan
from okr_reports.scoring.profiles_goal import judged_differently
from okr_reports.tables import CHANGES, TableSpec
from okr_reports.working_days import WorkingCalendar

SIZES = (10_000, 100_000)
TIMES = 7
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
    taken = {size: {name: median_seconds(work, times=TIMES) for name, work in _steps(size).items()} for size in SIZES}
    small, large = SIZES
    print(f"{'':24} {small:>12,} {large:>12,}  ratio")
    for name, seconds in taken[small].items():
        print(
            f"{name:24} {seconds * 1000:9.1f} ms {taken[large][name] * 1000:9.1f} ms "
            f"{taken[large][name] / seconds:6.1f}"
        )


def _steps(size: int) -> Mapping[str, Callable[[], object]]:
    goals = _goals(size)
    profiles = (GOAL_PROFILES["cozyhr"], GOAL_PROFILES["velvetum"])
    return {
        "key results": partial(
            score_key_results, goals.key_results, goals.actuals, milestones=goals.milestones, plan=PLAN
        ),
        "objectives": partial(score_objectives, goals.objectives, goals.key_results, scores=goals.scores, plan=PLAN),
        "goalposts": partial(find_goalposts, goals, _history(goals), plan=PLAN),
        "two profiles": partial(judged_differently, goals.scores, profiles),
    }


def _goals(size: int) -> ScoredGoals:
    numbers = pl.DataFrame({"n": range(size)}).with_columns(key_result_id=pl.format("kr{}", "n"))
    n = pl.col("n")
    key_results = _table(
        KEY_RESULTS,
        numbers.with_columns(
            objective_id=pl.format("o{}", n // 4),
            cycle_id=pl.lit("2026-Q3"),
            kind=pl.when(n % 10 == 3).then(pl.lit("milestones")).otherwise(pl.lit("metric")),
            ambition=pl.when(n % 7 == 0).then(pl.lit("committed")).otherwise(pl.lit("aspirational")),
            weight=1.0 + n % 3,
            baseline=pl.lit(10.0),
            target=20.0 + n % 11,
            state=pl.when(n % 20 == 9).then(pl.lit("cancelled")).otherwise(pl.lit("active")),
            state_on=pl.when(n % 20 == 9).then(date(2026, 9, 18)),
        ),
    )
    value = 8.0 + n * 7919 % 1013 / 50
    actuals = _table(KEY_RESULT_ACTUALS, numbers.with_columns(actual=value, at_cancel=value))
    stepped = numbers.filter(n % 10 == 3).join(pl.DataFrame({"position": range(5)}), how="cross")
    done_on = pl.when((n + pl.col("position")) % 3 > 0).then(date(2026, 8, 20))
    milestones = _table(MILESTONES, stepped.with_columns(weight=1.0 + pl.col("position"), done_on=done_on))
    ids = key_results["objective_id"].unique(maintain_order=True).to_frame()
    named = ids.with_columns(cycle_id=pl.lit("2026-Q3"), title=pl.lit("Better"), level=pl.lit("team"))
    objectives = _table(OBJECTIVES, named)
    scores = score_key_results(key_results, actuals, milestones=milestones, plan=PLAN)
    of_objectives = score_objectives(objectives, key_results, scores=scores, plan=PLAN)
    return ScoredGoals(objectives, key_results, actuals, milestones, scores, of_objectives)


def _history(goals: ScoredGoals) -> GoalHistory:
    fields = goals.key_results.select(
        "key_result_id",
        "baseline",
        target=pl.when(pl.int_range(pl.len()) % 10 == 1).then(pl.col("target") + 5).otherwise("target"),
        weight="weight",
    )
    now = goals.key_results.select("key_result_id", "baseline", "target", "weight")
    first, current = (
        frame.unpivot(index="key_result_id", variable_name="field").with_columns(pl.col("value").cast(pl.String()))
        for frame in (fields, now)
    )
    seen = first.with_columns(first_seen_on=date(2026, 6, 28))
    return GoalHistory(
        _table(DEFINITIONS, seen), _table(DEFINITIONS, current), CHANGES.empty(), KEY_RESULT_ACTUALS.empty()
    )


def _table(spec: TableSpec, rows: pl.DataFrame) -> pl.DataFrame:
    return spec.check(rows.with_columns(pl.lit(None).alias(name) for name in spec.columns if name not in rows.columns))


if __name__ == "__main__":
    main()
