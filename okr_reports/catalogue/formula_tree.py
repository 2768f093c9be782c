"""Walks sqlglot's tree of a formula by a table of readers: what is not in the table is not in the language."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from sqlglot import exp

from okr_reports.catalogue.formula_text import FormulaRefused, offset_of
from okr_reports.catalogue.formula_words import spelled, why_refused
from okr_reports.expressions import Column, Expression

DEEPEST = 150


@dataclass
class TreeReader:
    """Reads one expression.

    `columns`: each column and the offset at which it stands first; `numeric`: those of them that are computed with.
    `near`: where the last column stood, for parts whose own place sqlglot forgets.
    """

    text: str
    readers: Mapping[type[exp.Expr], "Reader"]
    may_aggregate: bool
    columns: dict[Column, int] = field(default_factory=dict)
    numeric: dict[Column, int] = field(default_factory=dict)
    is_inside: bool = False
    depth: int = 0
    near: int = 0

    def read(self, node: exp.Expr) -> Expression:
        """The node in our words; raises FormulaRefused for what is not in the language."""
        reader = self.readers.get(type(node))
        if reader is None:
            raise self.refusal(node)
        if self.depth > DEEPEST:
            raise FormulaRefused(offset_of(node), "this is nested too deep", "compute parts of it in the extract's SQL")
        self.depth += 1
        expression = reader(self, node)
        self.depth -= 1
        return expression

    def refusal(self, node: exp.Expr) -> FormulaRefused:
        """Why the node is not in the language, in the author's own spelling."""
        offset = offset_of(node, otherwise=self.near)
        if not isinstance(node, exp.Func):
            return FormulaRefused(offset, *why_refused(node))
        word = re.match(r"\w+(?=\s*\()", self.text[offset:])
        before = re.search(r"(\w+)\s*\(\s*$", self.text[:offset])
        # For some functions sqlglot remembers only where their first argument stands.
        if word is None and before is not None:
            return FormulaRefused(before.start(), *why_refused(node, before[1]))
        return FormulaRefused(offset, *why_refused(node, word[0] if word else ""))

    def read_rows(self, node: exp.Expr) -> Expression:
        """The node as part of an aggregate: columns may stand here, further aggregates may not."""
        if not self.may_aggregate:
            fix = "compare columns with values; aggregates belong in the formula"
            raise FormulaRefused(offset_of(node), "a filter looks at one row at a time: it cannot aggregate", fix)
        if self.is_inside:
            fix = "compute the inner one in the extract's SQL"
            raise FormulaRefused(offset_of(node), "an aggregate stands inside an aggregate", fix)
        self.is_inside = True
        expression = self.read(node)
        self.is_inside = False
        return expression

    def use(self, column: Column, node: exp.Column) -> Column:
        """The column, noted with its place; raises when it stands outside every aggregate."""
        first = node.args.get("table") or node.this
        offset = self.near = first.meta.get("start", self.near)
        if self.may_aggregate and not self.is_inside:
            fix = f"say how its rows become one value: SUM({column.name}), AVG({column.name}), MAX({column.name}) …"
            raise FormulaRefused(offset, f"the column `{column.name}` stands outside an aggregate", fix)
        self.columns.setdefault(column, offset)
        return column


Reader = Callable[[TreeReader, exp.Expr], Expression]


# sqlglot's notes on the dialect, true without anything being written.
_NOTES = frozenset({"big_int", "ignore_nulls", "date_part_boundary", "safe"})


def only(node: exp.Expr, *allowed: str) -> None:
    """Refuses a node that carries anything beyond these arguments: a further argument, ORDER BY, an unknown flag."""
    for name, value in node.args.items():
        if name in allowed or name in _NOTES or value is None or value is False or value == []:
            continue
        if isinstance(node, exp.Column):
            raise FormulaRefused(offset_of(node), *why_refused(node))
        written = value[0] if isinstance(value, list) else value
        offset = offset_of(written if isinstance(written, exp.Expr) else node)
        raise FormulaRefused(offset, f"{spelled(node)} takes no such argument", "delete it")
