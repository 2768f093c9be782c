"""What two profiles judge differently, for the retro's appendix: the same scores, other words (rules §5)."""

import polars as pl

from okr_reports.goal_policy import GoalPolicy
from okr_reports.goal_tables import JUDGED_DIFFERENTLY
from okr_reports.goal_words import NoScore
from okr_reports.scoring.grades import verdict_of
from okr_reports.scoring.key_results import graded


def regraded(scores: pl.DataFrame, *, policy: GoalPolicy) -> pl.DataFrame:
    """KEY_RESULT_SCORES with grades and claims by another policy; the scores stay."""
    marked = scores.with_columns(
        is_promise=pl.col("is_met").is_not_null(),
        is_seldom=(pl.col("reason") == NoScore.TOO_FEW_SUB_PERIODS).fill_null(False),
    )
    return graded(marked, policy=policy).select(scores.columns)


def judged_differently(scores: pl.DataFrame, profiles: tuple[GoalPolicy, GoalPolicy]) -> pl.DataFrame:
    """JUDGED_DIFFERENTLY: the key results of KEY_RESULT_SCORES that the second profile judges otherwise than the first.

    Otherwise: short of it, reached or too easy is another of the three; or another word where both know both words.
    """
    first, second = (
        regraded(scores, policy=policy).select("key_result_id", "score", grade="grade") for policy in profiles
    )
    return compared(first, second, id_column="key_result_id", profiles=profiles)


def objectives_judged_differently(
    first: pl.DataFrame, second: pl.DataFrame, *, profiles: tuple[GoalPolicy, GoalPolicy]
) -> pl.DataFrame:
    """JUDGED_DIFFERENTLY of objectives: OBJECTIVE_SCORES by the first profile against those by the second."""
    return compared(first, second, id_column="objective_id", profiles=profiles)


def compared(
    first: pl.DataFrame, second: pl.DataFrame, *, id_column: str, profiles: tuple[GoalPolicy, GoalPolicy]
) -> pl.DataFrame:
    """The rows with this id, score and grade whose grades differ in what they mean."""
    one, other = profiles
    both = first.select(subject_id=id_column, score="score", first_grade="grade").join(
        second.select(subject_id=id_column, second_grade="grade"), on="subject_id", maintain_order="left"
    )
    known = {band.grade.value for band in one.bands} & {band.grade.value for band in other.bands}
    shares_words = pl.col("first_grade").is_in(known) & pl.col("second_grade").is_in(known)
    is_other_word = shares_words & (pl.col("first_grade") != pl.col("second_grade"))
    is_other_verdict = verdict_of(pl.col("first_grade"), policy=one) != verdict_of(pl.col("second_grade"), policy=other)
    return JUDGED_DIFFERENTLY.check(
        both.filter((is_other_verdict | is_other_word).fill_null(False)).with_columns(
            first_profile=pl.lit(one.profile), second_profile=pl.lit(other.profile)
        )
    )
