"""Compiled templates between runs."""

import sys
from pathlib import Path

import pytest
from jinja2 import DictLoader, Environment

from okr_reports.rendering.kept_templates import kept_templates


@pytest.fixture
def temporary(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder for temporary files of a Python that keeps what it compiles."""
    monkeypatch.setattr(sys, "dont_write_bytecode", False)
    monkeypatch.setenv("TMPDIR", str(tmp_path))
    return tmp_path


def rendered() -> str:
    """What a template says, compiled or taken from where it is kept."""
    made = Environment(loader=DictLoader({"a": "{{ 1 + 1 }}"}), autoescape=True, bytecode_cache=kept_templates())
    return made.get_template("a").render()


def test_a_compiled_template_is_kept_for_its_user_alone(temporary: Path) -> None:
    assert (rendered(), rendered()) == ("2", "2")
    (folder,) = temporary.iterdir()
    assert (folder.stat().st_mode & 0o777, len(list(folder.iterdir()))) == (0o700, 1)


def test_what_cannot_be_kept_is_compiled_each_time(temporary: Path) -> None:
    kept = kept_templates()
    (folder,) = temporary.iterdir()
    folder.rmdir()
    made = Environment(loader=DictLoader({"a": "{{ 1 + 1 }}"}), autoescape=True, bytecode_cache=kept)
    assert made.get_template("a").render() == "2"


def test_a_folder_that_another_may_have_made_is_not_used(temporary: Path) -> None:
    rendered()
    (folder,) = temporary.iterdir()
    (kept,) = folder.iterdir()
    kept.unlink()
    folder.rmdir()
    folder.symlink_to(temporary)
    assert kept_templates() is None


def test_where_python_keeps_nothing_no_template_is_kept(temporary: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "dont_write_bytecode", True)
    assert (kept_templates(), list(temporary.iterdir())) == (None, [])
