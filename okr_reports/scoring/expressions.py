"""A vetted formula as Polars expressions: one value per group of rows, null where SQL has null, NaN where undefined."""

from collections.abc import Mapping
from dataclasses import dataclass

import polars as pl

from okr_reports.expressions import Aggregate, Call, Column, Expression, Formula, Literal
from okr_reports.scoring.aggregates import aggregated
from okr_reports.scoring.functions import FUNCTIONS
from okr_reports.scoring.operators import OPERATORS, equals
from okr_reports.scoring.typed import CannotCompute, Setting, Typed, number, truth, typed_column, typed_literal

_KNOWN = OPERATORS | FUNCTIONS


@dataclass(frozen=True)
class FormulaExpressions:
    """A formula over a group of rows. `is_divided_by_nothing`: a divisor written NULLIF(…, 0) was 0."""

    value: pl.Expr
    numerator: pl.Expr
    denominator: pl.Expr
    is_divided_by_nothing: pl.Expr


@dataclass(frozen=True)
class Compiler:
    """Turns trees into expressions over rows of this schema."""

    schema: Mapping[str, pl.DataType]
    setting: Setting

    def formula(self, formula: Formula) -> FormulaExpressions:
        """The formula and its parts; raises CannotCompute when it does not fit the rows."""
        guards = [self._is_zero_divisor(call) for call in _guarded_divisors(formula.root)]
        return FormulaExpressions(
            value=number(self.typed(formula.root)),
            numerator=self._part(formula.numerator),
            denominator=self._part(formula.denominator),
            is_divided_by_nothing=pl.any_horizontal(*guards) if guards else pl.lit(False),
        )

    def filter(self, expression: Expression) -> pl.Expr:
        """A truth value per row."""
        return truth(self.typed(expression))

    def typed(self, expression: Expression) -> Typed:
        """Any tree."""
        match expression:
            case Literal():
                return typed_literal(expression)
            case Column():
                return self._column(expression)
            case Call():
                return self._call(expression)
            case Aggregate():
                return self._aggregate(expression)

    def _column(self, column: Column) -> Typed:
        qualified = f"{column.table}.{column.name}"
        name = qualified if column.table and qualified in self.schema else column.name
        if name not in self.schema:
            raise CannotCompute(f"the extract has no column {column.name}")
        return typed_column(name, self.schema[name])

    def _call(self, call: Call) -> Typed:
        if call.function not in _KNOWN:
            raise CannotCompute(f"no function is called {call.function}")
        return _KNOWN[call.function]([self.typed(argument) for argument in call.arguments], self.setting)

    def _aggregate(self, aggregate: Aggregate) -> Typed:
        argument = None if aggregate.argument is None else self.typed(aggregate.argument)
        where = None if aggregate.where is None else self.filter(aggregate.where)
        return aggregated(aggregate, argument, where)

    def _part(self, expression: Expression | None) -> pl.Expr:
        return pl.lit(None, dtype=pl.Float64) if expression is None else number(self.typed(expression))

    def _is_zero_divisor(self, nullif: Call) -> pl.Expr:
        divisor, nothing = (self.typed(argument) for argument in nullif.arguments)
        return equals(divisor, nothing, self.setting).fill_null(False)


def _guarded_divisors(expression: Expression) -> list[Call]:
    # x / NULLIF(y, 0) is how SQL authors write "undefined when y is 0"; without this it would look like missing data.
    if not isinstance(expression, Call):
        return []
    found = [guard for argument in expression.arguments for guard in _guarded_divisors(argument)]
    divisor = expression.arguments[1] if expression.function == "/" else None
    return [*found, divisor] if isinstance(divisor, Call) and divisor.function == "nullif" else found
