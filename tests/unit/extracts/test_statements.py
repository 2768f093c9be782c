"""Only our three parameters are parameters; every other colon in a query stays what it is."""

from datetime import UTC, date, datetime

import pytest
import sqlalchemy as sa

from okr_reports.extracts.statements import Query, Span, parse_statement

AS_OF = datetime(2026, 10, 1, 20, tzinfo=UTC)
SPANS = (Span(date(2026, 8, 1), date(2026, 9, 1)), Span(date(2026, 9, 1), date(2026, 10, 1)))


@pytest.mark.parametrize(
    ("sql", "used"),
    [
        ("SELECT 1", set()),
        ("SELECT a FROM t WHERE at >= :period_start AND at < :period_end", {"period_start", "period_end"}),
        ("SELECT a FROM t WHERE at <= :as_of;", {"as_of"}),
        ("SELECT ':as_of' FROM t", set()),
        ("SELECT 'it''s :as_of', \":as_of\" FROM t", set()),
        ("SELECT 1 -- :as_of\n, :period_end", {"period_end"}),
        ("SELECT 1 /* :as_of\n */", set()),
        ("SELECT a::date, b[1:2], '12:30', $$ :as_of $$, $x$ :as_of $x$", set()),
        ("SELECT :as_of::timestamptz", {"as_of"}),
        ("SELECT :as_of_day", set()),
    ],
)
def test_parameters_are_found_outside_text_names_and_comments(sql: str, used: set[str]) -> None:
    assert parse_statement(sql).parameters == used


@pytest.mark.parametrize(
    "sql",
    [
        "SELECT ':as_of', '{\"a\":1}', 'a::b', ' \\:x ' FROM t",
        'SELECT ":as_of", a::date, b[1:2] -- :note',
        "SELECT 1 /* :as_of :x */",
        "SELECT $$ :as_of $$",
    ],
)
def test_the_database_gets_every_other_colon_as_it_was_written(sql: str) -> None:
    assert str(sa.text(parse_statement(sql).text)) == sql


def test_a_query_with_a_period_is_asked_once_per_span() -> None:
    query = Query("t", parse_statement("SELECT :period_start, :as_of"), SPANS, AS_OF, "Asia/Kolkata")
    assert query.values(has_dates=False) == [
        {"period_start": "2026-08-01", "as_of": "2026-10-02 01:30:00"},
        {"period_start": "2026-09-01", "as_of": "2026-10-02 01:30:00"},
    ]


def test_a_query_without_a_period_is_asked_once() -> None:
    query = Query("t", parse_statement("SELECT :as_of"), SPANS, AS_OF, "Asia/Kolkata")
    assert query.values(has_dates=True) == [{"as_of": AS_OF}]
