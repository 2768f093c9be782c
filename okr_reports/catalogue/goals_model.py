"""What a file of okrs/<cycle>/ holds, as types: objectives, their key results, and how those are measured."""

from typing import Annotated

from pydantic import Field, Tag

from okr_reports.catalogue.model import OneOwner
from okr_reports.catalogue.written import BY_SHAPE, Comparison, Day, EmployeeId, Id, Name, Written
from okr_reports.goal_words import Ambition, GoalState, KeyResultKind, Level, Span

Share = Annotated[float, Field(ge=0, le=1)]
Weight = Annotated[float, Field(ge=0)]


class StateWritten(Written):
    """What became of a key result before its cycle's end: `{is: cancelled, on: 2026-08-14, why: …}`."""

    is_: GoalState = Field(alias="is")
    on: Day | None = None
    why: Name | None = None
    to: Id | None = None


State = Annotated[Annotated[GoalState, Tag("scalar")] | Annotated[StateWritten, Tag("mapping")], BY_SHAPE]


class HoldWritten(Written):
    """The bound a key result of kind `hold` keeps within."""

    op: Comparison | None = None
    value: float | None = None
    at_least: float | None = None
    at_most: float | None = None
    between: tuple[float, float] | None = None


class MilestoneWritten(Written):
    """One step; the score is the weight of the done ones."""

    title: Name
    weight: Weight = 1.0
    done_on: Day | None = None


class RungWritten(Written):
    """One rung of a ladder; the score is the highest one reached."""

    at: Share
    title: Name
    done_on: Day | None = None


class ManualScoreWritten(Written):
    """A score that somebody gave, with the reason."""

    value: Share
    author_id: EmployeeId
    on: Day
    why: Name


class PlannedValueWritten(Written):
    """A point of the planned way from baseline to target."""

    on: Day
    value: float


class KeyResult(Written):
    """How far an objective should come by the cycle's end. What is left out is settled in `goals_kinds`."""

    id: Id
    title: Name
    kind: KeyResultKind | None = None
    owner: OneOwner | None = None
    kpi: Id | None = None
    extract: Id | None = None
    formula: str | None = None
    filter: str | None = None
    min_n: Annotated[int, Field(ge=0)] | None = None
    over: Span | None = None
    actual: float | None = None
    baseline: float | None = None
    target: float | None = None
    stretch: float | None = None
    unit: str | None = None
    change_by: str | None = None
    of: Annotated[float, Field(gt=0)] | None = None
    at: HoldWritten | None = None
    milestones: list[MilestoneWritten] | None = None
    ladder: list[RungWritten] | None = None
    done_on: Day | None = None
    manual_score: ManualScoreWritten | None = None
    ambition: Ambition | None = None
    weight: Weight = 1.0
    counterweight: Id | None = None
    contributors: list[EmployeeId] = Field(default_factory=list)
    supports: Id | None = None
    written_on: Day | None = None
    due_on: Day | None = None
    trajectory: list[PlannedValueWritten] = Field(default_factory=list)
    state: State = GoalState.ACTIVE

    @property
    def has_own_measure(self) -> bool:
        """Whether it is computed from an extract of its own, and not from a KPI."""
        return self.kpi is None and self.extract is not None


class Objective(Written):
    """What somebody wants to have changed by the cycle's end."""

    id: Id
    objective: Name
    owner: OneOwner | None = None
    level: Level | None = None
    team: Id | None = None
    department: Id | None = None
    supports: Id | None = None
    parent: Id | None = None
    local: bool = False
    key_results: list[KeyResult] = Field(default_factory=list)

    @property
    def supports_id(self) -> str | None:
        """The objective or key result above it, by either word; `supports` is the more particular one."""
        return self.supports or self.parent
