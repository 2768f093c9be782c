"""CSV files as people's programs write them: any encoding, delimiter and line end; broken rows set aside."""

import codecs
import csv
import io
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import TextIO

import polars as pl

from okr_reports.errors import ContractError
from okr_reports.extracts.headers import Header, find_header
from okr_reports.extracts.raw import FILE, RAW_LENGTH, ROW, UNREADABLE, RawRows

_DELIMITERS = (",", ";", "\t", "|")
_MARKS = {codecs.BOM_UTF16_LE: "utf-16", codecs.BOM_UTF16_BE: "utf-16", codecs.BOM_UTF8: "utf-8-sig"}
_SAMPLE_CHARACTERS = 65_536
_SAMPLE_ROWS = 50
_HEADER_WITHIN = 200
_BATCH_ROWS = 50_000
_CHUNK_BYTES = 1 << 20


@dataclass(frozen=True)
class CsvFormat:
    """What is said about a file beforehand: encodings in the order to try, delimiter, where its header stands."""

    encodings: Sequence[str] = ("utf-8-sig", "cp1252")
    delimiter: str | None = None
    match: str | None = None
    header_rows: int = 1


@dataclass(frozen=True)
class Line:
    """One row's cells and the file's line it begins on; `cells` empty when its quotes are broken."""

    number: int
    cells: list[str]


def read_csv(path: Path, *, label: str, form: CsvFormat) -> RawRows:
    """All rows as text, with the line each begins on. Blank rows are none; ragged ones are set aside.

    Raises ContractError when no encoding fits, a quote is never closed, or no header is found.
    """
    with path.open("rb") as file:
        encoding = _encoding(file, form.encodings, label=label)
        text = io.TextIOWrapper(file, encoding=encoding, newline="")
        delimiter = form.delimiter or _delimiter(text)
        lines = _lines(text, delimiter, label=label)
        header, rest = _header(lines, form, label=label)
        rows = RowCollector(header.names, label=label, delimiter=delimiter)
        for line in _chain(rest, lines):
            rows.add(line)
        return rows.collected()


class RowCollector:
    """Rows gathered in batches into columns of text; rows of the wrong width are set aside as well."""

    def __init__(self, names: list[str], *, label: str, delimiter: str) -> None:
        self._names, self._label, self._delimiter = names, label, delimiter
        self._numbers: list[int] = []
        self._cells: list[list[str]] = []
        self._frames = [self._frame()]
        self._lost: list[tuple[str, int, str, str]] = []

    def add(self, line: Line) -> None:
        """Take one row; short rows get nulls, rows with more filled cells than headers only nulls."""
        if len(line.cells) != len(self._names):
            line = self._mended(line)
        self._numbers.append(line.number)
        self._cells.append(line.cells)
        if len(self._numbers) >= _BATCH_ROWS:
            self._flush()

    def collected(self) -> RawRows:
        """Everything taken, as text columns."""
        self._flush()
        lost = pl.DataFrame(self._lost, schema=UNREADABLE, orient="row")
        return RawRows(pl.concat(self._frames), lost, is_text=True)

    def _mended(self, line: Line) -> Line:
        width = len(self._names)
        if not any(line.cells[width:]) and len(line.cells) > width:
            return Line(line.number, line.cells[:width])
        is_short = 0 < len(line.cells) < width
        column = self._names[len(line.cells)] if is_short else ""
        raw = self._delimiter.join(line.cells)[:RAW_LENGTH] or "broken quotes"
        self._lost.append((self._label, line.number, column, raw))
        kept = line.cells if is_short else []
        return Line(line.number, [*kept, *([""] * (width - len(kept)))])

    def _flush(self) -> None:
        self._frames.append(self._frame())
        self._numbers, self._cells = [], []

    def _frame(self) -> pl.DataFrame:
        columns = zip(*self._cells, strict=True) if self._cells else ([] for _ in self._names)
        series = [pl.Series(name, cells, dtype=pl.String()) for name, cells in zip(self._names, columns, strict=True)]
        numbers = pl.Series(ROW, self._numbers, dtype=pl.UInt32())
        return pl.DataFrame([*series, numbers]).with_columns(pl.lit(self._label).cast(pl.Categorical()).alias(FILE))


def _encoding(file: io.BufferedReader, encodings: Sequence[str], *, label: str) -> str:
    start = file.read(4)
    marked = [name for mark, name in _MARKS.items() if start.startswith(mark)]
    for encoding in [*marked, *encodings]:
        file.seek(0)
        if _fits(file, encoding, label=label):
            file.seek(0)
            return encoding
    raise ContractError(f"{label} cannot be read as {', '.join(encodings)}: name its encoding under `clean`")


def _fits(file: io.BufferedReader, encoding: str, *, label: str) -> bool:
    try:
        decoder = codecs.getincrementaldecoder(encoding)()
        while chunk := file.read(_CHUNK_BYTES):
            decoder.decode(chunk)
        decoder.decode(b"", final=True)
    except LookupError:
        raise ContractError(f"{label}: there is no encoding {encoding!r}: write one like utf-8 or cp1252") from None
    except UnicodeError:
        return False
    return True


def _delimiter(text: TextIO) -> str:
    """The sign that cuts the first rows into the same number of cells; a comma when none does."""
    sample = text.read(_SAMPLE_CHARACTERS)
    text.seek(0)
    if sample.startswith("sep=") and len(sample) > 4:
        return sample[4]
    best, best_score = ",", (0.0, 1)
    for delimiter in _DELIMITERS:
        rows = csv.reader(io.StringIO(sample, newline=""), delimiter=delimiter)
        widths = [len(row) for row in islice(rows, _SAMPLE_ROWS) if any(row)]
        usual = max(widths, key=widths.count, default=1)
        score = (widths.count(usual) / len(widths) if usual > 1 else 0.0, usual)
        best, best_score = (delimiter, score) if score > best_score else (best, best_score)
    return best


def _lines(text: TextIO, delimiter: str, *, label: str) -> Iterator[Line]:
    reader = csv.reader(text, delimiter=delimiter, strict=True)
    while True:
        number = reader.line_num + 1
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            if "end of data" in str(error) or "field limit" in str(error):
                raise ContractError(f"{label}:{number}: a quote opened here is never closed") from None
            yield Line(number, [])
            continue
        if any(cells) and not (number == 1 and cells[0].startswith("sep=")):
            yield Line(number, cells)


def _header(lines: Iterator[Line], form: CsvFormat, *, label: str) -> tuple[Header, list[Line]]:
    first = list(islice(lines, _HEADER_WITHIN if form.match else form.header_rows))
    header = find_header([line.cells for line in first], match=form.match, rows_in_header=form.header_rows, where=label)
    return header, first[header.end :]


def _chain(first: list[Line], lines: Iterator[Line]) -> Iterator[Line]:
    yield from first
    yield from lines
