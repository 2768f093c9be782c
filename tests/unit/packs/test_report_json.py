"""report.json: the contract of outputs.md, one text for one content."""

import json
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import jsonschema
import polars as pl
import pytest

from okr_reports.packs.kpi_review import build_kpi_review
from okr_reports.packs.report_json import to_json
from okr_reports.packs.schemas import report_schema, write_report_schema
from okr_reports.tables import KPI_HEALTH
from tests.rendering.sample_review import MONTH, frame, health_rows, sample_inputs, shown, with_sheet
from tests.rendering.sample_signals import full_review

P90 = "support/p90-first-response"
SCHEMA_FILE = Path(__file__).parents[3] / "docs" / "schemas" / "kpi-review.schema.json"
HEAD = ["schema", "report", "period", "version", "as_of", "partial", "company", "currency", "locale"]


@pytest.fixture(scope="module")
def document() -> dict[str, Any]:
    """report.json of the 25 KPIs, as read by somebody else."""
    return json.loads(to_json(build_kpi_review(full_review(sample_inputs())).report))


def test_every_report_begins_with_what_it_is(document: dict[str, Any]) -> None:
    assert list(document)[:9] == HEAD
    assert (document["schema"], document["period"], document["partial"]) == ("kpi-review/1", "2026-09", False)


def test_it_is_as_its_schema_says(document: dict[str, Any]) -> None:
    jsonschema.validate(document, dict(report_schema()), format_checker=jsonschema.FormatChecker())


def test_the_schema_in_the_documentation_is_that_of_the_types(tmp_path: Path) -> None:
    written = write_report_schema(tmp_path / "schemas")
    assert SCHEMA_FILE.read_text(encoding="utf-8") == written.read_text(encoding="utf-8")


def test_a_kpi_has_its_numbers_unrounded(document: dict[str, Any]) -> None:
    entry = next(kpi for kpi in document["kpis"] if kpi["id"] == P90)
    assert (entry["value"], entry["n"], entry["owner"]) == (3.4, 1204, "E012")
    assert entry["target"] | {"why": None} == {
        "op": "<=", "value": 2.0, "low": None, "high": None, "at_risk": 2.4, "set_on": "2026-01-09",
        "from": "2026-01", "why": None,
    }  # fmt: skip
    assert entry["previous"] == {"period": "2026-08", "value": 2.9, "n": 1204, "reason": None}
    assert entry["change"]["previous"] == {"by": pytest.approx(17.2413793103), "unit": "%"}
    assert entry["history"][-1] == {"period": "2026-09", "value": 3.4, "n": 1204, "health": "off_target"}


def test_a_longer_period_of_too_few_rows_says_so_though_nothing_judges_it() -> None:
    inputs = sample_inputs([P90])
    is_quarter = pl.col("grain") == "quarter"
    few = inputs.tables.health.with_columns(
        reason=pl.when(is_quarter).then(pl.lit("no_target")).otherwise("reason"),
        value_reason=pl.when(is_quarter).then(pl.lit("small_n")).otherwise("value_reason"),
    )
    (entry,) = build_kpi_review(replace(inputs, tables=replace(inputs.tables, health=few))).report.kpis
    assert (entry.quarter.value, entry.quarter.reason) == (3.4, "small_n")
    assert (entry.year_to_date.value, entry.year_to_date.reason) == (3.4, None)


def test_the_history_is_oldest_first_and_ends_with_this_month(document: dict[str, Any]) -> None:
    periods = [point["period"] for point in document["kpis"][0]["history"]]
    assert (periods, periods[-1]) == (sorted(periods), "2026-09")


def test_counts_are_of_the_month_and_of_the_month_before(document: dict[str, Any]) -> None:
    counts = document["counts"]
    assert [counts[name] for name in ("total", "judged", "healthy", "at_risk", "off_target", "unknown")] == [
        25, 24, 18, 3, 3, 1,
    ]  # fmt: skip
    assert counts["not_judged"] == {"no_data": 1}
    assert counts["previous"] == {"healthy": 19, "at_risk": 3, "off_target": 3, "unknown": 0}


def test_gaps_and_unreadable_cells_are_listed(document: dict[str, Any]) -> None:
    quality = document["data_quality"]
    assert quality["gaps"] == [{"kpi_id": "people-finance/enps", "periods": ["2026-09"]}]
    assert quality["quarantined"][0] == {
        "extract": "tickets", "file": "data/tickets.csv", "row": 40, "column": "first_response_hours", "raw": "n.a.",
    }  # fmt: skip


