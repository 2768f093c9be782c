"""What is not YAML, or not the folder's YAML, is said in plain words with file, line and column."""

from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from okr_reports.catalogue.load import load_catalogue
from okr_reports.errors import CatalogueError

SaidAbout = Callable[[Mapping[str, str | bytes]], list[str]]
OPERATOR = "put the operator in quotes, or write `at_least: 95` / `at_most: 2.0`"
TOO_DEEP = "no file of a company folder needs that: check for a stray bracket or dash"

BROKEN = [
    ("a tab as indentation", "name: A\n\tpaper: A4\n", "2:1: a tab is used for indentation: use spaces"),
    (
        "a value that begins with a sign",
        "name: %",
        '1:7: a value cannot begin with `%`: put the value in quotes, as in "% …"',
    ),
    (
        "two colons",
        "name: a: b",
        "1:8: a second `: ` in one value, or a line too far in: put text that contains a colon in quotes, or mend the"
        " indentation",
    ),
    (
        "an open list",
        "name: [a,\npaper: A4\n",
        "1:7: a list opened with `[` is not closed, or lacks a comma: write [a, b]",
    ),
    (
        "an open mapping",
        "policy: {profile: cozyhr\n",
        "1:9: a mapping opened with `{` lacks a comma or its end: write {key: value, k: value}",
    ),
    (
        "a value that never comes",
        "policy: {\n",
        "2:1: a value is missing, or a bracket before it is open: write the value, or close the bracket",
    ),
    ("an open quote", "name: 'a\n", "1:7: text opened with the quote `'` is not closed: close it with `'`"),
    (
        "two documents",
        "name: A\n---\nname: B\n",
        "2:1: `---` begins a second document: keep one document per file: move the rest",
    ),
    (
        "an unknown alias",
        "name: *x",
        "1:7: there is no anchor of this name: write `&name` before the value, or repeat it",
    ),
    (
        "an anchor twice",
        "name: &x A\npaper: &x A4\n",
        "2:8: this anchor is defined twice: give it another name",
    ),
    (
        "an unknown escape",
        'name: "\\q"',
        "1:8: a backslash in double quotes begins an escape YAML does not know: use single quotes",
    ),
    (
        "a line that belongs nowhere",
        "name: A\n- b\n",
        "2:1: this line does not belong to the mapping above: give entries of one list or mapping the same indentation,"
        " with spaces",
    ),
    ("nothing", "", "1:1: the file is empty: write something in it, or delete it"),
    ("only a comment", "# hello\n", "1:1: the file is empty: write something in it, or delete it"),
    ("a list", "- a\n", "1:1: this file must be keys with values: write `key: value` lines"),
    ("a word", "hello", "1:1: this file must be keys with values: write `key: value` lines"),
    ("a key twice", "name: A\nname: B\n", "2:1: the key 'name' stands twice, first in line 1: keep one of them"),
    ("a merge key", "name: A\n<<: {}\n", "2:1: `<<` (a merge key) is not read: write the keys out"),
    ("a key that is a list", "name: A\n? [a]\n: b\n", "2:3: a key must be one word: write `key: value`"),
    ("a NUL byte", b"name: A\x00B", "1:8: there is a control character (code 0) here: delete it"),
    ("a control character", "name: A\u0007B", "1:8: there is a control character (code 7) here: delete it"),
    ("an escaped control character", 'name: "A\\0B"', "1:7: the text contains a control character: delete it"),
    (
        "another encoding",
        b"name: A\ncurrency: \xff",
        "2:11: this is not UTF-8 text: save the file with the encoding UTF-8",
    ),
    ("brackets without end", "name: " + "[" * 5000, f"1:1007: brackets are nested too deep: {TOO_DEEP}"),
    ("dashes without end", "- " * 5000, f"1:1: this line is nested too deep: {TOO_DEEP}"),
    (
        "deep nesting",
        "name: " + "[" * 100 + "]" * 100,
        "1:37: this is nested too deep, or aliases (`*name`) repeat too much: write the values out",
    ),
    (
        "an alias of itself",
        "name: &a [*a]",
        "1:7: this is nested too deep, or aliases (`*name`) repeat too much: write the values out",
    ),
]


