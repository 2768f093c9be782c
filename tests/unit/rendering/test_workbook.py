"""Tables as an Excel workbook, read back by another program's reader."""

from collections.abc import Sequence
from datetime import UTC, date, datetime
from io import BytesIO
from zipfile import ZipFile

import pytest
from openpyxl import load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from okr_reports.packs.sheet import BookFacts, Cell, CellKind, Sheet, SheetColumn, SheetSpark
from okr_reports.rendering.workbook import sheet_names, write_workbook

AS_OF = datetime(2026, 10, 1, 0, 30, tzinfo=UTC)


def read_back(*columns: SheetColumn, rows: Sequence[Sequence[Cell]]) -> Worksheet:
    """The only sheet of a workbook with these columns and rows."""
    book = load_workbook(BytesIO(write_workbook([Sheet("KPIs", columns, rows)], created=AS_OF)))
    (sheet,) = book.worksheets
    return sheet


def column_of(kind: CellKind, *cells: Cell) -> list[tuple[object, str]]:
    """Value and number format of each cell of a column of this kind."""
    sheet = read_back(SheetColumn("x", kind), rows=[[cell] for cell in cells])
    return [(row[0].value, row[0].number_format) for row in sheet.iter_rows(min_row=2)]


def test_numbers_are_numbers_with_the_format_of_their_kind() -> None:
    assert column_of(CellKind.NUMBER, 3.4) == [(3.4, "#,##0.00")]
    assert column_of(CellKind.WHOLE, 1204) == [(1204, "#,##0")]
    assert column_of(CellKind.SHARE, 0.062) == [(0.062, "0.0%")]


def test_dates_are_dates() -> None:
    assert column_of(CellKind.DATE, date(2026, 9, 30)) == [(datetime(2026, 9, 30), "yyyy-mm-dd")]  # noqa: DTZ001
    assert column_of(CellKind.MOMENT, AS_OF) == [(datetime(2026, 10, 1, 0, 30), "yyyy-mm-dd hh:mm")]  # noqa: DTZ001


def test_a_date_before_excels_calendar_is_text() -> None:
    assert column_of(CellKind.DATE, date(1899, 12, 31))[0][0] == "1899-12-31"


@pytest.mark.parametrize("text", ["=1+1", "+1", "-cmd", "@SUM(1)", "http://example.org", "007", "{=1}", "mailto:a@b.c"])
def test_text_stays_text(text: str) -> None:
    sheet = read_back(SheetColumn("x"), rows=[[text]])
    assert (sheet["A2"].value, sheet["A2"].data_type) == (text, "s")
    assert sheet["A2"].hyperlink is None


@pytest.mark.parametrize("number", [float("nan"), float("inf"), float("-inf"), None])
def test_what_is_no_number_is_an_empty_cell(number: float | None) -> None:
    assert column_of(CellKind.NUMBER, number, 1.0)[0][0] is None


def test_signs_that_break_excel_are_replaced() -> None:
    assert column_of(CellKind.TEXT, "a\x00b\ud800c")[0][0] == "a\ufffdb\ufffdc"


def test_text_longer_than_a_cell_is_cut() -> None:
    assert len(str(column_of(CellKind.TEXT, "x" * 40_000)[0][0])) == 32767


def test_a_column_and_a_cell_may_have_their_own_number_format() -> None:
    columns = [SheetColumn("x", CellKind.NUMBER, number_format='0.0 "h"')]
    sheet = Sheet("KPIs", columns, [[1.0], [2.0]], formats={(1, 0): '0 "%"'})
    (read,) = load_workbook(BytesIO(write_workbook([sheet], created=AS_OF))).worksheets
    assert [read["A2"].number_format, read["A3"].number_format] == ['0.0 "h"', '0 "%"']


