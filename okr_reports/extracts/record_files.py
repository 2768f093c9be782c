"""Tables people keep as CSV beside the YAML: columns by header, every cell that is wrong said with its line.

Read without Polars: checking a folder should not have to wait for it.
"""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property
from itertools import compress
from operator import itemgetter
from pathlib import Path
from typing import Any

from okr_reports.catalogue.lint.role_codes import ROLE_CODES
from okr_reports.errors import ContractError, Problem
from okr_reports.extracts.csv_lines import CsvLines, open_csv
from okr_reports.extracts.record_encoding import UNPRINTABLE, form_of
from okr_reports.findings import Finding
from okr_reports.words import ColumnType, Severity

TEXT_CHARACTERS = "TEXT-CHARACTERS"
Cell = str | date | float | None
_SHOWABLE = re.compile(r"[\d ./:+-]{1,25}")
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_NUMBER = re.compile(r"[+-]?([0-9]+\.?[0-9]*|\.[0-9]+)([eE][+-]?[0-9]+)?")


@dataclass(frozen=True)
class RecordFile:
    """What a file's columns are: header → type, which must be filled in every row, and which are called otherwise."""

    name: str
    columns: Mapping[str, ColumnType]
    required: tuple[str, ...]
    renamed: Mapping[str, str] = field(default_factory=dict)

    def header_of(self, column: str) -> str:
        """What the file calls a column of the table."""
        return next((header for header, name in self.renamed.items() if name == column), column)

    def problem(self, what: str, fix: str, *, line: int) -> Problem:
        """Something wrong on one line of this file."""
        return Problem(what, fix=fix, file=self.name, line=line)


@dataclass(frozen=True)
class FileRows:
    """A file's rows, each with its line and one cell per column of the table, and everything wrong with them."""

    columns: tuple[str, ...]
    lines: tuple[int, ...] = ()
    cells: tuple[tuple[Cell, ...], ...] = ()
    problems: tuple[Problem, ...] = ()
    findings: tuple[Finding, ...] = ()
    is_there: bool = True

    def of(self, *columns: str) -> Iterator[tuple[Any, ...]]:
        """Each row's line with these columns' cells."""
        places = [self.columns.index(column) for column in columns]
        yield from zip(self.lines, *(map(itemgetter(place), self.cells) for place in places), strict=True)

    def up_to(self, day: date, *, column: str) -> "FileRows":
        """The rows that are not dated later in this column; undated ones stay."""
        seen = [on is None or on <= day for _, on in self.of(column)]
        return replace(self, lines=tuple(compress(self.lines, seen)), cells=tuple(compress(self.cells, seen)))


def read_record_file(folder: Path, file: RecordFile) -> FileRows:
    """The rows in the declared types under the tables' names; a file that is not there has none.

    Texts are kept as typed, white space around them apart; bytes that are no text become U+FFFD.
    """
    path = folder / file.name
    nothing = FileRows(tuple(file.renamed.get(name, name) for name in file.columns))
    if not path.is_file():
        return FileRows(nothing.columns, is_there=False)
    try:
        with open_csv(path, label=file.name, form=form_of(path)) as csv:
            return _read(csv, file, nothing)
    except ContractError as error:
        return FileRows(nothing.columns, problems=tuple(error.problems))
    except OSError as error:
        return FileRows(nothing.columns, problems=(Problem(f"{file.name} cannot be opened ({error.strerror})"),))


def _read(csv: CsvLines, file: RecordFile, nothing: FileRows) -> FileRows:
    """Column by column: a company's notes are many, and each column holds one kind of cell."""
    problems = list(_header_problems(csv.names, file))
    lines: list[int] = []
    rows: list[list[str]] = []
    for line, texts in csv.lines:
        fitted, is_whole = _fitted(texts, csv.names)
        if not is_whole:
            fix = "put cells that hold the separator in quotes, and close every quote"
            problems.append(file.problem("this row has not as many cells as the header", fix, line=line))
        lines.append(line)
        rows.append(fitted)
    written = dict(zip(csv.names, zip(*rows, strict=True), strict=True)) if rows else {}
    columns = [_Column(file, name, tuple(map(str.strip, written.get(name, ())))) for name in file.columns]
    problems += sorted((problem for column in columns for problem in column.problems(lines)), key=_line)
    cells = zip(*(column.cells or (None,) * len(lines) for column in columns), strict=True)
    return FileRows(
        nothing.columns, tuple(lines), tuple(cells), tuple(problems),
        (*_ignored(csv.names, file), *_unprintable(columns, lines, file)),
    )  # fmt: skip


