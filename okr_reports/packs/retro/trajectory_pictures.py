"""The picture of a key result through its cycle, by kind: a measured way, steps done, a bound that is kept."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property

import polars as pl

from okr_reports.goal_words import KeyResultKind, Span
from okr_reports.packs.dates import short_month
from okr_reports.packs.goal_pictures import DatedValue, Trajectory, TrajectoryLevel
from okr_reports.packs.numbers import NumberStyle
from okr_reports.packs.retro.edition import RetroEdition
from okr_reports.packs.retro.standings import KeyResultStanding
from okr_reports.periods import Grain
from okr_reports.words import Operator

_MEASURED = (KeyResultKind.METRIC, KeyResultKind.CHANGE, KeyResultKind.COUNT)
_WHOLE = 100.0
Dated = tuple[DatedValue, ...]


@dataclass(frozen=True)
class PictureMaker:
    """Draws the key results of one edition from what was measured, said and done, read once for all of them."""

    edition: RetroEdition

    def picture(self, key_result: KeyResultStanding) -> Trajectory | None:
        """None where nothing was measured or done, and of one that only its author judges."""
        if key_result.kind in _MEASURED:
            return self._way(key_result)
        if key_result.kind is KeyResultKind.HOLD:
            return self._bound(key_result)
        if key_result.kind in (KeyResultKind.MILESTONES, KeyResultKind.BINARY):
            return self._steps(key_result)
        return None

    def open_steps(self, key_result: KeyResultStanding) -> tuple[str, ...]:
        """The steps that were not done by the cycle's end."""
        steps = self._milestones.get(key_result.id, [])
        return tuple(step["title"] or "" for step in steps if not self._is_done(step["done_on"]))

    def _way(self, key_result: KeyResultStanding) -> Trajectory | None:
        baseline, target, style = key_result.baseline, key_result.target, key_result.style
        points = self._measured.get(key_result.id, ()) or self._final(key_result)
        if baseline is None or target is None or len(points) == 0:
            return None
        now = style.said(points[-1].value)
        is_sum = self._is_sum(key_result.id)
        # What is counted up to a limit below the last cycle's count has no way that could be planned.
        is_limit = is_sum and target < baseline
        start, goal = f"baseline {style.said(baseline)}", f"target {style.said(target)}"
        if is_sum and len(points) > 1:
            points = (DatedValue(self._first, 0.0), *points)
        way = f"{style.said(points[0].value)} on {self.edition.on(points[0].on)}, " if len(points) > 1 else ""
        return Trajectory(
            first=self._first, last=self._last, months=self._months, actual=points,
            plan=tuple(self._plan(key_result.id, 0.0 if is_sum else baseline, target)) if not is_limit else (),
            levels=(TrajectoryLevel(target, goal, is_drawn=True), TrajectoryLevel(baseline, start, is_drawn=False)),
            actual_label=f"actual {now}", said=self._said.get(key_result.id, ()),
            sentence=f"{key_result.title}: {way}{now} on {self.edition.on(points[-1].on)}; {start}, {goal}.",
        )  # fmt: skip

    def _bound(self, key_result: KeyResultStanding) -> Trajectory | None:
        points, bound = self._measured.get(key_result.id, ()), key_result.bound
        if not points or bound.op is None or not bound.edges:
            return None
        held = f"held {key_result.held} of {key_result.held_of}" if key_result.held_of else "not measured"
        return Trajectory(
            first=self._first, last=self._last, months=self._months, actual=points, plan=(),
            levels=tuple(self._edges(key_result)), actual_label=held, said=self._said.get(key_result.id, ()),
            sentence=f"{key_result.title}: {held} measured periods within {bound.said(key_result.style)}, "
            f"{key_result.style.said(points[-1].value)} on {self.edition.on(points[-1].on)}.",
        )  # fmt: skip

    def _edges(self, key_result: KeyResultStanding) -> Iterator[TrajectoryLevel]:
        bound, style = key_result.bound, key_result.style
        if bound.op is not Operator.BETWEEN:
            yield TrajectoryLevel(bound.edges[0], bound.said(style), is_drawn=True)
            return
        for sign, edge in (("≥", bound.low), ("≤", bound.high)):
            if edge is not None:
                yield TrajectoryLevel(edge, f"{sign} {style.said(edge)}", is_drawn=True)

    def _steps(self, key_result: KeyResultStanding) -> Trajectory:
        """A stair from nothing to everything done; planned is all of it by the day it is due."""
        style = NumberStyle(self.edition.locale, "%")
        points = tuple(self._stair(key_result.id))
        done = style.said(points[-1].value)
        is_binary = key_result.kind is KeyResultKind.BINARY
        goal = "all done" if is_binary else f"target {style.said(_WHOLE)}"
        label = ("done" if points[-1].value >= _WHOLE else "open") if is_binary else f"done {done}"
        due = min(self._definition(key_result.id)["due_on"] or self._last, self._last)
        plan = () if is_binary else (DatedValue(self._first, 0.0), DatedValue(due, _WHOLE))
        return Trajectory(
            first=self._first, last=self._last, months=self._months, actual=points, plan=plan,
            levels=(TrajectoryLevel(_WHOLE, goal, is_drawn=True),),
            actual_label=label, sentence=f"{key_result.title}: {label} on {self.edition.on(points[-1].on)}.",
        )  # fmt: skip

    def _stair(self, id: str) -> Iterator[DatedValue]:
        """Two points on each day on which a step was done, from the first day to the last one looked at."""
        steps = self._milestones.get(id) or [{"done_on": self._definition(id)["done_on"], "weight": 1.0, "rung": None}]
        done = sorted((step for step in steps if self._is_done(step["done_on"])), key=lambda step: step["done_on"])
        total = sum(step["weight"] or 0.0 for step in steps) or 1.0
        height = 0.0
        yield DatedValue(self._first, height)
        for step in done:
            on = max(step["done_on"], self._first)
            rung = step["rung"]
            above = height + _WHOLE * (step["weight"] or 0.0) / total if rung is None else max(height, _WHOLE * rung)
            yield from (DatedValue(on, height), DatedValue(on, above))
            height = above
        yield DatedValue(self._until, height)

    def _plan(self, id: str, baseline: float, target: float) -> Iterator[DatedValue]:
        """From the baseline by the written steps to the target on the cycle's last day."""
        yield DatedValue(self._first, baseline)
        yield from self._planned.get(id, ())
        yield DatedValue(self._last, target)

    def _is_sum(self, id: str) -> bool:
        """Whether it is counted up from nothing over the cycle; its baseline is that of a whole cycle before."""
        return self._definition(id)["window"] == Span.CYCLE

    def _final(self, key_result: KeyResultStanding) -> Dated:
        """Of one that is measured over the whole cycle at once: what it came to."""
        return () if key_result.actual is None else (DatedValue(self._until, key_result.actual),)

    def _is_done(self, on: date | None) -> bool:
        """Done after the last day is not done (rules §5)."""
        return on is not None and on <= self._until

    def _definition(self, id: str) -> dict:
        return self._definitions[id]

    @property
    def _first(self) -> date:
        return self.edition.inputs.cycle.start

    @property
    def _last(self) -> date:
        return self.edition.inputs.cycle.last_day

    @property
    def _until(self) -> date:
        return min(self._last, self.edition.as_of_day)

    @cached_property
    def _months(self) -> tuple[tuple[date, str], ...]:
        fiscal, cycle = self.edition.catalogue.fiscal, self.edition.inputs.cycle
        month, found = fiscal.containing(cycle.start, Grain.MONTH), []
        while month.start < cycle.end:
            found.append((max(month.start, cycle.start), short_month(month.start, locale=self.edition.locale)))
            month = fiscal.shifted(month, 1)
        return tuple(found)

    @cached_property
    def _measured(self) -> Mapping[str, Dated]:
        return _dated(self.edition.tables.dated_actuals, "dated_on", "actual")

    @cached_property
    def _planned(self) -> Mapping[str, Dated]:
        return _dated(self.edition.tables.trajectories, "planned_on", "value")

    @cached_property
    def _said(self) -> Mapping[str, Dated]:
        on = pl.col("checked_in_on").is_between(self._first, self._until)
        return _dated(self.edition.tables.check_ins.filter(on, pl.col("value").is_finite()), "checked_in_on", "value")

    @cached_property
    def _milestones(self) -> Mapping[str, Sequence[dict]]:
        steps = self.edition.tables.milestones.sort("key_result_id", "position")
        return steps.rows_by_key("key_result_id", named=True, include_key=True)

    @cached_property
    def _definitions(self) -> Mapping[str, dict]:
        rows = self.edition.tables.key_results.select("key_result_id", "done_on", "due_on", "window")
        return {row["key_result_id"]: row for row in rows.iter_rows(named=True)}


def _dated(table: pl.DataFrame, on: str, value: str) -> dict[str, Dated]:
    """Key result id → its dated values, oldest first."""
    rows = table.sort(on, maintain_order=True).rows_by_key("key_result_id", named=True)
    return {str(id): tuple(DatedValue(row[on], row[value]) for row in found) for id, found in rows.items()}
