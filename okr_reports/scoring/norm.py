"""Attainment: which part of a target was reached, for profiles that call nearly all of it healthy (rules §§3, 8)."""

import polars as pl

from okr_reports.policy import Policy
from okr_reports.scoring.numbers import Condition, is_at_least
from okr_reports.words import Operator

_FLOORS = [Operator.AT_LEAST.value, Operator.ABOVE.value]
_CEILINGS = [Operator.AT_MOST.value, Operator.BELOW.value]


def is_in_norm(target: Condition, policy: Policy) -> pl.Expr:
    """Whether attainment reaches the profile's norm; never without a norm. Columns: as `attainment`."""
    if policy.kpi_norm is None:
        return pl.lit(False)
    return is_at_least(attainment(target, policy), pl.lit(policy.kpi_norm)).fill_null(False)


def attainment(target: Condition, policy: Policy) -> pl.Expr:
    """actual / target where higher is better, 2 − actual / target where lower is. Columns: as `is_tolerated`.

    Empty for targets not above 0, ranges and single values, interval scales, and percentages so near 100 that a share
    of them says nothing.
    """
    share = pl.col("value") / target.value
    is_near_all = pl.col("is_percent") & (target.value >= policy.attainment_percent_limit)
    is_meaningful = (target.value > 0) & ~pl.col("is_interval") & ~is_near_all
    return (
        pl.when(is_meaningful & target.op.is_in(_FLOORS))
        .then(share)
        .when(is_meaningful & target.op.is_in(_CEILINGS))
        .then(2 - share)
    )
