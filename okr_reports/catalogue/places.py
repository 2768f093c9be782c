"""Where something stands in the company folder: file, line and column, so that every message can point there."""

import difflib
from collections.abc import Collection, Iterable
from dataclasses import dataclass

from okr_reports.errors import Problem


@dataclass(frozen=True)
class Place:
    """A spot in a file; `file` is relative to the company folder, lines and columns count from 1."""

    file: str
    line: int | None = None
    column: int | None = None

    def problem(self, what: str, fix: str = "") -> Problem:
        """A problem that stands here."""
        return Problem(what, fix, self.file, self.line, self.column)

    @property
    def file_line(self) -> str:
        """`file:line`, the short form findings use."""
        return self.file if self.line is None else f"{self.file}:{self.line}"


def quoted(text: str) -> str:
    """The text as it can be shown in a message: in quotes, on one line, shortened, without control characters."""
    shown = text if text.isprintable() else "".join(char if char.isprintable() else " " for char in text)
    return f"'{shown[:60]}…'" if len(shown) > 60 else f"'{shown}'"


def listed(words: Iterable[str], limit: int = 12) -> str:
    """`a, b or c`; a long list is cut off."""
    every = list(words)
    kept = every[:limit]
    if len(every) > limit:
        return ", ".join(kept) + " …"
    return " or ".join([", ".join(kept[:-1]), kept[-1]]) if len(kept) > 1 else "".join(kept)


def did_you_mean(word: str, known: Iterable[str], *, otherwise: str = "", likeness: float = 0.6) -> str:
    """`did you mean 'x'?` when a known word is near, else `otherwise`."""
    by_lower = {name.lower(): name for name in known}
    near = difflib.get_close_matches(word.lower(), list(by_lower), n=1, cutoff=likeness)
    return f"did you mean '{by_lower[near[0]]}'?" if near else otherwise


def name_one_of(word: str, known: Collection[str], *, if_none: str) -> str:
    """What to write instead of an unknown name: the nearest known one, else the list, or `if_none` when it is empty."""
    return did_you_mean(word, known, otherwise=f"write {listed(known)}" if known else if_none)
