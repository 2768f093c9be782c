"""The workbook of an OKR retro: one sheet per section, with real, unrounded numbers."""

from collections.abc import Iterable, Sequence
from dataclasses import fields
from typing import Any

from okr_reports.packs.report_json import FindingJson, QuarantinedJson, SnapshotJson
from okr_reports.packs.retro_json import KeyResultJson, ObjectiveJson, OkrRetroJson
from okr_reports.packs.retro_next_json import CandidateRowJson, LedgerRowJson, NextKeyResultJson, ProgrammeRowJson
from okr_reports.packs.retro_tables_json import (
    AlignmentGapJson,
    AlignmentLinkJson,
    BaselineCheckJson,
    CalibrationCycleJson,
    CalibrationGroupJson,
    CalibrationPointJson,
    ChangeRowJson,
    CycleExtractJson,
    GroupDisciplineJson,
    JudgedDifferentlyJson,
    KeyResultDisciplineJson,
)
from okr_reports.packs.sheet import Cell, CellKind, Sheet, SheetColumn

_DECIMALS = "#,##0.0###"
_WORDS = {"id": "ID", "kpi": "KPI", "kpi_id": "KPI", "n": "n", "key_result_id": "Key result"}
_WIDE = frozenset({"title", "text", "reason", "note", "why_dropped"})
_OF_OBJECTIVE = (
    "id", "title", "level", "team", "department", "owner", "supports", "ambition", "score",
    "score_with_late_cancelled", "scored", "total", "worst_status", "grade", "reason",
)  # fmt: skip
_OF_KEY_RESULT = (
    "id", "title", "kind", "ambition", "owner", "kpi", "baseline", "target", "stretch", "unit", "actual", "n",
    "source", "is_late", "measured_baseline", "weight", "due_on", "written_on", "first_seen_on", "raw_progress",
    "score", "grade", "reason", "state", "state_on", "state_why", "score_at_cancel", "manual_score", "counterweight",
    "decision", "proposal", "outcome", "new_baseline",
)  # fmt: skip


def retro_sheets(report: OkrRetroJson) -> tuple[Sheet, ...]:
    """The sheets, in the order in which the report's sections come."""
    key_results = [one for objective in report.objectives for one in objective.key_results]
    calibration, alignment, following = report.calibration, report.alignment, report.next_cycle
    return (
        _listed("Objectives", ObjectiveJson, report.objectives, columns=_OF_OBJECTIVE),
        _listed("Key results", KeyResultJson, key_results, columns=_OF_KEY_RESULT),
        _check_ins(key_results),
        _listed("Discipline", GroupDisciplineJson, report.discipline.groups),
        _listed("Check-ins held", KeyResultDisciplineJson, report.discipline.key_results),
        _listed("Changes", ChangeRowJson, report.changes),
        _listed("Baselines", BaselineCheckJson, report.baseline_checks),
        _listed("Calibration", CalibrationGroupJson, calibration.groups),
        _listed("Calibration by cycle", CalibrationCycleJson, calibration.cycles),
        _listed("Calibration points", CalibrationPointJson, calibration.points),
        _listed("Alignment", AlignmentLinkJson, alignment.links),
        _listed("Alignment gaps", AlignmentGapJson, alignment.gaps),
        _listed("Ledger", LedgerRowJson, report.ledger),
        *(_listed(name, NextKeyResultJson, getattr(following, field)) for name, field in _NEXT.items()),
        _listed("Candidates", CandidateRowJson, following.candidates),
        _listed("Programme", ProgrammeRowJson, report.programme),
        _listed("Judged differently", JudgedDifferentlyJson, report.judged_differently),
        _listed("Extracts", CycleExtractJson, report.data_quality.extracts),
        _listed("Unreadable cells", QuarantinedJson, report.data_quality.quarantined),
        _listed("Findings", FindingJson, report.findings),
        _listed("Provenance", SnapshotJson, report.provenance.snapshots),
    )


_NEXT = {"Carry forward": "carry_forward", "Retire": "retire", "Close": "close", "Drop": "drop"}


def _check_ins(key_results: Iterable[KeyResultJson]) -> Sheet:
    columns = tuple(_column(name, str) for name in ("key_result_id", "on", "confidence", "value", "note"))
    rows = [
        (one.id, said.on, _cell(said.confidence), said.value, said.note)
        for one in key_results
        for said in one.check_ins
    ]
    return Sheet("Check-ins", columns, rows)


def _listed(name: str, kind: type, rows: Iterable[Any], *, columns: Sequence[str] = ()) -> Sheet:
    """A row per item, a column per key of its type (or those named), but for keys that hold lists of their own."""
    types = {field.name: field.type for field in fields(kind)}
    names = columns or tuple(types)
    return Sheet(
        name,
        tuple(_column(one, types[one]) for one in names),
        [tuple(_cell(getattr(row, one)) for one in names) for row in rows],
    )


def _column(name: str, kind: object) -> SheetColumn:
    title = _WORDS.get(name, name.removesuffix("_id").removesuffix("_").replace("_", " ").capitalize())
    if kind in (float, float | None):
        return SheetColumn(title, CellKind.NUMBER, number_format=_DECIMALS)
    if name.endswith("_on") or name == "on":
        return SheetColumn(title, CellKind.DATE)
    return SheetColumn(title, width=60 if name in _WIDE else 20)


def _cell(value: Any) -> Cell:
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, tuple):
        return ", ".join(str(item) for item in value)
    return str(value) if isinstance(value, str) else value
