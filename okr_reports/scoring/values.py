"""KPI values: every KPI of an extract, for every period a report speaks of (rules §2)."""

from collections.abc import Sequence

import polars as pl

from okr_reports.measures import Measure
from okr_reports.scoring.aggregates import ROW_DAY
from okr_reports.scoring.expressions import Compiler
from okr_reports.scoring.formulas import formula_task, score_formulas
from okr_reports.scoring.plan import ValuePlan
from okr_reports.scoring.ready_made import score_ready_made
from okr_reports.scoring.spans import Timeline
from okr_reports.scoring.typed import Setting
from okr_reports.tables import KPI_VALUES


def score_values(measures: Sequence[Measure], rows: pl.DataFrame, *, plan: ValuePlan) -> pl.DataFrame:
    """KPI_VALUES of the KPIs of one extract, from all its rows (with `period_on`, the day that finds their period).

    One bad KPI never stops the others: its rows have the reason `failed` and say why in `detail`. Row order matters
    to nothing but the last bits of sums, so rows come in the snapshot's canonical order.
    """
    timeline = Timeline(plan.review, plan.data_from, rows[ROW_DAY].min(), is_complete=plan.covers_until is not None)  # pyright: ignore[reportArgumentType]
    compiler = Compiler(rows.schema, Setting(plan.review.timezone, plan.review.calendar))
    tasks = [formula_task(one, timeline.spans(one), compiler) for one in measures if one.formula is not None]
    ready_made = [one for one in measures if one.formula is None]
    scored = [
        KPI_VALUES.empty(),
        *score_formulas(tasks, rows, plan),
        *(score_ready_made(one, rows, timeline, plan) for one in ready_made),
    ]
    return KPI_VALUES.check(pl.concat(scored).sort(KPI_VALUES.key, nulls_last=False))
