"""A query is taken when it is one statement that reads; everything else is refused before a database sees it."""

import pytest

from okr_reports.catalogue.queries import dialects_of, query_refusals

DATABASES = ["sqlite:///x", "postgresql+psycopg://h/x", "mysql+pymysql://h/x", "mssql+pyodbc://h/x", "${WAREHOUSE_URL}"]

READING = """
SELECT * FROM tickets WHERE resolved_at >= :period_start AND resolved_at < :period_end AND loaded_at <= :as_of
SELECT a, COUNT(*) FROM t GROUP BY a HAVING COUNT(*) > 1 ORDER BY 2 DESC LIMIT 5;
WITH RECURSIVE x(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM x WHERE n < 5) SELECT * FROM x
WITH t AS (SELECT 1 AS a), u AS (SELECT * FROM t) SELECT * FROM u LEFT JOIN t ON t.a = u.a
SELECT * FROM a UNION SELECT * FROM b EXCEPT SELECT * FROM c
VALUES (1, 'a'), (2, 'b')
(SELECT 1)
SELECT SUM(x) OVER (PARTITION BY y ORDER BY z ROWS BETWEEN 1 PRECEDING AND CURRENT ROW) FROM t
SELECT CASE WHEN a IN (SELECT b FROM u) THEN 1 ELSE 0 END, CAST(c AS VARCHAR(10)), a BETWEEN 1 AND 2 FROM t
SELECT strftime('%Y-%m', d), date(d, '+1 day'), julianday(a) - julianday(b), my_function(c) FROM schema1.t AS x
SELECT * FROM t, LATERAL (SELECT 1) AS x WHERE EXISTS (SELECT 1 FROM u WHERE u.a = t.a)
SELECT JSON_EXTRACT(a, '$.b'), COALESCE(b, ''), SUBSTRING(c, 1, 4) || 'x', c LIKE '%;%' FROM t -- a comment; DROP
SELECT 'DELETE FROM t' AS text, "update" FROM "insert"
"""


@pytest.mark.parametrize("url", DATABASES)
@pytest.mark.parametrize("sql", READING.strip().splitlines())
def test_a_query_that_reads_is_taken(sql: str, url: str) -> None:
    assert query_refusals(sql, dialects_of(url)) == []


OWN_DIALECT = [
    ("postgresql://h/x", "SELECT d::date, j->>'a', EXTRACT(EPOCH FROM b - a) / 3600 FROM t WHERE a = ANY(ARRAY[1, 2])"),
    ("postgresql://h/x", "SELECT date_trunc('day', d AT TIME ZONE 'UTC'), count(*) FILTER (WHERE x) FROM t GROUP BY 1"),
    ("postgresql://h/x", "SELECT DISTINCT ON (a) a, b FROM t ORDER BY a, b DESC"),
    ("postgresql://h/x", "SELECT percentile_cont(0.9) WITHIN GROUP (ORDER BY x), now() - interval '1 day' FROM t"),
    ("postgresql://h/x", "SELECT g FROM generate_series('2026-01-01'::date, '2026-02-01', '1 day') AS g"),
    ("mssql+pyodbc://h/x", "SELECT TOP 5 [a b], DATEADD(day, 1, d) FROM dbo.t WITH (NOLOCK) ORDER BY 1"),
    ("mysql://h/x", "SELECT `a b`, DATE_FORMAT(d, '%Y-%m'), IFNULL(c, 0) FROM t FORCE INDEX (i)"),
    ("snowflake://h/x", "SELECT a:b::string FROM t QUALIFY ROW_NUMBER() OVER (PARTITION BY a ORDER BY b) = 1"),
    ("bigquery://p/d", "SELECT * EXCEPT (a), SAFE_DIVIDE(b, c) FROM `p.d.t`, UNNEST(items) AS i"),
    ("duckdb:///x", "SELECT * EXCLUDE (a), list(b) FROM t GROUP BY ALL"),
]  # fmt: skip


@pytest.mark.parametrize(("url", "sql"), OWN_DIALECT, ids=[row[1][:50] for row in OWN_DIALECT])
def test_a_query_may_use_its_databases_own_words(url: str, sql: str) -> None:
    assert query_refusals(sql, dialects_of(url)) == []


