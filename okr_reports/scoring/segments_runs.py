"""The rows of people.csv one after the other: which of them are one stretch of the same role and team."""

from collections.abc import Iterable
from datetime import date, timedelta

import polars as pl

from okr_reports.working_days import WorkingCalendar

_ALWAYS, _FOREVER = date(1900, 1, 1), date(2999, 12, 31)
_PLACE = ("role_id", "team_id", "department_id", "manager_id")
_DAY = timedelta(days=1)
_ON_LEAVE = "on_leave"


def runs_of(people: pl.DataFrame, *, calendar: WorkingCalendar) -> pl.DataFrame:
    """The dated rows of PEOPLE with `run`, the number of the employee's stretch of the same role and team.

    Columns: employee_id, the place (role_id, team_id, department_id, manager_id), from_on, to_on, is_leave, fte, run.
    What a row on leave leaves out is that of the row beside it. Days without work between two rows
    do not part them. Of two rows for one day the one that began later holds; `fte` is 1 where none is given.
    """
    rows = _dated(people)
    parted = _begins_anew(calendar)
    return _placed(rows).drop("_place").with_columns(run=parted.cum_sum().over("employee_id"))


def working_days(first: pl.Expr, end: pl.Expr, *, holidays: Iterable[date]) -> pl.Expr:
    """Working days from `first` up to and without `end`, none where `end` is not later."""
    days = pl.business_day_count(first, end, holidays=sorted(holidays)).cast(pl.Int64)
    return pl.when(end > first).then(days).otherwise(0)


def _dated(people: pl.DataFrame) -> pl.DataFrame:
    rows = people.select(
        pl.col("role").alias("role_id"), pl.col("team").alias("team_id"), pl.col("department").alias("department_id"),
        "manager_id", pl.col("from_on").fill_null(_ALWAYS), pl.col("to_on").fill_null(_FOREVER),
        employee_id="id", is_leave=(pl.col("status") == _ON_LEAVE).fill_null(False), fte=pl.col("fte").fill_null(1.0),
    ).sort("employee_id", "from_on", "to_on")  # fmt: skip
    next_from = pl.col("from_on").shift(-1).over("employee_id")
    cut = pl.min_horizontal("to_on", next_from - pl.lit(_DAY)).clip(upper_bound=_FOREVER)
    return rows.with_columns(to_on=cut).filter(pl.col("from_on") <= pl.col("to_on"))


def _placed(rows: pl.DataFrame) -> pl.DataFrame:
    """What a row on leave leaves out of its place is that of the row beside it, unless it names another role."""
    place = pl.when(~pl.col("is_leave")).then(pl.struct(*_PLACE)).alias("_place")
    before, after = pl.col("_place").forward_fill(), pl.col("_place").backward_fill()
    both = pl.coalesce(before.over("employee_id"), after.over("employee_id"))
    known = rows.with_columns(place).with_columns(_place=both)
    beside = {name: pl.col("_place").struct.field(name) for name in _PLACE}
    is_same = pl.col("role_id").is_null() | (pl.col("role_id") == beside["role_id"]).fill_null(False)
    may_fill = pl.col("is_leave") & is_same
    filled = [pl.when(may_fill).then(pl.coalesce(name, beside[name])).otherwise(name).alias(name) for name in _PLACE]
    return known.with_columns(filled)


def _begins_anew(calendar: WorkingCalendar) -> pl.Expr:
    """Whether a row is no continuation of the row before it."""
    before = pl.col("to_on").shift(1).over("employee_id")
    days = working_days(before + pl.lit(_DAY), pl.col("from_on"), holidays=calendar.holidays)
    is_other = [pl.col(name).ne_missing(pl.col(name).shift(1).over("employee_id")) for name in _PLACE[:2]]
    return pl.any_horizontal(before.is_null(), days > 0, *is_other)
