"""Formulas over column types that databases and Parquet files bring along."""

import polars as pl
import pytest

from okr_reports.expressions import Aggregate, Call, Column, Formula, Literal
from okr_reports.scoring.expressions import Compiler
from okr_reports.scoring.plan import ValuePlan
from okr_reports.scoring.typed import CannotCompute, Setting
from okr_reports.scoring.values import score_values
from okr_reports.working_days import WorkingCalendar
from tests.unit.scoring.formula_rows import PLAN, ROWS, computed, measure, month_of


@pytest.mark.parametrize(
    ("formula", "value"),
    [
        ("SUM(money)", 3.3),
        ("SUM(small * small)", 20000.0),
        ("SUM(small - 200)", -200.0),
        ("SUM(short)", 0.75),
        ("COUNT(*) FILTER (WHERE grade = 'a')", 1.0),
        ("SUM(agents.level)", 3.0),
        ("SUM(level)", 30.0),
        ("SUM(teams.level)", 30.0),
        ("COUNT(x)", 1.0),
        ("COUNT(DISTINCT x)", 1.0),
        ("COUNT(*) FILTER (WHERE x > 0.7)", 1.0),
        ("COUNT(*) FILTER (WHERE x IS NULL)", 1.0),
        ("SUM(COALESCE(x, 5))", 6.0),
    ],
)
def test_every_numeric_type_is_computed_as_a_number(formula: str, value: float) -> None:
    assert computed(formula)["value"] == pytest.approx(value, rel=1e-12)


@pytest.mark.parametrize("formula", ["SUM(x)", "AVG(x)", "MIN(x)", "MAX(x)", "MEDIAN(x)", "SUM(GREATEST(x, 0))"])
def test_a_cell_that_is_not_a_number_makes_the_value_undefined(formula: str) -> None:
    assert computed(formula)["reason"] == "undefined"


@pytest.mark.parametrize(
    ("formula", "value"),
    [
        ("SUM(EXTRACT(DAY FROM seen_at))", 2.0),
        ("COUNT(*) FILTER (WHERE seen_at = clock)", 1.0),
        ("COUNT(*) FILTER (WHERE CAST(seen_at AS DATE) = on_day)", 1.0),
        ("COUNT(*) FILTER (WHERE seen_at >= on_day)", 1.0),
        ("COUNT(*) FILTER (WHERE seen_at < '2026-09-01')", 0.0),
        ("SUM(DATEDIFF('hour', seen_at, clock))", 1.0),
        ("SUM(DATEDIFF('day', seen_at, clock))", 0.0),
        ("COUNT(COALESCE(seen_at, clock))", 2.0),
        ("COUNT(COALESCE(clock, on_day))", 2.0),
        ("COUNT(CAST(seen_at AS TIMESTAMP))", 2.0),
    ],
)
def test_moments_with_a_zone_are_read_in_the_companys(formula: str, value: float) -> None:
    assert computed(formula)["value"] == value


def test_a_column_of_lists_fails_the_kpi() -> None:
    assert computed("COUNT(listed)")["detail"] == "column listed holds List(Int64), which no formula can use"


def test_an_error_while_computing_names_its_kpi_and_leaves_the_others_their_values() -> None:
    good, bad = measure("good", "SUM(level)"), measure("bad", "MAX(DATEDIFF('day', on_day, on_day + level * 1e300))")
    values = score_values([good, bad], ROWS, plan=ValuePlan(PLAN))
    assert month_of(values, "good")["value"] == 30.0
    assert month_of(values, "bad")["reason"] == "failed"
    assert "InvalidOperationError" in str(month_of(values, "bad")["detail"])


@pytest.mark.parametrize(
    "root",
    [
        Call("no_such_function", (Aggregate("count", None),)),
        Aggregate("no_such_aggregate", Column("level")),
        Aggregate("quantile", Column("level")),
        Aggregate("sum", Call("no_such_function", (Column("level"),))),
        Aggregate("sum", Aggregate("sum", Column("level"))),
        Aggregate("sum", Call("date_diff", (Literal("fortnight"), Column("on_day"), Column("on_day")))),
        Call("+", (Aggregate("count", None), Column("level"))),
    ],
)
def test_a_tree_outside_the_language_cannot_be_computed(root: Call | Aggregate) -> None:
    compiler = Compiler(ROWS.schema, Setting("UTC", WorkingCalendar()))
    with pytest.raises(CannotCompute):
        compiler.formula(Formula("", root, frozenset(), is_additive=False))


def test_literals_of_every_kind_stand_for_themselves() -> None:
    compiler = Compiler(pl.Schema(), Setting("UTC", WorkingCalendar()))
    literals = [1, 1.5, "a", True, None, PLAN.month.start, PLAN.as_of, PLAN.as_of.replace(tzinfo=None)]
    kinds = [compiler.typed(Literal(value)).kind for value in literals]
    assert kinds == [
        "whole number", "number", "text", "truth value", "nothing", "date", "date and time with zone", "date and time",
    ]  # fmt: skip
