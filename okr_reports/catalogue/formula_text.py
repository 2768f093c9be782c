"""From the text of a formula to sqlglot's tree, with every failure said as what, fix and place in the text."""

from sqlglot import exp, parse
from sqlglot.errors import ParseError, SqlglotError

from okr_reports.errors import CatalogueError, Problem

LONGEST_FORMULA = 10_000
_PREFIX = "SELECT "


class FormulaRefused(CatalogueError):
    """A formula or filter that is not allowed; `offset` is the character of its text at which the cause stands."""

    def __init__(self, offset: int, what: str, fix: str) -> None:
        self.offset, self.what, self.fix = max(offset, 0), what, fix
        super().__init__(Problem(what, fix, column=self.offset + 1))


def offset_of(node: exp.Expr) -> int:
    """Where in the formula's text the node begins, as far as sqlglot remembers."""
    starts = [child.meta["start"] for child in node.walk() if "start" in child.meta]
    return min(starts, default=len(_PREFIX)) - len(_PREFIX)


def parse_expression(text: str) -> exp.Expr:
    """The one expression the text holds, in DuckDB's spelling; raises FormulaRefused."""
    if len(text) > LONGEST_FORMULA:
        fix = "compute parts of it in the extract's SQL"
        raise FormulaRefused(0, f"this is longer than {LONGEST_FORMULA:,} characters", fix)
    statements = _statements(text)
    if len(statements) > 1:
        raise FormulaRefused(text.find(";"), "a `;` ends the expression", "write one expression")
    select = statements[0] if statements else None
    if not isinstance(select, exp.Select) or not select.expressions:
        raise FormulaRefused(0, "there is no expression here", "write one such as AVG(hours)")
    extra = [name for name, value in select.args.items() if value and name != "expressions"]
    if extra:
        word = extra[0].strip("_").upper()
        fix = "write only the expression; rows are chosen with the KPI's `filter` or FILTER (WHERE …)"
        raise FormulaRefused(max(text.upper().find(word), 0), f"`{word}` is not allowed here", fix)
    if len(select.expressions) > 1:
        raise FormulaRefused(offset_of(select.expressions[1]), "there is a second expression", "write one expression")
    return select.expressions[0]


def _statements(text: str) -> list[exp.Expr]:
    try:
        return [statement for statement in parse(_PREFIX + text, dialect="duckdb") if statement is not None]
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
        raise FormulaRefused(0, "this cannot be read as an expression", "compare it with the formula page") from None


def _unreadable(error: ParseError, text: str) -> FormulaRefused:
    detail = error.errors[0] if error.errors else {}
    token = str(detail.get("highlight") or "")
    lines = (_PREFIX + text).split("\n")
    line, column = int(detail.get("line") or 1), int(detail.get("col") or 0)
    before = sum(len(earlier) + 1 for earlier in lines[: line - 1])
    offset = before + column - len(token) - len(_PREFIX)
    if "Expecting )" in str(detail.get("description")):
        return FormulaRefused(offset, f"a bracket is not closed before or after `{token}`", "close it with `)`")
    what = f"the expression cannot be read at `{token}`" if token.strip() else "the expression breaks off"
    return FormulaRefused(offset, what, "check operators, brackets and commas around it")
