"""What measures the KPIs and the key results of every cycle: one extract's rows are in memory at a time."""

from collections.abc import Iterable, Mapping, Sequence
from itertools import chain

import polars as pl

from okr_reports.catalogue.measures import goal_measures_of, measures_of
from okr_reports.findings import Finding
from okr_reports.line.retro_request import RetroRequest
from okr_reports.line.stages import read_kpis, sources_of
from okr_reports.measures import Measure
from okr_reports.scoring.actuals import find_actuals
from okr_reports.scoring.actuals_goals import measured_goals
from okr_reports.scoring.actuals_values import GoalReadings, read_goals, values_of_goals
from okr_reports.scoring.actuals_windows import MeasuredGoal
from okr_reports.scoring.findings import KEY_RESULT_FAILED
from okr_reports.scoring.people_counts import with_people_counts
from okr_reports.scoring.plan import CyclePlan
from okr_reports.scoring.readings import Wanted
from okr_reports.scoring.source import Source
from okr_reports.scoring.values import values_of
from okr_reports.words import Reason, Severity

Tables = Mapping[str, pl.DataFrame]
_Goals = Sequence[tuple[CyclePlan, Sequence[MeasuredGoal]]]


def value_all(
    request: RetroRequest, key_results: pl.DataFrame, *, parts: pl.DataFrame
) -> tuple[pl.DataFrame, pl.DataFrame]:
    """KPI_VALUES of the month and KEY_RESULT_VALUES of all the run's cycles, each part read once."""
    kpis, goals = measures_of(request.catalogue), _goals(request, key_results)
    of_kpis: dict[str, list[Wanted]] = {}
    of_goals: list[GoalReadings] = []
    for extract, source in sources_of(request.month, chain(_measures(goals), kpis), parts=parts):
        of_kpis[extract] = read_kpis(kpis, extract=extract, source=source)
        of_goals.append(_read_goals(goals, extract, source))
    in_order = [of_kpis[extract] for extract in dict.fromkeys(measure.extract for measure in kpis)]
    return with_people_counts(values_of(in_order)), _values_of_goals(request, of_goals)


def value_key_results(request: RetroRequest, key_results: pl.DataFrame, *, parts: pl.DataFrame) -> pl.DataFrame:
    """KEY_RESULT_VALUES of KEY_RESULTS of all the run's cycles, from the snapshot parts."""
    goals = _goals(request, key_results)
    sources = sources_of(request.month, _measures(goals), parts=parts)
    return _values_of_goals(request, [_read_goals(goals, *each) for each in sources])


def actuals_of(
    request: RetroRequest, key_results: pl.DataFrame, *, values: pl.DataFrame, log: pl.DataFrame
) -> pl.DataFrame:
    """KEY_RESULT_ACTUALS of the key results, which are of the run's cycles. `log`: ACTUALS."""
    return find_actuals(key_results, values=values, actuals=log, plan=request.plans)


def failed_measures(values: pl.DataFrame) -> list[Finding]:
    """A finding for each key result whose formula could not be computed."""
    failed = values.filter(reason=Reason.FAILED.value).unique("key_result_id", keep="first", maintain_order=True)
    return [
        Finding(KEY_RESULT_FAILED, Severity.ERROR, key_result_id, f"it could not be measured: {detail}")
        for key_result_id, detail in failed.select("key_result_id", "detail").rows()
    ]


def _goals(request: RetroRequest, key_results: pl.DataFrame) -> _Goals:
    """What is measured of the key results of each cycle that has some among these."""
    catalogue, kpis, cycles = request.catalogue, measures_of(request.catalogue), set(key_results["cycle_id"])
    return [
        (plan, measured_goals(
            key_results.filter(cycle_id=plan.cycle.key), kpis=kpis, own=goal_measures_of(catalogue, plan.cycle.key),
            plan=plan,
        ))
        for plan in request.plans.cycles
        if plan.cycle.key in cycles
    ]  # fmt: skip


def _measures(goals: _Goals) -> Iterable[Measure]:
    return (goal.measure for _, own in goals for goal in own)


def _read_goals(goals: _Goals, extract: str, source: Source) -> GoalReadings:
    own = [(plan, [goal for goal in each if goal.measure.extract == extract]) for plan, each in goals]
    return read_goals(own, source)


def _values_of_goals(request: RetroRequest, read: Sequence[GoalReadings]) -> pl.DataFrame:
    return values_of_goals(read, least_people=request.catalogue.policy.suppress_people_below)
