"""From what was computed per interval to KPI values: every wanted period, with its value or the reason for none."""

from collections.abc import Sequence
from dataclasses import dataclass

import polars as pl

from okr_reports.scoring.entities import ENTITY
from okr_reports.scoring.plan import ValuePlan
from okr_reports.scoring.slices import INTERVAL, intervals_of
from okr_reports.scoring.spans import Span
from okr_reports.tables import KPI_VALUES
from okr_reports.words import Reason

# What a group of rows gave. `reason` and `detail` are set where the rows themselves say why there is no value.
READING = {
    "kpi_id": pl.String(),
    ENTITY: pl.String(),
    INTERVAL: pl.Int32(),
    "n": pl.Float64(),
    "value": pl.Float64(),
    "numerator": pl.Float64(),
    "denominator": pl.Float64(),
    "is_divided_by_nothing": pl.Boolean(),
    "reason": pl.String(),
    "detail": pl.String(),
}
# What is known of a KPI before its rows. `empty_value`: of an additive formula over no rows. `failure`: in words.
SUBJECT = {
    "kpi_id": pl.String(),
    "is_formula": pl.Boolean(),
    "is_additive": pl.Boolean(),
    "empty_value": pl.Float64(),
    "min_n": pl.Int64(),
    "failure": pl.String(),
}
_SPAN = {
    INTERVAL: pl.Int32(),
    "grain": pl.String(),
    "period_id": pl.String(),
    "is_partial": pl.Boolean(),
    "is_history": pl.Boolean(),
    "is_derivable": pl.Boolean(),
    "is_covered": pl.Boolean(),
}
_WITHOUT_FIGURES = [Reason.FAILED.value, Reason.NOT_DERIVABLE.value]
_PLACE = "okr:place"


@dataclass(frozen=True)
class Wanted:
    """What is to be said of some KPIs (SUBJECT): for each entity, each span.

    `readings` (READING): what was found of those that have rows. The rows themselves are needed no more.
    """

    readings: pl.DataFrame
    subjects: pl.DataFrame
    entities: pl.DataFrame
    spans: tuple[Span, ...]
    plan: ValuePlan
    intervals_with_rows: frozenset[int] = frozenset()


def values_from(wanted: Sequence[Wanted]) -> pl.DataFrame:
    """KPI_VALUES for every subject, entity and span of each."""
    grid = pl.concat(_grid(each).with_columns(pl.lit(place).alias(_PLACE)) for place, each in enumerate(wanted))
    found = pl.concat(
        each.readings.with_columns(pl.lit(place).alias(_PLACE), has_rows=True) for place, each in enumerate(wanted)
    )
    joined = grid.join(found, on=[_PLACE, "kpi_id", ENTITY, INTERVAL], how="left", nulls_equal=True)
    valued = joined.with_columns(pl.col("has_rows").fill_null(False)).with_columns(_value(), _n())
    reasoned = valued.with_columns(reason=_reason(), detail=pl.coalesce("failure", "detail"))
    figures = [_figure(name) for name in ("n", "numerator", "denominator")]
    shown = reasoned.with_columns(*figures, _shown_value(), people_count=None)
    return shown.select(pl.col(name).cast(dtype) for name, dtype in KPI_VALUES.columns.items())


def _grid(wanted: Wanted) -> pl.DataFrame:
    return wanted.subjects.join(wanted.entities, how="cross").join(_span_table(wanted), how="cross")


def _span_table(wanted: Wanted) -> pl.DataFrame:
    number = {interval: place for place, interval in enumerate(intervals_of(wanted.spans))}
    rows = [
        {
            INTERVAL: number[span.start, span.end],
            "grain": span.period.grain.value,
            "period_id": span.period.key,
            "is_partial": span.is_partial,
            "is_history": span.is_history,
            "is_derivable": span.is_derivable,
            "is_covered": number[span.start, span.end] in wanted.intervals_with_rows or wanted.plan.covers(span.end),
        }
        for span in wanted.spans
    ]
    return pl.DataFrame(rows, schema=_SPAN)


def _value() -> pl.Expr:
    is_measured_zero = ~pl.col("has_rows") & pl.col("is_covered") & pl.col("is_additive")
    return pl.when(is_measured_zero).then("empty_value").otherwise("value").alias("value")


def _n() -> pl.Expr:
    is_known_empty = ~pl.col("has_rows") & pl.col("is_covered") & pl.col("is_formula")
    return pl.when(is_known_empty).then(0.0).otherwise("n").alias("n")


def _reason() -> pl.Expr:
    value = pl.col("value")
    is_undefined = ~value.is_finite() | (value.is_null() & pl.col("is_divided_by_nothing"))
    is_small = ~pl.col("is_additive") & (pl.col("n") < pl.col("min_n"))
    return (
        pl.when(pl.col("failure").is_not_null())
        .then(pl.lit(Reason.FAILED.value))
        .when(~pl.col("is_derivable"))
        .then(pl.lit(Reason.NOT_DERIVABLE.value))
        .when(pl.col("reason").is_not_null())
        .then("reason")
        .when(is_undefined)
        .then(pl.lit(Reason.UNDEFINED.value))
        .when(value.is_null())
        .then(pl.lit(Reason.NO_DATA.value))
        .when(is_small)
        .then(pl.lit(Reason.SMALL_N.value))
    )


def _figure(name: str) -> pl.Expr:
    number = pl.col(name)
    is_shown = number.is_finite() & ~pl.col("reason").is_in(_WITHOUT_FIGURES).fill_null(False)
    return pl.when(is_shown).then(number.floor() if name == "n" else number).alias(name)


def _shown_value() -> pl.Expr:
    has_value = pl.col("reason").is_null() | (pl.col("reason") == Reason.SMALL_N)
    return pl.when(has_value).then("value").alias("value")
