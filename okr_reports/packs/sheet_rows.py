"""Columns, rows and number formats of the workbook's sheets."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from okr_reports.packs.edition import Edition
from okr_reports.packs.locales import known_locale
from okr_reports.packs.numbers import NumberStyle
from okr_reports.packs.sheet import Cell, CellKind, Sheet, SheetColumn, SheetSpark
from okr_reports.packs.standings import Standing

# Up and down are told apart without colour, and no change is not an increase.
_SIGNED = "+#,##0.0##;-#,##0.0##;0"
_LAKH, _CRORE, _ARAB = 100_000, 10_000_000, 1_000_000_000


@dataclass(frozen=True)
class SheetRow:
    """Cells, and the style of those in the KPI's unit."""

    cells: tuple[Cell, ...]
    style: NumberStyle | None = None


def text(title: str, width: float = 12) -> SheetColumn:
    """A column of words."""
    return SheetColumn(title, width=width)


def verdict(title: str, width: float = 13) -> SheetColumn:
    """A column of words that judge."""
    return SheetColumn(title, CellKind.VERDICT, width=width)


def value(title: str, width: float = 12) -> SheetColumn:
    """A column of numbers, each in its row's unit."""
    return SheetColumn(title, CellKind.VALUE, width=width)


def change(title: str) -> SheetColumn:
    """A column of changes, always with their sign."""
    return SheetColumn(title, CellKind.NUMBER, number_format=_SIGNED, width=12)


def whole(title: str) -> SheetColumn:
    """A column of counts."""
    return SheetColumn(title, CellKind.WHOLE, width=10)


def day(title: str) -> SheetColumn:
    """A column of days."""
    return SheetColumn(title, CellKind.DATE, width=12)


NAMED = (text("KPI", 34), text("Name", 34), text("Part", 18))


def names(standing: Standing, edition: Edition) -> tuple[Cell, ...]:
    """The cells of NAMED."""
    part = edition.roster.department(standing.department) if standing.is_part and standing.department else None
    return standing.kpi.id, standing.kpi.name, part


def sheet_of(
    name: str, columns: Sequence[SheetColumn], *, rows: Iterable[SheetRow], sparks: Sequence[SheetSpark] = ()
) -> Sheet:
    """The sheet, with each cell in the KPI's unit in that KPI's number format."""
    listed = list(rows)
    formats = {
        (number, place): excel_format(row.style, row.cells[place])
        for number, row in enumerate(listed)
        for place, column in enumerate(columns)
        if row.style is not None and column.kind is CellKind.VALUE
    }
    return Sheet(name, columns, [row.cells for row in listed], formats, sparks)


def excel_format(style: NumberStyle, value: Cell = None) -> str:
    """The Excel number format that shows a value as its pages do, in full where they shorten to thousands or lakh.

    Marks are the reader's own (Excel puts them in), but for lakh and crore, which it knows only for Indian readers.
    """
    decimals = 0 if style.divisor > 1 else style.decimals
    digits = _groups(style.locale, value) + ("." + "0" * decimals if decimals else "")
    behind = style.after if style.divisor == 1 else ""
    unit = style.unit if style.unit in ("", "%") else f" {style.unit}"
    return _literal(style.before) + digits + _literal(behind or unit)


def _groups(locale: str, value: Cell) -> str:
    """`#,##0`, or as many pairs behind commas as this number needs: 12,34,567."""
    counts_in_pairs = known_locale(locale).decimal_formats[None].pattern.startswith("#,##,")
    if not counts_in_pairs or not isinstance(value, int | float) or abs(value) < _LAKH:
        return "#,##0"
    pairs = 2 if abs(value) < _CRORE else 3 if abs(value) < _ARAB else 4
    return "##\\," * pairs + "##0"


def _literal(words: str) -> str:
    return '"' + words.replace('"', "") + '"' if words else ""