def test_a_signal_has_its_limits_and_since_when(document: dict[str, Any]) -> None:
    entry = next(kpi for kpi in document["kpis"] if kpi["id"] == P90)
    signal = {name: value for name, value in entry["signal"].items() if name not in ("centre", "lower", "upper")}
    assert signal == {
        "variation": "concern", "rule": "outside_limits", "assurance": "hit_or_miss", "points": 13, "trial": False,
        "reason": None, "chart": "value", "unit": "h", "since": "2026-02",
    }  # fmt: skip
    assert [entry["signal"][name] for name in ("centre", "lower", "upper")] == pytest.approx(
        [2.2077, 1.7, 2.72], abs=0.02
    )


def test_what_stands_beside_the_values_is_listed(document: dict[str, Any]) -> None:
    first, second = document["candidates"]
    assert (first["kpi_id"], first["from"], first["to"]) == (
        P90, 3.0, {"op": "<=", "value": 2.0, "low": None, "high": None},
    )  # fmt: skip
    assert (second["why"], second["to"], second["weak_periods"]) == ("persistent_concern", None, ["2026-08", "2026-09"])
    assert document["alerts"] == [{"kpi_id": P90, "kind": "new_concern", "period": "2026-09"}]
    assert [event["on"] for event in document["events"]] == ["2025-02-01", "2026-04-14", "2026-07-01", "2026-07-06"]
    assert [(row["kpi_id"], row["from"]) for row in document["rebases"]] == [("success/health-coverage", "2026-09-01")]


def test_a_restated_value_names_the_pack_that_said_the_old_one(document: dict[str, Any]) -> None:
    assert document["data_quality"]["restated"][0] == {
        "kpi_id": "sales/net-new-mrr", "department": None, "period": "2026-07", "from": 598000.0, "to": 609000.0,
        "n_from": None, "n_to": None, "published": {"period": "2026-08", "version": 1}, "restated_on": "2026-09-22",
        "reason": "Invoice booked late",
    }  # fmt: skip


def test_an_extract_says_whether_it_is_stale(document: dict[str, Any]) -> None:
    extracts = {row["extract"]: row for row in document["data_quality"]["extracts"]}
    names = ("is_stale", "days_short", "last_period")
    assert [extracts["tickets"][name] for name in names] == [True, 2, "2026-09"]
    assert [extracts["crm_opportunities"][name] for name in names] == [False, None, "2026-09"]
    assert [extracts["enps_survey"][name] for name in names] == [False, None, None]


def test_the_same_inputs_make_the_same_bytes() -> None:
    assert to_json(build_kpi_review(sample_inputs()).report) == to_json(build_kpi_review(sample_inputs()).report)


def test_reading_the_same_rows_later_changes_nothing_but_the_provenance() -> None:
    first = sample_inputs()
    read_at = first.tables.parts.with_columns(read_at=pl.col("read_at") + timedelta(days=1))
    later = replace(first, tables=replace(first.tables, parts=read_at), version=2)
    before, after = (json.loads(to_json(build_kpi_review(inputs).report)) for inputs in (first, later))
    assert {key for key in before if before[key] != after[key]} == {"version", "provenance"}


def test_a_kpi_by_department_is_one_entry_with_its_departments_inside() -> None:
    inputs = with_sheet(sample_inputs([P90]), P90, department_column="queue")
    kpi = inputs.catalogue.kpis[P90]
    rows = [row for name in ("east", "west") for row in health_rows(kpi, 600, [1.0] * 13, f"department/{name}")]
    health = pl.concat([inputs.tables.health, frame(KPI_HEALTH, rows)])
    tables = replace(inputs.tables, health=health, shown=shown(health, [P90]))
    (entry,) = build_kpi_review(replace(inputs, tables=tables)).report.kpis
    assert [(part.department, part.value, part.health) for part in entry.departments] == [
        ("east", 1.0, "healthy"),
        ("west", 1.0, "healthy"),
    ]


def test_a_kpi_that_scoring_left_out_is_not_lost() -> None:
    inputs = sample_inputs([P90])
    empty = replace(inputs.tables, shown=inputs.tables.shown.clear(), health=inputs.tables.health.clear())
    (entry,) = build_kpi_review(replace(inputs, tables=empty)).report.kpis
    assert (entry.id, entry.period, entry.health, entry.reason) == (P90, MONTH.key, "unknown", "failed")


def test_an_unknown_locale_prints_as_english_and_says_so() -> None:
    review = build_kpi_review(sample_inputs([P90], locale="xx_YY"))
    assert [finding.code for finding in review.report.findings if finding.subject_id == "company"] == ["LOCALE"]
