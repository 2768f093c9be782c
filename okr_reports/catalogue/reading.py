"""The files of a company folder, read into typed entries that remember where they stand."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Generic, TypeVar

from pydantic import ValidationError

from okr_reports.catalogue.places import Place
from okr_reports.catalogue.sentences import problems_of
from okr_reports.catalogue.written import Written
from okr_reports.catalogue.yaml_text import compose, decode
from okr_reports.catalogue.yaml_tree import Located
from okr_reports.errors import Problem

Entry = TypeVar("Entry", bound=Written)


@dataclass(frozen=True)
class Sheet(Generic[Entry]):
    """One typed entry under its id, and where it was written. `is_mended`: without its spoiled keys."""

    id: str
    entry: Entry
    source: Located
    is_mended: bool = False


def read_text(folder: Path, file: str) -> str | Problem:
    """The text of a file of the folder, or why there is none."""
    try:
        return decode((folder / file).read_bytes(), file)
    except (OSError, ValueError) as error:
        reason = error.strerror if isinstance(error, OSError) and error.strerror else "it is not a file"
        return Place(file).problem(f"the file cannot be read ({reason.lower()})", "check its name and permissions")


def has_file(folder: Path, file: str) -> bool:
    """Whether there is such a file; a name no file can have is simply not there."""
    try:
        return (folder / file).is_file()
    except (OSError, ValueError):
        return False


def names_beside(folder: Path, file: str) -> list[str]:
    """The names in the subfolder where the file should be, for suggestions."""
    try:
        return sorted(path.name for path in (folder / file).parent.iterdir())
    except (OSError, ValueError):
        return []


def files_in(folder: Path, subfolder: str, *, ending: str) -> tuple[list[str], list[Problem]]:
    """The files of a subfolder in order of their names, and those with a nearly right ending or place as problems."""
    files: list[str] = []
    problems: list[Problem] = []
    holder = folder / subfolder
    for path in sorted(holder.rglob("*")) if holder.is_dir() else ():
        file = path.relative_to(folder).as_posix()
        if path.name.startswith(".") or path.is_dir():
            continue
        if path.suffix == ending and path.parent == holder:
            files.append(file)
        elif path.suffix.lower() in (".yaml", ".yml", ".md"):
            fix = f"name it {subfolder}/{path.stem}{ending}"
            problems.append(Place(file).problem("this file would not be read", fix))
    return files, problems


def read_yaml(folder: Path, file: str) -> tuple[Located | None, list[Problem]]:
    """The root of a YAML file, or None, and what is wrong."""
    text = read_text(folder, file)
    if isinstance(text, Problem):
        return None, [text]
    root, problems = compose(text, file)
    return (Located(file, root, text) if root is not None else None), problems


def read_entry(
    id: str, source: Located, *, kind: type[Entry], stand_ins: Mapping[str, object]
) -> tuple[Sheet[Entry] | None, list[Problem]]:
    """A typed entry and what is wrong with it.

    What is wrong is left out and the rest still read, so that its other mistakes are found in the same pass;
    `stand_ins` fill required keys that are then missing.
    """
    written, problems = source.plain()
    try:
        return Sheet(id, kind.model_validate(written), source), problems
    except ValidationError as error:
        problems += problems_of(error, source, model=kind)
        spoiled = [detail["loc"] for detail in error.errors(include_url=False, include_input=False)]
    if not isinstance(written, dict):
        return None, problems
    try:
        return Sheet(id, kind.model_validate(_without(written, spoiled, stand_ins=stand_ins)), source, True), problems
    except ValidationError:
        return None, problems


def _without(
    written: Mapping[str, object], spoiled: Iterable[tuple[str | int, ...]], *, stand_ins: Mapping[str, object]
) -> dict[str, object]:
    """The entry without its spoiled keys; of a list with a stand-in, only the spoiled entries are replaced."""
    kept = dict(written)
    for path in spoiled:
        key = str(path[0]) if path else ""
        entries = kept.get(key)
        if len(path) > 1 and isinstance(path[1], int) and isinstance(entries, list) and f"{key}[]" in stand_ins:
            kept[key] = [stand_ins[f"{key}[]"] if n == path[1] else entry for n, entry in enumerate(entries)]
        else:
            kept.pop(key, None)
    needed = {key: value for key, value in stand_ins.items() if not key.endswith("[]")}
    return needed | kept
