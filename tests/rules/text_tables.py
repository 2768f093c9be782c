"""Tables written as text: the input and the expected result of a rule, readable by whoever wrote the rule."""

import math
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime

import polars as pl

Cell = str | None


def read_table(text: str) -> list[dict[str, Cell]]:
    """The rows of a table with `|` between columns and the header first; an empty cell is None."""
    lines = [line for line in text.strip().splitlines() if line.strip()]
    header, *rows = ([cell.strip() for cell in line.split("|")] for line in lines)
    return [{name: cell or None for name, cell in zip(header, row, strict=True)} for row in rows]


def read_frame(text: str) -> pl.DataFrame:
    """The table as measured rows: each column a date, a moment, a whole number, a number, truth values or text."""
    rows = read_table(text)
    columns = {name: _typed([row[name] for row in rows]) for name in read_header(text)}
    return pl.DataFrame([pl.Series(name, values, dtype=dtype) for name, (values, dtype) in columns.items()])


def read_header(text: str) -> list[str]:
    """The names of the columns."""
    return [name.strip() for name in text.strip().splitlines()[0].split("|")]


def require_agreement(expected: Sequence[Mapping[str, Cell]], found: Iterable[Mapping[str, object]]) -> None:
    """Fails with what differs, in words, unless each expected row agrees with the found row of the same place."""
    different = _differences(expected, found)
    assert not different, "\n".join(different)


def _differences(expected: Sequence[Mapping[str, Cell]], found: Iterable[Mapping[str, object]]) -> list[str]:
    return [
        f"row {place}: {name} is {_said(actual.get(name))}, expected {wanted or 'nothing'}"
        for place, (row, actual) in enumerate(zip(expected, found, strict=True), start=1)
        for name, wanted in row.items()
        if not _agrees(wanted, actual.get(name))
    ]


def _typed(cells: Sequence[Cell]) -> tuple[list[object], pl.DataType]:
    known = [cell for cell in cells if cell is not None]
    for read, dtype in _READERS:
        try:
            values = [None if cell is None else read(cell) for cell in cells]
        except ValueError:
            continue
        if known:
            return values, dtype
    return list(cells), pl.String() if known else pl.Null()


def _truth(cell: str) -> bool:
    if cell not in ("yes", "no"):
        raise ValueError
    return cell == "yes"


_READERS = [
    (int, pl.Int64()),
    (float, pl.Float64()),
    (date.fromisoformat, pl.Date()),
    (datetime.fromisoformat, pl.Datetime("us")),
    (_truth, pl.Boolean()),
]


def _agrees(wanted: Cell, actual: object) -> bool:
    if wanted is None:
        return actual is None
    if isinstance(actual, bool):
        return wanted == ("yes" if actual else "no")
    if isinstance(actual, int | float):
        return math.isclose(float(wanted), actual, rel_tol=1e-9, abs_tol=1e-12)
    return actual is not None and wanted == str(actual)


def _said(actual: object) -> str:
    return "nothing" if actual is None else str(actual)
