"""Managers' indexes and HR's overview where something is odd: thousands of people, a single day, nobody to ask."""

from dataclasses import replace
from datetime import date

import polars as pl
import pytest

from okr_reports.appraisal_tables import SEGMENTS
from okr_reports.packs.appraisals.hr_overview import hr_overview
from okr_reports.packs.appraisals.hr_sheets import hr_sheets
from okr_reports.packs.appraisals.inputs import ViewInputs
from okr_reports.packs.appraisals.managers_index import managers_indexes
from okr_reports.packs.appraisals.outcomes import BundleOutcome, BundleState
from okr_reports.packs.audience import audience_of
from okr_reports.packs.audience_inputs import AppraisalTables, AudiencePlan
from tests.rendering.bundle_sample import facts
from tests.security.planted_company import planted_plan, planted_tables

FACTS = facts()
MANY = 1_203
_PUBLISHED, _WITHHELD = BundleState.PUBLISHED, BundleState.WITHHELD


@pytest.fixture(scope="module")
def tables() -> AppraisalTables:
    return planted_tables()


def view(tables: AppraisalTables, *, plan: AudiencePlan, state: BundleState = _PUBLISHED) -> ViewInputs:
    """Everybody's bundle in this state."""
    audience = audience_of(tables, plan)
    outcomes = {id: BundleOutcome(id, state, None, None, None) for id in audience.employee_ids}
    return ViewInputs(tables, plan, FACTS, outcomes, audience)


def of_many(tables: AppraisalTables, *, roles: dict[str, int]) -> AppraisalTables:
    """A company of 1,203 without any record, so many of them in each role."""
    ids = [f"E{number:04}" for number in range(MANY)]
    held = [role for role, count in roles.items() for _ in range(count)]
    segment = {"segment": 1, "team_id": None, "department_id": "support", "manager_id": "M1"}
    days = {"from_on": FACTS.cycle.start, "to_on": FACTS.cycle.last_day}
    counted = {"working_day_count": 123, "leave_day_count": 0}
    rows = [
        {"employee_id": id, "role_id": role, **segment, **days, **counted} for id, role in zip(ids, held, strict=True)
    ]
    nothing = {
        name: table.clear() for name, table in vars(tables).items() if isinstance(table, pl.DataFrame)
    }  # fmt: skip
    return replace(tables, **nothing | {"segments": pl.DataFrame(rows, schema=SEGMENTS.columns)})


PLAN = replace(planted_plan(), roles_with_kras=frozenset({"agent", "lead"}), competencies={"lead": ("Coaching",)})


def test_of_more_than_a_thousand_people_the_page_lists_those_who_lack_something(tables: AppraisalTables) -> None:
    overview = hr_overview(view(of_many(tables, roles={"agent": MANY - 2, "lead": 2}), plan=PLAN))
    assert [row.name for row in overview.rows] == ["E1201", "E1202"]
    assert overview.rows_note == (
        "2 of 1203 people, those who lack something; the workbook beside this page lists everybody."
    )


def test_where_more_than_a_thousand_lack_something_the_page_says_that_it_lists_the_first(
    tables: AppraisalTables,
) -> None:
    inputs = view(of_many(tables, roles={"agent": 2, "lead": MANY - 2}), plan=PLAN)
    overview = hr_overview(inputs)
    assert len(overview.rows) == 1_000
    assert overview.rows_note == (
        "The first 1000 of 1201 who lack something, of 1203 people; the workbook beside this page lists everybody."
    )
    sheets = {sheet.name: sheet for sheet in hr_sheets(inputs)}
    assert [len(sheets[name].rows) for name in ("Employees", "Gaps")] == [MANY, MANY - 2]


def test_of_many_bundles_that_are_not_there_the_page_names_the_first_and_the_workbook_all(
    tables: AppraisalTables,
) -> None:
    inputs = view(of_many(tables, roles={"agent": MANY}), plan=PLAN, state=_WITHHELD)
    overview = hr_overview(inputs)
    assert len(overview.kept_back) == 200
    assert overview.kept_back_note == "The first 200 of 1203; the workbook beside this page lists all."
    sheets = {sheet.name: sheet for sheet in hr_sheets(inputs)}
    assert len(sheets["Not published"].rows) == MANY


def with_segment(tables: AppraisalTables, **columns: object) -> AppraisalTables:
    """E1's segment with these columns."""
    is_e1 = pl.col("employee_id") == "E1"
    changed = [pl.when(is_e1).then(pl.lit(value)).otherwise(name).alias(name) for name, value in columns.items()]
    return replace(tables, segments=SEGMENTS.check(tables.segments.with_columns(changed)))


def test_whoever_is_written_down_as_their_own_manager_needs_another(tables: AppraisalTables) -> None:
    inputs = view(with_segment(tables, manager_id="E1"), plan=planted_plan())
    assert ("manager", "hr") in [(gap.lack.value, gap.whose) for gap in inputs.states["E1"].missing]
    assert "E1" not in [index.manager_id for index in managers_indexes(inputs)]


def test_a_single_day_is_one_day(tables: AppraisalTables) -> None:
    day = date(2026, 3, 2)
    inputs = view(with_segment(tables, from_on=day, to_on=day), plan=planted_plan())
    assert hr_overview(inputs).rows[0].spans == ("2\u00a0Mar",)


def test_a_role_missing_for_the_whole_cycle_is_not_missing_for_part_of_it(tables: AppraisalTables) -> None:
    inputs = view(with_segment(tables, role_id=None), plan=planted_plan())
    assert "No role in people's records (HR)" in hr_overview(inputs).rows[0].missing


def test_a_rated_competency_of_no_role_does_not_stand_for_one_that_is_asked_for(tables: AppraisalTables) -> None:
    plan = replace(planted_plan(), competencies={"support-agent": ("Coaching", "Clear writing")})
    assert hr_overview(view(tables, plan=plan)).rows[0].rated == "1 of 3"


def test_two_people_of_one_name_are_told_apart_wherever_they_are_named(tables: AppraisalTables) -> None:
    name = pl.when(pl.col("id").is_in(["E1", "E2"])).then(pl.lit("Ann Lee")).otherwise("name")
    inputs = view(replace(tables, people=tables.people.with_columns(name=name)), plan=planted_plan())
    index = next(index for index in managers_indexes(inputs) if index.manager_id == "M1")
    assert [row.name for row in index.rows] == ["Ann Lee (E1)", "Ann Lee (E2)"]
    assert index.own[0].tasks[-1] == "Notes to mark share yes or no: Ann Lee (E1) (2) and Ann Lee (E2) (2)"
