"""Objectives and key results with their cycle and place: as read, and as the catalogue holds them."""

from dataclasses import dataclass

from okr_reports.catalogue.goals_model import KeyResult, Objective
from okr_reports.catalogue.reading import Sheet
from okr_reports.periods import Cycle


@dataclass(frozen=True)
class GoalSheet:
    """One objective as read, and its key results, each with its own place.

    `cycle_id` is the name of its folder; `cycle` is None when no cycle of the company has that name.
    """

    objective: Sheet[Objective]
    key_results: tuple[Sheet[KeyResult], ...]
    cycle_id: str
    cycle: Cycle | None


@dataclass(frozen=True)
class CycleObjective:
    """An objective of one cycle; `position` counts from 1 within the cycle, in order of the files."""

    entry: Objective
    cycle: Cycle
    position: int


@dataclass(frozen=True)
class CycleKeyResult:
    """A key result of one cycle; `position` counts from 1 within its objective."""

    entry: KeyResult
    objective_id: str
    cycle: Cycle
    position: int
