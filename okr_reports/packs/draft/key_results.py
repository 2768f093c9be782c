"""A key result that goes on, as its file of the next cycle will say it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from okr_reports.catalogue.goals_kinds import kind_of, target_of
from okr_reports.catalogue.goals_model import KeyResult
from okr_reports.catalogue.yaml_writing import rounded
from okr_reports.goal_words import KeyResultKind
from okr_reports.packs.draft.figures import retitled, way_left
from okr_reports.packs.draft.inputs import DraftInputs, Row, decided_by

# Written again as they stand, in this order; what is dated belongs to the cycle that ended.
_AGAIN = (
    "id", "title", "kind", "owner", "kpi", "extract", "formula", "filter", "over", "min_n", "unit", "baseline",
    "target", "of", "at", "stretch", "milestones", "ladder", "ambition", "weight", "counterweight", "contributors",
    "supports", "written_on",
)  # fmt: skip
_UNMARK = "then take the marks # away"
_WITH_A_WAY = (KeyResultKind.METRIC, KeyResultKind.CHANGE, KeyResultKind.COUNT)


@dataclass(frozen=True)
class Carried:
    """`entry`: as the file says it; `remarks`: lines above it. `is_open`: something must be decided before it holds."""

    entry: Mapping[str, object]
    remarks: tuple[str, ...]
    is_open: bool


@dataclass(frozen=True)
class _Change:
    """What differs from the old entry (None: left out), and what is said of it."""

    new: Mapping[str, object]
    remark: str
    is_open: bool = False


def carried(id: str, inputs: DraftInputs) -> Carried:
    """The key result with its final actual as baseline and the same target; without a way left it is to be decided."""
    old, row = inputs.catalogue.key_results[id].entry, inputs.key_results[id]
    kind = kind_of(old)
    again = old.model_dump(by_alias=True, exclude_unset=True, exclude_none=True)
    again |= {"id": inputs.ids[id], "written_on": inputs.drafted_on}
    dropped = "change_by" if kind is KeyResultKind.CHANGE else ""
    change = _new_figures(old, row, kind=kind, inputs=inputs)
    lost = _lost_support(again, inputs)
    opening = f"carried forward from {id}, {decided_by(row)}"
    remarks = (opening, change.remark, *([f"it supported {lost}, which does not go on"] if lost else []))
    merged = {**again, **change.new, **_supports(again, inputs)}
    entry = {key: merged[key] for key in _AGAIN if merged.get(key) not in (None, []) and key != dropped}
    return Carried(entry, remarks, change.is_open)


def _new_figures(old: KeyResult, row: Row, *, kind: KeyResultKind, inputs: DraftInputs) -> _Change:
    if kind in _WITH_A_WAY:
        return _of_way(old, row, kind=kind, inputs=inputs)
    if kind is KeyResultKind.MILESTONES:
        return _of_steps(old)
    if kind is KeyResultKind.HOLD:
        return _Change({}, "confirm the bound")
    if kind is KeyResultKind.BINARY and old.done_on is not None:
        said = f"it was done on {old.done_on}: close it, or say what follows, {_UNMARK}"
        return _Change({"kind": kind}, said, is_open=True)
    is_binary = kind is KeyResultKind.BINARY
    return _Change({"kind": kind}, "not done yet; confirm it" if is_binary else "confirm how it is judged")


def _of_way(old: KeyResult, row: Row, *, kind: KeyResultKind, inputs: DraftInputs) -> _Change:
    # From a new baseline a change in percent would be another one: the value to reach stays.
    resolved = {"kind": KeyResultKind.METRIC, "target": target_of(old)} if kind is KeyResultKind.CHANGE else {}
    actual, kpi = row["new_baseline"], inputs.catalogue.kpis.get(old.kpi or "")
    if actual is None:
        return _Change(resolved, f"not measured in {inputs.cycle.key}: measure the baseline, confirm the target")
    decimals = kpi.decimals if kpi else None
    way = way_left(old, actual=actual, decimals=decimals)
    if way is None:
        shown = rounded(actual, decimals=decimals)
        said = f"it came to {shown:.12g} and its target was {target_of(old):.12g}: decide a new target, {_UNMARK}"
        return _Change({**resolved, "baseline": shown, "target": None, "of": None, "stretch": None}, said, is_open=True)
    title = retitled(old.title, before=old.baseline, after=way.baseline)
    goal = "of" if kind is KeyResultKind.COUNT and old.of is not None else "target"
    new = {**resolved, "title": title, "baseline": way.baseline, goal: way.target}
    if way.is_stretch:
        said = "the target was reached: the stretch value takes its place; confirm it"
        return _Change({**new, "stretch": None}, said)
    return _Change(new, f"the baseline is the final value of {inputs.cycle.key}; confirm the target")


def _of_steps(old: KeyResult) -> _Change:
    if old.ladder:
        done = max((rung.at for rung in old.ladder if rung.done_on), default=0.0)
        left = [rung for rung in old.ladder if rung.at > done]
        rungs = [{"at": rounded((rung.at - done) / (1 - done)), "title": rung.title} for rung in left]
        return _steps("ladder", rungs if _rises(rungs) else [])
    steps = [step for step in old.milestones or () if step.done_on is None]
    named = [{"title": step.title, **({"weight": step.weight} if step.weight != 1 else {})} for step in steps]
    return _steps("milestones", named if any(step.weight for step in steps) else [])


def _rises(rungs: Sequence[Mapping[str, object]]) -> bool:
    heights = [rung["at"] for rung in rungs]
    return len(set(heights)) == len(heights)


def _steps(key: str, left: Sequence[object]) -> _Change:
    if left:
        return _Change({"kind": None, key: left}, "what was not done; confirm the steps")
    said = f"all its steps are done: write those that follow, {_UNMARK}"
    return _Change({"milestones": None, "ladder": None, "kind": KeyResultKind.MILESTONES}, said, is_open=True)


def _supports(again: Mapping[str, object], inputs: DraftInputs) -> Mapping[str, object]:
    return {"supports": inputs.ids.get(str(again.get("supports")))}


def _lost_support(again: Mapping[str, object], inputs: DraftInputs) -> str:
    above = again.get("supports")
    return str(above) if above is not None and above not in inputs.ids else ""
