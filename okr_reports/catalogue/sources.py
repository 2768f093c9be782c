"""Checks of sources.yaml: connections without secrets, extracts that can be read, joins that lead somewhere."""

import re
from collections.abc import Iterator

from okr_reports.catalogue.company import is_time_zone, zone_fix
from okr_reports.catalogue.contract import Contract, contract_of
from okr_reports.catalogue.draft import Draft
from okr_reports.catalogue.model import Connection, Extract
from okr_reports.catalogue.places import did_you_mean, name_one_of, quoted
from okr_reports.catalogue.reading import Sheet
from okr_reports.catalogue.secrets import holds_secret, is_in_environment, unclosed_variable
from okr_reports.errors import Problem
from okr_reports.words import ColumnType

TABLES = (
    "people", "check_ins", "actuals", "actions", "changes", "events", "retro_notes", "competencies", "one_to_ones",
    "manager_notes", "employee_comments", "restatements",
)  # fmt: skip


def source_problems(draft: Draft) -> Iterator[Problem]:
    """Everything wrong in sources.yaml beyond types, files and SQL."""
    yield from _same_but_for_case(draft)
    for connection in draft.connections.values():
        yield from _connection_problems(connection)
    for sheet in draft.extracts.values():
        yield from _join_problems(sheet, draft)
        yield from _period_problems(sheet)
        yield from _ready_value_problems(sheet)
        yield from _amount_problems(sheet, contract_of(sheet.id, draft))
        yield from _cleaning_problems(sheet)
    for name, table in draft.tables.items():
        if name not in TABLES:
            fix = did_you_mean(name, TABLES, otherwise=f"write one of {', '.join(TABLES)}")
            yield table.source.at().problem(f"there is no table {quoted(name)}", fix)
        if not draft.has("extracts", table.entry.extract):
            fix = name_one_of(table.entry.extract, draft.extracts, if_none="describe it under `extracts`")
            yield table.source.at("extract").problem(f"there is no extract {quoted(table.entry.extract)}", fix)


def _same_but_for_case(draft: Draft) -> Iterator[Problem]:
    for kind, sheets in (("connection", draft.connections), ("extract", draft.extracts)):
        first: dict[str, str] = {}
        for id, sheet in sheets.items():
            earlier = first.setdefault(id.lower(), id)
            if earlier != id:
                what = f"the {kind}s {quoted(earlier)} and {quoted(id)} differ only in case"
                yield sheet.source.at().problem(what, "give one another id")


def _connection_problems(sheet: Sheet[Connection]) -> Iterator[Problem]:
    # Messages name the variable to use and never the URL: it may hold a password.
    variable = f"${{{re.sub('[^A-Z0-9]', '_', sheet.id.upper())}_URL}}"
    for key, url in (("url", sheet.entry.url), ("default", sheet.entry.default)):
        place = sheet.source.at(key)
        if url is None:
            continue
        if holds_secret(url):
            fix = f'put the whole URL in an environment variable and write url: "{variable}"'
            yield place.problem(f"the {key} of the connection {quoted(sheet.id)} holds a password", fix)
        elif unclosed_variable(url):
            yield place.problem("a `$` here names no environment variable", f'write "{variable}"')
        elif key == "url" and not is_in_environment(url) and not url.startswith("sqlite:"):
            fix = f'put it in an environment variable and write url: "{variable}"'
            yield place.problem(f"the url of the connection {quoted(sheet.id)} is written out", fix)
        elif key == "default" and is_in_environment(url):
            yield place.problem("a default cannot come from the environment", "write a URL without a password")


def _join_problems(sheet: Sheet[Extract], draft: Draft) -> Iterator[Problem]:
    seen: set[str] = set()
    for number, join in enumerate(sheet.entry.join):
        place = sheet.source.at("join", number, "extract")
        if join.extract == sheet.id or sheet.id in _reached(join.extract, draft):
            yield place.problem(
                f"{quoted(sheet.id)} and {quoted(join.extract)} join in a circle", "delete one of the joins"
            )
        elif not draft.has("extracts", join.extract):
            fix = name_one_of(join.extract, draft.extracts, if_none="describe it under `extracts`")
            yield place.problem(f"there is no extract {quoted(join.extract)}", fix)
        elif join.extract in seen:
            yield place.problem(f"the extract {quoted(join.extract)} is joined twice", "keep one of the joins")
        seen.add(join.extract)
        yield from _key_problems(sheet, number, draft=draft)


