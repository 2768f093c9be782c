"""What is asked of a run of the OKR retro: which cycle, seen from which moment."""

from dataclasses import dataclass, replace
from datetime import datetime
from zoneinfo import ZoneInfo

from okr_reports.catalogue.calendar import working_calendar
from okr_reports.catalogue.catalogue import Catalogue
from okr_reports.catalogue.goals_cycles import cycle_named, name_a_cycle
from okr_reports.errors import Problem, UsageError
from okr_reports.line.request import OKR_RETRO, RunRequest, midnight
from okr_reports.periods import Cycle, Grain, Period
from okr_reports.scoring.plan import CyclePlan
from okr_reports.store.store import Store


@dataclass(frozen=True)
class RetroRequest:
    """One run of the retro. `is_partial`: the cycle has not ended.

    `month`: the run of the KPI review whose sources, values and judgements the retro reads: that of the cycle's last
    month, in a cycle that has not ended the running one.
    """

    cycle: Cycle
    month: RunRequest
    is_partial: bool

    @property
    def catalogue(self) -> Catalogue:
        """What the company wrote."""
        return self.month.catalogue

    @property
    def store(self) -> Store:
        """Where versions are kept."""
        return self.month.store

    @property
    def engine(self) -> str:
        """What makes the PDF: as asked for, else as the company decided for the retro."""
        return self.month.pdf_engine or self.catalogue.company.report(OKR_RETRO).pdf_engine

    @property
    def cycles(self) -> tuple[Cycle, ...]:
        """The cycles with objectives up to this one, the earliest first."""
        return tuple(cycle for cycle in self.catalogue.cycles.values() if cycle.start <= self.cycle.start)

    def plan(self, cycle: Cycle | None = None) -> CyclePlan:
        """What scoring must know of this cycle, or of an earlier one seen from the same moment."""
        asked, company = cycle or self.cycle, self.catalogue.company
        return CyclePlan(
            cycle=asked,
            as_of=self.month.as_of,
            timezone=company.timezone,
            fiscal=self.catalogue.fiscal,
            policy=self.catalogue.policy,
            calendar=working_calendar(company.holidays, range(asked.start.year, asked.end.year + 2)),
        )

    def in_store(self, store: Store) -> "RetroRequest":
        """The same run with another store."""
        return replace(self, month=replace(self.month, store=store))


def cycle_to_review(key: str, *, catalogue: Catalogue, as_of: datetime, is_partial: bool) -> Cycle:
    """The cycle of this name. Raises UsageError when there is none, it has no objectives, or has not ended by `as_of`.

    A cycle that has begun but not ended may be read with `is_partial` (rules §§1 and 6).
    """
    cycle = cycle_named(key, catalogue.company)
    if cycle is None:
        raise UsageError(Problem(f"there is no cycle {key!r}", name_a_cycle(key, catalogue.company)))
    if key not in catalogue.cycles:
        known = ", ".join(catalogue.cycles) or "none yet"
        raise UsageError(Problem(f"{key} has no objectives", f"write them in okrs/{key}/; cycles with some: {known}"))
    zone = ZoneInfo(catalogue.company.timezone)
    if as_of < midnight(cycle.start, zone):
        raise UsageError(Problem(f"{key} has not begun on {as_of:%Y-%m-%d}", "name a cycle that has ended"))
    if as_of < midnight(cycle.end, zone) and not is_partial:
        fix = "wait, or use --partial to see it marked as unfinished"
        raise UsageError(Problem(f"{key} has not ended: its last day is {cycle.last_day}", fix))
    return cycle


def month_of(cycle: Cycle, *, catalogue: Catalogue, as_of: datetime) -> Period:
    """The month whose review the retro reads: the cycle's last, in one that has not ended the running one."""
    today = as_of.astimezone(ZoneInfo(catalogue.company.timezone)).date()
    return catalogue.fiscal.containing(min(cycle.last_day, today), Grain.MONTH)


def retro_request(cycle: Cycle, month: RunRequest) -> RetroRequest:
    """The run for this cycle. `month`: the run of the review of `month_of` the cycle."""
    zone = month.zone
    is_running = month.as_of < midnight(month.month.end, zone)
    review = replace(month, is_partial=is_running)
    return RetroRequest(cycle, review, is_partial=month.as_of < midnight(cycle.end, zone))
