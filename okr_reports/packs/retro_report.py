"""report.json of an OKR retro: everything the pages say, as data."""

from dataclasses import fields

import polars as pl

from okr_reports.goal_reading_tables import DECISIONS
from okr_reports.goal_words import Decision
from okr_reports.packs.report_json import FindingJson, ProvenanceJson, QuarantinedJson, SnapshotJson
from okr_reports.packs.retro.extracts_used import extracts_of
from okr_reports.packs.retro.inputs import RetroInputs
from okr_reports.packs.retro_goals import objectives_of
from okr_reports.packs.retro_json import RETRO_SCHEMA, OkrRetroJson
from okr_reports.packs.retro_next_json import (
    CandidateRowJson,
    LedgerRowJson,
    NextCycleJson,
    NextKeyResultJson,
    ProgrammeRowJson,
)
from okr_reports.packs.retro_rows import rows_as
from okr_reports.packs.retro_tables_json import (
    AlignmentGapJson,
    AlignmentJson,
    AlignmentLinkJson,
    BaselineCheckJson,
    CalibrationCycleJson,
    CalibrationGroupJson,
    CalibrationJson,
    CalibrationPointJson,
    ChangeRowJson,
    CycleDataQualityJson,
    CycleExtractJson,
    DisciplineJson,
    GroupDisciplineJson,
    JudgedDifferentlyJson,
    KeyResultDisciplineJson,
    MidCycleWordJson,
    WeakFoundationJson,
)


def retro_report(inputs: RetroInputs) -> OkrRetroJson:
    """The contract of outputs.md, from the tables of the cycle."""
    company, tables, cycle = inputs.catalogue.company, inputs.tables, inputs.cycle
    return OkrRetroJson(
        schema=RETRO_SCHEMA,
        report="okr-retro",
        period=cycle.key,
        version=inputs.version,
        as_of=inputs.as_of,
        partial=inputs.is_partial,
        company=company.name,
        currency=company.currency,
        locale=company.locale,
        from_=cycle.start,
        to=cycle.last_day,
        profile=inputs.catalogue.policy.goals.profile,
        objectives=objectives_of(inputs),
        calibration=_calibration(inputs),
        discipline=DisciplineJson(
            groups=rows_as(GroupDisciplineJson, tables.team_discipline),
            key_results=rows_as(KeyResultDisciplineJson, tables.discipline),
        ),
        alignment=_alignment(inputs),
        changes=rows_as(ChangeRowJson, tables.goalposts),
        baseline_checks=rows_as(BaselineCheckJson, tables.baseline_checks),
        judged_differently=rows_as(JudgedDifferentlyJson, tables.judged_differently),
        ledger=rows_as(LedgerRowJson, tables.ledger),
        next_cycle=_next_cycle(inputs),
        programme=rows_as(ProgrammeRowJson, tables.programme),
        data_quality=_data_quality(inputs),
        findings=tuple(FindingJson(f.code, f.severity, f.subject_id, f.text) for f in inputs.findings),
        provenance=_provenance(inputs),
    )


def _calibration(inputs: RetroInputs) -> CalibrationJson:
    tables = inputs.tables
    return CalibrationJson(
        groups=rows_as(CalibrationGroupJson, tables.calibration),
        cycles=rows_as(CalibrationCycleJson, tables.calibration_cycles),
        points=rows_as(CalibrationPointJson, tables.calibration_points),
        mid_cycle=rows_as(MidCycleWordJson, tables.mid_cycle_words),
    )


def _alignment(inputs: RetroInputs) -> AlignmentJson:
    tables = inputs.tables
    return AlignmentJson(
        links=rows_as(AlignmentLinkJson, tables.alignment),
        gaps=rows_as(AlignmentGapJson, tables.alignment_gaps),
        weak_foundations=rows_as(WeakFoundationJson, tables.weak_foundations),
    )


def _next_cycle(inputs: RetroInputs) -> NextCycleJson:
    decisions = DECISIONS.check(inputs.tables.decisions)
    return NextCycleJson(
        carry_forward=_decided(decisions, Decision.CARRY_FORWARD),
        retire=_decided(decisions, Decision.RETIRE),
        close=_decided(decisions, Decision.CLOSE),
        drop=_decided(decisions, Decision.DROP),
        candidates=rows_as(CandidateRowJson, inputs.tables.candidates.sort("rank")),
    )


def _decided(decisions: pl.DataFrame, outcome: Decision) -> tuple[NextKeyResultJson, ...]:
    return rows_as(NextKeyResultJson, decisions.filter(outcome=outcome.value))


def _data_quality(inputs: RetroInputs) -> CycleDataQualityJson:
    names = [field.name for field in fields(CycleExtractJson)]
    extracts = extracts_of(inputs)
    used = [one.extract for one in extracts]
    cells = inputs.tables.quarantined.filter(pl.col("extract").is_in(used))
    return CycleDataQualityJson(
        extracts=tuple(CycleExtractJson(*(getattr(one, name) for name in names)) for one in extracts),
        quarantined=rows_as(QuarantinedJson, cells.sort("extract", "file", "row", "column", nulls_last=True)),
    )


def _provenance(inputs: RetroInputs) -> ProvenanceJson:
    parts = inputs.tables.parts.sort("extract", "period_id")
    return ProvenanceJson(
        catalogue_sha256=inputs.catalogue.sha256,
        generator=inputs.generator,
        software=dict(inputs.software),
        snapshots=tuple(
            SnapshotJson(row["extract"], row["period_id"], row["sha256"], row["row_count"], row["read_at"])
            for row in parts.iter_rows(named=True)
        ),
    )
