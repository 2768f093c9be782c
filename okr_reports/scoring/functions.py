"""The scalar functions of a formula: rounding, text, reading, dates and working days."""

from collections.abc import Callable

import polars as pl

from okr_reports.scoring.operators import Function, defined
from okr_reports.scoring.typed import (
    CannotCompute,
    Kind,
    Setting,
    Typed,
    day,
    instant,
    known_number,
    local_moment,
    number,
    read_time,
    text,
)

_REGEX_MARKS = set("\\.+*?()|[]{}^$#&-~")
_MOMENT_FORMS = ("%Y-%m-%d %H:%M:%S%.f", "%Y-%m-%dT%H:%M:%S%.f", "%Y-%m-%d %H:%M", "%Y-%m-%dT%H:%M")
_TRUE_WORDS, _FALSE_WORDS = ["true", "t", "yes", "y", "1"], ["false", "f", "no", "n", "0"]


def _of_number(compute: Callable[[pl.Expr], pl.Expr]) -> Function:
    def computed(arguments: list[Typed], _: Setting) -> Typed:
        return defined(compute(number(arguments[0])))

    return computed


def _of_text(compute: Callable[[pl.Expr], pl.Expr], kind: Kind) -> Function:
    def computed(arguments: list[Typed], _: Setting) -> Typed:
        return Typed(compute(text(arguments[0])), kind)

    return computed


def _power(arguments: list[Typed], _: Setting) -> Typed:
    return defined(number(arguments[0]).pow(number(arguments[1])))


def _round(arguments: list[Typed], _: Setting) -> Typed:
    digits = int(pl.select(number(arguments[1])).item())
    if digits < 0:
        scale = 10.0**-digits
        return Typed((number(arguments[0]) / scale).round(0, mode="half_away_from_zero") * scale, Kind.NUMBER)
    return Typed(number(arguments[0]).round(digits, mode="half_away_from_zero"), Kind.NUMBER)


def _like(prefix: str) -> Function:
    def matched(arguments: list[Typed], _: Setting) -> Typed:
        pattern = "".join(_pattern_mark(mark) for mark in arguments[1].literal or "")
        return Typed(text(arguments[0]).str.contains(f"({prefix})^{pattern}$"), Kind.TRUTH)

    return matched


def _pattern_mark(mark: str) -> str:
    if mark in "%_":
        return ".*" if mark == "%" else "."
    return f"\\{mark}" if mark in _REGEX_MARKS else mark


def _cast_number(arguments: list[Typed], _: Setting) -> Typed:
    if arguments[0].kind is not Kind.TEXT:
        return Typed(number(arguments[0]), Kind.NUMBER)
    read = arguments[0].expr.str.strip_chars().cast(pl.Float64, strict=False)
    return Typed(pl.when(read.is_finite()).then(read), Kind.NUMBER)


def _cast_text(arguments: list[Typed], _: Setting) -> Typed:
    return Typed(arguments[0].expr.cast(pl.String), Kind.TEXT)


def _cast_date(arguments: list[Typed], setting: Setting) -> Typed:
    if arguments[0].kind is not Kind.TEXT:
        return Typed(day(arguments[0], setting), Kind.DAY)
    start = arguments[0].expr.str.strip_chars().str.head(10)
    return Typed(start.str.to_date("%Y-%m-%d", strict=False), Kind.DAY)


def _cast_datetime(arguments: list[Typed], setting: Setting) -> Typed:
    if arguments[0].kind is not Kind.TEXT:
        return Typed(local_moment(arguments[0], setting), Kind.MOMENT)
    written = arguments[0].expr.str.strip_chars()
    moments = [written.str.to_datetime(form, strict=False, time_unit="us") for form in _MOMENT_FORMS]
    midnight = written.str.to_date("%Y-%m-%d", strict=False).cast(pl.Datetime("us"))
    return Typed(pl.coalesce([*moments, midnight]), Kind.MOMENT)


def _cast_boolean(arguments: list[Typed], _: Setting) -> Typed:
    if arguments[0].kind is Kind.TRUTH:
        return arguments[0]
    if arguments[0].kind is not Kind.TEXT:
        return Typed(known_number(arguments[0]) != 0, Kind.TRUTH)
    word = arguments[0].expr.str.strip_chars().str.to_lowercase()
    return Typed(pl.when(word.is_in(_TRUE_WORDS)).then(True).when(word.is_in(_FALSE_WORDS)).then(False), Kind.TRUTH)


