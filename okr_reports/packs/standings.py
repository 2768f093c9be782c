"""How each KPI stands in the pack's month: one object per KPI and entity, made from the scored tables."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from okr_reports.catalogue.model import Kpi
from okr_reports.packs.numbers import NumberStyle
from okr_reports.packs.signals import Signal
from okr_reports.packs.targets import NO_TARGET, TargetInForce
from okr_reports.periods import Grain, Period
from okr_reports.words import ActionState, Health, Reason, Variation


@dataclass(frozen=True)
class Reading:
    """A KPI's value in one period and how it is judged. Without `value`, `reason` says why.

    `is_history`: a period of the KPI's own cadence that reports show. `people_count`: different people, where known.
    """

    period: Period
    value: float | None = None
    n: int | None = None
    numerator: float | None = None
    denominator: float | None = None
    reason: Reason | None = None
    health: Health = Health.UNKNOWN
    target: TargetInForce = NO_TARGET
    is_in_norm: bool = False
    missed_since: Period | None = None
    missed_count: int = 0
    is_partial: bool = False
    is_history: bool = False
    value_reason: Reason | None = None
    people_count: int | None = None


@dataclass(frozen=True)
class Comparison:
    """The value a reading is held against, and the change from it in `unit` (%, pt, or the KPI's own)."""

    period: Period | None = None
    value: float | None = None
    n: int | None = None
    reason: Reason | None = None
    health: Health | None = None
    by: float | None = None
    unit: str | None = None
    people_count: int | None = None


@dataclass(frozen=True)
class ActionStanding:
    """Where the action for a missed target stands, with the action itself when there is one."""

    state: ActionState
    text: str | None = None
    owner_id: str | None = None
    raised_on: date | None = None
    due_on: date | None = None
    done_on: date | None = None
    expected_by: date | None = None
    overdue_since: date | None = None


@dataclass(frozen=True)
class Standing:
    """One KPI, of the company or of one department, in a monthly pack.

    `health` is the month's (a weekly KPI's needs three quarters of its weeks), `now` the period shown. `is_apart`:
    slower than monthly and not ended in this month, so outside the counts. `history`: own cadence, oldest first, the
    shown period last. `longer`: by grain, the periods that contain the month. `signal`: none when none was computed.
    """

    kpi: Kpi
    department: str | None
    is_part: bool
    now: Reading
    health: Health
    reason: Reason | None
    is_apart: bool
    is_judged: bool
    met_count: int | None
    judged_count: int | None
    previous: Comparison
    last_year: Comparison
    style: NumberStyle
    action: ActionStanding | None = None
    history: tuple[Reading, ...] = ()
    longer: Mapping[Grain, Reading] = field(default_factory=dict)
    signal: Signal | None = None

    @property
    def is_counted(self) -> bool:
        """Whether it is one of the pack's KPIs in counts and titles: a company figure of this month."""
        return not self.is_apart and not self.is_part

    @property
    def is_new_recovery(self) -> bool:
        """Healthy now and not the period before."""
        return self.health is Health.HEALTHY and self.previous.health in (Health.OFF_TARGET, Health.AT_RISK)

    @property
    def variation(self) -> Variation | None:
        """What its last movement is; none when nothing can be said about noise."""
        return self.signal.variation if self.signal else None

    @property
    def is_special(self) -> bool:
        """Whether its last movement is more than noise."""
        return self.signal is not None and self.signal.is_special