REFUSED = """
INSERT INTO t VALUES (1)                             | 0  | INSERT does not only read
UPDATE t SET a = 1                                   | 0  | UPDATE does not only read
DELETE FROM t                                        | 0  | DELETE does not only read
DROP TABLE t                                         | 0  | DROP does not only read
CREATE TABLE t AS SELECT 1                           | 0  | CREATE does not only read
TRUNCATE TABLE t                                     | 0  | TRUNCATE does not only read
ALTER TABLE t ADD COLUMN a INT                       | 0  | ALTER does not only read
MERGE INTO t USING u ON a = b WHEN MATCHED THEN DELETE | 0 | MERGE does not only read
GRANT ALL ON t TO u                                  | 0  | GRANT does not only read
COPY t TO '/srv/x'                                   | 0  | COPY does not only read
VACUUM INTO 'x'                                      | 0  | VACUUM does not only read
ATTACH 'x' AS y                                      | 0  | ATTACH does not only read
PRAGMA writable_schema = 1                           | 0  | PRAGMA does not only read
EXPLAIN ANALYZE DELETE FROM t                        | 0  | EXPLAIN does not only read
SET search_path = x                                  | 0  | SET does not only read
CALL f()                                             | 0  | CALL does not only read
EXEC xp_cmdshell 'x'                                 | 0  | EXEC does not only read
LOCK TABLE t                                         | 0  | LOCK does not only read
DO $$ BEGIN END $$                                   | 0  | DO does not only read
BEGIN; SELECT 1; COMMIT                              | 0  | BEGIN does not only read
SELECT 1; DROP TABLE t                               | 10 | a second statement begins here
SELECT 1;;SELECT 2                                   | 10 | a second statement begins here
WITH x AS (DELETE FROM t RETURNING *) SELECT * FROM x | 23 | DELETE does not only read
WITH x AS (INSERT INTO t VALUES (1) RETURNING *) SELECT * FROM x | 23 | INSERT does not only read
SELECT * INTO y FROM t                               | 14 | INTO does not only read
SELECT * FROM t FOR UPDATE                           | 0  | FOR UPDATE does not only read
SELECT * FROM t FOR SHARE NOWAIT                     | 0  | FOR UPDATE does not only read
SELECT pg_read_file('/etc/passwd')                   | 7  | the function pg_read_file is not allowed
SELECT pg_catalog.pg_sleep(5)                        | 18 | the function pg_sleep is not allowed
SELECT "pg_sleep"(5)                                 | 7  | the function pg_sleep is not allowed
SELECT a FROM t WHERE PG_Sleep(1) IS NULL            | 22 | the function PG_Sleep is not allowed
SELECT lo_import('/etc/passwd')                      | 7  | the function lo_import is not allowed
SELECT * FROM dblink('x', 'y') AS t(a INT)           | 14 | the function dblink is not allowed
SELECT query_to_xml('DELETE FROM t', true, true, '') | 7  | the function query_to_xml is not allowed
SELECT set_config('a', 'b', false)                   | 7  | the function set_config is not allowed
SELECT nextval('s')                                  | 7  | the function nextval is not allowed
SELECT load_extension('x')                           | 7  | the function load_extension is not allowed
SELECT load_file('/etc/passwd')                      | 7  | the function load_file is not allowed
SELECT readfile('/etc/passwd')                       | 7  | the function readfile is not allowed
SELECT * FROM pragma_table_info('t')                 | 14 | the function pragma_table_info is not allowed
SELECT * FROM read_csv('/etc/passwd')                | 14 | the function READ_CSV is not allowed
SELECT * FROM parquet_scan('x')                      | 14 | the function parquet_scan is not allowed
SELECT * FROM OPENROWSET('a', 'b', 'c')              | 14 | the function OPENROWSET is not allowed
SELECT SLEEP(5)                                      | 7  | the function SLEEP is not allowed
SELECT BENCHMARK(1000000, MD5('a'))                  | 7  | the function BENCHMARK is not allowed
SELECT * FROM '/etc/passwd'                          | 14 | '/etc/passwd' is a file, not a table
SELECT * FROM "data/x.parquet"                       | 14 | 'data/x.parquet' is a file, not a table
SELECT * FROM t WHERE a = :perod_start               | 26 | there is no parameter ':perod_start'
SELECT @x := 1                                       | 13 | an assignment (`:=`) does not only read
SELECT /*!50000 1 INTO OUTFILE '/srv/x' */ 1         | 7  | MySQL would run this comment (`/*!`)
-- only a comment                                    | 0  | the query is empty
"""


@pytest.mark.parametrize("row", REFUSED.strip().splitlines())
def test_a_query_that_does_more_than_read_is_refused_where_it_does(row: str) -> None:
    sql, offset, expected = (cell.strip() for cell in row.rsplit(" | ", 2))
    refusals = query_refusals(sql, dialects_of("sqlite:///x"))
    assert [(refusal.offset, refusal.what) for refusal in refusals][:1] == [(int(offset), expected)]
    assert all(refusal.fix for refusal in refusals)


@pytest.mark.parametrize("url", DATABASES)
@pytest.mark.parametrize("row", REFUSED.strip().splitlines())
def test_no_dialect_takes_such_a_query(row: str, url: str) -> None:
    assert query_refusals(row.rsplit(" | ", 2)[0], dialects_of(url)) != []


UNREADABLE = [
    ("SELEC 1", "SELEC does not only read"),
    ("SELECT a FROM", "the query cannot be read at 'FROM'"),
    ("SELECT (1", "the query cannot be read at '1'"),
    ("SELECT 'a", "a quote or comment of the query is not closed"),
    ("SELECT " + "(" * 5000 + "1" + ")" * 5000, "the query is nested too deep"),
    ("SELECT '" + "x" * 300_000 + "'", "the query is longer than 200,000 characters"),
]


@pytest.mark.parametrize(("sql", "expected"), UNREADABLE, ids=[row[1] for row in UNREADABLE])
def test_a_query_that_cannot_be_read_is_refused(sql: str, expected: str) -> None:
    assert [refusal.what for refusal in query_refusals(sql, dialects_of("sqlite:///x"))] == [expected]


def test_nothing_is_printed_about_statements_the_parser_does_not_know(capfd: pytest.CaptureFixture[str]) -> None:
    query_refusals("VACUUM INTO 'secret'", dialects_of("sqlite:///x"))
    query_refusals("SELECT 1; CALL secret()", dialects_of("sqlite:///x"))
    assert capfd.readouterr() == ("", "")


def test_the_scheme_of_a_visible_url_is_tried_first() -> None:
    assert dialects_of("${W}", "sqlite:///x")[0] == "sqlite"
    assert dialects_of("mssql+pyodbc://${W}", None)[0] == "tsql"
    assert dialects_of("${W}", None)[0] == "postgres"
