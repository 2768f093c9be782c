"""Many rows to one value: the aggregates of a formula, each true to SQL where Polars is not."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

import polars as pl

from okr_reports.expressions import Aggregate
from okr_reports.scoring.typed import NOT_A_NUMBER, CannotCompute, Kind, Typed, known_number, number

ROW_DAY = "period_on"

_SPREADS: dict[str, Callable[[pl.Expr], pl.Expr]] = {
    "stddev_samp": lambda x: x.std(ddof=1),
    "stddev_pop": lambda x: x.std(ddof=0),
    "var_samp": lambda x: x.var(ddof=1),
    "var_pop": lambda x: x.var(ddof=0),
}


@dataclass(frozen=True)
class Adding:
    """An aggregate by its `parts`, each of which may be summed up, and its `figure` over columns of their names."""

    parts: Mapping[str, pl.Expr]
    figure: pl.Expr


def adds_up(aggregate: Aggregate) -> bool:
    """Whether the figure of several groups of rows follows from that of each: a count, a sum or a mean."""
    return aggregate.function in ("count", "sum", "avg") and not aggregate.is_distinct


def aggregated(aggregate: Aggregate, *, argument: Typed | None, where: pl.Expr | None) -> Typed:
    """The aggregate over the rows of a group where `where` is true (all without one)."""
    rows = _rows(where)
    if argument is None:
        return Typed(rows, Kind.WHOLE)
    values = _values(argument, where)
    if aggregate.function == "count":
        return _count(values, is_distinct=aggregate.is_distinct)
    if aggregate.function == "sum":
        return _sum(number(values), rows)
    if aggregate.function in ("min", "max"):
        return _extreme(aggregate.function, values)
    return Typed(_of_numbers(aggregate, number(values)), Kind.NUMBER)


def adding(aggregate: Aggregate, *, argument: Typed | None, where: pl.Expr | None, name: str) -> Adding:
    """The aggregate that adds_up, called `name`, in parts."""
    count, total, rows = (f"{name} {part}" for part in ("count", "sum", "rows"))
    if argument is None:
        return Adding({rows: _rows(where)}, pl.col(rows))
    values = _values(argument, where)
    if aggregate.function == "count":
        return Adding({count: _count(values, is_distinct=False).expr}, pl.col(count))
    known = number(values)
    parts = {count: known.count().cast(pl.Int64), total: known.sum()}
    if aggregate.function == "avg":
        return Adding(parts, pl.when(pl.col(count) > 0).then(pl.col(total) / pl.col(count)))
    is_known = (pl.col(rows) == 0) | (pl.col(count) > 0)
    return Adding({**parts, rows: _rows(where)}, pl.when(is_known).then(pl.col(total)))


def _rows(where: pl.Expr | None) -> pl.Expr:
    return (pl.len() if where is None else _per_row(where).sum()).cast(pl.Int64)


def _values(argument: Typed, where: pl.Expr | None) -> Typed:
    values = _per_row(argument.expr)
    return Typed(values if where is None else pl.when(where).then(values), argument.kind)


def _per_row(expr: pl.Expr) -> pl.Expr:
    # A bare literal is one value to Polars, so its sum would not depend on the number of rows.
    return expr if expr.meta.root_names() else pl.when(pl.col(ROW_DAY).is_not_null()).then(expr)


def _count(values: Typed, *, is_distinct: bool) -> Typed:
    known = known_number(values) if values.kind is Kind.NUMBER else values.expr
    # Polars counts the empty cells as one more kind.
    count = known.n_unique().cast(pl.Int64) - known.has_nulls().cast(pl.Int64) if is_distinct else known.count()
    return Typed(count.cast(pl.Int64), Kind.WHOLE)


def _sum(values: pl.Expr, rows: pl.Expr) -> Typed:
    # Polars sums empty cells to 0; here only no rows at all are 0.
    return Typed(pl.when((rows == 0) | (values.count() > 0)).then(values.sum()), Kind.NUMBER)


def _extreme(function: str, values: Typed) -> Typed:
    if values.kind in (Kind.NUMBER, Kind.TRUTH):
        numbers = number(values)
        # Plain min and max pass over NaN.
        return Typed(numbers.nan_min() if function == "min" else numbers.nan_max(), Kind.NUMBER)
    return Typed(values.expr.min() if function == "min" else values.expr.max(), values.kind)


def _of_numbers(aggregate: Aggregate, values: pl.Expr) -> pl.Expr:
    if aggregate.function == "avg":
        return values.mean()
    if aggregate.function == "quantile" and aggregate.share is not None:
        linear = values.quantile(aggregate.share, interpolation="linear")
        return pl.when(values.is_nan().any()).then(NOT_A_NUMBER).otherwise(linear)
    if aggregate.function in _SPREADS:
        return _SPREADS[aggregate.function](values)
    raise CannotCompute(f"no aggregate is called {aggregate.function}")
