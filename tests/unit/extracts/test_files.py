"""Extracts from files: CSV, Parquet and Excel, alone or many at once."""

from datetime import UTC, date, datetime
from pathlib import Path

import openpyxl
import polars as pl
import pytest
import xlsxwriter

from okr_reports.errors import CatalogueError, ContractError
from tests.unit.extracts.company_folder import CompanyFolder, found, parts, set_aside

FIGURES = """
extracts:
  figures:
    file: "data/figures*.csv"
    period: {column: month}
    columns: {value: number}
"""


def write_workbook(path: Path, **sheets: list[list[object]]) -> None:
    """An Excel file with these sheets; dates as dates."""
    path.parent.mkdir(parents=True, exist_ok=True)
    workbook = xlsxwriter.Workbook(path, {"default_date_format": "yyyy-mm-dd"})
    for name, rows in sheets.items():
        sheet = workbook.add_worksheet(name)
        for number, row in enumerate(rows):
            sheet.write_row(number, 0, row)
    workbook.close()


def test_many_files_are_read_in_the_order_of_their_names(company: CompanyFolder) -> None:
    company.sources(FIGURES)
    company.write("data/figures-2.csv", "month,value\n2026-09,2\nx,1\n")
    company.write("data/figures-1.csv", "month;value\n2026-08;1\n2026-09;abc\n")
    read = company.read()
    assert parts(read, "figures") == {"2026-08": (1, 0), "2026-09": (2, 1), "none": (1, 1)}
    assert set_aside(read) == [("data/figures-1.csv", 3, "value", "abc"), ("data/figures-2.csv", 3, "month", "x")]


@pytest.mark.parametrize("kind", ["csv", "parquet", "xlsx"])
def test_every_kind_of_file_gives_the_same_rows(company: CompanyFolder, kind: str) -> None:
    company.sources(FIGURES.replace("csv", kind))
    company.write("data/figures.csv", "month,value\n2026-08-01,1\n2026-09-01,2\n")
    frame = pl.DataFrame({"month": [date(2026, 8, 1), date(2026, 9, 1)], "value": [1, 2]})
    frame.write_parquet(company.path / "data/figures.parquet")
    write_workbook(company.path / "data/figures.xlsx", S=[["month", "value"], *map(list, frame.rows())])
    read = company.read()
    assert company.rows(read, "figures").rows() == [
        (date(2026, 8, 1), date(2026, 8, 1), 1.0),
        (date(2026, 9, 1), date(2026, 9, 1), 2.0),
    ]


def test_undeclared_columns_of_a_csv_are_inferred_from_every_row(company: CompanyFolder) -> None:
    company.sources("extracts:\n  t: {file: t.csv}\n")
    company.write(
        "t.csv",
        """\
        id,whole,amount,day,at,late,none
        007,1,1,2026-09-30,2026-09-30 10:00:00,1,
        8,2,2.5,2026-10-01,2026-09-30T20:00Z,x,
        """,
    )
    rows = company.rows(company.read(), "t").drop("period_on")
    assert dict(rows.schema) == {
        "amount": pl.Float64(),
        "at": pl.Datetime("us", "Asia/Kolkata"),
        "day": pl.Date(),
        "id": pl.String(),
        "late": pl.String(),
        "none": pl.String(),
        "whole": pl.Int64(),
    }


def test_parquet_keeps_its_types_and_leaves_lists_out_by_name(company: CompanyFolder) -> None:
    company.sources("extracts:\n  t: {file: t.parquet, columns: {share: number}}\n")
    frame = pl.DataFrame(
        {
            "id": ["007"],
            "share": [0.5],
            "count": pl.Series([3], dtype=pl.UInt16),
            "size": pl.Series(["big"], dtype=pl.Categorical),
            "at": [datetime(2026, 9, 30, 20, tzinfo=UTC)],
            "tags": [["a", "b"]],
        }
    )
    frame.write_parquet(company.path / "t.parquet")
    read = company.read()
    assert company.rows(read, "t").drop("period_on").rows() == [
        (datetime(2026, 9, 30, 20, tzinfo=UTC), 3, "007", 0.5, "big")
    ]
    assert found(read) == ["COLUMN-LEFT-OUT"]


def test_an_infinite_number_in_parquet_is_set_aside(company: CompanyFolder) -> None:
    company.sources("extracts:\n  t: {file: t.parquet, columns: {share: number}}\n")
    pl.DataFrame({"share": [0.5, float("inf"), float("nan"), None]}).write_parquet(company.path / "t.parquet")
    read = company.read()
    assert set_aside(read) == [("t.parquet", 2, "share", "inf"), ("t.parquet", 3, "share", "NaN")]


