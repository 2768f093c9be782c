"""Reading a company's extracts from SQLite: contract, periods, what is seen, and the parts that are kept."""

from datetime import UTC, date, datetime

import polars as pl
import pytest

from okr_reports.errors import ContractError, SourceError
from okr_reports.extracts.connections import ReadLimits
from tests.unit.extracts.company_folder import WAREHOUSE, CompanyFolder, found, parts, set_aside

TICKETS = """
extracts:
  tickets:
    connection: warehouse
    sql: SELECT * FROM tickets
    period: {column: resolved_at}
    columns: {hours: number, agent_id: text}
"""
TABLE = "CREATE TABLE tickets (id, hours, agent_id, resolved_at);"


def test_a_ticket_of_the_last_evening_in_utc_belongs_to_the_next_month_in_kolkata(company: CompanyFolder) -> None:
    company.sources(WAREHOUSE, TICKETS)
    company.database(TABLE, "INSERT INTO tickets VALUES (1, 2, 'a', '2026-09-30T20:00Z')")
    assert parts(company.read("2026-10"), "tickets") == {"2026-10": (1, 0)}


def test_an_unreadable_number_in_row_ten_thousand_is_set_aside_and_its_row_stays(company: CompanyFolder) -> None:
    company.sources(WAREHOUSE, TICKETS)
    company.database(
        TABLE,
        "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 10000) "
        "INSERT INTO tickets SELECT i, iif(i < 10000, i / 2, 'about 3'), i, '2026-09-01' FROM n",
    )
    read = company.read("2026-09")
    assert set_aside(read) == [("tickets", 10_000, "hours", "about 3")]
    assert parts(read, "tickets") == {"2026-09": (10_000, 1)}
    assert company.rows(read, "tickets")["hours"].null_count() == 1


def test_a_later_fraction_does_not_break_a_column_of_whole_numbers(company: CompanyFolder) -> None:
    company.sources(WAREHOUSE, TICKETS)
    company.database(TABLE, "INSERT INTO tickets VALUES (1, 1, 7, '2026-09-01'), (2.5, 1.5, '007', '2026-09-01')")
    rows = company.rows(company.read("2026-09"), "tickets")
    assert rows.select("id", "hours", "agent_id").rows() == [(2.5, 1.5, "007"), (1.0, 1.0, "7")]


def test_a_column_of_which_nothing_can_be_read_breaks_the_contract(company: CompanyFolder) -> None:
    company.sources(WAREHOUSE, TICKETS)
    company.database(TABLE, "INSERT INTO tickets VALUES (1, 'x', 'a', '2026-09-01'), (2, NULL, 'b', '2026-09-01')")
    with pytest.raises(ContractError, match="extract tickets: no cell of column hours can be read as a number"):
        company.read()


def test_absent_columns_are_named_with_those_that_are_there(company: CompanyFolder) -> None:
    company.sources(WAREHOUSE, TICKETS.replace("hours", "Hour").replace("resolved_at", "closed_at"))
    company.database(TABLE)
    with pytest.raises(ContractError) as error:
        company.read()
    assert str(error.value).splitlines() == [
        "extract tickets has no column Hour (did you mean hours?): it has id, hours, agent_id, resolved_at",
        "extract tickets has no column closed_at: it has id, hours, agent_id, resolved_at",
    ]


def test_every_extract_that_is_wrong_is_said_at_once_and_nothing_is_kept(company: CompanyFolder) -> None:
    fine = "  fine: {connection: warehouse, sql: SELECT 1 AS x}\n"
    gone = "  gone: {connection: warehouse, sql: SELECT * FROM gone}\n"
    company.sources(WAREHOUSE, TICKETS.replace("FROM tickets", "FROM ticket") + fine + gone)
    company.database(TABLE)
    with pytest.raises(ContractError) as error:
        company.read()
    assert [problem.what for problem in error.value.problems] == [
        "extract tickets: connection warehouse cannot answer its query: no such table: ticket",
        "extract gone: connection warehouse cannot answer its query: no such table: gone",
    ]
    assert company.store.list() == []


