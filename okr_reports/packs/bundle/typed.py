"""Texts that people typed: made safe to stand in a line of ours, and cut visibly where a page could not hold them."""

import re
import unicodedata

from okr_reports.packs.numbers import grouped

# What turns the writing direction of all that follows is taken out; what no page and no JSON can hold is replaced.
_TURNING = re.compile("[\u202a-\u202e\u2066-\u2069]")
_UNHOLDABLE = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]")
# Ends of lines and paragraphs that no face has a sign for.
_OTHER_ENDS = re.compile("\r\n?|[\u2028\u2029]")
_LINE_ENDS = re.compile(r"[ \t]*\n\s*")
# Not the no-break space, which is ours.
_BLANKS = re.compile(r"[ \t\n\v\f]+")
_REPLACEMENT = "\ufffd"
_LEFT_TO_RIGHT = "\u200e"
LONGEST_RECORD, LONGEST_NARROW, LONGEST_NOTE = 1_000, 400, 3_000
# No face of ours has the sign that stands for what cannot be held.
_SHOWN = "[?]"
_MOST_LINES = 12


def cleaned(text: str) -> str:
    """The whole text without signs that turn the direction; what nothing can hold is U+FFFD, line ends are LF."""
    plain = _TURNING.sub("", _OTHER_ENDS.sub("\n", text))
    return _UNHOLDABLE.sub(_REPLACEMENT, plain)


def cut(text: str | None, *, most: int, locale: str) -> str:
    """A cleaned text for a page: at most so many signs and a dozen lines; a cut says how much more there is."""
    lines = _LINE_ENDS.split((text or "").replace(_REPLACEMENT, _SHOWN).strip())
    whole = "\n".join([*lines[: _MOST_LINES - 1], " ".join(lines[_MOST_LINES - 1 :])]).rstrip()
    if len(whole) <= most:
        return whole
    more = grouped(len(whole) - most, locale=locale)
    return f"{whole[:most].rstrip()}… [cut here; {more} more characters stand in the data file of this bundle]"


def in_line(name: str) -> str:
    """A name inside a sentence of ours: what follows it keeps its direction, whatever the name's script."""
    one_line = _BLANKS.sub(" ", name.replace(_REPLACEMENT, _SHOWN)).strip()
    turns = not one_line.isascii() and any(unicodedata.bidirectional(sign) in ("R", "AL", "AN") for sign in one_line)
    return one_line + _LEFT_TO_RIGHT if turns else one_line
