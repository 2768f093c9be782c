"""Everything a retro is made from: the catalogue, the tables of one cycle, and who asks when."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

import polars as pl

from okr_reports import goal_reading_tables as reading
from okr_reports import goal_tables as goals
from okr_reports.catalogue.catalogue import Catalogue
from okr_reports.findings import Finding
from okr_reports.periods import Cycle
from okr_reports.tables import EVENTS, KPI_CANDIDATES, KPI_HEALTH, KPI_SHOWN, PEOPLE, QUARANTINED, SNAPSHOT_PARTS


@dataclass(frozen=True)
class RetroTables:
    """The tables behind a retro, each as `goal_tables.py` specifies it, of one cycle.

    `calibration_*` and `ledger` reach back over earlier cycles. `health`: all periods of the KPIs; `shown`: those of
    the cycle's last month.
    """

    objectives: pl.DataFrame
    key_results: pl.DataFrame
    scores: pl.DataFrame
    objective_scores: pl.DataFrame
    actuals: pl.DataFrame = field(default_factory=goals.KEY_RESULT_ACTUALS.empty)
    milestones: pl.DataFrame = field(default_factory=goals.MILESTONES.empty)
    trajectories: pl.DataFrame = field(default_factory=goals.TRAJECTORIES.empty)
    dated_actuals: pl.DataFrame = field(default_factory=goals.DATED_ACTUALS.empty)
    check_ins: pl.DataFrame = field(default_factory=goals.CHECK_INS.empty)
    notes: pl.DataFrame = field(default_factory=goals.RETRO_NOTES.empty)
    discipline: pl.DataFrame = field(default_factory=goals.CHECK_IN_DISCIPLINE.empty)
    team_discipline: pl.DataFrame = field(default_factory=goals.TEAM_DISCIPLINE.empty)
    confidence_weeks: pl.DataFrame = field(default_factory=goals.CONFIDENCE_WEEKS.empty)
    mid_cycle_words: pl.DataFrame = field(default_factory=reading.MID_CYCLE_WORDS.empty)
    forecasts: pl.DataFrame = field(default_factory=goals.FORECASTS.empty)
    goalposts: pl.DataFrame = field(default_factory=goals.GOALPOSTS.empty)
    originals: pl.DataFrame = field(default_factory=goals.ORIGINALS.empty)
    baseline_checks: pl.DataFrame = field(default_factory=goals.BASELINE_CHECKS.empty)
    judged_differently: pl.DataFrame = field(default_factory=goals.JUDGED_DIFFERENTLY.empty)
    calibration_points: pl.DataFrame = field(default_factory=reading.CALIBRATION_POINTS.empty)
    calibration_cycles: pl.DataFrame = field(default_factory=reading.CALIBRATION_CYCLES.empty)
    calibration: pl.DataFrame = field(default_factory=reading.CALIBRATION.empty)
    alignment: pl.DataFrame = field(default_factory=reading.ALIGNMENT.empty)
    alignment_gaps: pl.DataFrame = field(default_factory=reading.ALIGNMENT_GAPS.empty)
    costs: pl.DataFrame = field(default_factory=reading.COSTS.empty)
    weak_foundations: pl.DataFrame = field(default_factory=reading.WEAK_FOUNDATIONS.empty)
    decisions: pl.DataFrame = field(default_factory=reading.DECISIONS.empty)
    candidates: pl.DataFrame = field(default_factory=KPI_CANDIDATES.empty)
    ledger: pl.DataFrame = field(default_factory=reading.LEDGER.empty)
    programme: pl.DataFrame = field(default_factory=reading.PROGRAMME.empty)
    health: pl.DataFrame = field(default_factory=KPI_HEALTH.empty)
    shown: pl.DataFrame = field(default_factory=KPI_SHOWN.empty)
    people: pl.DataFrame = field(default_factory=PEOPLE.empty)
    events: pl.DataFrame = field(default_factory=EVENTS.empty)
    first_seen: pl.DataFrame = field(default_factory=goals.FIRST_SEEN.empty)
    quarantined: pl.DataFrame = field(default_factory=QUARANTINED.empty)
    parts: pl.DataFrame = field(default_factory=SNAPSHOT_PARTS.empty)


@dataclass(frozen=True)
class RetroInputs:
    """One company's cycle. `as_of` is aware; `is_partial`: the cycle has not ended."""

    catalogue: Catalogue
    tables: RetroTables
    cycle: Cycle
    as_of: datetime
    version: int
    is_partial: bool
    generator: str
    findings: tuple[Finding, ...] = ()
    software: Mapping[str, str] = field(default_factory=dict)
