"""Where a file's header stands, what its columns are called, and which of them a cleaning profile renames or keeps."""

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from okr_reports.errors import ContractError

# Names no source uses, for what is added to its own columns: the row's number and its file.
TAKEN = ("__row", "__file")


@dataclass(frozen=True)
class Header:
    """Column names, and how many rows from the top end with the header."""

    names: list[str]
    end: int


def find_header(rows: Sequence[Sequence[str | None]], *, match: str | None, rows_in_header: int, where: str) -> Header:
    """The first row, or the first with a cell that contains `match`; several header rows are joined by a space.

    Names that stand more than once are numbered, the first too: who wants one of these columns says which.
    Raises ContractError when nothing matches, the file is empty, or a name stands twice nevertheless.
    """
    start = _start(rows, match)
    if start is None:
        looked = f"no row with {match!r} to be its header" if match else "no rows, not even a header"
        raise ContractError(f"{where} has {looked}")
    header = [_tidy(row) for row in rows[start : start + rows_in_header]]
    width = max(len(row) for row in header)
    names = _joined([row + [""] * (width - len(row)) for row in header])
    names = _numbered([name or f"column_{place}" for place, name in enumerate(names, start=1)])
    check_headers(names, where=where)
    return Header(names, start + rows_in_header)


def renamed(names: Sequence[str], patterns: Mapping[str, str], *, where: str) -> dict[str, str]:
    """Old → new name for columns that a profile names by a pattern (case ignored).

    Raises ContractError for a pattern that matches no header or more than one.
    """
    found: dict[str, str] = {}
    for new, pattern in patterns.items():
        matching = [name for name in names if re.search(pattern, name, re.IGNORECASE)]
        exact = [name for name in matching if name.casefold() in (pattern.casefold(), new.casefold())]
        matching = exact if len(exact) == 1 else matching
        if len(matching) != 1:
            said = f"matches {', '.join(matching)}" if matching else f"matches none of {', '.join(names)}"
            raise ContractError(f"{where}: the pattern of column {new} {said}: it must match one header")
        found[matching[0]] = new
    return found


def check_headers(names: list[str], *, where: str) -> None:
    """Raise ContractError when a column name stands twice or is one the program needs for itself."""
    twice = sorted({name for name in names if names.count(name) > 1})
    if twice:
        raise ContractError(f"{where} has more than one column named {', '.join(twice)}: give each its own name")
    taken = sorted({*TAKEN} & {*names})
    if taken:
        raise ContractError(f"{where} has a column named {', '.join(taken)}: this name is taken, give it another one")


def _start(rows: Sequence[Sequence[str | None]], match: str | None) -> int | None:
    for number, row in enumerate(rows):
        if match is None and any(row):
            return number
        if match is not None and any(match.casefold() in (cell or "").casefold() for cell in row):
            return number
    return None


def _tidy(row: Sequence[str | None]) -> list[str]:
    return [" ".join((cell or "").replace("\ufeff", "").split()) for cell in row]


def _numbered(names: list[str]) -> list[str]:
    """`Sprint, Points, Sprint` → `Sprint (1), Points, Sprint (2)`."""
    seen = Counter[str]()
    often = {name for name, count in Counter(names).items() if count > 1}
    numbered: list[str] = []
    for name in names:
        seen[name] += 1
        numbered.append(f"{name} ({seen[name]})" if name in often else name)
    return numbered


def _joined(header: list[list[str]]) -> list[str]:
    """Header rows as one: a merged cell above stands over the empty cells to its right."""
    for row in header[:-1]:
        for place in range(1, len(row)):
            row[place] = row[place] or row[place - 1]
    return [" ".join(dict.fromkeys(part for part in column if part)) for column in zip(*header, strict=True)]
