"""The catalogue: everything the company wrote, read, checked and frozen. Stages below only read it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from okr_reports.catalogue.goals_sheets import CycleKeyResult, CycleObjective
from okr_reports.catalogue.lint.dated import DatedFinding
from okr_reports.catalogue.model import Company, Connection, Extract, Kpi, TableSource
from okr_reports.catalogue.roles_model import Role
from okr_reports.expressions import Expression, Formula
from okr_reports.findings import Finding
from okr_reports.periods import Cycle, FiscalCalendar
from okr_reports.policy import Policy


@dataclass(frozen=True)
class Catalogue:
    """One valid company folder. Mappings keep the order of the files.

    `queries`: extract id → vetted SQL text. `formulas`, `filters`: KPI id → tree. `notes`: period key → Markdown.
    `places`: KPI, objective, key result or role id → `file:line`; no two share an id.
    `sha256`: of `canonical_json`, the whole catalogue as one text.
    `findings` hold always, `dated_findings` from a day on.
    `cycles`: those with objectives by key, the earliest first. `objectives`, `key_results`: by id, in order of cycles
    and files. `goal_formulas`, `goal_filters`: key result id → tree, of those with an extract of their own.
    `goal_advice`: cycle key → what is advised on its goals; of an ended cycle only its own report says it.
    `roles`: by id; their areas have ids. `linkage_text`: of the file that company.yaml's `linkage_policy` names.
    """

    folder: Path
    company: Company
    policy: Policy
    fiscal: FiscalCalendar
    connections: Mapping[str, Connection]
    extracts: Mapping[str, Extract]
    tables: Mapping[str, TableSource]
    kpis: Mapping[str, Kpi]
    formulas: Mapping[str, Formula]
    filters: Mapping[str, Expression]
    queries: Mapping[str, str]
    notes: Mapping[str, str]
    places: Mapping[str, str]
    findings: tuple[Finding, ...]
    canonical_json: bytes
    sha256: str
    dated_findings: tuple[DatedFinding, ...] = ()
    cycles: Mapping[str, Cycle] = field(default_factory=dict)
    objectives: Mapping[str, CycleObjective] = field(default_factory=dict)
    key_results: Mapping[str, CycleKeyResult] = field(default_factory=dict)
    goal_formulas: Mapping[str, Formula] = field(default_factory=dict)
    goal_filters: Mapping[str, Expression] = field(default_factory=dict)
    goal_advice: Mapping[str, tuple[Finding, ...]] = field(default_factory=dict)
    roles: Mapping[str, Role] = field(default_factory=dict)
    linkage_text: str | None = None

    def findings_on(self, day: date) -> tuple[Finding, ...]:
        """What there is to say of the folder on this day, errors apart."""
        return (*self.findings, *(dated.finding for dated in self.dated_findings if dated.from_on <= day))

    def goal_findings_on(self, day: date) -> tuple[Finding, ...]:
        """What is advised on the goals of cycles that have not ended on this day."""
        open_cycles = (self.goal_advice.get(key, ()) for key, cycle in self.cycles.items() if day < cycle.end)
        return tuple(found for advice in open_cycles for found in advice)
