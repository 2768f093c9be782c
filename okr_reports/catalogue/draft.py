"""A company folder as read, before its parts are held against each other."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from okr_reports.catalogue.model import Company, Connection, Extract, Kpi, TableSource
from okr_reports.catalogue.reading import Sheet
from okr_reports.periods import FiscalCalendar

UNKNOWN = "unknown--id"
"""Stands for an id or key that was written wrongly: it is already reported, so nothing more is said of it."""


@dataclass(frozen=True)
class Draft:
    """What was read, in the order of the files. `named`: every id as written, also of what could not be read."""

    folder: Path
    company: Sheet[Company]
    connections: Mapping[str, Sheet[Connection]] = field(default_factory=dict)
    extracts: Mapping[str, Sheet[Extract]] = field(default_factory=dict)
    tables: Mapping[str, Sheet[TableSource]] = field(default_factory=dict)
    kpis: tuple[Sheet[Kpi], ...] = ()
    notes: Mapping[str, str] = field(default_factory=dict)
    named: frozenset[str] = frozenset()

    @property
    def fiscal(self) -> FiscalCalendar:
        """The company's calendar of periods."""
        return FiscalCalendar(self.company.entry.fiscal_year_start)

    def has_extract(self, id: str) -> bool:
        """Whether such an extract was written, even if it is broken."""
        return id in self.extracts or id in self.named or id == UNKNOWN
