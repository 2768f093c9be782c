"""Goalposts: the score with and without each difference from the first definition of a key result (rules §5)."""

import polars as pl

from okr_reports.findings import Finding
from okr_reports.goal_tables import GOALPOSTS, ORIGINALS
from okr_reports.scoring.objectives import score_objectives
from okr_reports.scoring.original_differences import find_differences
from okr_reports.scoring.original_goals import GoalHistory, ScoredGoals
from okr_reports.scoring.original_variants import put_back_all, put_back_each, score_variants, variant_key_results
from okr_reports.scoring.plan import CyclePlan
from okr_reports.words import Severity

GOALPOST_SILENT = "GOALPOST-SILENT"
# A key result that stood in the cycle and was deleted.
KEY_RESULT_GONE = "KEY-RESULT-GONE"
_WITHOUT = {
    "variant": "key_result_id", "score_without": "score", "grade_without": "grade", "reason_without": "reason"
}  # fmt: skip
_OF_OBJECTIVE = {"objective_id": "objective_id", "objective_score": "score", "objective_grade": "grade"}


def find_goalposts(goals: ScoredGoals, history: GoalHistory, *, plan: CyclePlan) -> pl.DataFrame:
    """GOALPOSTS: every difference with who and why, and both scores of the key result and of its objective."""
    differences = find_differences(history).join(goals.key_results, on="key_result_id", how="semi")
    variants = variant_key_results(goals, put_back_each(differences))
    without = score_variants(goals, variants, first_actuals=history.first_actuals, plan=plan)
    of_objectives = _objective_scores(goals, variants, without, plan=plan)
    with_it = goals.scores.select("key_result_id", "objective_id", "score", "grade")
    both = (
        differences.with_columns(variant=pl.format("{} {}", "key_result_id", "field"))
        .join(with_it, on="key_result_id", maintain_order="left")
        .join(without.select(**_WITHOUT), on="variant", maintain_order="left")
        .join(goals.objective_scores.select(**_OF_OBJECTIVE), on="objective_id", maintain_order="left")
        .join(of_objectives, on="variant", maintain_order="left")
    )
    return GOALPOSTS.check(both)


def score_as_first_defined(goals: ScoredGoals, history: GoalHistory, *, plan: CyclePlan) -> pl.DataFrame:
    """ORIGINALS: each key result that differs today, with all its differences put back."""
    differences = find_differences(history).join(goals.key_results, on="key_result_id", how="semi")
    variants = variant_key_results(goals, put_back_all(differences))
    scores = score_variants(goals, variants, first_actuals=history.first_actuals, plan=plan)
    defined = variants.select("key_result_id", "weight", "due_on")
    return ORIGINALS.check(scores.join(defined, on="key_result_id", maintain_order="left"))


def goalpost_findings(goalposts: pl.DataFrame) -> tuple[Finding, ...]:
    """One finding for each difference in GOALPOSTS without a recorded reason."""
    silent = goalposts.filter(~pl.col("is_recorded")).select("key_result_id", "field", "original", "current")
    return tuple(
        Finding(
            GOALPOST_SILENT,
            Severity.WARNING,
            key_result_id,
            f"{field} went from {original or 'nothing'} to {current or 'nothing'} without a recorded reason: "
            "add a row with one to changes.csv",
        )
        for key_result_id, field, original, current in silent.rows()
    )


def _objective_scores(
    goals: ScoredGoals, variants: pl.DataFrame, without: pl.DataFrame, *, plan: CyclePlan
) -> pl.DataFrame:
    """variant and its objective's score and grade: the objective's key results, one of them as the variant has it."""
    own = variants.select("variant", "of_id", "objective_id")
    others = own.join(goals.key_results.drop("cycle_id"), on="objective_id").filter(
        pl.col("key_result_id") != pl.col("of_id")
    )
    unique_id = pl.format("{} {}", "variant", "key_result_id")
    other_scores = others.select("variant", "key_result_id").join(goals.scores, on="key_result_id")
    key_results = pl.concat(
        frame.select("key_result_id", "weight", "ambition")
        for frame in (variants, others.with_columns(key_result_id=unique_id))
    )
    as_they_are = other_scores.with_columns(key_result_id=unique_id, objective_id=pl.col("variant"))
    scores = pl.concat(
        [without.with_columns(objective_id=pl.col("key_result_id")), as_they_are.select(without.columns)]
    )
    objectives = variants.select("cycle_id", objective_id="variant")
    found = score_objectives(objectives, key_results, scores=scores, plan=plan)
    return found.select(variant="objective_id", objective_score_without="score", objective_grade_without="grade")
