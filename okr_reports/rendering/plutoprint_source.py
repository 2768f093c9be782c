"""A page as PlutoPrint reads it: what that engine lacks is put into the page and its style by other means."""

import re

_CREATED = re.compile(r'<meta name="dcterms\.created" content="([^"]*)"')
# Never the clock: a page without a moment of its own has this one.
_NO_MOMENT = "1970-01-01T00:00:00Z"
_INLINE = r"(?:a|b|code|em|i|span|strong|sub|sup)"
# A word that begins an element, or follows one, after a space: the engine overlooks that a line may end there.
_OVERLOOKED = re.compile(rf"(?<=\s)((?:</?{_INLINE}\b[^<>]*>)+)(?=[^\s<])|(?<=>)(\s+)(?=[^\s<])")
_SPACE_WITHOUT_WIDTH = "\u200b"


def adapted(page: str) -> str:
    """The page, with a space of no width wherever the engine would overlook that a line may end."""
    head, body, rest = page.partition("<body")
    return head + body + _OVERLOOKED.sub(rf"\1\2{_SPACE_WITHOUT_WIDTH}", rest)


def created(page: str) -> str:
    """The moment the page is of: its own `dcterms.created`, in ISO 8601."""
    found = _CREATED.search(page)
    return found[1] if found else _NO_MOMENT
