"""Who answered for what, and when: segments of the same role and team, and how far each fills a period (rules §8)."""

from collections.abc import Collection
from datetime import date

import polars as pl

from okr_reports.appraisal_tables import PRESENCE, SEGMENTS
from okr_reports.periods import Grain
from okr_reports.scoring.achievement_plan import AppraisalPlan
from okr_reports.scoring.numbers import is_at_least
from okr_reports.scoring.segments_runs import runs_of, working_days

_SEGMENT = ["employee_id", "segment"]


def segments_of(people: pl.DataFrame, *, plan: AppraisalPlan) -> pl.DataFrame:
    """SEGMENTS of PEOPLE in the cycle; who left before it or joined after it has none.

    A gap belongs to no segment; days on leave belong to theirs and are counted apart. Department and manager are those
    of the segment's last row.
    """
    return segments_in(runs_of(people, calendar=plan.calendar), plan=plan)


def segments_in(runs: pl.DataFrame, *, plan: AppraisalPlan) -> pl.DataFrame:
    """The same of segments_runs.runs_of."""
    cut = _cut(runs, plan)
    days = _days(pl.col("from_on"), pl.col("to_on"), plan=plan)
    counted = cut.with_columns(days=days)
    found = counted.group_by("employee_id", "run", maintain_order=True).agg(
        pl.col("role_id", "team_id").first(), pl.col("department_id", "manager_id").last(),
        pl.col("from_on").min(), pl.col("to_on").max(),
        working_day_count=pl.col("days").sum(), leave_day_count=pl.col("days").filter("is_leave").sum(),
    )  # fmt: skip
    return SEGMENTS.check(found.with_columns(segment=pl.col("run").rank("dense").over("employee_id")))


def presence_of(
    people: pl.DataFrame, segments: pl.DataFrame, *, plan: AppraisalPlan, grains: Collection[Grain]
) -> pl.DataFrame:
    """PRESENCE of the segments in the cycle's periods of these lengths.

    Of a period that began before the cycle the days before it count too, as far as role and team were the same.
    """
    runs = runs_of(people, calendar=plan.calendar)
    return presence_in(whole_runs(runs, segments, plan=plan), plan=plan, grains=grains)


def presence_in(runs: pl.DataFrame, *, plan: AppraisalPlan, grains: Collection[Grain]) -> pl.DataFrame:
    """The same of `whole_runs`."""
    rows = runs.join(_period_table(plan, grains), how="cross")
    first, last = pl.max_horizontal("from_on", "start_on"), pl.min_horizontal("to_on", "last_on")
    held = rows.filter(first <= last).with_columns(held=_days(first, last, plan=plan))
    is_leave, fte = pl.col("is_leave"), pl.col("fte")
    each = held.group_by(*_SEGMENT, "grain", "period_id", maintain_order=True).agg(
        pl.col("working_day_count").first(),
        held_day_count=pl.col("held").sum(),
        leave_day_count=pl.col("held").filter(is_leave).sum(),
        weighted=(pl.col("held") * fte).filter(~is_leave).sum(),
    )
    days = pl.col("working_day_count")
    scale = pl.when(days > 0).then(pl.col("weighted") / days)
    return PRESENCE.check(each.with_columns(scale=scale, is_responsible=_is_responsible(plan)).sort(PRESENCE.key))


def whole_runs(runs: pl.DataFrame, segments: pl.DataFrame, *, plan: AppraisalPlan) -> pl.DataFrame:
    """The rows (segments_runs.runs_of) behind each segment, also those before the cycle; with `segment`."""
    starts = _cut(runs, plan).group_by("employee_id", "run").agg(pl.col("from_on").min())
    known = starts.join(segments.select(*_SEGMENT, "from_on"), on=["employee_id", "from_on"])
    return runs.join(known.drop("from_on"), on=["employee_id", "run"], maintain_order="left")


def _cut(runs: pl.DataFrame, plan: AppraisalPlan) -> pl.DataFrame:
    """The rows as far as they lie in the cycle."""
    inside = runs.with_columns(
        from_on=pl.max_horizontal("from_on", pl.lit(plan.cycle.start)),
        to_on=pl.min_horizontal("to_on", pl.lit(plan.cycle.last_day)),
    )
    return inside.filter(pl.col("from_on") <= pl.col("to_on"))


def _days(first: pl.Expr, last: pl.Expr, *, plan: AppraisalPlan) -> pl.Expr:
    return working_days(first, last + pl.duration(days=1), holidays=plan.calendar.holidays)


def _is_responsible(plan: AppraisalPlan) -> pl.Expr:
    """Held, and not on leave, on at least half of all working days of the period: days on leave are not days held."""
    present = pl.col("held_day_count") - pl.col("leave_day_count")
    least = pl.col("working_day_count") * plan.policy.least_presence_share
    return (present > 0) & is_at_least(present.cast(pl.Float64), least)


def _period_table(plan: AppraisalPlan, grains: Collection[Grain]) -> pl.DataFrame:
    rows = [
        (period.grain.value, period.key, period.start, period.last_day, _count(period.start, period.end, plan))
        for grain in dict.fromkeys(grains)
        for period in plan.periods(grain)
    ]
    names = {"grain": pl.String(), "period_id": pl.String(), "start_on": pl.Date(), "last_on": pl.Date()}
    return pl.DataFrame(rows, schema={**names, "working_day_count": pl.Int64()}, orient="row")


def _count(start: date, end: date, plan: AppraisalPlan) -> int:
    return plan.calendar.count(start, end)
