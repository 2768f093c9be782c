"""KPIs whose extract already holds one value per period, or the two numbers of a ratio (rules §2)."""

from collections.abc import Sequence
from dataclasses import replace

import polars as pl

from okr_reports.measures import Measure
from okr_reports.periods import Period
from okr_reports.scoring.accumulation import Membership, accumulate
from okr_reports.scoring.cadence import anchor_of, shown_period
from okr_reports.scoring.entities import column_of, entities_in, kinds_of
from okr_reports.scoring.expressions import Compiler
from okr_reports.scoring.plan import EntityKind, ValuePlan
from okr_reports.scoring.readings import READING, SUBJECT, Wanted, values_from
from okr_reports.scoring.ready_rows import ready_rows, rows_of_entities, values_per_period
from okr_reports.scoring.slices import intervals_of, sliced
from okr_reports.scoring.spans import Span, Timeline
from okr_reports.scoring.typed import CannotCompute


def score_ready_made(
    measure: Measure, rows: pl.DataFrame, *, timeline: Timeline, compiler: Compiler, 
) -> pl.DataFrame:
    """"""
