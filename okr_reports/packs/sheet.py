"""A workbook's sheet as content: columns, rows, number formats. How it is written: rendering/workbook.py."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum

Cell = str | float | int | date | datetime | None


class CellKind(StrEnum):
    """What a column holds. A share is a number that is shown in percent."""

    TEXT = "text"
    NUMBER = "number"
    WHOLE = "whole"
    SHARE = "share"
    DATE = "date"
    MOMENT = "moment"


@dataclass(frozen=True)
class SheetColumn:
    """A column: its head, what it holds, its Excel number format (else the kind's own), its width in signs."""

    title: str
    kind: CellKind = CellKind.TEXT
    number_format: str = ""
    width: float = 14


@dataclass(frozen=True)
class Sheet:
    """One table. `formats`: the number format of single cells (row, column; from 0), where a row has its own unit."""

    name: str
    columns: Sequence[SheetColumn]
    rows: Sequence[Sequence[Cell]]
    formats: Mapping[tuple[int, int], str] = field(default_factory=dict)
