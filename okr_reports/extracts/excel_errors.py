"""Cells of an Excel workbook that hold an error (#N/A, #DIV/0!), which its reader gives as empty."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from xml.etree import ElementTree
from zipfile import BadZipFile, ZipFile

_CHUNK_BYTES = 4 << 20
_LONGEST_CELL = 1 << 16
_ERROR = re.compile(
    rb'<c\b(?=[^>]*\bt="e")[^>]*\br="([A-Z]{1,3})(\d+)"[^>]*>(?:(?!</c>).){0,2000}?<v>(#[^<]{1,20})</v>', re.DOTALL
)
_RELATION = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"


@dataclass(frozen=True)
class ErrorCell:
    """Where an error stands: row as Excel shows it, column counted from 0, and what it says."""

    row: int
    column: int
    text: str


def error_cells(path: Path, sheet: str) -> list[ErrorCell]:
    """The errors of one sheet of an .xlsx or .xlsm file, in the order of the file; none for older formats."""
    if path.suffix.lower() not in (".xlsx", ".xlsm"):
        return []
    try:
        with ZipFile(path) as archive:
            part = _part_of(archive, sheet)
            return list(_errors(archive, part)) if part else []
    except (BadZipFile, KeyError, ElementTree.ParseError):
        return []


def _part_of(archive: ZipFile, sheet: str) -> str | None:
    """The file inside the workbook that holds the sheet."""
    book = ElementTree.fromstring(archive.read("xl/workbook.xml"))
    relations = ElementTree.fromstring(archive.read("xl/_rels/workbook.xml.rels"))
    targets = {relation.get("Id"): relation.get("Target", "") for relation in relations}
    for element in book.iter():
        if element.tag.endswith("}sheet") and element.get("name") == sheet:
            target = targets.get(element.get(_RELATION), "")
            return target.lstrip("/") if target.startswith("/") else f"xl/{target}"
    return None


def _errors(archive: ZipFile, part: str) -> Iterator[ErrorCell]:
    with archive.open(part) as file:
        rest = b""
        while chunk := file.read(_CHUNK_BYTES):
            text, end = rest + chunk, 0
            for match in _ERROR.finditer(text):
                end = match.end()
                yield ErrorCell(int(match[2]), _number(match[1]), match[3].decode("utf-8", "replace"))
            # A cell may lie across two chunks; one that was found is not looked at again.
            rest = text[max(end, len(text) - _LONGEST_CELL) :]


def _number(letters: bytes) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + letter - ord("A") + 1
    return number - 1
