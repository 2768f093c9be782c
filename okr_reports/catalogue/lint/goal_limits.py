"""LIMIT-KEY-RESULTS, LIMIT-OBJECTIVES and LIMIT-PAGE: too many goals, or too few. The numbers are the profile's."""

from collections.abc import Iterator, Sequence
from math import ceil

from okr_reports.catalogue.goals_kinds import level_of
from okr_reports.catalogue.lint.goal_subjects import ObjectiveSubject
from okr_reports.findings import Finding
from okr_reports.goal_policy import GoalPolicy
from okr_reports.goal_words import Level

# As the first page of the pack is laid out: what fits in its lines, and in one line of a title.
_PAGE_LINES = 48
_TITLE_SIGNS = 60
_OBJECTIVE_LINES = 3


def key_result_limit_findings(objective: ObjectiveSubject, policy: GoalPolicy) -> Iterator[Finding]:
    """An objective with fewer or more key results than the profile asks for. One without any is said by alignment."""
    low, high = policy.key_results_per_objective
    count = len(objective.key_results)
    if count and not low <= count <= high:
        said = "one key result" if count == 1 else f"{count} key results"
        text = f"{objective.quoted_title} has {said}, where the profile '{policy.profile}' asks for {_span(low, high)}"
        fix = "keep those that show best whether it is reached" if count > high else "add how else it would show"
        yield objective.finding("LIMIT-KEY-RESULTS", text, rewrite=fix, at=("key_results",))


def objective_limit_findings(objectives: Sequence[ObjectiveSubject], policy: GoalPolicy) -> Iterator[Finding]:
    """Company, departments, teams and persons with fewer or more objectives in a cycle than the profile asks for."""
    low, high = policy.objectives_per_team
    owned: dict[str, list[ObjectiveSubject]] = {}
    for objective in objectives:
        owned.setdefault(_whose(objective), []).append(objective)
    for whose, mine in owned.items():
        if low <= len(mine) <= high:
            continue
        said = "one objective" if len(mine) == 1 else f"{len(mine)} objectives"
        asked = f"where the profile '{policy.profile}' asks for {_span(low, high)}"
        text = f"{whose} has {said} in {mine[0].cycle.key}, {asked}"
        is_many = len(mine) > high
        fix = (
            "keep the most important ones; the rest waits for the next cycle"
            if is_many
            else "add what else must change"
        )
        yield mine[high if is_many else 0].finding("LIMIT-OBJECTIVES", text, rewrite=fix)


def page_findings(objectives: Sequence[ObjectiveSubject]) -> Iterator[Finding]:
    """Company objectives of a cycle that do not fit one printed page (rules §9)."""
    company = [objective for objective in objectives if level_of(objective.entry) is Level.COMPANY]
    lines, count = 0, 0
    for objective in company:
        lines += _OBJECTIVE_LINES
        for key_result in objective.key_results:
            # One more for the owner's sentence.
            lines += ceil(len(key_result.entry.title) / _TITLE_SIGNS) + 1
            count += 1
    if lines > _PAGE_LINES:
        text = f"the company's {len(company)} objectives with {count} key results do not fit one page"
        rewrite = "fewer key results, or shorter titles: the rest belongs to departments and teams"
        yield company[0].finding("LIMIT-PAGE", text, rewrite=rewrite)


def _whose(objective: ObjectiveSubject) -> str:
    entry, level = objective.entry, level_of(objective.entry)
    if level is Level.TEAM:
        return f"the team '{entry.team or entry.department or ''}'"
    if level is Level.DEPARTMENT:
        return f"the department '{entry.department or ''}'"
    return f"{entry.owner if isinstance(entry.owner, str) else 'nobody'}" if level is Level.PERSON else "the company"


def _span(low: int, high: int) -> str:
    return str(low) if low == high else f"{low} to {high}"
