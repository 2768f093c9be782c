"""Names, docstrings and comments as style.md asks, and nothing in any file that belongs to one machine only."""

import ast
import re
import subprocess

import pytest

from tests.architecture.source_tree import ROOT, Module, modules

VAGUE = {"utils", "util", "helpers", "helper", "common", "base", "manager", "misc", "tools", "stuff", "core"}
# Parts of host names of registries, and paths of machines, put together here so that this file holds none.
OTHERS_PLACES = tuple(
    "".join(parts)
    for parts in (
        ("pypi", ".org"),
        ("files.", "pythonhosted"),
        ("/work", "/main"),
        ("/work", "/shared"),
        ("registry.", "npmjs"),
        ("deb.", "debian.org"),
    )
)
TEXT = {".py", ".md", ".toml", ".txt", ".yaml", ".yml", ".j2", ".css", ".sql", ".csv", ".json", ".html", ".svg", ""}


def public_without_docstring(module: Module) -> list[str]:
    """Public functions and classes of a module that say nothing about themselves."""
    return [
        f"{module.path}:{node.lineno} {node.name}"
        for holder in ast.walk(module.tree)
        if isinstance(holder, ast.Module) or (isinstance(holder, ast.ClassDef) and not holder.name.startswith("_"))
        for node in holder.body
        if isinstance(node, ast.FunctionDef | ast.ClassDef)
        and not node.name.startswith("_")
        and ast.get_docstring(node) is None
    ]


@pytest.fixture(scope="module")
def tracked() -> list[str]:
    """Every file of the repository, or about to be one."""
    listed = ["git", "ls-files", "--cached", "--others", "--exclude-standard"]
    return subprocess.run(listed, cwd=ROOT, capture_output=True, text=True, check=True).stdout.splitlines()


def test_files_are_named_for_their_idea() -> None:
    named = {part for module in modules() for part in module.path.removesuffix(".py").split("/")}
    assert named & VAGUE == set()


def test_every_module_says_first_what_lives_here() -> None:
    silent = [module.path for module in modules() if not (ast.get_docstring(module.tree) or "").split("\n")[0]]
    assert silent == []


def test_an_init_file_holds_one_docstring_and_no_code() -> None:
    full = [module.path for module in modules() if module.path.endswith("__init__.py") and len(module.tree.body) > 1]
    assert full == []


def test_everything_public_has_a_docstring() -> None:
    assert [name for module in modules() for name in public_without_docstring(module)] == []


def test_no_unfinished_business_stays() -> None:
    assert [module.path for module in modules() if re.search(r"\b(TODO|FIXME|XXX|HACK)\b", module.text)] == []


def test_nothing_is_printed_past_the_command_line() -> None:
    calls = [
        f"{module.path}:{node.lineno}"
        for module in modules()
        for node in ast.walk(module.tree)
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "print"
    ]
    assert calls == []


def test_no_file_names_a_registry_or_a_place_on_one_machine(tracked: list[str]) -> None:
    texts = [ROOT / name for name in tracked if (ROOT / name).suffix in TEXT and (ROOT / name).is_file()]
    assert {
        path.name: place
        for path in texts
        for place in OTHERS_PLACES
        if place in path.read_text(encoding="utf-8", errors="ignore")
    } == {}
