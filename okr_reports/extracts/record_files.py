"""Tables people keep as CSV beside the YAML: columns by header, every cell that is wrong said with its line."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import polars as pl

from okr_reports.errors import ContractError, Problem
from okr_reports.extracts.csv_rows import CsvFormat, read_csv
from okr_reports.extracts.raw import ROW, RawRows
from okr_reports.findings import Finding
from okr_reports.words import ColumnType, Severity

LINE = "line"
_SHOWABLE = re.compile(r"[\d ./:+-]{1,25}")


@dataclass(frozen=True)
class RecordFile:
    """What a file's columns are: header → type, which must be filled in every row, and which are called otherwise."""

    name: str
    columns: Mapping[str, ColumnType]
    required: tuple[str, ...]
    renamed: Mapping[str, str] = field(default_factory=dict)

    def problem(self, what: str, fix: str, *, line: int) -> Problem:
        """Something wrong on one line of this file."""
        return Problem(what, fix=fix, file=self.name, line=line)


@dataclass(frozen=True)
class FileRows:
    """A file's rows with `line`, everything wrong with them, and what a reader may want to know."""

    rows: pl.DataFrame
    problems: tuple[Problem, ...] = ()
    findings: tuple[Finding, ...] = ()
    is_there: bool = True


def read_record_file(folder: Path, file: RecordFile) -> FileRows:
    """The rows in the declared types under the tables' names; a file that is not there has none."""
    nothing = pl.DataFrame(schema={**dict.fromkeys(file.columns, pl.String()), LINE: pl.Int64()})
    path = folder / file.name
    if not path.is_file():
        return FileRows(_typed(nothing, file), is_there=False)
    try:
        raw = read_csv(path, label=file.name, form=CsvFormat())
    except ContractError as error:
        return FileRows(_typed(nothing, file), tuple(error.problems))
    except OSError as error:
        unread = Problem(f"{file.name} cannot be opened ({error.strerror})")
        return FileRows(_typed(nothing, file), (unread,))
    text = _complete(raw, file)
    problems = [*_shape_problems(raw, file), *_cell_problems(text, file, absent=_absent(raw, file))]
    return FileRows(_typed(text, file), tuple(problems), _ignored(raw, file))


def _complete(raw: RawRows, file: RecordFile) -> pl.DataFrame:
    """Every declared column as text, blanks around cells taken off, empty cells null; `line` from the file."""
    columns = [
        _trimmed(name) if name in raw.columns else pl.lit(None, pl.String()).alias(name) for name in file.columns
    ]
    return raw.frame.select(*columns, pl.col(ROW).cast(pl.Int64).alias(LINE))


def _trimmed(name: str) -> pl.Expr:
    text = pl.col(name).str.strip_chars()
    return pl.when(text != "").then(text).alias(name)


def _typed(text: pl.DataFrame, file: RecordFile) -> pl.DataFrame:
    columns = [_read(pl.col(name), kind).alias(file.renamed.get(name, name)) for name, kind in file.columns.items()]
    return text.select(*columns, LINE)


def _read(cells: pl.Expr, kind: ColumnType) -> pl.Expr:
    if kind is ColumnType.DATE:
        is_day = cells.str.contains(r"^\d{4}-\d{2}-\d{2}$")
        return pl.when(is_day).then(cells).str.to_date("%Y-%m-%d", strict=False)
    return cells.cast(pl.Float64, strict=False) if kind is ColumnType.NUMBER else cells


def _absent(raw: RawRows, file: RecordFile) -> list[str]:
    return [name for name in file.required if name not in raw.columns]


def _shape_problems(raw: RawRows, file: RecordFile) -> Iterator[Problem]:
    for name in _absent(raw, file):
        yield file.problem(f"there is no column {name}", f"the header has {_listed(raw.columns)}", line=1)
    for line in raw.unreadable["row"]:
        fix = "put cells that hold the separator in quotes, and close every quote"
        yield file.problem("this row has not as many cells as the header", fix, line=line)


def _cell_problems(text: pl.DataFrame, file: RecordFile, *, absent: Sequence[str]) -> Iterator[Problem]:
    for name, kind in file.columns.items():
        cells = text.select(LINE, cell=pl.col(name), value=_read(pl.col(name), kind))
        for line, cell, _ in cells.filter(pl.col("cell").is_not_null() & pl.col("value").is_null()).iter_rows():
            yield _wrong(file, name, cell=cell, line=line)
        if name in file.required and name not in absent:
            for line in cells.filter(pl.col("cell").is_null())[LINE]:
                yield file.problem(f"{name} is empty", "fill it in", line=line)


def _wrong(file: RecordFile, name: str, *, cell: str, line: int) -> Problem:
    # Only what can be no name or comment is repeated: a cell may have slipped into the wrong column.
    shown = f" {cell!r}" if _SHOWABLE.fullmatch(cell) else ""
    is_day = file.columns[name] is ColumnType.DATE
    what, fix = ("date", "write it like 2026-09-30") if is_day else ("number", "write it like 0.8")
    return file.problem(f"{name}{shown} is no {what}", fix, line=line)


def _ignored(raw: RawRows, file: RecordFile) -> tuple[Finding, ...]:
    further = [name for name in raw.columns if name not in file.columns]
    if not further:
        return ()
    text = f"{file.name} has columns that are not read: {_listed(further)}"
    return (Finding("COLUMN-IGNORED", Severity.ADVICE, file.name, text),)


def _listed(names: Sequence[str]) -> str:
    return ", ".join(names)
