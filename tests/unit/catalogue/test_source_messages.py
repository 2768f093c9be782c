"""What is wrong in sources.yaml is said where it stands, with what to write instead."""

from collections.abc import Callable, Mapping

import pytest

from okr_reports.catalogue.catalogue import Catalogue

SaidAbout = Callable[[Mapping[str, str | bytes]], list[str]]
Load = Callable[[Mapping[str, str | bytes]], Catalogue]
TABLES = {
    "test_a_wrong_connection_is_explained_without_its_password": "connections",
    "test_a_wrong_extract_is_explained": "extracts",
    "test_sources_are_held_against_each_other": "sources",
}


def test_a_wrong_connection_is_explained_without_its_password(
    written: str, expected: str, said_about: SaidAbout
) -> None:
    said = said_about({"sources.yaml": f"connections:\n  w: {written}\n"})
    assert f"sources.yaml:{expected}" in said
    assert [line for line in said if "hunter2" in line] == []


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


def test_a_wrong_extract_is_explained(written: str, expected: str, said_about: SaidAbout) -> None:
    text = f'connections:\n  w: {{url: "${{W}}"}}\nextracts:\n  x: {written}\n'
    assert f"sources.yaml:{expected}" in said_about({"sources.yaml": text})


def test_sources_are_held_against_each_other(written: str, expected: str, said_about: SaidAbout) -> None:
    assert f"sources.yaml:{expected}" in said_about({"sources.yaml": written})


def test_a_query_is_located_in_its_own_file(said_about: SaidAbout) -> None:
    said = said_about({"queries/tickets.sql": "SELECT *\nFROM tickets, pg_sleep(5)"})
    assert said == [
        "queries/tickets.sql:2:15: the function pg_sleep is not allowed: a query reads tables, no files, servers or"
        " settings"
    ]


def test_a_query_in_a_block_of_text_is_located_in_the_yaml(said_about: SaidAbout) -> None:
    text = "connections: {w: {url: '${W}'}}\nextracts:\n  x:\n    connection: w\n"
    text += "    sql: |\n      SELECT *\n      FROM x, pg_ls_dir('.')\n"
    assert said_about({"sources.yaml": text}) == [
        "sources.yaml:7:15: the function pg_ls_dir is not allowed: a query reads tables, no files, servers or settings"
    ]


def test_a_glob_reads_many_files(load: Load) -> None:
    text = "extracts:\n  x: {file: 'data/*.csv'}\n"
    assert list(load({"sources.yaml": text}).extracts) == ["x"]


def test_queries_are_kept_by_extract(load: Load) -> None:
    assert load({}).queries == {"tickets": "SELECT * FROM tickets WHERE resolved_at >= :period_start\n"}
