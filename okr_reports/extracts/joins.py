"""Left joins between extracts: the key unique on the right, of one type on both sides, and no row more than before."""

import polars as pl

from okr_reports.catalogue.model import Join
from okr_reports.errors import ContractError, Problem
from okr_reports.extracts.raw import rows_in_words


def join_rows(left: pl.DataFrame, right: pl.DataFrame, *, join: Join, extract_id: str) -> pl.DataFrame:
    """The left rows in their order, with every column of the right as `extract.column`, empty where none matches.

    Empty keys match nothing. Raises ContractError when a key is absent, of another type, or not unique on the right.
    """
    types = _key_types(left, right, join=join, extract_id=extract_id)
    _require_unique(right, join)
    # Both sides get keys of one type under names of their own, so that every column stays as it was.
    keys = [f"__key_{key}" for key in join.keys]
    on_left = left.with_columns(pl.col(key).cast(types[key]).alias(f"__key_{key}") for key in join.keys)
    named = right.select(
        *(pl.col(name).alias(f"{join.extract}.{name}") for name in right.columns),
        *(pl.col(key).cast(types[key]).alias(f"__key_{key}") for key in join.keys),
    )
    return on_left.join(named, on=keys, how="left", maintain_order="left").drop(keys)


def _key_types(left: pl.DataFrame, right: pl.DataFrame, *, join: Join, extract_id: str) -> dict[str, pl.DataType]:
    """The type on which both sides of each key agree."""
    problems, agreed = [], {}
    for key in join.keys:
        absent = [id for id, rows in ((extract_id, left), (join.extract, right)) if key not in rows.columns]
        if absent:
            problems.append(Problem(f"extract {absent[0]} has no column {key} to join {join.extract} on"))
            continue
        dtype = _common(left.schema[key], right.schema[key])
        if dtype is None:
            problems.append(_unlike(key, {extract_id: left.schema[key], join.extract: right.schema[key]}))
        else:
            agreed[key] = dtype
    if problems:
        raise ContractError(*problems)
    return agreed


def _common(left: pl.DataType, right: pl.DataType) -> pl.DataType | None:
    if left == right:
        return left
    if left.is_numeric() and right.is_numeric():
        return pl.Float64()
    if pl.Null() in (left, right):
        return right if left == pl.Null() else left
    return None


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
