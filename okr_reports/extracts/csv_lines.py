"""CSV files cut into rows of cells, as people's programs write them: any encoding, delimiter and line end."""

import codecs
import csv
import io
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import chain, islice
from pathlib import Path
from typing import TextIO

from okr_reports.errors import ContractError
from okr_reports.extracts.headers import Header, find_header

_DELIMITERS = (",", ";", "\t", "|")
_MARKS = {codecs.BOM_UTF16_LE: "utf-16", codecs.BOM_UTF16_BE: "utf-16", codecs.BOM_UTF8: "utf-8-sig"}
_SAMPLE_CHARACTERS = 65_536
_SAMPLE_ROWS = 50
_HEADER_WITHIN = 200
_CHUNK_BYTES = 1 << 20

# One row: the file's line it begins on, and its cells; none when its quotes are broken.
Line = tuple[int, list[str]]


@dataclass(frozen=True)
class CsvFormat:
    """What is said about a file beforehand: encodings in the order to try, delimiter, where its header stands.

    `errors`: what becomes of bytes that are no text; `replace` takes the first encoding whatever they are.
    `longest_cell`: in characters. A longer one is most likely a quote that is never closed: the file is refused.
    """

    encodings: Sequence[str] = ("utf-8-sig", "cp1252")
    delimiter: str | None = None
    match: str | None = None
    header_rows: int = 1
    errors: str = "strict"
    longest_cell: int = 131_072


@dataclass(frozen=True)
class CsvLines:
    """An open file: the columns' names, the sign between cells, and the rows below the header, blank ones left out."""

    names: list[str]
    delimiter: str
    lines: Iterator[Line]


@contextmanager
def open_csv(path: Path, *, label: str, form: CsvFormat) -> Iterator[CsvLines]:
    """The file cut into cells while it is open.

    Raises ContractError when no encoding fits, a quote is never closed or a cell too long (also while rows are taken),
    or no header is found.
    """
    with path.open("rb") as file:
        encodings = form.encodings if form.errors == "strict" else ()
        encoding = _encoding(file, encodings, label=label) if encodings else form.encodings[0]
        text = io.TextIOWrapper(file, encoding=encoding, errors=form.errors, newline="")
        delimiter = form.delimiter or _delimiter(text)
        # The limit is one of the whole process.
        usual = csv.field_size_limit(form.longest_cell)
        try:
            lines = _lines(text, delimiter, label=label)
            header, rest = _header(lines, form, label=label)
            yield CsvLines(header.names, delimiter, chain(rest, lines))
        finally:
            csv.field_size_limit(usual)


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
            if "end of data" in str(error):
                raise ContractError(f"{label}:{number}: a quote opened here is never closed") from None
            if "field limit" in str(error):
                what = f"a cell has more than {csv.field_size_limit():,} characters: is a quote left open?"
                raise ContractError(f"{label}:{number}: {what}") from None
            yield number, []
            continue
        if any(cells) and not (number == 1 and cells[0].startswith("sep=")):
            yield number, cells


def _header(lines: Iterator[Line], form: CsvFormat, *, label: str) -> tuple[Header, list[Line]]:
    first = list(islice(lines, _HEADER_WITHIN if form.match else form.header_rows))
    header = find_header([cells for _, cells in first], match=form.match, rows_in_header=form.header_rows, where=label)
    return header, first[header.end :]
