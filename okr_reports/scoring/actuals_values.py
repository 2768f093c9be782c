"""What the KPI or the own formula of each key result says over its windows (rules §5)."""

from collections.abc import Sequence
from dataclasses import replace

import polars as pl

from okr_reports.scoring.actuals_windows import GoalTimeline, MeasuredGoal, Part
from okr_reports.scoring.plan import CyclePlan, ValuePlan
from okr_reports.scoring.source import Source
from okr_reports.scoring.values import score_source
from okr_reports.tables import DATE, NUMBER, TEXT, WHOLE, TableSpec
from okr_reports.words import Reason

# One row per window; `part`: Part. `reason`: words.Reason; a confidential KPI's row has that and nothing else.
KEY_RESULT_VALUES = TableSpec(
    "key_result_values",
    {
        "key_result_id": TEXT, "part": TEXT, "window_from": DATE, "window_to": DATE, "value": NUMBER, "n": WHOLE,
        "reason": TEXT, "detail": TEXT,
    },
    key=("key_result_id", "part", "window_to"), required=("part",),
)  # fmt: skip
_KEY = ["key_result_id", "grain", "period_id"]


def value_goals(
    goals: Sequence[MeasuredGoal], rows: pl.DataFrame, *, plan: ValuePlan, cycle: CyclePlan
) -> pl.DataFrame:
    """KEY_RESULT_VALUES of one cycle's key results that are measured on the same extract, from all its rows.

    `plan.review.month`: one in which the cycle's last day, or the day it is judged on, lies.
    """
    open_goals = [goal for goal in goals if not goal.measure.is_confidential]
    secret = [goal.measure.kpi_id for goal in goals if goal.measure.is_confidential]
    source = Source.of(rows, replace(plan, kinds=frozenset()))
    timeline = GoalTimeline.of(source.timeline, open_goals, plan=cycle)
    measures = [goal.measure for goal in open_goals if timeline.windows[goal.measure.kpi_id]]
    values = score_source(measures, replace(source, given=timeline)).rename({"kpi_id": _KEY[0]})
    found = _window_table(timeline).join(values, on=_KEY, maintain_order="left")
    hidden = [(id, Part.ACTUAL.value, Reason.CONFIDENTIAL.value) for id in secret]
    unsaid = pl.DataFrame(hidden, schema={"key_result_id": TEXT, "part": TEXT, "reason": TEXT}, orient="row")
    return KEY_RESULT_VALUES.check(pl.concat([KEY_RESULT_VALUES.empty(), _own_columns(found), unsaid], how="diagonal"))


def _own_columns(found: pl.DataFrame) -> pl.DataFrame:
    return found.select(name for name in KEY_RESULT_VALUES.columns)


def _window_table(timeline: GoalTimeline) -> pl.DataFrame:
    """Every window of every key result, and the span that was valued for it. A window's last day belongs to it."""
    rows = [
        (goal_id, part.value, span.start, span.end, span.period.grain.value, span.period.key)
        for goal_id, windows in timeline.windows.items()
        for part, span in windows
    ]
    schema = {"part": TEXT, "window_from": DATE, "window_end": DATE, "grain": TEXT, "period_id": TEXT}
    table = pl.DataFrame(rows, schema={"key_result_id": TEXT, **schema}, orient="row")
    return table.with_columns(window_to=pl.col("window_end") - pl.duration(days=1))
