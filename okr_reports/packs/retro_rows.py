"""Rows of tables as typed JSON: a type's keys are the table's columns."""

from collections.abc import Mapping
from dataclasses import fields
from functools import cache
from typing import Any, TypeVar

import polars as pl

Row = Mapping[str, Any]
Kind = TypeVar("Kind")


def rows_as(kind: type[Kind], table: pl.DataFrame) -> tuple[Kind, ...]:
    """Every row of the table as one of these, in order. Words stay text until they are written."""
    return tuple(row_as(kind, row) for row in table.iter_rows(named=True))


def row_as(kind: type[Kind], row: Row, **given: object) -> Kind:
    """One row as one of these; `given` says what the row calls otherwise or does not know."""
    return kind(**{name: given[name] if name in given else _plain(row[name]) for name in _names_in(kind)})


def by_key(table: pl.DataFrame, key: str) -> Mapping[str, Row]:
    """The rows of a table by a column in which no two are the same."""
    return {row[key]: row for row in table.iter_rows(named=True)}


def lists_by_key(table: pl.DataFrame, key: str) -> Mapping[str, list[Row]]:
    """The rows of a table by a column, in order."""
    found: dict[str, list[Row]] = {}
    for row in table.iter_rows(named=True):
        found.setdefault(row[key], []).append(row)
    return found


@cache
def _names_in(kind: type) -> tuple[str, ...]:
    return tuple(field.name for field in fields(kind))


def _plain(value: object) -> object:
    return tuple(value) if isinstance(value, list) else value
