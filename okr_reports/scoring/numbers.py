"""When two numbers are equal and when a value meets a condition: the one place that decides (rules §2)."""

from dataclasses import dataclass

import polars as pl

from okr_reports.words import Operator

_RELATIVE, _ABSOLUTE = 1e-9, 1e-12


@dataclass(frozen=True)
class Condition:
    """Columns that hold a condition: an operator with `value`, or `between` with `low` and `high`."""

    op: pl.Expr
    value: pl.Expr
    low: pl.Expr
    high: pl.Expr


def is_equal(a: pl.Expr, b: pl.Expr) -> pl.Expr:
    """Whether |a − b| is at most max(1e-9 · max(|a|, |b|), 1e-12); empty when a side is empty."""
    larger = pl.max_horizontal(a.abs(), b.abs())
    return (a - b).abs() <= pl.max_horizontal(larger * _RELATIVE, pl.lit(_ABSOLUTE))


def is_at_least(a: pl.Expr, b: pl.Expr) -> pl.Expr:
    """a ≥ b, equal values included."""
    return (a > b) | is_equal(a, b)


def is_above(a: pl.Expr, b: pl.Expr) -> pl.Expr:
    """a > b, equal values excluded."""
    return (a > b) & ~is_equal(a, b)


def meets(value: pl.Expr, condition: Condition) -> pl.Expr:
    """Whether the value satisfies the condition; empty without a value or a condition."""
    is_within = is_at_least(value, condition.low) & is_at_least(condition.high, value)
    return (
        pl.when(condition.op == Operator.AT_LEAST)
        .then(is_at_least(value, condition.value))
        .when(condition.op == Operator.ABOVE)
        .then(is_above(value, condition.value))
        .when(condition.op == Operator.AT_MOST)
        .then(is_at_least(condition.value, value))
        .when(condition.op == Operator.BELOW)
        .then(is_above(condition.value, value))
        .when(condition.op == Operator.EQUAL)
        .then(is_equal(value, condition.value))
        .when(condition.op == Operator.BETWEEN)
        .then(is_within)
    )
