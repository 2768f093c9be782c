"""Looks for planted words (canaries) in every layer of a file: what a reader sees, and what only a program finds.

A canary is a word that stands nowhere else: `Qx`, letters that say whose and which field, `zQ`. Whatever finds one
knows who owns it, so one pass looks for those of all employees.
"""

import html
import json
import re
import zipfile
import zlib
from base64 import b64decode
from binascii import Error as NotBase64
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path

import polars as pl
from pypdf import PdfReader
from pypdf.errors import PyPdfError
from pypdf.generic import (
    ArrayObject,
    ByteStringObject,
    DictionaryObject,
    IndirectObject,
    NameObject,
    PdfObject,
    StreamObject,
    TextStringObject,
)

_LETTERS = "BCDFGHJKLMNPRSTV"
_CANARY = re.compile(rf"qx([{_LETTERS}]{{6}})([{_LETTERS}]{{3}})zq", re.IGNORECASE)
_DATA_URI = re.compile(rb"data:[\w/+.-]*(?:;[\w=-]+)*;base64,([A-Za-z0-9+/=\s]+)")
_PDF_STREAM = re.compile(rb"stream\r?\n(.*?)endstream", re.DOTALL)
_UNSEEN = re.compile(r"[\s\u00ad\u200b-\u200f\u2060\ufeff-]+")
_DEEPEST = 4


@dataclass(frozen=True, order=True)
class Leak:
    """A canary where it must not be: in which file, in which layer, whose, of which field."""

    file: str
    layer: str
    owner: str
    field: str


@dataclass(frozen=True)
class Canaries:
    """The planted words of these owners (employee ids) and fields, in a fixed order."""

    owners: tuple[str, ...]
    fields: tuple[str, ...]

    def word(self, owner: str, field: str) -> str:
        """The canary of one owner's field: letters only, so that no page breaks or rounds it."""
        return f"Qx{_spelt(self.owners.index(owner), 6)}{_spelt(self.fields.index(field), 3)}zQ"

    def found_in(self, text: str) -> set[tuple[str, str]]:
        """(owner, field) of every canary in the text, however it is broken up by spaces and hyphens."""
        matches = [*_CANARY.finditer(text), *_CANARY.finditer(_UNSEEN.sub("", text))]
        read = {(_read(match[1]), _read(match[2])) for match in matches}
        return {
            (self.owners[owner], self.fields[field])
            for owner, field in read
            if owner < len(self.owners) and field < len(self.fields)
        }


def leaks_in(
    files: Mapping[str, bytes], canaries: Canaries, *, allowed: Callable[[str], Iterable[tuple[str, str]]]
) -> list[Leak]:
    """Every canary in a file, in its name or in any of its layers, that the file may not hold."""
    found: set[Leak] = set()
    for name, data in files.items():
        fine = set(allowed(name))
        for layer, text in (("file name", name), *layers_of(name, data)):
            found |= {Leak(name, layer, *canary) for canary in canaries.found_in(text) - fine}
    return sorted(found)


def files_under(*folders: Path) -> Mapping[str, bytes]:
    """Path from its folder → bytes of every file."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for folder in folders
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def layers_of(name: str, data: bytes, *, depth: int = 0) -> Iterator[tuple[str, str]]:
    """Every layer of a file as text, with its name: raw, unescaped, unpacked, extracted; files within files too."""
    yield "raw bytes", _as_text(data)
    if depth > _DEEPEST:
        return
    for layer, inner in _inner_files(name, data):
        for below, text in layers_of(layer, inner, depth=depth + 1):
            yield f"{layer} › {below}", text
    if data.startswith(b"%PDF"):
        yield from _pdf_layers(data)
    elif data.startswith(b"PAR1"):
        yield "table", pl.read_parquet(BytesIO(data)).cast(pl.String, strict=False).write_json()
    elif data[:1] in (b"{", b"["):
        yield "JSON text", _json_text(data)
    elif b"<" in data[:4096]:
        yield "markup text", html.unescape(re.sub(r"<[^>]*>", "", _as_text(data)))
        yield "attributes", html.unescape(_as_text(data))


def _inner_files(name: str, data: bytes) -> Iterator[tuple[str, bytes]]:
    if data.startswith(b"PK"):
        with zipfile.ZipFile(BytesIO(data)) as archive:
            yield from ((f"{name}/{member}", archive.read(member)) for member in archive.namelist())
    begins = data.find(b"%PDF-")
    if begins > 0:
        yield "PDF inside", data[begins:]
    for number, match in enumerate(_DATA_URI.finditer(data), start=1):
        try:
            yield f"data address {number}", b64decode(match[1])
        except NotBase64:
            continue
    if data.startswith(b"\x1f\x8b"):
        yield "unpacked", zlib.decompress(data, wbits=31)


def _pdf_layers(data: bytes) -> Iterator[tuple[str, str]]:
    for number, match in enumerate(_PDF_STREAM.finditer(data), start=1):
        yield f"stream {number}", _as_text(_inflated(match[1]))
    reader = PdfReader(BytesIO(data))
    yield "metadata", "\n".join(f"{key}: {value}" for key, value in (reader.metadata or {}).items())
    yield "page text", "\n".join(page.extract_text() for page in reader.pages)
    for number, found in _objects(reader):
        yield f"object {number}", "\n".join(_strings(found))
        if isinstance(found, StreamObject):
            content = _content(found)
            yield f"content of object {number}", _as_text(content)
            if found.get("/Type") == "/EmbeddedFile":
                yield from ((f"attachment › {layer}", text) for layer, text in layers_of("attachment", content))


def _objects(reader: PdfReader) -> Iterator[tuple[int, PdfObject]]:
    numbers = {number for entries in reader.xref.values() for number in entries} | set(reader.xref_objStm)
    for number in sorted(numbers):
        try:
            found = reader.get_object(IndirectObject(number, 0, reader))
        except PyPdfError:
            continue
        if found is not None:
            yield number, found


def _strings(found: object) -> Iterator[str]:
    """Every string and name of an object, read as PDF reads them, not those of other objects."""
    match found:
        case TextStringObject() | NameObject():
            yield str(found)
        case ByteStringObject():
            yield _as_text(bytes(found))
        case ArrayObject():
            yield from (text for item in list.__iter__(found) for text in _strings(item))
        case DictionaryObject():
            for key in found:
                yield str(key)
                yield from _strings(found.raw_get(key))


def _content(found: StreamObject) -> bytes:
    try:
        data = found.get_data()
    except (PyPdfError, NotImplementedError):
        return b""
    return data if isinstance(data, bytes) else data.encode()


def _inflated(data: bytes) -> bytes:
    try:
        return zlib.decompressobj().decompress(data)
    except zlib.error:
        return data


def _json_text(data: bytes) -> str:
    try:
        return json.dumps(json.loads(data), ensure_ascii=False)
    except ValueError:
        return ""


def _as_text(data: bytes) -> str:
    """Bytes as letters, whatever their encoding: UTF-16 differs from ASCII by its zeros."""
    return data.replace(b"\0", b"").decode("latin-1")


def _spelt(number: int, length: int) -> str:
    """The number in letters that look like no word and no digit."""
    signs = []
    for _ in range(length):
        number, rest = divmod(number, len(_LETTERS))
        signs.append(_LETTERS[rest])
    return "".join(reversed(signs))


def _read(letters: str) -> int:
    number = 0
    for letter in letters.upper():
        number = number * len(_LETTERS) + _LETTERS.index(letter)
    return number
