"""All extracts of one source see one state of it, whatever others write meanwhile; a source that goes says so."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
import sqlalchemy as sa

from okr_reports.catalogue.model import Connection
from okr_reports.errors import ContractError, SourceError
from okr_reports.extracts.connections import ReadLimits, Source, Sources, steadiest_level
from okr_reports.extracts.fetch import fetch_rows
from okr_reports.extracts.statements import Query, Span, parse_statement

AS_OF = datetime(2026, 10, 1, tzinfo=UTC)
SEPTEMBER = (Span(date(2026, 9, 1), date(2026, 10, 1)),)


@contextmanager
def opened(url: str, folder: Path, limits: ReadLimits | None = None) -> Iterator[Source]:
    """The source at an address, inside its transaction."""
    connections = {"warehouse": Connection(url="${OKR_TEST_UNSET_URL}", default=url)}
    sources = Sources(connections, folder, zone="Asia/Kolkata", limits=limits or ReadLimits())
    try:
        yield sources["warehouse"]
    finally:
        sources.close()


def ask(source: Source, sql: str) -> list[tuple[object, ...]]:
    """The rows of a query."""
    raw = fetch_rows(source, Query("t", parse_statement(sql), SEPTEMBER, AS_OF, "Asia/Kolkata"))
    return raw.frame.select(raw.columns).rows()


@pytest.fixture
def tickets(postgresql: sa.URL) -> Iterator[sa.Engine]:
    """A writer's engine on a PostgreSQL table with one ticket."""
    engine = sa.create_engine(postgresql, poolclass=sa.NullPool)
    with engine.begin() as connection:
        connection.execute(
            sa.text("CREATE TABLE tickets (id int, at timestamptz, cost numeric, tags jsonb, ids int[])")
        )
        values = "(1, '2026-09-30 20:00Z', 1.10, '{}', ARRAY[1, 2])"
        connection.execute(sa.text(f"INSERT INTO tickets VALUES {values}"))  # noqa: S608
    yield engine
    with engine.begin() as connection:
        connection.execute(sa.text("DROP TABLE tickets"))


def url_of(engine: sa.Engine) -> str:
    """The address with everything in it."""
    return engine.url.render_as_string(hide_password=False)


def test_a_writer_between_two_queries_does_not_show_in_sqlite(tmp_path: Path) -> None:
    writer = sqlite3.connect(tmp_path / "w.db")
    writer.executescript("PRAGMA journal_mode = WAL; CREATE TABLE t (id); INSERT INTO t VALUES (1)")
    with opened("sqlite:///w.db", tmp_path) as source:
        before = ask(source, "SELECT COUNT(*) AS c FROM t")
        writer.executescript("INSERT INTO t VALUES (2)")
        after = ask(source, "SELECT COUNT(*) AS c FROM t")
    writer.close()
    assert (before, after) == ([(1,)], [(1,)])


def test_a_writer_between_two_queries_does_not_show_in_postgresql(tickets: sa.Engine, tmp_path: Path) -> None:
    with opened(url_of(tickets), tmp_path) as source:
        before = ask(source, "SELECT COUNT(*) AS c FROM tickets")
        with tickets.begin() as writer:
            writer.execute(sa.text("INSERT INTO tickets VALUES (2)"))
        after = ask(source, "SELECT COUNT(*) AS c FROM tickets")
    assert (before, after) == ([(1,)], [(1,)])


def test_postgresql_types_are_read_as_they_are(tickets: sa.Engine, tmp_path: Path) -> None:
    with opened(url_of(tickets), tmp_path) as source:
        rows = ask(source, "SELECT id, at, cost, tags, ids, at::date AS day, NULL AS nothing FROM tickets")
    moment = datetime(2026, 9, 30, 20, tzinfo=UTC)
    assert rows == [(1, moment, 1.1, "{}", "[1, 2]", date(2026, 10, 1), None)]


