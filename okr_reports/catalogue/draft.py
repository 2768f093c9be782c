"""A company folder as read, before its parts are held against each other."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from okr_reports.catalogue.goals_sheets import GoalSheet
from okr_reports.catalogue.model import Company, Connection, Extract, Kpi, TableSource
from okr_reports.catalogue.reading import Sheet
from okr_reports.catalogue.roles_sheets import RoleSheet
from okr_reports.periods import FiscalCalendar

UNKNOWN = "unknown--id"
"""Stands for an id or key that was written wrongly: it is already reported, so nothing more is said of it."""

ANY = "*"
"""Stands for all the ids of a file that is no YAML."""


@dataclass(frozen=True)
class Draft:
    """What was read, in the order of the files.

    `named`: kind ("connections", "extracts", "kpis", "goals") and id of every entry as written, also of broken ones.
    `linkage_text`: of the file that `linkage_policy` names.
    """

    folder: Path
    company: Sheet[Company]
    connections: Mapping[str, Sheet[Connection]] = field(default_factory=dict)
    extracts: Mapping[str, Sheet[Extract]] = field(default_factory=dict)
    tables: Mapping[str, Sheet[TableSource]] = field(default_factory=dict)
    kpis: tuple[Sheet[Kpi], ...] = ()
    goals: tuple[GoalSheet, ...] = ()
    notes: Mapping[str, str] = field(default_factory=dict)
    roles: tuple[RoleSheet, ...] = ()
    linkage_text: str | None = None
    named: frozenset[tuple[str, str]] = frozenset()

    @property
    def fiscal(self) -> FiscalCalendar:
        """The company's calendar of periods."""
        return FiscalCalendar(self.company.entry.fiscal_year_start)

    def has(self, kind: str, id: str) -> bool:
        """Whether such an entry was written, even if broken, or may stand in a file that cannot be read."""
        return not self.named.isdisjoint({(kind, id), (kind, ANY)}) or id == UNKNOWN
