"""CSV files as people's programs write them."""

from pathlib import Path

import pytest

from okr_reports.errors import ContractError
from okr_reports.extracts.csv_lines import CsvFormat
from okr_reports.extracts.csv_rows import read_csv
from okr_reports.extracts.raw import ROW

PLAIN = CsvFormat()


def rows_of(path: Path, content: bytes, form: CsvFormat = PLAIN) -> list[tuple[object, ...]]:
    """The rows of a file with these bytes, each with its line at the end."""
    path.write_bytes(content)
    raw = read_csv(path, label="data.csv", form=form)
    return raw.frame.select(*raw.columns, ROW).rows()


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Where the file under test lies."""
    return tmp_path / "data.csv"


@pytest.mark.parametrize(
    "content",
    [
        "a,b\n1,ü\n".encode(),
        "a,b\r\n1,ü\r\n".encode(),
        "a,b\r1,ü\r".encode(),
        "a;b\n1;ü\n".encode(),
        "a\tb\n1\tü".encode(),
        "a|b\n1|ü".encode(),
        "sep=;\na;b\n1;ü\n".encode(),
        "a,b\n1,ü\n".encode("utf-8-sig"),
        "a,b\n1,ü\n".encode("utf-16"),
        "a,b\n1,ü\n".encode("cp1252"),
        '"a","b"\n"1","ü"\n'.encode(),
        "a,b,\n1,ü,\n".encode(),
    ],
)
def test_any_encoding_delimiter_and_line_end_gives_the_same_cells(path: Path, content: bytes) -> None:
    assert [row[:2] for row in rows_of(path, content)] == [("1", "ü")]


def test_a_row_is_named_by_the_line_it_begins_on(path: Path) -> None:
    content = b'a,b\n"two\nlines",1\n\n,\nlast,2\n'
    assert rows_of(path, content) == [("two\nlines", "1", 2), ("last", "2", 6)]


def test_a_semicolon_separates_where_commas_are_decimals(path: Path) -> None:
    assert rows_of(path, b"a;b\n1,5;2,5\n3,5;4,5\n") == [("1,5", "2,5", 2), ("3,5", "4,5", 3)]


def test_a_single_column_needs_no_delimiter(path: Path) -> None:
    assert rows_of(path, b"a\n1\n2\n") == [("1", 2), ("2", 3)]


def test_leading_zeros_stay(path: Path) -> None:
    assert rows_of(path, b"id\n007\n") == [("007", 2)]


def test_rows_of_the_wrong_width_are_set_aside_with_their_line(path: Path) -> None:
    path.write_bytes(b"a,b,c\n1,2\n1,2,3\n1,2,3,4\n1,2,3,,\n")
    raw = read_csv(path, label="data.csv", form=PLAIN)
    assert raw.unreadable.rows() == [("data.csv", 2, "c", "1,2"), ("data.csv", 4, "", "1,2,3,4")]
    assert raw.frame.select("a", "b", "c").rows() == [
        ("1", "2", ""),
        ("1", "2", "3"),
        ("", "", ""),
        ("1", "2", "3"),
    ]


def test_a_row_with_broken_quotes_is_set_aside_and_the_next_is_read(path: Path) -> None:
    path.write_bytes(b'a,b\n"x"y,1\nz,2\n')
    raw = read_csv(path, label="data.csv", form=PLAIN)
    assert raw.unreadable.rows() == [("data.csv", 2, "", "broken quotes")]
    assert raw.frame.select("a", "b").rows() == [("", ""), ("z", "2")]


def test_columns_of_one_name_are_numbered_and_none_is_taken_for_the_other(path: Path) -> None:
    path.write_bytes(b"Key,Sprint,Points,Sprint\nA-1,May,3,June\n")
    raw = read_csv(path, label="data.csv", form=PLAIN)
    assert raw.frame.select("Key", "Sprint (1)", "Points", "Sprint (2)").rows() == [("A-1", "May", "3", "June")]


@pytest.mark.parametrize(
    ("content", "form", "said"),
    [
        (b'a,b\n1,"never closed\n2,3\n', PLAIN, "data.csv:2: a quote opened here is never closed"),
        (b'a,b\n1,"' + b"x" * 200_000 + b"\n2,3\n", PLAIN, "data.csv:2: a cell has more than 131,072 characters"),
        (b'a,b\n1,"' + b"x" * 200_000 + b'"\n2,3\n', PLAIN, "data.csv:2: a cell has more than 131,072 characters"),
        (b"a,b\n\xff\n", CsvFormat(encodings=["utf-8"]), "data.csv cannot be read as utf-8"),
        (b"a,b\n1,2\n", CsvFormat(encodings=["klingon"]), "there is no encoding 'klingon'"),
        (b"a,a,a (1)\n1,2,3\n", PLAIN, "data.csv has more than one column named a (1)"),
        (b"", PLAIN, "data.csv has no rows, not even a header"),
        (b"a,b\n", CsvFormat(match="name"), "data.csv has no row with 'name' to be its header"),
    ],
)
def test_a_file_that_cannot_be_read_says_why(path: Path, content: bytes, form: CsvFormat, said: str) -> None:
    with pytest.raises(ContractError) as error:
        rows_of(path, content, form)
    assert said in str(error.value)


def test_a_header_is_found_by_what_stands_in_it(path: Path) -> None:
    content = b"Report of 2026\n\nOrganisation name,Staff,\n,payroll,agency\nNorth,1,2\n"
    form = CsvFormat(match="organisation NAME", header_rows=2)
    path.write_bytes(content)
    raw = read_csv(path, label="data.csv", form=form)
    assert raw.columns == ["Organisation name", "Staff payroll", "Staff agency"]
    assert raw.frame.rows() == [("North", "1", "2", 5, "data.csv")]


def test_a_header_without_rows_has_columns(path: Path) -> None:
    path.write_bytes(b"a,b\n")
    raw = read_csv(path, label="data.csv", form=PLAIN)
    assert (raw.columns, raw.frame.height) == (["a", "b"], 0)


def test_more_rows_than_one_batch_keep_their_order(path: Path) -> None:
    path.write_text("a\n" + "\n".join(map(str, range(120_000))))
    raw = read_csv(path, label="data.csv", form=PLAIN)
    assert raw.frame["a"].to_list()[-1] == "119999"
    assert raw.frame.height == 120_000
