"""Whose rows are whose: each row of a person belongs to the segment in which it falls (rules §8)."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from functools import cached_property

import polars as pl

from okr_reports.scoring.aggregates import ROW_DAY
from okr_reports.scoring.entities import ENTITY
from okr_reports.scoring.plan import EntityKind

# No row can name a person so.
_OF_SEGMENT = "\x1e"
# No column of an extract can be called so.
_ROLE = "okr:role"


@dataclass(frozen=True)
class Units:
    """People by the column that names them: whole, or one for each segment of those who did not hold one throughout.

    `table`: employee_id, segment, role_id, from_on, to_on and `unit`, the name under which the rows of that segment
    count.
    """

    table: pl.DataFrame

    @cached_property
    def parted(self) -> pl.DataFrame:
        """The segments that are not all there is of a person."""
        return self.table.filter(pl.col("unit") != pl.col("employee_id"))

    @cached_property
    def parted_ids(self) -> list[str]:
        """Those of whom each row must be looked at."""
        return sorted(self.parted["employee_id"].unique())

    @cached_property
    def names(self) -> pl.Enum:
        """Every name, those of whom each row must be looked at first."""
        return pl.Enum([*self.parted_ids, *self.table["unit"].unique().sort()])

    def named(self, rows: pl.DataFrame, column: str, *, unit: str, beside: Collection[str]) -> pl.DataFrame:
        """These columns of the rows and `unit`, empty where nobody asked about holds a segment that day."""
        code = pl.col(column).cast(pl.String).cast(self.names, strict=False).alias(unit)
        known = rows.select(*beside, code)
        if not self.parted_ids:
            return known
        is_parted = (known[unit].to_physical() < len(self.parted_ids)).fill_null(False)
        dated = known.filter(is_parted).with_columns(employee_id=pl.col(unit).cast(pl.String)).drop(unit)
        in_segment = pl.col(ROW_DAY).is_between("from_on", "to_on")
        of_segment = dated.join(self.parted, on="employee_id", maintain_order="left").filter(in_segment)
        name = pl.col("unit").cast(self.names).alias(unit)
        return pl.concat([known.filter(~is_parted), of_segment.with_columns(name).select(known.columns)])

    def by_role(self, named: pl.DataFrame, unit: str) -> dict[str, pl.DataFrame]:
        """Role id → the rows of its units, each in their order; `named`: rows with `unit`."""
        roles = dict(self.table.filter(pl.col("role_id").is_not_null()).select("unit", "role_id").iter_rows())
        known = pl.Enum(sorted(set(roles.values())))
        of_each = pl.Series([roles.get(name) for name in self.names.categories], dtype=known).to_physical()
        code = of_each.gather(named[unit].to_physical()) if named.height else of_each.clear()
        parts = named.with_columns(code.alias(_ROLE)).filter(pl.col(_ROLE).is_not_null()).partition_by(
            _ROLE, as_dict=True, include_key=False
        )  # fmt: skip
        return {known.categories[key]: part for (key,), part in parts.items()}


def units_of(segments: pl.DataFrame, *, whole: pl.Series, runs: pl.DataFrame) -> Units:
    """The units of SEGMENTS. `whole`: ids of employees all of whose rows are of one segment. `runs`: whole_runs."""
    spans = runs.group_by("employee_id", "segment").agg(pl.col("from_on").min(), pl.col("to_on").max())
    is_whole = pl.col("employee_id").is_in(whole.to_list())
    part = pl.format("{}{}{}", "employee_id", pl.lit(_OF_SEGMENT), "segment")
    unit = pl.when(is_whole).then("employee_id").otherwise(part).alias("unit")
    keys = segments.select("employee_id", "segment", "role_id")
    return Units(keys.join(spans, on=["employee_id", "segment"], maintain_order="left").with_columns(unit))


def person(name: str) -> pl.Expr:
    """The entity of the person, or of the unit, in this column."""
    return pl.format("{}/{}", pl.lit(EntityKind.PERSON.value), pl.col(name)).alias(ENTITY)


def only(units: Units, names: Iterable[str]) -> Units:
    """The units of these names, each of them looked at row by row."""
    wanted = units.table.filter(pl.col("unit").is_in(list(names)))
    return Units(wanted)
