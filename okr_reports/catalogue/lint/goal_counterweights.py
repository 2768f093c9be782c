"""KR-COUNTERWEIGHT: key results that can be reached at the cost of something nobody looks at."""

from collections.abc import Iterator, Sequence, Set

from okr_reports.catalogue.goals_kinds import direction_of
from okr_reports.catalogue.lint.counterweights import COST, COSTS, EFFORT, pressed_by
from okr_reports.catalogue.lint.goal_subjects import KeyResultSubject, ObjectiveSubject
from okr_reports.catalogue.lint.neighbours import Neighbours
from okr_reports.catalogue.lint.subject import TIME_UNITS
from okr_reports.findings import Finding
from okr_reports.words import Direction


def goal_counterweight_findings(
    objectives: Sequence[ObjectiveSubject], neighbours: Neighbours, *, unclear: Set[str]
) -> Iterator[Finding]:
    """Of one cycle: each pressed key result; where none has a counterweight, of titles alone only the first.

    What a KPI measures is sure; what a title alone means is a guess, and said once. `unclear`: the ids whose title is
    to be written anew first.
    """
    everyone = [key_result for objective in objectives for key_result in objective.key_results]
    are_used = any(key_result.entry.counterweight for key_result in everyone)
    guessed: list[KeyResultSubject] = []
    for objective in objectives:
        is_guarded = any(key_result.is_bounded for key_result in objective.key_results)
        for key_result in () if is_guarded else objective.key_results:
            kind = _pressed(key_result, neighbours)
            if kind is None or key_result.sheet.id in unclear:
                continue
            if key_result.kpi is not None or are_used:
                yield _finding(key_result, kind, more=0)
            else:
                guessed.append(key_result)
    if guessed:
        yield _finding(guessed[0], _pressed(guessed[0], neighbours) or "", more=len(guessed) - 1)


def _finding(subject: KeyResultSubject, kind: str, *, more: int) -> Finding:
    why, instead = COSTS[kind]
    others = f"; the same holds of {more} more, and no key result of the cycle has a counterweight" if more else ""
    text = f"{subject.quoted_title} {why}, and nothing beside it would show{others}"
    rewrite = f"`counterweight: <KPI id>` of {instead}; or a bound kept in the same objective"
    return subject.finding("KR-COUNTERWEIGHT", text, rewrite=rewrite)


def _pressed(subject: KeyResultSubject, neighbours: Neighbours) -> str | None:
    """By what it can be gamed, when nothing looks at that."""
    kpi = subject.kpi
    if subject.entry.counterweight is not None or subject.figures is None:
        return None
    if kpi is None:
        return _pressed_by_title(subject)
    is_guard = kpi.sheet.id in neighbours.counterweights
    return None if kpi.kpi.counterweight is not None or is_guard else pressed_by(kpi)


def _pressed_by_title(subject: KeyResultSubject) -> str | None:
    direction = direction_of(subject.entry)
    if not subject.title.is_english:
        return None
    if direction is Direction.LOWER:
        if subject.unit.lower() in TIME_UNITS:
            return "speed"
        return "cost" if not COST.isdisjoint(subject.title.tokens) else None
    return "effort" if direction is Direction.HIGHER and EFFORT.search(subject.title.lower) else None
