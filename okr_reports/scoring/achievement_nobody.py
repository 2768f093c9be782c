"""What is said of a team or person without any row, once for all of them."""

from collections.abc import Iterable

import polars as pl

from okr_reports.measures import Measure
from okr_reports.scoring.entities import nobody
from okr_reports.scoring.plan import EntityKind
from okr_reports.scoring.spans import Span
from okr_reports.tables import KPI_VALUES
from okr_reports.words import Reason


def said_by_rows(values: pl.DataFrame) -> pl.DataFrame:
    """KPI_VALUES without those of a team in periods in which it has no row: what is said of nobody holds for it."""
    is_empty = (pl.col("n").fill_null(0) == 0) & (pl.col("reason") != Reason.FAILED).fill_null(True)
    is_nobody = pl.col("entity_id").fill_null(nobody(EntityKind.TEAM)) == nobody(EntityKind.TEAM)
    return values.filter(is_nobody | ~is_empty)


def without_persons(measure: Measure, spans: Iterable[Span]) -> pl.DataFrame:
    """KPI_VALUES: of a KPI whose extract has no column that names persons nothing can be said, of nobody."""
    rows = [
        {
            "kpi_id": measure.kpi_id, "entity_id": nobody(EntityKind.PERSON), "grain": span.period.grain.value,
            "period_id": span.period.key, "reason": Reason.FAILED.value,
            "detail": f"the extract has no column {measure.person_column}",
        }
        for span in spans
    ]  # fmt: skip
    return pl.DataFrame(rows, schema=dict(KPI_VALUES.columns))
