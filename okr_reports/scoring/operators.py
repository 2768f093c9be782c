"""Arithmetic, comparisons and logic of a formula, with SQL's treatment of the empty and the undefined."""

from collections.abc import Callable

import polars as pl

from okr_reports.scoring.typed import (
    NOT_A_NUMBER,
    Kind,
    Setting,
    Typed,
    comparable,
    day,
    known_number,
    number,
    truth,
    unified,
)

Function = Callable[[list[Typed], Setting], Typed]


def defined(expr: pl.Expr) -> Typed:
    """A number in which infinity counts as undefined (NaN): it must never pass for a perfect score."""
    return Typed(pl.when(expr.is_infinite()).then(NOT_A_NUMBER).otherwise(expr), Kind.NUMBER)


def quotient(a: pl.Expr, b: pl.Expr) -> pl.Expr:
    """a / b; division by zero is NaN, also of a number that is not 0."""
    return pl.when(b == 0).then(a * NOT_A_NUMBER).otherwise(a / b)


def _add(arguments: list[Typed], setting: Setting) -> Typed:
    a, b = arguments
    if a.kind is Kind.DAY and b.kind in (Kind.WHOLE, Kind.NUMBER):
        return Typed(day(a, setting) + _days(b), Kind.DAY)
    return Typed(number(a) + number(b), Kind.NUMBER)


def _subtract(arguments: list[Typed], setting: Setting) -> Typed:
    a, b = arguments
    if a.kind is Kind.DAY and b.kind in (Kind.WHOLE, Kind.NUMBER):
        return Typed(day(a, setting) - _days(b), Kind.DAY)
    if a.kind is Kind.DAY and (b.kind is Kind.DAY or b.literal is not None):
        return Typed((day(a, setting) - day(b, setting)).dt.total_days().cast(pl.Float64), Kind.NUMBER)
    return Typed(number(a) - number(b), Kind.NUMBER)


def _days(count: Typed) -> pl.Expr:
    return pl.duration(days=known_number(count).cast(pl.Int64))


def _multiply(arguments: list[Typed], _: Setting) -> Typed:
    a, b = arguments
    return Typed(number(a) * number(b), Kind.NUMBER)


def _divide(arguments: list[Typed], _: Setting) -> Typed:
    a, b = arguments
    return Typed(quotient(number(a), number(b)), Kind.NUMBER)


def _remainder(arguments: list[Typed], _: Setting) -> Typed:
    a, b = (number(argument) for argument in arguments)
    return Typed((a.abs() % b.abs()) * a.sign(), Kind.NUMBER)


def _negate(arguments: list[Typed], _: Setting) -> Typed:
    return Typed(-number(arguments[0]), Kind.NUMBER)


def _comparison(compare: Callable[[pl.Expr, pl.Expr], pl.Expr]) -> Function:
    def compared(arguments: list[Typed], setting: Setting) -> Typed:
        a, b = comparable(arguments[0], arguments[1], setting=setting)
        return Typed(compare(a, b), Kind.TRUTH)

    return compared


def equals(a: Typed, b: Typed, *, setting: Setting) -> pl.Expr:
    """Whether two sides hold the same; empty when one is empty."""
    left, right = comparable(a, b, setting=setting)
    return left == right


def _and(arguments: list[Typed], _: Setting) -> Typed:
    return Typed(truth(arguments[0]) & truth(arguments[1]), Kind.TRUTH)


def _or(arguments: list[Typed], _: Setting) -> Typed:
    return Typed(truth(arguments[0]) | truth(arguments[1]), Kind.TRUTH)


def _not(arguments: list[Typed], _: Setting) -> Typed:
    return Typed(~truth(arguments[0]), Kind.TRUTH)


def known(typed: Typed) -> pl.Expr:
    """The expression with NaN as empty."""
    return typed.expr.fill_nan(None) if typed.kind is Kind.NUMBER else typed.expr


def _is_null(arguments: list[Typed], _: Setting) -> Typed:
    return Typed(known(arguments[0]).is_null(), Kind.TRUTH)


def _in(arguments: list[Typed], setting: Setting) -> Typed:
    sought, *listed = arguments
    found = equals(sought, listed[0], setting=setting)
    for item in listed[1:]:
        found = found | equals(sought, item, setting=setting)
    return Typed(found, Kind.TRUTH)


def _case(arguments: list[Typed], setting: Setting) -> Typed:
    conditions = [truth(condition) for condition in arguments[:-1:2]]
    results, kind = unified([*arguments[1:-1:2], arguments[-1]], setting)
    answer = results[-1]
    for condition, result in reversed(list(zip(conditions, results[:-1], strict=True))):
        answer = pl.when(condition).then(result).otherwise(answer)
    return Typed(answer, kind)


def _coalesce(arguments: list[Typed], setting: Setting) -> Typed:
    results, kind = unified(arguments, setting)
    return Typed(pl.coalesce(known(Typed(result, kind)) for result in results), kind)


def _nullif(arguments: list[Typed], setting: Setting) -> Typed:
    a, b = arguments
    return Typed(pl.when(equals(a, b, setting=setting)).then(None).otherwise(a.expr), a.kind)


def _extreme(choose: Callable[..., pl.Expr]) -> Function:
    def chosen(arguments: list[Typed], setting: Setting) -> Typed:
        items, kind = unified(arguments, setting)
        if kind not in (Kind.NUMBER, Kind.TRUTH):
            return Typed(choose(*items), kind)
        numbers = [number(Typed(item, kind)) for item in items]
        is_undefined = pl.any_horizontal(item.is_nan() for item in numbers)
        return Typed(pl.when(is_undefined).then(NOT_A_NUMBER).otherwise(choose(*numbers)), Kind.NUMBER)

    return chosen


OPERATORS: dict[str, Function] = {
    "+": _add,
    "-": _subtract,
    "*": _multiply,
    "/": _divide,
    "%": _remainder,
    "negate": _negate,
    "==": _comparison(lambda a, b: a == b),
    "!=": _comparison(lambda a, b: a != b),
    "<": _comparison(lambda a, b: a < b),
    "<=": _comparison(lambda a, b: a <= b),
    ">": _comparison(lambda a, b: a > b),
    ">=": _comparison(lambda a, b: a >= b),
    "and": _and,
    "or": _or,
    "not": _not,
    "is_null": _is_null,
    "in": _in,
    "case": _case,
    "coalesce": _coalesce,
    "nullif": _nullif,
    "greatest": _extreme(pl.max_horizontal),
    "least": _extreme(pl.min_horizontal),
}