def test_excel_cells_keep_their_types_and_rows_their_numbers(company: CompanyFolder) -> None:
    company.sources("""
        extracts:
          t:
            file: t.xlsx
            period: {column: day}
            columns: {id: text, hours: number, paid: boolean}
        """)
    write_workbook(
        company.path / "t.xlsx",
        First=[
            ["id", "hours", "day", "paid", "count"],
            [7, 1.5, date(2026, 9, 30), True, 3],
            [],
            ["007", "2.5", date(2026, 9, 1), "no", 4],
            [8, "NIL", date(2026, 9, 2), None, 5],
        ],
        Second=[["id"], [1]],
    )
    read = company.read()
    assert company.rows(read, "t").sort("count").drop("period_on").rows() == [
        (3, date(2026, 9, 30), 1.5, "7", True),
        (4, date(2026, 9, 1), 2.5, "007", False),
        (5, date(2026, 9, 2), None, "8", None),
    ]
    assert set_aside(read) == [("t.xlsx", 5, "hours", "NIL")]


def test_number_cells_and_text_cells_of_one_excel_column_are_told_apart(company: CompanyFolder) -> None:
    company.sources("""
        extracts:
          t:
            file: t.xlsx
            columns: {amount: number}
            clean: {number: {thousands: ".", decimal: ","}}
        """)
    write_workbook(company.path / "t.xlsx", S=[["amount"], [123.456], ["123.456"], ["1,5"], ["1.5"]])
    read = company.read()
    assert company.rows(read, "t")["amount"].sort().to_list() == [None, 1.5, 123.456, 123456.0]
    assert set_aside(read) == [("t.xlsx", 5, "amount", "1.5")]


def test_error_cells_of_a_workbook_are_set_aside(company: CompanyFolder) -> None:
    company.sources("extracts:\n  t: {file: t.xlsx, columns: {hours: number}}\n")
    workbook = openpyxl.Workbook()
    sheet = workbook.create_sheet("First", 0)
    for row in (["id", "hours"], ["a", 1], ["b", "#DIV/0!"], ["c", "#N/A"], ["d", 2]):
        sheet.append(row)
    workbook.save(company.path / "t.xlsx")
    read = company.read()
    assert set_aside(read) == [("t.xlsx", 3, "hours", "#DIV/0!"), ("t.xlsx", 4, "hours", "#N/A")]
    assert parts(read, "t") == {"none": (4, 2)}


@pytest.mark.parametrize("rows", [[["id", "hours"]], [[], ["id", "hours"], []]])
def test_a_sheet_with_a_header_alone_is_an_empty_extract(company: CompanyFolder, rows: list[list[object]]) -> None:
    company.sources("extracts:\n  t: {file: t.xlsx}\n")
    write_workbook(company.path / "t.xlsx", S=rows)
    read = company.read()
    assert company.rows(read, "t").columns == ["hours", "id", "period_on"]


def test_a_sheet_without_anything_breaks_the_contract(company: CompanyFolder) -> None:
    company.sources("extracts:\n  t: {file: t.xlsx}\n")
    write_workbook(company.path / "t.xlsx", S=[])
    with pytest.raises(ContractError, match=r"t\.xlsx has no rows, not even a header"):
        company.read()


def test_every_sheet_that_matches_is_read(company: CompanyFolder) -> None:
    company.sources("extracts:\n  t: {file: t.xlsx, clean: {sheet: 'data*'}}\n")
    rows = [["id"], ["a"]]
    write_workbook(company.path / "t.xlsx", Cover=[["hello"]], **{"Data 1": rows, "Data 2": rows})
    assert company.rows(company.read(), "t")["id"].to_list() == ["a", "a"]


def test_a_pattern_without_a_sheet_names_those_that_are_there(company: CompanyFolder) -> None:
    company.sources("extracts:\n  t: {file: t.xlsx, clean: {sheet: 'Data*'}}\n")
    write_workbook(company.path / "t.xlsx", Cover=[["id"]], Notes=[["id"]])
    with pytest.raises(ContractError, match="it has Cover, Notes"):
        company.read()


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("t.xlsx", b"no workbook", "t.xlsx cannot be read as an Excel workbook"),
        ("t.parquet", b"no parquet", "t.parquet cannot be read as Parquet"),
        ("t.csv", b"x\n1\n", "extract t (t.csv) has no column id: it has x"),
        ("t.csv", b"ID\n1\n", "extract t (t.csv) has no column id (did you mean ID?)"),
        ("t.csv", b"id\n1\n", None),
    ],
)
def test_a_file_that_is_not_as_agreed_says_what_is_wrong(
    company: CompanyFolder, name: str, content: bytes, said: str | None
) -> None:
    company.sources(f"extracts:\n  t: {{file: {name}, columns: {{id: text}}}}\n")
    company.write(name, content)
    said_in_fact = error_of(company)
    assert said is said_in_fact or said in str(said_in_fact)


