"""What goalposts are found in: a cycle's goals with their scores, and what is known of how they were defined before."""

from dataclasses import dataclass

import polars as pl


@dataclass(frozen=True)
class ScoredGoals:
    """A cycle's OBJECTIVES, KEY_RESULTS, KEY_RESULT_ACTUALS and MILESTONES with their scores.

    `scores`: KEY_RESULT_SCORES, `objective_scores`: OBJECTIVE_SCORES.
    """

    objectives: pl.DataFrame
    key_results: pl.DataFrame
    actuals: pl.DataFrame
    milestones: pl.DataFrame
    scores: pl.DataFrame
    objective_scores: pl.DataFrame


@dataclass(frozen=True)
class GoalHistory:
    """DEFINITIONS as first seen and as they are now, the log of CHANGES, and KEY_RESULT_ACTUALS by the first ones.

    `first_actuals` may lack rows: what is measured otherwise since then has no score without that difference.
    """

    first: pl.DataFrame
    current: pl.DataFrame
    changes: pl.DataFrame
    first_actuals: pl.DataFrame
