"""Checks of how goals refer to each other: ids that are taken, supports that do not exist, circles."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from okr_reports.catalogue.draft import UNKNOWN, Draft
from okr_reports.catalogue.goals_model import KeyResult, Objective
from okr_reports.catalogue.places import Place, did_you_mean, quoted
from okr_reports.catalogue.reading import Sheet
from okr_reports.errors import Problem

_TAKEN = "logs name a goal by its id alone, in all cycles and without regard to case: give this one another, such as"


@dataclass(frozen=True)
class _Goal:
    """An objective or key result among the others. `above`: the objective of a key result, else None."""

    sheet: Sheet[Objective] | Sheet[KeyResult]
    cycle_id: str
    above: str | None = None


def link_problems(draft: Draft) -> Iterator[Problem]:
    """Everything wrong with the ids of goals and with what they support."""
    goals = list(_goals(draft))
    taken = list(_taken_ids(goals, draft))
    yield from taken
    by_id = {goal.sheet.id: goal for goal in goals if goal.sheet.id != UNKNOWN}
    for goal in goals:
        yield from _support_problems(goal, by_id, draft=draft)
        yield from _two_supports(goal, by_id)
    # With one id on two goals a circle may be none.
    if not taken:
        yield from _circles(by_id)


def _goals(draft: Draft) -> Iterator[_Goal]:
    for goal in draft.goals:
        yield _Goal(goal.objective, goal.cycle_id)
        for key_result in goal.key_results:
            yield _Goal(key_result, goal.cycle_id, goal.objective.id)


def _taken_ids(goals: list[_Goal], draft: Draft) -> Iterator[Problem]:
    first: dict[str, tuple[str, Place]] = {sheet.id.lower(): (sheet.id, sheet.source.at()) for sheet in draft.kpis}
    for goal in goals:
        if goal.sheet.id == UNKNOWN:
            continue
        lower = goal.sheet.id.lower()
        if lower in first:
            id, place = first[lower]
            what = f"the id {quoted(goal.sheet.id)} is taken by {quoted(id)} in {place.file_line}"
            yield goal.sheet.source.at("id").problem(what, f"{_TAKEN} {goal.cycle_id}/{goal.sheet.id}")
        else:
            first[lower] = goal.sheet.id, goal.sheet.source.at()


def _supports(goal: _Goal) -> Iterator[tuple[str, str]]:
    """The keys by which a goal names what lies above it, with the ids."""
    entry = goal.sheet.entry
    if entry.supports is not None:
        yield "supports", entry.supports
    if isinstance(entry, Objective) and entry.parent is not None:
        yield "parent", entry.parent


def _support_problems(goal: _Goal, by_id: Mapping[str, _Goal], *, draft: Draft) -> Iterator[Problem]:
    for key, id in _supports(goal):
        place = goal.sheet.source.at(key)
        if not draft.has("goals", id):
            others = by_id.keys() - {goal.sheet.id}
            known = sorted(other for other in others if by_id[other].cycle_id == goal.cycle_id)
            fix = did_you_mean(id, known, otherwise="write the id of an objective or key result of the same cycle")
            yield place.problem(f"there is no objective or key result {quoted(id)}", fix)
        elif id in by_id and by_id[id].cycle_id != goal.cycle_id:
            what = f"{quoted(id)} is a goal of the cycle {by_id[id].cycle_id}"
            yield place.problem(what, f"name one of the cycle {goal.cycle_id}")


def _two_supports(goal: _Goal, by_id: Mapping[str, _Goal]) -> Iterator[Problem]:
    """`parent` beside `supports` is fine when the second is a key result of the first."""
    named = dict(_supports(goal))
    supported = by_id.get(named.get("supports", ""))
    if "parent" in named and supported and named["parent"] not in (supported.sheet.id, supported.above):
        what = f"`supports` names {quoted(named['supports'])} and `parent` {quoted(named['parent'])}"
        fix = "keep one of them, or support a key result of the parent"
        yield goal.sheet.source.at_key("parent").problem(what, fix)


def _circles(by_id: Mapping[str, _Goal]) -> Iterator[Problem]:
    """Each circle once, at its first goal in order of the files. A key result leads to its objective too."""
    done: set[str] = set()
    for start in by_id:
        way: list[str] = []
        steps = [(start, 0)]
        while steps:
            id, depth = steps.pop()
            del way[depth:]
            if id in way:
                yield _circle(way[way.index(id) :], by_id)
            elif id not in done and id in by_id:
                done.add(id)
                way.append(id)
                steps += [(above, depth + 1) for above in _above(by_id[id])]


def _above(goal: _Goal) -> list[str]:
    ids = [id for _, id in _supports(goal)]
    return ids if goal.above is None else [goal.above, *ids]


def _circle(ids: list[str], by_id: Mapping[str, _Goal]) -> Problem:
    """The problem at the first goal of the circle that names what it supports."""
    naming = next(n for n, id in enumerate(ids) if any(_supports(by_id[id])))
    first = by_id[ids[naming]]
    key = next(key for key, _ in _supports(first))
    shown = " → ".join([*ids[naming:], *ids[:naming], ids[naming]])
    return first.sheet.source.at(key).problem(f"goals support each other in a circle: {shown}", "take one link out")
