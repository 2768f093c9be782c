"""A workbook's sheet as content: columns, rows, number formats. How it is written: rendering/workbook.py."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum

Cell = str | float | int | date | datetime | None


class CellKind(StrEnum):
    """What a column holds: a share is shown in percent, a value in its row's unit, a verdict on its colour."""

    TEXT = "text"
    NUMBER = "number"
    WHOLE = "whole"
    SHARE = "share"
    DATE = "date"
    MOMENT = "moment"
    VALUE = "value"
    VERDICT = "verdict"


@dataclass(frozen=True)
class SheetColumn:
    """A column: its head, what it holds, its Excel number format (else the kind's own), its width in signs."""

    title: str
    kind: CellKind = CellKind.TEXT
    number_format: str = ""
    width: float = 14


@dataclass(frozen=True)
class SheetSpark:
    """A small line in the cell (row, column) over the cells `first` to `last` of a row of the sheet named `source`."""

    row: int
    column: int
    source: str
    source_row: int
    first: int
    last: int


@dataclass(frozen=True)
class Sheet:
    """One table, rows and columns counted from 0. `formats`: number formats of cells, where a row has its own unit."""

    name: str
    columns: Sequence[SheetColumn]
    rows: Sequence[Sequence[Cell]]
    formats: Mapping[tuple[int, int], str] = field(default_factory=dict)
    sparks: Sequence[SheetSpark] = ()


@dataclass(frozen=True)
class BookFacts:
    """What the file says of itself, and the paper its sheets are printed on (A4, Letter)."""

    title: str = ""
    subject: str = ""
    company: str = ""
    paper: str = "A4"
