"""What a score is called: the bands of a profile, on the unrounded score; no float flips a colour (rules §5)."""

from collections.abc import Sequence

import polars as pl

from okr_reports.goal_policy import Band, GoalPolicy, Verdict
from okr_reports.goal_words import Grade
from okr_reports.scoring.numbers import is_above, is_at_least


def grade_of(score: pl.Expr, *, policy: GoalPolicy) -> pl.Expr:
    """The band's word for a score; empty without a score."""
    *upper, last = policy.bands
    words = [pl.when(_is_in(score, band, policy)).then(pl.lit(band.grade.value)) for band in upper]
    return pl.when(score.is_not_null()).then(pl.coalesce(*words, pl.lit(last.grade.value)))


def below_the_norm(grade: pl.Expr, *, policy: GoalPolicy) -> pl.Expr:
    """The grade, or the best one short of the norm where it is better: what an unmet promise leaves."""
    short = [band.grade.value for band in policy.bands if band.verdict is Verdict.SHORT]
    return pl.when(grade.is_in(short)).then(grade).otherwise(pl.lit(short[0]))


def short_of_stretch(grade: pl.Expr, *, policy: GoalPolicy) -> pl.Expr:
    """The grade, or the next one where it is the stretch grade: what somebody earns who missed a stretch value."""
    words = [band.grade for band in policy.bands]
    if policy.stretch_grade is None:
        return grade
    next_word = words[words.index(policy.stretch_grade) + 1]
    return pl.when(grade == policy.stretch_grade.value).then(pl.lit(next_word.value)).otherwise(grade)


def promise_grade(is_met: pl.Expr) -> pl.Expr:
    """Met or not met; empty where nothing is known."""
    return pl.when(is_met).then(pl.lit(Grade.MET.value)).when(~is_met).then(pl.lit(Grade.NOT_MET.value))


def is_just_below_a_band(score: pl.Expr, *, policy: GoalPolicy) -> pl.Expr:
    """Whether the score prints as the edge of the next better band but is below it.

    Never under a profile that rounds first: there the printed score is the one that is judged.
    """
    if policy.rounded_to is not None:
        return pl.when(score.is_not_null()).then(pl.lit(False))
    floors = [band.floor for band in policy.bands[:-1] if not band.is_open]
    return pl.any_horizontal(is_just_below(score, floor, policy=policy) for floor in floors)


def is_just_below(score: pl.Expr, edge: float, *, policy: GoalPolicy) -> pl.Expr:
    """Whether the score, rounded half away from zero as printed, is the edge, and the score itself is below it."""
    return is_at_least(score, pl.lit(edge - _half_a_unit(policy.score_decimals))) & is_above(pl.lit(edge), score)


def verdict_of(grade: pl.Expr, *, policy: GoalPolicy) -> pl.Expr:
    """What a band's grade means in every profile; empty for a promise's words, which mean the same everywhere."""
    verdicts = {band.grade.value: band.verdict.value for band in policy.bands}
    return grade.replace_strict(verdicts, default=None, return_dtype=pl.String())


def rank_of(grade: pl.Expr, *, policy: GoalPolicy) -> pl.Expr:
    """How good a grade is: 0 the best. A promise met and a bound always held rank first, a broken promise last."""
    words = ranked_words(policy)
    return grade.replace_strict(words, range(len(words)), default=None, return_dtype=pl.Int64())


def ranked_words(policy: GoalPolicy) -> Sequence[str]:
    """Every grade the profile knows, the best first."""
    bands = [band.grade.value for band in policy.bands]
    short = next(place for place, band in enumerate(policy.bands) if band.verdict is Verdict.SHORT)
    return [Grade.MET.value, *bands[:short], Grade.PARTLY.value, *bands[short:], Grade.NOT_MET.value]


def _is_in(score: pl.Expr, band: Band, policy: GoalPolicy) -> pl.Expr:
    # Rounded half away from zero a score reaches the floor from half a unit below it on: no float is rounded.
    edge = band.floor if policy.rounded_to is None else band.floor - _half_a_unit(policy.rounded_to)
    return is_above(score, pl.lit(edge)) if band.is_open else is_at_least(score, pl.lit(edge))


def _half_a_unit(decimals: int) -> float:
    return 0.5 / 10**decimals
