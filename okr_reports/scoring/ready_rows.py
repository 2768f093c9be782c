"""Ready-made values as they stand in an extract: one row per period and entity, checked and named (rules §2)."""

import polars as pl

from okr_reports.expressions import Column
from okr_reports.measures import Measure
from okr_reports.scoring.aggregates import ROW_DAY
from okr_reports.scoring.entities import ENTITY, column_of, kinds_within
from okr_reports.scoring.expressions import Compiler
from okr_reports.scoring.operators import quotient
from okr_reports.scoring.plan import EntityKind
from okr_reports.scoring.slices import INTERVAL
from okr_reports.scoring.typed import number
from okr_reports.words import Accumulation, Reason

_DOUBLE = "its extract holds more than one value for one period: keep one row for each"
_SEVERAL = "its extract holds several values within one period: say with `accumulation` how they make one"


def ready_rows(measure: Measure, rows: pl.DataFrame, *, compiler: Compiler) -> pl.DataFrame:
    """`period_on`, value, numerator, denominator, n and, by kind, the parts named, of the rows that the filter leaves.

    Raises CannotCompute when a column is missing or holds no numbers.
    """
    chosen = rows if measure.filter is None else rows.filter(compiler.filter(measure.filter))
    columns = {
        "value": measure.value_column,
        "numerator": measure.numerator_column,
        "denominator": measure.denominator_column,
        "n": measure.n_column or measure.denominator_column,
    }
    figures = [_figure(name, column, compiler=compiler) for name, column in columns.items()]
    parts = [
        pl.col(column).cast(pl.String).alias(kind)
        for kind in EntityKind
        if (column := column_of(measure, kind)) is not None and column in rows.columns
    ]
    return chosen.select(ROW_DAY, *figures, *parts)


def has_ratio(measure: Measure) -> bool:
    """Whether the extract names the two numbers of a ratio."""
    return measure.numerator_column is not None and measure.denominator_column is not None


def rows_of_entities(measure: Measure, rows: pl.DataFrame, *, kind: EntityKind) -> pl.DataFrame:
    """The rows by which entities of this kind are valued, with `entity_id` and `is_own`.

    A row that names a part (a team of a department) is the part's own. Without own rows, the numbers of a ratio of
    all parts make the whole's; single values of parts do not.
    """
    inner = [part for part in kinds_within(measure, kind) if part in rows.columns]
    is_own = pl.all_horizontal(pl.lit(True), *(pl.col(part).is_null() for part in inner))
    if kind is EntityKind.COMPANY:
        known = rows.with_columns(pl.lit(None, dtype=pl.String).alias(ENTITY), is_own=is_own)
    else:
        named = rows.filter(pl.col(kind).is_not_null())
        known = named.with_columns(pl.format("{}/{}", pl.lit(kind.value), kind).alias(ENTITY), is_own=is_own)
    if measure.value_column is None:
        return known.with_columns(is_own=True)
    has_own = pl.col("is_own").any().over(ENTITY, INTERVAL)
    return known.filter(pl.col("is_own") | ~has_own)


def values_per_period(measure: Measure, rows: pl.DataFrame) -> pl.DataFrame:
    """Per entity and period (INTERVAL): value, numerator, denominator, n, and the reason where the rows give none."""
    value, is_own = pl.col("value"), pl.col("is_own").any()
    count = value.count()
    days = pl.col(ROW_DAY).filter(value.is_not_null()).n_unique()
    parts = [_summed(name).alias(name) for name in ("numerator", "denominator")]
    grouped = rows.group_by(ENTITY, INTERVAL, maintain_order=True).agg(
        *parts, _n(), count.alias("count"), days.alias("days"), is_own.alias("is_own"),
        value.drop_nulls().first().alias("single"), _accumulated(measure.accumulation).alias("several"),
    )  # fmt: skip
    return grouped.with_columns(ratio=ratio(measure)).select(
        ENTITY, INTERVAL, "numerator", "denominator", "n", _value(), _reason(measure), _detail(measure)
    )


def ratio(measure: Measure) -> pl.Expr:
    """Numerator by denominator, in percent for a KPI in percent; empty when the extract names no ratio."""
    if not has_ratio(measure):
        return pl.lit(None, dtype=pl.Float64)
    scale = 100.0 if measure.is_percent else 1.0
    return quotient(pl.col("numerator") * scale, pl.col("denominator"))


def _figure(name: str, column: str | None, *, compiler: Compiler) -> pl.Expr:
    if column is None:
        return pl.lit(None, dtype=pl.Float64).alias(name)
    return number(compiler.typed(Column(column))).alias(name)


def _summed(name: str) -> pl.Expr:
    # Only rows with both numbers: a numerator without its denominator would tilt the ratio.
    complete = pl.col(name).filter(pl.col("numerator").is_not_null() & pl.col("denominator").is_not_null())
    return pl.when(complete.count() > 0).then(complete.sum())


def _n() -> pl.Expr:
    return pl.when(pl.col("n").count() > 0).then(pl.col("n").sum()).alias("n")


def _accumulated(accumulation: Accumulation | None) -> pl.Expr:
    known = pl.col("value").sort_by(ROW_DAY).drop_nulls()
    if accumulation is None:
        return pl.lit(None, dtype=pl.Float64)
    ways = {Accumulation.SUM: known.sum(), Accumulation.LAST: known.last(), Accumulation.MEAN: known.mean()}
    return ways[accumulation]


def _is_double() -> pl.Expr:
    return pl.col("is_own") & (pl.col("count") > pl.col("days"))


def _is_unsettled(measure: Measure) -> pl.Expr:
    is_settled = measure.accumulation is not None or has_ratio(measure)
    return pl.col("is_own") & (pl.col("count") > 1) & pl.lit(not is_settled)


def _value() -> pl.Expr:
    own = pl.when(pl.col("count") == 1).then("single").when(pl.col("count") > 1).then("several")
    return pl.coalesce(pl.when(pl.col("is_own")).then(own), "ratio").alias("value")


def _reason(measure: Measure) -> pl.Expr:
    is_failed = _is_double() | _is_unsettled(measure)
    is_only_parts = ~pl.col("is_own") & pl.col("ratio").is_null() & (pl.col("count") > 0)
    failed, not_derivable = pl.lit(Reason.FAILED.value), pl.lit(Reason.NOT_DERIVABLE.value)
    return pl.when(is_failed).then(failed).when(is_only_parts).then(not_derivable).alias("reason")


def _detail(measure: Measure) -> pl.Expr:
    several = pl.when(_is_unsettled(measure)).then(pl.lit(_SEVERAL))
    return pl.when(_is_double()).then(pl.lit(_DOUBLE)).otherwise(several).alias("detail")
