"""What one employee's bundle is made from: that employee's rows and nobody else's (packs/audience.py cuts them)."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime

from okr_reports.catalogue.model import Company
from okr_reports.catalogue.roles_model import Role
from okr_reports.findings import Finding
from okr_reports.packs.own_rows import OwnRows
from okr_reports.periods import FiscalCalendar, Period
from okr_reports.policy import Policy
from okr_reports.words import Cadence


@dataclass(frozen=True)
class LinkageFacts:
    """The policy that says how appraisals use this evidence: its text, its day, and when a run first saw it."""

    text: str
    written_on: date
    sha256: str
    first_seen_on: date | None


@dataclass(frozen=True)
class KpiFacts:
    """What a bundle prints of a KPI's definition. `extracts`: its own first, then those joined to it.

    `formula`, `filter`: as written, empty where there is none. `definition_sha256`: of the whole sheet.
    """

    id: str
    name: str
    unit: str
    decimals: int | None
    cadence: Cadence
    counterweight_id: str | None
    counterweight_name: str
    is_about_people: bool
    extracts: tuple[str, ...]
    formula: str
    filter: str
    period_column: str
    definition_sha256: str


@dataclass(frozen=True)
class CycleFacts:
    """What all bundles of a cycle share: little, because each worker gets it. `as_of`: aware.

    `roles` and `kpis` by id, those of the cycle at least. `engine`: what makes the PDF; `pdf_is_tagged`: whether it
    writes tagged PDFs. `linkage`: None when the company wrote none. `software`: name → version.
    """

    company: Company
    fiscal: FiscalCalendar
    policy: Policy
    roles: Mapping[str, Role]
    kpis: Mapping[str, KpiFacts]
    catalogue_sha256: str
    cycle: Period
    as_of: datetime
    version: int
    is_partial: bool
    generator: str
    engine: str
    pdf_is_tagged: bool
    linkage: LinkageFacts | None = None
    software: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class EmployeeTables:
    """One employee's rows of tables.PEOPLE, goal_tables and appraisal_tables (each as its TableSpec says).

    `names`: employee id → name of those the bundle names: author, rater, manager; nobody else.
    `sources`: the rows of tables.SNAPSHOT_PARTS of the extracts behind the employee's KPIs.
    `pay_changes`: those of the employee's roles and KPIs. `findings`: about this employee's evidence.
    """

    employee_id: str
    people: OwnRows
    segments: OwnRows
    presence: OwnRows
    kra_periods: OwnRows
    kpi_achievements: OwnRows
    kra_achievements: OwnRows
    segment_achievements: OwnRows
    employee_achievement: OwnRows
    pay_changes: OwnRows
    competencies: OwnRows
    okr_words: OwnRows
    evidence: OwnRows
    kept_out: OwnRows
    manager_notes: OwnRows
    comments: OwnRows
    sources: OwnRows
    names: dict[str, str]
    findings: tuple[Finding, ...] = ()
