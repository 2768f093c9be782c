"""Sentences and what the program makes of each, as a table."""

from collections.abc import Callable

from tests.rules.text_tables import read_table


def sentences(text: str, judge: Callable[[str | None], bool]) -> list[str]:
    """The sentences of the table that were judged otherwise than their row says."""
    return [row["sentence"] or "" for row in read_table(text) if judge(row["sentence"]) is not (row["listed"] == "yes")]
