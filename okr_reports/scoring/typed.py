"""A column expression with the kind of thing it holds, and how one kind may stand for another in a formula."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

import polars as pl

from okr_reports.expressions import Literal
from okr_reports.working_days import WorkingCalendar

NOT_A_NUMBER = float("nan")
_UTC = "UTC"


class Kind(StrEnum):
    """What an expression holds. A moment is a wall-clock time, an instant has its time zone."""

    NUMBER = "number"
    WHOLE = "whole number"
    TEXT = "text"
    TRUTH = "truth value"
    DAY = "date"
    MOMENT = "date and time"
    INSTANT = "date and time with zone"
    NOTHING = "nothing"


_NUMERIC = {Kind.NUMBER, Kind.WHOLE, Kind.TRUTH}
_TIMES = {Kind.DAY, Kind.MOMENT, Kind.INSTANT}


class CannotCompute(Exception):
    """A formula does not fit its rows: a missing column, or a kind that an operation cannot take. Names no values."""


@dataclass(frozen=True)
class Setting:
    """What an expression depends on beside the rows: the company's time zone and working days."""

    timezone: str
    calendar: WorkingCalendar


@dataclass(frozen=True)
class Typed:
    """An expression and its kind; `literal` is the text when it is one, so that it can be read as a date."""

    expr: pl.Expr
    kind: Kind
    literal: str | None = None


def typed_column(name: str, dtype: pl.DataType) -> Typed:
    """A column of the extract. Decimals and short floats become 64-bit floats, enumerations text."""
    column = pl.col(name)
    if dtype.is_integer():
        return Typed(column, Kind.WHOLE)
    if dtype.is_numeric():
        return Typed(column if dtype == pl.Float64 else column.cast(pl.Float64), Kind.NUMBER)
    if isinstance(dtype, pl.Datetime):
        is_naive = dtype.time_zone is None
        return Typed(
            column if is_naive else column.dt.convert_time_zone(_UTC), Kind.MOMENT if is_naive else Kind.INSTANT
        )
    if isinstance(dtype, pl.Categorical | pl.Enum):
        return Typed(column.cast(pl.String), Kind.TEXT)
    plain = {pl.String: Kind.TEXT, pl.Boolean: Kind.TRUTH, pl.Date: Kind.DAY, pl.Null: Kind.NOTHING}
    if (kind := plain.get(dtype.base_type())) is None:
        raise CannotCompute(f"column {name} holds {dtype}, which no formula can use")
    return Typed(column, kind)


def typed_literal(literal: Literal) -> Typed:
    """A value written in the formula."""
    value = literal.value
    if value is None:
        return Typed(pl.lit(None), Kind.NOTHING)
    if isinstance(value, bool):
        return Typed(pl.lit(value), Kind.TRUTH)
    if isinstance(value, int):
        return Typed(pl.lit(value), Kind.WHOLE)
    if isinstance(value, float):
        return Typed(pl.lit(value), Kind.NUMBER)
    if isinstance(value, str):
        return Typed(pl.lit(value), Kind.TEXT, value)
    if isinstance(value, datetime):
        is_naive = value.tzinfo is None
        moment = pl.lit(value) if is_naive else pl.lit(value).dt.convert_time_zone(_UTC)
        return Typed(moment, Kind.MOMENT if is_naive else Kind.INSTANT)
    return Typed(pl.lit(value), Kind.DAY)


def number(typed: Typed) -> pl.Expr:
    """As a 64-bit float. Whole numbers too: 64-bit integers wrap around without a word."""
    if typed.kind is Kind.NUMBER:
        return typed.expr
    if typed.kind in _NUMERIC or typed.kind is Kind.NOTHING:
        return typed.expr.cast(pl.Float64)
    raise CannotCompute(f"a number is needed, not a {typed.kind}")


def known_number(typed: Typed) -> pl.Expr:
    """As a number, with NaN as empty: otherwise NaN would exceed every number."""
    return number(typed).fill_nan(None)


def truth(typed: Typed) -> pl.Expr:
    """As a truth value; of numbers, all but 0 are true."""
    if typed.kind is Kind.TRUTH:
        return typed.expr
    if typed.kind is Kind.NOTHING:
        return typed.expr.cast(pl.Boolean)
    return known_number(typed) != 0


