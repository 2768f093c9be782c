"""A vetted formula as Polars expressions: one value per group of rows, null where SQL has null, NaN where undefined."""

from collections.abc import Mapping
from dataclasses import dataclass

import polars as pl

from okr_reports.expressions import Aggregate, Call, Column, Expression, Formula, Literal
from okr_reports.scoring.aggregates import Adding, adding, adds_up, aggregated
from okr_reports.scoring.functions import FUNCTIONS
from okr_reports.scoring.operators import OPERATORS, equals
from okr_reports.scoring.typed import CannotCompute, Kind, Setting, Typed, number, truth, typed_column, typed_literal

_KNOWN = OPERATORS | FUNCTIONS


@dataclass(frozen=True)
class FormulaExpressions:
    """A formula in two steps: `aggregates` over a group of rows by name, the figures over columns of these names.

    `is_divided_by_nothing`: a divisor written NULLIF(…, 0) was 0. `adding`: the aggregates when all of them add up.
    """

    aggregates: Mapping[str, pl.Expr]
    value: pl.Expr
    numerator: pl.Expr
    denominator: pl.Expr
    is_divided_by_nothing: pl.Expr
    adding: Mapping[str, Adding] | None

    @property
    def figures(self) -> list[pl.Expr]:
        """What a reading holds of the formula, named."""
        names = ("value", "numerator", "denominator", "is_divided_by_nothing")
        return [getattr(self, name).alias(name) for name in names]


@dataclass(frozen=True)
class Compiler:
    """Turns trees into expressions over rows of this schema."""

    schema: Mapping[str, pl.DataType]
    setting: Setting

    def formula(self, formula: Formula) -> FormulaExpressions:
        """The formula and its parts; raises CannotCompute when it does not fit the rows."""
        aggregates = {repr(node): self._aggregate(node) for node in _aggregates_in(formula.root)}
        over = _OverAggregates({name: typed.kind for name, typed in aggregates.items()}, self.setting)
        guards = [over.is_zero_divisor(call) for call in _guarded_divisors(formula.root)]
        return FormulaExpressions(
            aggregates={name: typed.expr.alias(name) for name, typed in aggregates.items()},
            value=number(over.typed(formula.root)),
            numerator=over.part(formula.numerator),
            denominator=over.part(formula.denominator),
            is_divided_by_nothing=pl.any_horizontal(pl.lit(False), *guards),
            adding=self._adding(formula) if is_adding(formula) else None,
        )

    def filter(self, expression: Expression) -> pl.Expr:
        """A truth value per row."""
        return truth(self.typed(expression))

    def typed(self, expression: Expression) -> Typed:
        """A tree over rows."""
        match expression:
            case Literal():
                return typed_literal(expression)
            case Column():
                return self._column(expression)
            case Call():
                return called(
                    expression, [self.typed(argument) for argument in expression.arguments], setting=self.setting
                )
            case _:
                raise CannotCompute("an aggregate stands where one row is looked at")

    def _column(self, column: Column) -> Typed:
        qualified = f"{column.table}.{column.name}"
        name = qualified if qualified in self.schema else column.name
        if name not in self.schema:
            raise CannotCompute(f"the extract has no column {column.name}")
        return typed_column(name, self.schema[name])

    def _aggregate(self, aggregate: Aggregate) -> Typed:
        argument, where = self._over_rows(aggregate)
        return aggregated(aggregate, argument=argument, where=where)

    def _adding(self, formula: Formula) -> dict[str, Adding]:
        nodes = {repr(node): node for node in _aggregates_in(formula.root)}
        parted = {name: (node, *self._over_rows(node)) for name, node in nodes.items()}
        return {
            name: adding(node, argument=argument, where=where, name=name)
            for name, (node, argument, where) in parted.items()
        }

    def _over_rows(self, aggregate: Aggregate) -> tuple[Typed | None, pl.Expr | None]:
        argument = None if aggregate.argument is None else self.typed(aggregate.argument)
        where = None if aggregate.where is None else self.filter(aggregate.where)
        return argument, where


@dataclass(frozen=True)
class _OverAggregates:
    """Turns a formula's tree above its aggregates into expressions over their results."""

    kinds: Mapping[str, Kind]
    setting: Setting

    def typed(self, expression: Expression) -> Typed:
        match expression:
            case Literal():
                return typed_literal(expression)
            case Call():
                return called(
                    expression, [self.typed(argument) for argument in expression.arguments], setting=self.setting
                )
            case Aggregate():
                return Typed(pl.col(repr(expression)), self.kinds[repr(expression)])
            case _:
                raise CannotCompute("a column stands outside an aggregate")

    def part(self, expression: Expression | None) -> pl.Expr:
        return pl.lit(None, dtype=pl.Float64) if expression is None else number(self.typed(expression))

    def is_zero_divisor(self, nullif: Call) -> pl.Expr:
        divisor, nothing = (self.typed(argument) for argument in nullif.arguments)
        return equals(divisor, nothing, setting=self.setting).fill_null(False)


def called(call: Call, arguments: list[Typed], *, setting: Setting) -> Typed:
    """An operator or function of its typed arguments."""
    if call.function not in _KNOWN:
        raise CannotCompute(f"no function is called {call.function}")
    return _KNOWN[call.function](arguments, setting)


def is_adding(formula: Formula) -> bool:
    """Whether the formula over several groups of rows follows from what is counted and summed up in each."""
    return all(map(adds_up, _aggregates_in(formula.root)))


def _aggregates_in(expression: Expression) -> list[Aggregate]:
    if isinstance(expression, Aggregate):
        return [expression]
    arguments = expression.arguments if isinstance(expression, Call) else ()
    return [aggregate for argument in arguments for aggregate in _aggregates_in(argument)]


def _guarded_divisors(expression: Expression) -> list[Call]:
    # x / NULLIF(y, 0) is how SQL authors write "undefined when y is 0"; without this it would look like missing data.
    if not isinstance(expression, Call):
        return []
    found = [guard for argument in expression.arguments for guard in _guarded_divisors(argument)]
    divisor = expression.arguments[1] if expression.function == "/" else None
    return [*found, divisor] if isinstance(divisor, Call) and divisor.function == "nullif" else found
