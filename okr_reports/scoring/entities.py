"""Whose value it is: the company, or what a KPI's department, team or person column names."""

from collections.abc import Sequence
from datetime import date

import polars as pl

from okr_reports.measures import Measure
from okr_reports.scoring.aggregates import ROW_DAY
from okr_reports.scoring.plan import EntityKind

ENTITY = "entity_id"
_FROM_WHOLE_TO_PART = tuple(EntityKind)


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


def columns_within(measure: Measure, kind: EntityKind) -> list[str]:
    """The columns that tell parts of such an entity: of the company all, of a person none."""
    smaller = _FROM_WHOLE_TO_PART[_FROM_WHOLE_TO_PART.index(kind) + 1 :]
    return [name for part in smaller if (name := column_of(measure, part))]


def entity_of(kind: EntityKind, column: str | None) -> pl.Expr:
    """`department/<value>` and the like per row, empty for the company and for rows without a value."""
    if column is None:
        return pl.lit(None, dtype=pl.String).alias(ENTITY)
    return pl.format("{}/{}", pl.lit(kind.value), pl.col(column).cast(pl.String)).alias(ENTITY)


def entities_in(rows: pl.DataFrame, column: str | None, *, kind: EntityKind, days: Sequence[date]) -> pl.DataFrame:
    """All entities with a row from the first to the last of the days; of the company its one empty id."""
    if column is None:
        return pl.DataFrame({ENTITY: [None]}, schema={ENTITY: pl.String})
    seen = rows.filter(pl.col(ROW_DAY).is_between(min(days), max(days)))
    return seen.select(entity_of(kind, column)).unique().drop_nulls().sort(ENTITY)
