"""Checks of the days and states of key results: due dates, trajectories, what was cancelled or deferred."""

from collections.abc import Iterator
from datetime import date

from okr_reports.catalogue.draft import Draft
from okr_reports.catalogue.goals_cycles import cycle_named, name_a_cycle
from okr_reports.catalogue.goals_kinds import state_of
from okr_reports.catalogue.goals_model import KeyResult, StateWritten
from okr_reports.catalogue.places import Place, quoted
from okr_reports.catalogue.reading import Sheet
from okr_reports.catalogue.yaml_tree import Located
from okr_reports.errors import Problem
from okr_reports.goal_words import GoalState
from okr_reports.periods import Cycle

_ENDED = frozenset({GoalState.CANCELLED, GoalState.DEFERRED})
_CANCELLED_FIX = "write `state: {is: cancelled, on: 2026-08-14, why: …}`"


def state_problems(sheet: Sheet[KeyResult], draft: Draft, *, cycle: Cycle | None) -> Iterator[Problem]:
    """Days outside the cycle, doubled days, and states that lack their day, reason or cycle."""
    key_result, source, state = sheet.entry, sheet.source, state_of(sheet.entry)
    if cycle is not None:
        yield from _outside(key_result.due_on, cycle, at=source, key="due_on")
    if cycle is not None and state.is_ in _ENDED:
        yield from _outside(state.on, cycle, at=source.within("state"), key="on")
    if key_result.trajectory:
        yield from _doubled_days(sheet)
    if state.is_ is GoalState.CANCELLED:
        yield from _cancelled_problems(state, place=source.at("state"))
    if state.is_ is GoalState.DEFERRED and state.to is None:
        fix = "write `state: {is: deferred, to: 2026-Q4, on: 2026-08-14, why: …}`"
        yield source.at("state").problem("the key result is deferred without saying to which cycle", fix)
    if state.is_ is not GoalState.DEFERRED and state.to is not None:
        what = f"`to` belongs to a deferred key result, and this one is {state.is_}"
        yield source.at_key("state", "to").problem(what, "delete it, or write `is: deferred`")
    elif state.to is not None and cycle is not None:
        yield from _later_problems(state.to, cycle, place=source.at("state", "to"), draft=draft)


def _outside(day: date | None, cycle: Cycle, *, at: Located, key: str) -> Iterator[Problem]:
    """`at`: the mapping that holds the day under this key."""
    if day is not None and day not in cycle:
        what = f"`{key}` is {day}, outside the cycle {cycle.key}"
        yield at.at(key).problem(what, f"write a day from {cycle.start} to {cycle.last_day}")


def _doubled_days(sheet: Sheet[KeyResult]) -> Iterator[Problem]:
    days = [point.on for point in sheet.entry.trajectory]
    for number, day in enumerate(days):
        if day in days[:number]:
            place = sheet.source.at("trajectory", number, "on")
            yield place.problem(f"two planned values on {day}", "keep one of them")


def _cancelled_problems(state: StateWritten, *, place: Place) -> Iterator[Problem]:
    if state.on is None:
        yield place.problem("the key result is cancelled without a date", _CANCELLED_FIX)
    if state.why is None:
        yield place.problem("the key result is cancelled without a reason", _CANCELLED_FIX)


def _later_problems(to: str, cycle: Cycle, *, place: Place, draft: Draft) -> Iterator[Problem]:
    later = cycle_named(to, draft.company.entry)
    # The next dated cycle need not be decided yet.
    is_listed = isinstance(draft.company.entry.okr_cycle, list)
    if later is None and not is_listed:
        yield place.problem(f"there is no cycle {quoted(to)}", name_a_cycle(to, draft.company.entry))
    elif later is not None and later.start <= cycle.start:
        yield place.problem(f"the key result of {cycle.key} is deferred to {to}", "name a later cycle")
