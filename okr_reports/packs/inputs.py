"""Everything a KPI review is made from: the catalogue, the scored tables, and who asks when."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

import polars as pl

from okr_reports.catalogue.catalogue import Catalogue
from okr_reports.findings import Finding
from okr_reports.periods import Period
from okr_reports.tables import (
    ALERTS,
    EVENTS,
    KPI_CANDIDATES,
    KPI_REBASES,
    KPI_SIGNALS,
    RESTATED,
    TARGET_PROPOSALS,
)


@dataclass(frozen=True)
class ReviewTables:
    """The tables behind a review, each as `tables.py` specifies it: scores, logs, and what was read."""

    health: pl.DataFrame
    shown: pl.DataFrame
    kpi_actions: pl.DataFrame
    actions: pl.DataFrame
    people: pl.DataFrame
    parts: pl.DataFrame
    quarantined: pl.DataFrame
    signals: pl.DataFrame = field(default_factory=KPI_SIGNALS.empty)
    candidates: pl.DataFrame = field(default_factory=KPI_CANDIDATES.empty)
    proposals: pl.DataFrame = field(default_factory=TARGET_PROPOSALS.empty)
    alerts: pl.DataFrame = field(default_factory=ALERTS.empty)
    restated: pl.DataFrame = field(default_factory=RESTATED.empty)
    rebases: pl.DataFrame = field(default_factory=KPI_REBASES.empty)
    events: pl.DataFrame = field(default_factory=EVENTS.empty)


@dataclass(frozen=True)
class ReviewInputs:
    """One company's month. `as_of` is aware; `software` names the programs and versions for the provenance page."""

    catalogue: Catalogue
    tables: ReviewTables
    month: Period
    as_of: datetime
    version: int
    is_partial: bool
    generator: str
    findings: tuple[Finding, ...] = ()
    software: Mapping[str, str] = field(default_factory=dict)