def test_two_columns_of_one_name_break_the_contract(company: CompanyFolder) -> None:
    company.sources(WAREHOUSE, "extracts:\n  t: {connection: warehouse, sql: 'SELECT 1 AS a, 2 AS a'}\n")
    company.database(TABLE)
    with pytest.raises(ContractError, match="more than one column named a"):
        company.read()


def test_an_empty_extract_is_data_with_columns(company: CompanyFolder) -> None:
    company.sources(WAREHOUSE, TICKETS)
    company.database(TABLE)
    read = company.read()
    assert parts(read, "tickets") == {"none": (0, 0)}
    assert company.rows(read, "tickets").columns == ["agent_id", "hours", "id", "period_on", "resolved_at"]
    assert found(read) == ["EXTRACT-EMPTY"]


def test_an_extract_that_begins_after_the_report_is_no_warning(company: CompanyFolder) -> None:
    company.sources(WAREHOUSE, TICKETS)
    company.database(TABLE, "INSERT INTO tickets VALUES (1, 1, 'a', '2026-10-02'), (2, 1, 'a', '2026-10-03')")
    (finding,) = company.read("2026-09").findings
    assert (finding.code, finding.severity) == ("EXTRACT-EMPTY", "advice")
    assert finding.text == "extract tickets holds no rows for this report yet: it begins later, with 2 rows"


def test_rows_without_a_readable_period_are_kept_apart(company: CompanyFolder) -> None:
    company.sources(WAREHOUSE, TICKETS)
    company.database(
        TABLE, "INSERT INTO tickets VALUES (1, 1, 'a', NULL), (2, 1, 'a', 'soon'), (3, 1, 'a', '2026-09-01')"
    )
    read = company.read("2026-09")
    assert parts(read, "tickets") == {"2026-09": (1, 0), "none": (2, 1)}
    assert set_aside(read) == [("tickets", 2, "resolved_at", "soon")]
    assert found(read) == ["ROWS-WITHOUT-PERIOD"]


@pytest.mark.parametrize(
    ("key", "day"),
    [
        ("2026-09", date(2026, 9, 1)),
        ("2026-W36", date(2026, 9, 3)),
        ("FY2027-Q2", date(2026, 7, 1)),
        ("FY2027-H1", date(2026, 4, 1)),
        ("FY2027", date(2026, 4, 1)),
        ("2026-09-15", date(2026, 9, 15)),
        ("2026-Q3", None),
        ("September", None),
    ],
)
def test_a_row_may_name_its_period_by_a_key(company: CompanyFolder, key: str, day: date | None) -> None:
    company.sources(WAREHOUSE, TICKETS)
    company.database(TABLE, "INSERT INTO tickets VALUES (1, 1, 'a', 'KEY'), (2, 1, 'a', '2026-08')".replace("KEY", key))
    rows = company.rows(company.read("2026-09"), "tickets")
    assert rows.filter(pl.col("id") == 1)["period_on"].to_list() == [day]


@pytest.mark.parametrize(("year", "month"), [("2026", "9"), ("'2026'", "'09'"), ("2026.0", "9.0")])
def test_a_row_may_name_its_period_by_year_and_month(company: CompanyFolder, year: str, month: str) -> None:
    company.sources(
        WAREHOUSE,
        f"""
        extracts:
          t: {{connection: warehouse, sql: "SELECT {year} AS y, {month} AS m", period: {{year: y, month: m}}}}
        """,
    )
    company.database(TABLE)
    assert company.rows(company.read("2026-09"), "t")["period_on"].to_list() == [date(2026, 9, 1)]


def test_a_thirteenth_month_is_set_aside(company: CompanyFolder) -> None:
    company.sources(
        WAREHOUSE,
        """
        extracts:
          t:
            connection: warehouse
            sql: SELECT 2026 AS y, 13 AS m UNION ALL SELECT 2026, 9
            period: {year: y, month: m}
        """,
    )
    company.database(TABLE)
    read = company.read("2026-09")
    assert parts(read, "t") == {"2026-09": (1, 0), "none": (1, 1)}
    assert set_aside(read)[0][2:] == ("m", "2026-13")


