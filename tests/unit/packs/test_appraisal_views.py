"""Managers' indexes and HR's overview: who is listed, what is missing, whose job it is; no results, no ranking."""

from dataclasses import fields, is_dataclass, replace
from datetime import UTC, datetime
from typing import get_args, get_type_hints

import polars as pl
import pytest

from okr_reports.packs.appraisals import pages
from okr_reports.packs.appraisals.completeness import EvidenceState
from okr_reports.packs.appraisals.content import content_sha256
from okr_reports.packs.appraisals.hr_overview import hr_overview
from okr_reports.packs.appraisals.hr_sheets import hr_sheets
from okr_reports.packs.appraisals.inputs import ViewInputs
from okr_reports.packs.appraisals.managers_index import managers_indexes
from okr_reports.packs.appraisals.missing import Lack
from okr_reports.packs.appraisals.outcomes import BundleOutcome, BundleState
from okr_reports.packs.audience import audience_of
from okr_reports.packs.audience_inputs import AppraisalTables
from okr_reports.packs.bundle import bundle_json
from tests.rendering.bundle_sample import facts
from tests.security.planted_company import MANAGERS, planted_plan, planted_tables

FACTS = facts()
RESULTS = {"score", "grade", "rank", "achievement", "attainment", "rating", "confidence", "decision"}


@pytest.fixture(scope="module")
def tables() -> AppraisalTables:
    return planted_tables()


def view(tables: AppraisalTables, **outcomes: BundleOutcome) -> ViewInputs:
    """The views' inputs, every bundle published but for those named."""
    plan = replace(
        planted_plan(),
        competencies={"support-agent": ("Ownership", "Clear writing")},
        roles_with_kras=frozenset({"support-agent"}),
        kpi_owners={"support/csat": "M1"},
    )
    published = {
        id: BundleOutcome(id, BundleState.PUBLISHED, None, f"employees/{id}/bundle.html", f"employees/{id}/bundle.pdf")
        for id in MANAGERS
    }
    return ViewInputs(tables, plan, FACTS, {**published, **outcomes}, audience_of(tables, plan))


def kinds(state: EvidenceState) -> list[str]:
    return [gap.lack.value for gap in state.missing]


def test_an_index_lists_the_direct_reports_in_order_of_ids(tables: AppraisalTables) -> None:
    indexes = {index.manager_id: index for index in managers_indexes(view(tables))}
    assert {id: [row.remark.split(" · ")[0] for row in index.rows] for id, index in indexes.items()} == {
        "M1": ["E1", "E2"], "M2": ["E3", "M1"],
    }  # fmt: skip
    assert indexes["M1"].title == "Two direct reports: 2 corrections to answer; 2 people with competencies to rate"
    assert indexes["M1"].rows[0].link.html == "../../employees/E1/bundle.html"


def test_a_former_manager_does_not_list_who_was_transferred(tables: AppraisalTables) -> None:
    before = tables.segments.filter(pl.col("employee_id") == "E1")
    after = before.with_columns(segment=pl.lit(2, dtype=pl.Int64()), manager_id=pl.lit("M2"))
    moved = replace(tables, segments=pl.concat([tables.segments, after]))
    listed = {
        index.manager_id: [row.remark.split(" · ")[0] for row in index.rows] for index in managers_indexes(view(moved))
    }
    assert listed == {"M1": ["E2"], "M2": ["E1", "E3", "M1"]}


def test_managers_whose_ids_could_be_taken_for_each_other_have_no_index(tables: AppraisalTables) -> None:
    manager = pl.when(pl.col("employee_id") == "E3").then(pl.lit("m1")).otherwise("manager_id")
    odd = replace(tables, segments=tables.segments.with_columns(manager_id=manager))
    assert [index.manager_id for index in managers_indexes(view(odd))] == ["M2"]


def test_gaps_are_found_with_whose_job_they_are(tables: AppraisalTables) -> None:
    states = view(tables).states
    assert kinds(states["E1"]) == ["months", "competencies", "correction", "share"]
    assert [gap.whose for gap in states["E1"].missing] == ["M1"] * 4
    assert states["E1"].missing[0].subjects == ("2026-01", "2026-05")
    assert states["M2"].missing[0].lack is Lack.MANAGER
    assert {gap.whose for gap in states["M2"].missing} == {"hr"}


def test_nobody_misses_records_of_a_month_on_leave_or_to_come(tables: AppraisalTables) -> None:
    away = tables.presence.with_columns(leave_day_count=pl.col("held_day_count"))
    on_leave = view(replace(tables, presence=away)).states
    assert "months" not in kinds(on_leave["E1"])
    early = replace(view(tables), facts=replace(FACTS, as_of=datetime(2026, 1, 20, tzinfo=UTC)))
    [months] = [gap.subjects for gap in early.states["E1"].missing if gap.lack in (Lack.MONTHS, Lack.NO_EVIDENCE)]
    assert months == ("2026-01",)


def test_kpis_that_could_not_be_judged_are_their_owners_job(tables: AppraisalTables) -> None:
    is_csat = pl.col("kpi_id") == "support/csat"
    silent = tables.kra_periods.with_columns(
        is_judged=~is_csat, reason=pl.when(is_csat).then(pl.lit("no_data")).otherwise("reason")
    )
    states = view(replace(tables, kra_periods=silent)).states
    assert [(gap.whose, gap.subjects) for gap in states["E1"].missing if gap.lack is Lack.KPI] == [
        ("M1", ("support/csat",))
    ]


