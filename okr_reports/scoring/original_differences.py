"""What differs from the first definition of a key result, who changed it and why, and what nobody recorded (§5)."""

import polars as pl

from okr_reports.scoring.numbers import is_equal
from okr_reports.scoring.original_goals import GoalHistory

_FIELD = ("key_result_id", "field")


def find_differences(history: GoalHistory) -> pl.DataFrame:
    """One row per key result and field that was different: original, current, first_seen_on, and what the log says.

    The original is what the first `check` or run saw, or what the log says stood there before an even earlier change.
    `is_recorded`: the log's last row for the field leads to the current value and gives a reason.
    """
    log = history.changes.rename({"changed_id": "key_result_id"}).sort("changed_on", "change_id")
    each = _definitions(history).join(_logged(log), on=_FIELD, how="left", maintain_order="left")
    is_before = (pl.col("first_logged_on") < pl.col("first_seen_on")).fill_null(True)
    is_from_log = pl.col("first_old").is_not_null() & is_before
    original = pl.when(is_from_log).then("first_old").otherwise("first_value")
    compared = each.with_columns(original=original).filter(~_is_same("original", "current"))
    is_led_to = pl.col("last_new").is_null() | _is_same("last_new", "current")
    is_known = (pl.col("changed_on").is_not_null() & is_led_to).fill_null(False)
    said = ("changed_on", "changed_by", "cause", "reason")
    return compared.with_columns(
        *(pl.when(is_known).then(name).alias(name) for name in said),
        is_recorded=is_known & (pl.col("reason").str.strip_chars() != "").fill_null(False),
    ).select(*_FIELD, "original", "current", "first_seen_on", *said, "is_recorded")


def _definitions(history: GoalHistory) -> pl.DataFrame:
    """Every field of today's key results that anything earlier is known of."""
    seen = history.first.group_by("key_result_id").agg(pl.col("first_seen_on").min())
    first = history.first.select(*_FIELD, first_value="value")
    logged = history.changes.select(key_result_id="changed_id", field="field")
    known = pl.concat([first.select(_FIELD), history.current.select(_FIELD).join(seen, on="key_result_id", how="semi")])
    fields = pl.concat([known, logged]).unique().join(history.current, on="key_result_id", how="semi")
    now = history.current.select(*_FIELD, current="value")
    return (
        fields.join(first, on=_FIELD, how="left")
        .join(now, on=_FIELD, how="left")
        .join(seen, on="key_result_id", how="left")
        # Where nothing was seen before, only the log can tell a difference: without it the original is today's.
        .with_columns(first_value=pl.when(pl.col("first_seen_on").is_null()).then("current").otherwise("first_value"))
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
