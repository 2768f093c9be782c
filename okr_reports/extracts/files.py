"""Extracts from files: every file a pattern names, in name order, read by its kind and put under one another."""

from pathlib import Path

import polars as pl

from okr_reports.catalogue.cleaning import CleanWritten
from okr_reports.catalogue.extract_texts import files_of
from okr_reports.catalogue.model import Extract
from okr_reports.errors import CatalogueError, SourceError
from okr_reports.extracts.contract import needed_columns, require_columns
from okr_reports.extracts.csv_lines import CsvFormat
from okr_reports.extracts.csv_rows import read_csv
from okr_reports.extracts.excel import read_excel
from okr_reports.extracts.file_period import with_period
from okr_reports.extracts.headers import renamed
from okr_reports.extracts.natural import unite
from okr_reports.extracts.parquet import read_parquet
from okr_reports.extracts.raw import FILE, ROW, RawRows

_CSV = {".csv", ".tsv", ".txt"}
_PARQUET = {".parquet", ".pq"}
_EXCEL = {".xlsx", ".xlsm", ".xlsb", ".xls", ".ods"}


def read_files(folder: Path, *, extract_id: str, extract: Extract) -> RawRows:
    """All rows of the extract's files with the profile's names, only its columns, and the period a name gives.

    Raises CatalogueError when no file matches, ContractError for one that is not as agreed, SourceError when
    one cannot be opened.
    """
    tables = [_read_file(path, folder, extract_id=extract_id, extract=extract) for path in find_files(folder, extract)]
    frame = unite([table.frame.with_columns(pl.col(FILE).cast(pl.String)) for table in tables])
    return RawRows(
        frame.with_columns(pl.col(FILE).cast(pl.Categorical())),
        pl.concat([table.unreadable for table in tables]),
        is_text=all(table.is_text for table in tables),
        left_out=tuple(dict.fromkeys(name for table in tables for name in table.left_out)),
    )


def find_files(folder: Path, extract: Extract) -> list[Path]:
    """The extract's files, in name order; raises CatalogueError when none is there."""
    paths = files_of(extract, folder)
    if not paths:
        raise CatalogueError(f"there is no file {extract.file}: correct `file` in sources.yaml or put the file there")
    return paths


def label_of(path: Path, folder: Path) -> str:
    """How a file is named in findings: its path inside the company folder, else its bare name."""
    return path.relative_to(folder).as_posix() if path.is_relative_to(folder) else path.name


def _read_file(path: Path, folder: Path, *, extract_id: str, extract: Extract) -> RawRows:
    label = label_of(path, folder)
    clean = extract.clean or CleanWritten()
    try:
        raw = _read_by_kind(path, label, clean=clean)
    except OSError as error:
        failure = SourceError(f"extract {extract_id}: {label} cannot be opened ({error.strerror or 'unreadable'})")
    else:
        return _by_profile(raw, path, extract_id=extract_id, extract=extract)
    raise failure


def _read_by_kind(path: Path, label: str, *, clean: CleanWritten) -> RawRows:
    kind = path.suffix.lower()
    if kind in _PARQUET:
        return read_parquet(path, label=label)
    if kind in _EXCEL:
        path.open("rb").close()
        return read_excel(path, label=label, clean=clean)
    if kind in _CSV:
        return read_csv(path, label=label, form=csv_format(clean))
    raise CatalogueError(f"{label} is no kind of file that can be read: use .csv, .parquet or .xlsx")


def csv_format(clean: CleanWritten) -> CsvFormat:
    """What a cleaning profile says about CSV files."""
    header = clean.header
    match, rows = (header.match, header.rows) if header else (None, 1)
    return CsvFormat(clean.encoding, clean.delimiter, match, rows)


def _by_profile(raw: RawRows, path: Path, *, extract_id: str, extract: Extract) -> RawRows:
    clean = extract.clean or CleanWritten()
    label = str(raw.frame[FILE][0]) if raw.frame.height else path.name
    names = renamed(raw.columns, clean.columns, where=label)
    frame = with_period(_without_empty(raw.frame.rename(names)), path, extract=extract)
    lost = raw.unreadable.with_columns(pl.col("column").replace(names))
    if clean.only is not None:
        allowed = {*clean.only, *needed_columns(extract), FILE, ROW}
        frame = frame.select(name for name in frame.columns if name in allowed)
        lost = _without_hidden(lost, frame.columns)
    present = [name for name in frame.columns if name not in (FILE, ROW)]
    require_columns(present, extract_id=f"{extract_id} ({label})", extract=extract)
    return RawRows(frame, lost, raw.is_text, raw.left_out)


def _without_hidden(lost: pl.DataFrame, columns: list[str]) -> pl.DataFrame:
    # The text of a whole row holds cells of columns that the profile keeps out; a sheet's error is only a code.
    shown = pl.when(pl.col("raw").str.starts_with("#")).then(pl.col("raw")).otherwise(pl.lit("not shown"))
    return lost.filter(pl.col("column").is_in([*columns, ""])).with_columns(raw=shown)


def _without_empty(frame: pl.DataFrame) -> pl.DataFrame:
    """Without columns that have neither a header nor a cell."""
    unnamed = [name for name in frame.columns if name.startswith("column_") and name[7:].isdigit()]
    empty = [
        name
        for name in unnamed
        if not frame[name].count() or (frame[name].dtype == pl.String() and not (frame[name] != "").any())
    ]
    return frame.drop(empty)
