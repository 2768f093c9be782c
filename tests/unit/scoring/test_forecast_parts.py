"""Forecasts are computed some thousand key results at a time: where one stands among them changes nothing."""

from datetime import UTC, date, datetime

import polars as pl

from okr_reports.goal_tables import DATED_ACTUALS, KEY_RESULTS
from okr_reports.periods import FiscalCalendar
from okr_reports.policy import Policy
from okr_reports.scoring.forecast import forecast
from okr_reports.scoring.plan import CyclePlan
from okr_reports.tables import TableSpec
from okr_reports.working_days import WorkingCalendar

COUNT = 10_000
PLAN = CyclePlan(
    cycle=FiscalCalendar().period("2026-Q3"),
    as_of=datetime(2026, 9, 1, tzinfo=UTC),
    timezone="UTC",
    fiscal=FiscalCalendar(),
    policy=Policy(),
    calendar=WorkingCalendar(),
)
# Every tenth is measured too rarely for a line.
NUMBERS = pl.DataFrame({"n": range(COUNT)}).with_columns(key_result_id=pl.format("kr{}", "n"))
DAYS = pl.DataFrame({"week": range(6)})


def _table(spec: TableSpec, rows: pl.DataFrame) -> pl.DataFrame:
    return spec.check(rows.with_columns(pl.lit(None).alias(name) for name in spec.columns if name not in rows.columns))


def _key_results() -> pl.DataFrame:
    rows = NUMBERS.with_columns(
        objective_id=pl.lit("o"),
        cycle_id=pl.lit("2026-Q3"),
        kind=pl.lit("metric"),
        state=pl.lit("active"),
        ambition=pl.lit("aspirational"),
        weight=1.0,
    )
    return _table(KEY_RESULTS, rows)


def _points() -> pl.DataFrame:
    dated = NUMBERS.join(DAYS, how="cross").filter((pl.col("n") % 10 > 0) | (pl.col("week") < 3))
    return _table(
        DATED_ACTUALS,
        dated.with_columns(
            dated_on=pl.lit(date(2026, 7, 6)) + pl.duration(days=7 * pl.col("week")),
            actual=10.0 + pl.col("n") % 7 * pl.col("week"),
        ),
    )


def test_a_forecast_is_the_same_among_ten_thousand_as_alone() -> None:
    key_results, points = _key_results(), _points()
    together = forecast(key_results, points, plan=PLAN)
    last = key_results.tail(11)
    alone = forecast(last, points.join(last, on="key_result_id", how="semi"), plan=PLAN)
    assert together["key_result_id"].to_list() == key_results["key_result_id"].to_list()
    assert together.tail(11).equals(alone)
    assert together["reason"].count() == COUNT // 10
    # Six points on a line: at the cycle's last day, 12 weeks and 2 days after the first point.
    assert together.row(1, named=True)["value"] == 10 + 1 * (86 / 7)