def _fitted(cells: list[str], names: Sequence[str]) -> tuple[list[str], bool]:
    """As many cells as headers, and whether there were: of a row that is too long nothing can be told apart."""
    width = len(names)
    if len(cells) >= width and not any(cells[width:]):
        return cells[:width], True
    kept = cells if len(cells) < width else []
    return [*kept, *([""] * (width - len(kept)))], False


@dataclass(frozen=True)
class _Column:
    """One declared column: its name in the file, and its texts without white space around; none if it is not there."""

    file: RecordFile
    name: str
    texts: tuple[str, ...]

    @cached_property
    def cells(self) -> tuple[Cell, ...]:
        """The cells in the column's type; None where one is empty or cannot be read."""
        return tuple(map(self._cell_of.__getitem__, self.texts))

    def problems(self, lines: Sequence[int]) -> Iterator[Problem]:
        """Cells that are empty and must not be, and those that cannot be read."""
        wrong = {text for text, cell in self._cell_of.items() if text and cell is None}
        if self.name in self.file.required:
            wrong |= self._cell_of.keys() & {""}
        for line, text in zip(lines, self.texts, strict=False) if wrong else ():
            if text in wrong and text:
                yield _wrong(self.file, self.name, cell=text, line=line)
            elif text in wrong:
                yield self.file.problem(f"{self.name} is empty", "fill it in", line=line)

    def unprintable(self, lines: Sequence[int]) -> Iterator[int]:
        """The lines with a text that no page can show as it is."""
        is_text = self.file.columns[self.name] is ColumnType.TEXT
        if is_text and UNPRINTABLE.search("".join(self._cell_of)):
            yield from (line for line, text in zip(lines, self.texts, strict=True) if UNPRINTABLE.search(text))

    @cached_property
    def _cell_of(self) -> Mapping[str, Cell]:
        """Each different text once: days and ids repeat."""
        read = _READERS[self.file.columns[self.name]]
        return {text: read(text) if text else None for text in set(self.texts)}


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text) if _DAY.fullmatch(text) else None
    except ValueError:
        return None


def _number(text: str) -> float | None:
    return float(text) if _NUMBER.fullmatch(text) else None


_READERS: Mapping[ColumnType, Callable[[str], Cell]] = {
    ColumnType.TEXT: str,
    ColumnType.DATE: _day,
    ColumnType.NUMBER: _number,
}


def _header_problems(names: Sequence[str], file: RecordFile) -> Iterator[Problem]:
    for name in file.required:
        if name not in names:
            yield file.problem(f"there is no column {name}", f"the header has {', '.join(names)}", line=1)


def _wrong(file: RecordFile, name: str, *, cell: str, line: int) -> Problem:
    # Only what can be no name or comment is repeated: a cell may have slipped into the wrong column.
    shown = f" {cell!r}" if _SHOWABLE.fullmatch(cell) else ""
    is_day = file.columns[name] is ColumnType.DATE
    what, fix = ("date", "write it like 2026-09-30") if is_day else ("number", "write it like 0.8")
    return file.problem(f"{name}{shown} is no {what}", fix, line=line)


def _ignored(names: Sequence[str], file: RecordFile) -> tuple[Finding, ...]:
    further = [name for name in names if name not in file.columns]
    if not further:
        return ()
    text = f"{file.name} has columns that are not read: {', '.join(further)}"
    return (Finding("COLUMN-IGNORED", Severity.ADVICE, file.name, text),)


def _unprintable(columns: Sequence[_Column], lines: Sequence[int], file: RecordFile) -> tuple[Finding, ...]:
    found = sorted({line for column in columns for line in column.unprintable(lines)})
    if not found:
        return ()
    count = "one row" if len(found) == 1 else f"{len(found)} rows"
    text = f"{file.name}:{found[0]}: {count} with control characters or bytes that are no text: printed as \ufffd"
    severity = ROLE_CODES[TEXT_CHARACTERS].severity
    return (Finding(TEXT_CHARACTERS, severity, file.name, text, place=f"{file.name}:{found[0]}"),)


def _line(problem: Problem) -> int:
    return problem.line or 0
