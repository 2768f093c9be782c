"""The stages of the OKR retro before its pages: tables in, tables out, each named as in `goal_tables` and `tables`."""

from collections.abc import Mapping
from dataclasses import replace

import polars as pl

from okr_reports.findings import Finding
from okr_reports.goal_policy import GOAL_PROFILES
from okr_reports.goal_reading_tables import MID_CYCLE_WORDS
from okr_reports.goal_tables import (
    ACTUALS,
    BASELINE_CHECKS,
    CHECK_IN_DISCIPLINE,
    CHECK_INS,
    CONFIDENCE_WEEKS,
    DATED_ACTUALS,
    FIRST_SEEN,
    FORECASTS,
    GOALPOSTS,
    JUDGED_DIFFERENTLY,
    KEY_RESULT_ACTUALS,
    KEY_RESULT_SCORES,
    KEY_RESULTS,
    MILESTONES,
    OBJECTIVE_SCORES,
    OBJECTIVES,
    ORIGINALS,
    TEAM_DISCIPLINE,
)
from okr_reports.line.goals import goals_of_cycle
from okr_reports.line.retro_definitions import first_seen_days, goal_history
from okr_reports.line.retro_kpis import cycle_kpis, judge_kpis
from okr_reports.line.retro_measured import actuals_of, failed_measures, value_all
from okr_reports.line.retro_originals import with_first_actuals
from okr_reports.line.retro_request import RetroRequest
from okr_reports.line.retro_witnesses import gone_findings, witness_findings, witnesses_of
from okr_reports.line.stages import findings_of, findings_table, read_sources
from okr_reports.scoring.calibration_words import mid_cycle_words
from okr_reports.scoring.discipline import confidence_weeks, judge_discipline
from okr_reports.scoring.discipline_groups import discipline_by_group
from okr_reports.scoring.forecast import forecast
from okr_reports.scoring.forecast_points import dated_actuals
from okr_reports.scoring.key_results import score_key_results
from okr_reports.scoring.key_results_baselines import baseline_findings, check_baselines
from okr_reports.scoring.key_results_states import endings_without_day
from okr_reports.scoring.objectives import score_objectives
from okr_reports.scoring.original import find_goalposts, goalpost_findings, score_as_first_defined
from okr_reports.scoring.original_goals import ScoredGoals
from okr_reports.scoring.profiles_goal import judged_differently, objectives_judged_differently, regraded
from okr_reports.tables import CHANGES, FINDINGS, KPI_VALUES, SNAPSHOT_PARTS
from okr_reports.words import Severity

Tables = Mapping[str, pl.DataFrame]
_SECOND_PROFILE, _ITS_SECOND = "velvetum", "cozyhr"


def read_cycle(request: RetroRequest) -> Tables:
    """The tables of read_sources for the cycle's last month: what was measured and written by `as_of`.

    Of the findings those that a reader of goals must see. Raises what read_sources raises.
    """
    tables = read_sources(request.month)
    findings = [found for found in findings_of(tables[FINDINGS.name]) if _concerns_goals(found, request)]
    return {**tables, FINDINGS.name: findings_table(findings)}


def score_goals(request: RetroRequest, tables: Tables) -> Tables:
    """key_result_scores and key_result_actuals of the cycle and all before it, the judged KPIs, and findings."""
    wanted = request.goals
    key_results = in_cycles(wanted[KEY_RESULTS.name], request)
    kpi_values, values = value_all(request, key_results, parts=tables[SNAPSHOT_PARTS.name])
    actuals = actuals_of(request, key_results, values=values, log=tables[ACTUALS.name])
    scores = score_key_results(key_results, actuals, milestones=wanted[MILESTONES.name], plan=request.plans)
    present = set(key_results.filter(cycle_id=request.cycle.key)["key_result_id"])
    failed = [found for found in failed_measures(values) if found.subject_id in present]
    return {
        **judge_kpis(request.month, {**tables, KPI_VALUES.name: kpi_values}),
        KEY_RESULT_ACTUALS.name: actuals,
        KEY_RESULT_SCORES.name: scores,
        FINDINGS.name: findings_table([*findings_of(tables[FINDINGS.name]), *failed]),
    }


