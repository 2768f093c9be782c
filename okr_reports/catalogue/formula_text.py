"""From the text of a formula to sqlglot's tree, with every failure said as what, fix and place in the text."""

import re

from sqlglot import Dialect, exp
from sqlglot.errors import ParseError, SqlglotError

from okr_reports.catalogue.places import quoted
from okr_reports.errors import CatalogueError, Problem

LONGEST_FORMULA = 10_000
_BARE_IF = re.compile(r"\s*IF\b(?!\s*\()", re.IGNORECASE)
_CLAUSES = frozenset({"SELECT", "DISTINCT", "FROM", "WHERE", "GROUP", "HAVING", "ORDER", "LIMIT", "UNION"})


class FormulaRefused(CatalogueError):
    """A formula or filter that is not allowed; `offset` is the character of its text at which the cause stands."""

    def __init__(self, offset: int, what: str, fix: str) -> None:
        self.offset, self.what, self.fix = max(offset, 0), what, fix
        super().__init__(Problem(what, fix, column=self.offset + 1))


def offset_of(node: exp.Expr, otherwise: int = 0) -> int:
    """Where in the formula's text the node begins, as far as sqlglot remembers."""
    return min((child.meta["start"] for child in node.walk() if "start" in child.meta), default=otherwise)


def parse_expression(text: str) -> exp.Expr:
    """The one expression the text holds, in DuckDB's spelling; raises FormulaRefused."""
    if len(text) > LONGEST_FORMULA:
        fix = "compute parts of it in the extract's SQL"
        raise FormulaRefused(0, f"this is longer than {LONGEST_FORMULA:,} characters", fix)
    # For this the parser would print a warning and go on.
    if _BARE_IF.match(text):
        raise FormulaRefused(text.upper().find("IF"), "IF needs brackets", "write IF(condition, then, else)")
    expressions = [expression for expression in _expressions(text) if expression is not None]
    if len(expressions) > 1:
        raise FormulaRefused(text.find(";"), "a `;` ends the expression", "write one expression")
    if not expressions:
        raise FormulaRefused(0, "there is no expression here", "write one such as AVG(hours)")
    return expressions[0]


def _expressions(text: str) -> list[exp.Expr | None]:
    try:
        return list(Dialect.get_or_raise("duckdb").parse_into(exp.Expr, text))
    except ParseError as error:
        raise _unreadable(error, text) from None
    except RecursionError:
        raise FormulaRefused(0, "this is nested too deep", "compute parts of it in the extract's SQL") from None
    except SqlglotError:
        raise FormulaRefused(
            0, "a quote or comment is not closed", "close it; text stands in 'single quotes'"
        ) from None
    # sqlglot's parser fails in further ways on garbage (AttributeError, ValueError, KeyError, IndexError).
    except Exception:  # noqa: BLE001
        raise FormulaRefused(
            0, "this cannot be read as an expression", "write one such as SUM(a) * 100 / COUNT(*)"
        ) from None


def _unreadable(error: ParseError, text: str) -> FormulaRefused:
    detail = error.errors[0] if error.errors else {}
    token = str(detail.get("highlight") or "")
    lines = text.split("\n")[: int(detail.get("line") or 1) - 1]
    offset = sum(len(line) + 1 for line in lines) + int(detail.get("col") or 0) - len(token)
    if token.upper().split(" ")[0] in _CLAUSES:
        fix = "write only the expression; rows are chosen with the KPI's `filter` or FILTER (WHERE …)"
        return FormulaRefused(offset, f"{token.upper()} is not allowed here", fix)
    if "Expecting )" in str(detail.get("description")):
        return FormulaRefused(offset, f"a bracket is not closed near {quoted(token)}", "close it with `)`")
    what = f"the expression cannot be read at {quoted(token)}" if token.strip() else "the expression breaks off"
    return FormulaRefused(offset, what, "check operators, brackets and commas around it")