def _of_day(compute: Callable[[pl.Expr], pl.Expr]) -> Function:
    def computed(arguments: list[Typed], setting: Setting) -> Typed:
        return Typed(compute(day(arguments[0], setting)).cast(pl.Int64), Kind.WHOLE)

    return computed


def _working_days(arguments: list[Typed], setting: Setting) -> Typed:
    start, end = (day(argument, setting) for argument in arguments)
    count = pl.business_day_count(start, end, holidays=sorted(setting.calendar.holidays))
    return Typed(count.cast(pl.Float64), Kind.NUMBER)


def _date_diff(arguments: list[Typed], setting: Setting) -> Typed:
    unit = arguments[0].literal
    if unit in _SHORT_UNITS:
        truncate, seconds = _SHORT_UNITS[unit]
        start, end = (
            _exact(argument, arguments[1:], setting=setting).dt.truncate(truncate) for argument in arguments[1:]
        )
        return Typed((end - start).dt.total_seconds() / seconds, Kind.NUMBER)
    if unit not in _LONG_UNITS:
        raise CannotCompute(f"date_diff knows no unit {unit!r}")
    start, end = (_LONG_UNITS[unit](day(argument, setting)) for argument in arguments[1:])
    return Typed((end - start).cast(pl.Float64), Kind.NUMBER)


def _exact(argument: Typed, both: list[Typed], *, setting: Setting) -> pl.Expr:
    has_zone = any(read_time(one).kind is Kind.INSTANT for one in both)
    # Hours begin where the company's clocks say so (half past in India), yet a clock change makes none longer.
    return (
        instant(argument, setting).dt.convert_time_zone(setting.timezone)
        if has_zone
        else local_moment(argument, setting)
    )


def _day_number(on: pl.Expr) -> pl.Expr:
    return on.cast(pl.Int32).cast(pl.Int64)


def _month_number(on: pl.Expr) -> pl.Expr:
    return on.dt.year().cast(pl.Int64) * 12 + on.dt.month() - 1


_SHORT_UNITS = {"second": ("1s", 1), "minute": ("1m", 60), "hour": ("1h", 3600)}
_LONG_UNITS: dict[str, Callable[[pl.Expr], pl.Expr]] = {
    "day": _day_number,
    # Day 0 of the count is a Thursday; a week begins on Monday.
    "week": lambda on: (_day_number(on) + 3) // 7,
    "month": _month_number,
    "quarter": lambda on: _month_number(on) // 3,
    "year": lambda on: on.dt.year().cast(pl.Int64),
}

FUNCTIONS: dict[str, Function] = {
    "abs": _of_number(lambda a: a.abs()),
    "floor": _of_number(lambda a: a.floor()),
    "ceil": _of_number(lambda a: a.ceil()),
    "ln": _of_number(lambda a: a.log()),
    "log10": _of_number(lambda a: a.log10()),
    "exp": _of_number(lambda a: a.exp()),
    "sqrt": _of_number(lambda a: a.sqrt()),
    "round": _round,
    "power": _power,
    "lower": _of_text(lambda a: a.str.to_lowercase(), Kind.TEXT),
    "upper": _of_text(lambda a: a.str.to_uppercase(), Kind.TEXT),
    "trim": _of_text(lambda a: a.str.strip_chars(" "), Kind.TEXT),
    "length": _of_text(lambda a: a.str.len_chars().cast(pl.Int64), Kind.WHOLE),
    "like": _like("?s"),
    "ilike": _like("?si"),
    "cast_number": _cast_number,
    "cast_text": _cast_text,
    "cast_date": _cast_date,
    "cast_datetime": _cast_datetime,
    "cast_boolean": _cast_boolean,
    "year": _of_day(lambda on: on.dt.year()),
    "month": _of_day(lambda on: on.dt.month()),
    "day": _of_day(lambda on: on.dt.day()),
    "date_diff": _date_diff,
    "working_days": _working_days,
}
