"""The aggregates of the formula language: many rows to one value."""

from collections.abc import Mapping
from dataclasses import replace

from sqlglot import exp

from okr_reports.catalogue.formula_text import FormulaRefused, offset_of
from okr_reports.catalogue.formula_tree import Reader, TreeReader, only
from okr_reports.catalogue.formula_words import spelled, why_refused
from okr_reports.expressions import Aggregate, Column, Expression, Literal


def _plain(function: str, *, is_numeric: bool = True) -> Reader:
    def read(reader: TreeReader, node: exp.Expr) -> Expression:
        only(node, "this")
        return Aggregate(function, _argument(reader, node, argument=node.this, is_numeric=is_numeric))

    return read


def _argument(reader: TreeReader, node: exp.Expr, *, argument: exp.Expr | None, is_numeric: bool) -> Expression:
    if argument is None:
        raise FormulaRefused(offset_of(node), f"{spelled(node)} without a column", f"write {spelled(node)}(column)")
    expression = reader.read_rows(argument)
    if is_numeric and isinstance(expression, Column):
        reader.numeric.setdefault(expression, offset_of(argument))
    return expression


def _count(reader: TreeReader, node: exp.Expr) -> Expression:
    only(node, "this")
    counted = node.this
    if isinstance(counted, exp.Distinct):
        only(counted, "expressions")
        if len(counted.expressions) != 1:
            raise FormulaRefused(
                offset_of(node), "COUNT(DISTINCT …) takes one column", "join the columns in the extract's SQL"
            )
        return Aggregate("count", reader.read_rows(counted.expressions[0]), is_distinct=True)
    if isinstance(counted, exp.Star):
        only(counted)
        return Aggregate("count", reader.read_rows(exp.Literal.number(1)) and None)
    argument = _argument(reader, node, argument=counted, is_numeric=False)
    counts_every_row = isinstance(argument, Literal) and argument.value is not None
    return Aggregate("count", None if counts_every_row else argument)


def _count_if(reader: TreeReader, node: exp.Expr) -> Expression:
    only(node, "this")
    return Aggregate("count", None, where=_argument(reader, node, argument=node.this, is_numeric=False))


def _median(reader: TreeReader, node: exp.Expr) -> Expression:
    only(node, "this")
    return Aggregate("quantile", _argument(reader, node, argument=node.this, is_numeric=True), share=0.5)


def _quantile(reader: TreeReader, node: exp.Expr) -> Expression:
    only(node, "this", "expression", "quantile")
    share = node.args.get("quantile") or node.args.get("expression")
    return Aggregate(
        "quantile", _argument(reader, node, argument=node.this, is_numeric=True), share=_share(node, share)
    )


def _within_group(reader: TreeReader, node: exp.Expr) -> Expression:
    only(node, "this", "expression")
    quantile, order = node.this, node.expression
    if not isinstance(quantile, exp.PercentileCont) or quantile.expression or not isinstance(order, exp.Order):
        raise FormulaRefused(offset_of(node), *why_refused(quantile))
    ordered = order.expressions
    if len(ordered) != 1 or ordered[0].args.get("desc"):
        raise FormulaRefused(
            offset_of(order), "ORDER BY takes one column, ascending", "write QUANTILE_CONT(column, 0.9)"
        )
    argument = _argument(reader, node, argument=ordered[0].this, is_numeric=True)
    return Aggregate("quantile", argument, share=_share(node, quantile.this))


def _share(node: exp.Expr, written: exp.Expr | None) -> float:
    if isinstance(written, exp.Literal) and not written.is_string:
        share = float(written.this)
        if 0 <= share <= 1:
            return share
        fix = f"write {share / 100:g}" if share <= 100 else "write 0.9 for the 90th percentile"
        raise FormulaRefused(offset_of(written), f"a quantile's share lies between 0 and 1, not {written.this}", fix)
    raise FormulaRefused(
        offset_of(written or node), "a quantile needs its share as a number", "write QUANTILE_CONT(column, 0.9)"
    )


def _filtered(reader: TreeReader, node: exp.Expr) -> Expression:
    only(node, "this", "expression")
    aggregate = reader.read(node.this)
    if not isinstance(aggregate, Aggregate):
        raise FormulaRefused(offset_of(node), "FILTER belongs behind an aggregate", "write SUM(x) FILTER (WHERE …)")
    where = reader.read_rows(node.expression.this)
    if aggregate.where is not None:
        raise FormulaRefused(offset_of(node), "COUNT_IF cannot take a FILTER", "write COUNT(*) FILTER (WHERE a AND b)")
    return replace(aggregate, where=where)


READERS: Mapping[type[exp.Expr], Reader] = {
    exp.Count: _count,
    exp.CountIf: _count_if,
    exp.Sum: _plain("sum"),
    exp.Avg: _plain("avg"),
    exp.Min: _plain("min", is_numeric=False),
    exp.Max: _plain("max", is_numeric=False),
    exp.Median: _median,
    exp.Quantile: _quantile,
    exp.PercentileCont: _quantile,
    exp.WithinGroup: _within_group,
    exp.Stddev: _plain("stddev_samp"),
    exp.StddevSamp: _plain("stddev_samp"),
    exp.StddevPop: _plain("stddev_pop"),
    exp.Variance: _plain("var_samp"),
    exp.VariancePop: _plain("var_pop"),
    exp.Filter: _filtered,
}
