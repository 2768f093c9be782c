"""The catalogue: everything the company wrote, read, checked and frozen. Stages below only read it."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from okr_reports.catalogue.model import Company, Connection, Extract, Kpi, TableSource
from okr_reports.expressions import Expression, Formula
from okr_reports.findings import Finding
from okr_reports.periods import FiscalCalendar
from okr_reports.policy import Policy


@dataclass(frozen=True)
class Catalogue:
    """One valid company folder. Mappings keep the order of the files.

    `queries`: extract id → vetted SQL text. `formulas`, `filters`: KPI id → tree. `notes`: period key → Markdown.
    `places`: KPI id → `file:line` of its sheet. `sha256`: of `canonical_json`, the whole catalogue as one text.
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
