"""bundle.json: the contract of outputs.md, without a place for an OKR number."""

import json
from dataclasses import fields, is_dataclass, replace
from pathlib import Path
from typing import Any, get_args, get_type_hints

import jsonschema
import pytest

from okr_reports.packs.bundle import bundle_json
from okr_reports.packs.bundle.bundle import build_bundle
from okr_reports.packs.bundle.bundle_json import BundleJson, EvidenceJson, NoteJson, OkrContributionJson
from okr_reports.packs.bundle.lines import bundle_bytes
from okr_reports.packs.report_json import to_json
from okr_reports.packs.schemas import bundle_schema, write_bundle_schema
from tests.rendering.bundle_people import LONG_NOTE, PEOPLE
from tests.rendering.bundle_sample import facts

SCHEMA_FILE = Path(__file__).parents[3] / "docs" / "schemas" / "bundle.schema.json"
HEAD = ["schema", "report", "period", "version", "as_of", "partial", "company", "currency", "locale"]
CONTRACT = {
    "employee", "linkage_policy", "segments", "kpi_achievement", "competencies", "okr_contributions", "evidence",
    "notes", "comments", "corrections", "sources", "findings",
}  # fmt: skip
OKR_WORDS = ("score", "grade", "progress", "confidence", "colour", "rank", "rating", "key_result", "decision", "actual")


def document_of(name: str) -> dict[str, Any]:
    """bundle.json of one of the six, as read by somebody else."""
    return json.loads(bundle_bytes(build_bundle(PEOPLE[name](), facts()).report))


def names_in(kind: object) -> set[str]:
    """Every field name in a type of the contract and in the types it holds."""
    inner = {name for argument in get_args(kind) for name in names_in(argument)}
    if isinstance(kind, type) and is_dataclass(kind):
        hints = get_type_hints(kind, dict(vars(bundle_json)))
        inner |= {field.name for field in fields(kind)} | {name for hint in hints.values() for name in names_in(hint)}
    return inner


@pytest.mark.parametrize("name", PEOPLE)
def test_every_bundle_is_as_its_schema_says(name: str) -> None:
    document = document_of(name)
    assert list(document)[:9] == HEAD
    assert set(document) >= CONTRACT
    jsonschema.validate(document, dict(bundle_schema()), format_checker=jsonschema.FormatChecker())


@pytest.mark.parametrize("verdict", ["as_known", "as_published"])
@pytest.mark.parametrize("name", PEOPLE)
def test_the_verdicts_that_count_add_up_to_the_periods_met(name: str, verdict: str) -> None:
    known = replace(facts(), policy=replace(facts().policy, verdict=verdict))
    report = build_bundle(PEOPLE[name](), known).report
    kpis = [kpi for segment in report.segments for kra in segment.kras for kpi in kra.kpis]
    each = [[period.counts_met for period in kpi.periods if period.published_is_met is None] for kpi in kpis]
    assert each == [[period.is_met for period in kpi.periods if period.published_is_met is None] for kpi in kpis]
    restated = [period for kpi in kpis for period in kpi.periods if period.published_is_met is not None]
    assert [period.counts_met for period in restated] == [
        {"as_known": period.is_met, "as_published": period.published_is_met}[verdict] for period in restated
    ]


def test_the_schema_in_the_documentation_is_that_of_the_types(tmp_path: Path) -> None:
    written = write_bundle_schema(tmp_path / "schemas")
    assert SCHEMA_FILE.read_text(encoding="utf-8") == written.read_text(encoding="utf-8")


def test_the_lines_hold_what_indented_json_holds() -> None:
    report = build_bundle(PEOPLE["lead"](), facts()).report
    assert json.loads(bundle_bytes(report)) == json.loads(to_json(report))
    assert bundle_bytes(report).count(b"\n") > 40


def test_no_type_has_a_place_for_an_okr_number() -> None:
    assert [word for word in OKR_WORDS if any(word in name for name in names_in(BundleJson))] == []
    kinds = [hint for kind in (OkrContributionJson, EvidenceJson, NoteJson) for hint in get_type_hints(kind).values()]
    assert float not in {argument for hint in kinds for argument in (hint, *get_args(hint))}


def test_a_kpi_has_its_verdicts_and_the_reason_of_each_unjudged_period() -> None:
    [segment] = document_of("lead")["segments"]
    reopen = segment["kras"][1]["kpis"][0]
    assert (reopen["periods_met"], reopen["periods_judged"], reopen["source"]) == (3, 3, 3)
    assert reopen["unjudged"] == [
        {"period": "2026-01", "reason": "no_target"},
        {"period": "2026-02", "reason": "no_data"},
        {"period": "2026-04", "reason": "on_leave"},
    ]
    assert (segment["from"], segment["to"], segment["leave_days"]) == ("2026-01-01", "2026-06-30", 20)


def test_a_target_scaled_by_presence_says_by_how_much() -> None:
    kpis = [kpi for segment in document_of("transfer")["segments"] for kra in segment["kras"] for kpi in kra["kpis"]]
    whole, scaled = [kpi for kpi in kpis if kpi["id"] == "engineering/deployments"]
    assert (whole["target"]["scale"], scaled["target"]["scale"]) == (None, 0.5)


def test_corrections_and_comments_stand_apart() -> None:
    document = document_of("lead")
    assert [entry["status"] for entry in document["corrections"]] == ["accepted", "open"]
    assert [entry["status"] for entry in document["comments"]] == ["noted"]


def test_words_about_an_objective_name_the_records_behind_them() -> None:
    first, second = document_of("lead")["okr_contributions"]
    assert (first["evidence"], first["about_team"]) == ([7], False)
    assert (second["evidence"], second["about_team"]) == ([9], True)


def test_later_changes_stand_with_the_achievement_before_them() -> None:
    changes = document_of("transfer")["changes"]
    assert (changes["achievement_before"], len(changes["changes"])) == (0.6389, 2)
    assert document_of("lead")["changes"] is None


def test_typed_texts_are_whole_and_hold_nothing_that_breaks_readers() -> None:
    texts = [entry["text"] for entry in document_of("talker")["evidence"]]
    assert texts[17] == LONG_NOTE
    assert texts[30].startswith("before\ufffd\ufffd[31mafter right to left and\nanother line")


def test_somebody_unknown_has_a_bundle_of_the_same_shape() -> None:
    document = document_of("nobody")
    assert (document["employee"]["name"], document["segments"], document["kpi_achievement"]) == ("E404", [], None)
    assert {"what": "People's records have no row of E404", "whose": "HR"} in document["missing"]
