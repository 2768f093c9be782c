"""Checks of the figures of key results: what each kind must and must not say (rules §5)."""

import math
from collections.abc import Callable, Iterator, Mapping
from itertools import pairwise

from okr_reports.catalogue.goals_kinds import (
    KIND_OF_KEY,
    are_equal,
    baseline_of,
    bound_of,
    change_of,
    kind_of,
    target_of,
)
from okr_reports.catalogue.goals_model import HoldWritten, KeyResult
from okr_reports.catalogue.reading import Sheet
from okr_reports.catalogue.target_text import TextRefused
from okr_reports.errors import Problem
from okr_reports.goal_words import KeyResultKind

_WITH_A_WAY = frozenset({KeyResultKind.METRIC, KeyResultKind.CHANGE, KeyResultKind.COUNT})
_BOUND_FORMS = ("op", "value", "at_least", "at_most", "between")
_BOUND_FIX = 'write `at: {op: "<=", value: 52}`, `at: {at_least: 95}` or `at: {between: [5, 7]}`'


def figure_problems(sheet: Sheet[KeyResult]) -> Iterator[Problem]:
    """Everything wrong with the figures of one key result beyond their types."""
    if _has_unread_kind(sheet):
        return
    kind = kind_of(sheet.entry)
    yield from _foreign_keys(sheet, kind)
    try:
        change_of(sheet.entry)
    except TextRefused as error:
        yield sheet.source.at("change_by").problem(error.what, error.fix)
        return
    yield from _OF_KIND[kind](sheet)
    yield from _way_problems(sheet, kind)


def lacks(sheet: Sheet[KeyResult], key: str) -> bool:
    """Whether the author left the key out; one whose value could not be read is reported already."""
    return getattr(sheet.entry, key) is None and not (sheet.is_mended and sheet.source.has(key))


def _has_unread_kind(sheet: Sheet[KeyResult]) -> bool:
    """Whether what decides its kind was written and could not be read: nothing more can be said of its figures."""
    if not sheet.is_mended or sheet.entry.kind is not None:
        return False
    return any(lacks_value and sheet.source.has(key) for key, lacks_value in _deciding(sheet.entry))


def _deciding(key_result: KeyResult) -> Iterator[tuple[str, bool]]:
    for key in ("kind", *KIND_OF_KEY, "manual_score"):
        yield key, getattr(key_result, key) is None


def _foreign_keys(sheet: Sheet[KeyResult], kind: KeyResultKind) -> Iterator[Problem]:
    for key, belongs_to in KIND_OF_KEY.items():
        if getattr(sheet.entry, key) is not None and belongs_to is not kind:
            what = f"`{key}` belongs to a key result of kind {belongs_to}, and this one is of kind {kind}"
            yield sheet.source.at_key(key).problem(what, f"delete it, or write `kind: {belongs_to}` and its keys only")


def _metric_problems(sheet: Sheet[KeyResult]) -> Iterator[Problem]:
    yield from _baseline_problems(sheet)
    if lacks(sheet, "target"):
        fix = "write `target: …`, or say how it is measured: `at`, `change_by`, `of`, `milestones` or `kind: binary`"
        yield sheet.source.at().problem("the key result has no target", fix)


def _baseline_problems(sheet: Sheet[KeyResult]) -> Iterator[Problem]:
    if lacks(sheet, "baseline"):
        what = "the key result has no baseline, and none is guessed"
        yield sheet.source.at().problem(what, "write `baseline: …`, the measured value on the day it was written")


def _change_problems(sheet: Sheet[KeyResult]) -> Iterator[Problem]:
    key_result, source = sheet.entry, sheet.source
    yield from _baseline_problems(sheet)
    if lacks(sheet, "change_by"):
        fix = "write `change_by: -10%` (relative) or `change_by: -5pt` (points)"
        yield source.at().problem("the change has no size", fix)
    share, _ = change_of(key_result)
    if share is not None and key_result.baseline is not None and key_result.baseline <= 0:
        what = f"a change in percent of the baseline {key_result.baseline:.12g} has no meaning"
        yield source.at("change_by").problem(what, "write the change in points, like -5pt, or baseline and target")
    resolved = target_of(key_result)
    if resolved is not None and not math.isfinite(resolved):
        yield source.at("change_by").problem("the change leads to no number", "write baseline and target instead")
    elif key_result.change_by is not None and key_result.baseline is not None and resolved is not None:
        yield from _two_targets(sheet, resolved, said_by="change_by")


def _two_targets(sheet: Sheet[KeyResult], resolved: float, *, said_by: str) -> Iterator[Problem]:
    target = sheet.entry.target
    if target is not None and not are_equal(target, resolved):
        what = f"`target` says {target:.12g} and `{said_by}` {resolved:.12g}"
        yield sheet.source.at("target").problem(what, "keep one of them")


