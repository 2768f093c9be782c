"""How far a value may miss its target and still be only at risk (rules §3)."""

import polars as pl

from okr_reports.scoring.numbers import Condition, is_at_least, meets
from okr_reports.words import Operator

_FLOORS = [Operator.AT_LEAST.value, Operator.ABOVE.value]
_CEILINGS = [Operator.AT_MOST.value, Operator.BELOW.value]


def is_tolerated(target: Condition, bound: Condition, *, tolerance: float) -> pl.Expr:
    """Of a value that misses its target: whether the row's own bound is met or, without one, the miss is small.

    Small is at most `tolerance` × base. Columns: `value`, `is_percent`, `is_interval`.
    """
    allowed = tolerance * _base(target)
    is_small_miss = (allowed > 0) & is_at_least(allowed, _miss(target))
    return pl.when(bound.op.is_not_null()).then(meets(pl.col("value"), bound)).otherwise(is_small_miss)


def _base(target: Condition) -> pl.Expr:
    """|target|; of a percentage the smaller side of 100; of a range the missed bound; nothing on interval scales."""
    value = target.value
    missed_bound = pl.when(pl.col("value") < target.low).then(target.low).otherwise(target.high)
    smaller_side = pl.min_horizontal(value, 100 - value)
    return (
        pl.when(pl.col("is_interval"))
        .then(0.0)
        .when(target.op == Operator.BETWEEN)
        .then(missed_bound.abs())
        .when(pl.col("is_percent") & value.is_between(0, 100))
        .then(smaller_side)
        .otherwise(value.abs())
    )


def _miss(target: Condition) -> pl.Expr:
    value = pl.col("value")
    return (
        pl.when(target.op.is_in(_FLOORS))
        .then(target.value - value)
        .when(target.op.is_in(_CEILINGS))
        .then(value - target.value)
        .when(target.op == Operator.EQUAL)
        .then((value - target.value).abs())
        .otherwise(pl.max_horizontal(target.low - value, value - target.high))
    )
