"""What differs from the first definition of a key result, who changed it and why, and what nobody recorded (§5)."""

import polars as pl

from okr_reports.scoring.numbers import is_equal
from okr_reports.scoring.original_goals import GoalHistory
from okr_reports.scoring.original_steps import STEPS

_FIELD = ("key_result_id", "field")


def find_differences(history: GoalHistory) -> pl.DataFrame:
    """One row per key result and field that was different: original, current, first_seen_on, and what the log says.

    The original is what the first `check` or run saw, or what the log says stood there before an even earlier change.
    `is_recorded`: the log's last row for the field leads to the current value and gives a reason.
    """
    log = history.changes.rename({"changed_id": "key_result_id"}).sort("changed_on", "change_id")
    each = _definitions(history).join(_logged(log), on=_FIELD, how="left", maintain_order="left")
    is_before = (pl.col("first_logged_on") < pl.col("first_seen_on")).fill_null(True)
    # What people write of steps is a sentence: it tells why, and not how they stood.
    is_of_steps = pl.col("field") == STEPS
    is_from_log = pl.col("first_old").is_not_null() & is_before & ~is_of_steps
    original = pl.when(is_from_log).then("first_old").otherwise("first_value")
    differing = each.with_columns(original=original).filter(~_is_same("original", "current"))
    # Another KPI has another formula: that is one difference and not two.
    other_kpi = differing.filter(field="kpi").select(_FIELD[0], is_other_kpi=pl.lit(True))
    joined = differing.join(other_kpi, on=_FIELD[0], how="left", maintain_order="left")
    compared = joined.filter(pl.col("is_other_kpi").is_null() | ~pl.col("field").str.starts_with("kpi_"))
    is_led_to = pl.col("last_new").is_null() | is_of_steps | _is_same("last_new", "current")
    is_known = (pl.col("changed_on").is_not_null() & is_led_to).fill_null(False)
    said = ("changed_on", "changed_by", "cause", "reason")
    return compared.with_columns(
        *(pl.when(is_known).then(name).alias(name) for name in said),
        is_recorded=is_known & (pl.col("reason").str.strip_chars() != "").fill_null(False),
    ).select(*_FIELD, "original", "current", "first_seen_on", *said, "is_recorded")


def _definitions(history: GoalHistory) -> pl.DataFrame:
    """Fields of today's key results that may differ, by another text or by the log, with first and current value."""
    now = history.current.select(*_FIELD, current="value")
    first = history.first.select(*_FIELD, first_value="value", is_seen=pl.lit(True))
    logged = history.changes.select(key_result_id="changed_id", field="field", is_logged=pl.lit(True)).unique()
    is_rewritten = pl.col("is_seen") & pl.col("first_value").ne_missing(pl.col("current"))
    every = first.join(now, on=_FIELD, how="full", coalesce=True).join(logged, on=_FIELD, how="full", coalesce=True)
    known = every.filter(is_rewritten.fill_null(False) | pl.col("is_logged").fill_null(False))
    seen = history.first.join(known, on="key_result_id", how="semi").group_by("key_result_id")
    return (
        known.join(history.current, on="key_result_id", how="semi")
        .join(seen.agg(pl.col("first_seen_on").min()), on="key_result_id", how="left")
        # Of a field that no run saw before only the log can tell a difference: else the original is today's.
        .with_columns(first_value=pl.when("is_seen").then("first_value").otherwise("current"))
        .sort(_FIELD)
    )


def _logged(log: pl.DataFrame) -> pl.DataFrame:
    return log.group_by(_FIELD, maintain_order=True).agg(
        first_old=pl.col("old").first(),
        first_logged_on=pl.col("changed_on").first(),
        last_new=pl.col("new").last(),
        changed_on=pl.col("changed_on").last(),
        changed_by=pl.col("changed_by").last(),
        cause=pl.col("cause").last(),
        reason=pl.col("reason").last(),
    )


def _is_same(one: str, other: str) -> pl.Expr:
    """Whether two texts say the same, numbers as numbers; two that say nothing are the same."""
    as_numbers = is_equal(pl.col(one).cast(pl.Float64(), strict=False), pl.col(other).cast(pl.Float64(), strict=False))
    return pl.coalesce(as_numbers, pl.col(one).eq_missing(pl.col(other)))