def _count_problems(sheet: Sheet[KeyResult]) -> Iterator[Problem]:
    if lacks(sheet, "of") and lacks(sheet, "target"):
        yield sheet.source.at().problem("the count does not say of how many", "write `of: 20`")
    if sheet.entry.of is not None:
        yield from _two_targets(sheet, sheet.entry.of, said_by="of")


def _hold_problems(sheet: Sheet[KeyResult]) -> Iterator[Problem]:
    at, source = sheet.entry.at, sheet.source
    if lacks(sheet, "at"):
        yield source.at().problem("the key result holds nothing: it has no bound", _BOUND_FIX)
    if at is None or sheet.is_mended:
        return
    forms = [form for form in _BOUND_FORMS if getattr(at, form) is not None]
    if len(forms) > 1 and forms != ["op", "value"]:
        said = ", ".join(f"`{form}`" for form in forms)
        yield source.at("at").problem(f"the bound says several things: {said}", "keep one of them")
    elif bound_of(sheet.entry) is None:
        yield source.at("at").problem("the key result holds nothing: the bound says no value", _BOUND_FIX)
    elif wrong := _empty_range(at):
        yield source.at("at", "between").problem(*wrong)


def _empty_range(at: HoldWritten) -> tuple[str, str] | None:
    if at.between is None or at.between[0] <= at.between[1]:
        return None
    low, high = at.between
    return f"the range {low:.12g} to {high:.12g} is empty", f"write `between: [{high:.12g}, {low:.12g}]`"


def _milestone_problems(sheet: Sheet[KeyResult]) -> Iterator[Problem]:
    key_result, source = sheet.entry, sheet.source
    steps, rungs = key_result.milestones, key_result.ladder
    if lacks(sheet, "milestones") and lacks(sheet, "ladder"):
        fix = "write `milestones: [{title: …, weight: 1}, …]` or `ladder: [{at: 0.2, title: …}, …]`"
        yield source.at().problem("the key result has no milestones", fix)
    if steps is not None and rungs is not None:
        fix = "keep the milestones (each counts by its weight) or the ladder (the highest rung counts)"
        yield source.at_key("ladder").problem("the key result has milestones and a ladder", fix)
    for key, entries in (("milestones", steps), ("ladder", rungs)):
        if entries == []:
            yield source.at(key).problem(f"`{key}` holds nothing", "write at least one entry with a title")
    if steps and not sheet.is_mended and not any(step.weight for step in steps):
        yield source.at("milestones").problem("all milestones have weight 0", "give at least one a weight above 0")
    for number, (below, above) in enumerate(pairwise(rungs or ()), 1):
        if above.at <= below.at:
            what = f"the ladder does not rise: {above.at:.12g} follows {below.at:.12g}"
            yield source.at("ladder", number, "at").problem(what, "write the rungs from the lowest to the highest")


def _no_problems(_sheet: Sheet[KeyResult]) -> Iterator[Problem]:
    yield from ()


_OF_KIND: Mapping[KeyResultKind, Callable[[Sheet[KeyResult]], Iterator[Problem]]] = {
    KeyResultKind.METRIC: _metric_problems,
    KeyResultKind.CHANGE: _change_problems,
    KeyResultKind.COUNT: _count_problems,
    KeyResultKind.HOLD: _hold_problems,
    KeyResultKind.MILESTONES: _milestone_problems,
    KeyResultKind.BINARY: _no_problems,
    KeyResultKind.MANUAL: _no_problems,
}


def _way_problems(sheet: Sheet[KeyResult], kind: KeyResultKind) -> Iterator[Problem]:
    """Whether there is a way from baseline to target, and whether a stretch goal lies beyond it."""
    baseline, target, stretch = baseline_of(sheet.entry), target_of(sheet.entry), sheet.entry.stretch
    is_percent_of_nothing = baseline is not None and baseline <= 0 and change_of(sheet.entry)[0] is not None
    if kind is KeyResultKind.HOLD or baseline is None or target is None or is_percent_of_nothing:
        return
    if are_equal(baseline, target):
        said = next(key for key in ("target", "of", "change_by", "baseline") if sheet.source.has(key))
        what = f"baseline and target are both {baseline:.12g}, so there is no way to go"
        fix = "write what should change; to keep a value write `kind: hold` with `at`"
        yield sheet.source.at(said).problem(what, fix)
    elif stretch is not None and kind in _WITH_A_WAY and (stretch - target) * (target - baseline) < 0:
        what = f"the stretch goal {stretch:.12g} lies before the target {target:.12g}"
        beyond = "above" if target > baseline else "below"
        yield sheet.source.at("stretch").problem(what, f"write a value {beyond} {target:.12g}")
