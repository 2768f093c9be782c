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

_KEY = "key_result_id"


def judge_discipline(key_results: pl.DataFrame, check_ins: pl.DataFrame, *, plan: CyclePlan) -> pl.DataFrame:
    """CHECK_IN_DISCIPLINE, a row for each of KEY_RESULTS in their order, judged at the cycle's end or `as_of`.

    A check-in (CHECK_INS) counts in its week when it is dated within the cycle. Silence runs from the last one, or
    from the first day on which one was due, to the last day on which one was; it is whole days between the two.
    """
    spans = with_spans(key_results, plan=plan).select(_KEY, *SPAN)
    weeks = expected_weeks(spans, plan=plan)
    said = _of_cycle(check_ins, plan).join(spans, on=_KEY, maintain_order="left")
    expected = weeks.group_by(SPAN).agg(expected_count=pl.len())
    held = said.select(_KEY, *SPAN, "week_on").unique().join(weeks, on=[*SPAN, "week_on"], how="semi")
    counted = (
        spans.join(expected, on=SPAN, how="left", maintain_order="left")
        .join(held.group_by(_KEY).agg(held_count=pl.len()), on=_KEY, how="left", maintain_order="left")
        .join(_last_words(said), on=_KEY, how="left", maintain_order="left")
    )
    silent = counted.with_columns(pl.col("expected_count", "held_count").fill_null(0), **_silence(plan))
    return CHECK_IN_DISCIPLINE.check(silent)


def silent_after_days(plan: CyclePlan) -> float:
    """After how many days without a check-in a key result is silent: the policy's, in short cycles fewer."""
    share = (plan.cycle.end - plan.cycle.start).days * plan.policy.reading.silent_cycle_share
    return min(float(plan.policy.silent_after_days), share)


def confidence_weeks(key_results: pl.DataFrame, check_ins: pl.DataFrame, *, plan: CyclePlan) -> pl.DataFrame:
    """CONFIDENCE_WEEKS: for each key result every week (or fortnight) of the cycle so far and its last word."""
    spans = with_spans(key_results, plan=plan).select(_KEY, *SPAN)
    last = max(plan.judged_on, plan.cycle.start)
    every = pl.date_range(first_monday(plan), last, f"{interval_days(plan)}d", eager=True)
    weeks = spans.join(pl.DataFrame({"week_on": every}), how="cross")
    due = expected_weeks(spans, plan=plan).with_columns(is_expected=pl.lit(True))
    words = _of_cycle(check_ins, plan).group_by(_KEY, "week_on").agg(_last_word(), is_held=pl.lit(True))
    both = weeks.join(due, on=[*SPAN, "week_on"], how="left").join(words, on=[_KEY, "week_on"], how="left")
    placed = both.with_columns(
        pl.col("is_expected", "is_held").fill_null(False), week_id=pl.col("week_on").dt.strftime("%G-W%V")
    )
    order = spans.select(_KEY).with_row_index("place")
    return CONFIDENCE_WEEKS.check(placed.join(order, on=_KEY).sort("place", "week_on"))


def _of_cycle(check_ins: pl.DataFrame, plan: CyclePlan) -> pl.DataFrame:
    """The cycle's check-ins so far, oldest first, with the Monday of their week."""
    within = check_ins.filter(pl.col("checked_in_on").is_between(plan.cycle.start, plan.judged_on))
    dated = within.with_columns(week_on=week_on(pl.col("checked_in_on"), plan=plan))
    return dated.sort("checked_in_on", "check_in_id")


def _last_word() -> pl.Expr:
    return pl.col("confidence").drop_nulls().last()


def _last_words(said: pl.DataFrame) -> pl.DataFrame:
    """key_result_id, last_on, first_on, last_confidence, between_days (the longest silence between two check-ins)."""
    day = pl.col("checked_in_on").clip("from_on", "to_on")
    return said.group_by(_KEY, maintain_order=True).agg(
        last_on=pl.col("checked_in_on").last(),
        first_day=day.first(),
        last_day=day.last(),
        last_confidence=_last_word(),
        between_days=day.diff().dt.total_days().max(),
    )


def _silence(plan: CyclePlan) -> dict[str, pl.Expr]:
    is_due = pl.col("from_on") <= pl.col("to_on")
    before = (pl.coalesce("first_day", "to_on") - pl.col("from_on")).dt.total_days()
    after = (pl.col("to_on") - pl.coalesce("last_day", "from_on")).dt.total_days()
    return {
        "silent_days": pl.when(is_due).then(after),
        "longest_silence_days": pl.when(is_due).then(pl.max_horizontal(before, after, "between_days")),
        "is_silent": is_due & (after > silent_after_days(plan)),
    }
