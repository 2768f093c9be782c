"""Reads okrs/<cycle>/*.yaml into typed objectives and key results that remember where they stand."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

import yaml
from pydantic import ValidationError

from okr_reports.catalogue.draft import ANY, UNKNOWN
from okr_reports.catalogue.goals_cycles import cycle_named, name_a_cycle
from okr_reports.catalogue.goals_model import KeyResult, Objective
from okr_reports.catalogue.goals_sheets import GoalSheet
from okr_reports.catalogue.model import Company
from okr_reports.catalogue.places import Place, quoted
from okr_reports.catalogue.reading import Sheet, files_in, read_yaml
from okr_reports.catalogue.sentences import problems_of
from okr_reports.catalogue.yaml_tree import Located
from okr_reports.errors import Problem
from okr_reports.periods import Cycle

FOLDER = "okrs"
_OBJECTIVE_STAND_INS: Mapping[str, object] = {"id": UNKNOWN, "objective": UNKNOWN}
_KEY_RESULT_STAND_INS: Mapping[str, object] = {"id": UNKNOWN, "title": UNKNOWN}


@dataclass
class GoalsRead:
    """The objectives in order of cycles and files, what is wrong, and the ids that were written, also broken ones."""

    goals: list[GoalSheet] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    ids: set[str] = field(default_factory=set)


def read_goals(folder: Path, company: Sheet[Company]) -> GoalsRead:
    """Every objective of every cycle's folder; the cycles are those that company.yaml says."""
    read = GoalsRead()
    paths = sorted((folder / FOLDER).iterdir()) if (folder / FOLDER).is_dir() else []
    for path in paths:
        if path.name.startswith("."):
            continue
        if path.is_dir():
            _read_cycle(read, folder, cycle_id=path.name, company=company)
        elif path.suffix.lower() in (".yaml", ".yml"):
            fix = f"put it in the folder of its cycle, like {FOLDER}/2026-Q3/{path.stem}.yaml"
            read.problems.append(Place(f"{FOLDER}/{path.name}").problem("this file would not be read", fix))
    read.goals.sort(key=lambda goal: goal.cycle.start if goal.cycle else date.max)
    return read


def _read_cycle(read: GoalsRead, folder: Path, *, cycle_id: str, company: Sheet[Company]) -> None:
    subfolder = f"{FOLDER}/{cycle_id}"
    files, problems = files_in(folder, subfolder, ending=".yaml")
    read.problems += problems
    cycle = cycle_named(cycle_id, company.entry)
    if cycle is None and files and not company.is_mended:
        what, fix = f"there is no cycle {quoted(cycle_id)}", name_a_cycle(cycle_id, company.entry)
        read.problems.append(Place(subfolder).problem(what, fix))
    for file in files:
        for source in _objectives_in(read, folder, file=file):
            _note_ids(read, source)
            objective, broken = _read_objective(read, source)
            if objective is not None:
                key_results = tuple(_key_results_of(objective, broken))
                read.goals.append(GoalSheet(objective, key_results, cycle_id, cycle))


def _objectives_in(read: GoalsRead, folder: Path, *, file: str) -> Iterable[Located]:
    source, problems = read_yaml(folder, file)
    read.problems += problems
    if source is None:
        read.ids.add(ANY)
        return ()
    if not isinstance(source.node, yaml.SequenceNode):
        read.problems.append(source.at().problem("this file must be a list of objectives", "begin each with `- id: …`"))
        return ()
    return source.entries()


def _note_ids(read: GoalsRead, source: Located) -> None:
    read.ids.add(source.within("id").scalar or UNKNOWN)
    for entry in source.within("key_results").entries():
        read.ids.add(entry.within("id").scalar or UNKNOWN)


def _read_objective(read: GoalsRead, source: Located) -> tuple[Sheet[Objective] | None, frozenset[int]]:
    """The objective, and which of its key results lack spoiled keys.

    What is wrong is left out and the rest still read, so that its other mistakes are found in the same pass.
    """
    written, problems = source.plain()
    read.problems += problems
    try:
        objective = Objective.model_validate(written)
        return Sheet(objective.id, objective, source), frozenset()
    except ValidationError as error:
        read.problems += problems_of(error, source, model=Objective)
        spoiled = [detail["loc"] for detail in error.errors(include_url=False, include_input=False)]
    broken = frozenset(step for path in spoiled for step in path[1:2] if path[0] == "key_results")
    try:
        objective = Objective.model_validate(_mended(written, spoiled))
    except ValidationError:
        return None, frozenset()
    return Sheet(objective.id, objective, source, True), frozenset(n for n in broken if isinstance(n, int))


def _mended(written: object, spoiled: Iterable[tuple[str | int, ...]]) -> object:
    """The objective without its spoiled keys; of a key result only the spoiled ones are left out."""
    if not isinstance(written, dict):
        return written
    kept = dict(written)
    entries = kept.get("key_results")
    listed = entries if isinstance(entries, list) else []
    key_results = [dict(entry) if isinstance(entry, dict) else {} for entry in listed]
    kept["key_results"] = key_results
    for path in spoiled:
        match path:
            case ("key_results", int(number), key, *_):
                key_results[number].pop(str(key), None)
            case (key, *_) if key != "key_results":
                kept.pop(str(key), None)
            case _:
                pass
    kept["key_results"] = [{**_KEY_RESULT_STAND_INS, **entry} for entry in key_results]
    return {**_OBJECTIVE_STAND_INS, **kept}


def _key_results_of(objective: Sheet[Objective], broken: frozenset[int]) -> Iterable[Sheet[KeyResult]]:
    sources = objective.source.within("key_results").entries()
    for number, (entry, source) in enumerate(zip(objective.entry.key_results, sources, strict=False)):
        if isinstance(source.node, yaml.MappingNode):
            yield Sheet(entry.id, entry, source, number in broken)


def cycles_in(goals: Iterable[GoalSheet]) -> Mapping[str, Cycle]:
    """The cycles that have objectives, by key, the earliest first."""
    cycles = {goal.cycle for goal in goals if goal.cycle is not None}
    return {cycle.key: cycle for cycle in sorted(cycles)}
