"""What may stand beside and inside aggregates: numbers, columns, operators and functions of single values."""

import math
from collections.abc import Mapping
from datetime import date, datetime

from sqlglot import exp

from okr_reports.catalogue.formula_text import FormulaRefused, offset_of
from okr_reports.catalogue.formula_tree import Reader, TreeReader, only
from okr_reports.catalogue.formula_words import why_refused
from okr_reports.expressions import Call, Column, Expression, Literal

_UNITS = frozenset({"second", "minute", "hour", "day", "week", "month", "quarter", "year"})
_NUMBER_TYPES = frozenset({"DOUBLE", "FLOAT", "DECIMAL", "REAL"})
_WHOLE_TYPES = frozenset({"INT", "BIGINT", "SMALLINT", "TINYINT", "INT128"})
_OTHER_TYPES = {
    "TEXT": "text", "VARCHAR": "text", "CHAR": "text", "DATE": "date", "BOOLEAN": "boolean",
    "TIMESTAMP": "datetime", "TIMESTAMPNTZ": "datetime", "TIMESTAMPTZ": "datetime", "DATETIME": "datetime",
}  # fmt: skip


def _literal(reader: TreeReader, node: exp.Expr) -> Expression:
    if not isinstance(node, exp.Literal) or node.is_string:
        return Literal(str(node.this))
    text = str(node.this)
    number = int(text) if text.isdigit() and len(text) <= 15 else float(text)
    if not math.isfinite(number):
        raise FormulaRefused(offset_of(node), "this number is too large", "write a smaller one")
    return Literal(number)


def _column(reader: TreeReader, node: exp.Expr) -> Expression:
    only(node, "this", "table")
    if not isinstance(node, exp.Column) or not isinstance(node.this, exp.Identifier):
        raise FormulaRefused(offset_of(node), *why_refused(node.this))
    table = node.args.get("table")
    return reader.use(Column(node.name, table.name if table is not None else None), node)


def _calls(function: str, *arguments: str) -> Reader:
    """A function whose arguments sqlglot keeps under these names, all of them required."""

    def read(reader: TreeReader, node: exp.Expr) -> Expression:
        only(node, *arguments)
        written = [node.args.get(name) for name in arguments]
        if any(not isinstance(argument, exp.Expr) for argument in written):
            raise FormulaRefused(offset_of(node), f"{function.upper()} lacks an argument", f"give it {len(arguments)}")
        return Call(function, tuple(reader.read(argument) for argument in written if argument is not None))

    return read


def _calls_many(function: str) -> Reader:
    def read(reader: TreeReader, node: exp.Expr) -> Expression:
        only(node, "this", "expressions")
        return Call(function, tuple(reader.read(argument) for argument in (node.this, *node.expressions)))

    return read


def _paren(reader: TreeReader, node: exp.Expr) -> Expression:
    only(node, "this")
    return reader.read(node.this)


def _negate(reader: TreeReader, node: exp.Expr) -> Expression:
    only(node, "this")
    inner = reader.read(node.this)
    if isinstance(inner, Literal) and isinstance(inner.value, (int, float)) and not isinstance(inner.value, bool):
        return Literal(-inner.value)
    return Call("negate", (inner,))


def _is(reader: TreeReader, node: exp.Expr) -> Expression:
    only(node, "this", "expression")
    tested, truth = reader.read(node.this), node.expression
    if isinstance(truth, exp.Null):
        return Call("is_null", (tested,))
    if isinstance(truth, exp.Boolean):
        claim = tested if truth.this else Call("not", (tested,))
        return Call("coalesce", (claim, Literal(False)))
    raise FormulaRefused(offset_of(node), "IS takes NULL, TRUE or FALSE", "compare with `=`")


def _in(reader: TreeReader, node: exp.Expr) -> Expression:
    only(node, "this", "expressions", "query")
    if node.args.get("query") is not None:
        raise FormulaRefused(offset_of(node.args["query"]), *why_refused(exp.Subquery()))
    choices = tuple(reader.read(choice) for choice in node.expressions)
    if not choices or not all(isinstance(choice, Literal) for choice in choices):
        raise FormulaRefused(offset_of(node), "IN takes a list of values", "write x IN ('a', 'b'), or compare with `=`")
    return Call("in", (reader.read(node.this), *choices))


def _between(reader: TreeReader, node: exp.Expr) -> Expression:
    only(node, "this", "low", "high")
    tested, low, high = (reader.read(node.args[name]) for name in ("this", "low", "high"))
    return Call("and", (Call(">=", (tested, low)), Call("<=", (tested, high))))


def _like(function: str) -> Reader:
    def read(reader: TreeReader, node: exp.Expr) -> Expression:
        only(node, "this", "expression", "negate")
        pattern = reader.read(node.expression)
        if not isinstance(pattern, Literal) or not isinstance(pattern.value, str):
            raise FormulaRefused(offset_of(node), "LIKE takes a pattern in quotes", "write x LIKE 'abc%'")
        found = Call(function, (reader.read(node.this), pattern))
        return Call("not", (found,)) if node.args.get("negate") else found

    return read


def _case(reader: TreeReader, node: exp.Expr) -> Expression:
    only(node, "this", "ifs", "default")
    subject = reader.read(node.this) if node.this is not None else None
    arguments: list[Expression] = []
    for branch in node.args["ifs"]:
        condition = reader.read(branch.this)
        arguments.append(condition if subject is None else Call("==", (subject, condition)))
        arguments.append(reader.read(branch.args["true"]))
    otherwise = node.args.get("default")
    return Call("case", (*arguments, reader.read(otherwise) if otherwise is not None else Literal(None)))


