"""What the documents tell people to type exists."""

import re

import pytest

from okr_reports.cli.options import COMMANDS
from tests.architecture.source_tree import ROOT

DOCUMENTS = [ROOT / name for name in ("README.md", "CONTRIBUTING.md", "CHANGELOG.md")] + sorted(
    (ROOT / "docs").rglob("*.md")
)
TARGETS = set(re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE))
NAMES = {command.__name__.rsplit(".", 1)[1] for command in COMMANDS}


def typed(pattern: str) -> set[str]:
    """The words after a program's name in the code of all documents."""
    texts = [path.read_text(encoding="utf-8") for path in DOCUMENTS if path.exists()]
    code = [block for text in texts for block in re.findall(r"```.*?```|`[^`\n]+`", text, re.DOTALL)]
    return {word for block in code for word in re.findall(pattern, block)}


def test_every_make_target_in_a_document_exists() -> None:
    assert typed(r"(?:^|[`$\n;&])\s*make ([a-z]+)") - TARGETS == set()


def test_every_command_in_a_document_exists() -> None:
    assert typed(r"okr-reports ([a-z]+)(?![\w./])") - NAMES == set()


@pytest.mark.parametrize("target", ["demo", "test", "lint", "schemas"])
def test_the_targets_people_rely_on_are_there(target: str) -> None:
    assert target in TARGETS


def test_warnings_are_errors_before_any_exception(pytestconfig: pytest.Config) -> None:
    assert pytestconfig.getini("filterwarnings")[0] == "error"
