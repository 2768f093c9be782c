"""The command line before any stage: what may be typed, how mistakes are answered, how fast it starts."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from okr_reports.cli.main import main
from okr_reports.cli.options import read_options
from okr_reports.samples.empty import write_new_company

HEAVY = {
    "dagster",
    "weasyprint",
    "polars",
    "sqlalchemy",
    "pydantic",
    "yaml",
    "sqlglot",
    "babel",
    "jinja2",
    "pebble",
    "xlsxwriter",
}


def loaded_after(statement: str) -> set[str]:
    """The heavy libraries that are loaded after a statement, in a fresh interpreter."""
    code = f"import sys, contextlib, io\nwith contextlib.suppress(SystemExit):\n {statement}\nprint(*sys.modules)"
    words = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout.split()
    return HEAVY & set(words)


def test_help_names_every_command(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        main(["--help"])
    assert ended.value.code == 0
    text = capsys.readouterr().out
    assert [name for name in ("init", "check", "run", "history", "verify", "ui", "doctor") if name not in text] == []


def test_help_loads_no_library() -> None:
    assert loaded_after("from okr_reports.cli.main import main; main(['--help'])") == set()


def test_check_loads_neither_dagster_nor_what_makes_pages_nor_a_driver_nor_polars(tmp_path: Path) -> None:
    write_new_company(tmp_path)
    loaded = loaded_after(f"from okr_reports.cli.main import main; main(['check', '--company', {str(tmp_path)!r}])")
    assert loaded & (HEAVY - {"pydantic", "yaml", "sqlglot"}) == set()
    assert "pydantic" in loaded


def test_nothing_typed_is_a_usage_error(capsys: pytest.CaptureFixture[str]) -> None:
    assert main([]) == 2
    assert "COMMAND" in capsys.readouterr().err


@pytest.mark.parametrize("typed", [
    ["frobnicate"], ["run"], ["run", "kpi-review"], ["run", "okr-report", "2026-09"], ["check", "--dry-run"],
    ["--form", "json", "check"], ["run", "kpi-review", "2026-09", "--pdf-engine", "prince"],
])  # fmt: skip
def test_what_is_not_understood_is_refused_in_one_line(typed: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert main(typed) == 2
    said = capsys.readouterr()
    assert said.out == ""
    assert said.err.count("\n") == 1


@pytest.mark.parametrize("typed", [["--format", "json", "frobnicate"], ["frobnicate", "--format=json"]])
def test_a_mistake_is_answered_in_json_when_asked_for(typed: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert main(typed) == 2
    answer = json.loads(capsys.readouterr().out)
    assert (answer["outcome"], answer["exit_code"], len(answer["problems"])) == ("refused", 2, 1)
    assert {"version", "head", "paths", "findings"} <= answer.keys()


@pytest.mark.parametrize("typed", [
    ["--company", "there", "--format", "json", "--quiet", "check"],
    ["check", "--company", "there", "--format", "json", "--quiet"],
    ["--company", "elsewhere", "--format", "json", "check", "--company", "there", "--quiet"],
])  # fmt: skip
def test_common_options_stand_before_or_after_the_command(typed: list[str]) -> None:
    arguments = read_options(typed)
    assert (arguments.company, arguments.format, arguments.is_quiet) == ("there", "json", True)


def test_what_is_not_typed_has_a_default_that_says_so() -> None:
    arguments = read_options(["check"])
    assert (arguments.company, arguments.store, arguments.format, arguments.is_quiet) == (None, None, "text", False)


def test_check_says_the_mistakes_of_all_files_at_once(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    write_new_company(tmp_path)
    (tmp_path / "company.yaml").write_text("name: Example\nlocal: en_IN\n", encoding="utf-8")
    (tmp_path / "kpis/sales.yaml").write_text("- id: a\n", encoding="utf-8")
    (tmp_path / "people.csv").write_text("id,from\nE001,yesterday\n", encoding="utf-8")
    assert main(["check", "--company", str(tmp_path)]) == 3
    files = {line.split(":")[0] for line in capsys.readouterr().err.splitlines()}
    assert files == {"company.yaml", "kpis/sales.yaml", "people.csv"}


def test_the_doctor_names_everything_a_report_needs_and_how_to_get_it(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["doctor", "--format", "json"]) == 0
    items = json.loads(capsys.readouterr().out)["items"]
    assert [item["name"] for item in items if item["is_needed"] and not item["is_found"]] == []
    assert {"polars", "weasyprint", "dagster", "fonts", "templates"} <= {item["name"] for item in items}
    assert [item["name"] for item in items if not item["fix"]] == []
