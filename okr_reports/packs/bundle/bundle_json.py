"""The contract of bundle.json, schema `bundle/1` (outputs.md). Numbers are unrounded.

There is no place for an OKR number, nor for a key result's title, which holds figures (rules §8).
"""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal

from okr_reports.appraisal_words import Measured, NotJudged
from okr_reports.packs.report_json import FindingJson, ProvenanceJson
from okr_reports.words import Operator

BUNDLE_SCHEMA = "bundle/1"


@dataclass(frozen=True)
class EmployeeJson:
    """The employee, as of the last day in the cycle on which somebody recorded a place for them."""

    id: str
    name: str
    role: str | None
    department: str | None
    team: str | None
    manager: str | None


@dataclass(frozen=True)
class LinkagePolicyJson:
    """The policy that says how appraisals use this evidence."""

    written_on: date
    first_seen_on: date | None
    sha256: str


@dataclass(frozen=True)
class UnjudgedJson:
    """A period for which the employee was responsible, or held the role in part, and which is not judged."""

    period: str
    reason: NotJudged | None


@dataclass(frozen=True)
class BundleTargetJson:
    """A target: `op` with `value`, or `between` with `low` and `high`. `scale`: what presence multiplied it by."""

    op: Operator
    value: float | None
    low: float | None
    high: float | None
    scale: float | None


@dataclass(frozen=True)
class BundlePeriodJson:
    """One period of a KPI. `published_*`: what the published pack said, where the period was restated since.

    `counts_met`: the verdict that counts by the policy, so that those of a KPI add up to its `periods_met`.
    """

    period: str
    value: float | None
    n: int | None
    target: BundleTargetJson | None
    is_responsible: bool
    is_judged: bool
    is_met: bool | None
    counts_met: bool | None
    reason: NotJudged | None
    published_value: float | None
    published_is_met: bool | None


@dataclass(frozen=True)
class BundleKpiJson:
    """A KPI the employee answered for. `weight`: of the KRA's 100. `source`: the number under `sources`.

    `value`, `n`: of the length that `value_grain` names: `segment`, or that of the last period (of a stock or rolling
    window). `is_total`: the value is what all periods add up to. `target`: for one period, the last judged one, never
    for a total. `reason`: why there is no achievement. `attainment`: on request only.
    """

    id: str
    name: str
    weight: float
    measured: Measured | None
    judged_by: str | None
    achievement: float | None
    attainment: float | None
    reason: NotJudged | None
    periods_met: int
    periods_judged: int
    periods_responsible: int
    unjudged: tuple[UnjudgedJson, ...]
    value: float | None
    n: int | None
    value_grain: str | None
    is_total: bool
    target: BundleTargetJson | None
    unit: str
    counterweight: str | None
    source: int
    periods: tuple[BundlePeriodJson, ...]


@dataclass(frozen=True)
class KraJson:
    """A key responsibility area. `weight`: of the role's 100. `measured_weight`: of its own 100."""

    id: str
    name: str
    weight: float
    achievement: float | None
    measured_weight: float
    reason: NotJudged | None
    kpis: tuple[BundleKpiJson, ...]


@dataclass(frozen=True)
class BundleSegmentJson:
    """A span in one role and team; `from` and `to` are its first and last day in the cycle."""

    role: str | None
    role_id: str | None
    team: str | None
    from_: date
    to: date
    working_days: int
    leave_days: int
    measured_weight: float
    achievement: float | None
    reason: NotJudged | None
    kras: tuple[KraJson, ...]


@dataclass(frozen=True)
class PayChangeJson:
    """Something that pays and was changed after the cycle's first run."""

    subject: str
    subject_id: str
    field: str
    old: str | None
    new: str | None
    first_seen_on: date | None
    changed_on: date | None
    changed_by: str | None
    reason: str | None


@dataclass(frozen=True)
class ChangesJson:
    """Later changes of what pays, and the achievement without them (`reason`: why there is none)."""

    achievement_before: float | None
    reason: NotJudged | None
    changes: tuple[PayChangeJson, ...]


@dataclass(frozen=True)
class CompetencyJson:
    """A competency in the rater's words and levels; all empty: nobody has rated it yet."""

    competency: str
    expected: str | None
    demonstrated: str | None
    comment: str | None
    rater: str | None
    on: date | None


@dataclass(frozen=True)
class OkrContributionJson:
    """What somebody said about the work on an objective, in words. `evidence`: numbers of records under `evidence`."""

    cycle: str | None
    objective: str | None
    on: date | None
    author: str | None
    about_team: bool
    took_on: str | None
    moved: str | None
    learned: str | None
    collaboration: str | None
    evidence: tuple[int, ...]


@dataclass(frozen=True)
class EvidenceJson:
    """One record of the cycle: in which month, of what kind, by whom, its text as typed."""

    n: int
    month: str | None
    on: date | None
    source: str
    author: str | None
    about_team: bool
    text: str | None


@dataclass(frozen=True)
class NoteJson:
    """A manager's note that its author shares."""

    on: date
    author: str | None
    text: str | None


@dataclass(frozen=True)
class KeptOutJson:
    """How many notes of a kind stayed out; `unknown_share`: of those, how many said neither yes nor no."""

    source: str
    notes: int
    unknown_share: int


@dataclass(frozen=True)
class CommentJson:
    """What the employee says, about what; `status` as written."""

    on: date | None
    about: str | None
    text: str | None
    status: str | None


@dataclass(frozen=True)
class SourcePartJson:
    """One snapshot part behind a number."""

    extract: str
    period: str
    sha256: str
    rows: int
    rejected: int | None
    read_at: datetime | None


@dataclass(frozen=True)
class SourceJson:
    """Where the number [n] comes from."""

    n: int
    kpi: str
    extracts: tuple[str, ...]
    formula: str
    filter: str
    period_column: str
    definition_sha256: str | None
    parts: tuple[SourcePartJson, ...]


@dataclass(frozen=True)
class MissingJson:
    """What is not there, and whose job it is."""

    what: str
    whose: str


@dataclass(frozen=True)
class BundleJson:
    """bundle.json of one employee."""

    schema: Literal["bundle/1"]
    report: Literal["appraisals"]
    period: str
    version: int
    as_of: datetime
    partial: bool
    company: str
    currency: str
    locale: str
    title: str
    employee: EmployeeJson
    linkage_policy: LinkagePolicyJson | None
    segments: tuple[BundleSegmentJson, ...]
    kpi_achievement: float | None
    kpi_achievement_reason: NotJudged | None
    measured_weight: float
    person_weight_share: float | None
    changes: ChangesJson | None
    competencies: tuple[CompetencyJson, ...]
    okr_contributions: tuple[OkrContributionJson, ...]
    evidence: tuple[EvidenceJson, ...]
    notes: tuple[NoteJson, ...]
    notes_kept_out: tuple[KeptOutJson, ...]
    comments: tuple[CommentJson, ...]
    corrections: tuple[CommentJson, ...]
    sources: tuple[SourceJson, ...]
    missing: tuple[MissingJson, ...]
    findings: tuple[FindingJson, ...]
    provenance: ProvenanceJson
