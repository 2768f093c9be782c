"""Objectives and key results as the rules of advice look at them: title, place, and how to speak of them."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from okr_reports.catalogue.goals_kinds import baseline_of, bound_of, kind_of, state_of, target_of
from okr_reports.catalogue.goals_model import KeyResult, Objective
from okr_reports.catalogue.goals_sheets import GoalSheet
from okr_reports.catalogue.lint.goal_codes import GOAL_CODES
from okr_reports.catalogue.lint.goal_titles import Title, title_of
from okr_reports.catalogue.lint.neighbours import Neighbours
from okr_reports.catalogue.lint.subject import Subject
from okr_reports.catalogue.model import OneOwner
from okr_reports.catalogue.places import quoted
from okr_reports.catalogue.reading import Sheet
from okr_reports.findings import Finding
from okr_reports.goal_words import GoalState, KeyResultKind
from okr_reports.periods import Cycle

_WITH_FIGURES = frozenset({KeyResultKind.METRIC, KeyResultKind.CHANGE, KeyResultKind.COUNT})
_ENDED = frozenset({GoalState.CANCELLED, GoalState.DEFERRED})


@dataclass(frozen=True)
class KeyResultSubject:
    """A key result that still stands; `kpi` is the sheet it is measured by, where it is one."""

    sheet: Sheet[KeyResult]
    entry: KeyResult
    title: Title
    kind: KeyResultKind
    kpi: Subject | None

    @cached_property
    def figures(self) -> tuple[float, float] | None:
        """Baseline and target, where both are known."""
        baseline, target = baseline_of(self.entry), target_of(self.entry)
        known = self.kind in _WITH_FIGURES and baseline is not None and target is not None
        return (baseline or 0.0, target or 0.0) if known else None

    @property
    def is_bounded(self) -> bool:
        """Whether it keeps within a bound."""
        return bound_of(self.entry) is not None

    @property
    def unit(self) -> str:
        """Its unit, or that of its KPI."""
        return (self.entry.unit or (self.kpi.kpi.unit if self.kpi else "") or "").strip()

    @property
    def quoted_title(self) -> str:
        """The title as a message shows it."""
        return quoted(self.entry.title)

    def finding(self, code: str, text: str, *, rewrite: str, at: tuple[str | int, ...] = ()) -> Finding:
        """A finding about this key result; `at`: the keys that lead to what should change."""
        place = self.sheet.source.at(*at).file_line
        return Finding(code, GOAL_CODES[code].severity, self.sheet.id, text, place, rewrite)


@dataclass(frozen=True)
class ObjectiveSubject:
    """An objective, with those of its key results that still stand. One without any standing is dropped as a whole."""

    sheet: Sheet[Objective]
    entry: Objective
    title: Title
    cycle: Cycle
    key_results: tuple[KeyResultSubject, ...]

    @property
    def quoted_title(self) -> str:
        """The title as a message shows it."""
        return quoted(self.entry.objective)

    def finding(self, code: str, text: str, *, rewrite: str, at: tuple[str | int, ...] = ("objective",)) -> Finding:
        """A finding about this objective."""
        place = self.sheet.source.at(*at).file_line
        return Finding(code, GOAL_CODES[code].severity, self.sheet.id, text, place, rewrite)

    def owner_of(self, key_result: KeyResultSubject) -> OneOwner | None:
        """Who answers for one of its key results: its own owner, else the objective's."""
        return key_result.entry.owner or self.entry.owner


def objectives_by_cycle(goals: Iterable[GoalSheet], neighbours: Neighbours) -> dict[str, list[ObjectiveSubject]]:
    """Cycle key → its objectives, in the order of the files; what ended before its cycle's end is left out."""
    kpis = {subject.sheet.id: subject for subject in neighbours.subjects}
    cycles: dict[str, list[ObjectiveSubject]] = {}
    for goal in goals:
        standing = tuple(_subject(s, kpis.get(s.entry.kpi or "")) for s in goal.key_results if _is_standing(s.entry))
        if goal.cycle is not None and (standing or not goal.key_results):
            entry = goal.objective.entry
            objective = ObjectiveSubject(goal.objective, entry, title_of(entry.objective), goal.cycle, standing)
            cycles.setdefault(goal.cycle.key, []).append(objective)
    return cycles


def _is_standing(key_result: KeyResult) -> bool:
    return state_of(key_result).is_ not in _ENDED


def _subject(sheet: Sheet[KeyResult], kpi: Subject | None) -> KeyResultSubject:
    return KeyResultSubject(sheet, sheet.entry, title_of(sheet.entry.title), kind_of(sheet.entry), kpi)
