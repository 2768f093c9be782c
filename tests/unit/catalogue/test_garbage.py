"""Whatever stands in the files, the loader answers with located problems, never with a traceback."""

import contextlib
import tempfile
from pathlib import Path

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from okr_reports.catalogue.formula import parse_filter, parse_formula
from okr_reports.catalogue.load import load_catalogue
from okr_reports.catalogue.queries import dialects_of, query_refusals
from okr_reports.catalogue.target_text import TextRefused, read_change, read_target_text
from okr_reports.errors import CatalogueError

PIECES = [
    "- ", "  ", "\n", "\n  ", ": ", "{", "}", "[", "]", "&a", "*a", "'", '"', "|", ">", "#", "%", "!!x", "?", ",",
    "id", "name", "extract", "tickets", "direction", "lower", "targets", "from", "2026-04", "op", ">=", "value", "95",
    "text", "at least 5", "between", "at_risk", "state", "owner", "org", "formula", "AVG(hours)", "leading", "window",
    "change", "by", "-5%", "url", "${W}", "sql", "SELECT 1", "file", "join", "on", "period", "column", "columns",
    "name", "okr_cycle", "policy", "departments", "null", "~", "no", "é", "\t", "\x07", "---", "<<",
]  # fmt: skip
SQL = [
    "SUM",
    "AVG",
    "COUNT",
    "(",
    ")",
    "*",
    "a",
    "b",
    "1",
    "0.5",
    "'x'",
    ",",
    "+",
    "-",
    "/",
    "%",
    "CASE",
    "WHEN",
    "THEN",
    "ELSE",
    "END",
    "FILTER",
    "WHERE",
    "AND",
    "OR",
    "NOT",
    "IN",
    "IS",
    "NULL",
    "BETWEEN",
    "LIKE",
    "DATE",
    "CAST",
    "AS",
    "INT",
    "SELECT",
    "FROM",
    "OVER",
    "DISTINCT",
    "QUANTILE_CONT",
    "WITHIN",
    "GROUP",
    "ORDER",
    "BY",
    "::",
    "||",
    ";",
    "[",
    "]",
    "{",
    "}",
    "$1",
    ":x",
    "?",
    ".",
    "IF",
    "INTERVAL",
    "EXTRACT",
    "--",
    "/*",
    "*/",
    '"',
    "'",
    "->",
    ":=",
    "@",
    "TRY_CAST",
    "DATE_DIFF",
    "WITH",
    "VALUES",
    "INTO",
    "EXISTS",
    "ARRAY",
    "STRUCT",
    "PIVOT",
    "LATERAL",
    "UNNEST",
    "QUALIFY",
]
yaml_like = st.lists(st.sampled_from(PIECES) | st.text(max_size=4), max_size=40).map("".join)
sql_like = st.lists(st.sampled_from(SQL) | st.text(max_size=3), max_size=30).map(" ".join)


def outcome(files: dict[str, bytes]) -> list[str]:
    """The problems of a folder with these files, all of them with a file."""
    with tempfile.TemporaryDirectory() as folder:
        for file, data in files.items():
            (Path(folder) / file).parent.mkdir(exist_ok=True)
            (Path(folder) / file).write_bytes(data)
        try:
            load_catalogue(Path(folder))
        except CatalogueError as error:
            return [problem.file for problem in error.problems]
    return []


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(file=st.sampled_from(["company.yaml", "sources.yaml", "kpis/a.yaml"]), text=yaml_like | st.text(max_size=60))
@example(file="kpis/a.yaml", text="- " * 100_000)
@example(file="kpis/a.yaml", text="[" * 200_000)
@example(file="kpis/a.yaml", text="- {a: " * 500)
@example(file="kpis/a.yaml", text="? " * 100_000)
@example(file="company.yaml", text="name: " + "x" * 100_000)
@example(file="sources.yaml", text="extracts: {x: {connection: w, sql: " + "a" * 5000 + ".sql}}")
@example(file="sources.yaml", text="extracts: {x: {file: " + "a" * 5000 + ".csv}}")
def test_any_yaml_gives_located_problems_or_a_catalogue(file: str, text: str) -> None:
    files = {"company.yaml": b"name: A", file: text.encode("utf-8", "surrogatepass")}
    assert all(outcome(files))


@settings(max_examples=50, deadline=None)
@given(data=st.binary(max_size=80))
def test_any_bytes_give_located_problems_or_a_catalogue(data: bytes) -> None:
    files = {"company.yaml": data, "sources.yaml": data, "kpis/a.yaml": data, "notes/2026-09.md": data}
    assert all(outcome(files))


@settings(max_examples=300, deadline=None)
@given(text=sql_like | st.text(max_size=60))
@example(text="(" * 9_999)
@example(text="SUM(" * 2_000)
@example(text="CASE " * 1_500)
@example(text="[" * 9_000)
@example(text="NOT " * 2_000 + "a")
@example(text="-" * 5_000 + "SUM(a)")
@example(text="+ " * 4_000 + "SUM(a)")
@example(text="SUM(a)\x00")
def test_any_formula_is_read_or_refused(text: str) -> None:
    for read in (parse_formula, parse_filter):
        with contextlib.suppress(CatalogueError):
            read(text)


@settings(max_examples=200, deadline=None)
@given(text=sql_like | st.text(max_size=60))
def test_any_query_is_taken_or_refused(text: str) -> None:
    assert all(refusal.what for refusal in query_refusals(text, dialects_of("sqlite:///x")))


@settings(max_examples=300, deadline=None)
@given(text=st.text(max_size=30) | st.lists(st.sampled_from(PIECES), max_size=6).map(" ".join))
def test_any_target_text_is_read_or_refused(text: str) -> None:
    with contextlib.suppress(TextRefused):
        read_target_text(text, "%")
    with contextlib.suppress(TextRefused):
        read_change(text)


def test_a_formula_of_100_kilobytes_is_refused_at_once() -> None:
    with pytest.raises(CatalogueError, match="longer than 10,000 characters"):
        parse_formula("SUM(a) + " * 12_000)
