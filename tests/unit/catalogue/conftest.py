"""A small company folder, and what the loader says when one of its files is changed."""

from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from okr_reports.catalogue.catalogue import Catalogue
from okr_reports.catalogue.load import load_catalogue
from okr_reports.errors import CatalogueError
from okr_reports.expressions import Aggregate, Call, Column, Expression, Literal

FILES: Mapping[str, str] = {
    "company.yaml": "name: Example Ltd\ntimezone: Asia/Kolkata\nfiscal_year_start: 4\ndata_from: 2024-08\n",
    "sources.yaml": """\
connections:
  warehouse: {url: "${WAREHOUSE_URL}", default: "sqlite:///data/warehouse.sqlite"}
extracts:
  tickets:
    connection: warehouse
    sql: queries/tickets.sql
    join: [{extract: agents, on: agent_id}]
    period: {column: resolved_at}
    columns: {hours: number, met: boolean, status: text, agent_id: text, day: date}
  agents:
    file: data/agents.csv
    columns: {agent_id: text, team: text, grade: number, status: text}
  figures:
    file: data/figures.csv
    period: {column: month}
    value: amount
""",
    "queries/tickets.sql": "SELECT * FROM tickets WHERE resolved_at >= :period_start\n",
    "data/agents.csv": "agent_id,team,grade\n",
    "data/figures.csv": "month,amount\n",
}

Write = Callable[[Mapping[str, str | bytes]], Path]


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """A test named in its module's TABLES gets a case for each block of `tables/<name>.txt`: written => expected."""
    table = getattr(metafunc.module, "TABLES", {}).get(metafunc.function.__name__)
    if table is not None:
        text = (Path(__file__).parent / "tables" / f"{table}.txt").read_text(encoding="utf-8")
        blocks = text.strip().split("\n\n")
        rows = [tuple(block.split("\n=> ")) for block in blocks]
        metafunc.parametrize(("written", "expected"), rows, ids=[row[0][:60] for row in rows])


@pytest.fixture
def write(tmp_path: Path) -> Write:
    """Write the small company folder, with these files on top."""

    def write_files(changed: Mapping[str, str | bytes]) -> Path:
        for file, text in {**FILES, **changed}.items():
            path = tmp_path / file
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(text if isinstance(text, bytes) else text.encode())
        return tmp_path

    return write_files


@pytest.fixture
def said_about(write: Write) -> Callable[[Mapping[str, str | bytes]], list[str]]:
    """What the loader says about the small company folder with these files on top; empty when it accepts them."""

    def load(changed: Mapping[str, str | bytes]) -> list[str]:
        try:
            load_catalogue(write(changed))
        except CatalogueError as error:
            return [str(problem) for problem in error.problems]
        return []

    return load


@pytest.fixture
def load(write: Write) -> Callable[[Mapping[str, str | bytes]], Catalogue]:
    """The catalogue of the small company folder with these files on top."""
    return lambda changed: load_catalogue(write(changed))


@pytest.fixture
def shown() -> Callable[[Expression | None], str]:
    """An expression in one line, for tables of expected trees."""
    return _shown


def _shown(expression: Expression | None) -> str:
    match expression:
        case None:
            return "-"
        case Literal(value):
            return repr(value)
        case Column(name, table):
            return f"{table}.{name}" if table else name
        case Call(function, arguments):
            return f"{function}({', '.join(_shown(argument) for argument in arguments)})"
        case Aggregate(function, argument, is_distinct, where, share):
            marks = ["distinct"] * is_distinct + [str(share)] * (share is not None)
            kept = "*" if argument is None else _shown(argument)
            condition = f" where {_shown(where)}" if where is not None else ""
            return f"{'_'.join([function, *marks])}[{kept}{condition}]"
