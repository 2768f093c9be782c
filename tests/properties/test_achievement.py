"""What holds for everybody's achievement: bounds, order, units, and that nobody's depends on anybody else's."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import polars as pl
from hypothesis import given, settings
from hypothesis import strategies as st
from polars.testing import assert_frame_equal

from okr_reports.appraisal_tables import (
    EMPLOYEE_ACHIEVEMENTS,
    KPI_ACHIEVEMENTS,
    KRA_ACHIEVEMENTS,
    KRA_PERIODS,
    ROLE_KPIS,
    SEGMENT_ACHIEVEMENTS,
)
from okr_reports.catalogue.formula import parse_formula
from okr_reports.measures import Bound, Measure, TargetRow
from okr_reports.periods import FiscalCalendar, Grain
from okr_reports.policy import Policy
from okr_reports.scoring.achievement import PeopleInputs, score_people
from okr_reports.scoring.achievement_plan import AppraisalPlan, Definitions, ExtractRows
from okr_reports.tables import PEOPLE
from okr_reports.words import Direction, Operator
from okr_reports.working_days import WorkingCalendar

few = settings(max_examples=8, deadline=None)
PLAN = AppraisalPlan(
    FiscalCalendar().period("2026-H1"), datetime(2026, 7, 5, tzinfo=UTC), "UTC", FiscalCalendar(), Policy(),
    WorkingCalendar(),
)  # fmt: skip
KPIS = (
    ("mean", "AVG(x)", "person"),
    ("count", "SUM(x)", "person"),
    ("team", "AVG(x)", "team"),
    ("all", "MAX(x)", "shared"),
)
EMPLOYEES = ("E1", "E2", "E3", "E4")
FIRST = date(2026, 1, 1)
days = st.integers(0, 180).map(lambda count: FIRST + timedelta(days=count))
measured = st.lists(
    st.tuples(days, st.sampled_from(EMPLOYEES), st.integers(-20, 20).map(float)), min_size=1, max_size=60
)
held = st.lists(
    st.tuples(
        st.sampled_from(EMPLOYEES), st.lists(days, max_size=3, unique=True), st.sampled_from(["a", "b"]),
        st.sampled_from(["active", "on_leave"]), st.sampled_from([None, 0.5]),
    ),
    min_size=1, max_size=4, unique_by=lambda row: row[0],
)  # fmt: skip
TABLES = (KRA_PERIODS, KPI_ACHIEVEMENTS, KRA_ACHIEVEMENTS, SEGMENT_ACHIEVEMENTS, EMPLOYEE_ACHIEVEMENTS)


def measure(name: str, formula: str, factor: float) -> Measure:
    """A monthly KPI with a target of 3, in units of this size."""
    return Measure(
        name, "rows", Grain.MONTH, Direction.HIGHER, formula=parse_formula(formula), min_n=2, person_column="who",
        team_column="team", targets=(TargetRow("2026-01", FIRST, Bound(Operator.AT_LEAST, 3.0 * factor)),),
    )  # fmt: skip


def role_kpis() -> pl.DataFrame:
    """One role with two areas."""
    rows = [
        ("agent", f"kra{place % 2}", "Area", 50.0, 1, name, 50.0, place, by) for place, (name, _, by) in enumerate(KPIS)
    ]
    return ROLE_KPIS.check(pl.DataFrame(rows, schema=ROLE_KPIS.columns, orient="row"))


def people_of(rows: list[tuple[str, list[date], str, str, float | None]]) -> pl.DataFrame:
    """PEOPLE who change team, or go on leave, at these days."""
    dated = [
        (id, "agent", team if place % 2 else "a", status if place == 1 else "active", fte, from_on)
        for id, starts, team, status, fte in rows
        for place, from_on in enumerate([date(2020, 1, 1), *sorted(starts)])
    ]
    named = pl.DataFrame(dated, schema=["id", "role", "team", "status", "fte", "from_on"], orient="row")
    once = named.unique(["id", "from_on"], keep="first", maintain_order=True)
    return PEOPLE.check(
        once.with_columns(pl.lit(None).alias(name) for name in PEOPLE.columns if name not in named.columns)
    )


def inputs_of(people: pl.DataFrame, rows: list[tuple[date, str, float]], factor: float = 1.0) -> PeopleInputs:
    """All that achievement is made from."""
    schema = {"period_on": pl.Date(), "who": pl.String(), "x": pl.Float64()}
    frame = pl.DataFrame(rows, schema=schema, orient="row").with_columns(
        team=pl.lit("a"), x=pl.col("x") * factor, month=pl.col("period_on").dt.strftime("%Y-%m")
    )
    extract = ExtractRows("rows", lambda months: frame.filter(pl.col("month").is_in(list(months or []))), FIRST, None)
    measures = tuple(measure(name, formula, factor) for name, formula, _ in KPIS)
    return PeopleInputs(people, Definitions(role_kpis(), measures), {"rows": extract})


def verdicts(tables: dict[str, pl.DataFrame]) -> pl.DataFrame:
    """Who met what, without the figures."""
    return tables[KRA_PERIODS.name].select(*KRA_PERIODS.key, "is_responsible", "is_judged", "is_met", "reason")


@given(held=held, rows=measured)
@few
def test_every_achievement_is_none_or_from_0_to_1_and_weights_from_0_to_100(
    held: list[tuple[str, list[date], str, str, float | None]], rows: list[tuple[date, str, float]]
) -> None:
    tables = score_people(inputs_of(people_of(held), rows), plan=PLAN)
    assert all(tables[spec.name]["achievement"].drop_nulls().is_between(0, 1).all() for spec in TABLES[1:])
    assert tables[EMPLOYEE_ACHIEVEMENTS.name]["measured_weight"].is_between(0, 100 + 1e-9).all()
    scored = pl.concat([tables[spec.name].select("achievement", "reason") for spec in TABLES[1:]])
    assert (scored["achievement"].is_null() == scored["reason"].is_not_null()).all()


@given(held=held, rows=measured, factor=st.sampled_from([1e-3, 7.0, 1e6]))
@few
def test_scaling_units_changes_no_verdict(
    held: list[tuple[str, list[date], str, str, float | None]], rows: list[tuple[date, str, float]], factor: float
) -> None:
    people = people_of(held)
    as_it_is, scaled = (score_people(inputs_of(people, rows, size), plan=PLAN) for size in (1.0, factor))
    assert_frame_equal(verdicts(as_it_is), verdicts(scaled))


@given(held=held, rows=measured, seed=st.integers(0, 99))
@few
def test_row_order_is_irrelevant(
    held: list[tuple[str, list[date], str, str, float | None]], rows: list[tuple[date, str, float]], seed: int
) -> None:
    people = people_of(held)
    sorted_rows, shuffled = (
        score_people(inputs_of(people, rows), plan=PLAN),
        score_people(inputs_of(people.sample(fraction=1, shuffle=True, seed=seed), rows[::-1]), plan=PLAN),
    )
    assert_frame_equal(verdicts(sorted_rows), verdicts(shuffled))
    assert_frame_equal(sorted_rows[EMPLOYEE_ACHIEVEMENTS.name], shuffled[EMPLOYEE_ACHIEVEMENTS.name])


@given(held=held, rows=measured)
@few
def test_nobodys_rows_depend_on_who_else_is_asked_about(
    held: list[tuple[str, list[date], str, str, float | None]], rows: list[tuple[date, str, float]]
) -> None:
    inputs = inputs_of(people_of(held), rows)
    everybody = score_people(inputs, plan=PLAN)
    alone = score_people(replace(inputs, people=inputs.people.filter(id=held[0][0])), plan=PLAN)
    for spec in TABLES:
        assert_frame_equal(everybody[spec.name].filter(employee_id=held[0][0]), alone[spec.name])


@given(rows=measured)
@few
def test_a_period_that_is_not_judged_changes_no_achievement(rows: list[tuple[date, str, float]]) -> None:
    people = people_of([("E1", [], "a", "active", None)])
    before_june = [row for row in rows if row[0] < date(2026, 6, 1)]
    # In June only somebody else has a row, and the team's one is too few: no mean of June is judged.
    with_june = [*before_june, (date(2026, 6, 1), "E9", 9.0)]
    without, extended = (
        score_people(inputs_of(people, each), plan=PLAN)[KPI_ACHIEVEMENTS.name].filter(
            pl.col("kpi_id").is_in(["mean", "team"])
        )
        for each in (before_june, with_june)
    )
    assert_frame_equal(without.select("kpi_id", "achievement"), extended.select("kpi_id", "achievement"))