def test_a_team_that_nobody_recorded_is_hrs_job_and_not_the_kpis_owners(tables: AppraisalTables) -> None:
    is_csat = pl.col("kpi_id") == "support/csat"
    teamless = tables.kra_periods.with_columns(
        is_judged=~is_csat, reason=pl.when(is_csat).then(pl.lit("no_team")).otherwise("reason")
    )
    found = view(replace(tables, kra_periods=teamless)).states["E1"].missing
    assert [(gap.lack.value, gap.whose, gap.subjects) for gap in found if gap.lack in (Lack.KPI, Lack.TEAM)] == [
        ("team", "hr", ("support/csat",))
    ]


def test_people_without_role_or_words_are_told(tables: AppraisalTables) -> None:
    nothing = replace(
        tables,
        segments=tables.segments.with_columns(role_id=pl.lit(None, dtype=pl.String())),
        one_to_ones=tables.one_to_ones.clear(),
        manager_notes=tables.manager_notes.clear(),
        employee_comments=tables.employee_comments.clear(),
        competencies=tables.competencies.clear(),
        okr_evidence=tables.okr_evidence.clear(),
        okr_words=tables.okr_words.with_columns(said_on=pl.lit(None, dtype=pl.Date())),
    )
    assert kinds(view(nothing).states["E1"]) == ["role", "no_evidence", "objective"]
    unknown = tables.segments.with_columns(role_id=pl.lit("astronaut"))
    assert "kras" in kinds(view(replace(tables, segments=unknown)).states["E1"])


def test_expected_is_published_and_withheld_and_failed(tables: AppraisalTables) -> None:
    withheld = BundleOutcome("E2", BundleState.WITHHELD, "the id cannot be the name of a file")
    failed = BundleOutcome("E3", BundleState.FAILED, "took longer than 60 seconds")
    overview = hr_overview(view(tables, E2=withheld, E3=failed))
    assert [(count.word, count.number) for count in overview.counts] == [
        ("Expected", "5"), ("Published", "3"), ("Withheld", "1"), ("Failed", "1"),
    ]  # fmt: skip
    assert [(row.remark, row.state, row.reason) for row in overview.kept_back] == [
        ("E2", "Withheld", "the id cannot be the name of a file"), ("E3", "Failed", "took longer than 60 seconds"),
    ]  # fmt: skip
    assert overview.title == (
        "3 of 5 bundles are published; 1 is withheld; 1 failed; 1 person without a role or manager; "
        "5 corrections to answer"
    )
    assert [row.remark.split(" · ")[0] for row in overview.rows] == ["E1", "E2", "E3", "M1", "M2"]


def test_duties_name_each_person_once_and_hr_first(tables: AppraisalTables) -> None:
    duties = hr_overview(view(tables)).duties
    assert [duty.who.split()[0] for duty in duties] == ["HR", "Anna", "Anna"]
    assert any(task.startswith("Corrections to answer: ") for task in duties[1].tasks)


def test_the_workbook_lists_everybody_and_holds_no_results(tables: AppraisalTables) -> None:
    sheets = {sheet.name: sheet for sheet in hr_sheets(view(tables))}
    assert [row[0] for row in sheets["Employees"].rows] == ["E1", "E2", "E3", "M1", "M2"]
    heads = {column.title.lower() for sheet in sheets.values() for column in sheet.columns}
    assert not any(word in head for head in heads for word in RESULTS)


def test_a_view_says_the_same_at_another_moment(tables: AppraisalTables) -> None:
    now, later = view(tables), replace(view(tables), facts=replace(FACTS, as_of=datetime(2026, 8, 8, tzinfo=UTC)))
    assert content_sha256(hr_overview(now)) == content_sha256(hr_overview(later))
    failed = BundleOutcome("E3", BundleState.FAILED, "took longer than 60 seconds")
    assert content_sha256(hr_overview(now)) != content_sha256(hr_overview(view(tables, E3=failed)))


def held_by(kind: object) -> set[str]:
    """The names of all fields that a type holds, at any depth."""
    if is_dataclass(kind) and isinstance(kind, type):
        hints = get_type_hints(kind)
        return {one.name for one in fields(kind)} | {name for hint in hints.values() for name in held_by(hint)}
    return {name for inner in get_args(kind) for name in held_by(inner)}


@pytest.mark.parametrize("kind", [pages.ManagersIndex, pages.HrOverview, EvidenceState])
def test_no_view_has_a_place_for_results(kind: type) -> None:
    assert not any(word in name for name in held_by(kind) for word in RESULTS)


@pytest.mark.parametrize("kind", [bundle_json.OkrContributionJson, bundle_json.EvidenceJson])
def test_no_okr_number_has_a_place_in_a_bundle(kind: type) -> None:
    hints = get_type_hints(kind)
    assert not any(word in name for name in hints for word in (*RESULTS, "value", "colour", "cause", "title", "key"))
    assert {name for name, hint in hints.items() if float in (hint, *get_args(hint))} == set()
