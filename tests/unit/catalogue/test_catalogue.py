"""The loaded catalogue: its canonical text, its places, and what scoring gets of it."""

import json
from collections.abc import Callable, Mapping
from dataclasses import FrozenInstanceError
from datetime import date
from pathlib import Path

import pytest

from okr_reports.catalogue.calendar import is_known_calendar, working_calendar
from okr_reports.catalogue.catalogue import Catalogue
from okr_reports.catalogue.measures import measures_of
from okr_reports.catalogue.schemas import folder_schemas, write_schemas
from okr_reports.measures import Window
from okr_reports.periods import Grain
from okr_reports.words import Accumulation

Load = Callable[[Mapping[str, str | bytes]], Catalogue]
SHEET = "- id: a/b\n  name: A\n  extract: tickets\n  direction: higher\n  formula: AVG(hours)\n"
READY = "- {id: a/r, name: R, extract: figures, direction: higher, accumulation: sum}\n"


def test_the_canonical_text_holds_what_was_written_and_nothing_else(load: Load) -> None:
    catalogue = load({"kpis/a.yaml": SHEET, "notes/2026-09.md": "Ein gutes Jahr: é"})
    content = json.loads(catalogue.canonical_json)
    assert content["kpis"] == [
        {"direction": "higher", "extract": "tickets", "formula": "AVG(hours)", "id": "a/b", "name": "A"}
    ]
    assert content["queries"] == {"tickets": "SELECT * FROM tickets WHERE resolved_at >= :period_start\n"}
    assert content["notes"] == {"2026-09": "Ein gutes Jahr: é"}
    assert content["connections"]["warehouse"]["url"] == "${WAREHOUSE_URL}"


def test_the_canonical_text_names_no_place_of_this_machine(load: Load) -> None:
    catalogue = load({"kpis/a.yaml": SHEET})
    assert str(catalogue.folder).encode() not in catalogue.canonical_json
    assert b"\n" not in catalogue.canonical_json.replace(b"\\n", b"")


SAME = [
    ("comments", {"kpis/a.yaml": "# a comment\n" + SHEET}),
    ("order", {"kpis/a.yaml": "- {direction: higher, formula: AVG(hours), name: A, id: a/b, extract: tickets}"}),
    ("quotes", {"kpis/a.yaml": SHEET.replace("name: A", 'name: "A"')}),
]  # fmt: skip


@pytest.mark.parametrize("changed", [row[1] for row in SAME], ids=[row[0] for row in SAME])
def test_the_hash_does_not_change_with(changed: Mapping[str, str | bytes], load: Load) -> None:
    assert load({"kpis/a.yaml": SHEET}).sha256 == load(changed).sha256


OTHER = [
    ("the SQL", {"kpis/a.yaml": SHEET, "queries/tickets.sql": "SELECT 1"}),
    ("a note", {"kpis/a.yaml": SHEET, "notes/2026-09.md": "x"}),
    ("a formula", {"kpis/a.yaml": SHEET.replace("AVG", "SUM")}),
    ("a target", {"kpis/a.yaml": SHEET + "  targets: [{from: 2026-04, at_least: 5}]\n"}),
]


@pytest.mark.parametrize("changed", [row[1] for row in OTHER], ids=[row[0] for row in OTHER])
def test_the_hash_changes_with(changed: Mapping[str, str | bytes], load: Load) -> None:
    assert load({"kpis/a.yaml": SHEET}).sha256 != load(changed).sha256


def test_the_catalogue_cannot_be_changed(load: Load) -> None:
    with pytest.raises(FrozenInstanceError):
        load({}).sha256 = ""  # pyright: ignore[reportAttributeAccessIssue]


def test_each_kpi_knows_where_it_stands(load: Load) -> None:
    assert load({"kpis/a.yaml": SHEET + READY}).places == {"a/b": "kpis/a.yaml:1", "a/r": "kpis/a.yaml:6"}


