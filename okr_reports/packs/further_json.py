"""Types of report.json beside values: changes, signals, candidates, proposed targets, restatements, alerts, events."""

from dataclasses import dataclass
from datetime import date

from okr_reports.words import AlertKind, Assurance, CandidateReason, Chart, NoSignal, Operator, SignalRule, Variation


@dataclass(frozen=True)
class SignalJson:
    """The last movement against the KPI's own noise (rules §4). Without `variation`, `reason` says why.

    `chart`: what the limits are of, the value or its change, in `unit`. `since`: the first period of the run of the
    same variation. `points`: how many the limits are made from; `trial`: fewer than 13.
    """

    variation: Variation | None
    rule: SignalRule | None
    assurance: Assurance | None
    centre: float | None
    lower: float | None
    upper: float | None
    points: int
    trial: bool
    reason: NoSignal | None
    chart: Chart
    unit: str
    since: str | None


@dataclass(frozen=True)
class ChangeJson:
    """A change by this much: in percent (`%`), points (`pt`) or the KPI's unit."""

    by: float | None
    unit: str | None


@dataclass(frozen=True)
class ChangesJson:
    """Against the period before and the same period last year."""

    previous: ChangeJson
    last_year: ChangeJson


@dataclass(frozen=True)
class ProposedTargetJson:
    """What the last values of a KPI without a target propose: their median and best quartile, with `op`."""

    op: Operator | None
    median: float | None
    best_quartile: float | None
    values: int


@dataclass(frozen=True)
class ChecklistJson:
    """The points that make a KPI one: `yes`, `no`, `late` or `due` (an action), `–` where none is needed."""

    definition: str
    owner: str
    target: str
    date_set: str
    counterweight: str
    leading: str
    fresh: str
    action: str


@dataclass(frozen=True)
class GoalJson:
    """Where a candidate should go: `op` with `value`, or `between` with `low` and `high`."""

    op: Operator
    value: float | None
    low: float | None
    high: float | None


@dataclass(frozen=True)
class CandidateJson:
    """A KPI that should become next cycle's goal (rules §7): from the value of `from_period` to the target, or open.

    `weak_periods`: the periods that make it one, oldest first. `wording`: the proposed key result.
    """

    kpi_id: str
    why: CandidateReason
    from_: float | None
    to: GoalJson | None
    counterweight: str | None
    from_period: str | None
    weak_periods: tuple[str, ...]
    wording: str


@dataclass(frozen=True)
class PublishedJson:
    """The pack that said the old value."""

    period: str
    version: int


@dataclass(frozen=True)
class RestatedJson:
    """A published value of the company, or of one department, that is another one now."""

    kpi_id: str
    department: str | None
    period: str
    from_: float | None
    to: float | None
    n_from: int | None
    n_to: int | None
    published: PublishedJson
    restated_on: date | None
    reason: str | None


@dataclass(frozen=True)
class AlertJson:
    """What somebody must hear at once: a KPI that is newly off target, or a new concern."""

    kpi_id: str
    kind: AlertKind
    period: str


@dataclass(frozen=True)
class EventJson:
    """Something that happened, about one KPI or about the company, as somebody wrote it down."""

    on: date
    kpi_id: str | None
    text: str


@dataclass(frozen=True)
class RebaseJson:
    """From when on a KPI's limits begin anew, and why."""

    kpi_id: str
    from_: date
    why: str | None
    formula_change: bool
