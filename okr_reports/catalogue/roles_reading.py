"""Reads roles/*.yaml into typed roles that remember where they stand."""

import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

import yaml
from pydantic import ValidationError

from okr_reports.appraisal_words import Measured
from okr_reports.catalogue.draft import UNKNOWN
from okr_reports.catalogue.reading import Sheet, files_in, read_yaml
from okr_reports.catalogue.roles_model import Role
from okr_reports.catalogue.roles_sheets import RoleSheet, Steps
from okr_reports.catalogue.sentences import problems_of
from okr_reports.catalogue.written import LONGEST_ID, wrong_with_id
from okr_reports.catalogue.yaml_tree import Located
from okr_reports.errors import Problem

FOLDER = "roles"
_KPI_STAND_INS: Mapping[str, object] = {"kpi": UNKNOWN, "weight": "0", "measured": str(Measured.SHARED)}
_KRA_STAND_INS: Mapping[str, object] = {"name": UNKNOWN, "weight": "0", "kpis": [_KPI_STAND_INS]}
_ROLE_STAND_INS: Mapping[str, object] = {"id": UNKNOWN, "name": UNKNOWN}


@dataclass
class RolesRead:
    """The roles in order of the files, and what is wrong."""

    roles: list[RoleSheet] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)


def read_roles(folder: Path) -> RolesRead:
    """Every role of roles/*.yaml; areas without an id have one made of their name."""
    read = RolesRead()
    files, problems = files_in(folder, FOLDER, ending=".yaml")
    read.problems += problems
    for file in files:
        for source in _roles_in(read, folder, file=file):
            _read_role(read, source)
    return read


def kra_id_of(name: str, position: int) -> str:
    """The id of an area that has none: its name in small letters and hyphens; without Latin letters `kra-<position>`.

    Accents are dropped. The same name gives the same id wherever it stands.
    """
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode()
    id = re.sub(r"[^a-z0-9]+", "-", plain.lower()).strip("-")[:LONGEST_ID].rstrip("-")
    return id if id and wrong_with_id(id) is None else f"kra-{position}"


def _roles_in(read: RolesRead, folder: Path, *, file: str) -> Iterable[Located]:
    source, problems = read_yaml(folder, file)
    read.problems += problems
    if source is None:
        return ()
    if not isinstance(source.node, yaml.SequenceNode):
        read.problems.append(source.at().problem("this file must be a list of roles", "begin each with `- id: …`"))
        return ()
    return source.entries()


def _read_role(read: RolesRead, source: Located) -> None:
    """What is wrong is left out and the rest still read, so that its other mistakes are found in the same pass."""
    written, problems = source.plain()
    read.problems += problems
    try:
        read.roles.append(RoleSheet(_sheet(written, source)))
        return
    except ValidationError as error:
        read.problems += problems_of(error, source, model=Role)
        spoiled = frozenset(detail["loc"] for detail in error.errors(include_url=False, include_input=False))
    try:
        read.roles.append(RoleSheet(_sheet(_mended(written, spoiled), source, is_mended=True), spoiled))
    except ValidationError:
        return


def _sheet(written: object, source: Located, *, is_mended: bool = False) -> Sheet[Role]:
    role = Role.model_validate(written)
    kras = [
        kra if kra.id else kra.model_copy(update={"id": kra_id_of(kra.name, position)})
        for position, kra in enumerate(role.kras, 1)
    ]
    return Sheet(role.id, role.model_copy(update={"kras": kras}) if kras else role, source, is_mended)


def _mended(written: object, spoiled: Iterable[Steps]) -> object:
    """The role without its spoiled keys; of an area or a KPI in it only the spoiled ones are left out."""
    if not isinstance(written, dict):
        return written
    marked = {path[:length] for path in spoiled for length in range(1, len(path) + 1)}
    kras = [_mended_kra(kra, ("kras", number), marked) for number, kra in enumerate(_listed(written.get("kras")))]
    return {**_ROLE_STAND_INS, **_kept(written, (), marked), "kras": kras}


def _mended_kra(kra: object, at: Steps, spoiled: set[Steps]) -> Mapping[str, object]:
    entries = enumerate(_listed(kra.get("kpis") if isinstance(kra, dict) else None))
    kpis = [{**_KPI_STAND_INS, **_kept(entry, (*at, "kpis", number), spoiled)} for number, entry in entries]
    return {**_KRA_STAND_INS, **_kept(kra, at, spoiled), "kpis": kpis or [_KPI_STAND_INS]}


def _kept(entry: object, at: Steps, spoiled: set[Steps]) -> Mapping[str, object]:
    """The keys of an entry that lead to nothing spoiled."""
    written = entry if isinstance(entry, dict) else {}
    return {key: value for key, value in written.items() if (*at, key) not in spoiled}


def _listed(value: object) -> list[object]:
    return value if isinstance(value, list) else []
