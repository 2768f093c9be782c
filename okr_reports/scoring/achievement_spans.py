"""For which periods the KPIs of an appraisal cycle are valued, and which of them can be valued month by month."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from okr_reports.measures import AverageBound, Measure, RelativeBound
from okr_reports.periods import FiscalCalendar, Grain, Period
from okr_reports.scoring.achievement_plan import AppraisalPlan, ExtractRows, judged_grain
from okr_reports.scoring.plan import ReviewPlan
from okr_reports.scoring.spans import Schedule, Span, Timeline

_COPIED_ROWS = 5_000_000


@dataclass(frozen=True)
class GivenTimeline(Timeline):
    """A timeline that speaks of given spans, and of nothing else."""

    given: Mapping[str, tuple[Span, ...]] = field(default_factory=dict)

    def spans(self, measure: Measure) -> tuple[Span, ...]:
        """Those given for the KPI."""
        return self.given[measure.kpi_id]


def timeline_of(rows: ExtractRows, review: ReviewPlan) -> Timeline:
    """What an extract speaks of, whichever of its rows are at hand."""
    return Timeline(review, rows.starts_on, None, rows.covers_until is not None)


def own_spans(measure: Measure, timeline: Timeline, *, plan: AppraisalPlan) -> tuple[Span, ...]:
    """The periods of the KPI's own cadence in the cycle, and the older ones that its targets look back at."""
    periods = own_periods(measure.grain, plan)
    if not periods:
        return ()
    schedule = Schedule.of(measure)
    back = 0 if is_of_rows(measure) else schedule.looks_back(measure.grain)
    older = plan.fiscal.run_up_to(periods[0], back + 1)[:-1]
    wanted = timeline.since_start([*older, *periods], measure.grain)
    return tuple(replace(timeline.own_span(period, schedule), is_history=True) for period in wanted)


def own_periods(grain: Grain, plan: AppraisalPlan) -> list[Period]:
    """The periods of this cadence that belong to the cycle; a faster one's are those of the cycle's months."""
    if judged_grain(grain) is grain:
        return plan.periods(grain)
    return [part for month in plan.periods(Grain.MONTH) for part in plan.fiscal.within(month, grain)]


def longer_spans(plan: AppraisalPlan, timeline: Timeline) -> tuple[Span, ...]:
    """The cycle's quarters, and the cycle itself: of a unit's rows that is its segment."""
    quarters = timeline.since_start(plan.periods(Grain.QUARTER), Grain.QUARTER)
    return tuple(
        Span(period, period.start, period.end, not plan.has_ended(period), is_own_cadence=False, is_history=True)
        for period in dict.fromkeys([*quarters, plan.cycle])
    )


def is_of_rows(measure: Measure) -> bool:
    """Whether the value of a period is the formula over that period's rows, and its target needs no other period."""
    conditions = [row.condition for row in measure.targets]
    is_relative = any(isinstance(condition, RelativeBound | AverageBound) for condition in conditions)
    return measure.formula is not None and measure.window is None and not is_relative


def may_be_judged_longer(measure: Measure) -> bool:
    """Whether its target also fits a quarter or a segment: a level, not a count of a month; and n may be too small."""
    if not is_of_rows(measure) or measure.is_stock or measure.formula is None or measure.formula.is_additive:
        return False
    return measure.min_n > 0 and measure.grain in (Grain.MONTH, Grain.QUARTER)


def months_touched(spans: Iterable[Span], fiscal: FiscalCalendar) -> list[str]:
    """The keys of the months in which some day of the spans lies, in order."""
    found: set[Period] = set()
    for start, end in {(span.start, span.end) for span in spans}:
        month = fiscal.containing(start, Grain.MONTH)
        while month.start < end:
            found.add(month)
            month = fiscal.shifted(month, 1)
    return [month.key for month in sorted(found)]


def packs_of(spans: Iterable[Span], *, row_count: int) -> list[tuple[Span, ...]]:
    """The spans in groups, as many together as may be: each needs a copy of its rows."""
    every = tuple(spans)
    size = max(1, _COPIED_ROWS // max(1, row_count))
    return [every[place : place + size] for place in range(0, len(every), size)]


def first_day(measures: Sequence[Measure], plan: AppraisalPlan) -> date:
    """The first day of any period that the KPIs are judged by."""
    days = [own_periods(measure.grain, plan)[:1] for measure in measures]
    return min([plan.cycle.start, *(period.start for first in days for period in first)])
