"""Over which days each key result is measured: for its actual, its sub-periods and its baseline (rules §5)."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from enum import StrEnum
from typing import Self

from okr_reports.goal_words import Span as Over
from okr_reports.measures import Measure
from okr_reports.periods import MONTHS_IN, Grain, Period
from okr_reports.scoring.cadence import anchor_of
from okr_reports.scoring.decisions_proposed_standards import cycle_grain
from okr_reports.scoring.people_counts import PEOPLE_OF
from okr_reports.scoring.plan import CyclePlan
from okr_reports.scoring.spans import Schedule, Span, Timeline

_ONE_DAY = timedelta(days=1)


class Part(StrEnum):
    """What a window is measured for."""

    ACTUAL = "actual"
    SUB_PERIOD = "sub_period"
    BASELINE = "baseline"


@dataclass(frozen=True)
class Asked:
    """What of a key result decides its windows.

    `until`: the last day that counts by now; `planned_until`: the one it was to be measured up to.
    """

    over: Over
    is_hold: bool
    until: date
    planned_until: date
    written_on: date | None


@dataclass(frozen=True)
class MeasuredGoal:
    """A key result with the measure of its KPI or its own, under its own id as `kpi_id`."""

    measure: Measure
    asked: Asked


Windows = tuple[tuple[Part, Span], ...]
_Key = tuple[Schedule, bool, Asked]


@dataclass(frozen=True)
class GoalTimeline(Timeline):
    """A timeline that speaks of the windows of key results, and of nothing else."""

    windows: Mapping[str, Windows] = field(default_factory=dict)

    @classmethod
    def of(cls, timeline: Timeline, asked: Iterable[tuple[CyclePlan, Iterable[MeasuredGoal]]]) -> Self:
        """The windows of all these key results, by cycle."""
        facts = (timeline.plan, timeline.data_from, timeline.first_row_on, timeline.is_complete)
        own = (_windows_of(goals, timeline, plan) for plan, goals in asked)
        return cls(*facts, windows={goal_id: windows for each in own for goal_id, windows in each.items()})

    def spans(self, measure: Measure) -> tuple[Span, ...]:
        """The different spans of a key result's windows; the people behind a value are counted over the same."""
        return tuple(dict.fromkeys(span for _, span in self.windows[measure.kpi_id.removesuffix(PEOPLE_OF)]))


def _windows_of(goals: Iterable[MeasuredGoal], timeline: Timeline, plan: CyclePlan) -> Mapping[str, Windows]:
    """The windows of one cycle's key results, worked out once for those that share them."""
    keys = {goal.measure.kpi_id: _key(goal) for goal in goals}
    made = {key: tuple(_Maker(timeline, plan, *key).windows()) for key in dict.fromkeys(keys.values())}
    return {goal_id: made[key] for goal_id, key in keys.items()}


def _key(goal: MeasuredGoal) -> _Key:
    return Schedule.of(goal.measure), goal.measure.formula is None, goal.asked


@dataclass(frozen=True)
class _Maker:
    """Works out the windows of one kind of key result."""

    timeline: Timeline
    plan: CyclePlan
    schedule: Schedule
    is_ready_made: bool
    asked: Asked

    def windows(self) -> Iterable[tuple[Part, Span]]:
        """Those of its sub-periods, or its actual and its baseline."""
        periods = self._periods_in_cycle(self.asked.until)
        if self.asked.is_hold:
            return [(Part.SUB_PERIOD, self._own(period)) for period in periods]
        found = [(Part.ACTUAL, span) for span in self._actual(periods)]
        return [*found, *((Part.BASELINE, span) for span in self._baseline())]

    @property
    def _is_whole(self) -> bool:
        """Whether all rows of the cycle count; a stock's or a rolling window's value is always that of a period."""
        is_of_period = self.schedule.is_stock or self.schedule.window is not None
        return self.asked.over is Over.CYCLE and not is_of_period

    def _own(self, period: Period) -> Span:
        return self.timeline.own_span(period, self.schedule)

    def _periods_in_cycle(self, until: date) -> list[Period]:
        """The periods of the cadence that began in the cycle and ended by this day.

        One that is longer than the cycle cannot begin in it: it counts when it ended in it.
        """
        cycle, fiscal = self.plan.cycle, self.plan.fiscal
        end = min(until + _ONE_DAY, self.plan.today)
        period = fiscal.containing(cycle.start, self.schedule.grain)
        found: list[Period] = []
        while period.end <= end:
            is_longer = period.end - period.start > cycle.end - cycle.start
            if anchor_of(period) >= cycle.start or is_longer:
                found.append(period)
            period = fiscal.shifted(period, 1)
        return found

    def _actual(self, periods: list[Period]) -> list[Span]:
        if not self._is_whole:
            return [self._own(period) for period in periods[-1:]]
        if not self.is_ready_made:
            return [_days(self.plan.cycle.start, self.asked.until + _ONE_DAY)]
        # A ready-made value belongs to a whole period, so only whole periods make a longer one.
        return _whole_periods([self._own(period) for period in periods])

    def _baseline(self) -> list[Span]:
        written_on = self.asked.written_on
        if written_on is None:
            return []
        if not self._is_whole:
            last = self._periods_before(written_on, count=1)
            return [self._own(period) for period in self.timeline.since_start(last, self.schedule.grain)]
        end = min(written_on, self.plan.cycle.start)
        if self.is_ready_made:
            count = len(self._periods_planned())
            periods = self._periods_before(end, count=count) if count else []
            known = self.timeline.since_start(periods, self.schedule.grain)
            return _whole_periods([self._own(period) for period in known]) if known == periods else []
        start = self._start_of_as_many_days(end)
        return [_days(start, end)] if self.timeline.fills(start, Grain.MONTH) else []

    def _periods_before(self, end: date, *, count: int) -> list[Period]:
        running = self.plan.fiscal.containing(end, self.schedule.grain)
        return self.plan.fiscal.run_up_to(self.plan.fiscal.shifted(running, -1), count)

    def _periods_planned(self) -> list[Period]:
        first = self.plan.fiscal.containing(self.plan.cycle.start, self.schedule.grain)
        found: list[Period] = []
        while first.end <= self.asked.planned_until + _ONE_DAY:
            found.append(first)
            first = self.plan.fiscal.shifted(first, 1)
        return found

    def _start_of_as_many_days(self, end: date) -> date:
        """The first day of a window as long as the planned one: whole months where the cycle is whole months."""
        cycle, planned_end = self.plan.cycle, self.asked.planned_until + _ONE_DAY
        grain = cycle_grain(self.plan)
        if grain is None or planned_end != cycle.end:
            return end - (planned_end - cycle.start)
        return _months_before(end, MONTHS_IN[grain])


def _days(start: date, end: date) -> Span:
    """All rows from `start` up to and without `end`."""
    period = Period(start, end, Grain.DAY, f"{start} to {end - _ONE_DAY}")
    return Span(period, start, end, is_partial=False, is_own_cadence=False)


def _whole_periods(spans: list[Span]) -> list[Span]:
    """The spans of neighbouring periods as one."""
    return [_days(spans[0].start, spans[-1].end)] if len(spans) > 1 else spans


def _months_before(day: date, months: int) -> date:
    total = day.year * 12 + day.month - 1 - months
    first = date(total // 12, total % 12 + 1, 1)
    last = (first.replace(day=28) + timedelta(days=4)).replace(day=1) - _ONE_DAY
    return min(first + timedelta(days=day.day - 1), last)
