"""Who is called what: the last name written for each person."""

from collections.abc import Mapping

import polars as pl


def names_of(people: pl.DataFrame) -> Mapping[str, str]:
    """Employee id → full name, by the latest row of tables.PEOPLE that has one; nobody without a name is in it."""
    named = people.filter((pl.col("name").str.strip_chars() != "").fill_null(False))
    latest = named.sort("from_on", nulls_last=False, maintain_order=True).group_by("id").last()
    return dict(latest.select("id", "name").iter_rows())
