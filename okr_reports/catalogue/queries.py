"""The SQL of extracts, vetted before any database sees it: one query that reads, and nothing else.

The database's own read-only transaction is the second lock; this one also catches what such a transaction allows.
"""

import re
from collections.abc import Iterator, Sequence

from sqlglot import exp, parse, tokenize
from sqlglot.errors import SqlglotError

from okr_reports.catalogue.formula_words import spelled
from okr_reports.catalogue.places import did_you_mean, listed
from okr_reports.catalogue.query_words import ALLOWED_NODES, is_dangerous

PARAMETERS = ("period_start", "period_end", "as_of")
LONGEST_QUERY = 200_000
_DIALECTS = {
    "postgresql": "postgres", "postgres": "postgres", "redshift": "redshift", "sqlite": "sqlite", "mysql": "mysql",
    "mariadb": "mysql", "mssql": "tsql", "oracle": "oracle", "snowflake": "snowflake", "bigquery": "bigquery",
    "duckdb": "duckdb", "trino": "trino", "databricks": "databricks", "clickhouse": "clickhouse",
}  # fmt: skip
_TRIED = ("postgres", "sqlite", "mysql", "tsql", "oracle", "snowflake", "bigquery", "duckdb")
# MySQL runs the text of such a comment; every other reader, ours too, passes over it.
_RUN_COMMENT = re.compile(r"/\*[!M]")


def dialects_of(*urls: str | None) -> tuple[str, ...]:
    """The dialects to read a query in: those of the URLs' schemes where visible, then the common ones."""
    schemes = [re.split(r"[+:]", url, maxsplit=1)[0].lower() for url in urls if url]
    known = [_DIALECTS[scheme] for scheme in schemes if scheme in _DIALECTS]
    return tuple(dict.fromkeys([*known, *_TRIED]))


def query_refusals(sql: str, dialects: Sequence[str]) -> list[tuple[int, str, str]]:
    """Why a query is not taken: (character, what, fix) for each reason; empty when it only reads."""
    if len(sql) > LONGEST_QUERY:
        return [(0, "the query is longer than 200,000 characters", "make a view of it in the database")]
    if _RUN_COMMENT.search(sql):
        return [(0, "the query holds a comment that MySQL runs (`/*!`)", "delete it")]
    statements = _parsed(sql, dialects)
    if isinstance(statements, str):
        return [(0, statements, "write one SELECT that the database accepts, with FROM and closed brackets")]
    if len(statements) != 1:
        said = "there is no statement" if not statements else f"there are {len(statements)} statements"
        return [(0, said, "write one SELECT")]
    root = statements[0]
    if not isinstance(root, (exp.Query, exp.Values)):
        return [(0, f"{_verb(root)} does not only read", "an extract is one SELECT")]
    return list(dict.fromkeys(_refusals(root)))


def _parsed(sql: str, dialects: Sequence[str]) -> list[exp.Expr] | str:
    """The statements in the first dialect that can read them, or why none can."""
    for dialect in dialects:
        try:
            # Checked first: what follows a semicolon could be a statement that the parser itself warns about.
            if _is_several(sql, dialect):
                return "there is more than one statement"
            return [statement for statement in parse(sql, dialect=dialect) if statement is not None]
        except SqlglotError:
            continue
        # sqlglot's parser fails in further ways on garbage, RecursionError on deep nesting among them.
        except Exception:  # noqa: BLE001
            continue
    return "the query cannot be read"
