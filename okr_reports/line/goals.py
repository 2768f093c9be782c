"""The goals of the catalogue as the tables that scoring takes: everything a key result leaves out is settled here."""

from collections.abc import Iterator, Mapping

import polars as pl

from okr_reports.catalogue.catalogue import Catalogue
from okr_reports.catalogue.goals_kinds import (
    ambition_of,
    baseline_of,
    bound_of,
    change_of,
    department_of,
    kind_of,
    level_of,
    span_of,
    state_of,
    target_of,
)
from okr_reports.catalogue.goals_model import KeyResult
from okr_reports.catalogue.goals_sheets import CycleKeyResult
from okr_reports.catalogue.model import OneOwner
from okr_reports.goal_tables import KEY_RESULTS, MILESTONES, OBJECTIVES, TRAJECTORIES
from okr_reports.tables import TableSpec

Row = Mapping[str, object]


def goal_tables_of(catalogue: Catalogue) -> Mapping[str, pl.DataFrame]:
    """`objectives`, `key_results`, `milestones` and `trajectories` of all cycles, in order of cycles and files.

    Settled: kind, ambition, baseline, target, bound, window, unit and min_n (else the KPI's), level, department (else
    the team's), owner (else the objective's; empty for a department). `position` counts from 1.
    """
    key_results = catalogue.key_results.values()
    tables: tuple[tuple[TableSpec, Iterator[Row]], ...] = (
        (OBJECTIVES, _objective_rows(catalogue)),
        (KEY_RESULTS, (_key_result_row(placed, catalogue) for placed in key_results)),
        (MILESTONES, (row for placed in key_results for row in _milestone_rows(placed.entry))),
        (TRAJECTORIES, (row for placed in key_results for row in _trajectory_rows(placed.entry))),
    )
    return {spec.name: spec.check(pl.DataFrame(list(rows), schema=spec.columns)) for spec, rows in tables}


def goals_of_cycle(goals: Mapping[str, pl.DataFrame], cycle_id: str) -> Mapping[str, pl.DataFrame]:
    """The same of one of the cycles."""
    own = {spec.name: goals[spec.name].filter(cycle_id=cycle_id) for spec in (OBJECTIVES, KEY_RESULTS)}
    key_results = own[KEY_RESULTS.name]
    steps = (MILESTONES, TRAJECTORIES)
    return own | {spec.name: goals[spec.name].join(key_results, on="key_result_id", how="semi") for spec in steps}


def _objective_rows(catalogue: Catalogue) -> Iterator[Row]:
    for id, placed in catalogue.objectives.items():
        entry = placed.entry
        yield {
            "objective_id": id, "cycle_id": placed.cycle.key, "title": entry.objective, "level": level_of(entry),
            "owner_id": _person(entry.owner), "team_id": entry.team,
            "department_id": department_of(entry, catalogue.company), "supports_id": entry.supports_id,
            "is_local": entry.local, "position": placed.position,
        }  # fmt: skip


def _key_result_row(placed: CycleKeyResult, catalogue: Catalogue) -> Row:
    entry = placed.entry
    objective = catalogue.objectives[placed.objective_id].entry
    return {
        "key_result_id": entry.id, "objective_id": placed.objective_id, "cycle_id": placed.cycle.key,
        "position": placed.position, "title": entry.title, "kind": kind_of(entry), "ambition": ambition_of(entry),
        "weight": entry.weight, "stretch": entry.stretch, "written_actual": entry.actual,
        "owner_id": _person(entry.owner or objective.owner), "contributors": list(dict.fromkeys(entry.contributors)),
        "supports_id": entry.supports, "counterweight_id": entry.counterweight, "written_on": entry.written_on,
        "due_on": entry.due_on, "done_on": entry.done_on,
        **_figures(entry), **_measured(entry, catalogue), **_state(entry), **_manual_score(entry),
    }  # fmt: skip


def _figures(entry: KeyResult) -> Row:
    share, points = change_of(entry)
    bound = bound_of(entry)
    return {
        "baseline": baseline_of(entry), "target": target_of(entry), "change_share": share, "change_points": points,
        "hold_op": bound.op if bound else None, "hold_value": bound.value if bound else None,
        "hold_low": bound.low if bound else None, "hold_high": bound.high if bound else None,
    }  # fmt: skip


def _measured(entry: KeyResult, catalogue: Catalogue) -> Row:
    kpi = catalogue.kpis.get(entry.kpi or "")
    formula = catalogue.formulas.get(kpi.id) if kpi else catalogue.goal_formulas.get(entry.id)
    return {
        "kpi_id": entry.kpi,
        "unit": entry.unit if entry.unit is not None else (kpi.unit if kpi else None),
        "window": span_of(entry, formula=formula, kpi=kpi),
        "min_n": entry.min_n if entry.min_n is not None else (kpi.min_n if kpi else 0),
    }


def _state(entry: KeyResult) -> Row:
    state = state_of(entry)
    return {"state": state.is_, "state_on": state.on, "state_why": state.why, "deferred_to": state.to}


def _manual_score(entry: KeyResult) -> Row:
    manual = entry.manual_score
    return {
        "manual_score": manual.value if manual else None, "manual_author_id": manual.author_id if manual else None,
        "manual_on": manual.on if manual else None, "manual_why": manual.why if manual else None,
    }  # fmt: skip


def _milestone_rows(entry: KeyResult) -> Iterator[Row]:
    for position, step in enumerate(entry.milestones or (), 1):
        yield {
            "key_result_id": entry.id, "position": position, "title": step.title, "weight": step.weight, "rung": None,
            "done_on": step.done_on,
        }  # fmt: skip
    for position, rung in enumerate(entry.ladder or (), 1):
        yield {
            "key_result_id": entry.id, "position": position, "title": rung.title, "weight": None, "rung": rung.at,
            "done_on": rung.done_on,
        }  # fmt: skip


def _trajectory_rows(entry: KeyResult) -> Iterator[Row]:
    for point in sorted(entry.trajectory, key=lambda point: point.on):
        yield {"key_result_id": entry.id, "planned_on": point.on, "value": point.value}


def _person(owner: OneOwner | None) -> str | None:
    return owner if isinstance(owner, str) else None
