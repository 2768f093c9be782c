"""Text that can be printed: signs that break readers or turn the reading direction are replaced visibly."""

import re

# Control signs, halves of surrogate pairs, noncharacters, and the signs that override the writing direction.
_UNPRINTABLE = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff\u202a-\u202e\u2066-\u2069]"
)
REPLACEMENT = "\ufffd"


def printable(text: str) -> str:
    """The text with every sign that no page can show replaced by U+FFFD; line ends become LF."""
    return _UNPRINTABLE.sub(REPLACEMENT, text.replace("\r\n", "\n").replace("\r", "\n"))
