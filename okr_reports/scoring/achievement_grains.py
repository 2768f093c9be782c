"""By which periods a person's KPI is judged: its own, quarters, or the whole segment, as the number of cases allows."""

import polars as pl

from okr_reports.appraisal_words import Measured, NotJudged
from okr_reports.periods import Grain
from okr_reports.policy import Policy
from okr_reports.scoring.achievement_rows import KPI_KEY


def fewest_judged(grain: pl.Expr, policy: Policy) -> pl.Expr:
    """How many judged periods of this length make an achievement; one that is longer than a quarter does alone."""
    return (
        pl.when(grain == Grain.MONTH)
        .then(policy.fewest_judged_months)
        .when(grain == Grain.QUARTER)
        .then(policy.fewest_judged_quarters)
        .otherwise(1)
    )


def too_small(rows: pl.DataFrame, *, policy: Policy) -> pl.DataFrame:
    """KPI_KEY of person measures with too few judged periods because n was too small in some (rules §8).

    Their segment is long enough to be judged: as many periods responsible as would have made an achievement.
    """
    small = pl.col("is_responsible") & (pl.col("reason") == NotJudged.SMALL_N)
    own = rows.filter(pl.col("may_be_longer") & (pl.col("measured") == Measured.PERSON))
    counted = own.group_by(KPI_KEY, maintain_order=True).agg(
        judged=pl.col("is_judged").sum(), responsible=pl.col("is_responsible").sum(),
        has_small=small.any(), fewest=fewest_judged(pl.col("grain").first(), policy),
    )  # fmt: skip
    is_few = pl.col("judged") < pl.col("fewest")
    return counted.filter("has_small", is_few, pl.col("responsible") >= pl.col("fewest")).select(KPI_KEY)


def of_best_grain(own: pl.DataFrame, *, by_quarter: pl.DataFrame, over: pl.DataFrame, policy: Policy) -> pl.DataFrame:
    """The rows by which each KPI is judged: by quarters where enough of them are, else over the segment, else its own.

    `by_quarter` and `over` hold only KPIs of `too_small`.
    """
    by_quarters = _with_enough(by_quarter, policy)
    rest = over.join(by_quarters, on=KPI_KEY, how="anti")
    over_segment = _with_enough(rest, policy)
    chosen = [
        by_quarter.join(by_quarters, on=KPI_KEY, how="semi"),
        rest.join(over_segment, on=KPI_KEY, how="semi"),
    ]
    longer = pl.concat([by_quarters, over_segment])
    kept = own.join(longer, on=KPI_KEY, how="anti")
    return pl.concat([kept, *(rows.select(kept.columns) for rows in chosen)])


def _with_enough(rows: pl.DataFrame, policy: Policy) -> pl.DataFrame:
    judged = rows.group_by(KPI_KEY).agg(pl.col("is_judged").sum(), grain=pl.col("grain").first())
    return judged.filter(pl.col("is_judged") >= fewest_judged(pl.col("grain"), policy)).select(KPI_KEY)
