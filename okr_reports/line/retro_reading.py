"""The stages that read a cycle beside others: calibration, alignment, what reaching cost, and what comes next."""

from collections.abc import Mapping

import polars as pl

from okr_reports.goal_reading_tables import (
    ALIGNMENT,
    ALIGNMENT_GAPS,
    CALIBRATION,
    CALIBRATION_CYCLES,
    CALIBRATION_POINTS,
    COSTS,
    DECISIONS,
    LEDGER,
    PROGRAMME,
    WEAK_FOUNDATIONS,
)
from okr_reports.goal_tables import KEY_RESULT_SCORES, KEY_RESULTS, OBJECTIVES, RETRO_NOTES
from okr_reports.line.retro_advice import advice_on_goals
from okr_reports.line.retro_kpis import cycle_kpis, standards_of
from okr_reports.line.retro_request import RetroRequest
from okr_reports.line.retro_stages import in_cycles, present_goals
from okr_reports.line.stages import findings_of, findings_table, review_plan
from okr_reports.scoring.alignment import find_gaps
from okr_reports.scoring.alignment_links import CycleGoals, align
from okr_reports.scoring.at_a_cost import costs_of_reaching
from okr_reports.scoring.at_a_cost_foundations import weak_foundations
from okr_reports.scoring.calibration import calibrate, calibration_by_cycle, calibration_points
from okr_reports.scoring.candidates import find_candidates
from okr_reports.scoring.cycle_history import CycleHistory
from okr_reports.scoring.cycle_kpis import CycleKpis
from okr_reports.scoring.decisions_proposed import EndedCycles, dropped_without_reason, propose_decisions
from okr_reports.scoring.judged import JudgedMonth
from okr_reports.scoring.key_results_states import with_states
from okr_reports.scoring.ledger import keep_ledger
from okr_reports.scoring.programme import programme_measures
from okr_reports.tables import FINDINGS, KPI_CANDIDATES, KPI_REBASES, PEOPLE

Tables = Mapping[str, pl.DataFrame]


def calibrate_targets(request: RetroRequest, tables: Tables) -> Tables:
    """calibration, its points and its cycles, from the key_result_scores of all cycles."""
    policy = request.catalogue.policy
    points = calibration_points(_history(request, tables))
    return {
        CALIBRATION_POINTS.name: points,
        CALIBRATION_CYCLES.name: calibration_by_cycle(points, policy=policy),
        CALIBRATION.name: calibrate(points, policy=policy),
    }


def align_goals(request: RetroRequest, tables: Tables) -> Tables:
    """alignment and alignment_gaps of the cycle's goals."""
    goals, plan = present_goals(request), request.plan()
    cycle_goals = CycleGoals(goals[OBJECTIVES.name], goals[KEY_RESULTS.name], tables[PEOPLE.name])
    links = align(cycle_goals, plan=plan)
    teams = tuple(request.catalogue.company.teams or {})
    return {ALIGNMENT.name: links, ALIGNMENT_GAPS.name: find_gaps(cycle_goals, links, teams=teams, plan=plan)}


def look_ahead(request: RetroRequest, tables: Tables) -> Tables:
    """decisions of the cycle, costs, weak foundations, candidates, the ledger over all cycles and the programme."""
    plan, kpis = request.plan(), cycle_kpis(request.catalogue, tables)
    key_results = present_goals(request)[KEY_RESULTS.name]
    scores = tables[KEY_RESULT_SCORES.name].filter(cycle_id=request.cycle.key)
    decisions = _decisions(request, tables, kpis=kpis)
    history = _history(request, tables, decisions=decisions)
    present = decisions.join(key_results, on="key_result_id", how="semi")
    return {
        COSTS.name: costs_of_reaching(key_results, scores, kpis=kpis, plan=plan),
        WEAK_FOUNDATIONS.name: weak_foundations(key_results, kpis=kpis, plan=plan),
        DECISIONS.name: present,
        KPI_CANDIDATES.name: _candidates(request, tables, kpis=kpis),
        LEDGER.name: keep_ledger(history, standards_of(request.catalogue), kpis=kpis, plan=plan),
        PROGRAMME.name: programme_measures(history, kpis=kpis, plan=plan),
        FINDINGS.name: findings_table(
            [
                *findings_of(tables[FINDINGS.name]),
                *dropped_without_reason(present),
                *advice_on_goals(request, kpis=kpis),
            ]
        ),
    }


def _history(request: RetroRequest, tables: Tables, *, decisions: pl.DataFrame | None = None) -> CycleHistory:
    goals = request.goals
    return CycleHistory(
        cycles=request.cycles,
        objectives=in_cycles(goals[OBJECTIVES.name], request),
        key_results=in_cycles(goals[KEY_RESULTS.name], request),
        scores=tables[KEY_RESULT_SCORES.name],
        decisions=DECISIONS.empty() if decisions is None else decisions,
    )


def _decisions(request: RetroRequest, tables: Tables, *, kpis: CycleKpis) -> pl.DataFrame:
    """DECISIONS of all cycles."""
    key_results = in_cycles(request.goals[KEY_RESULTS.name], request)
    ended = EndedCycles(key_results, tables[KEY_RESULT_SCORES.name], tables[RETRO_NOTES.name])
    return propose_decisions(ended, kpis=kpis, plan=request.plans)


def _candidates(request: RetroRequest, tables: Tables, *, kpis: CycleKpis) -> pl.DataFrame:
    """The KPIs that should become next cycle's goals: none that an active key result of this one is about."""
    month = JudgedMonth(kpis.health, kpis.shown, tables[KPI_REBASES.name], kpis.measures, review_plan(request.month))
    standing = with_states(present_goals(request)[KEY_RESULTS.name], plan=request.plan()).filter(~pl.col("is_ended"))
    active = frozenset(standing["kpi_id"].drop_nulls())
    return find_candidates(month, kpis.signals, active_kpi_ids=active)
