"""What a run asks of scoring: which month, seen when, by which calendars and which policy."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, time
from enum import StrEnum
from functools import cached_property
from zoneinfo import ZoneInfo

import polars as pl

from okr_reports.periods import Cycle, FiscalCalendar, Period
from okr_reports.policy import Policy
from okr_reports.working_days import WorkingCalendar


class EntityKind(StrEnum):
    """Whose value it is, from the whole to its parts. The company's rows carry no entity_id."""

    COMPANY = "company"
    DEPARTMENT = "department"
    TEAM = "team"
    PERSON = "person"


@dataclass(frozen=True)
class ReviewPlan:
    """One monthly review: the reported month, the moment up to which rows are seen (aware), and the company's rules."""

    month: Period
    as_of: datetime
    timezone: str
    fiscal: FiscalCalendar
    policy: Policy
    calendar: WorkingCalendar

    @cached_property
    def today(self) -> date:
        """The day of `as_of` in the company's time zone; a period has ended when its `end` is not after it."""
        return self.as_of.astimezone(ZoneInfo(self.timezone)).date()

    @property
    def judged_on(self) -> date:
        """The day on which lateness is judged: the month's last, or today when that is earlier (outputs.md)."""
        return min(self.month.last_day, self.today)

    def has_ended(self, period: Period) -> bool:
        """Whether the whole period lies before `as_of`."""
        return period.end <= self.today


@dataclass(frozen=True)
class CyclePlan:
    """One cycle of goals: its days, the moment up to which rows are seen (aware), and the company's rules."""

    cycle: Cycle | Period
    as_of: datetime
    timezone: str
    fiscal: FiscalCalendar
    policy: Policy
    calendar: WorkingCalendar

    @cached_property
    def today(self) -> date:
        """The day of `as_of` in the company's time zone."""
        return self.as_of.astimezone(ZoneInfo(self.timezone)).date()

    @property
    def judged_on(self) -> date:
        """The day up to which the cycle is judged: its last, or today when that is earlier (outputs.md)."""
        return min(self.cycle.last_day, self.today)

    @property
    def cycles(self) -> "tuple[CyclePlan, ...]":
        """This one alone."""
        return (self,)

    def of_row(self, say: "Callable[[CyclePlan], date | str | None]", kind: pl.DataType) -> pl.Expr:
        """What is to be said of the cycle of each row: all are of this one."""
        return pl.lit(say(self), kind)


@dataclass(frozen=True)
class CyclePlans:
    """Cycles of goals, at least one, seen from the same moment by the same rules: a row names its `cycle_id`."""

    cycles: tuple[CyclePlan, ...]

    @property
    def policy(self) -> Policy:
        """The company's numbers."""
        return self.cycles[0].policy

    @property
    def today(self) -> date:
        """The day of `as_of` in the company's time zone."""
        return self.cycles[0].today

    def of_row(self, say: Callable[[CyclePlan], date | str | None], kind: pl.DataType) -> pl.Expr:
        """What is to be said of the cycle of each row."""
        said = {plan.cycle.key: say(plan) for plan in self.cycles}
        return pl.col("cycle_id").replace_strict(said, return_dtype=kind)


OneOrMoreCycles = CyclePlan | CyclePlans


@dataclass(frozen=True)
class ValuePlan:
    """How the rows of one extract are valued.

    `data_from`: the company's first day with data; None when it named none: then the extract's first row.
    `covers_until`: the moment (aware) up to which the extract is provably complete, None when it does not say.
    `kinds`: whose values are wanted beside the company's; a KPI has them only with the column for it.
    Of KPIs with a formula `with_company` false leaves out the company's, and `with_nobody` adds to each kind of parts
    what is said of one without any row.
    """

    review: ReviewPlan
    data_from: date | None = None
    covers_until: datetime | None = None
    kinds: frozenset[EntityKind] = frozenset({EntityKind.DEPARTMENT})
    with_company: bool = True
    with_nobody: bool = False

    def covers(self, end: date) -> bool:
        """Whether `covers_until` reaches the start of this day (a period's end) in the company's time zone."""
        reached = datetime.combine(end, time(), ZoneInfo(self.review.timezone))
        return self.covers_until is not None and self.covers_until >= reached
