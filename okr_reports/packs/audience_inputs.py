"""Everybody's rows, from which one employee's are cut, and what the cut has to know of the catalogue."""

from collections.abc import Mapping
from dataclasses import dataclass, field

import polars as pl

from okr_reports.findings import Finding
from okr_reports.packs.audience_withheld import Withheld
from okr_reports.periods import Cycle, Period


@dataclass(frozen=True)
class AppraisalTables:
    """The tables of an appraisal cycle, of everybody: tables.PEOPLE, those of appraisal_tables, and `sources`.

    `okr_words`: OKR_WORDS; `okr_evidence`: EVIDENCE of check-ins and retro notes. `sources`: tables.SNAPSHOT_PARTS.
    `findings`: an employee's own have the employee's id, or `person/<id>`, as their subject.
    """

    people: pl.DataFrame
    segments: pl.DataFrame
    presence: pl.DataFrame
    kra_periods: pl.DataFrame
    kpi_achievements: pl.DataFrame
    kra_achievements: pl.DataFrame
    segment_achievements: pl.DataFrame
    employee_achievements: pl.DataFrame
    pay_changes: pl.DataFrame
    competencies: pl.DataFrame
    one_to_ones: pl.DataFrame
    manager_notes: pl.DataFrame
    employee_comments: pl.DataFrame
    okr_words: pl.DataFrame
    okr_evidence: pl.DataFrame
    sources: pl.DataFrame
    findings: tuple[Finding, ...] = ()


@dataclass(frozen=True)
class AudiencePlan:
    """What the cut has to know. `kpi_extracts`: KPI id → its extract and those joined to it.
    `cycle_extracts`: those of which only the cycle's own months stand behind a figure.

    `people_kpis`: those about people; groups of fewer than `fewest_people` show nothing of them. `competencies`: role
    id → what its raters speak about. `roles_with_kras`: roles that answer for something. `kpi_owners`: KPI id → owner
    on the cycle's last day (an id, or `org:<department>`). `okr_cycles`: when each cycle of goals began and ended.
    `confidential_kpis`: those of which nothing but the name may be said.
    """

    cycle: Period
    kpi_extracts: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    people_kpis: frozenset[str] = frozenset()
    fewest_people: int = 5
    competencies: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    roles_with_kras: frozenset[str] = frozenset()
    kpi_owners: Mapping[str, str] = field(default_factory=dict)
    cycle_extracts: frozenset[str] = frozenset()
    okr_cycles: Mapping[str, Cycle] = field(default_factory=dict)
    confidential_kpis: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Audience:
    """Who gets a bundle, in order of ids; whose is withheld and why; how many people have no day in the cycle."""

    employee_ids: tuple[str, ...]
    withheld: tuple[Withheld, ...]
    left_before_count: int
    joins_after_count: int
