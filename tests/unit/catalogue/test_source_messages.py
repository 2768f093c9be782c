"""What is wrong in sources.yaml is said where it stands, with what to write instead."""

from collections.abc import Callable, Mapping

import pytest

from okr_reports.catalogue.catalogue import Catalogue

SaidAbout = Callable[[Mapping[str, str | bytes]], list[str]]
Load = Callable[[Mapping[str, str | bytes]], Catalogue]

CONNECTIONS = [
    ("{}", "2:6: `url` is missing: write `url: …`"),
    ('{url: "postgresql://u:pw@h/db"}', "2:12: the url of the connection 'w' holds a password: put the whole URL in an environment variable and write url: \"${W_URL}\""),
    ('{url: "postgresql://h/db?password=pw"}', "2:12: the url of the connection 'w' holds a password: put the whole URL in an environment variable and write url: \"${W_URL}\""),
    ('{url: "${W}", default: "mysql://u:pw@h/db"}', "2:29: the default of the connection 'w' holds a password: put the whole URL in an environment variable and write url: \"${W_URL}\""),
    ('{url: "postgresql://h/db"}', "2:12: the url of the connection 'w' is written out: put it in an environment variable and write url: \"${W_URL}\""),
    ('{url: "$W"}', "2:12: a `$` here names no environment variable: write \"${W_URL}\""),
    ('{url: "${W", default: sqlite:///x}', "2:12: a `$` here names no environment variable: write \"${W_URL}\""),
    ('{url: "${W}", default: "${V}"}', "2:29: a default cannot come from the environment: write a URL without a password"),
    ('{url: "${W}", password: pw}', "2:20: there is no key 'password' here: delete it, or use one of default, url"),
    ("postgresql://u:pw@h/db", "2:6: this is an address with a password: write keys with values: `{key: value}`"),
]  # fmt: skip


@pytest.mark.parametrize(("connection", "expected"), CONNECTIONS, ids=[row[0] for row in CONNECTIONS])
def test_a_wrong_connection_is_explained(connection: str, expected: str, said_about: SaidAbout) -> None:
    said = said_about({"sources.yaml": f"connections:\n  w: {connection}\n"})
    assert f"sources.yaml:{expected}" in said


@pytest.mark.parametrize("connection", [row[0] for row in CONNECTIONS])
def test_a_password_is_never_repeated(connection: str, said_about: SaidAbout) -> None:
    said = said_about({"sources.yaml": f"connections:\n  w: {connection}\n"})
    assert [line for line in said if "pw@" in line or "=pw" in line or "hunter" in line] == []


ALLOWED_CONNECTIONS = [
    '{url: "${W}"}',
    '{url: "postgresql://${USER}:${PASSWORD}@h/db"}',
    '{url: "${W}", default: "sqlite:///data/x.sqlite"}',
    '{url: "${W}", default: "postgresql://reader@localhost/db"}',
    '{url: "sqlite:///data/x.sqlite"}',
]


@pytest.mark.parametrize("connection", ALLOWED_CONNECTIONS)
def test_a_connection_without_a_secret_is_taken(connection: str, said_about: SaidAbout) -> None:
    assert said_about({"sources.yaml": f"connections:\n  w: {connection}\n"}) == []


EXTRACTS = [
    ("{}", "4:6: the extract 'x' has nothing to read: write `sql: queries/x.sql` with a `connection`, or `file: data/x.csv`"),
    ("{connection: w, sql: SELECT 1, file: data/agents.csv}", "4:6: the extract 'x' has both `sql` and `file`: write `sql: queries/x.sql` with a `connection`, or `file: data/x.csv`"),
    ("{sql: SELECT 1}", "4:12: a query needs to know its database: write `connection: w`"),
    ("{connection: ww, sql: SELECT 1}", "4:19: there is no connection 'ww': did you mean 'w'?"),
    ("{connection: w, file: data/agents.csv}", "4:19: a file needs no connection: delete `connection`"),
    ("{connection: w, sql: queries/ticket.sql}", "4:27: there is no file 'queries/ticket.sql': did you mean 'tickets.sql'?"),
    ("{connection: w, sql: /etc/x.sql}", "4:27: there is no file '/etc/x.sql': write a path like queries/x.sql"),
    ("{file: data/agent.csv}", "4:13: there is no file 'data/agent.csv': did you mean 'agents.csv'?"),
    ("{file: 'data/a*.parquet'}", "4:13: no file matches 'data/a*.parquet': write a path that starts at the company folder, such as data/figures.csv"),
    ("{file: 'data/**x.csv'}", "4:13: the pattern 'data/**x.csv' cannot be read: write `data/*.csv`"),
    ("{file: /etc/passwd.csv}", "4:13: '/etc/passwd.csv' does not start at the company folder: write a path that starts at the company folder, such as data/figures.csv"),
    ("{file: 'https://x/y.csv'}", "4:13: 'https://x/y.csv' does not start at the company folder: write a path that starts at the company folder, such as data/figures.csv"),
    ("{file: data/x.doc}", "4:13: 'data/x.doc' is no kind of file that is read: write one that ends in .csv, .tsv, .txt, .parquet, .xlsx or .xls"),
    ("{file: data/agents.csv, period: {}}", "4:38: the period names no column: write {column: …} or {year: …, month: …}"),
    ("{file: data/agents.csv, period: {month: m}}", "4:38: the period names no column: write {column: …} or {year: …, month: …}"),
    ("{file: data/agents.csv, period: {column: a, year: y}}", "4:38: a period is one column or year and month: write {column: …} or {year: …, month: …}"),
    ("{file: data/agents.csv, period: {column: a, timezone: Mars}}", "4:60: there is no time zone 'Mars': write a zone like Asia/Kolkata, Europe/Berlin or UTC"),
    ("{file: data/agents.csv, period: {column: a}, columns: {a: number}}", "4:47: the period column 'a' is declared as number: declare it as date, datetime, or text with keys like 2026-09"),
    ("{file: data/agents.csv, columns: {a: decimal}}", "4:43: `a` is 'decimal': write text, number, date, datetime or boolean"),
    ("{file: data/agents.csv, columns: [a]}", "4:39: `columns` is a list of 1: write keys with values: `{key: value}`"),
    ("{file: data/agents.csv, value: a, numerator: b, denominator: c}", "4:37: the ready-made value is given twice: keep `value`, or `numerator` with `denominator`"),
    ("{file: data/agents.csv, numerator: a}", "4:41: `numerator` without `denominator`: write `denominator: <column>`"),
    ("{file: data/agents.csv, denominator: a}", "4:43: `denominator` without `numerator`: write `numerator: <column>`"),
    ("{file: data/agents.csv, n: a}", "4:33: `n` belongs to ready-made values: delete it: for a formula n is the number of rows, or the denominator"),
    ("{file: data/agents.csv, value: a, columns: {a: text}}", "4:37: the column 'a' is declared as text, but `value` needs numbers: declare it as number"),
    ("{file: data/agents.csv, recorded_at: a, columns: {a: number}}", "4:43: the column 'a' is declared as number, but recorded_at needs moments: declare it as date or datetime"),
    ("{file: data/agents.csv, join: [{extract: y, on: a}]}", "4:47: there is no extract 'y': write x"),
    ("{file: data/agents.csv, join: [{extract: x, on: a}]}", "4:47: 'x' and 'x' join in a circle: delete one of the joins"),
    ("{file: data/agents.csv, join: [{extract: x}]}", "4:37: `on` is missing: write `on: …`"),
    ("{connection: w, sql: SELECT 1, clean: {}}", "4:37: a cleaning profile belongs to files: clean a query's rows in SQL"),
    ("{file: data/agents.csv, clean: {columns: {a: '('}}}", "4:51: the pattern '(' cannot be read (missing ), unterminated subpattern at position 0): escape signs with `\\`"),
]  # fmt: skip


