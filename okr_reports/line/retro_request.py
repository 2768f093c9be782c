"""What is asked of a run of the OKR retro: which cycle, seen from which moment."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from functools import cached_property

import polars as pl

from okr_reports.catalogue.calendar import working_calendar
from okr_reports.catalogue.catalogue import Catalogue
from okr_reports.catalogue.goals_cycles import cycle_named, name_a_cycle
from okr_reports.errors import Problem, UsageError
from okr_reports.line.goals import goal_tables_of
from okr_reports.line.request import OKR_RETRO, RunRequest, require_ended
from okr_reports.periods import Cycle
from okr_reports.scoring.plan import CyclePlan, CyclePlans
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

    @cached_property
    def goals(self) -> Mapping[str, pl.DataFrame]:
        """objectives, key_results, milestones and trajectories of every cycle."""
        return goal_tables_of(self.catalogue)

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

    @property
    def plans(self) -> CyclePlans:
        """The same of all cycles together."""
        return CyclePlans(tuple(self.plan(cycle) for cycle in self.cycles))

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
    require_ended(cycle, catalogue=catalogue, as_of=as_of, is_partial=is_partial)
    return cycle


def retro_request(cycle: Cycle, month: RunRequest) -> RetroRequest:
    """The run for this cycle. `month`: the run of the review of `last_month_of` the cycle."""
    return RetroRequest(cycle, month.as_source(), is_partial=month.is_running(cycle))
