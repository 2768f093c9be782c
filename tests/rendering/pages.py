"""A finished PDF read back: its text with places, its tags, its outline. For tests about what stands where on paper."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from io import BytesIO

from pdfminer.high_level import extract_pages
from pdfminer.layout import LAParams, LTChar, LTTextContainer, LTTextLine
from pypdf import PdfReader
from pypdf.generic import ArrayObject, Destination, DictionaryObject, IndirectObject, StreamObject

MM = 72 / 25.4


@dataclass(frozen=True)
class Line:
    """One line of text: page from 1, place in points from the page's lower left corner, size of its letters."""

    page: int
    text: str
    left: float
    bottom: float
    right: float
    top: float
    size: float


@dataclass(frozen=True)
class Box:
    """A page's width and height in points."""

    width: float
    height: float


@cache
def _reader(pdf: bytes) -> PdfReader:
    return PdfReader(BytesIO(pdf))


@cache
def boxes(pdf: bytes) -> Sequence[Box]:
    """The size of each page."""
    return tuple(Box(float(page.mediabox.width), float(page.mediabox.height)) for page in _reader(pdf).pages)


@cache
def lines(pdf: bytes) -> Sequence[Line]:
    """All lines of text, page by page, as laid out."""
    layout = LAParams(line_margin=0.01, char_margin=1.0, boxes_flow=None)
    found = []
    for number, page in enumerate(extract_pages(BytesIO(pdf), laparams=layout), start=1):
        for container in page:
            if isinstance(container, LTTextContainer):
                found += [_line(number, line) for line in container if isinstance(line, LTTextLine)]
    return tuple(line for line in found if line.text)


def _line(number: int, line: LTTextLine) -> Line:
    sizes = [letter.size for letter in line if isinstance(letter, LTChar)]
    text = line.get_text().strip()
    return Line(number, text, line.x0, line.y0, line.x1, line.y1, round(max(sizes, default=0.0), 1))


def text(pdf: bytes) -> str:
    """The text of the whole document in reading order."""
    return "\n".join(page.extract_text() for page in _reader(pdf).pages)


def outside(pdf: bytes, *, margin_mm: float) -> list[Line]:
    """Lines that leave the page's left or right margin, or the page itself above or below."""
    sizes = boxes(pdf)
    side = margin_mm * MM
    return [
        line
        for line in lines(pdf)
        if line.left < side - 0.5
        or line.right > sizes[line.page - 1].width - side + 0.5
        or line.bottom < 0
        or line.top > sizes[line.page - 1].height
    ]


def overlapping(pdf: bytes) -> list[tuple[str, str]]:
    """Pairs of lines of one page whose letters lie on each other by more than a fifth of their height."""
    found = []
    for number in range(1, len(boxes(pdf)) + 1):
        on_page = [line for line in lines(pdf) if line.page == number]
        found += [
            (first.text, second.text)
            for index, first in enumerate(on_page)
            for second in on_page[index + 1 :]
            if _overlap(first, second)
        ]
    return found


def _overlap(first: Line, second: Line) -> bool:
    across = min(first.right, second.right) - max(first.left, second.left)
    along = min(first.top, second.top) - max(first.bottom, second.bottom)
    return across > 1 and along > 0.4 * min(first.size, second.size)


def last_in_body(pdf: bytes, *, foot_mm: float = 16) -> list[Line]:
    """The lowest line of each page above its foot."""
    above = [line for line in lines(pdf) if line.bottom > foot_mm * MM]
    pages = sorted({line.page for line in above})
    return [min((line for line in above if line.page == page), key=lambda line: line.bottom) for page in pages]


def outline(pdf: bytes) -> list[str]:
    """The titles of the document's outline, in order, without their levels."""
    return list(_titles(_reader(pdf).outline))


def _titles(entries: object) -> Iterator[str]:
    for entry in entries if isinstance(entries, list) else []:
        if isinstance(entry, Destination):
            yield str(entry.title)
        else:
            yield from _titles(entry)


def language(pdf: bytes) -> str:
    """The document's language."""
    return str(_reader(pdf).root_object.get("/Lang", ""))


def title(pdf: bytes) -> str:
    """The document's title."""
    metadata = _reader(pdf).metadata
    return str(metadata.title) if metadata else ""


def metadata(pdf: bytes) -> str:
    """The document's XMP metadata."""
    stream = _reader(pdf).root_object["/Metadata"].get_object()
    return stream.get_data().decode() if isinstance(stream, StreamObject) else ""


def is_tagged(pdf: bytes) -> bool:
    """Whether the document says that its content is tagged."""
    marks = _reader(pdf).root_object.get("/MarkInfo")
    return isinstance(marks, DictionaryObject) and bool(marks.get("/Marked"))


def tags(pdf: bytes) -> list[tuple[str, str]]:
    """Every element of the structure tree in order: its kind without the slash, and its alternative text or nothing."""
    root = _reader(pdf).root_object["/StructTreeRoot"]
    return list(_tags(root))


def _tags(node: object) -> Iterator[tuple[str, str]]:
    node = node.get_object() if isinstance(node, IndirectObject) else node
    if isinstance(node, ArrayObject):
        for child in node:
            yield from _tags(child)
    elif isinstance(node, DictionaryObject):
        if "/S" in node:
            yield str(node["/S"]).removeprefix("/"), str(node.get("/Alt", ""))
        yield from _tags(node.get("/K"))


def figures(pdf: bytes) -> list[str]:
    """The alternative text of each figure."""
    return [alternative for kind, alternative in tags(pdf) if kind == "Figure"]


def fonts(pdf: bytes) -> dict[str, bool]:
    """Font name without its subset prefix → whether its letters are inside the file."""
    found: dict[str, bool] = {}
    for page in _reader(pdf).pages:
        resources = page["/Resources"].get_object()
        for font in (
            resources.get("/Font", DictionaryObject()).values() if isinstance(resources, DictionaryObject) else ()
        ):
            whole = font.get_object()
            descendant = whole["/DescendantFonts"][0].get_object() if "/DescendantFonts" in whole else whole
            descriptor = descendant["/FontDescriptor"].get_object()
            name = str(whole["/BaseFont"]).removeprefix("/").partition("+")[2]
            found[name] = any(f"/FontFile{kind}" in descriptor for kind in ("", "2", "3"))
    return found
