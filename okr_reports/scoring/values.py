"""KPI values: every KPI of an extract, for every period a report speaks of (rules §2)."""

from collections.abc import Sequence

import polars as pl

from okr_reports.measures import Measure
from okr_reports.scoring.formulas import read_formulas
from okr_reports.scoring.people_counts import and_people, with_people_counts
from okr_reports.scoring.plan import ValuePlan
from okr_reports.scoring.readings import Wanted, values_from
from okr_reports.scoring.ready_made import read_ready_made
from okr_reports.scoring.source import Source
from okr_reports.tables import KPI_VALUES


def score_values(measures: Sequence[Measure], rows: pl.DataFrame, *, plan: ValuePlan) -> pl.DataFrame:
    """KPI_VALUES of the KPIs of one extract, from all its rows (with `period_on`, the day that finds their period).

    One bad KPI never stops the others: its rows have the reason `failed` and say why in `detail`. Row order matters
    to nothing but the last bits of sums, so rows come in the snapshot's canonical order.
    """
    return with_people_counts(score_source(and_people(measures, rows.columns), Source.of(rows, plan)))


def score_source(measures: Sequence[Measure], source: Source) -> pl.DataFrame:
    """KPI_VALUES of the KPIs for the spans of the source's timeline, whichever those are."""
    return values_of([read_values(measures, source)])


def read_values(measures: Sequence[Measure], source: Source) -> list[Wanted]:
    """What the source's rows say of the KPIs: small, whatever the rows are, to be made values with other sources'."""
    with_formula = [measure for measure in measures if measure.formula is not None]
    ready_made = [measure for measure in measures if measure.formula is None]
    return [
        *read_formulas(with_formula, source),
        *(wanted for measure in ready_made for wanted in read_ready_made(measure, source)),
    ]


def values_of(read: Sequence[Sequence[Wanted]]) -> pl.DataFrame:
    """KPI_VALUES of all that was read: source by source, each in the order of the key."""
    everything = [wanted for each in read for wanted in each]
    if not everything:
        return KPI_VALUES.empty()
    places = {id: place for place, each in enumerate(read) for wanted in each for id in wanted.subjects["kpi_id"]}
    place = pl.col("kpi_id").replace_strict(places, return_dtype=pl.Int64())
    return KPI_VALUES.check(values_from(everything).sort(place, *KPI_VALUES.key))
