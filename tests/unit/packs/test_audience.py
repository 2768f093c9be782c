"""The cut of everybody's tables into one employee's: own rows, shared rows, small groups, hashes."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, date, datetime

import polars as pl
import pytest

from okr_reports.appraisal_tables import PAY_CHANGES
from okr_reports.findings import Finding
from okr_reports.packs.audience import cut_by_employee
from okr_reports.packs.audience_groups import without_small_groups
from okr_reports.packs.audience_hashes import hashes_of
from okr_reports.packs.audience_inputs import AppraisalTables
from okr_reports.packs.audience_names import names_of
from okr_reports.packs.bundle.inputs import EmployeeTables
from okr_reports.packs.own_rows import OwnRows
from okr_reports.scoring.few_people import few_people_cells
from okr_reports.tables import PEOPLE, SNAPSHOT_PARTS
from okr_reports.words import Severity
from tests.rules.text_tables import read_frame, read_table
from tests.security.planted_company import planted_plan, planted_tables

NOW = datetime(2026, 7, 8, tzinfo=UTC)


@pytest.fixture(scope="module")
def tables() -> AppraisalTables:
    return planted_tables()


@pytest.fixture(scope="module")
def cuts(tables: AppraisalTables) -> Mapping[str, EmployeeTables]:
    return cuts_of(tables)


def cuts_of(tables: AppraisalTables) -> dict[str, EmployeeTables]:
    return {cut.employee_id: cut for cut in cut_by_employee(tables, plan=planted_plan())}


def test_every_table_holds_rows_of_its_employee_alone(cuts: Mapping[str, EmployeeTables]) -> None:
    for id, cut in cuts.items():
        own = [table for table in vars(cut).values() if isinstance(table, OwnRows)]
        assert {owner for table in own if "employee_id" in table.columns for owner in table.column("employee_id")} == {
            id
        }
        assert cut.people.column("id") == [id]


def test_cuts_come_in_order_of_ids_and_only_those_asked_for(tables: AppraisalTables) -> None:
    assert list(cuts_of(tables)) == ["E1", "E2", "E3", "M1", "M2"]
    asked = cut_by_employee(tables, plan=planted_plan(), only={"E3", "E1", "nobody"})
    assert [cut.employee_id for cut in asked] == ["E1", "E3"]


def test_sources_are_those_behind_the_employees_kpis(tables: AppraisalTables) -> None:
    elsewhere = tables.sources.head(1).with_columns(extract=pl.lit("payroll"))
    cut = cuts_of(replace(tables, sources=pl.concat([tables.sources, elsewhere])))["E1"]
    assert set(cut.sources.column("extract")) == {"tickets"}
    without_kpis = replace(tables, kpi_achievements=tables.kpi_achievements.clear())
    assert not cuts_of(without_kpis)["E1"].sources.rows


def test_changes_are_those_of_the_employees_roles_and_kpis_and_of_the_linkage(tables: AppraisalTables) -> None:
    rows = read_table("""
        subject | subject_id    | field
        role    | support-agent | weight
        role    | sales-agent   | weight
        kpi     | support/csat  | target
        kpi     | sales/win     | target
        linkage | policy        | text
    """)
    changes = PAY_CHANGES.check(
        pl.DataFrame(
            [dict.fromkeys(PAY_CHANGES.columns) | row | {"changed_by": "M2"} for row in rows],
            schema=PAY_CHANGES.columns,
        )
    )
    cut = cuts_of(replace(tables, pay_changes=changes))["E1"]
    assert cut.pay_changes.column("subject_id") == ["support-agent", "support/csat", "policy"]
    assert "M2" in cut.names


def test_findings_are_those_about_the_employee(tables: AppraisalTables) -> None:
    said = [
        Finding("ROLE-GAP", Severity.WARNING, subject, "a gap") for subject in ("E1", "person/E1", "E2", "support/csat")
    ]
    assert [found.subject_id for found in cuts_of(replace(tables, findings=tuple(said)))["E1"].findings] == [
        "E1", "person/E1",
    ]  # fmt: skip


def test_people_without_a_name_are_called_by_none() -> None:
    rows = [
        {"id": "E1", "name": "Old Name", "from_on": date(2024, 1, 1)},
        {"id": "E1", "name": "New Name", "from_on": date(2026, 1, 1)},
        {"id": "E1", "name": None, "from_on": date(2026, 5, 1)},
        {"id": "E2", "name": " ", "from_on": date(2026, 1, 1)},
    ]
    people = pl.DataFrame([dict.fromkeys(PEOPLE.columns) | row for row in rows], schema=PEOPLE.columns)
    assert names_of(people) == {"E1": "New Name"}


def test_groups_of_fewer_than_five_are_hidden_and_the_next_smallest_where_together_they_are_fewer_too() -> None:
    cells = read_frame("""
        kpi_id | grain | period_id | entity_id     | n
        enps   | month | 2026-01   |               | 31
        enps   | month | 2026-01   | team/a        | 4
        enps   | month | 2026-01   | team/b        | 9
        enps   | month | 2026-01   | team/c        | 18
        enps   | month | 2026-02   | team/a        | 4
        enps   | month | 2026-02   | team/b        |
        enps   | month | 2026-02   | team/c        | 18
        enps   | month | 2026-03   | team/a        | 5
        enps   | month | 2026-03   | person/E1     | 1
        enps   | month | 2026-04   |               | 4
        enps   | month | 2026-05   | team/a        | 2
        enps   | month | 2026-05   | team/b        | 2
        enps   | month | 2026-05   | team/c        | 7
        enps   | month | 2026-05   | team/d        | 8
        enps   | month | 2026-06   | team/a        | 2
        enps   | month | 2026-06   | team/b        | 3
        enps   | month | 2026-06   | team/c        | 7
    """)
    hidden = few_people_cells(cells, least=5).sort("period_id", "entity_id").select("period_id", "entity_id").rows()
    assert hidden == [
        ("2026-01", "team/a"), ("2026-01", "team/b"),
        ("2026-02", "team/a"), ("2026-02", "team/b"), ("2026-02", "team/c"),
        ("2026-04", None), ("2026-05", "team/a"), ("2026-05", "team/b"), ("2026-05", "team/c"),
        ("2026-06", "team/a"), ("2026-06", "team/b"),
    ]  # fmt: skip


def test_a_small_groups_figures_leave_and_ones_own_stay(tables: AppraisalTables) -> None:
    plan = replace(planted_plan(), people_kpis=frozenset({"support/csat"}))
    own = without_small_groups(tables, plan)
    assert own.kra_periods["value"].null_count() == 0
    of_team = pl.when(pl.col("kpi_id") == "support/csat").then(pl.lit("team/tier2")).otherwise("entity_id")
    measured = tables.kra_periods.with_columns(entity_id=of_team, n=pl.lit(4))
    hidden = without_small_groups(replace(tables, kra_periods=measured), plan)
    csat = hidden.kra_periods.filter(pl.col("kpi_id") == "support/csat")
    assert csat["value"].drop_nulls().is_empty()
    assert set(csat["reason"]) == {"few_people"}
    whole = hidden.kpi_achievements.filter(pl.col("kpi_id") == "support/csat")
    assert whole["value"].drop_nulls().is_empty()
    assert whole["met_count"].to_list() == [6] * 5
    others = hidden.kra_periods.filter(pl.col("kpi_id") != "support/csat")
    assert others["value"].null_count() == 0


def test_the_hash_changes_with_anything_the_bundle_says_and_with_nothing_else(
    tables: AppraisalTables, cuts: Mapping[str, EmployeeTables]
) -> None:
    again = cuts_of(tables)
    assert hashes_of(again["E1"]).inputs == hashes_of(cuts["E1"]).inputs
    notes = tables.manager_notes.with_columns(
        note=pl.when(pl.col("employee_id") == "E3").then(pl.lit("Else")).otherwise("note")
    )
    changed = cuts_of(replace(tables, manager_notes=notes))
    assert hashes_of(changed["E1"]).inputs == hashes_of(cuts["E1"]).inputs
    assert hashes_of(changed["E3"]).inputs != hashes_of(cuts["E3"]).inputs


def test_provenance_counts_for_the_render_cache_and_not_for_what_is_said(
    tables: AppraisalTables, cuts: Mapping[str, EmployeeTables]
) -> None:
    read = SNAPSHOT_PARTS.check(tables.sources.with_columns(sha256=pl.lit("f" * 64), read_at=pl.lit(NOW)))
    other = cuts_of(replace(tables, sources=read))["E1"]
    assert hashes_of(other).inputs != hashes_of(cuts["E1"]).inputs
    assert hashes_of(other).content == hashes_of(cuts["E1"]).content


def test_a_lone_surrogate_can_be_hashed(cuts: Mapping[str, EmployeeTables]) -> None:
    named = replace(cuts["E1"], names={"E1": "Anna \ud800"})
    assert len(hashes_of(named).content) == 64
