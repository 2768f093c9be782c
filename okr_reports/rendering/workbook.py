"""Tables as an Excel workbook: real numbers and dates, text that stays text, the same bytes for the same tables."""

import math
import re
from collections.abc import Sequence
from datetime import UTC, date, datetime, time
from io import BytesIO

from xlsxwriter import Workbook
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from okr_reports.packs.sheet import Cell, CellKind, Sheet
from okr_reports.rendering.printable import printable

_FORBIDDEN_IN_NAME = re.compile(r"[\[\]:*?/\\]")
_LONGEST_NAME = 31
_LONGEST_TEXT = 32767
_RESERVED_NAME = "history"
# Excel counts days from 1900 and knows none before.
_FIRST_YEAR = 1900


_DEFAULT_FORMATS = {
    CellKind.TEXT: "@",
    CellKind.NUMBER: "#,##0.00",
    CellKind.WHOLE: "#,##0",
    CellKind.SHARE: "0.0%",
    CellKind.DATE: "yyyy-mm-dd",
    CellKind.MOMENT: "yyyy-mm-dd hh:mm",
}


def write_workbook(sheets: Sequence[Sheet], *, created: datetime) -> bytes:
    """The workbook's bytes. `created` is the run's `as_of`; no clock is read. No cell becomes a formula or a link.

    NaN and infinity are left empty; text in a number column stays text.
    """
    target = BytesIO()
    options = {
        "in_memory": True,
        "strings_to_formulas": False,
        "strings_to_urls": False,
        "strings_to_numbers": False,
        "nan_inf_to_errors": False,
    }
    book = Workbook(target, options)
    # Excel keeps this moment in UTC, without saying so.
    book.set_properties(
        {"created": created.astimezone(UTC).replace(tzinfo=None, microsecond=0), "author": "okr-reports"}
    )
    looks = _Looks(book)
    for sheet, name in zip(sheets, sheet_names([sheet.name for sheet in sheets]), strict=True):
        _fill(book.add_worksheet(name), sheet, looks=looks)
    book.close()
    return target.getvalue()


def sheet_names(wanted: Sequence[str]) -> list[str]:
    r"""Names Excel accepts: 31 signs, none of []:*?/\, no apostrophe at the ends, unique without regard to case."""
    found: list[str] = []
    taken = {_RESERVED_NAME}
    for name in wanted:
        clean = _FORBIDDEN_IN_NAME.sub(" ", printable(name)).strip().strip("'")[:_LONGEST_NAME].strip("' ") or "Sheet"
        unique, number = clean, 2
        while unique.casefold() in taken:
            suffix = f" {number}"
            unique, number = clean[: _LONGEST_NAME - len(suffix)] + suffix, number + 1
        taken.add(unique.casefold())
        found.append(unique)
    return found


class _Looks:
    """The workbook's cell formats, each made once."""

    def __init__(self, book: Workbook) -> None:
        self._book = book
        self._made: dict[str, Format] = {}
        self.head = book.add_format({"bold": True, "bottom": 1, "text_wrap": True, "valign": "bottom"})

    def of(self, number_format: str) -> Format:
        """The format of cells with this number format."""
        if number_format not in self._made:
            self._made[number_format] = self._book.add_format({"num_format": number_format, "valign": "top"})
        return self._made[number_format]


def _fill(worksheet: Worksheet, sheet: Sheet, *, looks: _Looks) -> None:
    for number, column in enumerate(sheet.columns):
        worksheet.set_column(number, number, column.width)
        worksheet.write_string(0, number, _text(column.title), looks.head)
    worksheet.freeze_panes(1, 1)
    if sheet.rows:
        worksheet.autofilter(0, 0, len(sheet.rows), len(sheet.columns) - 1)
    for row_number, row in enumerate(sheet.rows):
        for number, (column, cell) in enumerate(zip(sheet.columns, row, strict=True)):
            own = sheet.formats.get((row_number, number))
            look = looks.of(own or column.number_format or _DEFAULT_FORMATS[column.kind])
            _write(worksheet, cell, place=(row_number + 1, number), look=look)


def _write(worksheet: Worksheet, cell: Cell, *, place: tuple[int, int], look: Format) -> None:
    match cell:
        case None:
            worksheet.write_blank(*place, None, look)
        case bool() | str():
            worksheet.write_string(*place, _text(str(cell)), look)
        case int() | float() if not math.isfinite(cell):
            worksheet.write_blank(*place, None, look)
        case int() | float():
            worksheet.write_number(*place, cell, look)
        case date() if cell.year < _FIRST_YEAR:
            worksheet.write_string(*place, cell.isoformat(), look)
        case datetime():
            worksheet.write_datetime(*place, cell.replace(tzinfo=None), look)
        case date():
            worksheet.write_datetime(*place, datetime.combine(cell, time.min), look)


def _text(text: str) -> str:
    return printable(text)[:_LONGEST_TEXT]
