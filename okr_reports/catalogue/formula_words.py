"""Why a piece of SQL is not part of the formula language, in words, and what to write instead."""

from sqlglot import exp

from okr_reports.catalogue.places import did_you_mean

AGGREGATES = ("COUNT", "SUM", "AVG", "MIN", "MAX", "MEDIAN", "QUANTILE_CONT", "STDDEV", "VARIANCE", "COUNT_IF")
SCALARS = (
    "ABS", "ROUND", "FLOOR", "CEIL", "GREATEST", "LEAST", "LN", "LOG10", "EXP", "SQRT", "POWER", "COALESCE", "NULLIF",
    "IF", "LOWER", "UPPER", "TRIM", "LENGTH", "CAST", "YEAR", "MONTH", "DAY", "DATE_DIFF", "WORKING_DAYS",
)  # fmt: skip
_ROWS = "a formula sees only the rows of its extract: write this into the extract's SQL"
_HINTS: dict[str, tuple[str, str]] = {
    "Select": ("a query inside a formula is not allowed", _ROWS),
    "Subquery": ("a query inside a formula is not allowed", _ROWS),
    "Exists": ("a query inside a formula is not allowed", _ROWS),
    "Window": (
        "OVER (a window) is not allowed",
        "give the KPI `window: 12 months`, or compute it in the extract's SQL",
    ),
    "Star": ("`*` is not allowed here", "name a column; only COUNT(*) takes a star"),
    "Alias": ("a name (AS …) is not allowed", "delete it: the KPI has its name"),
    "Placeholder": ("a parameter is not allowed", "write the value itself"),
    "Parameter": ("a parameter is not allowed", "write the value itself"),
    "IntDiv": ("`//` is not allowed", "write FLOOR(a / b)"),
    "Interval": ("INTERVAL is not allowed", "use DATE_DIFF('day', a, b) and compare numbers"),
    "Distinct": ("DISTINCT is only allowed in COUNT(DISTINCT column)", "delete it"),
    "PercentileDisc": ("PERCENTILE_DISC is not allowed", "write QUANTILE_CONT(column, 0.9)"),
    "Log": ("LOG means different things in different databases", "write LN(x) or LOG10(x)"),
    "DPipe": ("`||` is not allowed", "join text in the extract's SQL"),
    "Tuple": ("a list in brackets is only allowed behind IN", "write one expression"),
    "IgnoreNulls": ("IGNORE NULLS is not allowed", "delete it: aggregates leave nulls out"),
    "RespectNulls": ("RESPECT NULLS is not allowed", "delete it: aggregates leave nulls out"),
    "Order": ("ORDER BY is not allowed here", "delete it: the order of rows changes no aggregate"),
    "Escape": ("ESCAPE is not allowed", "write LIKE 'pattern'"),
    "Column": ("a column has at most one name before it", "write a column, or extract.column"),
    "Dot": ("a name with dots is not allowed here", "write a column, or extract.column"),
}
_OTHER_NAMES = {"MEAN": "AVG(x)", "AVERAGE": "AVG(x)", "STDEV": "STDDEV(x)", "PERCENTILE": "QUANTILE_CONT(x, 0.9)",
                "NETWORKDAYS": "WORKING_DAYS(first, last)", "IIF": "IF(condition, then, else)"}  # fmt: skip
_CLOCKS = ("Current", "Localtime")
_CLOCK_NAMES = frozenset({"now", "today", "getdate", "sysdate", "get_current_time", "transaction_timestamp"})


def why_refused(node: exp.Expr, word: str = "") -> tuple[str, str]:
    """What is wrong with a node that the language has no reader for, and what to write instead.

    `word`: the function's name as the author spelled it.
    """
    kind = type(node).__name__
    if kind in _HINTS:
        return _HINTS[kind]
    if kind.startswith(_CLOCKS) or word.lower() in _CLOCK_NAMES:
        return (
            "the clock is not allowed",
            "a report must give the same figures tomorrow: compare with a column or a date",
        )
    name = (word or spelled(node)).upper()
    if name in _OTHER_NAMES:
        return f"{name} is not allowed in a formula", f"write {_OTHER_NAMES[name]}"
    fix = f"allowed are {', '.join((*AGGREGATES, *SCALARS))}"
    near = did_you_mean(name, (*AGGREGATES, *SCALARS), otherwise=fix, likeness=0.75)
    return f"{name} is not allowed in a formula", near


def spelled(node: exp.Expr) -> str:
    """The node's name in SQL."""
    if isinstance(node, exp.Anonymous):
        return node.name.upper()
    return node.sql_name() if isinstance(node, exp.Func) else type(node).__name__.upper()
