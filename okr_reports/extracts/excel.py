"""Excel workbooks: one sheet, or all that match a pattern; cells in their own types, rows numbered as Excel does."""

from fnmatch import fnmatch
from pathlib import Path

import fastexcel
import polars as pl

from okr_reports.catalogue.cleaning import CleanWritten, NumberWritten
from okr_reports.errors import ContractError
from okr_reports.extracts.excel_errors import ErrorCell, error_cells
from okr_reports.extracts.headers import find_header
from okr_reports.extracts.natural import unite
from okr_reports.extracts.raw import FILE, ROW, UNREADABLE, RawRows

_HEADER_WITHIN = 200


def read_excel(path: Path, *, label: str, clean: CleanWritten) -> RawRows:
    """The rows of the first sheet, or of every sheet that `clean.sheet` matches (`Data*`), under one another.

    Raises ContractError for a file that is no workbook and for a pattern without a sheet.
    """
    workbook = _opened(path, label)
    names = _sheets(workbook, clean.sheet, label=label)
    frames, lost = [], []
    for name in names:
        where = label if len(names) == 1 else f"{label}#{name}"
        frames.append(_read_sheet(workbook, name, where=where, clean=clean))
        lost.append(_lost(frames[-1], error_cells(path, name), where=where))
    return RawRows(unite(frames).with_columns(pl.col(FILE).cast(pl.Categorical())), pl.concat(lost))


def _opened(path: Path, label: str) -> fastexcel.ExcelReader:
    try:
        return fastexcel.read_excel(path)
    except fastexcel.FastExcelError:
        pass
    raise ContractError(f"{label} cannot be read as an Excel workbook: save it as .xlsx again")


def _sheets(workbook: fastexcel.ExcelReader, pattern: str | None, *, label: str) -> list[str]:
    if pattern is None:
        return workbook.sheet_names[:1]
    matching = [name for name in workbook.sheet_names if fnmatch(name.casefold(), pattern.casefold())]
    if not matching:
        raise ContractError(f"{label} has no sheet {pattern!r}: it has {', '.join(workbook.sheet_names)}")
    return matching


def _read_sheet(workbook: fastexcel.ExcelReader, sheet: str, *, where: str, clean: CleanWritten) -> pl.DataFrame:
    top = workbook.load_sheet(sheet, header_row=None, skip_rows=0, n_rows=_HEADER_WITHIN, dtypes="string").to_polars()
    match, height = (clean.header.match, clean.header.rows) if clean.header else (None, 1)
    header = find_header(top.rows(), match=match, rows_in_header=height, where=where)
    body = workbook.load_sheet(sheet, header_row=None, skip_rows=header.end, schema_sample_rows=None).to_polars()
    body.columns = header.names
    if clean.number.decimal != "." or clean.number.thousands == ".":
        dated = workbook.load_sheet(sheet, header_row=None, skip_rows=header.end, dtypes="datetime").to_polars()
        dated.columns = header.names
        body = body.with_columns(_in_format(body, dated, number=clean.number))
    rows = body.with_columns(_whole(body)).with_row_index(ROW, offset=header.end + 1)
    is_filled = pl.any_horizontal(pl.exclude(ROW).is_not_null())
    return rows.filter(is_filled).with_columns(pl.lit(where).alias(FILE))


def _lost(rows: pl.DataFrame, errors: list[ErrorCell], *, where: str) -> pl.DataFrame:
    """The error cells of the data rows, by the columns' names."""
    names = [name for name in rows.columns if name not in (ROW, FILE)]
    places = [(where, error.row, names[error.column], error.text) for error in errors if error.column < len(names)]
    lost = pl.DataFrame(places, schema=UNREADABLE, orient="row")
    return lost.filter(pl.col("row").is_in(rows[ROW].cast(pl.Int64).implode()))


def _whole(body: pl.DataFrame) -> list[pl.Series]:
    # Excel knows only floats and moments: a column of whole numbers or midnights is numbers or days.
    whole = []
    for cells in body:
        if cells.dtype.is_float() and (cells.is_null() | ((cells == cells.round(0)) & (cells.abs() < 1e15))).all():
            whole.append(cells.cast(pl.Int64()))
        elif isinstance(cells.dtype, pl.Datetime) and (cells.is_null() | (cells.dt.truncate("1d") == cells)).all():
            whole.append(cells.cast(pl.Date()))
        elif cells.dtype == pl.String():
            whole.append(cells.set(cells.str.strip_chars() == "", None))
    return whole


def _in_format(body: pl.DataFrame, dated: pl.DataFrame, *, number: NumberWritten) -> list[pl.Series]:
    """Columns that mix text and real numbers, with the numbers written as the profile says.

    Read as text, 123.456 in a number cell and "123.456" in a text cell look the same; read as moments, only the
    number cell gives one.
    """
    mixed = []
    for cells in body:
        if cells.dtype == pl.String():
            is_number = dated[cells.name].is_not_null() & cells.str.contains(r"^-?\d+(?:\.\d+)?$")
            mixed.append(cells.str.replace(".", number.decimal, literal=True).zip_with(is_number, cells))
    return mixed
