"""How many different people stand behind a value of a KPI about people, where its sheet names the column (§8)."""

from collections.abc import Sequence
from dataclasses import replace

import polars as pl

from okr_reports.expressions import Aggregate, Column, Formula
from okr_reports.measures import Measure
from okr_reports.scoring.few_people import CELL, few_people_cells
from okr_reports.words import Reason

# What stands behind a KPI's id where it is not the KPI, but the people it is about.
PEOPLE_OF = "\x1fpeople"
_FIGURES = ("value", "n", "numerator", "denominator")


def people_of(measure: Measure) -> Measure | None:
    """The count of different people in the KPI's own rows; None where no column names them."""
    column = measure.person_column
    if column is None or measure.formula is None:
        return None
    people = Aggregate("count", Column(column), is_distinct=True)
    count = Formula(f"COUNT(DISTINCT {column})", people, frozenset({Column(column)}), is_additive=True)
    return replace(measure, kpi_id=measure.kpi_id + PEOPLE_OF, formula=count)


def and_people(measures: Sequence[Measure], columns: Sequence[str]) -> list[Measure]:
    """The KPIs, and of those about people the counts of people; an extract without the column tells of nobody."""
    found = [people_of(measure) for measure in measures if measure.is_about_people]
    return [*measures, *(count for count in found if count is not None and count.person_column in columns)]


def with_people_counts(values: pl.DataFrame) -> pl.DataFrame:
    """KPI_VALUES of the KPIs alone, with `people_count` from what was counted beside them."""
    is_count = pl.col("kpi_id").str.ends_with(PEOPLE_OF)
    counts = values.filter(is_count)
    if counts.is_empty():
        return values
    people = counts.select(
        pl.col("kpi_id").str.strip_suffix(PEOPLE_OF), *CELL[1:], people_count=pl.col("value").cast(pl.Int64())
    )
    own = values.filter(~is_count).drop("people_count")
    joined = own.join(people, on=list(CELL), how="left", nulls_equal=True, maintain_order="left")
    return joined.select(values.columns)


def without_few_people(values: pl.DataFrame, measures: Sequence[Measure], *, least: int) -> pl.DataFrame:
    """KPI_VALUES in which figures about fewer than `least` people, and what would tell them, are `small_n`."""
    about_people = [measure.kpi_id for measure in measures if measure.is_about_people]
    cells = values.filter(pl.col("kpi_id").is_in(about_people) & pl.col("value").is_not_null())
    few = few_people_cells(cells.select(*CELL, n=pl.coalesce("people_count", "n")), least=least)
    if few.is_empty():
        return values
    marked = values.join(
        few.with_columns(is_few=True), on=list(CELL), how="left", nulls_equal=True, maintain_order="left"
    )
    is_shown = pl.col("is_few").is_null()
    figures = [pl.when(is_shown).then(pl.col(name)).alias(name) for name in _FIGURES]
    reason = pl.when(is_shown).then("reason").otherwise(pl.lit(Reason.SMALL_N.value)).alias("reason")
    return marked.with_columns(*figures, reason).drop("is_few")
