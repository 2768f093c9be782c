"""Objectives and key results checked against the company, the KPIs and each other, and handed to the catalogue."""

from collections.abc import Iterator, Mapping

from okr_reports.catalogue.draft import Draft
from okr_reports.catalogue.goals_figures import figure_problems
from okr_reports.catalogue.goals_kinds import level_of
from okr_reports.catalogue.goals_links import link_problems
from okr_reports.catalogue.goals_measured import measure_problems
from okr_reports.catalogue.goals_model import KeyResult, Objective
from okr_reports.catalogue.goals_sheets import CycleKeyResult, CycleObjective, GoalSheet
from okr_reports.catalogue.goals_states import state_problems
from okr_reports.catalogue.model import OrgOwner
from okr_reports.catalogue.places import did_you_mean, listed, quoted
from okr_reports.catalogue.reading import Sheet
from okr_reports.errors import Problem
from okr_reports.goal_words import Level


def goal_problems(draft: Draft) -> Iterator[Problem]:
    """Everything wrong with goals beyond their types and formulas."""
    for goal in draft.goals:
        yield from _objective_problems(goal, draft)
        for sheet in goal.key_results:
            yield from figure_problems(sheet)
            yield from measure_problems(sheet, draft)
            yield from state_problems(sheet, draft, cycle=goal.cycle)
            yield from _owner_problems(sheet, draft)
    yield from link_problems(draft)


def objectives_of(draft: Draft) -> Mapping[str, CycleObjective]:
    """Every objective of a checked draft by id, in order of cycles and files."""
    counted: dict[str, int] = {}
    found: dict[str, CycleObjective] = {}
    for goal in draft.goals:
        if goal.cycle is not None:
            counted[goal.cycle_id] = counted.get(goal.cycle_id, 0) + 1
            found[goal.objective.id] = CycleObjective(goal.objective.entry, goal.cycle, counted[goal.cycle_id])
    return found


def key_results_of(draft: Draft) -> Mapping[str, CycleKeyResult]:
    """Every key result of a checked draft by id, in order of cycles and files."""
    return {
        sheet.id: CycleKeyResult(sheet.entry, goal.objective.id, goal.cycle, position)
        for goal in draft.goals
        if goal.cycle is not None
        for position, sheet in enumerate(goal.key_results, 1)
    }


def places_of(draft: Draft) -> Mapping[str, str]:
    """Objective or key result id → `file:line`."""
    sheets = (sheet for goal in draft.goals for sheet in (goal.objective, *goal.key_results))
    return {sheet.id: sheet.source.at().file_line for sheet in sheets}


def _objective_problems(goal: GoalSheet, draft: Draft) -> Iterator[Problem]:
    sheet, source = goal.objective, goal.objective.source
    is_unread = sheet.is_mended and any(source.has(key) for key in ("level", "team", "department"))
    if level_of(sheet.entry) is None and not is_unread:
        fix = f"write `level: {Level.COMPANY}`, `department`, `team` or `person`"
        yield source.at().problem("the objective does not say whose it is: `level` is missing", fix)
    yield from _place_problems(sheet, draft)
    yield from _owner_problems(sheet, draft)
    if goal.key_results and not any(key_result.entry.weight for key_result in goal.key_results):
        what = "all key results of the objective have weight 0"
        yield source.at_key("key_results").problem(what, "give at least one a weight above 0")


def _place_problems(sheet: Sheet[Objective], draft: Draft) -> Iterator[Problem]:
    company = draft.company.entry
    for kind, id, known in (
        ("department", sheet.entry.department, company.departments),
        ("team", sheet.entry.team, company.teams),
    ):
        if id is not None and known is not None and id not in known:
            fix = did_you_mean(id, known, otherwise=f"write {listed(known)}, or add it to company.yaml")
            yield sheet.source.at(kind).problem(f"there is no {kind} {quoted(id)}", fix)


def _owner_problems(sheet: Sheet[Objective] | Sheet[KeyResult], draft: Draft) -> Iterator[Problem]:
    owner, departments = sheet.entry.owner, draft.company.entry.departments
    if isinstance(owner, OrgOwner) and departments is not None and owner.org not in departments:
        fix = did_you_mean(owner.org, departments, otherwise=f"write {listed(departments)}, or add it to company.yaml")
        yield sheet.source.at("owner").problem(f"there is no department {quoted(owner.org)}", fix)
