"""A query that does anything but read is refused by the driver, even when nobody looked at its text before."""

import os
import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest
import sqlalchemy as sa

from okr_reports.errors import ContractError, SourceError
from tests.unit.extracts.postgresql import postgresql
from tests.unit.extracts.test_consistency import ask, opened

__all__ = ["postgresql"]


@pytest.fixture
def warehouse(tmp_path: Path) -> Path:
    """A folder with a SQLite file of one row."""
    connection = sqlite3.connect(tmp_path / "w.db")
    connection.executescript("CREATE TABLE t (id); INSERT INTO t VALUES (1)")
    connection.close()
    return tmp_path


@pytest.fixture
def server(postgresql: sa.URL) -> Iterator[str]:
    """The address of a PostgreSQL, as its all-powerful user, with a table and a function that writes to it."""
    engine = sa.create_engine(postgresql, poolclass=sa.NullPool)
    with engine.begin() as connection:
        connection.execute(sa.text("CREATE TABLE kept (id int)"))
        connection.execute(
            sa.text(
                "CREATE FUNCTION add_one() RETURNS int LANGUAGE plpgsql AS "
                "$$ BEGIN INSERT INTO kept VALUES (1); RETURN 1; END $$"
            )
        )
    yield postgresql.render_as_string(hide_password=False)
    with engine.begin() as connection:
        assert connection.execute(sa.text("SELECT COUNT(*) FROM kept")).scalar() == 0
        connection.execute(sa.text("DROP FUNCTION add_one"))
        connection.execute(sa.text("DROP TABLE kept"))


@pytest.mark.parametrize(
    "sql",
    [
        "ATTACH DATABASE 'other.db' AS other",
        "VACUUM INTO 'copy.db'",
        "VACUUM",
        "CREATE TEMP TABLE mine AS SELECT * FROM t",
        "CREATE TABLE mine (id)",
        "INSERT INTO t VALUES (2)",
        "INSERT INTO t VALUES (2) RETURNING id",
        "UPDATE t SET id = 3",
        "DELETE FROM t",
        "DROP TABLE t",
        "PRAGMA journal_mode = DELETE",
        "PRAGMA query_only = OFF",
        "PRAGMA table_info(t)",
        "SELECT * FROM pragma_database_list",
        "SELECT load_extension('evil')",
        "SAVEPOINT x",
        "REINDEX",
        "ANALYZE",
    ],
)
def test_sqlite_does_nothing_but_read(warehouse: Path, sql: str) -> None:
    before = {path: path.read_bytes() for path in warehouse.iterdir()}
    with opened("sqlite:///w.db", warehouse) as source, pytest.raises((ContractError, SourceError), match="extract t"):
        ask(source, sql)
    assert {path: path.read_bytes() for path in warehouse.iterdir()} == before


def test_a_refused_query_is_told_what_to_be(warehouse: Path) -> None:
    with opened("sqlite:///w.db", warehouse) as source, pytest.raises(ContractError) as error:
        ask(source, "DELETE FROM t")
    assert str(error.value) == (
        "extract t: connection warehouse refused its query, because it is not a plain read: write one SELECT"
    )


def test_two_statements_are_never_run(warehouse: Path) -> None:
    with opened("sqlite:///w.db", warehouse) as source, pytest.raises(ContractError, match="one statement at a time"):
        ask(source, "SELECT 1; DROP TABLE t")


def test_reading_functions_and_recursion_are_allowed(warehouse: Path) -> None:
    sql = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 3) SELECT SUM(i) AS s FROM n, t"
    with opened("sqlite:///w.db", warehouse) as source:
        assert ask(source, sql) == [(6,)]


@pytest.mark.parametrize(
    "sql",
    [
        "COPY (SELECT 1) TO PROGRAM 'touch FILE'",
        "COPY kept TO 'FILE'",
        "SELECT add_one()",
        "SELECT set_config('transaction_read_only', 'off', true), add_one()",
        "SET TRANSACTION READ WRITE",
        "COMMIT; INSERT INTO kept VALUES (1)",
        "SELECT 1; INSERT INTO kept VALUES (1)",
        "SELECT 1; COMMIT; INSERT INTO kept VALUES (1)",
        "WITH gone AS (DELETE FROM kept RETURNING *) SELECT * FROM gone",
        "SELECT 1 INTO other",
        "CREATE TEMP TABLE other AS SELECT 1",
        "SELECT * FROM kept FOR UPDATE",
        "SELECT lo_from_bytea(0, 'x')",
        "CALL add_one()",
        "VACUUM kept",
        "EXPLAIN ANALYZE SELECT add_one()",
    ],
)
def test_postgresql_does_nothing_but_read(server: str, tmp_path: Path, sql: str) -> None:
    target = tmp_path / "written"
    with opened(server, tmp_path) as source, pytest.raises(ContractError, match="extract t: connection warehouse"):
        ask(source, sql.replace("FILE", os.fspath(target)))
    assert not target.exists()
