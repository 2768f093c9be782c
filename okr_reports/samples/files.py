"""Writing the sample's rows: SQLite, CSV, Parquet and Excel, the same bytes each time."""

import csv
import sqlite3
from collections.abc import Iterable, Sequence
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from okr_reports.samples.scene import Row

if TYPE_CHECKING:
    from xlsxwriter.worksheet import Worksheet


class Warehouse:
    """A new SQLite file, filled in one transaction in a fixed order, so that its bytes depend on the rows alone."""

    def __init__(self, path: Path) -> None:
        path.unlink(missing_ok=True)
        self._connection = sqlite3.connect(path, isolation_level=None)
        self._connection.execute("PRAGMA journal_mode = OFF")
        self._connection.execute("PRAGMA synchronous = OFF")
        self._connection.execute("BEGIN")

    def create(self, table: str, columns: Sequence[str]) -> None:
        """A table whose columns keep each value's own type."""
        self._connection.execute(f"CREATE TABLE {table} ({', '.join(columns)})")

    def add(self, table: str, rows: Iterable[Row], *, columns: Sequence[str]) -> None:
        """Rows at the end of a table."""
        marks = ", ".join("?" for _ in columns)
        self._connection.executemany(" ".join(("INSERT INTO", table, "VALUES (", marks, ")")), rows)

    def index(self, name: str, *, on: str) -> None:
        """An index, for the queries of the company folder."""
        self._connection.execute(f"CREATE INDEX {name} ON {on}")

    def finish(self) -> None:
        """Make the rows durable and close the file."""
        with closing(self._connection):
            self._connection.execute("COMMIT")


def start_csv(path: Path, columns: Sequence[str]) -> None:
    """A CSV file with nothing but its header."""
    path.write_text(",".join(columns) + "\n", encoding="utf-8")


def add_to_csv(path: Path, rows: Iterable[Row]) -> None:
    """Rows at the end of a CSV file; None is an empty cell."""
    with path.open("a", encoding="utf-8", newline="") as file:
        csv.writer(file, lineterminator="\n").writerows(rows)


def write_parquet(path: Path, rows: Sequence[Row], *, columns: Sequence[str]) -> None:
    """Rows as a Parquet file."""
    import polars as pl

    pl.DataFrame(rows, schema=list(columns), orient="row").write_parquet(path)


def write_workbook(path: Path, rows: Iterable[Row], *, columns: Sequence[str]) -> None:
    """Rows as an Excel sheet below its header; cells that hold ISO dates become dates."""
    import xlsxwriter

    with xlsxwriter.Workbook(path, {"default_date_format": "yyyy-mm-dd"}) as workbook:
        workbook.set_properties({"created": datetime(2026, 10, 1, tzinfo=UTC)})
        sheet = workbook.add_worksheet("Month close")
        sheet.write_row(0, 0, columns)
        for line, row in enumerate(rows, start=1):
            for place, cell in enumerate(row):
                _write_cell(sheet, (line, place), str(cell))


def _write_cell(sheet: "Worksheet", place: tuple[int, int], text: str) -> None:
    if len(text) == len("2026-10-01"):
        sheet.write_datetime(*place, datetime.fromisoformat(text))
    else:
        sheet.write_string(*place, text)
