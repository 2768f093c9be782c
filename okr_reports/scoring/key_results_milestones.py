"""How far milestones and ladders came: the weight done of all weight, or the highest rung reached (rules §5)."""

import polars as pl

from okr_reports.scoring.key_results_states import last_counted_day
from okr_reports.scoring.plan import OneOrMoreCycles


def milestone_shares(key_results: pl.DataFrame, milestones: pl.DataFrame, *, plan: OneOrMoreCycles) -> pl.DataFrame:
    """key_result_id, `done_share` and `has_no_weight`, from KEY_RESULTS with states and MILESTONES.

    A milestone done after the last day that counts is not done. Without a weight it weighs 1.
    """
    last_days = key_results.select("key_result_id", last_day=last_counted_day(plan))
    is_done = (pl.col("done_on") <= pl.col("last_day")).fill_null(False)
    weight = pl.col("weight").fill_null(1.0)
    reached = pl.col("rung").filter("is_done").max().fill_null(0.0)
    share = pl.col("done_weight").sum() / pl.col("weight").sum()
    steps = milestones.join(last_days, on="key_result_id").with_columns(is_done=is_done, weight=weight)
    return (
        steps.sort("key_result_id", "position")
        .with_columns(done_weight=pl.col("weight") * pl.col("is_done"))
        .group_by("key_result_id", maintain_order=True)
        .agg(
            done_share=pl.when(pl.col("rung").is_not_null().any()).then(reached).otherwise(share),
            has_no_weight=(pl.col("rung").is_null().all()) & (pl.col("weight").sum() == 0),
        )
    )
