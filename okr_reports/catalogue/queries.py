"""The SQL of extracts, vetted before any database sees it: one query that reads, and nothing else.

The database's own read-only transaction is the second lock; this one also catches what such a transaction allows.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from sqlglot import exp, parse, tokenize
from sqlglot.errors import ParseError, SqlglotError

from okr_reports.catalogue.formula_words import spelled
from okr_reports.catalogue.places import did_you_mean, listed, quoted
from okr_reports.catalogue.query_words import ALLOWED_NODES, REFUSED_NODES, VERBS, is_dangerous, is_file

PARAMETERS = ("period_start", "period_end", "as_of")
LONGEST_QUERY = 200_000
_DIALECTS = {
    "postgresql": "postgres", "postgres": "postgres", "redshift": "redshift", "sqlite": "sqlite", "mysql": "mysql",
    "mariadb": "mysql", "mssql": "tsql", "oracle": "oracle", "snowflake": "snowflake", "bigquery": "bigquery",
    "duckdb": "duckdb", "trino": "trino", "databricks": "databricks", "clickhouse": "clickhouse",
}  # fmt: skip
_TRIED = ("postgres", "sqlite", "mysql", "tsql", "oracle", "snowflake", "bigquery", "duckdb")
_BEGINNINGS = frozenset({"SELECT", "WITH", "VALUES", "FROM", "("})
# MySQL runs the text of such a comment; every other reader, ours too, passes over it.
_RUN_COMMENT = re.compile(r"/\*[!M]")
_ONE_SELECT = "an extract is one SELECT that changes and locks nothing"


@dataclass(frozen=True)
class Refusal:
    """Why a query is not taken: at which character, what is wrong, what to write instead."""

    offset: int
    what: str
    fix: str


def dialects_of(*urls: str | None) -> tuple[str, ...]:
    """The dialects to read a query in: those of the URLs' schemes where visible, then the common ones."""
    schemes = [re.split(r"[+:]", url, maxsplit=1)[0].lower() for url in urls if url]
    known = [_DIALECTS[scheme] for scheme in schemes if scheme in _DIALECTS]
    return tuple(dict.fromkeys([*known, *_TRIED]))


def query_refusals(sql: str, dialects: Sequence[str]) -> list[Refusal]:
    """Why a query is not taken; empty when it only reads. It is read in the first dialect that can."""
    if len(sql) > LONGEST_QUERY:
        return [Refusal(0, "the query is longer than 200,000 characters", "make a view of it in the database")]
    if comment := _RUN_COMMENT.search(sql):
        return [Refusal(comment.start(), "MySQL would run this comment (`/*!`)", "delete it")]
    failure: Refusal | None = None
    for dialect in dialects:
        read = _read(sql, dialect)
        if isinstance(read, exp.Expr):
            return list(_refusals(read, sql))
        if read.is_final:
            return [read.refusal]
        failure = failure or read.refusal
    return [failure] if failure else []


@dataclass(frozen=True)
class _Unread:
    """A query no tree was made of. `is_final`: another dialect would not read it otherwise."""

    refusal: Refusal
    is_final: bool = False


def _read(sql: str, dialect: str) -> exp.Expr | _Unread:
    try:
        # Looked at before parsing: of a statement it does not know the parser prints a warning.
        if refusal := _not_one_select(sql, dialect):
            return _Unread(refusal, is_final=True)
        statements = [statement for statement in parse(sql, dialect=dialect) if statement is not None]
    except ParseError as error:
        return _Unread(_syntax_refusal(error, sql))
    except SqlglotError:
        return _Unread(Refusal(0, "a quote or comment of the query is not closed", "close it"))
    except RecursionError:
        return _Unread(Refusal(0, "the query is nested too deep", "make a view of it in the database"), is_final=True)
    # sqlglot's parser fails in further ways on garbage (AttributeError, ValueError, KeyError, IndexError).
    except Exception:  # noqa: BLE001
        return _Unread(Refusal(0, "the query cannot be read", "write one SELECT that the database accepts"))
    root = statements[0] if statements else exp.Command(this="nothing")
    if isinstance(root, (exp.Query, exp.Values)):
        return root
    return _Unread(Refusal(0, f"{_verb(root)} does not only read", _ONE_SELECT), is_final=True)


def _not_one_select(sql: str, dialect: str) -> Refusal | None:
    tokens = tokenize(sql, dialect=dialect)
    if not tokens:
        return Refusal(0, "the query is empty", "write one SELECT")
    if tokens[0].text.upper() not in _BEGINNINGS:
        return Refusal(tokens[0].start, f"{tokens[0].text.upper()[:30]} does not only read", _ONE_SELECT)
    ends = [number for number, token in enumerate(tokens) if token.text == ";" and token.token_type.name == "SEMICOLON"]
    further = [token for token in tokens[ends[0] :] if token.token_type.name != "SEMICOLON"] if ends else []
    if further:
        return Refusal(further[0].start, "a second statement begins here", _ONE_SELECT)
    return None


def _syntax_refusal(error: ParseError, sql: str) -> Refusal:
    detail = error.errors[0] if error.errors else {}
    token = str(detail.get("highlight") or "")
    lines = sql.split("\n")[: int(detail.get("line") or 1) - 1]
    offset = sum(len(line) + 1 for line in lines) + int(detail.get("col") or 0) - len(token)
    near = f" at {quoted(token)}" if token.strip() else ""
    return Refusal(max(offset, 0), f"the query cannot be read{near}", "write one SELECT that the database accepts")


def _refusals(root: exp.Expr, sql: str) -> Iterator[Refusal]:
    """One refusal per offending part; what stands inside such a part is not looked at."""
    for node in root.walk(prune=lambda node: _said_of(node) is not None):
        said = _said_of(node)
        if said is not None:
            is_parameter = isinstance(node, exp.Placeholder)
            yield Refusal(sql.find(f":{node.name}") if is_parameter else _offset_of(node), *said)


def _said_of(node: exp.Expr) -> tuple[str, str] | None:
    if not isinstance(node, ALLOWED_NODES) or isinstance(node, REFUSED_NODES):
        return f"{_verb(node)} does not only read", _ONE_SELECT
    if isinstance(node, exp.Func) and any(is_dangerous(name) for name in _names(node)):
        return f"the function {_names(node)[0]} is not allowed", "a query reads tables, no files, servers or settings"
    if isinstance(node, exp.Table) and is_file(node):
        return f"{quoted(node.name)} is a file, not a table", "read files with `file:` instead of `sql:`"
    if isinstance(node, exp.Placeholder) and node.name not in PARAMETERS:
        known = listed(f":{name}" for name in PARAMETERS)
        return f"there is no parameter {quoted(f':{node.name}')}", did_you_mean(
            node.name, PARAMETERS, otherwise=f"write {known}"
        )
    return None


def _names(function: exp.Func) -> list[str]:
    own = [function.name] if isinstance(function, exp.Anonymous) else []
    return [*own, function.sql_name(), type(function).__name__]


def _offset_of(node: exp.Expr) -> int:
    return min((child.meta["start"] for child in node.walk() if "start" in child.meta), default=0)


def _verb(node: exp.Expr) -> str:
    if isinstance(node, exp.Command):
        return str(node.this).upper()[:30]
    return VERBS.get(type(node).__name__, spelled(node))
