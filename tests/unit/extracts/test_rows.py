"""Rows of an extract from its parts, with its joins: never a row more, and the same names always."""

import polars as pl
import pytest

from okr_reports.errors import ContractError
from okr_reports.extracts.read import ExtractsRead
from okr_reports.extracts.rows import KeptExtracts, load_rows
from tests.unit.extracts.company_folder import CompanyFolder

JOINED = """
extracts:
  tickets:
    file: tickets.csv
    period: {column: day}
    columns: {agent_id: text, hours: number, team: text, site: text}
    join:
      - {extract: agents, on: agent_id}
      - {extract: teams, on: [team, site]}
  agents:
    file: agents.csv
    columns: {agent_id: text}
  teams:
    file: teams.csv
"""
TICKETS = """\
day,agent_id,hours,team,site
2026-08-01,007,1,red,x
2026-09-01,8,2,red,y
2026-09-02,,3,blue,
2026-09-03,9,4,,
"""
AGENTS = "agent_id,name,hours\n007,Ann,38\n8,Bo,40\n,Nobody,1\n,Nobody,1\n"
TEAMS = "team,site,lead,name\nred,x,E1,Red X\nred,y,E2,Red Y\nblue,x,E3,Blue\n"


@pytest.fixture
def joined(company: CompanyFolder) -> CompanyFolder:
    """Tickets with agents and teams."""
    company.sources(JOINED)
    company.write("tickets.csv", TICKETS)
    company.write("agents.csv", AGENTS)
    company.write("teams.csv", TEAMS)
    return company


def kept(company: CompanyFolder, read: ExtractsRead) -> KeptExtracts:
    """The parts of a run, ready to load from."""
    return KeptExtracts(company.store, read.parts, company.catalogue)


def test_a_join_adds_columns_and_no_rows_and_an_empty_key_matches_nothing(joined: CompanyFolder) -> None:
    rows = joined.rows(joined.read(), "tickets")
    assert rows.select("agent_id", "hours", "agents.name", "lead").rows() == [
        ("007", 1.0, "Ann", "E1"),
        ("8", 2.0, "Bo", "E2"),
        ("9", 4.0, None, None),
        (None, 3.0, None, None),
    ]


def test_a_joined_column_has_a_plain_name_only_when_no_other_has_it(joined: CompanyFolder) -> None:
    rows = joined.rows(joined.read(), "tickets")
    assert {"lead", "teams.lead", "agents.name", "teams.name", "agents.hours", "teams.period_on"} <= set(rows.columns)
    assert "name" not in rows.columns
    assert rows["hours"].to_list() == [1.0, 2.0, 4.0, 3.0]


def test_months_and_columns_can_be_asked_for(joined: CompanyFolder) -> None:
    of_run = kept(joined, joined.read())
    rows = load_rows(of_run, "tickets", months=["2026-09"], columns=["hours", "lead", "agents.name", "nothing"])
    assert sorted(rows.columns) == ["agents.name", "hours", "lead", "period_on"]
    assert rows["hours"].to_list() == [2.0, 4.0, 3.0]


def test_a_month_without_a_part_has_columns_and_no_rows(joined: CompanyFolder) -> None:
    rows = load_rows(kept(joined, joined.read()), "tickets", months=["2026-01"])
    assert (rows.height, rows.schema["period_on"], "lead" in rows.columns) == (0, pl.Date(), True)


def test_a_key_that_repeats_on_the_right_breaks_the_contract(joined: CompanyFolder) -> None:
    joined.write("agents.csv", AGENTS + "007,Cy,1\n007,Di,1\n8,Ed,1\n")
    with pytest.raises(ContractError) as error:
        joined.read()
    assert joined.store.list() == []
    assert str(error.value) == (
        "extract agents is joined on agent_id, but 3 rows repeat a key: "
        "make the key unique there, or join on more columns"
    )


def test_keys_of_different_types_break_the_contract(joined: CompanyFolder) -> None:
    joined.sources(JOINED.replace("    columns: {agent_id: text}\n", ""))
    joined.write("agents.csv", "agent_id,name\n7,Ann\n")
    with pytest.raises(ContractError) as error:
        joined.read()
    assert joined.store.list() == []
    assert str(error.value) == (
        "extract tickets cannot join agents on agent_id: it is text here and a number there: "
        "declare agent_id with the same type under `columns` of both"
    )


def test_whole_numbers_and_floats_join(company: CompanyFolder) -> None:
    company.sources("""
        extracts:
          sales: {file: sales.csv, join: [{extract: shops, on: shop}]}
          shops: {file: shops.csv}
        """)
    company.write("sales.csv", "shop\n1\n2\n")
    company.write("shops.csv", "shop,town\n1.0,Ulm\n2.5,Bonn\n")
    rows = company.rows(company.read(), "sales")
    assert rows.select("shop", "town").rows() == [(1, "Ulm"), (2, None)]


def test_an_empty_extract_joins_whatever_the_others_key_is(company: CompanyFolder) -> None:
    company.sources("""
        extracts:
          sales: {file: sales.csv, join: [{extract: shops, on: shop}]}
          shops: {file: shops.csv}
        """)
    company.write("sales.csv", "shop\n")
    company.write("shops.csv", "shop,town\n1,Ulm\n")
    assert company.rows(company.read(), "sales").columns == [
        "period_on",
        "shop",
        "shops.period_on",
        "shops.shop",
        "shops.town",
        "town",
    ]
