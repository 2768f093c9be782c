"""Which key results are measured, by what, and up to which day."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any

import polars as pl

from okr_reports.goal_words import KeyResultKind, Span
from okr_reports.measures import Measure
from okr_reports.scoring.actuals_windows import Asked, MeasuredGoal
from okr_reports.scoring.key_results_states import last_counted_day, with_states
from okr_reports.scoring.plan import CyclePlan

_ASKED = ("key_result_id", "kpi_id", "kind", "window", "min_n", "until", "planned_until", "written_on")


def measured_goals(
    key_results: pl.DataFrame, *, kpis: Iterable[Measure], own: Iterable[Measure], plan: CyclePlan
) -> tuple[MeasuredGoal, ...]:
    """The key results of KEY_RESULTS that a KPI or a formula of their own measures, in their order.

    `own`: the measures of key results, by their ids. `min_n` is the key result's.
    """
    measures = {measure.kpi_id: measure for measure in kpis}
    owned = {measure.kpi_id: measure for measure in own}
    planned_until = pl.min_horizontal(pl.lit(plan.cycle.last_day), "due_on")
    stated = with_states(key_results.filter(pl.col("window").is_not_null()), plan=plan)
    dated = stated.with_columns(until=last_counted_day(plan), planned_until=planned_until)
    return tuple(
        MeasuredGoal(_measure(row, owned if row["kpi_id"] is None else measures), _asked(row))
        for row in dated.select(_ASKED).iter_rows(named=True)
    )


def _measure(row: Mapping[str, Any], measures: Mapping[str, Measure]) -> Measure:
    found = measures[row["kpi_id"] or row["key_result_id"]]
    return replace(found, kpi_id=row["key_result_id"], min_n=row["min_n"] or 0)


def _asked(row: Mapping[str, Any]) -> Asked:
    return Asked(
        over=Span(row["window"]),
        is_hold=row["kind"] == KeyResultKind.HOLD,
        until=row["until"],
        planned_until=row["planned_until"],
        written_on=row["written_on"],
    )
