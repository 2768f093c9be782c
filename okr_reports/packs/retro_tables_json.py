"""Types of the OKR retro's report.json that are rows of tables: their keys are the columns of `goal_tables`."""

from dataclasses import dataclass
from datetime import date, datetime

from okr_reports.goal_words import (
    AlignmentGap,
    CalibrationVerdict,
    Confidence,
    Contribution,
    CostSign,
    CostVerdict,
    FoundationPart,
    Grade,
    NoForecast,
    NoScore,
)
from okr_reports.packs.report_json import QuarantinedJson


@dataclass(frozen=True)
class CostJson:
    """What the counterweight of a reached key result says, and how it moved in the cycle. Cause is not asserted."""

    verdict: CostVerdict
    sign: CostSign | None
    counterweight_id: str | None
    points: int | None
    from_period_id: str | None
    from_value: float | None
    to_period_id: str | None
    to_value: float | None


@dataclass(frozen=True)
class ForecastJson:
    """Where it ends if it goes on as it went, with its 80 % range; without one `reason` says why."""

    value: float | None
    low: float | None
    high: float | None
    points: int
    reason: NoForecast | None


@dataclass(frozen=True)
class CalibrationPointJson:
    """One key result that tells how targets are set."""

    key_result_id: str
    cycle_id: str
    group_id: str | None
    score: float
    is_cancelled: bool


@dataclass(frozen=True)
class CalibrationCycleJson:
    """The mean score of a group in a cycle; `safe_share`: of scores that are nearly full."""

    group_id: str
    cycle_id: str
    n: int
    mean: float
    safe_share: float


@dataclass(frozen=True)
class CalibrationGroupJson:
    """The mean score of a group over its cycles with its 95 % interval, against the profile's zone; `all` first."""

    group_id: str
    n: int
    cycle_count: int
    mean: float | None
    low: float | None
    high: float | None
    zone_low: float
    zone_high: float
    verdict: CalibrationVerdict
    is_perhaps_too_safe: bool
    is_perhaps_out_of_reach: bool
    is_early: bool


@dataclass(frozen=True)
class MidCycleWordJson:
    """What was said in the middle of the cycle, beside what came of it."""

    key_result_id: str
    said_on: date | None
    confidence: Confidence | None
    score: float | None
    grade: Grade | None
    is_reached: bool | None


@dataclass(frozen=True)
class CalibrationJson:
    """Whether targets are set as the profile means them (rules §7)."""

    groups: tuple[CalibrationGroupJson, ...]
    cycles: tuple[CalibrationCycleJson, ...]
    points: tuple[CalibrationPointJson, ...]
    mid_cycle: tuple[MidCycleWordJson, ...]


@dataclass(frozen=True)
class KeyResultDisciplineJson:
    """Check-ins held of those expected, the last word, and the silence, of one key result."""

    key_result_id: str
    expected_count: int
    held_count: int
    last_on: date | None
    last_confidence: Confidence | None
    silent_days: int | None
    longest_silence_days: int | None
    is_silent: bool | None


@dataclass(frozen=True)
class GroupDisciplineJson:
    """The same of a group; `all` first. `net_confidence`: (on track − off track) / all that still stand."""

    group_id: str
    key_result_count: int
    held_count: int
    expected_count: int
    held_share: float | None
    longest_silence_days: int | None
    longest_silent_id: str | None
    silent_count: int
    active_count: int
    on_track_count: int
    at_risk_count: int
    off_track_count: int
    net_confidence: float | None


@dataclass(frozen=True)
class DisciplineJson:
    """Check-ins of the cycle (rules §6)."""

    groups: tuple[GroupDisciplineJson, ...]
    key_results: tuple[KeyResultDisciplineJson, ...]


@dataclass(frozen=True)
class AlignmentLinkJson:
    """How a group takes part in a key result of the company."""

    key_result_id: str
    group_id: str
    contribution: Contribution


@dataclass(frozen=True)
class AlignmentGapJson:
    """What does not fit together."""

    gap: AlignmentGap
    subject_id: str
    others: tuple[str, ...]


@dataclass(frozen=True)
class WeakFoundationJson:
    """A KPI that is off target and carries an objective."""

    objective_id: str
    kpi_id: str
    part: FoundationPart


@dataclass(frozen=True)
class AlignmentJson:
    """Whose goals lead up to which, and what does not (rules §7)."""

    links: tuple[AlignmentLinkJson, ...]
    gaps: tuple[AlignmentGapJson, ...]
    weak_foundations: tuple[WeakFoundationJson, ...]


@dataclass(frozen=True)
class ChangeRowJson:
    """A difference from the first definition: who, why, and the scores with and without it (rules §5)."""

    key_result_id: str
    objective_id: str
    field: str
    original: str | None
    current: str | None
    first_seen_on: date | None
    changed_on: date | None
    changed_by: str | None
    cause: str | None
    reason: str | None
    is_recorded: bool
    score: float | None
    score_without: float | None
    reason_without: NoScore | None
    grade: Grade | None
    grade_without: Grade | None
    objective_score: float | None
    objective_score_without: float | None
    objective_grade: Grade | None
    objective_grade_without: Grade | None


@dataclass(frozen=True)
class CycleExtractJson:
    """An extract that key results are measured from. `last_month_rows`: of the cycle's last month alone.

    `is_complete`: nothing says that rows are still to come; `covers_until` only when that is before the cycle's end.
    """

    extract: str
    key_result_ids: tuple[str, ...]
    rows: int
    last_month_rows: int
    rejected: int
    is_complete: bool
    covers_until: datetime | None


@dataclass(frozen=True)
class CycleDataQualityJson:
    """How complete and clean the data behind the cycle are."""

    extracts: tuple[CycleExtractJson, ...]
    quarantined: tuple[QuarantinedJson, ...]


@dataclass(frozen=True)
class BaselineCheckJson:
    """A printed baseline that was measured otherwise, and the score from the measured one."""

    key_result_id: str
    baseline: float
    measured_baseline: float
    score: float | None
    score_from_measured: float | None
    reason_from_measured: NoScore | None


@dataclass(frozen=True)
class JudgedDifferentlyJson:
    """A key result or objective that another profile judges differently."""

    subject_id: str
    score: float | None
    first_profile: str
    first_grade: Grade
    second_profile: str
    second_grade: Grade
