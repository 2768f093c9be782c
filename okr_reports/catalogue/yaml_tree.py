"""YAML nodes as plain values with a way back to line and column. Every scalar stays the text that was written."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

import yaml

from okr_reports.catalogue.places import Place, quoted
from okr_reports.catalogue.yaml_text import OPERATOR_FIX
from okr_reports.errors import Problem

DEEPEST_VALUE = 30
MOST_NODES = 50_000
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff]")


@dataclass(frozen=True, eq=False)
class Located:
    """A node of a file. A path is the keys and list positions that lead from it to a value."""

    file: str
    node: yaml.Node
    text: str = field(repr=False, default="")

    def at(self, *path: str | int) -> Place:
        """Where the value at this path begins; for a path that leads too far, its deepest part that exists."""
        return self._place(self.within(*path).node if path else self.node)

    def at_key(self, *path: str | int) -> Place:
        """Where the last key of this path stands."""
        holder = self.within(*path[:-1]).node
        if isinstance(holder, yaml.MappingNode):
            for key, _ in holder.value:
                if key.value == path[-1]:
                    return self._place(key)
        return self._place(holder)

    @property
    def scalar(self) -> str | None:
        """The text of a single value, None for lists and mappings."""
        return self.node.value if isinstance(self.node, yaml.ScalarNode) else None

    def within(self, *path: str | int) -> "Located":
        """The node at this path. Steps that are not there (as pydantic's union tags) are passed over."""
        node = self.node
        for step in path:
            node = _child(node, step) or node
        return Located(self.file, node, self.text)

    def at_character(self, offset: int) -> Place:
        """Where the offset-th character of this single value stands in the file.

        Characters other than white space are counted in the source, since YAML folds lines and drops indentation.
        """
        if not isinstance(self.node, yaml.ScalarNode):
            return self.at()
        mark, style = self.node.start_mark, self.node.style
        wanted = sum(not char.isspace() for char in self.node.value[:offset])
        lines = self.text.split("\n")[mark.line :]
        lines[0] = lines[0][mark.column :]
        skipped = len(lines[0]) if style in ("|", ">") else 1 if style else 0
        doubled = {"'": "''", '"': '\\"'}.get(style or "", "")
        seen, position, source = 0, skipped, "\n".join(lines)
        while position < len(source) and (seen < wanted or source[position].isspace()):
            is_pair = bool(doubled) and source.startswith(doubled, position)
            seen += not source[position].isspace()
            position += 2 if is_pair else 1
        before = source[:position].split("\n")
        column = mark.column + len(before[0]) if len(before) == 1 else len(before[-1])
        return Place(self.file, mark.line + len(before), column + 1)

    def has(self, *path: str | int) -> bool:
        """Whether the path leads to a value."""
        node: yaml.Node | None = self.node
        for step in path:
            node = _child(node, step) if node is not None else None
        return node is not None

    def items(self) -> tuple[dict[str, "Located"], list[Problem]]:
        """The entries of a mapping by key, and what is wrong with its keys; of anything else, nothing."""
        reading = _Reading(self)
        pairs = reading.pairs(self.node) if isinstance(self.node, yaml.MappingNode) else ()
        return {key: Located(self.file, value, self.text) for key, value in pairs}, reading.problems

    def entries(self) -> Iterator["Located"]:
        """The entries of a list, or nothing."""
        if isinstance(self.node, yaml.SequenceNode):
            yield from (Located(self.file, value, self.text) for value in self.node.value)

    def plain(self) -> tuple[object, list[Problem]]:
        """Text, lists and dicts as written, and what is wrong with keys, nesting and aliases."""
        reading = _Reading(self)
        return reading.value(self.node, ()), reading.problems

    def _place(self, node: yaml.Node) -> Place:
        mark = node.start_mark
        return Place(self.file, mark.line + 1, mark.column + 1)


@dataclass
class _Reading:
    """One walk over a node: it counts nodes, so that aliases of aliases cannot fill the memory."""

    source: Located
    problems: list[Problem] = field(default_factory=list)
    count: int = 0

    def value(self, node: yaml.Node, above: Sequence[yaml.Node]) -> object:
        """The node as text, list or dict; `above`: the nodes around it."""
        self.count += 1
        if self.count > MOST_NODES or len(above) > DEEPEST_VALUE:
            self._report_once(node)
            return None
        if isinstance(node, yaml.ScalarNode):
            return self._scalar(node)
        if any(node is outer for outer in above):
            self._report_once(node)
            return None
        if isinstance(node, yaml.SequenceNode):
            return [self.value(entry, (*above, node)) for entry in node.value]
        return self._mapping(node, above) if isinstance(node, yaml.MappingNode) else None

    def _scalar(self, node: yaml.ScalarNode) -> str | None:
        if _CONTROL.search(node.value):
            self._report(node, "the text contains a control character", fix="delete it")
            return None
        return None if not node.style and node.value in ("", "~", "null") else node.value

    def _mapping(self, node: yaml.MappingNode, above: Sequence[yaml.Node]) -> dict[str, object]:
        return {key: self.value(value, (*above, node)) for key, value in self.pairs(node)}

    def pairs(self, node: yaml.MappingNode) -> list[tuple[str, yaml.Node]]:
        """The keys of a mapping with their values, without the keys that are reported."""
        seen: dict[str, yaml.Node] = {}
        kept: list[tuple[str, yaml.Node]] = []
        for key, value in node.value:
            if not isinstance(key, yaml.ScalarNode):
                self._report(key, "a key must be one word", fix="write `key: value`")
            elif key.value in seen:
                line = seen[key.value].start_mark.line + 1
                self._report(
                    key, f"the key {quoted(key.value)} stands twice, first in line {line}", fix="keep one of them"
                )
            elif key.value == "<<":
                self._report(key, "`<<` (a merge key) is not read", fix="write the keys out")
            else:
                seen[key.value] = key
                kept.append((key.value, value))
                if key.value == "op" and value.style == ">":
                    self._report(value, "`op: >` begins a block of text in YAML", fix=OPERATOR_FIX)
        return kept

    def _report_once(self, node: yaml.Node) -> None:
        what = "this is nested too deep, or aliases (`*name`) repeat too much"
        if not any(problem.what == what for problem in self.problems):
            self._report(node, what, fix="write the values out")

    def _report(self, node: yaml.Node, what: str, *, fix: str) -> None:
        mark = node.start_mark
        self.problems.append(Place(self.source.file, mark.line + 1, mark.column + 1).problem(what, fix))


def _child(node: yaml.Node, step: str | int) -> yaml.Node | None:
    if isinstance(node, yaml.MappingNode):
        for key, value in node.value:
            if key.value == step:
                return value
        return None
    if isinstance(node, yaml.SequenceNode) and isinstance(step, int) and step < len(node.value):
        return node.value[step]
    return None