def test_rows_later_than_the_period_needs_are_left_out_but_count_for_the_cover(company: CompanyFolder) -> None:
    company.sources(WAREHOUSE, TICKETS + "    covers_until: {column: resolved_at}\n")
    company.database(
        TABLE,
        "INSERT INTO tickets VALUES (1, 1, 'a', '2026-07-31'), (2, 1, 'a', '2026-08-02'), "
        "(3, 1, 'a', '2026-08-03'), (4, 1, 'a', '2026-10-05')",
    )
    read = company.read("2026-07")
    # 31 July 2026 is a Friday: its ISO week belongs to July and ends on Sunday, 2 August.
    assert parts(read, "tickets") == {"2026-07": (1, 0), "2026-08": (1, 0)}
    assert read.parts["covers_until"].unique().to_list() == [datetime(2026, 10, 5, 18, 30, tzinfo=UTC)]


@pytest.mark.parametrize(
    ("written", "until"),
    [
        ("2026-09-30", "2026-09-30T18:30:00+00:00"),
        ("2026-09-30 12:00:00", "2026-09-30T06:30:00+00:00"),
        ("2026-09-30T12:00Z", "2026-09-30T12:00:00+00:00"),
        ("2026-09", "2026-09-30T18:30:00+00:00"),
    ],
)
def test_a_day_or_period_is_covered_to_its_end_and_a_moment_to_itself(
    company: CompanyFolder, written: str, until: str
) -> None:
    company.sources(WAREHOUSE, TICKETS + "    covers_until: {column: id}\n")
    company.database(TABLE, "INSERT INTO tickets VALUES ('AT', 1, 'a', '2026-09-01')".replace("AT", written))
    assert company.read("2026-09").parts["covers_until"][0].isoformat() == until


def test_rows_recorded_after_the_moment_of_the_report_are_not_seen(company: CompanyFolder) -> None:
    company.sources(WAREHOUSE, TICKETS + "    recorded_at: id\n")
    company.database(
        TABLE,
        "INSERT INTO tickets VALUES ('2026-10-02 00:00:00', 1, 'a', '2026-09-01'), "
        "('2026-10-02 00:00:01', 2, 'a', '2026-09-01'), (NULL, 3, 'a', '2026-09-01')",
    )
    read = company.read("2026-09", as_of=datetime(2026, 10, 1, 18, 30, tzinfo=UTC))
    assert company.rows(read, "tickets")["hours"].sort().to_list() == [1.0, 3.0]


def test_rows_of_days_after_the_moment_of_the_report_are_not_seen(company: CompanyFolder) -> None:
    company.sources(WAREHOUSE, TICKETS)
    company.database(TABLE, "INSERT INTO tickets VALUES (1, 1, 'a', '2026-09-10'), (2, 1, 'a', '2026-09-11')")
    read = company.read("2026-09", as_of=datetime(2026, 9, 10, 12, tzinfo=UTC))
    assert parts(read, "tickets") == {"2026-09": (1, 0)}


def test_a_query_with_a_period_is_asked_month_by_month_and_its_rows_are_united(company: CompanyFolder) -> None:
    sql = "SELECT COUNT(*) AS tickets, :period_start AS month FROM tickets WHERE resolved_at >= :period_start "
    company.sources(
        WAREHOUSE,
        f"""
        extracts:
          monthly:
            connection: warehouse
            sql: "{sql} AND resolved_at < :period_end"
            period: {{column: month}}
            value: tickets
        """,
    )
    company.database(TABLE, "INSERT INTO tickets VALUES (1, 1, 'a', '2026-05-31'), (2, 1, 'a', '2026-06-01')")
    rows = company.rows(company.read("2026-06"), "monthly")
    assert rows.select("month", "tickets").rows() == [("2026-04-01", 0.0), ("2026-05-01", 1.0), ("2026-06-01", 1.0)]


