"""What a query may be made of, and the functions that reach beyond its tables: files, servers, settings, sleep."""

import re

from sqlglot import exp

# Besides conditions and functions (columns, literals, operators, calls): the parts of a SELECT. Nothing else.
ALLOWED_NODES = (
    exp.Query, exp.Condition, exp.Func, exp.Values, exp.Table, exp.TableAlias, exp.Identifier, exp.Alias, exp.Aliases,
    exp.Star, exp.Distinct, exp.From, exp.Join, exp.JoinHint, exp.Lateral, exp.Unnest, exp.Where, exp.Group, exp.Cube,
    exp.Rollup, exp.GroupingSets, exp.Having, exp.HavingMax, exp.Qualify, exp.Order, exp.Ordered, exp.Limit, exp.Offset,
    exp.Fetch, exp.LimitOptions, exp.With, exp.CTE, exp.RecursiveWithSearch, exp.Tuple, exp.Window, exp.WindowSpec,
    exp.WithinGroup, exp.Filter, exp.IgnoreNulls, exp.RespectNulls, exp.DataType, exp.DataTypeParam, exp.Var,
    exp.Interval, exp.IntervalSpan, exp.Placeholder, exp.Hint, exp.WithTableHint, exp.IndexTableHint, exp.Pivot,
    exp.PivotAlias, exp.PivotAny, exp.UnpivotColumns, exp.TableSample, exp.Collate, exp.AtTimeZone, exp.JSONPath,
    exp.JSONPathPart, exp.JSONKeyValue, exp.OpenJSONColumnDef, exp.JSONColumnDef, exp.JSONSchema, exp.ColumnDef,
    exp.Lambda, exp.Kwarg, exp.CharacterSet, exp.TimeUnit, exp.Bracket, exp.Slice, exp.National, exp.MatchRecognize,
)  # fmt: skip
# Conditions by their class, but they set or read the session.
REFUSED_NODES = (exp.PropertyEQ, exp.SessionParameter, exp.Parameter)
VERBS = {
    "Lock": "FOR UPDATE", "TruncateTable": "TRUNCATE", "PropertyEQ": "an assignment (`:=`)",
    "Parameter": "a variable of the session", "SessionParameter": "a variable of the session",
}  # fmt: skip
_PREFIXES = (
    "pg_", "lo_", "dblink", "read", "write", "load", "xp_", "sp_", "sys_", "dbms_", "utl_", "http", "url", "file",
    "copy", "exec", "system", "shell", "pragma_", "query_to_", "table_to_", "database_to_", "schema_to_", "cursor_to_",
    "scan_", "sniff_", "open", "remote", "s3", "hdfs", "mysql", "postgres_", "sqlite_", "iceberg_", "delta_", "duckdb_",
)  # fmt: skip
_NAMES = frozenset({
    "sleep", "benchmark", "getenv", "set_config", "setval", "nextval", "currval", "lastval", "current_setting", "glob",
    "query", "query_table", "edit", "fts3_tokenizer", "eval", "get_lock", "release_lock", "waitfor", "kill",
    "txid_current", "inet_server_addr", "inet_client_addr",
})  # fmt: skip
_HARMLESS = frozenset({"pg_typeof", "openjson", "open_json", "sqlite_version"})
_FILE_LIKE = re.compile(
    r"[/\\]|://|\.(csv|tsv|txt|parquet|json|jsonl|ndjson|xlsx?|db|sqlite|duckdb|gz|zst)$", re.IGNORECASE
)


def is_dangerous(name: str) -> bool:
    """Whether a function of this name reaches beyond the tables of the query."""
    plain = name.lower()
    if plain in _HARMLESS:
        return False
    return plain in _NAMES or plain.startswith(_PREFIXES) or plain.endswith("_scan")


def is_file(table: exp.Table) -> bool:
    """Whether a table's name is really the path of a file, which some databases would open."""
    return isinstance(table.this, exp.Identifier) and _FILE_LIKE.search(table.name) is not None
