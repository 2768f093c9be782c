"""The interval around a mean of few values: Student's t, whose tables no library of ours brings."""

import math
from statistics import NormalDist

import polars as pl


def t_quantile(degrees: pl.Expr, share: float) -> pl.Expr:
    """The value that a t variable of these degrees of freedom (1 or more) stays below with this probability.

    Exact for one and two degrees; else the Cornish-Fisher expansion (Abramowitz & Stegun 26.7.5), within 0.01 for
    three degrees and 0.0001 from eleven on at 97.5 %.
    """
    x = NormalDist().inv_cdf(share)
    terms = [
        (x**3 + x) / 4,
        (5 * x**5 + 16 * x**3 + 3 * x) / 96,
        (3 * x**7 + 19 * x**5 + 17 * x**3 - 15 * x) / 384,
        (79 * x**9 + 776 * x**7 + 1482 * x**5 - 1920 * x**3 - 945 * x) / 92160,
    ]
    expansion = pl.lit(x)
    for power, term in enumerate(terms, 1):
        expansion = expansion + term / degrees.cast(pl.Float64()) ** power
    one = math.tan(math.pi * (share - 0.5))
    two = (2 * share - 1) / math.sqrt(2 * share * (1 - share))
    return pl.when(degrees == 1).then(pl.lit(one)).when(degrees == 2).then(pl.lit(two)).otherwise(expansion)


def half_width(count: pl.Expr, deviation: pl.Expr, *, share: float) -> pl.Expr:
    """Half of the interval that holds the mean with this probability; empty for fewer than two values."""
    width = t_quantile(count.cast(pl.Int64()) - 1, 0.5 + share / 2) * deviation / count.sqrt()
    return pl.when(count >= 2).then(width)
