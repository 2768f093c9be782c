"""Bad input: the exit code of the contract, one clear sentence for each mistake, and the store as it was."""

import json
import re
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from tests.pipeline.conftest import Command, stored

# A word for the case | file | what is replaced | by what | exit code | what the sentence says.
# The first line of a file is meant where nothing is to be replaced; \n is a line's end.
WRITTEN = r"""
broken YAML               | kpis/sales.yaml | formula: SUM(amount) | formula: "SUM(amount) | 3 | kpis/sales.yaml:
duplicate key             | company.yaml    | name: New company    | name: A\nname: B      | 3 | company.yaml:3:1: .*name.* twice
unknown key               | company.yaml    | name: New company    | nmae: New company     | 3 | company.yaml:2:1: .*nmae.*name
unknown id                | kpis/sales.yaml | counterweight: sales/revenue | counterweight: sales/revenu | 3 | sales/revenu.*sales/revenue
operator without quotes   | kpis/sales.yaml | op: ">="             | op: >=                | 3 | at_least
missing file              | sources.yaml    | data/orders.csv      | data/order.csv        | 3 | data/order.csv
wrong type                | company.yaml    | fiscal_year_start: 1 | fiscal_year_start: May | 3 | company.yaml:6
formula reads a file      | kpis/sales.yaml | SUM(amount)          | (SELECT COUNT(*) FROM read_csv('data/orders.csv')) | 3 | kpis/sales.yaml:
formula is no aggregate   | kpis/sales.yaml | SUM(amount)          | amount * 2            | 3 | aggregate
formula names no column   | kpis/sales.yaml | SUM(amount)          | SUM(amuont)           | 3 | amuont.*amount
formula's syntax          | kpis/sales.yaml | SUM(amount)          | SUM(amount            | 3 | kpis/sales.yaml:
unknown owner             | kpis/sales.yaml | owner: E001          | owner: E009           | 3 | E009
wrong column              | data/orders.csv | order_id,ordered_on,amount | order_id,ordered_on,sum | 4 | amount
column of another type    | data/orders.csv | \d+\.\d\d            | much                  | 4 | amount
engine there is not       | company.yaml    | name: New company    | name: A\nreports: {kpi-review: {pdf_engine: prince}} | 3 | plutoprint
"""  # noqa: E501
PERIODS = """
2026-13   |           | 2 | 2026-13
september |           | 2 | september
2026-Q3   |           | 2 | quarter
2025-12   |           | 2 | data_from
2026-10   |           | 2 | --partial
2026-11   | --partial | 2 | has not begun
"""


def rows(table: str) -> list[list[str]]:
    """The cells of a text table."""
    return [[cell.strip() for cell in line.split(" |")] for line in table.strip().splitlines()]


def replace_in(company: Path, file: str, *, old: str, new: str) -> None:
    """Replace a text, or what a pattern finds, in a file of the company folder."""
    path = company / file
    text = path.read_text(encoding="utf-8")
    pattern = old if "\\d" in old else re.escape(old)
    assert re.search(pattern, text)
    path.write_text(re.sub(pattern, lambda _: new.replace("\\n", "\n"), text), encoding="utf-8")


@pytest.mark.parametrize(("file", "old", "new", "code", "sentence"), [
    pytest.param(*cells[1:], id=cells[0]) for cells in rows(WRITTEN)
])  # fmt: skip
def test_a_mistake_is_located_and_the_store_stays_as_it_was(
    published_company: Path, review: Command, file: str, old: str, new: str, code: str, sentence: str
) -> None:
    replace_in(published_company, file, old=old, new=new)
    before = stored(published_company / "store")
    said = review("2026-09", "--quiet")
    assert (said.exit_code, said.out) == (int(code), "")
    assert re.search(sentence, said.err)
    assert said.err.count("\n") <= 2
    assert stored(published_company / "store") == before


WAREHOUSE = """
connections:
  warehouse: {url: "${TEST_WAREHOUSE_URL}"}
extracts:
  orders:
    connection: warehouse
    sql: SELECT order_id, ordered_on, amount, delivered_days FROM orders
    period: {column: ordered_on}
    columns: {order_id: text, ordered_on: date, amount: number, delivered_days: number}
"""


