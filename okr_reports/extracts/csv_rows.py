"""CSV files as rows of text, in batches; broken rows are set aside."""

from collections.abc import Iterator
from itertools import islice
from pathlib import Path

import polars as pl

from okr_reports.extracts.csv_lines import CsvFormat, Line, open_csv
from okr_reports.extracts.raw import FILE, RAW_LENGTH, ROW, UNREADABLE, RawRows

_BATCH_ROWS = 50_000
_LINES_AT_ONCE = 500


def read_csv(path: Path, *, label: str, form: CsvFormat) -> RawRows:
    """All rows as text, with the line each begins on. Blank rows are none; ragged ones are set aside.

    Raises ContractError when no encoding fits, a quote is never closed, or no header is found.
    """
    with open_csv(path, label=label, form=form) as csv:
        rows = RowCollector(csv.names, label=label, delimiter=csv.delimiter)
        rows.add(csv.lines)
        return rows.collected()


class RowCollector:
    """Rows gathered in batches into columns of text; rows of the wrong width are set aside as well."""

    def __init__(self, names: list[str], *, label: str, delimiter: str) -> None:
        self._names, self._label, self._delimiter = names, label, delimiter
        self._frames: list[pl.DataFrame] = []
        self._lost: list[tuple[str, int, str, str]] = []

    def add(self, lines: Iterator[Line]) -> None:
        """Take all rows; short rows get empty cells, rows with more filled cells than headers only such."""
        columns: list[list[str]] = [[] for _ in self._names]
        numbers: list[int] = []
        # Few rows at a time: Python's garbage collector walks through every row that is held as such.
        while batch := list(islice(lines, _LINES_AT_ONCE)):
            numbers.extend(number for number, _ in batch)
            for column, cells in zip(columns, zip(*map(self._fitted, batch), strict=True), strict=True):
                column.extend(cells)
            if len(numbers) >= _BATCH_ROWS:
                self._keep(numbers, columns)
                columns, numbers = [[] for _ in self._names], []
        self._keep(numbers, columns)

    def collected(self) -> RawRows:
        """Everything taken, as text columns."""
        return RawRows(pl.concat(self._frames), pl.DataFrame(self._lost, schema=UNREADABLE, orient="row"), is_text=True)

    def _fitted(self, line: Line) -> list[str]:
        number, cells = line
        width = len(self._names)
        if len(cells) == width:
            return cells
        if len(cells) > width and not any(cells[width:]):
            return cells[:width]
        is_short = 0 < len(cells) < width
        column = self._names[len(cells)] if is_short else ""
        raw = self._delimiter.join(cells)[:RAW_LENGTH] or "broken quotes"
        self._lost.append((self._label, number, column, raw))
        kept = cells if is_short else []
        return [*kept, *([""] * (width - len(kept)))]

    def _keep(self, numbers: list[int], columns: list[list[str]]) -> None:
        series = [pl.Series(name, cells, dtype=pl.String()) for name, cells in zip(self._names, columns, strict=True)]
        frame = pl.DataFrame([*series, pl.Series(ROW, numbers, dtype=pl.UInt32())])
        self._frames.append(frame.with_columns(pl.lit(self._label).cast(pl.Categorical()).alias(FILE)))
