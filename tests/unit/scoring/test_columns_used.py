"""Which columns a KPI is computed from: only these are loaded."""

from okr_reports.expressions import Aggregate, Call, Column, Expression, Formula, Literal, columns_in
from okr_reports.measures import Measure, columns_of
from okr_reports.periods import Grain
from okr_reports.words import Direction

HOURS, TEAM, CLOSED = Column("hours"), Column("team", "agents"), Column("closed_on")
IS_RED = Call("==", (TEAM, Literal("red")))


def measure(formula: Formula | None, filter_: Expression | None = None, **fields: str) -> Measure:
    """A monthly KPI on tickets."""
    return Measure("kpi", "tickets", Grain.MONTH, Direction.LOWER, formula=formula, filter=filter_, **fields)  # pyright: ignore[reportArgumentType]


def test_columns_are_found_in_arguments_conditions_and_calls() -> None:
    mean = Aggregate("avg", Call("coalesce", (HOURS, Literal(0))), where=IS_RED)
    assert columns_in(Call("/", (mean, Aggregate("count", None)))) == {HOURS, TEAM}


def test_a_formula_needs_its_columns_those_of_its_filter_and_the_one_that_names_departments() -> None:
    total = Formula("SUM(hours)", Aggregate("sum", HOURS), columns=frozenset({HOURS}), is_additive=True)
    kpi = measure(total, Call("is_null", (CLOSED,)), department_column="unit")
    assert kpi.columns == {"hours", "closed_on", "unit"}


def test_a_column_of_a_joined_extract_is_asked_for_by_both_of_its_names() -> None:
    count = Formula("COUNT(*)", Aggregate("count", None), columns=frozenset(), is_additive=True)
    assert measure(count, IS_RED).columns == {"agents.team", "team"}


def test_ready_made_values_need_their_fields() -> None:
    kpi = measure(None, value_column="value", n_column="answers")
    assert columns_of([kpi, measure(None, value_column="score")]) == ["answers", "score", "value"]
