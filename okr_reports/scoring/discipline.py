"""Check-ins held of those expected, the last word, and the silence, for each key result (rules §6)."""

import polars as pl

from okr_reports.goal_tables import CHECK_IN_DISCIPLINE, CONFIDENCE_WEEKS
from okr_reports.scoring.discipline_spans import (
    SPAN,
    expected_weeks,
    first_monday,
    interval_days,
    week_on,
    with_spans,
)
from okr_reports.scoring.plan import CyclePlan

_KEY, _PLACE = "key_result_id", "place"


def judge_discipline(key_results: pl.DataFrame, check_ins: pl.DataFrame, *, plan: CyclePlan) -> pl.DataFrame:
    """CHECK_IN_DISCIPLINE, a row for each of KEY_RESULTS in their order, judged at the cycle's end or `as_of`.

    A check-in (CHECK_INS) counts in its week when it is dated within the cycle. Silence runs from the last one, or
    from the first day on which one was due, to the last day on which one was; it is whole days between the two.
    """
    spans = with_spans(key_results, plan=plan).select(_KEY, *SPAN).with_row_index(_PLACE)
    weeks = expected_weeks(spans, plan=plan)
    said = _said_of(spans, check_ins, plan=plan)
    expected = weeks.group_by(SPAN).agg(expected_count=pl.len())
    is_first = pl.struct(_PLACE, "week_on").rle_id().diff().fill_null(1) > 0
    held = said.filter(is_first).join(weeks, on=[*SPAN, "week_on"], how="semi")
    counted = (
        spans.join(expected, on=SPAN, how="left", maintain_order="left")
        .join(held.group_by(_PLACE).agg(held_count=pl.len()), on=_PLACE, how="left", maintain_order="left")
        .join(_last_words(said), on=_PLACE, how="left", maintain_order="left")
    )
    silent = counted.with_columns(pl.col("expected_count", "held_count").fill_null(0), **_silence(plan))
    return CHECK_IN_DISCIPLINE.check(silent)


def silent_after_days(plan: CyclePlan) -> float:
    """After how many days without a check-in a key result is silent: the policy's, in short cycles fewer."""
    share = (plan.cycle.end - plan.cycle.start).days * plan.policy.reading.silent_cycle_share
    return min(float(plan.policy.silent_after_days), share)


def confidence_weeks(key_results: pl.DataFrame, check_ins: pl.DataFrame, *, plan: CyclePlan) -> pl.DataFrame:
    """CONFIDENCE_WEEKS: for each key result every week (or fortnight) of the cycle so far and its last word."""
    spans = with_spans(key_results, plan=plan).select(_KEY, *SPAN).with_row_index(_PLACE)
    last = max(plan.judged_on, plan.cycle.start)
    every = pl.date_range(first_monday(plan), last, f"{interval_days(plan)}d", eager=True)
    weeks = spans.join(pl.DataFrame({"week_on": every}), how="cross", maintain_order="left_right")
    due = expected_weeks(spans, plan=plan).with_columns(is_expected=pl.lit(True))
    said = _said_of(spans, check_ins, plan=plan)
    held = said.select(_PLACE, "week_on", is_held=pl.lit(True)).unique()
    words = _last_confidence(said, [_PLACE, "week_on"])
    both = (
        weeks.join(due, on=[*SPAN, "week_on"], how="left", maintain_order="left")
        .join(held, on=[_PLACE, "week_on"], how="left", maintain_order="left")
        .join(words, on=[_PLACE, "week_on"], how="left", maintain_order="left")
    )
    return CONFIDENCE_WEEKS.check(
        both.with_columns(
            pl.col("is_expected", "is_held").fill_null(False), week_id=pl.col("week_on").dt.strftime("%G-W%V")
        )
    )


def _said_of(spans: pl.DataFrame, check_ins: pl.DataFrame, *, plan: CyclePlan) -> pl.DataFrame:
    """The cycle's check-ins so far with place, span and the Monday of their week, by key result, oldest first.

    The place stands for the key result from here on: numbers sort faster than ids.
    """
    within = check_ins.filter(pl.col("checked_in_on").is_between(plan.cycle.start, plan.judged_on))
    placed = within.select(_KEY, "checked_in_on", "check_in_id", "confidence").join(spans, on=_KEY).drop(_KEY)
    dated = placed.with_columns(week_on=week_on(pl.col("checked_in_on"), plan=plan))
    return dated.sort(_PLACE, "checked_in_on", "check_in_id")


def _last_confidence(said: pl.DataFrame, keys: list[str]) -> pl.DataFrame:
    """The keys and `confidence`: the last one given."""
    spoken = said.filter(pl.col("confidence").is_not_null())
    return spoken.unique(keys, keep="last").select(*keys, "confidence")


def _last_words(said: pl.DataFrame) -> pl.DataFrame:
    """place, last_on, first_day, last_day, last_confidence, between_days (the longest silence between two)."""
    dated = said.select(_PLACE, "checked_in_on", day=pl.col("checked_in_on").clip("from_on", "to_on"))
    # Neighbours in one long column: a difference within each of thousands of groups costs far more.
    is_neighbour = pl.col(_PLACE) == pl.col(_PLACE).shift(1)
    gap = (pl.col("day") - pl.col("day").shift(1)).dt.total_days()
    days = dated.with_columns(gap=pl.when(is_neighbour).then(gap)).group_by(_PLACE).agg(
        last_on=pl.col("checked_in_on").max(),
        first_day=pl.col("day").min(),
        last_day=pl.col("day").max(),
        between_days=pl.col("gap").max(),
    )  # fmt: skip
    words = _last_confidence(said, [_PLACE]).rename({"confidence": "last_confidence"})
    return days.join(words, on=_PLACE, how="left")


def _silence(plan: CyclePlan) -> dict[str, pl.Expr]:
    is_due = pl.col("from_on") <= pl.col("to_on")
    before = (pl.coalesce("first_day", "to_on") - pl.col("from_on")).dt.total_days()
    after = (pl.col("to_on") - pl.coalesce("last_day", "from_on")).dt.total_days()
    return {
        "silent_days": pl.when(is_due).then(after),
        "longest_silence_days": pl.when(is_due).then(pl.max_horizontal(before, after, "between_days")),
        "is_silent": is_due & (after > silent_after_days(plan)),
    }
