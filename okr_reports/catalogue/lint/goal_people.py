"""OKR-PERSON, OKR-PAY, OWNER-MISSING and OWNER-MANY: goals of single persons, goals that pay, and who answers."""

import re
from collections.abc import Iterator, Sequence

from okr_reports.catalogue.goals_kinds import level_of
from okr_reports.catalogue.lint.goal_codes import GOAL_CODES
from okr_reports.catalogue.lint.goal_subjects import KeyResultSubject, ObjectiveSubject
from okr_reports.catalogue.lint.goal_titles import Title
from okr_reports.findings import Finding
from okr_reports.goal_policy import GoalPolicy
from okr_reports.goal_words import GoalState, Level

_PERSONAL = re.compile(r"^(?:my|i)\b|\bmyself\b|\bpersonal (?:development|growth|goals?|learning)\b")
_PERSONAL_WORDS = frozenset({"my", "i", "myself", "personal"})
_PAY = (
    r"(?:bonus(?:es)?|variable pay|pay-?outs?|incentives?|increments?|pay rises?|salary (?:increase|raise|rise)s?"
    r"|appraisal ratings?|performance ratings?|commissions?)\b"
)
_PAYING = re.compile(
    r"\b(?:pays?|earns?|unlocks?|triggers?|linked to|tied to|counts? (?:for|towards?)|qualif\w+ for|to get|to earn"
    rf"|decides?|relevant (?:for|to)|basis (?:of|for)|weighs? in) (?:\S+ ){{0,3}}{_PAY}"
)
_GOAL = re.compile(r"\b(?:okrs?|goals?|objectives?|key results?)\b")
_PAY_WORD = re.compile(rf"\b{_PAY}")


def pay_findings(objective: ObjectiveSubject) -> Iterator[Finding]:
    """Titles and reasons that tie a goal to pay; the keys of the policy are refused elsewhere (PAY-FIREWALL)."""
    if _ties_to_pay(objective.entry.objective):
        text = f"{objective.quoted_title} ties a goal to pay: goals that pay are set low"
        yield objective.finding("OKR-PAY", text, rewrite="the objective without it; what pays is a KPI of the role")
    for key_result in objective.key_results:
        if any(_ties_to_pay(text) for text in _texts(key_result)):
            text = f"{key_result.quoted_title} ties a goal to pay: goals that pay are set low"
            rewrite = "the key result without it; what pays is a KPI of the role"
            yield key_result.finding("OKR-PAY", text, rewrite=rewrite, at=("title",))


def person_findings(objective: ObjectiveSubject) -> Iterator[Finding]:
    """Titles that speak of one person."""
    rewrite = "a goal of the team, with the person as its owner or in `contributors`"
    if _is_personal(objective.title):
        text = f"{objective.quoted_title} is one person's own: it belongs to one-to-ones"
        yield objective.finding("OKR-PERSON", text, rewrite=rewrite)
    for key_result in objective.key_results:
        if _is_personal(key_result.title):
            text = f"{key_result.quoted_title} is one person's own: it belongs to one-to-ones"
            yield key_result.finding("OKR-PERSON", text, rewrite=rewrite, at=("title",))


def level_findings(objectives: Sequence[ObjectiveSubject]) -> Iterator[Finding]:
    """One finding for all the objectives of a cycle at the level of a person."""
    own = [objective for objective in objectives if level_of(objective.entry) is Level.PERSON]
    if own:
        count = "an objective belongs" if len(own) == 1 else f"{len(own)} objectives belong"
        text = f"{count} to single persons: such goals become task lists and slip into appraisals"
        rewrite = "an objective of their team, with each person as owner or in `contributors` of a key result"
        yield own[0].finding("OKR-PERSON", text, rewrite=rewrite, at=("level",))


def owner_missing_findings(objective: ObjectiveSubject) -> Iterator[Finding]:
    """An objective without an owner, and its key results that have none of their own."""
    if objective.entry.owner is not None:
        return
    fix = "`owner: <employee id>` or `owner: {org: <department>}`"
    yield objective.finding("OWNER-MISSING", f"nobody answers for {objective.quoted_title}", rewrite=fix)
    for key_result in objective.key_results:
        if key_result.entry.owner is None:
            yield key_result.finding("OWNER-MISSING", f"nobody answers for {key_result.quoted_title}", rewrite=fix)


def owner_many_findings(objectives: Sequence[ObjectiveSubject], policy: GoalPolicy) -> Iterator[Finding]:
    """Persons who answer for more than the profile allows a whole team; a department is nobody."""
    most_objectives = policy.objectives_per_team[1]
    most_key_results = most_objectives * policy.key_results_per_objective[1]
    owned: dict[str, list[ObjectiveSubject]] = {}
    answered: dict[str, list[KeyResultSubject]] = {}
    for objective in objectives:
        if isinstance(objective.entry.owner, str):
            owned.setdefault(objective.entry.owner, []).append(objective)
        for key_result in objective.key_results:
            owner = objective.owner_of(key_result)
            if isinstance(owner, str):
                answered.setdefault(owner, []).append(key_result)
    for owner, mine in owned.items():
        if len(mine) > most_objectives:
            place = mine[most_objectives].sheet.source.at("owner").file_line
            yield _many(owner, f"{len(mine)} objectives", (most_objectives, place))
    for owner, mine in answered.items():
        if len(mine) > most_key_results and len(owned.get(owner, ())) <= most_objectives:
            place = mine[most_key_results].sheet.source.at().file_line
            yield _many(owner, f"{len(mine)} key results", (most_key_results, place))


def _many(owner: str, count: str, limit: tuple[int, str]) -> Finding:
    text = f"{owner} answers for {count} of one cycle, more than the {limit[0]} of a whole team"
    severity = GOAL_CODES["OWNER-MANY"].severity
    return Finding("OWNER-MANY", severity, owner, text, limit[1], "give some to those who can move them")


def _is_personal(title: Title) -> bool:
    return not _PERSONAL_WORDS.isdisjoint(title.tokens) and bool(_PERSONAL.search(title.lower))


def _texts(key_result: KeyResultSubject) -> Iterator[str]:
    entry = key_result.entry
    yield entry.title
    if not isinstance(entry.state, GoalState):
        yield entry.state.why or ""
    if entry.manual_score is not None:
        yield entry.manual_score.why
    for step in (*(entry.milestones or ()), *(entry.ladder or ())):
        yield step.title


def _ties_to_pay(text: str) -> bool:
    lower = text.lower()
    if not _PAY_WORD.search(lower):
        return False
    return bool(_PAYING.search(lower)) or bool(_GOAL.search(lower))
