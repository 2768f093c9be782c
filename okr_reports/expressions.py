"""A vetted formula as a small tree: what the catalogue reads from SQL text and scoring turns into Polars.

The catalogue writes only these names, with arguments in this order; every other spelling is brought to one of them.

| Aggregate.function | meaning | empty rows |
|---|---|---|
| count | rows (`argument` None), non-null values, or with `is_distinct` the different non-null ones | 0 |
| sum | of non-null values (no rows: 0; all null: null) | 0 |
| avg, min, max | of non-null values | null |
| quantile | at `share` 0..1, linearly interpolated; MEDIAN is `share` 0.5 | null |
| stddev_samp, stddev_pop, var_samp, var_pop | spread of non-null values | null |

`where` of an aggregate is a truth value per row; rows where it is null or false are left out.

| Call.function | arguments | meaning |
|---|---|---|
| + - * / | a, b | float arithmetic; x/0 is undefined |
| % | a, b | remainder with the sign of a |
| negate | a | −a |
| == != < <= > >= | a, b | null when a side is null |
| and, or | a, b | three-valued |
| not | a | three-valued |
| is_null | a | never null |
| in | a, then Literals | null when a is null |
| like, ilike | a, Literal text | `%` any text, `_` any one character; ilike ignores case |
| case | condition, result, condition, result, …, otherwise | the first true condition; always an odd count |
| coalesce | a, b, … | the first non-null |
| nullif | a, b | null when a equals b, else a |
| abs, floor, ceil, ln, log10, exp, sqrt | a | |
| round | a, Literal digits | half away from zero |
| power | a, b | |
| greatest, least | a, b, … | of the non-null ones |
| lower, upper, trim, length | a | of text; length in characters |
| cast_number, cast_text, cast_date, cast_datetime, cast_boolean | a | null when it cannot be read |
| year, month, day | a | of a date or moment, as a number |
| date_diff | Literal unit, start, end | boundaries crossed of: second, minute, hour, day, week, month, quarter, year |
| working_days | start, end | working days from start up to and without end, by the company's calendar |

BETWEEN is `and` of `>=` and `<=`; NOT IN, IS NOT NULL, NOT LIKE are `not` of the plain form; IF is `case`;
COUNT_IF(c) is `count` without argument where c; IS TRUE is `coalesce(a, false)`.
"""

from dataclasses import dataclass
from datetime import date, datetime


@dataclass(frozen=True)
class Literal:
    """A number, text, truth value, date or nothing, as written."""

    value: float | int | str | bool | date | datetime | None


@dataclass(frozen=True)
class Column:
    """A column of the extract; `table` names a joined extract when the author qualified it."""

    name: str
    table: str | None = None


@dataclass(frozen=True)
class Call:
    """An operator or scalar function over expressions: `+`, `case`, `coalesce`, `working_days` …"""

    function: str
    arguments: tuple["Expression", ...]


@dataclass(frozen=True)
class Aggregate:
    """Many rows to one value. `argument` empty means COUNT(*); `where` is the FILTER clause."""

    function: str
    argument: "Expression | None"
    is_distinct: bool = False
    where: "Expression | None" = None
    share: float | None = None


Expression = Literal | Column | Call | Aggregate


@dataclass(frozen=True)
class Formula:
    """A KPI's formula, vetted: every path to the root goes through an aggregate.

    `is_additive`: built from COUNT and SUM only, so an empty but covered period is a measured 0 and min_n does
    not apply (rules §2). `numerator` and `denominator` are there when the formula is a ratio of aggregates.
    """

    text: str
    root: Expression
    columns: frozenset[Column]
    is_additive: bool
    numerator: Expression | None = None
    denominator: Expression | None = None


def columns_in(expression: Expression | None) -> frozenset[Column]:
    """Every column that a tree reads."""
    match expression:
        case Column():
            return frozenset({expression})
        case Call(arguments=arguments):
            return frozenset[Column]().union(*map(columns_in, arguments))
        case Aggregate(argument=argument, where=where):
            return columns_in(argument) | columns_in(where)
        case _:
            return frozenset()
