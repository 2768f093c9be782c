"""Walks a company folder and reads what this version knows; nothing is held against anything else yet."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TypeVar

import yaml

from okr_reports.catalogue.draft import ANY, UNKNOWN, Draft
from okr_reports.catalogue.goals_reading import read_goals
from okr_reports.catalogue.goals_sheets import GoalSheet
from okr_reports.catalogue.model import Company, Connection, Extract, Kpi, Sources, TableSource
from okr_reports.catalogue.places import Place, did_you_mean, quoted
from okr_reports.catalogue.reading import Sheet, files_in, has_file, read_entry, read_text, read_yaml
from okr_reports.catalogue.roles_reading import read_roles
from okr_reports.catalogue.roles_sheets import RoleSheet
from okr_reports.catalogue.written import Written, wrong_with_id
from okr_reports.catalogue.yaml_tree import Located
from okr_reports.errors import CatalogueError, Problem

Entry = TypeVar("Entry", bound=Written)
_COMPANY, _SOURCES = "company.yaml", "sources.yaml"
_KPI_STAND_INS: Mapping[str, object] = {
    "id": UNKNOWN, "name": UNKNOWN, "extract": UNKNOWN, "direction": "none",
    "targets[]": {"from": UNKNOWN, "state": "none"},
}  # fmt: skip


def read_folder(folder: Path) -> tuple[Draft, list[Problem]]:
    """Everything in the folder that can be read, and every problem met on the way.

    Raises CatalogueError at once when there is no such folder.
    """
    if not folder.is_dir():
        raise CatalogueError(
            Problem("there is no such company folder", "name one with --company, or make one with init")
        )
    reading = _Reading(folder)
    company = reading.company()
    draft = Draft(
        folder,
        company,
        **reading.sources(),
        kpis=reading.kpis(),
        goals=reading.goals(company),
        notes=reading.notes(),
        roles=reading.roles(),
        linkage_text=reading.linkage_text(company),
        named=frozenset(reading.named),
    )
    return draft, reading.problems


@dataclass
class _Reading:
    folder: Path
    problems: list[Problem] = field(default_factory=list)
    named: set[tuple[str, str]] = field(default_factory=set)

    def company(self) -> Sheet[Company]:
        """company.yaml, or a stand-in that asks nothing of the other files."""
        if not (self.folder / _COMPANY).exists():
            problem = Place(_COMPANY).problem("there is no company.yaml", "write one that begins with `name: …`")
            self.problems.append(problem)
        root = self._root(_COMPANY) or Located(_COMPANY, yaml.MappingNode("", []))
        read = self._entry(_COMPANY, root, kind=Company, stand_ins={"name": UNKNOWN}) if root.node.value else None
        return read or Sheet(_COMPANY, Company(name=UNKNOWN), root)

    def sources(self) -> dict[str, dict[str, Sheet]]:
        """The sections of sources.yaml."""
        root = self._root(_SOURCES)
        if root is None:
            is_broken = (self.folder / _SOURCES).exists()
            self.named |= {("connections", ANY), ("extracts", ANY)} if is_broken else set()
            return {"connections": {}, "extracts": {}, "tables": {}}
        sections = self._items(root)
        for key in sections.keys() - Sources.model_fields.keys():
            fix = did_you_mean(key, Sources.model_fields, otherwise="use connections, extracts or tables")
            self.problems.append(root.at_key(key).problem(f"there is no key {quoted(key)} here", fix))
        return {
            "connections": self._section("connections", sections, kind=Connection, stand_ins={"url": "${UNKNOWN}"}),
            "extracts": self._section("extracts", sections, kind=Extract, stand_ins={}),
            "tables": self._section("tables", sections, kind=TableSource, stand_ins={"extract": UNKNOWN}),
        }

    def kpis(self) -> tuple[Sheet[Kpi], ...]:
        """The sheets of kpis/*.yaml, in order of the files."""
        sheets: list[Sheet[Kpi]] = []
        for file in self._files("kpis", ".yaml"):
            source, problems = read_yaml(self.folder, file)
            self.problems += problems
            if source is None:
                self.named.add(("kpis", ANY))
                continue
            if not isinstance(source.node, yaml.SequenceNode):
                self.problems.append(
                    source.at().problem("this file must be a list of KPIs", "begin each with `- id: …`")
                )
                continue
            for entry in source.entries():
                self.named.add(("kpis", entry.within("id").scalar or UNKNOWN))
                if read := self._entry(UNKNOWN, entry, kind=Kpi, stand_ins=_KPI_STAND_INS):
                    sheets.append(replace(read, id=read.entry.id))
        return tuple(sheets)

    def goals(self, company: Sheet[Company]) -> tuple[GoalSheet, ...]:
        """The objectives of okrs/<cycle>/*.yaml, in order of cycles and files."""
        read = read_goals(self.folder, company)
        self.problems += read.problems
        self.named |= {("goals", id) for id in read.ids}
        return tuple(read.goals)

    def notes(self) -> dict[str, str]:
        """The Markdown of notes/, by the file's name."""
        notes: dict[str, str] = {}
        for file in self._files("notes", ".md"):
            text = read_text(self.folder, file)
            if isinstance(text, Problem):
                self.problems.append(text)
            else:
                notes[Path(file).stem] = text
        return notes

    def roles(self) -> tuple[RoleSheet, ...]:
        """The roles of roles/*.yaml, in order of the files."""
        read = read_roles(self.folder)
        self.problems += read.problems
        return tuple(read.roles)

    def linkage_text(self, company: Sheet[Company]) -> str | None:
        """The text that says how appraisals use this evidence; that there is no such file is said elsewhere."""
        policy = company.entry.linkage_policy
        if policy is None or not has_file(self.folder, policy.text):
            return None
        text = read_text(self.folder, policy.text)
        if isinstance(text, Problem):
            self.problems.append(text)
            return None
        return text

    def _root(self, file: str) -> Located | None:
        if not (self.folder / file).exists():
            return None
        source, problems = read_yaml(self.folder, file)
        self.problems += problems
        if source is not None and not isinstance(source.node, yaml.MappingNode):
            self.problems.append(source.at().problem("this file must be keys with values", "write `key: value` lines"))
            return None
        return source

    def _items(self, source: Located) -> dict[str, Located]:
        items, problems = source.items()
        self.problems += problems
        return items

    def _section(
        self, name: str, sections: Mapping[str, Located], *, kind: type[Entry], stand_ins: Mapping[str, object]
    ) -> dict[str, Sheet[Entry]]:
        source = sections.get(name)
        if source is None or source.scalar in ("", "~", "null"):
            return {}
        if not isinstance(source.node, yaml.MappingNode):
            self.problems.append(
                source.at().problem("this must be entries by name", "write `name: {key: value}` lines")
            )
            return {}
        sheets: dict[str, Sheet[Entry]] = {}
        for id, entry in self._items(source).items():
            self.named.add((name, id))
            if wrong := wrong_with_id(id):
                self.problems.append(source.at_key(id).problem(*wrong))
            if read := self._entry(id, entry, kind=kind, stand_ins=stand_ins):
                sheets[id] = read
        return sheets

    def _entry(
        self, id: str, source: Located, *, kind: type[Entry], stand_ins: Mapping[str, object]
    ) -> Sheet[Entry] | None:
        sheet, problems = read_entry(id, source, kind=kind, stand_ins=stand_ins)
        self.problems += problems
        return sheet

    def _files(self, subfolder: str, ending: str) -> list[str]:
        files, problems = files_in(self.folder, subfolder, ending=ending)
        self.problems += problems
        return files
