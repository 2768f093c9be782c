"""Ready-made values that stand beside the two numbers of their ratio."""

from datetime import date

import polars as pl

from okr_reports.measures import Measure
from okr_reports.periods import Grain
from okr_reports.scoring.plan import EntityKind, ValuePlan
from okr_reports.scoring.values import score_values
from okr_reports.words import Direction
from tests.unit.scoring.formula_rows import PLAN

MEASURE = Measure(
    "k", "rows", Grain.MONTH, Direction.HIGHER, unit="%", value_column="value", numerator_column="hits",
    denominator_column="tries", department_column="origin", team_column="origin",
)  # fmt: skip
ROWS = pl.DataFrame(
    {
        "period_on": [date(2026, 8, 1), date(2026, 9, 1), date(2026, 9, 1), date(2026, 9, 1)],
        "origin": [None, None, "north", "south"],
        "value": [50.0, 90.0, 80.0, 10.0],
        "hits": [50, 9, 8, 1],
        "tries": [100, 10, 10, 10],
    }
)


def _values(rows: pl.DataFrame) -> dict[tuple[str | None, str], tuple[float | None, int | None, str | None]]:
    plan = ValuePlan(PLAN, kinds=frozenset({EntityKind.DEPARTMENT, EntityKind.TEAM}))
    values = score_values([MEASURE], rows, plan=plan)
    columns = ("entity_id", "grain", "period_id", "value", "n", "reason")
    return {
        (entity, f"{grain} {period}"): tuple(rest) for entity, grain, period, *rest in values.select(columns).rows()
    }


def test_the_value_is_its_own_periods_and_the_two_numbers_make_the_longer_ones() -> None:
    values = _values(ROWS)
    assert values[None, "month 2026-09"] == (90.0, 10, None)
    assert values[None, "quarter 2026-Q3"] == (100 * 59 / 110, 110, None)
    assert values["department/north", "month 2026-09"] == (80.0, 10, None)


def test_without_a_row_of_its_own_the_company_has_the_ratio_of_all_rows() -> None:
    values = _values(ROWS.filter(pl.col("origin").is_not_null()))
    assert values[None, "month 2026-09"] == (45.0, 20, None)


def test_one_column_may_name_departments_and_teams() -> None:
    assert _values(ROWS)["team/south", "month 2026-09"] == (10.0, 10, None)


def test_several_days_of_one_period_give_the_ratio_of_their_sums() -> None:
    days = ROWS.with_columns(
        period_on=pl.Series([date(2026, 8, 1), date(2026, 9, 1), date(2026, 9, 2), date(2026, 9, 3)])
    )
    assert _values(days.with_columns(origin=pl.lit(None, dtype=pl.String)))[None, "month 2026-09"] == (60.0, 30, None)
