"""Check-ins by team: held of expected, the longest silence, and how confident its key results are (rules §6)."""

import polars as pl

from okr_reports.goal_tables import TEAM_DISCIPLINE
from okr_reports.goal_words import Confidence, Level
from okr_reports.scoring.key_results_states import with_states
from okr_reports.scoring.plan import CyclePlan

EVERYBODY = "all"


def group_of() -> pl.Expr:
    """Whose an objective is: company, department/<id>, team/<id> or person/<id>, from the columns of OBJECTIVES.

    A level whose id is not given stands for itself.
    """
    level = pl.col("level")
    named = [(Level.DEPARTMENT, "department_id"), (Level.TEAM, "team_id"), (Level.PERSON, "owner_id")]
    ids = [pl.when(level == word.value).then(pl.concat_str(pl.lit(f"{word.value}/"), column)) for word, column in named]
    return pl.coalesce(*ids, level)


def discipline_by_group(
    discipline: pl.DataFrame, key_results: pl.DataFrame, *, objectives: pl.DataFrame, plan: CyclePlan
) -> pl.DataFrame:
    """TEAM_DISCIPLINE from CHECK_IN_DISCIPLINE, KEY_RESULTS and OBJECTIVES: all first, then in order of objectives.

    Net confidence = (on track − off track) / all that still stand, by each one's latest word (-1 to 1).
    """
    groups = objectives.select("objective_id", group_id=group_of())
    stated = with_states(key_results, plan=plan).select("key_result_id", "objective_id", "is_ended")
    each = discipline.join(stated, on="key_result_id", maintain_order="left").join(
        groups, on="objective_id", maintain_order="left"
    )
    everything = pl.concat([each.with_columns(group_id=pl.lit(EVERYBODY)), each])
    summed = everything.group_by("group_id", maintain_order=True).agg(*_sums())
    net = (pl.col("on_track_count").cast(pl.Int64) - pl.col("off_track_count").cast(pl.Int64)) / pl.col("active_count")
    return TEAM_DISCIPLINE.check(
        summed.with_columns(
            held_share=pl.when(pl.col("expected_count") > 0).then(pl.col("held_count") / pl.col("expected_count")),
            net_confidence=pl.when(pl.col("active_count") > 0).then(net),
        )
    )


def _sums() -> list[pl.Expr]:
    is_active = ~pl.col("is_ended")
    longest = pl.col("longest_silence_days")
    words = [
        (is_active & (pl.col("last_confidence") == word.value)).sum().alias(f"{word.value}_count")
        for word in Confidence
    ]
    return [
        pl.len().alias("key_result_count"),
        pl.col("held_count", "expected_count").sum(),
        longest.max(),
        pl.col("key_result_id").filter(longest == longest.max()).first().alias("longest_silent_id"),
        pl.col("is_silent").sum().alias("silent_count"),
        is_active.sum().alias("active_count"),
        *words,
    ]
