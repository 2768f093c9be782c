"""KPI values: every KPI of an extract, for every period a report speaks of (rules §2)."""

from collections.abc import Sequence

import polars as pl

from okr_reports.measures import Measure
from okr_reports.scoring.formulas import score_formulas
from okr_reports.scoring.plan import ValuePlan
from okr_reports.scoring.ready_made import score_ready_made
from okr_reports.scoring.source import Source
from okr_reports.tables import KPI_VALUES


def score_values(measures: Sequence[Measure], rows: pl.DataFrame, *, plan: ValuePlan) -> pl.DataFrame:
    """KPI_VALUES of the KPIs of one extract, from all its rows (with `period_on`, the day that finds their period).

    One bad KPI never stops the others: its rows have the reason `failed` and say why in `detail`. Row order matters
    to nothing but the last bits of sums, so rows come in the snapshot's canonical order.
    """
    return score_source(measures, Source.of(rows, plan))


def score_source(measures: Sequence[Measure], source: Source) -> pl.DataFrame:
    """KPI_VALUES of the KPIs for the spans of the source's timeline, whichever those are."""
    with_formula = [measure for measure in measures if measure.formula is not None]
    ready_made = [measure for measure in measures if measure.formula is None]
    of_formulas = score_formulas(with_formula, source)
    of_ready_made = [frame for measure in ready_made for frame in score_ready_made(measure, source)]
    values = pl.concat([KPI_VALUES.empty(), *of_formulas, *of_ready_made])
    return KPI_VALUES.check(values.sort(KPI_VALUES.key))
