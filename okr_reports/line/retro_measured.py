"""What measures the key results of every cycle: one extract's rows are in memory at a time."""

from collections.abc import Mapping, Sequence

import polars as pl

from okr_reports.catalogue.measures import goal_measures_of, measures_of
from okr_reports.extracts.rows import KeptExtracts, load_rows
from okr_reports.findings import Finding
from okr_reports.goal_tables import KEY_RESULT_ACTUALS
from okr_reports.line.retro_request import RetroRequest
from okr_reports.line.stages import value_plan
from okr_reports.measures import columns_of
from okr_reports.periods import Cycle
from okr_reports.scoring.actuals import find_actuals
from okr_reports.scoring.actuals_goals import measured_goals
from okr_reports.scoring.actuals_values import KEY_RESULT_VALUES, value_goals
from okr_reports.scoring.actuals_windows import MeasuredGoal
from okr_reports.words import Reason, Severity

Tables = Mapping[str, pl.DataFrame]
KEY_RESULT_FAILED = "KEY-RESULT-FAILED"


def value_key_results(request: RetroRequest, key_results: pl.DataFrame, *, parts: pl.DataFrame) -> pl.DataFrame:
    """KEY_RESULT_VALUES of KEY_RESULTS of all the run's cycles, from the snapshot parts."""
    goals = {cycle: _goals(request, key_results, cycle=cycle) for cycle in request.cycles}
    kept = KeptExtracts(request.store, parts, request.catalogue)
    extracts = dict.fromkeys(goal.measure.extract for each in goals.values() for goal in each)
    found = [KEY_RESULT_VALUES.empty()]
    for extract in extracts:
        own = {cycle: [goal for goal in each if goal.measure.extract == extract] for cycle, each in goals.items()}
        columns = columns_of(goal.measure for each in own.values() for goal in each)
        rows = load_rows(kept, extract, columns=columns)
        plan = value_plan(request.month, parts=parts, extract=extract)
        found += [value_goals(each, rows, plan=plan, cycle=request.plan(cycle)) for cycle, each in own.items() if each]
    return pl.concat(found)


def actuals_of(
    request: RetroRequest, key_results: pl.DataFrame, *, values: pl.DataFrame, log: pl.DataFrame
) -> pl.DataFrame:
    """KEY_RESULT_ACTUALS of all the run's cycles. `log`: ACTUALS."""
    each = [
        find_actuals(key_results.filter(cycle_id=cycle.key), values=values, actuals=log, plan=request.plan(cycle))
        for cycle in request.cycles
    ]
    return KEY_RESULT_ACTUALS.check(pl.concat([KEY_RESULT_ACTUALS.empty(), *each]))


def failed_measures(values: pl.DataFrame) -> list[Finding]:
    """A finding for each key result whose formula could not be computed."""
    failed = values.filter(reason=Reason.FAILED.value).unique("key_result_id", keep="first", maintain_order=True)
    return [
        Finding(KEY_RESULT_FAILED, Severity.ERROR, key_result_id, f"it could not be measured: {detail}")
        for key_result_id, detail in failed.select("key_result_id", "detail").rows()
    ]


def _goals(request: RetroRequest, key_results: pl.DataFrame, *, cycle: Cycle) -> Sequence[MeasuredGoal]:
    catalogue = request.catalogue
    own = goal_measures_of(catalogue, cycle.key)
    return measured_goals(
        key_results.filter(cycle_id=cycle.key), kpis=measures_of(catalogue), own=own, plan=request.plan(cycle)
    )
