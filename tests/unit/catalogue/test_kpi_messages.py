"""What is wrong in a KPI sheet is said where it stands, with what to write instead."""

from collections.abc import Callable, Mapping

import pytest

from okr_reports.catalogue.catalogue import Catalogue
from okr_reports.catalogue.kpis import owner_ids

SaidAbout = Callable[[Mapping[str, str | bytes]], list[str]]
Load = Callable[[Mapping[str, str | bytes]], Catalogue]
TABLES = {
    "test_a_wrong_kpi_sheet_is_explained": "kpi_lines",
    "test_a_formula_is_located_to_the_character": "kpi_formulas",
    "test_sheets_are_held_against_each_other_and_their_extracts": "kpi_sheets",
}
SHEET = "- id: a/b\n  name: A\n  extract: tickets\n  direction: higher\n  formula: AVG(hours)\n"


def test_a_wrong_kpi_sheet_is_explained(written: str, expected: str, said_about: SaidAbout) -> None:
    company = "name: A\nfiscal_year_start: 4\ndepartments: {sales: Sales}\nteams: {inside: {name: Inside}}\n"
    said = said_about({"company.yaml": company, "kpis/a.yaml": f"{SHEET}  {written}\n"})
    assert said == [f"kpis/a.yaml:{expected}"]


def test_a_formula_is_located_to_the_character(written: str, expected: str, said_about: SaidAbout) -> None:
    text = f"- id: a/b\n  name: A\n  extract: tickets\n  formula: {written}\n  direction: higher\n"
    assert f"kpis/a.yaml:{expected}" in said_about({"kpis/a.yaml": text})


TAKEN = ["AVG(hours)", "AVG(grade)", "AVG(agents.grade)", "COUNT(DISTINCT team)", "COUNT(agents.status)", "SUM(met)"]


@pytest.mark.parametrize("formula", TAKEN)
def test_columns_of_joined_extracts_are_known(formula: str, load: Load) -> None:
    assert load({"kpis/a.yaml": SHEET.replace("AVG(hours)", formula)}).formulas["a/b"].text == formula


def test_without_a_contract_any_column_may_exist(load: Load) -> None:
    sources = "extracts:\n  tickets: {file: data/agents.csv, period: {column: day}}\n"
    kpis = SHEET.replace("AVG(hours)", "AVG(whatever)")
    assert list(load({"sources.yaml": sources, "kpis/a.yaml": kpis}).formulas) == ["a/b"]


def test_sheets_are_held_against_each_other_and_their_extracts(
    written: str, expected: str, said_about: SaidAbout
) -> None:
    assert f"kpis/a.yaml:{expected}" in said_about({"kpis/a.yaml": written})


def test_a_kpi_named_by_another_file_exists(load: Load) -> None:
    other = SHEET.replace("a/b", "a/c") + "  counterweight: a/b\n"
    assert list(load({"kpis/a.yaml": other, "kpis/b.yaml": SHEET}).kpis) == ["a/c", "a/b"]


def test_words_and_numbers_stay_as_the_type_says(load: Load) -> None:
    text = SHEET.replace("name: A", "name: no") + "  owner: 007\n  stock: yes\n  unit: 1e3\n  tags: [2026-01, off]\n"
    kpi = load({"kpis/a.yaml": text}).kpis["a/b"]
    assert (kpi.name, kpi.owner, kpi.stock, kpi.unit, kpi.tags) == ("no", "007", True, "1e3", ["2026-01", "off"])


def test_owners_are_listed_with_the_first_sheet_that_names_them(load: Load) -> None:
    second = SHEET.replace("a/b", "a/c") + "  owner: [{owner: E1, from: 2026-01-01}, {owner: E2, from: 2026-02-01}]\n"
    third = SHEET.replace("a/b", "a/d") + "  owner: {org: sales}\n"
    catalogue = load({"kpis/a.yaml": SHEET + "  owner: E1\n" + second + third})
    assert owner_ids(catalogue) == {"E1": "kpis/a.yaml:1", "E2": "kpis/a.yaml:7"}


def test_what_a_definition_lacks_is_advice(load: Load) -> None:
    complete = SHEET.replace("a/b", "a/c") + "  owner: E1\n  cadence: monthly\n"
    complete += "  targets: [{from: 2026-04, at_least: 5, set_on: 2026-03-20}]\n"
    findings = load({"kpis/a.yaml": SHEET + complete}).findings
    assert [(finding.code, finding.subject_id, finding.severity, finding.place) for finding in findings] == [
        ("OWNER-MISSING", "a/b", "advice", "kpis/a.yaml:1"),
        ("KPI-DEFINITION", "a/b", "advice", "kpis/a.yaml:1"),
        ("DUPLICATE-NAME", "a/c", "advice", "kpis/a.yaml:7"),
    ]
    assert [finding.text for finding in findings[:2]] == [
        "nobody answers for 'A'",
        "the definition of 'A' lacks its cadence, a target",
    ]


def test_notes_are_kept_by_period(load: Load) -> None:
    assert load({"notes/2026-09.md": "A good month.", "notes/FY2027-Q2.md": "Q"}).notes == {
        "2026-09": "A good month.",
        "FY2027-Q2": "Q",
    }


def test_what_stands_in_a_broken_file_is_not_called_missing(said_about: SaidAbout) -> None:
    files = {"sources.yaml": "extracts: [", "kpis/a.yaml": SHEET + "  counterweight: a/c\n", "kpis/b.yaml": "- id: ["}
    assert [line.split(": ")[0] for line in said_about(files)] == ["kpis/b.yaml:1:8", "sources.yaml:1:12"]
