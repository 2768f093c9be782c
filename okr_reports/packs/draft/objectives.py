"""The files of okrs/<next cycle>/: objectives that go on with what is left of them."""

from collections.abc import Iterator, Mapping, Sequence

from okr_reports.catalogue.goals_model import Objective
from okr_reports.catalogue.yaml_writing import comment, commented_out, entry_lines
from okr_reports.goal_words import Decision
from okr_reports.packs.draft.inputs import DraftInputs
from okr_reports.packs.draft.key_results import Carried, carried

_AGAIN = ("id", "objective", "owner", "level", "team", "department", "supports", "parent", "local")
_INDENT = 2


def objective_files(inputs: DraftInputs) -> Mapping[str, Sequence[str]]:
    """File → its lines, named as in the cycle that ended; one that the next cycle has already gets another name."""
    by_file: dict[str, list[str]] = {}
    for objective_id, key_results in _by_objective(inputs).items():
        file = inputs.catalogue.places[objective_id].rpartition(":")[0].rpartition("/")[2]
        by_file.setdefault(file, []).extend(_objective(objective_id, key_results, inputs))
    return {
        f"okrs/{inputs.next_cycle.key}/{free_name(file, inputs)}": [*opening(inputs), *lines]
        for file, lines in by_file.items()
    }


def opening(inputs: DraftInputs) -> list[str]:
    """What stands above everything that is drafted."""
    said = f"Drafted from the OKR retro of {inputs.cycle.key}: confirm every line, then delete these comments."
    return [comment(said)]


def free_name(file: str, inputs: DraftInputs) -> str:
    """The name, or one beside it where the next cycle's folder has such a file: nothing that is written is replaced."""
    folder = f"okrs/{inputs.next_cycle.key}/"
    written = {place.rpartition(":")[0] for place in inputs.catalogue.places.values()}
    stem, name, number = file.removesuffix(".yaml"), file, 1
    while f"{folder}{name}" in written:
        name, number = f"{stem}-draft{'' if number == 1 else f'-{number}'}.yaml", number + 1
    return name


def undecided(inputs: DraftInputs) -> Iterator[str]:
    """What the drafter must know beside the files: of which key results nobody can say what becomes of them."""
    for id, row in inputs.key_results.items():
        if row["outcome"] is None:
            yield f"{id} has no score and no decision: it is not in the draft"
        elif row["outcome"] == Decision.RETIRE and row["standard"] is None:
            yield f"{id} is to become a KPI's standard, and none can be derived: write the target yourself"


def _by_objective(inputs: DraftInputs) -> Mapping[str, list[Carried]]:
    found: dict[str, list[Carried]] = {}
    for id in inputs.carried_ids:
        found.setdefault(inputs.catalogue.key_results[id].objective_id, []).append(carried(id, inputs))
    return found


def _objective(id: str, key_results: Sequence[Carried], inputs: DraftInputs) -> Iterator[str]:
    old = inputs.catalogue.objectives[id].entry
    again = {**old.model_dump(by_alias=True, exclude_unset=True, exclude_none=True), "id": inputs.ids[id]}
    entry = {**{key: again[key] for key in _AGAIN if key in again}, **_links(old, inputs)}
    lines = [*entry_lines({key: value for key, value in entry.items() if value is not None}, indent=0)]
    lines += [f"{' ' * _INDENT}key_results:", *_key_results(key_results)]
    # What must be decided first is left out of the cycle, and with all of it the objective.
    has_any = not all(one.is_open for one in key_results)
    yield ""
    yield from [] if old.supports_id in (None, *inputs.ids) else [comment(f"it supported {old.supports_id}")]
    yield from lines if has_any else commented_out(lines)


def _key_results(key_results: Sequence[Carried]) -> Iterator[str]:
    indent = 2 * _INDENT
    has_weight = any(one.entry.get("weight", 1) for one in key_results if not one.is_open)
    for one in key_results:
        yield from (comment(remark, indent=indent) for remark in one.remarks)
        # The one that had the weight is done: those without any count alike.
        kept = {key: value for key, value in one.entry.items() if has_weight or key != "weight"}
        lines = entry_lines(kept, indent=indent)
        yield from commented_out(lines) if one.is_open else lines


def _links(old: Objective, inputs: DraftInputs) -> Mapping[str, object]:
    return {name: inputs.ids.get(above) for name in ("supports", "parent") if (above := getattr(old, name))}
