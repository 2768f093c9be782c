"""What the KPI or the own formula of each key result says over its windows (rules §5)."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

import polars as pl

from okr_reports.measures import Measure
from okr_reports.scoring.actuals_windows import GoalTimeline, MeasuredGoal, Part, Windows
from okr_reports.scoring.people_counts import and_people, with_people_counts, without_few_people
from okr_reports.scoring.plan import CyclePlan
from okr_reports.scoring.readings import Wanted
from okr_reports.scoring.source import Source
from okr_reports.scoring.values import read_values, values_of
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


@dataclass(frozen=True)
class GoalReadings:
    """What one extract's rows say of the key results that are measured on it, each over its own windows."""

    goals: Sequence[MeasuredGoal]
    windows: Mapping[str, Windows]
    wanted: Sequence[Wanted]

    @property
    def open_measures(self) -> Iterator[Measure]:
        """Those of key results of which a value may be said."""
        return (goal.measure for goal in self.goals if not goal.measure.is_confidential)


def read_goals(asked: Sequence[tuple[CyclePlan, Sequence[MeasuredGoal]]], source: Source) -> GoalReadings:
    """What the source's rows say of these key results of several cycles.

    `source.plan.review.month`: one in which the day lies on which the last cycle is judged.
    """
    goals = [goal for _, own in asked for goal in own]
    open_goals = [(plan, [goal for goal in own if not goal.measure.is_confidential]) for plan, own in asked]
    timeline = GoalTimeline.of(source.timeline, open_goals)
    measures = [goal.measure for _, own in open_goals for goal in own if timeline.windows[goal.measure.kpi_id]]
    of_company = replace(source, plan=replace(source.plan, kinds=frozenset()), given=timeline)
    return GoalReadings(goals, timeline.windows, read_values(and_people(measures, source.rows.columns), of_company))


def values_of_goals(read: Sequence[GoalReadings], *, least_people: int) -> pl.DataFrame:
    """KEY_RESULT_VALUES of all that was read. What is about fewer people has no value (rules §8)."""
    values = with_people_counts(values_of([each.wanted for each in read]))
    measures = [measure for each in read for measure in each.open_measures]
    shown = without_few_people(values, measures, least=least_people).rename({"kpi_id": _KEY[0]})
    found = _window_table(each.windows for each in read).join(shown, on=_KEY, maintain_order="left")
    secret = [goal.measure.kpi_id for each in read for goal in each.goals if goal.measure.is_confidential]
    hidden = [(id, Part.ACTUAL.value, Reason.CONFIDENTIAL.value) for id in secret]
    unsaid = pl.DataFrame(hidden, schema={"key_result_id": TEXT, "part": TEXT, "reason": TEXT}, orient="row")
    return KEY_RESULT_VALUES.check(pl.concat([KEY_RESULT_VALUES.empty(), _own_columns(found), unsaid], how="diagonal"))


def _own_columns(found: pl.DataFrame) -> pl.DataFrame:
    return found.select(name for name in KEY_RESULT_VALUES.columns)


def _window_table(read: Iterable[Mapping[str, Windows]]) -> pl.DataFrame:
    """Every window of every key result, and the span that was valued for it. A window's last day belongs to it."""
    rows = [
        (goal_id, part.value, span.start, span.end, span.period.grain.value, span.period.key)
        for each in read
        for goal_id, windows in each.items()
        for part, span in windows
    ]
    schema = {"part": TEXT, "window_from": DATE, "window_end": DATE, "grain": TEXT, "period_id": TEXT}
    table = pl.DataFrame(rows, schema={"key_result_id": TEXT, **schema}, orient="row")
    return table.with_columns(window_to=pl.col("window_end") - pl.duration(days=1))