@pytest.fixture
def warehouse(published_company: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The same orders in SQLite, named by the environment."""
    path = published_company / "data/warehouse.sqlite"
    lines = (published_company / "data/orders.csv").read_text(encoding="utf-8").splitlines()[1:]
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("CREATE TABLE orders (order_id, ordered_on, amount, delivered_days)")
        connection.executemany("INSERT INTO orders VALUES (?, ?, ?, ?)", [line.split(",") for line in lines])
        connection.commit()
    (published_company / "sources.yaml").write_text(WAREHOUSE, encoding="utf-8")
    monkeypatch.setenv("TEST_WAREHOUSE_URL", f"sqlite:///{path}")
    return path


def test_the_same_rows_from_a_database_change_nothing(warehouse: Path, review: Command) -> None:
    assert warehouse.exists()
    assert review("2026-09", "--quiet", "--format", "json").json["outcome"] == "unchanged"


@pytest.mark.parametrize(("url", "code"), [
    ("postgresql+psycopg://reader:hunter2@127.0.0.1:1/warehouse", 7), ("", 7),
])  # fmt: skip
def test_a_source_that_is_down_ends_the_run_and_says_nothing_secret(
    warehouse: Path, review: Command, monkeypatch: pytest.MonkeyPatch, url: str, code: int
) -> None:
    monkeypatch.setenv("TEST_WAREHOUSE_URL", url)
    before = stored(warehouse.parents[1] / "store")
    said = review("2026-09", "--quiet")
    assert (said.exit_code, said.out, said.err.count("\n")) == (code, "", 1)
    assert "warehouse" in said.err
    assert "hunter2" not in said.err
    assert stored(warehouse.parents[1] / "store") == before
    dagsters = (path.read_bytes() for path in (warehouse.parents[1] / ".okr-reports").rglob("*") if path.is_file())
    assert not any(b"hunter2" in data for data in dagsters)


def test_a_query_that_writes_is_refused_before_anything_is_asked(warehouse: Path, review: Command) -> None:
    replace_in(warehouse.parents[1], "sources.yaml", old="SELECT order_id", new="DELETE FROM orders RETURNING order_id")
    before = warehouse.read_bytes()
    assert review("2026-09", "--quiet").exit_code == 3
    assert warehouse.read_bytes() == before


def report_of(company: Path, month: str = "2026-09") -> dict[str, Any]:
    """The latest report.json of a month."""
    folder = company / f"store/published/kpi-review/{month}"
    version = json.loads((folder / "latest.json").read_text(encoding="utf-8"))["version"]
    return json.loads((folder / f"v{version}/report.json").read_text(encoding="utf-8"))


def test_one_unreadable_number_in_row_10000_is_listed_and_not_guessed(review: Command, company: Path) -> None:
    rows = [f"B-{number},2026-09-0{1 + number % 9},1.00,3" for number in range(10_050)]
    rows[9_998] = "B-9998,2026-09-05,l.00,3"
    header = "order_id,ordered_on,amount,delivered_days"
    (company / "data/orders.csv").write_text("\n".join([header, *rows, ""]), encoding="utf-8")
    assert review("2026-09", "--quiet").exit_code == 0
    report = report_of(company)
    assert report["data_quality"]["quarantined"] == [
        {"extract": "orders", "file": "data/orders.csv", "row": 10_000, "column": "amount", "raw": "l.00"}
    ]
    assert report["kpis"][0]["value"] == 10_049


def test_more_unreadable_rows_than_the_policy_allows_are_published_with_exit_5(review: Command, company: Path) -> None:
    replace_in(company, "data/orders.csv", old="990.00", new="9g0.00")
    said = review("2026-09", "--format", "json")
    assert (said.exit_code, said.json["outcome"]) == (5, "published")
    assert [finding["code"] for finding in said.json["findings"]] == ["QUARANTINE-LIMIT"]
    manifest = json.loads(
        Path(said.json["paths"]["report.json"]).with_name("manifest.json").read_text(encoding="utf-8")
    )
    assert manifest["exceptions"]["quarantined"] == ["orders"]


def test_a_formula_that_fails_when_run_fails_alone(review: Command, company: Path) -> None:
    sources = company / "sources.yaml"
    kept = [line for line in sources.read_text(encoding="utf-8").splitlines() if "columns:" not in line]
    sources.write_text("\n".join(kept), encoding="utf-8")
    replace_in(company, "kpis/sales.yaml", old="SUM(amount)", new="SUM(no_such_column)")
    said = review("2026-09", "--quiet", "--format", "json")
    assert said.exit_code == 5
    assert [finding["subject_id"] for finding in said.json["findings"]] == ["sales/revenue"]
    assert "no_such_column" in said.err
    assert [(kpi["health"], kpi["reason"]) for kpi in report_of(company)["kpis"]] == [
        ("unknown", "failed"), ("healthy", None),
    ]  # fmt: skip


def test_a_formula_that_divides_by_zero_is_undefined_and_stops_nothing(review: Command, company: Path) -> None:
    replace_in(company, "kpis/sales.yaml", old="SUM(amount)", new="SUM(amount) / SUM(amount - amount)")
    assert review("2026-09", "--quiet").exit_code == 0
    assert report_of(company)["kpis"][0]["reason"] == "undefined"


def test_an_empty_extract_is_data(review: Command, company: Path) -> None:
    (company / "data/orders.csv").write_text("order_id,ordered_on,amount,delivered_days\n", encoding="utf-8")
    said = review("2026-09", "--quiet", "--format", "json")
    assert (said.exit_code, [finding["code"] for finding in said.json["findings"]]) == (0, ["EXTRACT-EMPTY"])
    assert [kpi["health"] for kpi in report_of(company)["kpis"]] == ["unknown", "unknown"]


@pytest.mark.parametrize(("month", "more", "code", "sentence"), rows(PERIODS))
def test_a_period_that_cannot_be_reviewed_is_a_usage_error(
    published_company: Path, review: Command, month: str, more: str, code: str, sentence: str
) -> None:
    before = stored(published_company / "store")
    said = review(month, *more.split(), "--quiet")
    assert said.exit_code == int(code)
    assert sentence in said.err
    assert said.err.count("\n") == 1
    assert stored(published_company / "store") == before
