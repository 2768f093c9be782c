"""The change against an earlier period, in the unit in which it makes sense (rules §2)."""

import polars as pl

from okr_reports.scoring.numbers import is_above
from okr_reports.words import Reason

_SUBJECT = ["kpi_id", "entity_id", "grain"]
_PERCENT, _POINTS = "%", "pt"


def with_comparison(shown: pl.DataFrame, health: pl.DataFrame, *, name: str) -> pl.DataFrame:
    """Adds value, n, reason and health of the period in `<name>_period_id`, and the change as `_by` and `_unit`.

    Columns of `shown`: value, unit, is_percent, is_interval. The reason is that of the value, not of
    its judgement; a period that was never valued has `no_data`.
    """
    columns = {"period_id": "period_id", "value": "value", "n": "n", "value_reason": "reason", "health": "health"}
    earlier = health.select(*_SUBJECT, *(pl.col(column).alias(f"{name}_{said}") for column, said in columns.items()))
    found = shown.join(earlier, on=[*_SUBJECT, f"{name}_period_id"], how="left", nulls_equal=True)
    base = pl.col(f"{name}_value")
    by, unit = _change(base)
    is_changed = by.is_not_null()
    reason = pl.when(base.is_null()).then(pl.coalesce(f"{name}_reason", pl.lit(Reason.NO_DATA.value)))
    return found.with_columns(
        by.alias(f"{name}_by"),
        pl.when(is_changed).then(unit).alias(f"{name}_unit"),
        reason.otherwise(f"{name}_reason").alias(f"{name}_reason"),
    )


def _change(base: pl.Expr) -> tuple[pl.Expr, pl.Expr]:
    """Percent for amounts with a base above 0, points for percentages and interval scales, else the difference."""
    value = pl.col("value")
    in_points = pl.col("is_percent") | pl.col("is_interval")
    in_percent = ~in_points & is_above(base, pl.lit(0.0))
    by = pl.when(in_percent).then((value - base) / base * 100).otherwise(value - base)
    unit = pl.when(in_points).then(pl.lit(_POINTS)).when(in_percent).then(pl.lit(_PERCENT)).otherwise("unit")
    return by, unit
