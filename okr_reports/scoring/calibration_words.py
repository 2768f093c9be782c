"""What owners said in the middle of the cycle, beside what came of it (rules §7)."""

from datetime import timedelta

import polars as pl

from okr_reports.goal_reading_tables import MID_CYCLE_WORDS
from okr_reports.scoring.discipline import silent_after_days
from okr_reports.scoring.plan import CyclePlan

_KEY = "key_result_id"


def mid_cycle_words(check_ins: pl.DataFrame, scores: pl.DataFrame, *, plan: CyclePlan) -> pl.DataFrame:
    """MID_CYCLE_WORDS, a row for each of KEY_RESULT_SCORES in their order.

    The word is the last of CHECK_INS by the cycle's middle day, unless it was outdated by then.
    """
    middle = plan.cycle.start + (plan.cycle.end - plan.cycle.start) // 2
    first = max(plan.cycle.start, middle - timedelta(days=int(silent_after_days(plan))))
    said = check_ins.filter(
        pl.col("checked_in_on").is_between(first, min(middle, plan.judged_on)), pl.col("confidence").is_not_null()
    ).sort("checked_in_on", "check_in_id")
    last = said.group_by(_KEY, maintain_order=True).last().select(_KEY, "confidence", said_on="checked_in_on")
    return MID_CYCLE_WORDS.check(scores.join(last, on=_KEY, how="left", maintain_order="left"))
