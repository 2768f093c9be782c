"""All the advice on the objectives and key results of a folder, cycle by cycle."""

from collections.abc import Iterator, Mapping, Sequence

from okr_reports.catalogue.lint.goal_counterweights import goal_counterweight_findings
from okr_reports.catalogue.lint.goal_holds import hold_findings
from okr_reports.catalogue.lint.goal_limits import key_result_limit_findings, objective_limit_findings, page_findings
from okr_reports.catalogue.lint.goal_measurable import measurable_findings
from okr_reports.catalogue.lint.goal_objectives import objective_findings
from okr_reports.catalogue.lint.goal_people import (
    level_findings,
    owner_many_findings,
    owner_missing_findings,
    pay_findings,
    person_findings,
)
from okr_reports.catalogue.lint.goal_subjects import KeyResultSubject, ObjectiveSubject, objectives_by_cycle
from okr_reports.catalogue.lint.goal_targets import goal_target_findings
from okr_reports.catalogue.lint.goal_tasks import task_findings
from okr_reports.catalogue.lint.goal_titles import Title
from okr_reports.catalogue.lint.goal_windows import window_findings
from okr_reports.catalogue.lint.neighbours import Neighbours
from okr_reports.findings import Finding
from okr_reports.goal_policy import GoalPolicy

# What it is meant to measure is still to be said.
_UNCLEAR = frozenset({"KR-TASK", "KR-NOT-MEASURABLE", "KR-SEGMENT", "OKR-PERSON", "IMPOSSIBLE-TARGET"})

# Signs that say something stay: `Deals > 10` is not `Deals < 10`, `Churn %` not `Churn`.
_NOT_TOLD_APART_BY = {ord(sign): None for sign in " -–—_.,;:!?'\"’‘“”()[]/&"}


def goal_advice_in(neighbours: Neighbours) -> Mapping[str, tuple[Finding, ...]]:
    """Cycle key → the advice on its goals (rules §9), objective by objective, then what concerns them all.

    Nothing in it stops a run. What was cancelled or deferred is left out.
    """
    cycles = objectives_by_cycle(neighbours.draft.goals, neighbours)
    return {key: tuple(_of_cycle(objectives, neighbours)) for key, objectives in cycles.items()}


def _of_cycle(objectives: Sequence[ObjectiveSubject], neighbours: Neighbours) -> Iterator[Finding]:
    policy = neighbours.policy.goals
    each = [found for objective in objectives for found in _of_objective(objective, policy)]
    yield from each
    unclear = {found.subject_id for found in each if found.code in _UNCLEAR}
    yield from goal_counterweight_findings(objectives, neighbours, unclear=unclear)
    yield from _same_titles(objectives)
    yield from level_findings(objectives)
    yield from objective_limit_findings(objectives, policy)
    yield from page_findings(objectives)
    yield from owner_many_findings(objectives, policy)


def _of_objective(objective: ObjectiveSubject, policy: GoalPolicy) -> Iterator[Finding]:
    about_people = [*pay_findings(objective), *person_findings(objective)]
    told = {found.subject_id for found in about_people}
    yield from about_people
    if objective.sheet.id not in told:
        yield from objective_findings(objective)
    yield from owner_missing_findings(objective)
    for key_result in objective.key_results:
        if key_result.sheet.id not in told:
            yield from _title_findings(key_result)
        yield from window_findings(key_result, objective.cycle)
        yield from goal_target_findings(key_result)
    yield from hold_findings(objective)
    yield from key_result_limit_findings(objective, policy)


def _title_findings(key_result: KeyResultSubject) -> Iterator[Finding]:
    """A task is told as one; only what is none is asked whether it can be measured."""
    tasks = tuple(task_findings(key_result))
    yield from tasks or measurable_findings(key_result)


def _letters(title: Title) -> str:
    return title.lower.translate(_NOT_TOLD_APART_BY)


def _same_titles(objectives: Sequence[ObjectiveSubject]) -> Iterator[Finding]:
    """Goals of one cycle whose titles readers cannot tell apart; one finding on the later."""
    names: dict[str, str] = {}
    titles: dict[str, str] = {}
    for objective in objectives:
        other = names.setdefault(_letters(objective.title), objective.sheet.id)
        if other != objective.sheet.id:
            yield objective.finding("DUPLICATE-NAME", _same(objective.quoted_title, other), rewrite=_SAY_WHAT_DIFFERS)
        for key_result in objective.key_results:
            other = titles.setdefault(_letters(key_result.title), key_result.sheet.id)
            if other != key_result.sheet.id:
                text = _same(key_result.quoted_title, other)
                yield key_result.finding("DUPLICATE-NAME", text, rewrite=_SAY_WHAT_DIFFERS, at=("title",))


_SAY_WHAT_DIFFERS = "say in the title what differs; or keep one, and let the other support it: `supports: <id>`"


def _same(title: str, other: str) -> str:
    return f"{title} is also the title of '{other}' in the same cycle: nobody can tell them apart"