def error_of(company: CompanyFolder) -> str | None:
    """What reading says is wrong with a source."""
    try:
        company.read()
    except ContractError as error:
        return str(error)
    return None


def test_a_file_that_vanished_after_the_check_is_an_invalid_folder(company: CompanyFolder) -> None:
    company.sources("extracts:\n  t: {file: 't*.csv'}\n")
    kept = company.write("t1.csv", "a\n1\n")
    catalogue = company.catalogue
    kept.unlink()
    assert catalogue.extracts
    with pytest.raises(CatalogueError, match=r"t\*\.csv"):
        company.read()


DAYS = """
extracts:
  deals:
    file: "data/deals.csv"
    period: {column: signed_on}
    columns: {signed_on: date, paid_at: datetime, value: number}
    clean: {dates: ["%d.%m.%Y", "%d.%m.%Y %H:%M"]}
"""


def test_dates_are_read_as_the_profile_says_the_file_writes_them(company: CompanyFolder) -> None:
    company.sources(DAYS)
    rows = "01.09.2026,02.09.2026 14:30,1\n2026-09-03,,2\n31.09.2026,,3\n1.9.2026,soon,4\n01.09.26,,5\n"
    company.write("data/deals.csv", f"signed_on,paid_at,value\n{rows}")
    read = company.read("2026-09")
    assert parts(read, "deals") == {"2026-09": (3, 1), "none": (2, 2)}
    assert set_aside(read) == [
        ("data/deals.csv", 4, "signed_on", "31.09.2026"),
        ("data/deals.csv", 6, "signed_on", "01.09.26"),
        ("data/deals.csv", 5, "paid_at", "soon"),
    ]
    kept = company.rows(read, "deals")
    assert kept["period_on"].drop_nulls().to_list() == [date(2026, 9, 1), date(2026, 9, 1), date(2026, 9, 3)]
    assert kept["paid_at"].drop_nulls().dt.hour().to_list() == [14]


@pytest.mark.parametrize(
    ("form", "cell", "in_london"),
    [
        ("%d/%b/%y %I:%M %p", "31/Aug/26 07:12 PM", "14:42"),
        ("%d.%m.%Y %H:%M %z", "31.08.2026 21:12 +0200", "20:12"),
    ],
)
def test_a_time_of_twelve_hours_or_with_a_zone_keeps_its_moment(
    company: CompanyFolder, form: str, cell: str, in_london: str
) -> None:
    company.sources(DAYS.replace("%d.%m.%Y %H:%M", form))
    company.write("data/deals.csv", f"signed_on,paid_at,value\n01.09.2026,{cell},1\n")
    paid_at = company.rows(company.read("2026-09"), "deals")["paid_at"].dt.convert_time_zone("Europe/London")
    assert paid_at.dt.to_string("%H:%M").to_list() == [in_london]


def test_dates_in_the_text_cells_of_a_workbook_are_read_as_the_profile_says(company: CompanyFolder) -> None:
    company.sources(DAYS.replace("deals.csv", "deals.xlsx"))
    rows: list[list[object]] = [["signed_on", "paid_at", "value"], ["01.09.2026", "01.09.2026 08:00", 1]]
    write_workbook(company.path / "data/deals.xlsx", Deals=rows)
    assert parts(company.read("2026-09"), "deals") == {"2026-09": (1, 0)}


def test_dates_that_cannot_be_read_are_refused_with_what_to_write(company: CompanyFolder) -> None:
    company.sources(DAYS.partition("    clean:")[0])
    company.write("data/deals.csv", "signed_on,paid_at,value\n01.09.2026,,1\n")
    advice = r"like 2026-09-30, or say under `clean` how the file writes them, like dates: \["
    with pytest.raises(ContractError, match=advice):
        company.read("2026-09")
    company.sources(DAYS.partition("    columns:")[0])
    with pytest.raises(ContractError, match=r"no cell of column signed_on says when: write dates .*, or say under"):
        company.read("2026-09")


def test_a_form_without_day_month_and_year_is_refused(company: CompanyFolder) -> None:
    company.sources(DAYS.replace('"%d.%m.%Y", ', '"%m.%Y", '))
    with pytest.raises(CatalogueError, match=r"'%m\.%Y' does not say where day, month and year stand"):
        company.read("2026-09")
