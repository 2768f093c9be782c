"""What a key result says once everything it leaves out is settled: its kind, target, bound, ambition and window."""

import math
from datetime import date
from functools import cache

from okr_reports.catalogue.goals_model import KeyResult, Objective, StateWritten
from okr_reports.catalogue.model import Company, Kpi
from okr_reports.catalogue.target_text import read_change
from okr_reports.expressions import Formula
from okr_reports.goal_words import Ambition, GoalState, KeyResultKind, Level, Span
from okr_reports.measures import Bound
from okr_reports.words import Accumulation, Direction, Operator

KIND_OF_KEY = {
    "at": KeyResultKind.HOLD,
    "change_by": KeyResultKind.CHANGE,
    "of": KeyResultKind.COUNT,
    "milestones": KeyResultKind.MILESTONES,
    "ladder": KeyResultKind.MILESTONES,
    "done_on": KeyResultKind.BINARY,
}
"""The keys that belong to one kind only, in the order in which they decide it."""

_MEASURED = ("kpi", "extract", "formula", "actual", "target", "baseline")
_UPWARD = frozenset({Operator.AT_LEAST, Operator.ABOVE})


def kind_of(key_result: KeyResult) -> KeyResultKind:
    """The written kind, or the one its other keys say; without any hint `metric`.

    A manual score beside a measure or a target is shown beside it and decides nothing (rules §5); so does `done_on`.
    """
    if key_result.kind is not None:
        return key_result.kind
    for key, kind in KIND_OF_KEY.items():
        if key != "done_on" and getattr(key_result, key) is not None:
            return kind
    if (key_result.done_on or key_result.manual_score) is None:
        return KeyResultKind.METRIC
    if any(getattr(key_result, key) is not None for key in _MEASURED):
        return KeyResultKind.METRIC
    return KeyResultKind.MANUAL if key_result.done_on is None else KeyResultKind.BINARY


def ambition_of(key_result: KeyResult) -> Ambition:
    """The written ambition; keeping within a bound is a promise, all else a stretch (rules §5)."""
    otherwise = Ambition.COMMITTED if kind_of(key_result) is KeyResultKind.HOLD else Ambition.ASPIRATIONAL
    return key_result.ambition or otherwise


def baseline_of(key_result: KeyResult) -> float | None:
    """The written baseline; a count begins at 0."""
    is_count = kind_of(key_result) is KeyResultKind.COUNT
    return 0.0 if key_result.baseline is None and is_count else key_result.baseline


def change_of(key_result: KeyResult) -> tuple[float | None, float | None]:
    """The share and the points of `change_by`: one of them, or neither. Raises TextRefused."""
    if key_result.change_by is None:
        return None, None
    kind, amount = read_change(key_result.change_by)
    return (amount, None) if kind == "share" else (None, amount)


def target_of(key_result: KeyResult) -> float | None:
    """The value that scores 1: of a change baseline × (1 + share) or baseline + points, of a count `of`."""
    kind, baseline = kind_of(key_result), key_result.baseline
    if kind is KeyResultKind.COUNT and key_result.of is not None:
        return key_result.of
    if kind is not KeyResultKind.CHANGE or baseline is None:
        return key_result.target
    share, points = change_of(key_result)
    if share is not None:
        return baseline * (1 + share)
    return key_result.target if points is None else baseline + points


def bound_of(key_result: KeyResult) -> Bound | None:
    """The bound that a key result of kind `hold` keeps within."""
    at = key_result.at
    if at is None:
        return None
    if at.between is not None:
        return Bound(Operator.BETWEEN, low=at.between[0], high=at.between[1])
    if at.at_least is not None:
        return Bound(Operator.AT_LEAST, at.at_least)
    if at.at_most is not None:
        return Bound(Operator.AT_MOST, at.at_most)
    return Bound(at.op, at.value) if at.op is not None and at.value is not None else None


def direction_of(key_result: KeyResult) -> Direction:
    """Which way is better, by the way from baseline to target or by the bound."""
    baseline, target, bound = baseline_of(key_result), target_of(key_result), bound_of(key_result)
    if bound is not None and bound.op in (Operator.BETWEEN, Operator.EQUAL):
        return Direction.RANGE
    if bound is not None:
        return Direction.HIGHER if bound.op in _UPWARD else Direction.LOWER
    if baseline is None or target is None or are_equal(baseline, target):
        return Direction.NONE
    return Direction.HIGHER if target > baseline else Direction.LOWER


def state_of(key_result: KeyResult) -> StateWritten:
    """Its state in the long form."""
    return _in_long_form(key_result.state) if isinstance(key_result.state, GoalState) else key_result.state


@cache
def _in_long_form(state: GoalState) -> StateWritten:
    return StateWritten.model_validate({"is": state})


def span_of(key_result: KeyResult, *, formula: Formula | None, kpi: Kpi | None) -> Span | None:
    """Over which rows its measure is taken, None without one.

    Left out: the whole cycle for counts and sums, the last period for everything else and for stocks (rules §5).
    """
    if key_result.kpi is None and key_result.extract is None:
        return None
    if key_result.over is not None:
        return key_result.over
    is_ready_sum = formula is None and kpi is not None and kpi.accumulation is Accumulation.SUM
    is_sum = is_ready_sum or (formula is not None and formula.is_additive)
    return Span.CYCLE if is_sum and not (kpi is not None and kpi.stock) else Span.LAST


def level_of(objective: Objective) -> Level | None:
    """The written level, or the one that its team or department says."""
    if objective.level is not None:
        return objective.level
    if objective.team is not None:
        return Level.TEAM
    return Level.DEPARTMENT if objective.department is not None else None


def department_of(objective: Objective, company: Company) -> str | None:
    """Its department, or that of its team."""
    team = (company.teams or {}).get(objective.team or "")
    return objective.department or (team.department if team else None)


def ended_on(key_result: KeyResult) -> date | None:
    """The day it was cancelled or deferred, where one is written."""
    state = state_of(key_result)
    return state.on if state.is_ in (GoalState.CANCELLED, GoalState.DEFERRED) else None


def are_equal(one: float, other: float) -> bool:
    """Whether two numbers are equal by rules §2."""
    return math.isclose(one, other, rel_tol=1e-9, abs_tol=1e-12)
