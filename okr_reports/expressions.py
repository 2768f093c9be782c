"""A vetted formula as a small tree: what the catalogue reads from SQL text and scoring turns into Polars."""

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