def test_a_ready_made_value_needs_no_formula(load: Load) -> None:
    (measure,) = measures_of(load({"kpis/a.yaml": READY}))
    assert (measure.formula, measure.value_column, measure.accumulation) == (None, "amount", Accumulation.SUM)


def test_a_formula_goes_before_a_ready_made_value(load: Load) -> None:
    sheet = READY.replace("accumulation: sum", "formula: MAX(amount)")
    (measure,) = measures_of(load({"kpis/a.yaml": sheet}))
    assert measure.value_column is None
    assert measure.formula is not None


def test_a_measure_carries_what_the_sheet_says(load: Load) -> None:
    lines = "unit: '%'\n  min_n: 30\n  stock: yes\n  scale: interval\n  status: trial\n  visibility: confidential\n"
    columns = "  person_column: agent_id\n  team_column: agents.team\n  department_column: team\n  filter: met\n"
    (measure,) = measures_of(load({"kpis/a.yaml": f"{SHEET}  {lines}{columns}"}))
    assert (measure.is_percent, measure.min_n, measure.is_stock, measure.is_interval) == (True, 30, True, True)
    assert (measure.is_trial, measure.is_confidential, measure.filter is None) == (True, True, False)
    assert (measure.person_column, measure.team_column, measure.department_column) == (
        "agent_id",
        "agents.team",
        "team",
    )


WINDOWS = [
    ("monthly", "12 months", Window(12, Grain.MONTH)),
    ("monthly", "1 year", Window(12, Grain.MONTH)),
    ("quarterly", "12 months", Window(4, Grain.QUARTER)),
    ("weekly", "13 weeks", Window(13, Grain.WEEK)),
    ("daily", "4 weeks", Window(28, Grain.DAY)),
    ("yearly", "2 years", Window(2, Grain.YEAR)),
]


@pytest.mark.parametrize(("cadence", "written", "expected"), WINDOWS)
def test_a_window_counts_periods_of_the_cadence(cadence: str, written: str, expected: Window, load: Load) -> None:
    (measure,) = measures_of(load({"kpis/a.yaml": f"{SHEET}  cadence: {cadence}\n  window: {written}\n"}))
    assert measure.window == expected


def test_holidays_are_no_working_days() -> None:
    calendar = working_calendar("DE-BY", range(2026, 2027))
    assert not calendar.is_working(date(2026, 1, 6))
    assert working_calendar("DE", range(2026, 2027)).is_working(date(2026, 1, 6))
    assert working_calendar(None, range(2026, 2027)).is_working(date(2026, 1, 1))


@pytest.mark.parametrize("code", ["IN", "DE-BY", "US-CA", "BR-SP"])
def test_calendars_exist_for(code: str) -> None:
    assert is_known_calendar(code)


@pytest.mark.parametrize("code", ["", "XX", "DE-XX", "DE-", "in", "India", "IN-"])
def test_no_calendar_exists_for(code: str) -> None:
    assert not is_known_calendar(code)
    with pytest.raises(KeyError):
        working_calendar(code, range(2026, 2027))


def test_the_schemas_in_docs_are_those_of_the_types(tmp_path: Path) -> None:
    docs = Path(__file__).parents[3] / "docs" / "schemas"
    written = {path.name: path.read_text(encoding="utf-8") for path in write_schemas(tmp_path)}
    assert written == {name: (docs / name).read_text(encoding="utf-8") for name in written}


def test_every_key_of_the_schemas_is_described() -> None:
    without = [
        f"{kind}.{key}"
        for schema in folder_schemas().values()
        for kind, definition in [*schema["$defs"].items(), ("", schema)]
        for key, shape in definition.get("properties", {}).items()
        if not shape.get("description")
    ]
    assert without == []


def test_editors_accept_every_spelling_that_is_read() -> None:
    kpi = folder_schemas()["kpis"]["$defs"]["Kpi"]["properties"]
    assert kpi["name"]["type"] == ["string", "number", "boolean"]
    assert kpi["min_n"]["type"] == ["integer", "string"]
    assert kpi["stock"]["enum"] == [True, False, "yes", "no", "true", "false", "on", "off"]
