"""What a run asks of appraisal evidence: which cycle, seen when, what roles answer for, where the rows come from."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property
from zoneinfo import ZoneInfo

import polars as pl

from okr_reports.measures import Measure
from okr_reports.periods import FiscalCalendar, Grain, Period
from okr_reports.policy import Policy
from okr_reports.scoring.cadence import is_faster
from okr_reports.scoring.plan import ReviewPlan
from okr_reports.working_days import WorkingCalendar


@dataclass(frozen=True)
class AppraisalPlan:
    """One appraisal cycle (a half-year or year), the moment up to which rows are seen (aware), the company's rules."""

    cycle: Period
    as_of: datetime
    timezone: str
    fiscal: FiscalCalendar
    policy: Policy
    calendar: WorkingCalendar

    @cached_property
    def today(self) -> date:
        """The day of `as_of` in the company's time zone; a period has ended when its `end` is not after it."""
        return self.as_of.astimezone(ZoneInfo(self.timezone)).date()

    @cached_property
    def review(self) -> ReviewPlan:
        """The cycle's last month, as monthly scoring takes it."""
        month = self.fiscal.containing(self.cycle.last_day, Grain.MONTH)
        return ReviewPlan(month, self.as_of, self.timezone, self.fiscal, self.policy, self.calendar)

    def has_ended(self, period: Period) -> bool:
        """Whether the whole period lies before `as_of`."""
        return period.end <= self.today

    def periods(self, grain: Grain) -> list[Period]:
        """The cycle's periods of this length; one longer than the cycle belongs to the cycle in which it ends."""
        last = self.fiscal.containing(self.cycle.last_day, grain)
        if last.end - last.start > self.cycle.end - self.cycle.start:
            return [last] if last.end == self.cycle.end else []
        return self.fiscal.within(self.cycle, grain)


@dataclass(frozen=True)
class ExtractRows:
    """One extract. `load`: month keys → its rows with `period_on`, in order of months; None → all of them.

    `starts_on`: the first day of which it speaks, None when nothing is known. `covers_until`: aware, as in ValuePlan.
    """

    extract: str
    load: Callable[[Sequence[str] | None], pl.DataFrame]
    starts_on: date | None
    covers_until: datetime | None


@dataclass(frozen=True)
class Definitions:
    """What roles answer for (ROLE_KPIS) and how its KPIs are measured. `about_people`: ids of KPIs about people."""

    role_kpis: pl.DataFrame
    measures: tuple[Measure, ...]
    about_people: frozenset[str] = frozenset()

    @cached_property
    def asked(self) -> tuple[Measure, ...]:
        """The measures that some role answers for."""
        ids = frozenset(self.role_kpis["kpi_id"])
        return tuple(measure for measure in self.measures if measure.kpi_id in ids)


def judged_grain(grain: Grain) -> Grain:
    """The length of the periods that are judged: the KPI's cadence, and a month for faster ones (rules §8)."""
    return Grain.MONTH if is_faster(grain) else grain
