"""Rows of a query, fetched in batches inside the run's transaction and kept in their natural types."""

from collections.abc import Iterator
from contextlib import AbstractContextManager, closing, nullcontext
from typing import Any

import polars as pl
import sqlalchemy as sa

from okr_reports.errors import ContractError
from okr_reports.extracts.connections import Source, time_limit
from okr_reports.extracts.failures import Asked, answer_of
from okr_reports.extracts.headers import check_headers
from okr_reports.extracts.natural import natural_series, unite
from okr_reports.extracts.raw import FILE, ROW, RawRows
from okr_reports.extracts.statements import Query

_FETCHED_ROWS = 500


def fetch_rows(source: Source, query: Query) -> RawRows:
    """All rows of the query, asked once per span, under one another and numbered from 1.

    Raises ContractError when the database cannot answer it or refuses it, SourceError when it does not answer.
    """
    batches = answer_of(lambda: list(_batches(source, query)), Asked(source.connection_id, query.extract_id))
    frame = unite(batches).with_row_index(ROW, offset=1)
    return RawRows(frame.with_columns(pl.lit(query.extract_id).cast(pl.Categorical()).alias(FILE)))


def _batches(source: Source, query: Query) -> Iterator[pl.DataFrame]:
    # Rows stay at the server until asked for; PostgreSQL then also takes nothing but one SELECT.
    statement = sa.text(query.statement.text).execution_options(stream_results=source.has_dates)
    for values in query.values(has_dates=source.has_dates):
        with (
            time_limit(source),
            _step(source.connection),
            closing(source.connection.execute(statement, values)) as result,
        ):
            yield from _frames(result, _names(result, query.extract_id), batch_rows=source.limits.batch_rows)


def _frames(result: sa.CursorResult[Any], names: list[str], *, batch_rows: int) -> Iterator[pl.DataFrame]:
    columns: list[list[Any]] = [[] for _ in names]
    # Few rows at a time: Python's garbage collector walks through every row that is held as such.
    while rows := result.fetchmany(_FETCHED_ROWS):
        for column, cells in zip(columns, zip(*rows, strict=True), strict=True):
            column.extend(cells)
        if len(columns[0]) >= batch_rows:
            yield _frame(names, columns)
            columns = [[] for _ in names]
    yield _frame(names, columns)


def _step(connection: sa.Connection) -> AbstractContextManager[Any]:
    # PostgreSQL refuses everything after one failed query, and then the other extracts could not be checked.
    return connection.begin_nested() if connection.dialect.name == "postgresql" else nullcontext()


def _names(result: sa.CursorResult[Any], extract_id: str) -> list[str]:
    names = list(result.keys()) if result.returns_rows else []
    if not names:
        raise ContractError(f"extract {extract_id}: its query returns no rows: write one SELECT")
    check_headers(names, where=f"extract {extract_id}")
    return names


def _frame(names: list[str], columns: list[list[Any]]) -> pl.DataFrame:
    return pl.DataFrame([natural_series(name, cells) for name, cells in zip(names, columns, strict=True)])
