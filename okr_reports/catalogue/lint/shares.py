"""Which formulas are shares that can never leave 0 to 1, or 0 to 100: part and whole are counted over the same rows."""

from collections.abc import Iterator

from okr_reports.expressions import Aggregate, Call, Column, Expression, Literal

_Product = tuple[float, list[Expression], list[Expression]]
# Which rows an aggregate counts: the conditions they must all meet, and the column whose different values count.
_Counted = tuple[frozenset[Expression], Expression | None]


def share_bound(root: Expression) -> float | None:
    """The highest value of a formula that is provably a share of its rows, 1 or with its factor 100; else None."""
    match root:
        case Call("-", (Literal(float() | int() as whole), rest)):
            return float(whole) if share_bound(rest) == whole else None
    factor, above, below = _product(root)
    if len(above) != 1 or factor <= 0:
        return None
    part = _counted(above[0])
    if not below:
        match above[0]:
            case Aggregate("avg", argument) if _condition(argument) is not None:
                return factor
        return None
    whole = _counted(below[0]) if len(below) == 1 else None
    return factor if part is not None and whole is not None and _is_part(part, whole) else None


def _is_part(part: _Counted, whole: _Counted) -> bool:
    return part[0] >= whole[0] and whole[1] in (None, part[1])


def _product(expression: Expression) -> _Product:
    """The expression as a number times factors, over divisors."""
    match expression:
        case Literal(bool()):
            return 1.0, [expression], []
        case Literal(float() | int() as number):
            return float(number), [], []
        case Call("*", (left, right)):
            (a, above, below), (b, more_above, more_below) = _product(left), _product(right)
            return a * b, above + more_above, below + more_below
        case Call("/", (left, right)):
            (a, above, below), (b, more_above, more_below) = _product(left), _product(right)
            return (a / b if b else 0.0), above + more_below, below + more_above
        case Call("round", (inner, *_)) | Call("nullif" | "coalesce", (inner, Literal(0))):
            return _product(inner)
    return 1.0, [expression], []


def _counted(expression: Expression) -> _Counted | None:
    """Which rows are counted, or None when it is no count of rows."""
    if not isinstance(expression, Aggregate):
        return None
    where = frozenset(_conjuncts(expression.where))
    if expression.function == "count":
        if expression.argument is None:
            return where, None
        present = Call("not", (Call("is_null", (expression.argument,)),))
        return where | {present}, expression.argument if expression.is_distinct else None
    condition = _condition(expression.argument) if expression.function == "sum" else None
    return (where | set(_conjuncts(condition)), None) if condition is not None else None


def _condition(argument: Expression | None) -> Expression | None:
    """The condition behind an argument that is 1 where it holds and else 0: a CASE, or a column named as a claim."""
    match argument:
        case Call("case", (condition, Literal(1), Literal(0 | None))):
            return condition
        case Column(name) if name.startswith(("is_", "has_", "was_")):
            return argument
        case Call("cast_number", (inner,)):
            return _condition(inner)
    return None


def _conjuncts(condition: Expression | None) -> Iterator[Expression]:
    match condition:
        case None:
            return
        case Call("and", parts):
            for part in parts:
                yield from _conjuncts(part)
        case _:
            yield condition
