"""A page as PlutoPrint reads it: what that engine lacks is put into the page and its style by other means."""

import re

_CREATED = re.compile(r'<meta name="dcterms\.created" content="([^"]*)"')
# Never the clock: a page without a moment of its own has this one.
_NO_MOMENT = "1970-01-01T00:00:00Z"
# A word after a space that begins an element or follows one: the engine overlooks that a line may end before it.
_AFTER_TAG = re.compile(r"(>\s+)(?=[^\s<])")
_IN_TAG = re.compile(r"( (?:</?(?:a|b|code|em|i|span|strong|sub|sup)\b[^<>]*>)+)(?=[^\s<])")
_SPACE_WITHOUT_WIDTH = "\u200b"
# A row that must not stand last on a page: its first cell holds a box that asks for the room of the next row.
_TIED_ROW = re.compile(r'(<tr class="[^"]*\b(?:grp|nb0)\b[^"]*"[^<>]*>\s*<t([hd])\b[^<>]*>)(.*?)(</t\2>)', re.DOTALL)


def adapted(page: str) -> str:
    """The page, with a space of no width wherever the engine would overlook that a line may end, and rows tied."""
    head, body, rest = page.partition("<body")
    tied = _TIED_ROW.sub(r'\1<div class="tied">\3</div>\4', rest)
    spaced = _AFTER_TAG.sub(rf"\1{_SPACE_WITHOUT_WIDTH}", _IN_TAG.sub(rf"\1{_SPACE_WITHOUT_WIDTH}", tied))
    return head + body + spaced


def created(page: str) -> str:
    """The moment the page is of: its own `dcterms.created`, in ISO 8601."""
    found = _CREATED.search(page)
    return found[1] if found else _NO_MOMENT