def _key_problems(sheet: Sheet[Extract], number: int, *, draft: Draft) -> Iterator[Problem]:
    """Join keys must be declared columns on both sides, where columns are declared."""
    join = sheet.entry.join[number]
    other = draft.extracts.get(join.extract)
    for side in (sheet, other):
        columns = side.entry.columns if side is not None else {}
        for key in join.keys:
            if columns and key not in columns and side is not None:
                fix = did_you_mean(key, columns, otherwise=f"declare it in {side.source.at('columns').file_line}")
                what = f"the extract {quoted(side.id)} declares no column {quoted(key)}"
                yield sheet.source.at("join", number, "on").problem(what, fix)


def _reached(start: str, draft: Draft) -> set[str]:
    """Every extract that joins lead to from this one."""
    reached: set[str] = set()
    waiting = [start]
    while waiting:
        extract = draft.extracts.get(waiting.pop())
        further = {join.extract for join in extract.entry.join} - reached if extract else set()
        reached |= further
        waiting += further
    return reached


def _period_problems(sheet: Sheet[Extract]) -> Iterator[Problem]:
    period, columns, at = sheet.entry.period, sheet.entry.columns, sheet.source.within("period")
    if period is None:
        return
    if period.column is not None and (period.year or period.month):
        yield at.at().problem("a period is one column or year and month", "write {column: …} or {year: …, month: …}")
    elif period.column is None and period.year is None:
        yield at.at().problem("the period names no column", "write {column: …} or {year: …, month: …}")
    if period.column is not None and columns.get(period.column) in (ColumnType.NUMBER, ColumnType.BOOLEAN):
        what = f"the period column {quoted(period.column)} is declared as {columns[period.column]}"
        yield at.at("column").problem(what, "declare it as date, datetime, or text with keys like 2026-09")
    if period.timezone is not None and not is_time_zone(period.timezone):
        place = at.at("timezone")
        yield place.problem(f"there is no time zone {quoted(period.timezone)}", zone_fix(period.timezone))


def _ready_value_problems(sheet: Sheet[Extract]) -> Iterator[Problem]:
    extract, source = sheet.entry, sheet.source
    for one, other in (("numerator", "denominator"), ("denominator", "numerator")):
        if source.has(one) and not source.has(other):
            yield source.at(one).problem(f"`{one}` without `{other}`", f"write `{other}: <column>`")
    if extract.n is not None and not (source.has("value") or source.has("numerator")):
        fix = "delete it: for a formula n is the number of rows, or the denominator"
        yield source.at("n").problem("`n` belongs to ready-made values", fix)


def _amount_problems(sheet: Sheet[Extract], contract: Contract) -> Iterator[Problem]:
    extract = sheet.entry
    for key in ("value", "numerator", "denominator", "n"):
        name: str = getattr(extract, key) or ""
        declared = contract.own.get(name)
        if declared not in (None, ColumnType.NUMBER):
            what = f"the column {quoted(name)} is declared as {declared}, but `{key}` needs numbers"
            yield sheet.source.at(key).problem(what, "declare it as number")
    for path, name in _moment_columns(extract):
        declared = contract.own.get(name)
        if declared in (ColumnType.NUMBER, ColumnType.BOOLEAN):
            what = f"the column {quoted(name)} is declared as {declared}, but {path[0]} needs moments"
            yield sheet.source.at(*path).problem(what, "declare it as date or datetime")


def _moment_columns(extract: Extract) -> Iterator[tuple[tuple[str, ...], str]]:
    if extract.recorded_at is not None:
        yield ("recorded_at",), extract.recorded_at
    if extract.covers_until is not None:
        yield ("covers_until", "column"), extract.covers_until.column


def _cleaning_problems(sheet: Sheet[Extract]) -> Iterator[Problem]:
    clean = sheet.entry.clean
    if clean is None:
        return
    if sheet.entry.sql is not None:
        yield sheet.source.at_key("clean").problem("a cleaning profile belongs to files", "clean a query's rows in SQL")
    for name, pattern in clean.columns.items():
        try:
            re.compile(pattern)
        except re.error as error:
            place = sheet.source.at("clean", "columns", name)
            yield place.problem(f"the pattern {quoted(pattern)} cannot be read ({error})", "escape signs with `\\`")