def sum_up_objectives(request: RetroRequest, tables: Tables) -> Tables:
    """objective_scores of the cycle, what moved since it was first seen, and what another profile judges."""
    goals, plan = scored_goals(request, tables), request.plan()
    seen, changes = witnesses_of(request), tables[CHANGES.name]
    known = goal_history(request, seen, changes=changes)
    history = with_first_actuals(request, tables, history=known)
    goalposts, checks = find_goalposts(goals, history, plan=plan), check_baselines(goals, plan=plan)
    undated = endings_without_day(goals.key_results)
    differing = witness_findings(request, seen, changes=changes)
    gone = gone_findings(request, seen)
    said = [*goalpost_findings(goalposts), *gone, *differing, *baseline_findings(checks), *undated]
    return {
        OBJECTIVE_SCORES.name: goals.objective_scores,
        GOALPOSTS.name: goalposts,
        ORIGINALS.name: score_as_first_defined(goals, history, plan=plan),
        BASELINE_CHECKS.name: checks,
        FIRST_SEEN.name: first_seen_days(history.first),
        JUDGED_DIFFERENTLY.name: _by_another_profile(goals, request),
        FINDINGS.name: findings_table([*findings_of(tables[FINDINGS.name]), *said]),
    }


def judge_check_ins(request: RetroRequest, tables: Tables) -> Tables:
    """check_in_discipline, by group and by week, what was said at mid-cycle, what was measured when, forecasts."""
    goals, plan, check_ins = present_goals(request), request.plan(), tables[CHECK_INS.name]
    key_results = goals[KEY_RESULTS.name]
    kpis = cycle_kpis(request.catalogue, tables)
    discipline = judge_discipline(key_results, check_ins, plan=plan)
    points = dated_actuals(key_results, tables[ACTUALS.name], kpis=kpis, plan=plan)
    scores = tables[KEY_RESULT_SCORES.name].filter(cycle_id=request.cycle.key)
    return {
        CHECK_IN_DISCIPLINE.name: discipline,
        TEAM_DISCIPLINE.name: discipline_by_group(
            discipline, key_results, objectives=goals[OBJECTIVES.name], plan=plan
        ),
        CONFIDENCE_WEEKS.name: confidence_weeks(key_results, check_ins, plan=plan),
        MID_CYCLE_WORDS.name: mid_cycle_words(check_ins, scores, plan=plan),
        DATED_ACTUALS.name: points,
        FORECASTS.name: forecast(key_results, points, plan=plan),
    }


def present_goals(request: RetroRequest) -> Tables:
    """objectives, key_results, milestones and trajectories of the run's own cycle."""
    return goals_of_cycle(request.goals, request.cycle.key)


def in_cycles(table: pl.DataFrame, request: RetroRequest) -> pl.DataFrame:
    """The rows of the run's cycle and of those before it."""
    return table.filter(pl.col("cycle_id").is_in([cycle.key for cycle in request.cycles]))


def scored_goals(request: RetroRequest, tables: Tables) -> ScoredGoals:
    """The present cycle's goals with their scores."""
    goals, plan = present_goals(request), request.plan()
    objectives, key_results = goals[OBJECTIVES.name], goals[KEY_RESULTS.name]
    scores = tables[KEY_RESULT_SCORES.name].filter(cycle_id=request.cycle.key)
    own = tables[KEY_RESULT_ACTUALS.name].join(key_results, on="key_result_id", how="semi")
    summed = score_objectives(objectives, key_results, scores=scores, plan=plan)
    return ScoredGoals(objectives, key_results, own, goals[MILESTONES.name], scores, summed)


def _by_another_profile(goals: ScoredGoals, request: RetroRequest) -> pl.DataFrame:
    plan = request.plan()
    first = plan.policy.goals
    second = GOAL_PROFILES[_ITS_SECOND if first.profile == _SECOND_PROFILE else _SECOND_PROFILE]
    other_plan = replace(plan, policy=replace(plan.policy, goals=second))
    scores = regraded(goals.scores, policy=second)
    others = score_objectives(goals.objectives, goals.key_results, scores=scores, plan=other_plan)
    both = (first, second)
    found = [
        objectives_judged_differently(goals.objective_scores, others, profiles=both),
        judged_differently(goals.scores, both),
    ]
    return JUDGED_DIFFERENTLY.check(pl.concat(found))


def _concerns_goals(found: Finding, request: RetroRequest) -> bool:
    """Whether it is about a goal of this cycle, or about what all figures rest on. What is said of KPIs their own
    review says, and of another cycle's goals that one's."""
    catalogue = request.catalogue
    placed = catalogue.objectives.get(found.subject_id) or catalogue.key_results.get(found.subject_id)
    if placed is not None:
        return placed.cycle == request.cycle
    return found.subject_id not in catalogue.kpis and found.severity is not Severity.ADVICE
