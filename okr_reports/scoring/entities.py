"""Whose value it is: the company, or what a KPI's department, team or person column names."""

from collections.abc import Sequence

import polars as pl

from okr_reports.measures import Measure
from okr_reports.scoring.aggregates import ROW_DAY
from okr_reports.scoring.plan import EntityKind
from okr_reports.scoring.spans import Span
from okr_reports.scoring.typed import CannotCompute

ENTITY = "entity_id"
_FROM_WHOLE_TO_PART = tuple(EntityKind)
# No row can name a part so.
_NOBODY = "\x1f"


def column_of(measure: Measure, kind: EntityKind) -> str | None:
    """The column that names entities of this kind; the company needs none."""
    columns = {
        EntityKind.DEPARTMENT: measure.department_column,
        EntityKind.TEAM: measure.team_column,
        EntityKind.PERSON: measure.person_column,
    }
    return columns.get(kind)


def kinds_of(measure: Measure, wanted: frozenset[EntityKind]) -> list[EntityKind]:
    """The company and those wanted kinds for which the KPI has a column."""
    parts = [kind for kind in _FROM_WHOLE_TO_PART if kind in wanted and column_of(measure, kind)]
    return [EntityKind.COMPANY, *parts]


def kinds_within(measure: Measure, kind: EntityKind) -> list[EntityKind]:
    """The kinds of parts of such an entity: of the company all that have a column, of a person none."""
    smaller = _FROM_WHOLE_TO_PART[_FROM_WHOLE_TO_PART.index(kind) + 1 :]
    return [part for part in smaller if column_of(measure, part) not in (None, column_of(measure, kind))]


def entity_of(measure: Measure, kind: EntityKind) -> pl.Expr:
    """`department/<value>` and the like per row, empty for the company and for rows without a value."""
    if (column := column_of(measure, kind)) is None:
        return pl.lit(None, dtype=pl.String).alias(ENTITY)
    return pl.format("{}/{}", pl.lit(kind.value), pl.col(column).cast(pl.String)).alias(ENTITY)


def entities_in(rows: pl.DataFrame, measure: Measure, *, kind: EntityKind, spans: Sequence[Span]) -> pl.DataFrame:
    """All entities of this kind with a row in the days of the history shown; of the company its one empty id."""
    if kind is EntityKind.COMPANY:
        return pl.DataFrame({ENTITY: [None]}, schema={ENTITY: pl.String})
    shown = [span for span in spans if span.is_history]
    first, end = min(span.start for span in shown), max(span.end for span in shown)
    seen = rows.filter(pl.col(ROW_DAY).is_between(first, end, closed="left"))
    named = seen.select(column_of(measure, kind)).unique()
    return named.select(entity_of(measure, kind)).unique().drop_nulls().sort(ENTITY)


def nobody(kind: EntityKind) -> str:
    """The entity that stands for every part of this kind without a row."""
    return f"{kind.value}/{_NOBODY}"


def and_nobody(readings: pl.DataFrame, *, kind: EntityKind) -> pl.DataFrame:
    """The entities of which something was read, and what stands for all others."""
    known = readings.select(ENTITY).unique().drop_nulls().sort(ENTITY)
    return pl.concat([known, pl.DataFrame({ENTITY: [nobody(kind)]})])


def require_columns(measure: Measure, columns: Sequence[str], *, wanted: frozenset[EntityKind]) -> None:
    """Raises CannotCompute when the extract lacks the column that names a wanted kind of parts."""
    for kind in kinds_of(measure, wanted):
        if (column := column_of(measure, kind)) is not None and column not in columns:
            raise CannotCompute(f"the extract has no column {column}")
