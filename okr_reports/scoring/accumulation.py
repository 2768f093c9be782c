"""Longer periods and windows of ready-made values, from the values of the periods within (rules §2)."""

from dataclasses import dataclass

import polars as pl

from okr_reports.measures import Measure
from okr_reports.scoring.entities import ENTITY
from okr_reports.scoring.ready_rows import has_ratio, ratio
from okr_reports.scoring.slices import INTERVAL
from okr_reports.words import Accumulation, Reason

PART = "_part"


@dataclass(frozen=True)
class Membership:
    """Which periods of the KPI's own cadence (by number, in order) an interval consists of.

    `is_single`: the interval is valued by its one period as it stands.
    """

    interval: int
    parts: tuple[int, ...]
    is_single: bool


def accumulate(measure: Measure, values: pl.DataFrame, *, memberships: list[Membership]) -> pl.DataFrame:
    """Per entity and interval the value, figures and reason, from `values` per entity and period (INTERVAL)."""
    rows = [
        {INTERVAL: one.interval, PART: part, "is_single": one.is_single, "size": len(one.parts), "last": one.parts[-1]}
        for one in memberships
        for part in one.parts
    ]
    types = {INTERVAL: pl.Int32(), PART: pl.Int32(), "is_single": pl.Boolean(), "size": pl.Int64(), "last": pl.Int32()}
    member = pl.DataFrame(rows, schema=types)
    joined = member.join(values.rename({INTERVAL: PART}), on=PART, maintain_order="left")
    singles = joined.filter("is_single").select(ENTITY, INTERVAL, *_FIGURES)
    return pl.concat([singles, _several(measure, joined.filter(~pl.col("is_single")))])


_FIGURES = ("numerator", "denominator", "n", "value", "reason", "detail")


def _several(measure: Measure, joined: pl.DataFrame) -> pl.DataFrame:
    is_last = pl.col(PART) == pl.col("last")
    counted = is_last if measure.accumulation is Accumulation.LAST else pl.lit(True)
    parts = [_summed(pl.col(name).filter(counted)).alias(name) for name in ("numerator", "denominator", "n")]
    reasons = [(pl.col("reason") == reason).any().alias(reason) for reason in (Reason.FAILED, Reason.NOT_DERIVABLE)]
    grouped = joined.group_by(ENTITY, INTERVAL, maintain_order=True).agg(
        *parts, *reasons, pl.col("detail").drop_nulls().first(),
        pl.col("value").filter(is_last).first().alias("last"), pl.col("value").mean().alias("mean"),
        _whole_sum().alias("sum"),
    )  # fmt: skip
    valued = grouped.with_columns(value=ratio(measure) if _is_ratio_of_sums(measure) else _accumulated(measure))
    return valued.with_columns(reason=_reason(measure)).select(ENTITY, INTERVAL, *_FIGURES)


def _is_ratio_of_sums(measure: Measure) -> bool:
    # What the sheet says of accumulation goes before what its extract holds.
    return has_ratio(measure) and measure.accumulation is None


def _summed(numbers: pl.Expr) -> pl.Expr:
    return pl.when(numbers.count() > 0).then(numbers.sum())


def _whole_sum() -> pl.Expr:
    # A missing month must not count as 0, so a sum needs all of its periods.
    return pl.when(pl.col("value").count() == pl.col("size").first()).then(pl.col("value").sum())


def _accumulated(measure: Measure) -> pl.Expr:
    if measure.accumulation is None:
        return pl.lit(None, dtype=pl.Float64)
    return pl.col(measure.accumulation.value)


def _reason(measure: Measure) -> pl.Expr:
    needs_all = measure.accumulation in (None, Accumulation.SUM) and not _is_ratio_of_sums(measure)
    is_missing = pl.col("value").is_null() & pl.lit(needs_all)
    return (
        pl.when(pl.col(Reason.FAILED))
        .then(pl.lit(Reason.FAILED.value))
        .when(pl.col(Reason.NOT_DERIVABLE) | is_missing)
        .then(pl.lit(Reason.NOT_DERIVABLE.value))
    )