def _if(reader: TreeReader, node: exp.Expr) -> Expression:
    only(node, "this", "true", "false")
    if node.args.get("true") is None:
        raise FormulaRefused(offset_of(node), "IF lacks an argument", "write IF(condition, then, else)")
    otherwise = node.args.get("false")
    kept = (reader.read(node.this), reader.read(node.args["true"]))
    return Call("case", (*kept, reader.read(otherwise) if otherwise is not None else Literal(None)))


def _round(reader: TreeReader, node: exp.Expr) -> Expression:
    only(node, "this", "decimals")
    written = node.args.get("decimals")
    digits = reader.read(written) if written is not None else Literal(0)
    if not isinstance(digits, Literal) or not isinstance(digits.value, int):
        raise FormulaRefused(offset_of(node), "ROUND takes its digits as a whole number", "write ROUND(x, 2)")
    return Call("round", (reader.read(node.this), digits))


def _log10(reader: TreeReader, node: exp.Expr) -> Expression:
    only(node, "this", "expression")
    if node.expression is None or not isinstance(node.this, exp.Literal) or node.this.this != "10":
        raise FormulaRefused(offset_of(node), *why_refused(node))
    return Call("log10", (reader.read(node.expression),))


def _cast(reader: TreeReader, node: exp.Expr) -> Expression:
    only(node, "this", "to")
    kind = node.args["to"].this.name if isinstance(node.args["to"].this, exp.DataType.Type) else ""
    if isinstance(node.this, exp.Literal) and node.this.is_string and _OTHER_TYPES.get(kind) in ("date", "datetime"):
        return Literal(_moment(node.this, _OTHER_TYPES[kind]))
    if kind in _WHOLE_TYPES:
        return Call("round", (Call("cast_number", (reader.read(node.this),)), Literal(0)))
    if kind in _NUMBER_TYPES and not node.args["to"].expressions:
        return Call("cast_number", (reader.read(node.this),))
    if kind in _OTHER_TYPES:
        return Call(f"cast_{_OTHER_TYPES[kind]}", (reader.read(node.this),))
    raise FormulaRefused(
        offset_of(node), "this type is not allowed", "cast to DOUBLE, INT, TEXT, DATE, TIMESTAMP or BOOLEAN"
    )


def _moment(node: exp.Expr, kind: str) -> date | datetime:
    try:
        return date.fromisoformat(node.name) if kind == "date" else datetime.fromisoformat(node.name)
    except ValueError:
        fix = "write DATE '2026-09-30' or TIMESTAMP '2026-09-30 18:00:00'"
        raise FormulaRefused(offset_of(node), f"'{node.name[:40]}' is no {kind}", fix) from None


def _extract(reader: TreeReader, node: exp.Expr) -> Expression:
    only(node, "this", "expression")
    part = node.name.lower()
    if part not in ("year", "month", "day"):
        raise FormulaRefused(offset_of(node), f"EXTRACT({part[:20]} …) is not allowed", "extract year, month or day")
    return Call(part, (reader.read(node.expression),))


def _date_diff(reader: TreeReader, node: exp.Expr) -> Expression:
    only(node, "this", "expression", "unit")
    unit = node.args["unit"].name.lower() if node.args.get("unit") is not None else ""
    if unit not in _UNITS:
        raise FormulaRefused(offset_of(node), "DATE_DIFF needs its unit", "write DATE_DIFF('day', first, last)")
    return Call("date_diff", (Literal(unit), reader.read(node.expression), reader.read(node.this)))


def _named(reader: TreeReader, node: exp.Expr) -> Expression:
    only(node, "this", "expressions")
    if node.name.lower() != "working_days":
        raise reader.refusal(node)
    if len(node.expressions) != 2:
        raise FormulaRefused(offset_of(node), "WORKING_DAYS takes two dates", "write WORKING_DAYS(first, last)")
    return Call("working_days", tuple(reader.read(argument) for argument in node.expressions))


READERS: Mapping[type[exp.Expr], Reader] = {
    exp.Literal: _literal,
    exp.Boolean: lambda reader, node: Literal(bool(node.this)),
    exp.Null: lambda reader, node: Literal(None),
    exp.Column: _column,
    exp.Paren: _paren,
    exp.Neg: _negate,
    exp.Is: _is,
    exp.In: _in,
    exp.Between: _between,
    exp.Like: _like("like"),
    exp.ILike: _like("ilike"),
    exp.Case: _case,
    exp.If: _if,
    exp.Round: _round,
    exp.Log: _log10,
    exp.Cast: _cast,
    exp.TryCast: _cast,
    exp.Extract: _extract,
    exp.DateDiff: _date_diff,
    exp.Anonymous: _named,
    exp.Coalesce: _calls_many("coalesce"),
    exp.Greatest: _calls_many("greatest"),
    exp.Least: _calls_many("least"),
    **{
        kind: _calls(function, "this", "expression")
        for kind, function in {
            exp.Add: "+", exp.Sub: "-", exp.Mul: "*", exp.Div: "/", exp.Mod: "%", exp.Pow: "power",
            exp.EQ: "==", exp.NEQ: "!=", exp.LT: "<", exp.LTE: "<=", exp.GT: ">", exp.GTE: ">=",
            exp.And: "and", exp.Or: "or", exp.Nullif: "nullif",
        }.items()
    },
    **{
        kind: _calls(function, "this")
        for kind, function in {
            exp.Not: "not", exp.Abs: "abs", exp.Floor: "floor", exp.Ceil: "ceil", exp.Ln: "ln", exp.Exp: "exp",
            exp.Sqrt: "sqrt", exp.Lower: "lower", exp.Upper: "upper", exp.Trim: "trim", exp.Length: "length",
            exp.Year: "year", exp.Month: "month", exp.Day: "day",
        }.items()
    },
}  # fmt: skip
