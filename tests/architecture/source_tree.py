"""The program's own files as syntax trees, for the tests of this folder."""

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

ROOT = Path(__file__).parents[2]
Function = ast.FunctionDef | ast.AsyncFunctionDef


@dataclass(frozen=True)
class Module:
    """One Python file: its path from the root, its text, its tree."""

    path: str
    text: str
    tree: ast.Module

    @property
    def package(self) -> str:
        """What the import rules speak of: `store`, `cli`, `pipelines`; a file directly in okr_reports by its name."""
        parts = Path(self.path).with_suffix("").parts
        return parts[0] if parts[0] == "pipelines" else parts[1]

    def functions(self) -> Iterator[Function]:
        """All functions and methods, also inner ones."""
        return (node for node in ast.walk(self.tree) if isinstance(node, Function))

    def imports(self) -> set[str]:
        """Every module named in an import statement, wherever it stands."""
        return set(_imported(ast.walk(self.tree)))

    def imports_at_start(self) -> set[str]:
        """Modules imported when this one is: not those inside functions or for type checking only."""
        return set(_imported(iter(self.tree.body)))


@cache
def modules() -> tuple[Module, ...]:
    """Every Python file that ships."""
    files = sorted(path for folder in ("okr_reports", "pipelines") for path in (ROOT / folder).rglob("*.py"))
    return tuple(
        Module(path.relative_to(ROOT).as_posix(), text := path.read_text(encoding="utf-8"), ast.parse(text))
        for path in files
    )


def body_lines(function: Function) -> int:
    """How many lines a function's body has, without its docstring."""
    body = function.body[1:] if ast.get_docstring(function) is not None else function.body
    return (body[-1].end_lineno or 0) - body[0].lineno + 1 if body else 0


def parameters(function: Function) -> tuple[int, int]:
    """How many arguments by position, and how many in all, without self and cls."""
    positional = [argument.arg for argument in (*function.args.posonlyargs, *function.args.args)]
    own = [name for name in positional if name not in ("self", "cls")]
    return len(own), len(own) + len(function.args.kwonlyargs)


def _imported(nodes: Iterator[ast.AST]) -> Iterator[str]:
    for node in nodes:
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield "." * node.level + (node.module or "")