@pytest.mark.parametrize(("extract", "expected"), EXTRACTS, ids=[row[0] for row in EXTRACTS])
def test_a_wrong_extract_is_explained(extract: str, expected: str, said_about: SaidAbout) -> None:
    text = f'connections:\n  w: {{url: "${{W}}"}}\nextracts:\n  x: {extract}\n'
    assert f"sources.yaml:{expected}" in said_about({"sources.yaml": text})


FOLDER_WIDE = [
    ("extract: {}", "1:1: there is no key 'extract' here: did you mean 'extracts'?"),
    ("extracts: [a]", "1:11: this must be entries by name: write `name: {key: value}` lines"),
    ("extracts:\n  a: {file: data/agents.csv}\n  a: {file: data/agents.csv}", "3:3: the key 'a' stands twice, first in line 2: keep one of them"),
    ("extracts:\n  a: {file: data/agents.csv}\n  A: {file: data/agents.csv}", "3:6: the extracts 'a' and 'A' differ only in case: give one another id"),
    ("extracts:\n  a: {file: data/agents.csv, join: [{extract: b, on: k}]}\n  b: {file: data/agents.csv, join: [{extract: a, on: k}]}", "2:47: 'a' and 'b' join in a circle: delete one of the joins"),
    ("extracts:\n  a: {file: data/agents.csv, columns: {x: text}, join: [{extract: b, on: k}]}\n  b: {file: data/agents.csv, columns: {k: text}}", "2:74: the extract 'a' declares no column 'k': declare it in sources.yaml:2"),
    ("tables: {peple: {extract: a}}", "1:17: there is no table 'peple': did you mean 'people'?"),
    ("tables: {people: {extract: a}}", "1:28: there is no extract 'a': describe it under `extracts`"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), FOLDER_WIDE, ids=[row[1][:60] for row in FOLDER_WIDE])
def test_sources_are_held_against_each_other(text: str, expected: str, said_about: SaidAbout) -> None:
    assert f"sources.yaml:{expected}" in said_about({"sources.yaml": text})


def test_a_query_is_located_in_its_own_file(said_about: SaidAbout) -> None:
    assert said_about({"queries/tickets.sql": "SELECT *\nFROM tickets\nFOR UPDATE"}) == [
        "queries/tickets.sql:1:1: FOR UPDATE does not only read: an extract is one SELECT that changes and locks nothing"
    ]


def test_a_query_in_a_block_of_text_is_located_in_the_yaml(said_about: SaidAbout) -> None:
    text = "connections: {w: {url: '${W}'}}\nextracts:\n  x:\n    connection: w\n    sql: |\n      SELECT *\n      FROM x, pg_ls_dir('.')\n"
    assert said_about({"sources.yaml": text}) == [
        "sources.yaml:7:15: the function pg_ls_dir is not allowed: a query reads tables, no files, servers or settings"
    ]


def test_a_glob_reads_many_files(load: Load) -> None:
    text = "extracts:\n  x: {file: 'data/*.csv'}\n"
    assert list(load({"sources.yaml": text}).extracts) == ["x"]


def test_queries_are_kept_by_extract(load: Load) -> None:
    assert load({}).queries == {"tickets": "SELECT * FROM tickets WHERE resolved_at >= :period_start\n"}
