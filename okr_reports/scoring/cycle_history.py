"""Several cycles beside each other: the goals and scores of each, the present one last."""

from collections.abc import Sequence
from dataclasses import dataclass, field

import polars as pl

from okr_reports.goal_reading_tables import DECISIONS
from okr_reports.periods import Cycle, Period


@dataclass(frozen=True)
class CycleHistory:
    """Cycles, oldest first, and all rows of OBJECTIVES, KEY_RESULTS, KEY_RESULT_SCORES and DECISIONS in them."""

    cycles: Sequence[Cycle | Period]
    objectives: pl.DataFrame
    key_results: pl.DataFrame
    scores: pl.DataFrame
    decisions: pl.DataFrame = field(default_factory=DECISIONS.empty)

    @property
    def calendar(self) -> pl.DataFrame:
        """cycle_id, cycle_place (from 0), cycle_start, cycle_end (the first day after it)."""
        schema = {"cycle_id": pl.String(), "cycle_place": pl.Int64(), "cycle_start": pl.Date(), "cycle_end": pl.Date()}
        rows = [(one.key, place, one.start, one.end) for place, one in enumerate(self.cycles)]
        return pl.DataFrame(rows, schema=schema, orient="row")
