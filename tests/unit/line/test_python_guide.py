"""docs/python.md is true: its programs run, and every name in it is there."""

import ast
import importlib
import re
import subprocess
import sys
from pathlib import Path

import pytest

from okr_reports.samples.empty import write_new_company

GUIDE = (Path(__file__).parents[3] / "docs/python.md").read_text(encoding="utf-8")
WHOLE, STAGES = re.findall(r"```python\n(.*?)```", GUIDE, re.DOTALL)
NAMES = re.findall(r"`(okr_reports(?:\.\w+)+)[`(]", GUIDE)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with a company in it."""
    (tmp_path / "company").mkdir()
    write_new_company(tmp_path / "company")
    return tmp_path


def run(folder: Path, program: str) -> str:
    """What a program says, as a file of its own."""
    (folder / "program.py").write_text(program, encoding="utf-8")
    command = [sys.executable, "-W", "error", "program.py"]
    return subprocess.run(command, cwd=folder, capture_output=True, text=True, check=True).stdout


def test_the_whole_month_is_published_without_a_scheduler(folder: Path) -> None:
    assert run(folder, WHOLE) == "published 1 published/kpi-review/2026-09/v1/report.pdf\n"


def test_stage_by_stage_gives_the_same_month(folder: Path) -> None:
    asked, _ = WHOLE.split("if __name__")
    said = run(folder, asked + STAGES + "print(health.height, titles[0], html[:15], sep='|')")
    assert re.fullmatch(r"\d+\|.+\|<!DOCTYPE html>\n", said)


@pytest.mark.parametrize("name", NAMES)
def test_every_name_in_the_guide_is_there(name: str) -> None:
    module, _, attribute = name.rpartition(".")
    assert attribute in dir(importlib.import_module(module)) or importlib.import_module(name)


def test_the_programs_read_no_clock() -> None:
    calls = [ast.unparse(node.func) for node in ast.walk(ast.parse(WHOLE + STAGES)) if isinstance(node, ast.Call)]
    assert [call for call in calls if call.endswith((".now", ".today"))] == []
