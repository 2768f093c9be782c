"""Where an employee stands: segments of responsibility, their areas, the KPIs in them, and each period's verdict."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from okr_reports.appraisal_words import Measured, NotJudged
from okr_reports.catalogue.roles_model import Role
from okr_reports.packs.bundle.inputs import KpiFacts
from okr_reports.packs.numbers import NumberStyle
from okr_reports.packs.targets import TargetInForce
from okr_reports.periods import Grain, Period


@dataclass(frozen=True)
class PeriodVerdict:
    """One period of a KPI in a segment. `scale`: what presence multiplied the target by, where it did.

    `published_value`, `published_is_met`: what a published pack said, where the period was restated since. `is_met`: by
    what is known now; `counts_met`: by the verdict that counts.
    """

    key: str
    period: Period | None
    value: float | None
    n: int | None
    target: TargetInForce
    scale: float | None
    is_responsible: bool
    is_judged: bool
    is_met: bool | None
    counts_met: bool | None
    reason: NotJudged | None
    published_value: float | None
    published_is_met: bool | None

    @property
    def is_restated(self) -> bool:
        """Whether a published pack held another value."""
        return self.published_value is not None


@dataclass(frozen=True)
class KpiStanding:
    """A KPI in a segment. `facts`: None when the catalogue no longer knows it. `source`: its number among the sources.

    `value_grain`: the length that value and n are of, `segment` or that of its last period. `is_total`: what all of
    the segment's periods add up to, while the target is for one. `periods`: those it is judged by, oldest first.
    `shown`: every period of the cycle at that length, for the picture.
    """

    id: str
    name: str
    facts: KpiFacts | None
    weight: float
    measured: Measured | None
    judged_grain: Grain | None
    met: int
    judged: int
    responsible: int
    achievement: float | None
    attainment: float | None
    reason: NotJudged | None
    value: float | None
    n: int | None
    value_grain: str | None
    is_total: bool
    target: TargetInForce
    style: NumberStyle
    periods: tuple[PeriodVerdict, ...]
    shown: tuple[Period, ...]
    source: int

    @property
    def counts(self) -> bool:
        """Whether it has an achievement."""
        return self.achievement is not None

    @property
    def verdicts(self) -> Mapping[str, PeriodVerdict]:
        """Period key → verdict."""
        return {verdict.key: verdict for verdict in self.periods}


@dataclass(frozen=True)
class KraStanding:
    """An area of responsibility. `measured_weight`: of its 100, on KPIs with an achievement."""

    id: str
    name: str
    weight: float
    achievement: float | None
    measured_weight: float
    reason: NotJudged | None
    kpis: tuple[KpiStanding, ...]


@dataclass(frozen=True)
class SegmentStanding:
    """A span in one role and team. `role`: None when nobody described it."""

    number: int
    role: Role | None
    role_id: str | None
    team_id: str | None
    department_id: str | None
    manager_id: str | None
    from_on: date
    to_on: date
    working_day_count: int
    leave_day_count: int
    measured_weight: float
    achievement: float | None
    reason: NotJudged | None
    kras: tuple[KraStanding, ...]

    @property
    def kpis(self) -> Iterator[KpiStanding]:
        """All KPIs, area by area."""
        return (kpi for kra in self.kras for kpi in kra.kpis)

    @property
    def title(self) -> str:
        """The role's name, else its id, else that there is none."""
        return self.role.name if self.role else self.role_id or "No role"
