"""Tables as an Excel workbook: real numbers and dates, text that stays text, the same bytes for the same tables."""

import math
import re
from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime, time
from io import BytesIO

from xlsxwriter import Workbook
from xlsxwriter.format import Format
from xlsxwriter.utility import quote_sheetname, xl_range
from xlsxwriter.worksheet import Worksheet

from okr_reports.packs.sheet import BookFacts, Cell, CellKind, Sheet
from okr_reports.rendering.palette import LIGHT
from okr_reports.rendering.printable import printable

_FORBIDDEN_IN_NAME = re.compile(r"[\[\]:*?/\\]")
_LONGEST_NAME = 31
_LONGEST_TEXT = 32767
_LONGEST_FACT, _LONGEST_FOOT = 255, 180
_RESERVED_NAME = "history"
# Excel counts days from 1900 and knows none before.
_FIRST_YEAR = 1900


_DEFAULT_FORMATS = {
    CellKind.TEXT: "@",
    CellKind.NUMBER: "#,##0.00",
    CellKind.VALUE: "#,##0.00",
    CellKind.VERDICT: "@",
    CellKind.WHOLE: "#,##0",
    CellKind.SHARE: "0.0%",
    CellKind.DATE: "yyyy-mm-dd",
    CellKind.MOMENT: "yyyy-mm-dd hh:mm",
}
_NO_FACTS = BookFacts()
_PAPER = {"A4": 9, "Letter": 1}
# The word says it; colour only helps to find it. Amber is a ground, never the colour of letters.
_VERDICTS: Mapping[str, Mapping[str, object]] = {
    "Off target": {"font_color": LIGHT["off"], "bg_color": "#fbe9e7", "bold": True},
    "At risk": {"font_color": LIGHT["ink"], "bg_color": "#fdf0d2"},
    "Healthy": {"font_color": LIGHT["ok"]},
    "Unknown": {"font_color": LIGHT["unknown"], "italic": True},
    "Concern": {"font_color": LIGHT["concern"], "bold": True},
    "Improvement": {"font_color": LIGHT["improvement"], "bold": True},
    "Consistently misses": {"font_color": LIGHT["concern"]},
    "Consistently meets": {"font_color": LIGHT["improvement"]},
}


def write_workbook(sheets: Sequence[Sheet], *, created: datetime, facts: BookFacts = _NO_FACTS) -> bytes:
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
    moment = created.astimezone(UTC).replace(tzinfo=None, microsecond=0)
    about = {"title": facts.title, "subject": facts.subject, "company": facts.company, "author": "okr-reports"}
    book.set_properties({"created": moment, **{name: _text(words)[:_LONGEST_FACT] for name, words in about.items()}})
    looks = _Looks(book)
    wanted = [sheet.name for sheet in sheets]
    names = dict(zip(wanted, sheet_names(wanted), strict=True))
    made = [book.add_worksheet(name) for name in sheet_names(wanted)]
    for worksheet, sheet in zip(made, sheets, strict=True):
        _fill(worksheet, sheet, looks=looks)
        _draw_lines(worksheet, sheet, names=names)
        _set_print(worksheet, sheet, facts=facts)
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
        self.head = book.add_format(
            {
                "bold": True, "bottom": 1, "text_wrap": True, "valign": "bottom", "num_format": "@",
                "font_color": LIGHT["ink"], "bg_color": LIGHT["band"],
            }
        )  # fmt: skip
        self.verdicts = {word: book.add_format(dict(look)) for word, look in _VERDICTS.items()}

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
    _colour_verdicts(worksheet, sheet, looks=looks)


def _colour_verdicts(worksheet: Worksheet, sheet: Sheet, *, looks: _Looks) -> None:
    for number, column in enumerate(sheet.columns):
        if column.kind is CellKind.VERDICT and sheet.rows:
            for word, look in looks.verdicts.items():
                rule = {"type": "cell", "criteria": "==", "value": f'"{word}"', "format": look}
                worksheet.conditional_format(1, number, len(sheet.rows), number, rule)


def _draw_lines(worksheet: Worksheet, sheet: Sheet, *, names: Mapping[str, str]) -> None:
    for spark in sheet.sparks:
        cells = xl_range(spark.source_row + 1, spark.first, spark.source_row + 1, spark.last)
        look = {
            "range": f"{quote_sheetname(names[spark.source])}!{cells}", "series_color": LIGHT["ink"],
            "last_point": True, "last_color": LIGHT["ink"], "weight": 1,
        }  # fmt: skip
        worksheet.add_sparkline(spark.row + 1, spark.column, look)


def _set_print(worksheet: Worksheet, sheet: Sheet, *, facts: BookFacts) -> None:
    worksheet.set_landscape()
    worksheet.set_paper(_PAPER.get(facts.paper, _PAPER["A4"]))
    worksheet.fit_to_pages(1, 0)
    worksheet.repeat_rows(0)
    title = _text(facts.title).replace("&", "&&")[:_LONGEST_FOOT]
    worksheet.set_footer(f"&L&8{title}&R&8&A · page &P of &N")


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
