"""Numbers written as text: marks, currency, brackets and percent signs, read where unambiguous, else not at all."""

import re

import polars as pl

from okr_reports.catalogue.cleaning import NumberWritten

_SPACES = " \t\u00a0\u202f\u2009"
# Marks that look alike to people: a plain space also stands for the narrow and the non-breaking one.
_ALIKE = {" ": "\u00a0\u202f\u2009", "'": "’"}
_PLAIN = r"^-?(?:0|[1-9]\d*)(?:\.\d+)?$"
_MOST_DIGITS = 15


def read_numbers(cells: pl.Series, number: NumberWritten) -> pl.Series:
    """Text cells as floats; null where a cell is no number in this format.

    A column in which every cell ends with a percent sign keeps the author's unit: `95 %` is 95 (rules §2).
    One bare number among them makes the signs ambiguous, and then they are unreadable. `(5)` and `5-` are -5.
    """
    if number.decimal != "." or number.thousands == ".":
        return _finite(_marked(cells, number, is_percent=_is_percent(cells, number)))
    plain = _finite(cells.str.strip_chars(_SPACES).cast(pl.Float64, strict=False))
    others = cells.is_not_null() & plain.is_null()
    if not others.any():
        return plain
    marked = _marked(cells.filter(others), number, is_percent=_is_percent(cells, number))
    return plain.scatter(others.arg_true(), _finite(marked))


def are_plain_numbers(cells: pl.Series) -> bool:
    """Whether all filled cells are numbers that nobody could mean as a name: no leading zeros, not too long."""
    filled = cells.drop_nulls()
    if not len(filled) or not filled.str.contains(_PLAIN).all():
        return False
    return bool((filled.str.count_matches(r"\d") <= _MOST_DIGITS).all())


def _finite(values: pl.Series) -> pl.Series:
    return values.set(~values.is_finite(), None)


def _is_percent(cells: pl.Series, number: NumberWritten) -> bool:
    filled = cells.drop_nulls().str.strip_chars(_SPACES + ")")
    filled = filled.filter((filled != "") & ~filled.is_in(number.zero))
    return len(filled) > 0 and bool(filled.str.ends_with("%").all())


def _marked(cells: pl.Series, number: NumberWritten, *, is_percent: bool) -> pl.Series:
    return cells.to_frame("text").select(_number(number, is_percent=is_percent).alias(cells.name)).to_series()


def _number(number: NumberWritten, *, is_percent: bool) -> pl.Expr:
    text = pl.col("text").str.strip_chars(_SPACES).str.replace_all("−", "-", literal=True)
    text = pl.when(text.is_in(number.zero)).then(pl.lit("0")).otherwise(text) if number.zero else text
    text = _with_minus_before(_without_currency(text, number.currency))
    text = text.str.strip_suffix("%").str.strip_chars_end(_SPACES) if is_percent else text
    return _without_marks(text, number).cast(pl.Float64, strict=False)


def _without_currency(text: pl.Expr, currency: str | None) -> pl.Expr:
    if not currency:
        return text
    bare = text.str.replace(currency, "", literal=True).str.strip_chars(_SPACES)
    return bare.str.replace(r"^([+-])\s+", "${1}")


def _with_minus_before(text: pl.Expr) -> pl.Expr:
    inner = pl.coalesce(text.str.extract(r"^\(([^()+-]+)\)$"), text.str.extract(r"^([^()+-]+)-$"))
    return pl.when(inner.is_null()).then(text).otherwise(pl.lit("-") + inner.str.strip_chars(_SPACES))


def _without_marks(text: pl.Expr, number: NumberWritten) -> pl.Expr:
    decimal = re.escape(number.decimal)
    fraction = rf"(?:{decimal}\d*)?(?:[eE][+-]?\d+)?"
    whole, plain = r"\d+", text
    if number.thousands:
        mark = "[" + "".join(re.escape(sign) for sign in number.thousands + _ALIKE.get(number.thousands, "")) + "]"
        # Groups of three, or of two before the last three (12,34,567); anything else is a slip.
        whole = rf"(?:\d{{1,3}}(?:{mark}\d{{2,3}})*{mark}\d{{3}}|\d+)"
        plain = text.str.replace_all(mark, "")
    shape = rf"^[+-]?(?:{whole}{fraction}|{decimal}\d+)$"
    return pl.when(text.str.contains(shape)).then(plain.str.replace(number.decimal, ".", literal=True))
