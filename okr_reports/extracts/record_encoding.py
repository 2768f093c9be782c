"""In which letters a table kept by hand was saved, when its bytes are not all of one kind.

One broken byte must not turn every other umlaut into two signs, and must not stop a company's appraisals.
"""

import codecs
import re
from pathlib import Path

from okr_reports.extracts.csv_lines import CsvFormat

# Control signs, noncharacters, overrides of the writing direction, and what stands for broken bytes.
UNPRINTABLE = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff\u202a-\u202e\u2066-\u2069\ufffd]"
)
# A note may be long; what is longer than this is an unclosed quote.
_LONGEST_CELL = 16 << 20


def form_of(path: Path) -> CsvFormat:
    """UTF-8 where the bytes are, or mostly are; else the Windows letters. What fits neither is replaced by U+FFFD."""
    raw = path.read_bytes()
    if raw.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return CsvFormat(longest_cell=_LONGEST_CELL)
    if _decodes(raw, "utf-8"):
        return CsvFormat(("utf-8-sig",), longest_cell=_LONGEST_CELL)
    encoding = "utf-8-sig" if _is_mostly_utf8(raw) else "cp1252"
    errors = "strict" if _decodes(raw, encoding) else "replace"
    return CsvFormat((encoding,), errors=errors, longest_cell=_LONGEST_CELL)


def _decodes(raw: bytes, encoding: str, errors: str = "strict") -> bool:
    try:
        raw.decode(encoding, errors)
    except UnicodeError:
        return False
    return True


def _is_mostly_utf8(raw: bytes) -> bool:
    """Whether more letters come out of it whole than broken, or only halves of surrogate pairs are broken."""
    if _decodes(raw, "utf-8", "surrogatepass"):
        return True
    text = raw.decode("utf-8", "replace")
    broken = text.count("\ufffd")
    return len(text) - len(text.encode("ascii", "ignore")) > 2 * broken