@pytest.mark.parametrize(
    ("sql", "rows"),
    [
        ("SELECT id FROM tickets WHERE at >= :period_end", [(1,)]),
        ("SELECT id FROM tickets WHERE at >= :period_start AND at < :period_end", []),
        ("SELECT id FROM tickets WHERE at <= :as_of", [(1,)]),
        ("SELECT id, ':as_of 10:30 %' AS note FROM tickets -- :period_start", [(1, ":as_of 10:30 %")]),
    ],
)
def test_days_in_postgresql_are_the_companys_days(
    tickets: sa.Engine, tmp_path: Path, sql: str, rows: list[tuple[object, ...]]
) -> None:
    with opened(url_of(tickets), tmp_path) as source:
        assert ask(source, sql) == rows


def test_a_connection_that_is_cut_in_mid_read_broke_off(postgresql: sa.URL, tmp_path: Path) -> None:
    suicide = "CASE WHEN i = 90000 THEN pg_terminate_backend(pg_backend_pid()) END"
    sql = f"SELECT i, {suicide} AS x FROM generate_series(1, 200000) AS i"  # noqa: S608
    url = postgresql.render_as_string(hide_password=False)
    with opened(url, tmp_path) as source, pytest.raises(SourceError) as error:
        ask(source, sql)
    assert str(error.value) == (
        "extract t: connection warehouse broke off while its rows were read: run again when the database is back"
    )


def test_a_query_that_takes_too_long_in_postgresql_is_stopped(postgresql: sa.URL, tmp_path: Path) -> None:
    url = postgresql.render_as_string(hide_password=False)
    with (
        opened(url, tmp_path, ReadLimits(query_seconds=0.2)) as source,
        pytest.raises(SourceError, match="took longer than allowed"),
    ):
        ask(source, "SELECT pg_sleep(5)")


def test_after_a_wrong_query_the_other_extracts_are_still_read(postgresql: sa.URL, tmp_path: Path) -> None:
    url = postgresql.render_as_string(hide_password=False)
    with opened(url, tmp_path) as source:
        with pytest.raises(ContractError, match='relation "gone" does not exist'):
            ask(source, "SELECT * FROM gone")
        assert ask(source, "SELECT 1 AS one") == [(1,)]


@pytest.mark.parametrize(
    ("url", "said"),
    [
        ("postgresql+psycopg://user:hunter2@127.0.0.1:1/db", "connection warehouse gave no answer (OperationalError)"),
        ("postgresql+psycopg://user:hunter2@no.such.host.invalid/db", "connection warehouse gave no answer"),
        ("hunter2", "connection warehouse has no valid address"),
        ("oracle+nodriver://user:hunter2@host/db", "connection warehouse: the driver for oracle+nodriver"),
    ],
)
def test_a_source_that_cannot_be_reached_says_so_without_its_address(tmp_path: Path, url: str, said: str) -> None:
    with pytest.raises(SourceError) as error, opened(url, tmp_path):
        pass
    assert said in str(error.value)
    assert "hunter2" not in str(error.value)
    assert (error.value.__cause__, error.value.__context__) == (None, None)


def test_a_source_that_cannot_be_reached_is_tried_once(tmp_path: Path) -> None:
    connections = {"warehouse": Connection(url="${OKR_TEST_UNSET_URL}", default="sqlite:///late.db")}
    sources = Sources(connections, tmp_path, zone="UTC", limits=ReadLimits())
    with pytest.raises(SourceError):
        sources["warehouse"]
    sqlite3.connect(tmp_path / "late.db").close()
    with pytest.raises(SourceError):
        sources["warehouse"]
    sources.close()


def test_a_database_is_read_at_the_steadiest_level_it_has(tickets: sa.Engine) -> None:
    with tickets.connect() as connection:
        assert steadiest_level(connection) == {"isolation_level": "REPEATABLE READ"}


def test_a_failure_on_a_value_does_not_repeat_the_value(tickets: sa.Engine, tmp_path: Path) -> None:
    with opened(url_of(tickets), tmp_path) as source, pytest.raises(ContractError) as error:
        ask(source, "SELECT ('Jane ' || 'Doe' || id)::int AS x FROM tickets")
    assert str(error.value) == (
        "extract t: connection warehouse cannot answer its query: it failed on a value in its rows (22P02)"
    )
    assert error.value.__context__ is None
