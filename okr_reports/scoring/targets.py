"""Which target is in force for a value, and what it demands: relative targets become a number (rules §3)."""

from collections.abc import Sequence
from functools import reduce
from operator import add

import polars as pl

from okr_reports.measures import AverageBound, Bound, Measure, RelativeBound, TargetRow
from okr_reports.scoring.numbers import is_above

_TYPES = {
    "kpi_id": pl.String(),
    "grain": pl.String(),
    "target_order": pl.Int64(),
    "from_on": pl.Date(),
    "target_from": pl.String(),
    "target_set_on": pl.Date(),
    "target_due_on": pl.Date(),
    "target_state": pl.String(),
    "target_sentence": pl.String(),
    "target_why": pl.String(),
    "from_key_result": pl.String(),
    "target_op": pl.String(),
    "target_value": pl.Float64(),
    "target_low": pl.Float64(),
    "target_high": pl.Float64(),
    "at_risk_op": pl.String(),
    "target_at_risk": pl.Float64(),
    "target_at_risk_low": pl.Float64(),
    "target_at_risk_high": pl.Float64(),
    "base": pl.String(),
    "by_share": pl.Float64(),
    "by_points": pl.Float64(),
    "times": pl.Float64(),
    "average_count": pl.Int64(),
    "in_a_row": pl.Int64(),
}
_SERIES = ["kpi_id", "entity_id", "grain"]


def target_table(measures: Sequence[Measure]) -> pl.DataFrame:
    """All target rows; of two from the same period the one set later, or standing later, holds."""
    return target_rows(measures).unique(["kpi_id", "grain", "from_on"], keep="last", maintain_order=True)


def target_rows(measures: Sequence[Measure]) -> pl.DataFrame:
    """All target rows, also those that another one from the same period replaces, in the order in which they hold."""
    rows = [_row(measure, row, place=place) for measure in measures for place, row in enumerate(measure.targets)]
    return pl.DataFrame(rows, schema=_TYPES).sort("from_on", "target_set_on", "target_order", nulls_last=False)


def with_targets(values: pl.DataFrame, measures: Sequence[Measure]) -> pl.DataFrame:
    """The values (with `anchor_on`) and the columns of the target row in force for each, empty without one."""
    ordered = values.sort("anchor_on")
    return ordered.join_asof(
        target_table(measures), left_on="anchor_on", right_on="from_on", by=["kpi_id", "grain"], check_sortedness=False
    )


def with_resolved_targets(values: pl.DataFrame) -> pl.DataFrame:
    """Relative targets as `target_value`, with `is_not_derivable` where history is too short or the base not above 0.

    `values` holds the periods before as rows of its own, and `previous_id`, `last_year_id`.
    """
    resolved = _with_averages(_with_bases(values)).with_columns(_relative_value().alias("relative_value"))
    is_relative = pl.col("base").is_not_null() | pl.col("average_count").is_not_null()
    is_not_derivable = is_relative & pl.col("relative_value").is_null()
    value = pl.when(is_relative).then("relative_value").otherwise("target_value")
    return resolved.with_columns(target_value=value, is_not_derivable=is_not_derivable)


def _with_bases(values: pl.DataFrame) -> pl.DataFrame:
    base_id = pl.when(pl.col("base") == "previous").then("previous_id").when(pl.col("base") == "last_year")
    bases = values.select(*_SERIES, pl.col("period_id").alias("base_id"), pl.col("value").alias("base_value"))
    named = values.with_columns(base_id=base_id.then("last_year_id"))
    return named.join(bases, on=[*_SERIES, "base_id"], how="left", nulls_equal=True)


def _with_averages(values: pl.DataFrame) -> pl.DataFrame:
    """`average`: the mean of as many periods before as the target names, empty unless each of them has a value."""
    counts = values["average_count"].drop_nulls().unique().to_list()
    ordered = values.sort(*_SERIES, "anchor_on")
    is_next = (pl.col("previous_id") == pl.col("period_id").shift(1)).over(_SERIES)
    stretch = (~is_next.fill_null(False)).cum_sum().over(_SERIES)
    stretched = ordered.with_columns(stretch.alias("stretch"))
    average = pl.coalesce([pl.lit(None, dtype=pl.Float64), *(_mean_before(count) for count in counts)])
    return stretched.with_columns(average.alias("average"))


def _mean_before(count: int) -> pl.Expr:
    before = [pl.col("value").shift(step).over([*_SERIES, "stretch"]) for step in range(1, count + 1)]
    # A running mean would carry rounding errors from period to period, and restate a verdict.
    # Added one after the other: `sum_horizontal` adds in the order its threads end, so that last bits differ by run.
    mean = reduce(add, before) / count
    return pl.when(pl.col("average_count") == count).then(mean)


def _relative_value() -> pl.Expr:
    base, average = pl.col("base_value"), pl.col("average")
    return (
        pl.when(pl.col("by_share").is_not_null() & is_above(base, pl.lit(0.0)))
        .then(base * (1 + pl.col("by_share")))
        .when(pl.col("by_points").is_not_null())
        .then(base + pl.col("by_points"))
        .when(is_above(average, pl.lit(0.0)))
        .then(average * pl.col("times"))
    )


def _row(measure: Measure, row: TargetRow, *, place: int) -> dict[str, object]:
    return {
        "kpi_id": measure.kpi_id,
        "grain": (row.grain or measure.grain).value,
        "target_order": place,
        "from_on": row.from_on,
        "target_from": row.from_key,
        "target_set_on": row.set_on,
        "target_due_on": row.due_on,
        "target_state": row.state,
        "target_sentence": row.sentence,
        "target_why": row.why,
        "from_key_result": row.from_key_result,
        **_bound(row.condition, op="target_op", value="target_value", prefix="target"),
        **_bound(row.at_risk, op="at_risk_op", value="target_at_risk", prefix="target_at_risk"),
        **_relative(row.condition),
    }


def _bound(condition: object, *, op: str, value: str, prefix: str) -> dict[str, object]:
    if not isinstance(condition, Bound):
        return {}
    return {op: condition.op, value: condition.value, f"{prefix}_low": condition.low, f"{prefix}_high": condition.high}


def _relative(condition: object) -> dict[str, object]:
    match condition:
        case RelativeBound():
            by = {"by_share": condition.share, "by_points": condition.points}
            return {"target_op": condition.op, "base": condition.base, **by}
        case AverageBound():
            counts = {"average_count": condition.periods, "in_a_row": condition.in_a_row}
            return {"target_op": condition.op, "times": condition.times, **counts}
        case _:
            return {}
