"""Connections to databases: addresses from the environment, and one read-only transaction for a whole run."""

import os
import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import sqlalchemy as sa
from sqlalchemy.exc import ArgumentError, NoSuchModuleError, SQLAlchemyError

from okr_reports.catalogue.model import Connection
from okr_reports.errors import OkrReportsError, Problem, SourceError
from okr_reports.extracts.failures import Asked, answer_of
from okr_reports.extracts.sqlite_reading import interrupted_after, sqlite_engine

_VARIABLE = re.compile(r"\$\{([A-Za-z_][A-Za-z0-9_]*)\}")
_STEADY_LEVELS = ("SNAPSHOT", "REPEATABLE READ", "SERIALIZABLE")


@dataclass(frozen=True)
class ReadLimits:
    """How long to wait for a connection, a lock and a query, and how many rows to hold at once."""

    connect_seconds: int = 15
    lock_seconds: float = 10.0
    query_seconds: float = 900.0
    batch_rows: int = 20_000


@dataclass(frozen=True)
class Source:
    """An open connection inside the run's one transaction."""

    connection_id: str
    connection: sa.Connection
    limits: ReadLimits

    @property
    def has_dates(self) -> bool:
        """Whether parameters are bound as dates; SQLite knows only text."""
        return self.connection.dialect.name != "sqlite"


class Sources:
    """The run's connections, each opened at its first use and all rolled back and closed at the end."""

    def __init__(self, connections: Mapping[str, Connection], folder: Path, *, zone: str, limits: ReadLimits) -> None:
        self._connections, self._folder, self._zone, self._limits = connections, folder, zone, limits
        self._open: dict[str, Source] = {}
        self._failed: dict[str, OkrReportsError] = {}

    def __getitem__(self, connection_id: str) -> Source:
        """The open source; raises SourceError when it cannot be reached, the second time without trying again."""
        if connection_id in self._failed:
            raise self._failed[connection_id]
        if connection_id not in self._open:
            try:
                self._open[connection_id] = self._opened(connection_id)
            except OkrReportsError as error:
                self._failed[connection_id] = error
                raise
        return self._open[connection_id]

    def _opened(self, connection_id: str) -> Source:
        written = self._connections[connection_id]
        url = _parsed(connection_id, resolve_url(connection_id, written, environment=os.environ))
        if url.get_backend_name() == "sqlite":
            engine = _sqlite(connection_id, self._folder / (url.database or ":memory:"), limits=self._limits)
        else:
            engine = _engine(connection_id, url, limits=self._limits)
        connection = answer_of(lambda: _begun(engine, self._zone, limits=self._limits), Asked(connection_id))
        return Source(connection_id, connection, self._limits)

    def close(self) -> None:
        """Roll everything back; a connection that is gone has nothing left to roll back."""
        for source in self._open.values():
            engine = source.connection.engine
            try:
                source.connection.close()
            except SQLAlchemyError:
                source.connection.invalidate()
            engine.dispose()


def resolve_url(connection_id: str, written: Connection, *, environment: Mapping[str, str]) -> str:
    """The address with its `${VARIABLES}` filled in; `default` when one is not set and there is a default.

    Raises SourceError naming the variables that are missing.
    """
    missing = [name for name in _VARIABLE.findall(written.url) if not environment.get(name)]
    if not missing:
        return _VARIABLE.sub(lambda match: environment[match[1]], written.url)
    if written.default is not None:
        return written.default
    names = ", ".join(dict.fromkeys(missing))
    raise SourceError(Problem(f"connection {connection_id} needs {names}", fix="set it in the environment"))


@contextmanager
def time_limit(source: Source) -> Iterator[None]:
    """Let no query run for ever; PostgreSQL watches by itself."""
    if source.has_dates:
        yield
        return
    with interrupted_after(source.connection, source.limits.query_seconds):
        yield


def _parsed(connection_id: str, address: str) -> sa.URL:
    try:
        return sa.make_url(address)
    except (ArgumentError, ValueError):
        pass
    raise SourceError(
        f"connection {connection_id} has no valid address: write one like postgresql+psycopg://user:password@host/name"
    )


def _sqlite(connection_id: str, path: Path, *, limits: ReadLimits) -> sa.Engine:
    if not path.is_file():
        raise SourceError(
            f"connection {connection_id}: there is no SQLite file {path.name}: relative addresses start at the "
            "company folder, sqlite:///data/name.db"
        )
    return sqlite_engine(path, lock_seconds=limits.lock_seconds)


def _engine(connection_id: str, url: sa.URL, *, limits: ReadLimits) -> sa.Engine:
    is_postgresql = url.get_backend_name() == "postgresql"
    arguments = {"connect_timeout": limits.connect_seconds} if is_postgresql else {}
    try:
        return sa.create_engine(url, connect_args=arguments, poolclass=sa.NullPool, hide_parameters=True)
    except (ArgumentError, NoSuchModuleError, ModuleNotFoundError):
        pass
    raise SourceError(
        f"connection {connection_id}: the driver for {url.drivername} is not installed: "
        "for PostgreSQL install okr-reports[postgresql], else the driver the address names"
    )


def _begun(engine: sa.Engine, zone: str, *, limits: ReadLimits) -> sa.Connection:
    connection = engine.connect()
    if engine.dialect.name == "postgresql":
        connection = connection.execution_options(isolation_level="REPEATABLE READ", postgresql_readonly=True)
        limit = str(int(limits.query_seconds * 1000))
        connection.execute(_SESSION, {"zone": zone, "limit": limit}).close()
    elif engine.dialect.name != "sqlite":
        connection = connection.execution_options(**steadiest_level(connection))
    if not connection.in_transaction():
        connection.begin()
    return connection


# Days without a zone then mean the company's days, and rows come in its time.
_SESSION = sa.text(
    "SELECT set_config('TimeZone', :zone, true), set_config('statement_timeout', :limit, true), "
    "set_config('lock_timeout', :limit, true)"
)


def steadiest_level(connection: sa.Connection) -> dict[str, str]:
    """The isolation level at which all reads of the run see one state, where the database has one."""
    try:
        raw = connection.connection.dbapi_connection
        levels = connection.dialect.get_isolation_level_values(raw)  # pyright: ignore[reportArgumentType]
    except NotImplementedError:
        return {}
    steady = [level for level in _STEADY_LEVELS if level in levels]
    return {"isolation_level": steady[0]} if steady else {}
