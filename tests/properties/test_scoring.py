"""What holds for every value, target and order of rows: found by trying many."""

import random
from datetime import UTC, date, datetime, timedelta
from operator import ge

import polars as pl
from hypothesis import given, settings
from hypothesis import strategies as st

from okr_reports.catalogue.formula import parse_formula
from okr_reports.measures import Bound, Measure, TargetRow
from okr_reports.periods import FiscalCalendar, Grain
from okr_reports.policy import Policy
from okr_reports.scoring.health import judge_values
from okr_reports.scoring.plan import ReviewPlan, ValuePlan
from okr_reports.scoring.shown import show_month
from okr_reports.scoring.values import score_values
from okr_reports.tables import KPI_VALUES
from okr_reports.words import Direction, Health, Operator
from okr_reports.working_days import WorkingCalendar

PLAN = ReviewPlan(
    month=FiscalCalendar().period("2026-09"),
    as_of=datetime(2026, 10, 5, tzinfo=UTC),
    timezone="UTC",
    fiscal=FiscalCalendar(),
    policy=Policy(),
    calendar=WorkingCalendar(),
)
RANK = {Health.OFF_TARGET: 0, Health.AT_RISK: 1, Health.HEALTHY: 2}
FORMULAS = ("COUNT(*)", "SUM(x)", "SUM(x) * 100 / COUNT(*)", "MEDIAN(x)", "MAX(x) - MIN(x)", "COUNT(DISTINCT team)")
OPERATORS = (Operator.AT_LEAST, Operator.ABOVE, Operator.AT_MOST, Operator.BELOW, Operator.EQUAL)
# Each example judges or scores many rows at once, which takes long on a busy machine.
few = settings(max_examples=25, deadline=None)
factors = st.sampled_from([1e-3, 0.1, 60.0, 1000.0])
units = st.sampled_from(["h", "%"])
amounts = st.floats(min_value=0.01, max_value=1e6, allow_nan=False)
floors = st.sampled_from([Operator.AT_LEAST, Operator.ABOVE])
ceilings = st.sampled_from([Operator.AT_MOST, Operator.BELOW])
rows = st.lists(
    st.tuples(st.integers(0, 60), st.one_of(st.none(), st.integers(-50, 50)), st.sampled_from([None, "a", "b"])),
    max_size=40,
)


def ranks(values: list[float], bounds: list[Bound], *, unit: str = "h") -> list[int]:
    """How healthy each month's value is against its bound, from 0 (off target) to 2."""
    ids = [f"k{place:03}" for place in range(len(values))]
    targets = [TargetRow("2026-01", date(2026, 1, 1), bound) for bound in bounds]
    measures = [
        Measure(kpi_id, "rows", Grain.MONTH, Direction.NONE, unit=unit, targets=(target,))
        for kpi_id, target in zip(ids, targets, strict=True)
    ]
    given_values = pl.DataFrame({"kpi_id": ids, "value": values}).with_columns(
        grain=pl.lit("month"), period_id=pl.lit("2026-09"), is_history=True, is_partial=False
    )
    table = pl.concat([KPI_VALUES.empty(), given_values], how="diagonal")
    return [RANK[Health(health)] for health in judge_values(table, measures, plan=PLAN).sort("kpi_id")["health"]]


def scored(measured: list[tuple[int, int | None, str | None]]) -> pl.DataFrame:
    """The values of all FORMULAS over rows given as day, x and team."""
    columns = {"period_on": pl.Date(), "x": pl.Int64(), "team": pl.String()}
    days = [(date(2026, 8, 1) + timedelta(days=day), x, team) for day, x, team in measured]
    measures = [
        Measure(formula, "rows", Grain.WEEK, Direction.HIGHER, formula=parse_formula(formula), department_column="team")
        for formula in FORMULAS
    ]
    return score_values(measures, pl.DataFrame(days, schema=columns, orient="row"), plan=ValuePlan(PLAN))


@given(cases=st.lists(st.tuples(amounts, amounts, st.sampled_from(OPERATORS)), min_size=1), factor=factors)
@few
def test_scaling_units_changes_no_health(cases: list[tuple[float, float, Operator]], factor: float) -> None:
    before = ranks([value for value, _, _ in cases], [Bound(op, target) for _, target, op in cases])
    scaled = [Bound(op, target * factor) for _, target, op in cases]
    assert ranks([value * factor for value, _, _ in cases], scaled) == before


@given(cases=st.lists(st.tuples(amounts, amounts, amounts, floors), min_size=1), unit=units)
@few
def test_more_never_worsens_the_health_of_a_floor(cases: list[tuple[float, float, float, Operator]], unit: str) -> None:
    bounds = [Bound(op, target) for _, _, target, op in cases]
    before = ranks([value for value, _, _, _ in cases], bounds, unit=unit)
    assert all(map(ge, ranks([value + step for value, step, _, _ in cases], bounds, unit=unit), before))


@given(cases=st.lists(st.tuples(amounts, amounts, amounts, ceilings), min_size=1), unit=units)
@few
def test_less_never_worsens_the_health_of_a_ceiling(
    cases: list[tuple[float, float, float, Operator]], unit: str
) -> None:
    bounds = [Bound(op, target) for _, _, target, op in cases]
    before = ranks([value for value, _, _, _ in cases], bounds, unit=unit)
    assert all(map(ge, ranks([value - step for value, step, _, _ in cases], bounds, unit=unit), before))


@given(cases=st.lists(st.tuples(st.floats(0, 1), amounts, amounts, amounts), min_size=1))
@few
def test_moving_into_a_range_never_worsens_health(cases: list[tuple[float, float, float, float]]) -> None:
    bounds = [Bound(Operator.BETWEEN, low=low, high=low + width) for _, _, low, width in cases]
    before = ranks([value for _, value, _, _ in cases], bounds)
    nearer = [value + share * (low + width / 2 - value) for share, value, low, width in cases]
    assert all(map(ge, ranks(nearer, bounds), before))


@given(measured=rows, seed=st.integers(0, 1000))
@few
def test_the_order_of_rows_is_irrelevant(measured: list[tuple[int, int | None, str | None]], seed: int) -> None:
    shuffled = random.Random(seed).sample(measured, len(measured))
    assert scored(shuffled).equals(scored(measured))


@given(measured=rows)
@few
def test_every_value_is_a_number_or_has_a_reason(measured: list[tuple[int, int | None, str | None]]) -> None:
    values = scored(measured)
    assert values.filter(pl.col("value").is_null() & pl.col("reason").is_null()).is_empty()
    assert values.filter(~pl.col("value").is_finite()).is_empty()


@given(measured=rows)
@few
def test_departments_counts_add_up_to_at_most_the_companys(measured: list[tuple[int, int | None, str | None]]) -> None:
    counts = scored(measured).filter(pl.col("kpi_id") == "COUNT(*)", "is_history").fill_null(0)
    by_week = counts.group_by("period_id").agg(
        whole=pl.col("value").filter(pl.col("entity_id").is_null()).sum(),
        parts=pl.col("value").filter(pl.col("entity_id").is_not_null()).sum(),
    )
    assert by_week.filter(pl.col("parts") > pl.col("whole")).is_empty()


@given(measured=rows)
@few
def test_the_same_input_gives_the_same_output(measured: list[tuple[int, int | None, str | None]]) -> None:
    measures = [Measure(formula, "rows", Grain.WEEK, Direction.HIGHER) for formula in FORMULAS]
    first, second = (show_month(judge_values(scored(measured), measures, plan=PLAN), measures, plan=PLAN) for _ in "12")
    assert first.equals(second)
