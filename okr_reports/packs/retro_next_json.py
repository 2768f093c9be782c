"""Types of the OKR retro's report.json that look beyond the cycle: the ledger, what comes next, the programme."""

from dataclasses import dataclass
from datetime import date

from okr_reports.goal_words import Cause, Decision, LedgerState, ProgrammeMeasure
from okr_reports.words import CandidateReason, Health, Operator


@dataclass(frozen=True)
class LedgerRowJson:
    """A key result on a KPI, followed over cycles: what fell, what was reached, and whether its standard held."""

    key_result_id: str
    cycle_id: str
    kpi_id: str
    degraded_since: str | None
    degraded_health: Health | None
    baseline: float | None
    target: float | None
    actual: float | None
    score: float | None
    is_reached: bool | None
    outcome: Decision | None
    standard_op: Operator | None
    standard_value: float | None
    standard_low: float | None
    standard_high: float | None
    standard_set_on: date | None
    checked_on: date | None
    held_period_id: str | None
    held_value: float | None
    state: LedgerState


@dataclass(frozen=True)
class CandidateRowJson:
    """A KPI that should become next cycle's goal: from its last value to the target in force, or open."""

    kpi_id: str
    why: CandidateReason
    weak_periods: tuple[str, ...]
    from_value: float | None
    from_period_id: str | None
    to_op: Operator | None
    to_value: float | None
    to_low: float | None
    to_high: float | None
    counterweight_id: str | None


@dataclass(frozen=True)
class NextKeyResultJson:
    """A key result after its cycle, and who decided so, if somebody did. `cause`: why it fell short."""

    key_result_id: str
    decided_by: str | None
    decided_on: date | None
    is_other_than_proposed: bool
    cause: Cause | None
    why_dropped: str | None


@dataclass(frozen=True)
class NextCycleJson:
    """What becomes of the key results; those that cannot be scored and nobody decided on stand in none."""

    carry_forward: tuple[NextKeyResultJson, ...]
    retire: tuple[NextKeyResultJson, ...]
    close: tuple[NextKeyResultJson, ...]
    drop: tuple[NextKeyResultJson, ...]
    candidates: tuple[CandidateRowJson, ...]


@dataclass(frozen=True)
class ProgrammeRowJson:
    """Whether working with goals pays; `kpi_id` empty: computed by the program itself."""

    measure: ProgrammeMeasure
    kpi_id: str | None
    cycle_id: str
    grain: str | None
    period_id: str | None
    value: float | None
    n: int | None
    reason: str | None
