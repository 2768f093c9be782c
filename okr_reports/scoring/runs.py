"""Runs of periods in a row: how long something has lasted, and since when (rules §3)."""

from collections.abc import Sequence
from dataclasses import dataclass

import polars as pl

# Of one KPI and entity, as long as one period follows the other without a gap (`stretch`).
SERIES = ["kpi_id", "entity_id", "grain", "stretch"]


@dataclass(frozen=True)
class Run:
    """Which columns of claims say that a run goes on and that it ends, and the name of what is added."""

    lasts: str
    ends: str
    name: str


def with_runs(periods: pl.DataFrame, run: Run, *, series: Sequence[str]) -> pl.DataFrame:
    """Adds `<name>_count` and `<name>_since`: in a period that lasts, the run's length so far and its first period.

    `periods` has `anchor_on`, which orders them. A period that neither lasts nor ends (nothing is known of it) neither
    breaks a run nor counts in it. Elsewhere the count is 0 and the start empty.
    """
    ordered = periods.sort(*series, "anchor_on")
    number = pl.col(run.ends).cast(pl.Int64).cum_sum().over(series).alias("_run")
    within = [*series, "_run"]
    count = pl.col(run.lasts).cast(pl.Int64).cum_sum().over(within)
    since = pl.col("period_id").filter(run.lasts).first().over(within)
    return (
        ordered.with_columns(number)
        .with_columns(
            pl.when(run.lasts).then(count).otherwise(0).alias(f"{run.name}_count"),
            pl.when(run.lasts).then(since).alias(f"{run.name}_since"),
        )
        .drop("_run")
    )
