"""The contract of report.json for the OKR retro, schema `okr-retro/1` (outputs.md). Numbers are unrounded.

The further tables of a cycle: `retro_tables_json`.
"""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal

from okr_reports.goal_words import (
    Ambition,
    Confidence,
    Decision,
    GoalState,
    Grade,
    KeyResultKind,
    Level,
    NoScore,
    ProposalReason,
    Span,
    StandardSource,
)
from okr_reports.packs.report_json import FindingJson, ProvenanceJson
from okr_reports.packs.retro_next_json import LedgerRowJson, NextCycleJson, ProgrammeRowJson
from okr_reports.packs.retro_tables_json import (
    AlignmentJson,
    BaselineCheckJson,
    CalibrationJson,
    ChangeRowJson,
    CostJson,
    CycleDataQualityJson,
    DisciplineJson,
    ForecastJson,
    JudgedDifferentlyJson,
)
from okr_reports.words import Operator

RETRO_SCHEMA = "okr-retro/1"


@dataclass(frozen=True)
class CheckInJson:
    """One check-in; the value is shown and never scored, and left out where the KPI is confidential."""

    on: date
    confidence: Confidence | None
    value: float | None
    note: str | None


@dataclass(frozen=True)
class WindowJson:
    """The days whose rows make the actual, both included; of a value from a log `to` alone. `over`: cycle or last."""

    from_: date | None
    to: date | None
    over: Span | None


@dataclass(frozen=True)
class BoundJson:
    """The bound of a key result that keeps within one, and in how many of its measured sub-periods it did."""

    op: Operator
    value: float | None
    low: float | None
    high: float | None
    held: int | None
    held_of: int | None


@dataclass(frozen=True)
class OriginalJson:
    """The key result as it was first defined, where that differs, and the score it would have."""

    baseline: float | None
    target: float | None
    score: float | None
    grade: Grade | None
    reason: NoScore | None


@dataclass(frozen=True)
class StandardJson:
    """What would be kept up when it retires into its KPI. `grain` empty: for a period of the KPI's cadence."""

    op: Operator
    value: float | None
    low: float | None
    high: float | None
    grain: str | None
    source: StandardSource | None


@dataclass(frozen=True)
class MilestoneJson:
    """A step with its weight, or a rung with its height."""

    title: str
    weight: float | None
    rung: float | None
    done_on: date | None


@dataclass(frozen=True)
class KeyResultJson:
    """One key result. `actual` and `raw_progress` of one that ended early are that day's, its score is beside them.

    `reason`: why there is no score or no grade. `decision` is the owners', `proposal` the program's, `outcome` the one
    that counts. `reached_at_a_cost`: of reached ones, what their counterweight says. `first_seen_on`: when a `check`,
    a run or a commit first held it, however it was defined then.
    """

    id: str
    title: str
    kind: KeyResultKind
    ambition: Ambition
    owner: str | None
    kpi: str | None
    baseline: float | None
    target: float | None
    bound: BoundJson | None
    stretch: float | None
    actual: float | None
    n: int | None
    source: str | None
    is_late: bool
    measured_baseline: float | None
    window: WindowJson
    unit: str | None
    weight: float
    due_on: date | None
    written_on: date | None
    first_seen_on: date | None
    raw_progress: float | None
    score: float | None
    grade: Grade | None
    reason: NoScore | None
    is_just_below: bool | None
    is_worse_than_start: bool | None
    is_met: bool | None
    state: GoalState
    state_on: date | None
    state_why: str | None
    score_at_cancel: float | None
    is_late_cancelled: bool
    manual_score: float | None
    is_self_assessed: bool
    counterweight: str | None
    reached_at_a_cost: CostJson | None
    milestones: tuple[MilestoneJson, ...]
    check_ins: tuple[CheckInJson, ...]
    forecast: ForecastJson | None
    decision: Decision | None
    proposal: Decision | None
    proposal_why: ProposalReason | None
    outcome: Decision | None
    standard: StandardJson | None
    new_baseline: float | None
    original: OriginalJson | None


@dataclass(frozen=True)
class ObjectiveJson:
    """One objective and its key results. `ambition`: committed where all its key results are, else aspirational."""

    id: str
    title: str
    level: Level
    team: str | None
    department: str | None
    owner: str | None
    supports: str | None
    ambition: Ambition | None
    score: float | None
    score_with_late_cancelled: float | None
    scored: int
    total: int
    worst_status: str | None
    grade: Grade | None
    reason: NoScore | None
    is_held_back: bool | None
    is_just_below: bool | None
    key_results: tuple[KeyResultJson, ...]


@dataclass(frozen=True)
class OkrRetroJson:
    """report.json of an OKR retro. `from`, `to`: the cycle's first and last day."""

    schema: Literal["okr-retro/1"]
    report: Literal["okr-retro"]
    period: str
    version: int
    as_of: datetime
    partial: bool
    company: str
    currency: str
    locale: str
    from_: date
    to: date
    profile: str
    objectives: tuple[ObjectiveJson, ...]
    calibration: CalibrationJson
    discipline: DisciplineJson
    alignment: AlignmentJson
    changes: tuple[ChangeRowJson, ...]
    baseline_checks: tuple[BaselineCheckJson, ...]
    judged_differently: tuple[JudgedDifferentlyJson, ...]
    ledger: tuple[LedgerRowJson, ...]
    next_cycle: NextCycleJson
    programme: tuple[ProgrammeRowJson, ...]
    data_quality: CycleDataQualityJson
    findings: tuple[FindingJson, ...]
    provenance: ProvenanceJson
