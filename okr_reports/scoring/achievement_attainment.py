"""Attainment: how far a value came toward its target, for companies that ask for it (rules §8)."""

import polars as pl

from okr_reports.scoring.numbers import Condition, is_above, meets
from okr_reports.words import Operator

_HIGHER = [Operator.AT_LEAST.value, Operator.ABOVE.value]
_LOWER = [Operator.AT_MOST.value, Operator.BELOW.value]


def attainment(value: str, *, limit: float) -> pl.Expr:
    """0 to 1 of the value in this column against target_*: higher is better actual / target, lower 2 − actual / target.

    1 inside a range (or equal to what must be met exactly), else 0. Empty without a value, for a target not above 0,
    and for a target of `limit` percent or more: nearly every value comes near it.
    """
    op, target = pl.col("target_op"), pl.col("target_value")
    ratio = pl.col(value) / target
    way = pl.when(op.is_in(_HIGHER)).then(ratio).when(op.is_in(_LOWER)).then(2 - ratio)
    is_sound = is_above(target, pl.lit(0.0)) & ~(pl.col("is_percent") & (target >= limit))
    is_ratio = op.is_in([*_HIGHER, *_LOWER])
    condition = Condition(op, target, pl.col("target_low"), pl.col("target_high"))
    return (
        pl.when(is_ratio & is_sound)
        .then(way.clip(0.0, 1.0))
        .when(~is_ratio)
        .then(meets(pl.col(value), condition).cast(pl.Float64))
    )
