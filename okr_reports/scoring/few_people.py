"""Groups too small to speak of: figures about too few people, and what would give them away (§8)."""

import polars as pl

CELL = ("kpi_id", "grain", "period_id", "entity_id")
_WHOLE = ("kpi_id", "grain", "period_id", "kind")
_OWN = "person/"
FEW_PEOPLE = "few_people"


def few_people_cells(cells: pl.DataFrame, *, least: int) -> pl.DataFrame:
    """The cells (CELL) of `cells` (CELL and `n`, of KPIs about people) that are not shown.

    A team or department with fewer than `least`, or nobody knows how many; where all of its kind in the period that are
    not shown are fewer than `least` together, also the next smallest, or the total would tell them. The company's:
    fewer than `least`. A person's own figures are that person's to see.
    """
    groups = cells.filter(~pl.col("entity_id").str.starts_with(_OWN).fill_null(False)).unique(CELL, maintain_order=True)
    kind = pl.col("entity_id").str.split("/").list.first()
    is_few = (
        pl.when(pl.col("entity_id").is_null()).then(pl.col("n") < least).otherwise(pl.col("n").fill_null(0) < least)
    )
    told = groups.with_columns(kind=kind, is_few=is_few.fill_null(False)).sort("n", "entity_id", nulls_last=False)
    is_part = pl.col("kind").is_not_null()
    few_of_kind = pl.col("is_few").any().over(_WHOLE)
    hidden_people = pl.col("n").filter("is_few").sum().over(_WHOLE)
    place_among_shown = (~pl.col("is_few")).cum_sum().over(_WHOLE)
    gives_away = is_part & few_of_kind & (hidden_people < least) & ~pl.col("is_few") & (place_among_shown == 1)
    return told.filter(pl.col("is_few") | gives_away).select(CELL)
