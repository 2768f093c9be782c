"""Left joins between extracts: the key unique on the right, of one type on both sides, and no row more than before."""

import polars as pl

from okr_reports.catalogue.model import Join
from okr_reports.errors import ContractError, Problem
from okr_reports.extracts.raw import rows_in_words


def join_rows(left: pl.DataFrame, right: pl.DataFrame, *, join: Join, extract_id: str) -> pl.DataFrame:
    """The left rows in their order, with every column of the right as `extract.column`, empty where none matches.

    Empty keys match nothing. Raises ContractError as `check_join` does.
    """
    types = check_join(left, right, join=join, extract_id=extract_id)
    # Both sides get keys of one type under names of their own, so that every column stays as it was.
    keys = {key: pl.col(key).cast(dtype).alias(f"__key_{key}") for key, dtype in types.items()}
    named = right.select(
        *(pl.col(name).alias(f"{join.extract}.{name}") for name in right.columns),
        *keys.values(),
    )
    helpers = [f"__key_{key}" for key in keys]
    return left.with_columns(keys.values()).join(named, on=helpers, how="left", maintain_order="left").drop(helpers)


def check_join(left: pl.DataFrame, right: pl.DataFrame, *, join: Join, extract_id: str) -> dict[str, pl.DataType]:
    """The type on which both sides of each key agree.

    Raises ContractError when a key is absent, of another type, or not unique on the right.
    """
    problems, agreed = [], {}
    for key in join.keys:
        absent = [id for id, rows in ((extract_id, left), (join.extract, right)) if key not in rows.columns]
        if absent:
            problems.append(Problem(f"extract {absent[0]} has no column {key} to join {join.extract} on"))
            continue
        dtype = _common(left[key], right[key])
        if dtype is None:
            problems.append(_unlike(key, {extract_id: left.schema[key], join.extract: right.schema[key]}))
        else:
            agreed[key] = dtype
    if problems:
        raise ContractError(*problems)
    _require_unique(right, join)
    return agreed


def _common(left: pl.Series, right: pl.Series) -> pl.DataType | None:
    if left.dtype == right.dtype:
        return left.dtype
    if left.dtype.is_numeric() and right.dtype.is_numeric():
        return pl.Float64()
    # A column without a single value has no type of its own.
    if not left.count():
        return right.dtype
    return None if right.count() else left.dtype


def _unlike(key: str, types: dict[str, pl.DataType]) -> Problem:
    here, there = types
    return Problem(
        f"extract {here} cannot join {there} on {key}: it is {_word(types[here])} here and {_word(types[there])} there",
        fix=f"declare {key} with the same type under `columns` of both",
    )


def _word(dtype: pl.DataType) -> str:
    if dtype.is_numeric():
        return "a number"
    words = {pl.String: "text", pl.Boolean: "a truth value", pl.Date: "a date", pl.Datetime: "a moment"}
    return words.get(dtype.base_type(), str(dtype))


def _require_unique(right: pl.DataFrame, join: Join) -> None:
    keys = right.select(join.keys).drop_nulls()
    surplus = keys.height - keys.unique().height
    if surplus:
        what = f"extract {join.extract} is joined on {', '.join(join.keys)}, but {rows_in_words(surplus)} repeat a key"
        raise ContractError(Problem(what, fix="make the key unique there, or join on more columns"))