@pytest.mark.parametrize(("text", "expected"), [row[1:] for row in BROKEN], ids=[row[0] for row in BROKEN])
def test_broken_yaml_is_explained_where_it_breaks(text: str | bytes, expected: str, said_about: SaidAbout) -> None:
    assert f"company.yaml:{expected}" in said_about({"company.yaml": text})


def test_aliases_of_aliases_are_cut_off(said_about: SaidAbout) -> None:
    rows = ["a0: &a0 [x, x]"] + [f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]" for n in range(1, 12)]
    said = said_about({"company.yaml": "\n".join(rows)})
    assert any("aliases (`*name`) repeat too much" in line for line in said)


KPI = "- id: a/b\n  name: A\n  extract: tickets\n  formula: AVG(hours)\n  direction: higher\n  targets:\n"
OPERATORS = [
    ("    - {from: 2026-04, op: >=, value: 95}", "7:27: `op: >=`"),
    ("    - {from: 2026-04, op: >, value: 95}", "7:27: `op: >`"),
    ("    - {from: 2026-04, value: 95, op: >=}", "7:38: `op: >=`"),
    ("    - from: 2026-04\n      op: >= 95", "8:11: `op: >=`"),
    ("    - from: 2026-04\n      op: >=\n      value: 95", "8:11: `op: >=`"),
]


@pytest.mark.parametrize(("target", "place"), OPERATORS)
def test_an_operator_without_quotes_is_told_how_to_write_it(target: str, place: str, said_about: SaidAbout) -> None:
    assert f"kpis/a.yaml:{place} is not YAML: {OPERATOR}" in said_about({"kpis/a.yaml": KPI + target})


def test_the_rest_of_a_file_with_a_bare_operator_is_still_read(said_about: SaidAbout) -> None:
    text = """\
- id: a/b
  name: A
  extract: tickets
  formula: AVG(hourz)
  direction: up
  targets:
    - {from: 2026-04, op: >=, value: x}
"""
    assert said_about({"kpis/a.yaml": text}) == [
        "kpis/a.yaml:4:16: the extract 'tickets' has no column 'hourz': did you mean 'hours'?",
        "kpis/a.yaml:5:14: `direction` is 'up': write higher, lower, range or none",
        f"kpis/a.yaml:7:27: `op: >=` is not YAML: {OPERATOR}",
        "kpis/a.yaml:7:38: `value` is 'x': write a number, without thousands marks, such as 1250.5",
    ]


def test_an_operator_that_begins_a_block_of_text_is_found(said_about: SaidAbout) -> None:
    text = KPI + "    - from: 2026-04\n      op: >\n      value: 3\n"
    assert f"kpis/a.yaml:8:11: `op: >` begins a block of text in YAML: {OPERATOR}" in said_about({"kpis/a.yaml": text})


def test_every_file_is_reported_at_once_in_order(said_about: SaidAbout) -> None:
    files = {"company.yaml": "name: A\npaper: A5\n", "kpis/a.yaml": "hello", "kpis/b.yaml": "- a: {\n"}
    said = said_about({**files, "kpis/c.yml": "- a\n", "notes/x.md": "x"})
    assert [line.split(": ")[0] for line in said] == [
        "company.yaml:2:8",
        "kpis/a.yaml:1:1",
        "kpis/b.yaml:2:1",
        "kpis/c.yml",
        "notes/x.md",
    ]


def test_a_byte_order_mark_and_windows_line_ends_are_fine(said_about: SaidAbout) -> None:
    assert said_about({"company.yaml": b"\xef\xbb\xbfname: A\r\ncurrency: inr\r\n"}) == [
        "company.yaml:2:11: 'inr' is no currency: write three capital letters like INR, EUR or USD"
    ]


def test_a_folder_that_is_not_there_is_said(tmp_path: Path) -> None:
    with pytest.raises(CatalogueError, match="there is no such company folder"):
        load_catalogue(tmp_path / "nowhere")
