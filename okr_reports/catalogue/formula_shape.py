"""What kind of figure a formula is: a plain count or sum, a ratio of two, a condition."""

from okr_reports.expressions import Aggregate, Call, Column, Expression, Literal

_ADDITIVE = frozenset({"count", "sum"})
_CONDITIONS = frozenset({"==", "!=", "<", "<=", ">", ">=", "and", "or", "not", "is_null", "in", "like", "ilike",
                         "cast_boolean"})  # fmt: skip


def has_aggregate(expression: Expression) -> bool:
    """Whether many rows become one somewhere in it."""
    if isinstance(expression, Call):
        return any(has_aggregate(argument) for argument in expression.arguments)
    return isinstance(expression, Aggregate)


def is_additive(expression: Expression) -> bool:
    """Built from COUNT and SUM alone, by adding, subtracting and constant factors: 0 when there are no rows."""
    if isinstance(expression, Aggregate):
        return expression.function in _ADDITIVE
    if not isinstance(expression, Call):
        return False
    arguments, function = expression.arguments, expression.function
    if function in ("+", "-"):
        return all(is_additive(argument) for argument in arguments)
    if function in ("negate", "round"):
        return is_additive(arguments[0])
    if function == "coalesce":
        return is_additive(arguments[0]) and all(argument == Literal(0) for argument in arguments[1:])
    stripped = without_factors(expression)
    return stripped is not expression and is_additive(stripped)


def ratio_of(expression: Expression) -> tuple[Expression | None, Expression | None]:
    """Numerator and denominator when the formula is a ratio of counts and sums, else two Nones.

    Constant factors, rounding, and NULLIF(denominator, 0) are taken off.
    """
    ratio = without_factors(expression)
    if not isinstance(ratio, Call) or ratio.function != "/":
        return None, None
    numerator, denominator = (without_factors(_without_nullif(side)) for side in ratio.arguments)
    if is_additive(numerator) and is_additive(denominator):
        return numerator, denominator
    return None, None


def is_condition(expression: Expression) -> bool:
    """Whether it is true or false for a row, as far as its form tells."""
    if isinstance(expression, Call):
        if expression.function == "coalesce":
            return is_condition(expression.arguments[0])
        if expression.function == "case":
            return all(is_condition(result) for result in (*expression.arguments[1::2], expression.arguments[-1]))
        return expression.function in _CONDITIONS
    return isinstance(expression, Column) or (isinstance(expression, Literal) and isinstance(expression.value, bool))


def without_factors(expression: Expression) -> Expression:
    """The part of a product, quotient or rounding that is not constant."""
    while isinstance(expression, Call):
        first, *rest = expression.arguments
        if expression.function == "round" or (expression.function in ("*", "/") and not has_aggregate(rest[0])):
            expression = first
        elif expression.function == "*" and not has_aggregate(first):
            expression = rest[0]
        else:
            break
    return expression


def _without_nullif(expression: Expression) -> Expression:
    match expression:
        case Call("nullif", (guarded, Literal(0))):
            return guarded
    return expression
