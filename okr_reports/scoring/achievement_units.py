"""Whose rows are whose: each row of a person belongs to the segment in which it falls (rules §8)."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date
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
        number, day = known[unit].to_physical(), known[ROW_DAY]
        return known.with_columns(self._on_day(number, day).cat.to(self.names).alias(unit))

    def _on_day(self, number: pl.Series, day: pl.Series) -> pl.Series:
        """The numbers of the units, of parted people that of the segment held that day."""
        first, last = day.to_frame().select(first=pl.first().min(), last=pl.first().max()).row(0)
        if first is None:
            return number.clear(len(number))
        each_day = self._held_on(first, last, number.dtype)
        is_parted = number < len(self.parted_ids)
        place = number.cast(pl.Int64) * ((last - first).days + 1) + (day - first).dt.total_days()
        held = each_day.gather(pl.select(pl.when(is_parted).then(place)).to_series())
        return pl.select(pl.when(is_parted).then(held).otherwise(number)).to_series()

    def _held_on(self, first: date, last: date, dtype: pl.DataType) -> pl.Series:
        """The unit's number of each parted person, in order, on each of these days."""
        day_count = (last - first).days + 1
        start, end = ((pl.col(name) - pl.lit(first)).dt.total_days() for name in ("from_on", "to_on"))
        inside = self.parted.with_columns(start=start.clip(lower_bound=0), end=end.clip(upper_bound=day_count - 1))
        held = inside.filter(pl.col("start") <= pl.col("end")).with_columns(
            pl.col("employee_id", "unit").cast(self.names).to_physical()
        )
        days = (pl.col("employee_id").cast(pl.Int64) * day_count + pl.int_ranges("start", pl.col("end") + 1)).alias(
            "day"
        )
        spread = held.select(days, "unit").explode("day")
        nothing = pl.repeat(None, len(self.parted_ids) * day_count, dtype=dtype, eager=True)
        return nothing.scatter(spread["day"], spread["unit"])

    def by_role(self, named: pl.DataFrame, unit: str) -> dict[str, pl.DataFrame]:
        """Role id → the rows of its units, each in their order; `named`: rows with `unit`."""
        known, of_each = self._roles
        code = of_each.gather(named[unit].to_physical()) if named.height else of_each.clear()
        parts = named.with_columns(code.alias(_ROLE)).partition_by(_ROLE, as_dict=True, include_key=False)
        return {known[key]: part for (key,), part in parts.items() if key is not None}

    @cached_property
    def _roles(self) -> tuple[list[str], pl.Series]:
        """The ids of the roles, and of each of `names` the place of the unit's role among them."""
        held = self.table.drop_nulls("role_id").select("unit", "role_id").unique("unit", keep="last")
        known = sorted(held["role_id"].unique())
        names = pl.DataFrame({"unit": self.names.categories})
        each = names.join(held, on="unit", how="left", maintain_order="left")["role_id"]
        return known, each.cast(pl.Enum(known)).to_physical()


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
