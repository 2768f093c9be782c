"""CSV files as people's programs write them: any encoding, delimiter and line end; broken rows set aside."""

import codecs
import csv
import io
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import chain, islice
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
_LINES_AT_ONCE = 500
_CHUNK_BYTES = 1 << 20

# One row: the file's line it begins on, and its cells; none when its quotes are broken.
Line = tuple[int, list[str]]


@dataclass(frozen=True)
class CsvFormat:
    """What is said about a file beforehand: encodings in the order to try, delimiter, where its header stands."""

    encodings: Sequence[str] = ("utf-8-sig", "cp1252")
    delimiter: str | None = None
    match: str | None = None
    header_rows: int = 1


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
        rows.add(chain(rest, lines))
        return rows.collected()


class RowCollector:
    """Rows gathered in batches into columns of text; rows of the wrong width are set aside as well."""

    def __init__(self, names: list[str], *, label: str, delimiter: str) -> None:
        self._names, self._label, self._delimiter = names, label, delimiter
        self._frames: list[pl.DataFrame] = []
        self._lost: list[tuple[str, int, str, str]] = []

    def add(self, lines: Iterator[Line]) -> None:
        """Take all rows; short rows get empty cells, rows with more filled cells than headers only such."""
        columns: list[list[str]] = [[] for _ in self._names]
        numbers: list[int] = []
        # Few rows at a time: Python's garbage collector walks through every row that is held as such.
        while batch := list(islice(lines, _LINES_AT_ONCE)):
            numbers.extend(number for number, _ in batch)
            for column, cells in zip(columns, zip(*map(self._fitted, batch), strict=True), strict=True):
                column.extend(cells)
            if len(numbers) >= _BATCH_ROWS:
                self._keep(numbers, columns)
                columns, numbers = [[] for _ in self._names], []
        self._keep(numbers, columns)

    def collected(self) -> RawRows:
        """Everything taken, as text columns."""
        return RawRows(pl.concat(self._frames), pl.DataFrame(self._lost, schema=UNREADABLE, orient="row"), is_text=True)

    def _fitted(self, line: Line) -> list[str]:
        number, cells = line
        width = len(self._names)
        if len(cells) == width:
            return cells
        if len(cells) > width and not any(cells[width:]):
            return cells[:width]
        is_short = 0 < len(cells) < width
        column = self._names[len(cells)] if is_short else ""
        raw = self._delimiter.join(cells)[:RAW_LENGTH] or "broken quotes"
        self._lost.append((self._label, number, column, raw))
        kept = cells if is_short else []
        return [*kept, *([""] * (width - len(kept)))]

    def _keep(self, numbers: list[int], columns: list[list[str]]) -> None:
        series = [pl.Series(name, cells, dtype=pl.String()) for name, cells in zip(self._names, columns, strict=True)]
        frame = pl.DataFrame([*series, pl.Series(ROW, numbers, dtype=pl.UInt32())])
        self._frames.append(frame.with_columns(pl.lit(self._label).cast(pl.Categorical()).alias(FILE)))


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
            yield number, []
            continue
        if any(cells) and not (number == 1 and cells[0].startswith("sep=")):
            yield number, cells


def _header(lines: Iterator[Line], form: CsvFormat, *, label: str) -> tuple[Header, list[Line]]:
    first = list(islice(lines, _HEADER_WITHIN if form.match else form.header_rows))
    header = find_header([cells for _, cells in first], match=form.match, rows_in_header=form.header_rows, where=label)
    return header, first[header.end :]