def test_the_same_rows_are_the_same_parts_in_any_order(company: CompanyFolder) -> None:
    company.sources(WAREHOUSE, TICKETS)
    company.database(TABLE, "INSERT INTO tickets VALUES (1, 1, 'a', '2026-09-01'), (2, 1, 'a', '2026-09-01')")
    first = company.read("2026-09")
    company.sources(WAREHOUSE, TICKETS.replace("*", "resolved_at, hours, agent_id, id"))
    company.database(
        "DELETE FROM tickets; INSERT INTO tickets VALUES (2, 1, 'a', '2026-09-01'), (1, 1, 'a', '2026-09-01')"
    )
    second = company.read("2026-09")
    assert second.parts["sha256"].to_list() == first.parts["sha256"].to_list()


def test_a_missing_sqlite_file_is_a_source_without_an_answer_and_is_not_made(company: CompanyFolder) -> None:
    company.sources(WAREHOUSE, TICKETS)
    with pytest.raises(SourceError, match=r"connection warehouse: there is no SQLite file warehouse\.db"):
        company.read()
    assert not (company.path / "warehouse.db").exists()


def test_a_file_that_is_no_database_gives_no_answer(company: CompanyFolder) -> None:
    company.sources(WAREHOUSE, TICKETS)
    company.write("warehouse.db", "no database at all, but long enough to be taken for one\n" * 50)
    with pytest.raises(SourceError, match="gave no answer"):
        company.read()


def test_an_address_comes_from_the_environment(company: CompanyFolder, monkeypatch: pytest.MonkeyPatch) -> None:
    company.sources('connections:\n  warehouse: {url: "sqlite:///${OKR_TEST_FILE}"}\n', TICKETS)
    company.database(TABLE)
    monkeypatch.setenv("OKR_TEST_FILE", "warehouse.db")
    assert parts(company.read(), "tickets") == {"none": (0, 0)}


def test_a_variable_that_is_not_set_is_named(company: CompanyFolder) -> None:
    company.sources('connections:\n  warehouse: {url: "${OKR_TEST_UNSET_URL}"}\n', TICKETS)
    with pytest.raises(SourceError, match="connection warehouse needs OKR_TEST_UNSET_URL"):
        company.read()


def test_a_query_that_takes_too_long_is_stopped(company: CompanyFolder) -> None:
    endless = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT COUNT(*) AS c FROM n"
    company.sources(WAREHOUSE, f"extracts:\n  t: {{connection: warehouse, sql: '{endless}'}}\n")
    company.database(TABLE)
    with pytest.raises(SourceError, match="extract t: connection warehouse took longer than allowed"):
        company.read(limits=ReadLimits(query_seconds=0.2))


def test_a_locked_database_gives_no_answer(company: CompanyFolder) -> None:
    import sqlite3

    company.sources(WAREHOUSE, TICKETS)
    writer = sqlite3.connect(company.database(TABLE))
    writer.execute("BEGIN EXCLUSIVE")
    with pytest.raises(SourceError, match="is locked by another program"):
        company.read(limits=ReadLimits(lock_seconds=0.1))
    writer.close()


def test_text_that_is_not_utf8_breaks_the_contract(company: CompanyFolder) -> None:
    company.sources(WAREHOUSE, TICKETS)
    company.database(TABLE, "INSERT INTO tickets VALUES (1, 1, CAST(X'FF' AS TEXT), '2026-09-01')")
    with pytest.raises(ContractError, match="holds text that is not UTF-8"):
        company.read()


def test_a_column_with_a_name_of_ours_breaks_the_contract(company: CompanyFolder) -> None:
    company.sources(WAREHOUSE, "extracts:\n  t: {connection: warehouse, sql: SELECT 1 AS period_on}\n")
    company.database(TABLE)
    with pytest.raises(ContractError, match="has a column period_on, which is ours"):
        company.read()
