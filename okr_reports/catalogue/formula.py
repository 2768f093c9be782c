"""A KPI's formula and filter: SQL text in, a vetted expression out."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from okr_reports.catalogue import formula_aggregates, formula_scalars
from okr_reports.catalogue.formula_shape import has_aggregate, is_additive, is_condition, ratio_of
from okr_reports.catalogue.formula_text import FormulaRefused, parse_expression
from okr_reports.catalogue.formula_tree import TreeReader
from okr_reports.expressions import Column, Expression, Formula

_READERS = {**formula_scalars.READERS, **formula_aggregates.READERS}


@dataclass(frozen=True)
class ReadFormula:
    """A formula, and at which character of its text each column stands; `numeric`: those it computes with."""

    formula: Formula
    columns: Mapping[Column, int]
    numeric: Mapping[Column, int]


@dataclass(frozen=True)
class ReadFilter:
    """A filter's condition, and at which character of its text each column stands."""

    condition: Expression
    columns: Mapping[Column, int]


def parse_formula(text: str) -> Formula:
    """The formula as a vetted tree; raises FormulaRefused (a CatalogueError) with the offset of what is not allowed.

    Every path from a column to the root goes through exactly one aggregate. Whether the columns exist is checked
    against the extract's contract by the loader. Rule: rules.md §2.
    """
    return read_formula(text).formula


def parse_filter(text: str) -> Expression:
    """A condition on single rows, without aggregates; raises FormulaRefused (a CatalogueError)."""
    return read_filter(text).condition


@lru_cache(maxsize=4096)
def read_formula(text: str) -> ReadFormula:
    """The formula with the places of its columns. Equal texts are read once; raises FormulaRefused."""
    reader = TreeReader(text, _READERS, may_aggregate=True)
    root = _read(reader)
    if not has_aggregate(root):
        raise FormulaRefused(0, "a KPI's formula must aggregate its rows", "write COUNT(*), SUM(x), AVG(x) …")
    if is_condition(root):
        raise FormulaRefused(0, "a KPI's value is a number, not true or false", "compare with the target instead")
    numerator, denominator = ratio_of(root)
    formula = Formula(text, root, frozenset(reader.columns), is_additive(root), numerator, denominator)
    return ReadFormula(formula, reader.columns, reader.numeric)


@lru_cache(maxsize=4096)
def read_filter(text: str) -> ReadFilter:
    """The filter with the places of its columns. Equal texts are read once; raises FormulaRefused."""
    reader = TreeReader(text, _READERS, may_aggregate=False)
    condition = _read(reader)
    if not is_condition(condition):
        raise FormulaRefused(0, "a filter must be true or false for a row", "write a condition such as metric = 'nps'")
    return ReadFilter(condition, reader.columns)


def _read(reader: TreeReader) -> Expression:
    try:
        return reader.read(parse_expression(reader.text))
    except RecursionError:
        raise FormulaRefused(0, "this is nested too deep", "compute parts of it in the extract's SQL") from None
