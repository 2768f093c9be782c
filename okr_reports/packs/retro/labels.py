"""Short names of objectives on the pages: O1, O2 for the company's, and letters of the team for others: CS1, EN2."""

import re
from collections import Counter

import polars as pl

from okr_reports.goal_words import Level

_SEPARATORS = re.compile(r"[-_/ ]+")


def labels_of(objectives: pl.DataFrame) -> dict[str, str]:
    """Objective id → label, for OBJECTIVES in the order of the pages. Two teams of one abbreviation: the full id."""
    owners = {row["objective_id"]: _owner(row) for row in objectives.iter_rows(named=True)}
    letters = {owner: _letters(owner) for owner in owners.values()}
    common = Counter(letters.values())
    places: Counter[str] = Counter()
    labels = {}
    for id, owner in owners.items():
        places[owner] += 1
        labels[id] = f"{letters[owner]}{places[owner]}" if common[letters[owner]] == 1 else f"{owner} {places[owner]}"
    return labels


def _owner(row: dict[str, str | None]) -> str:
    """The id of whose objective it is; empty for the company."""
    return "" if row["level"] == Level.COMPANY else row["team_id"] or row["department_id"] or ""


def _letters(owner: str) -> str:
    """`O` for the company, `CS` for customer-success, `EN` for engineering."""
    words = [word for word in _SEPARATORS.split(owner) if word]
    if not words:
        return "O"
    return ("".join(word[0] for word in words) if len(words) > 1 else words[0][:2]).upper()
