"""SQLite files opened for reading alone: one snapshot per run, and nothing but reading is authorised."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Timer
from urllib.parse import quote

import sqlalchemy as sa
from sqlalchemy import event

_ALLOWED = {sqlite3.SQLITE_SELECT, sqlite3.SQLITE_READ, sqlite3.SQLITE_RECURSIVE, sqlite3.SQLITE_TRANSACTION}
_HARMFUL_FUNCTIONS = {"load_extension", "writefile", "readfile", "edit", "fts3_tokenizer"}
_DIALECT_PRAGMAS = {"read_uncommitted"}


def sqlite_engine(path: Path, *, lock_seconds: float) -> sa.Engine:
    """An engine on an existing file. A missing one is an error when connecting, never created."""

    def connect() -> sqlite3.Connection:
        # The query part of a file URI begins at "?": everything special in the path is quoted.
        address = f"file:{quote(str(path))}?mode=ro"
        return sqlite3.connect(address, uri=True, timeout=lock_seconds, isolation_level=None, check_same_thread=False)

    engine = sa.create_engine("sqlite://", creator=connect, poolclass=sa.NullPool, hide_parameters=True)
    event.listen(engine, "connect", _allow_reading_alone)
    event.listen(engine, "begin", _begin)
    return engine


@contextmanager
def interrupted_after(connection: sa.Connection, seconds: float) -> Iterator[None]:
    """Stop what the connection is doing when it takes longer than this."""
    raw = connection.connection.driver_connection
    timer = Timer(seconds, getattr(raw, "interrupt", lambda: None))
    timer.daemon = True
    timer.start()
    try:
        yield
    finally:
        timer.cancel()


def _begin(connection: sa.Connection) -> None:
    # The driver begins by itself only before writes; two reads would then see two states of the file.
    connection.exec_driver_sql("BEGIN")


def _allow_reading_alone(connection: sqlite3.Connection, _record: object) -> None:
    connection.set_authorizer(_authorise)


def _authorise(action: int, *names: str | None) -> int:
    """An allow-list: opening a read-only file alone still lets a query attach, copy out or load code."""
    first, second = names[:2]
    is_function = action == sqlite3.SQLITE_FUNCTION and (second or "").lower() not in _HARMFUL_FUNCTIONS
    is_dialects = action == sqlite3.SQLITE_PRAGMA and first in _DIALECT_PRAGMAS and second is None
    return sqlite3.SQLITE_OK if action in _ALLOWED or is_function or is_dialects else sqlite3.SQLITE_DENY