def text(typed: Typed) -> pl.Expr:
    """As text; nothing else becomes text unasked."""
    if typed.kind is Kind.TEXT:
        return typed.expr
    if typed.kind is Kind.NOTHING:
        return typed.expr.cast(pl.String)
    raise CannotCompute(f"text is needed, not a {typed.kind}")


def local_moment(typed: Typed, setting: Setting) -> pl.Expr:
    """As wall-clock time in the company's time zone."""
    time = read_time(typed)
    if time.kind is Kind.INSTANT:
        return time.expr.dt.convert_time_zone(setting.timezone).dt.replace_time_zone(None)
    return time.expr.cast(pl.Datetime("us"))


def instant(typed: Typed, setting: Setting) -> pl.Expr:
    """As an instant; wall-clock times are the company's, and in the hour that a clock change repeats the first."""
    time = read_time(typed)
    if time.kind is Kind.INSTANT:
        return time.expr
    local = time.expr.cast(pl.Datetime("us"))
    zoned = local.dt.replace_time_zone(setting.timezone, ambiguous="earliest", non_existent="null")
    return zoned.dt.convert_time_zone(_UTC)


def day(typed: Typed, setting: Setting) -> pl.Expr:
    """As a date, in the company's time zone."""
    time = read_time(typed)
    return time.expr if time.kind is Kind.DAY else local_moment(time, setting).dt.date()


def read_time(typed: Typed) -> Typed:
    """A time as it is; a text literal such as '2026-09-01' as the date it spells."""
    if typed.kind in _TIMES:
        return typed
    if typed.kind is Kind.NOTHING:
        return Typed(typed.expr.cast(pl.Date), Kind.DAY)
    if typed.literal is None:
        raise CannotCompute(f"a date is needed, not a {typed.kind}")
    try:
        is_date = len(typed.literal) == len("2026-09-01")
        value = date.fromisoformat(typed.literal) if is_date else datetime.fromisoformat(typed.literal)
    except ValueError:
        raise CannotCompute("a text stands where a date is needed: write it like '2026-09-01'") from None
    return typed_literal(Literal(value))


def unified(items: list[Typed], setting: Setting) -> tuple[list[pl.Expr], Kind]:
    """Expressions of one kind for results that share a column (CASE, COALESCE)."""
    kinds = {item.kind for item in items} - {Kind.NOTHING}
    if kinds == {Kind.TRUTH}:
        return [truth(item) for item in items], Kind.TRUTH
    if kinds <= _NUMERIC:
        return [number(item) for item in items], Kind.NUMBER
    if kinds == {Kind.TEXT}:
        return [text(item) for item in items], Kind.TEXT
    if kinds == {Kind.DAY}:
        return [day(item, setting) for item in items], Kind.DAY
    if kinds <= {Kind.DAY, Kind.MOMENT}:
        return [local_moment(item, setting) for item in items], Kind.MOMENT
    if kinds <= _TIMES:
        return [instant(item, setting) for item in items], Kind.INSTANT
    raise CannotCompute(f"one column cannot hold {' and '.join(sorted(kinds))}")


def comparable(a: Typed, b: Typed, *, setting: Setting) -> tuple[pl.Expr, pl.Expr]:
    """Both sides of a comparison as the same kind. A text literal is read as what the other side holds."""
    kinds = {a.kind, b.kind}
    if kinds & _TIMES:
        return _comparable_times(read_time(a), read_time(b), setting=setting)
    if kinds in ({Kind.WHOLE}, {Kind.TRUTH}):
        return a.expr, b.expr
    if Kind.TEXT in kinds and not kinds & _NUMERIC:
        return text(a), text(b)
    return known_number(_read_number(a)), known_number(_read_number(b))


def _comparable_times(a: Typed, b: Typed, *, setting: Setting) -> tuple[pl.Expr, pl.Expr]:
    exprs, _ = unified([a, b], setting)
    return exprs[0], exprs[1]


def _read_number(typed: Typed) -> Typed:
    if typed.literal is None:
        return typed
    try:
        return typed_literal(Literal(float(typed.literal)))
    except ValueError:
        raise CannotCompute("a number is compared with a text") from None
