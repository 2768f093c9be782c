"""What a database's failure means, in one sentence without secrets: no answer, or not the agreed answer."""

import sqlite3
from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeVar

from sqlalchemy.exc import DataError, DBAPIError, InterfaceError, OperationalError, ProgrammingError, SQLAlchemyError

from okr_reports.errors import ContractError, OkrReportsError, SourceError

Answer = TypeVar("Answer")
_SAID_LENGTH = 200
_SQLITE_ERROR, _SQLITE_READONLY, _SQLITE_AUTH = 1, 8, 23
_SQLITE_ROLLBACK_NEEDED = 776
_SQLITE_WAITING = {5: "is locked by another program", 6: "is locked by another program", 9: "took longer than allowed"}
_REFUSED_STATES = {"25006", "25001"}
_TIMEOUT_STATE = "57014"
_NO_ANSWER_CLASSES = ("08", "40", "53", "55", "57", "58")


@dataclass(frozen=True)
class Asked:
    """Who was asked for what: a connection, and the extract it was asked for."""

    connection_id: str
    extract_id: str = ""

    def __str__(self) -> str:
        about = f"extract {self.extract_id}: " if self.extract_id else ""
        return f"{about}connection {self.connection_id}"


def answer_of(ask: Callable[[], Answer], asked: Asked) -> Answer:
    """What `ask` returns; a database's error becomes ours.

    Raised outside the handler, so that the driver's error, which may quote data or an address, hangs on nowhere.
    """
    try:
        return ask()
    except (SQLAlchemyError, sqlite3.Error) as error:
        failure = explain(error, asked)
    raise failure


def explain(error: Exception, asked: Asked) -> OkrReportsError:
    """The error a reader can act on: SourceError without an answer, ContractError for a wrong or refused one."""
    cause = error.orig if isinstance(error, DBAPIError) else error
    if isinstance(error, DBAPIError) and error.connection_invalidated:
        return SourceError(f"{asked} broke off while its rows were read: run again when the database is back")
    if isinstance(cause, sqlite3.Error):
        return _explain_sqlite(cause, asked)
    state = getattr(cause, "sqlstate", None) or getattr(cause, "pgcode", None) or ""
    if state == _TIMEOUT_STATE:
        return SourceError(f"{asked} took longer than allowed: make the query faster or ask for fewer rows")
    if state in _REFUSED_STATES:
        return _refused(asked)
    if state.startswith(_NO_ANSWER_CLASSES) or (isinstance(error, (OperationalError, InterfaceError)) and not state):
        return SourceError(f"{asked} gave no answer ({type(cause).__name__}): check that the database runs")
    if isinstance(error, ProgrammingError):
        return ContractError(f"{asked} cannot answer its query: {_said(cause)}")
    of = " on a value in its rows" if isinstance(error, DataError) else ""
    return ContractError(f"{asked} cannot answer its query: it failed{of} ({state or type(cause).__name__})")


def _explain_sqlite(error: sqlite3.Error, asked: Asked) -> OkrReportsError:
    code = getattr(error, "sqlite_errorcode", None)
    kind = code & 0xFF if code is not None else None
    is_write = kind == _SQLITE_READONLY and code != _SQLITE_ROLLBACK_NEEDED
    if kind == _SQLITE_AUTH or is_write or str(error).startswith("not authorized"):
        return _refused(asked)
    if kind == _SQLITE_ERROR or isinstance(error, sqlite3.ProgrammingError):
        return ContractError(f"{asked} cannot answer its query: {_said(error)}")
    if kind is None:
        return ContractError(f"{asked} holds text that is not UTF-8: store it as UTF-8 or leave the column out")
    what = _SQLITE_WAITING.get(kind, f"gave no answer ({getattr(error, 'sqlite_errorname', 'unknown')})")
    return SourceError(f"{asked} {what}: run again when the file is free and whole")


def _refused(asked: Asked) -> ContractError:
    return ContractError(f"{asked} refused its query, because it is not a plain read: write one SELECT")


def _said(error: BaseException | None) -> str:
    lines = str(error).strip().splitlines() or [type(error).__name__]
    return lines[0][:_SAID_LENGTH]
