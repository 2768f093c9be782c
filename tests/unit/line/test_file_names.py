"""What a department's files are called, whatever a data source calls the department."""

import pytest

from okr_reports.line.file_names import file_names
from okr_reports.store.store import path_parts


@pytest.mark.parametrize(
    ("identifier", "name"),
    [
        ("support", "support"),
        ("emea/support", "emea~support"),
        ("Kundendienst & Söhne (Süd)", "Kundendienst & Söhne (Süd)"),
        ("emea~support", "emea%7esupport"),
        ("50%", "50%25"),
        ("../../etc", "%2e.~..~etc"),
        ("..", "%2e%2e"),
        ("", "%"),
        (" spaced. ", "%20spaced.%20"),
        ("<i>x", "%3ci%3ex"),
        ("a\\b", "a%5cb"),
        ("nul\x01", "nul%01"),
        ("CON", "%43ON"),
        ("com1.txt", "%63om1.txt"),
        ("\ud800", "%ed%a0%80"),
    ],
)
def test_a_name_is_safe_in_every_file_system_and_an_id_stays_as_it_is(identifier: str, name: str) -> None:
    assert file_names([identifier]) == {identifier: name}
    assert path_parts(f"departments/{name}.html")


def test_names_that_differ_only_in_capitals_become_different_files() -> None:
    assert file_names(["north", "North", "NORTH"]) == {
        "north": "north", "North": "%4eorth", "NORTH": "%4e%4f%52%54%48",
    }  # fmt: skip


def test_long_names_are_cut_and_stay_apart() -> None:
    first, second = file_names(["x" * 300, "x" * 301]).values()
    assert first != second
    assert max(len(name.encode()) for name in (first, second)) <= 255
