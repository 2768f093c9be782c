"""Which periods a KPI is valued for, and which days' rows belong to each (rules §§1-2)."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache
from typing import Self

from okr_reports.measures import AverageBound, Measure, RelativeBound, Window
from okr_reports.periods import Grain, Period
from okr_reports.scoring.cadence import SHORTER_THAN_A_MONTH, anchor_of, is_faster, shown_period
from okr_reports.scoring.plan import ReviewPlan
from okr_reports.words import Chart

_LONGER = (Grain.QUARTER, Grain.HALF_YEAR, Grain.YEAR)
_BY_LENGTH = (*SHORTER_THAN_A_MONTH, Grain.MONTH, *_LONGER)
_IN_A_YEAR = {Grain.DAY: 366, Grain.WEEK: 53, Grain.MONTH: 12, Grain.QUARTER: 4, Grain.HALF_YEAR: 2, Grain.YEAR: 1}


@dataclass(frozen=True)
class Span:
    """Rows from `start` up to and without `end`, valued as `period`.

    `is_own_cadence` tells a period of the KPI's cadence from a longer one. `is_derivable` is false for a window that
    is not full yet, for a stock's longer period none of whose sub-periods has ended, and for one of whose first days
    there is no data: its other days do not say what it was.
    """

    period: Period
    start: date
    end: date
    is_partial: bool
    is_own_cadence: bool
    is_history: bool = False
    is_derivable: bool = True


@dataclass(frozen=True)
class Schedule:
    """What of a KPI decides for which periods it is valued. `reach`: by grain, how far its targets look back."""

    grain: Grain
    window: Window | None
    is_stock: bool
    reach: tuple[tuple[Grain, int], ...]

    @classmethod
    def of(cls, measure: Measure) -> Self:
        """The schedule that the KPI shares with others like it."""
        reach = tuple((grain, back) for grain in _BY_LENGTH if (back := _reach(measure, grain)))
        return cls(measure.grain, measure.window, measure.is_stock, reach)

    def looks_back(self, grain: Grain) -> int:
        """How many periods of this length before its own the targets need."""
        return dict(self.reach).get(grain, 0)


@dataclass(frozen=True)
class Timeline:
    """From when on an extract has something to say, in one review.

    `data_from`: the company's first day with data, if it named one. `first_row_on`: the day of the extract's first row.
    `is_complete`: the extract states how far it reaches, so empty periods since `data_from` are known to be empty.
    """

    plan: ReviewPlan
    data_from: date | None
    first_row_on: date | None
    is_complete: bool

    def spans(self, measure: Measure) -> tuple[Span, ...]:
        """The cadence's history, what the targets look back at, the same period last year, and longer periods."""
        return _spans(self, Schedule.of(measure))

    def since_start(self, periods: Iterable[Period], grain: Grain) -> list[Period]:
        """Those that begin where data begins, or later: nothing is said of times before."""
        starts_on = self.data_from
        if starts_on is None and self.first_row_on is not None:
            starts_on = self.plan.fiscal.containing(self.first_row_on, grain).start
        return [period for period in periods if starts_on is not None and anchor_of(period) >= starts_on]

    def own(self, schedule: Schedule) -> list[Span]:
        """The periods of the KPI's own cadence."""
        shown = shown_period(schedule.grain, self.plan)
        history = self._history(schedule)
        older = self.plan.fiscal.run_up_to(history[0], schedule.looks_back(schedule.grain) + 1)
        periods = self.since_start([*older, *history, self.plan.fiscal.same_last_year(shown)], schedule.grain)
        spans = [self.own_span(period, schedule) for period in sorted({*periods, shown})]
        return [replace(self._unless_cut(span), is_history=span.period in history) for span in spans]

    def _unless_cut(self, span: Span) -> Span:
        """An own period is not derivable when the company's data begins amid the rows by which it is valued.

        A longer one beside the month begins where data does, as a year to date must.
        """
        starts_on = self.data_from
        is_whole = starts_on is None or anchor_of(span.period) >= starts_on or not span.start < starts_on < span.end
        return span if is_whole else replace(span, is_derivable=False)

    def _history(self, schedule: Schedule) -> list[Period]:
        shown = shown_period(schedule.grain, self.plan)
        run = self.plan.fiscal.run_up_to(shown, self.plan.policy.history_periods)
        if is_faster(schedule.grain):
            month_before = self.plan.fiscal.shifted(self.plan.month, -1)
            first = self.plan.fiscal.within(month_before, schedule.grain)[0]
            while run[0] > first:
                run.insert(0, self.plan.fiscal.shifted(run[0], -1))
        return run

    def own_span(self, period: Period, schedule: Schedule) -> Span:
        """The rows by which a period of the KPI's own cadence is valued: its own, or its window's."""
        is_partial = not self.plan.has_ended(period)
        if schedule.window is None:
            return Span(period, period.start, period.end, is_partial, is_own_cadence=True)
        last_day = anchor_of(period) if is_faster(period.grain) else period.last_day
        last = self.plan.fiscal.containing(last_day, schedule.window.grain)
        start = self.plan.fiscal.shifted(last, 1 - schedule.window.count).start
        is_full = self.fills(start, schedule.window.grain)
        return Span(period, start, period.end, is_partial, is_own_cadence=True, is_derivable=is_full)

    def fills(self, start: date, grain: Grain) -> bool:
        """Whether a window that starts on this day is full; without any row there is nothing to fill."""
        if self.first_row_on is None or (self.is_complete and self.data_from is not None):
            return self.data_from is None or start >= self.data_from
        first = self.plan.fiscal.containing(self.first_row_on, grain).start
        return start >= max(first, self.data_from or first)

    def longer(self, schedule: Schedule) -> list[Span]:
        """Quarter, half-year, year and year to date with the month in them, as far as they are longer."""
        longer = _BY_LENGTH[_BY_LENGTH.index(schedule.grain) + 1 :]
        grains = [*(grain for grain in longer if grain in _LONGER), Grain.YEAR_TO_DATE]
        return [self._longer_span(period, schedule) for grain in grains for period in self._containing(grain, schedule)]

    def _containing(self, grain: Grain, schedule: Schedule) -> list[Period]:
        containing = self.plan.fiscal.containing(self.plan.month.start, grain)
        back = schedule.looks_back(grain)
        if grain is Grain.QUARTER and shown_period(grain, self.plan) != containing:
            back = max(1, back)  # the last ended quarter is what a candidate for the next cycle starts from
        earlier = self.plan.fiscal.run_up_to(containing, back + 1)[:-1]
        return [*self.since_start(earlier, grain), containing]

    def _longer_span(self, period: Period, schedule: Schedule) -> Span:
        """A flow's longer period is all its rows up to the month's end, a stock's or window's its last sub-period's."""
        is_partial = period.end > self.plan.month.end or not self.plan.has_ended(period)
        if not schedule.is_stock and schedule.window is None:
            return Span(period, period.start, min(period.end, self.plan.month.end), is_partial, is_own_cadence=False)
        shown = shown_period(schedule.grain, self.plan)
        parts = [part for part in self.plan.fiscal.within(period, schedule.grain) if part <= shown]
        if not parts:
            nothing = Span(period, period.start, period.start, is_partial, is_own_cadence=False)
            return replace(nothing, is_derivable=False)
        return replace(self.own_span(parts[-1], schedule), period=period, is_partial=is_partial, is_own_cadence=False)


@lru_cache(maxsize=256)
def _spans(timeline: Timeline, schedule: Schedule) -> tuple[Span, ...]:
    # Most KPIs of an extract share their schedule, and dates are slow to compute.
    return (*timeline.own(schedule), *timeline.longer(schedule))


def _reach(measure: Measure, grain: Grain) -> int:
    """How many periods of this length the targets and the chart look back."""
    conditions = [row.condition for row in measure.targets if (row.grain or measure.grain) is grain]
    averages = [bound.periods + bound.in_a_row for bound in conditions if isinstance(bound, AverageBound)]
    bases = [bound.base for bound in conditions if isinstance(bound, RelativeBound)]
    charts = [_charted_back(measure.chart, grain)] if grain is measure.grain else []
    return max([0, *charts, *averages, *(1 if base == "previous" else _IN_A_YEAR[grain] for base in bases)])


def _charted_back(chart: Chart, grain: Grain) -> int:
    return {Chart.CHANGE: 1, Chart.YEAR_ON_YEAR: _IN_A_YEAR[grain]}.get(chart, 0)
