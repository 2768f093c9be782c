"""Numbers written as text are read where unambiguous, and never guessed."""

import polars as pl
import pytest

from okr_reports.catalogue.cleaning import NumberWritten
from okr_reports.extracts.numbers import are_plain_numbers, read_numbers

PLAIN = NumberWritten()
BRITISH = NumberWritten(thousands=",", currency="£", zero=["NIL", "£-"])
GERMAN = NumberWritten(thousands=".", decimal=",", currency="€")
FRENCH = NumberWritten(thousands=" ", decimal=",")
SWISS = NumberWritten(thousands="'")


@pytest.mark.parametrize(
    ("text", "number", "value"),
    [
        ("12", PLAIN, 12.0),
        (" 12.5 ", PLAIN, 12.5),
        ("1e-7", PLAIN, 1e-7),
        ("+3", PLAIN, 3.0),
        ("−3", PLAIN, -3.0),
        ("(5)", PLAIN, -5.0),
        ("(-5)", PLAIN, None),
        ("5-", PLAIN, -5.0),
        ("-5-", PLAIN, None),
        ("5-6", PLAIN, None),
        ("1.234,5-", GERMAN, -1234.5),
        ("5- €", GERMAN, -5.0),
        ("1,234", PLAIN, None),
        ("1_000", PLAIN, None),
        ("nan", PLAIN, None),
        ("inf", PLAIN, None),
        ("1e999", PLAIN, None),
        ("0x10", PLAIN, None),
        ("12 h", PLAIN, None),
        ("1,234.5", BRITISH, 1234.5),
        ("12,34,567", BRITISH, 1234567.0),
        ("1,23", BRITISH, None),
        ("1,234.56.7", BRITISH, None),
        ("£1,200", BRITISH, 1200.0),
        ("-£5", BRITISH, -5.0),
        ("(£5)", BRITISH, -5.0),
        ("NIL", BRITISH, 0.0),
        ("£-", BRITISH, 0.0),
        ("1.234,5", GERMAN, 1234.5),
        ("1.234", GERMAN, 1234.0),
        ("1.5", GERMAN, None),
        ("5 €", GERMAN, 5.0),
        ("1\u202f234,5", FRENCH, 1234.5),
        ("1\u00a0234,5", FRENCH, 1234.5),
        ("1’234.5", SWISS, 1234.5),
    ],
)
def test_a_number_is_read_in_its_format_or_not_at_all(text: str, number: NumberWritten, value: float | None) -> None:
    assert read_numbers(pl.Series([text]), number).to_list() == [value]


def test_a_column_of_percents_keeps_the_authors_unit() -> None:
    assert read_numbers(pl.Series(["95 %", "(1.5%)", None, "0%"]), PLAIN).to_list() == [95.0, -1.5, None, 0.0]


def test_a_percent_sign_among_bare_numbers_is_ambiguous() -> None:
    assert read_numbers(pl.Series(["95%", "0.95"]), PLAIN).to_list() == [None, 0.95]


@pytest.mark.parametrize(
    ("cells", "are_numbers"),
    [
        (["1", "2.5", None], True),
        (["7", "007"], False),
        (["1", "1E5"], False),
        (["12345678901234567890"], False),
        ([None], False),
        (["1", "x"], False),
    ],
)
def test_what_could_be_a_name_is_no_number_without_a_declaration(cells: list[str | None], are_numbers: bool) -> None:
    assert are_plain_numbers(pl.Series(cells, dtype=pl.String())) is are_numbers