def test_the_head_stays_in_sight_and_columns_have_their_width() -> None:
    sheet = read_back(SheetColumn("KPI", width=30), SheetColumn("x"), rows=[["a", "b"]])
    assert sheet.freeze_panes == "B2"
    assert sheet.column_dimensions["A"].width == pytest.approx(30, abs=1)
    assert sheet.auto_filter.ref == "A1:B2"


def test_a_sheet_without_rows_has_its_head() -> None:
    assert read_back(SheetColumn("KPI"), rows=[])["A1"].value == "KPI"


@pytest.mark.parametrize(
    ("wanted", "names"),
    [
        (["a/b:c"], ["a b c"]),
        (["x" * 40], ["x" * 31]),
        (["Support", "support"], ["Support", "support 2"]),
        (["x" * 40, "x" * 50], ["x" * 31, "x" * 29 + " 2"]),
        (["[]"], ["Sheet"]),
        (["", ""], ["Sheet", "Sheet 2"]),
        (["'quoted'"], ["quoted"]),
        (["History"], ["History 2"]),
    ],
)
def test_sheet_names_are_such_as_excel_accepts(wanted: list[str], names: list[str]) -> None:
    assert sheet_names(wanted) == names


def test_the_same_tables_give_the_same_bytes() -> None:
    sheets = [Sheet("KPIs", [SheetColumn("a"), SheetColumn("b", CellKind.NUMBER)], [["x", 1.5], ["y", None]])]
    assert write_workbook(sheets, created=AS_OF) == write_workbook(sheets, created=AS_OF)


def lined() -> bytes:
    """Two sheets, the first with a line over a row of the second."""
    first = Sheet(
        "Now's", [SheetColumn("a"), SheetColumn("b")], [["x", None]], sparks=[SheetSpark(0, 1, "Then", 0, 1, 2)]
    )
    numbers = [SheetColumn(name, CellKind.NUMBER) for name in "abc"]
    return write_workbook([first, Sheet("Then", numbers, [["x", 1.0, 2.0]])], created=AS_OF)


def test_a_line_is_drawn_over_the_numbers_of_another_sheet() -> None:
    sheet = ZipFile(BytesIO(lined())).read("xl/worksheets/sheet1.xml").decode()
    assert "<xm:f>Then!B2:C2</xm:f><xm:sqref>B2</xm:sqref>" in sheet
    assert lined() == lined()


def test_a_verdict_is_a_word_on_a_colour() -> None:
    sheet = read_back(SheetColumn("Health", CellKind.VERDICT), rows=[["Off target"], ["Healthy"]])
    assert [sheet["A2"].value, sheet["A3"].value] == ["Off target", "Healthy"]
    (ranges,) = {str(found.sqref) for found in sheet.conditional_formatting}
    assert ranges == "A2:A3"
    formulas = [rule.formula[0] for found in sheet.conditional_formatting for rule in found.rules]
    assert formulas[:4] == ['"Off target"', '"At risk"', '"Healthy"', '"Unknown"']


def test_a_sheet_prints_across_one_page_with_its_head_on_every_page() -> None:
    facts = BookFacts("Sales & more", paper="Letter")
    book = load_workbook(
        BytesIO(write_workbook([Sheet("KPIs", [SheetColumn("a")], [["x"]])], created=AS_OF, facts=facts))
    )
    (sheet,) = book.worksheets
    assert (sheet.page_setup.orientation, sheet.page_setup.paperSize, sheet.page_setup.fitToHeight) == (
        "landscape",
        1,
        0,
    )
    assert sheet.print_title_rows == "$1:$1"
    assert (book.properties.title, sheet.oddFooter.left.text) == ("Sales & more", "Sales && more")


def test_the_workbook_says_when_its_data_were_seen() -> None:
    book = load_workbook(BytesIO(write_workbook([Sheet("KPIs", [SheetColumn("a")], [])], created=AS_OF)))
    assert book.properties.created == datetime(2026, 10, 1, 0, 30)  # noqa: DTZ001
