"""The contract of report.json for the monthly KPI review, schema `kpi-review/1` (outputs.md). Numbers are unrounded."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, is_dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Any, Literal

from okr_reports.packs.further_json import (
    AlertJson,
    CandidateJson,
    ChangesJson,
    ChecklistJson,
    EventJson,
    ProposedTargetJson,
    RebaseJson,
    RestatedJson,
    SignalJson,
)
from okr_reports.packs.json_keys import keys_of
from okr_reports.words import (
    ActionState,
    Cadence,
    Direction,
    Health,
    KpiKind,
    Operator,
    Perspective,
    Reason,
    Severity,
    TargetState,
    Visibility,
)

SCHEMA = "kpi-review/1"


@dataclass(frozen=True)
class ValueJson:
    """A value of another period; without one, `reason` says why."""

    period: str | None
    value: float | None
    n: int | None
    reason: Reason | None


@dataclass(frozen=True)
class PointJson:
    """One period of the history."""

    period: str
    value: float | None
    n: int | None
    health: Health


@dataclass(frozen=True)
class TargetJson:
    """The target in force: `op` with `value`, or `between` with `low` and `high`; relative targets are resolved."""

    op: Operator
    value: float | None
    low: float | None
    high: float | None
    at_risk: float | None
    set_on: date | None
    from_: str | None
    why: str | None


@dataclass(frozen=True)
class LongerJson:
    """A quarter, half-year or year around the month. `target` and `health`: only where a target names this length."""

    period: str | None
    value: float | None
    n: int | None
    reason: Reason | None
    target: TargetJson | None
    health: Health | None


@dataclass(frozen=True)
class ActionJson:
    """The action for a missed target, and where it stands at the period's end."""

    state: ActionState
    text: str | None
    owner: str | None
    raised_on: date | None
    due_on: date | None
    done_on: date | None
    expected_by: date | None
    overdue_since: date | None


@dataclass(frozen=True)
class MeasuredJson:
    """What is measured and judged of a KPI in the pack's month, for the company or for one department."""

    period: str
    is_apart: bool
    value: float | None
    n: int | None
    numerator: float | None
    denominator: float | None
    target: TargetJson | None
    target_state: TargetState | None
    health: Health
    reason: Reason | None
    is_in_norm: bool
    missed_since: str | None
    periods_met: int | None
    periods_judged: int | None
    previous: ValueJson
    same_period_last_year: ValueJson
    quarter: LongerJson
    half_year: LongerJson
    year: LongerJson
    year_to_date: ValueJson
    change: ChangesJson
    signal: SignalJson | None
    history: tuple[PointJson, ...]


@dataclass(frozen=True)
class DepartmentJson(MeasuredJson):
    """A KPI with a department column, for one department."""

    department: str


@dataclass(frozen=True)
class KpiJson(MeasuredJson):
    """One KPI: its definition, and how it stands. `proposed_target` only where it has no target."""

    id: str
    name: str
    department: str | None
    owner: str | None
    kind: KpiKind
    direction: Direction
    cadence: Cadence
    unit: str
    formula: str
    extract: str
    leading: tuple[str, ...]
    counterweight: str | None
    perspective: Perspective | None
    visibility: Visibility
    asserted_health: Health | None
    proposed_target: ProposedTargetJson | None
    action: ActionJson | None
    checklist: ChecklistJson
    departments: tuple[DepartmentJson, ...]


@dataclass(frozen=True)
class CountsJson:
    """How many KPIs of the month stand how; `not_judged` counts the unknown ones by reason, `apart` are left out."""

    total: int
    judged: int
    healthy: int
    at_risk: int
    off_target: int
    unknown: int
    not_judged: Mapping[str, int]
    apart: int
    previous: Mapping[str, int]


@dataclass(frozen=True)
class ExtractJson:
    """One extract in the month. `covers_until` only when that is before the month's end.

    `is_stale`: at least a day of the ended month is lacking, `days_short` of them. `last_period`: the last month with
    rows.
    """

    extract: str
    rows: int
    rejected: int
    without_period: int
    is_complete: bool
    covers_until: datetime | None
    is_stale: bool
    days_short: int | None
    last_period: str | None


@dataclass(frozen=True)
class GapJson:
    """A KPI and the periods of the last thirteen months in which a value was due and is missing."""

    kpi_id: str
    periods: tuple[str, ...]


@dataclass(frozen=True)
class QuarantinedJson:
    """A cell that could not be read."""

    extract: str
    file: str | None
    row: int | None
    column: str | None
    raw: str | None


@dataclass(frozen=True)
class DataQualityJson:
    """How complete and clean the data are. `restated`: published values that are other ones now."""

    extracts: tuple[ExtractJson, ...]
    restated: tuple[RestatedJson, ...]
    quarantined: tuple[QuarantinedJson, ...]
    gaps: tuple[GapJson, ...]


@dataclass(frozen=True)
class FindingJson:
    """What a reader must see."""

    code: str
    severity: Severity
    subject_id: str
    text: str


@dataclass(frozen=True)
class SnapshotJson:
    """One snapshot part behind the report."""

    extract: str
    period: str
    sha256: str
    rows: int
    read_at: datetime | None


@dataclass(frozen=True)
class ProvenanceJson:
    """From what and by what the report was made: not part of what it says."""

    catalogue_sha256: str
    generator: str
    software: Mapping[str, str]
    snapshots: tuple[SnapshotJson, ...]


@dataclass(frozen=True)
class KpiReviewJson:
    """report.json of a monthly KPI review."""

    schema: Literal["kpi-review/1"]
    report: Literal["kpi-review"]
    period: str
    version: int
    as_of: datetime
    partial: bool
    company: str
    currency: str
    locale: str
    title: str
    kpis: tuple[KpiJson, ...]
    counts: CountsJson
    candidates: tuple[CandidateJson, ...]
    data_quality: DataQualityJson
    alerts: tuple[AlertJson, ...]
    events: tuple[EventJson, ...]
    rebases: tuple[RebaseJson, ...]
    findings: tuple[FindingJson, ...]
    provenance: ProvenanceJson


def to_json(report: object) -> bytes:
    """A report as UTF-8 JSON: one text for one content, indented, keys in the order of the types."""
    return (json.dumps(plain(report), indent=1, ensure_ascii=False, allow_nan=False) + "\n").encode()


def plain(value: Any) -> Any:
    """Types to JSON values: dates in ISO 8601, words as text, `from_` as `from`; own fields before inherited ones."""
    if value is None or isinstance(value, (str, int, float)):
        return str(value) if isinstance(value, StrEnum) else value
    if is_dataclass(value):
        return {key: plain(getattr(value, name)) for key, name in keys_of(type(value))}
    if isinstance(value, Mapping):
        return {str(key): plain(inner) for key, inner in value.items()}
    if isinstance(value, tuple | list):
        return [plain(inner) for inner in value]
    return value.isoformat() if isinstance(value, date) else value
