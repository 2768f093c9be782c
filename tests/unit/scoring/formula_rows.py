"""Rows and single formulas for tests of what formulas do with types that text tables cannot hold."""

from datetime import UTC, date, datetime
from decimal import Decimal

import polars as pl

from okr_reports.catalogue.formula import parse_formula
from okr_reports.measures import Measure
from okr_reports.periods import FiscalCalendar, Grain
from okr_reports.policy import Policy
from okr_reports.scoring.plan import ReviewPlan, ValuePlan
from okr_reports.scoring.values import score_values
from okr_reports.words import Direction
from okr_reports.working_days import WorkingCalendar

PLAN = ReviewPlan(
    month=FiscalCalendar().period("2026-09"),
    as_of=datetime(2026, 10, 5, tzinfo=UTC),
    timezone="Asia/Kolkata",
    fiscal=FiscalCalendar(),
    policy=Policy(),
    calendar=WorkingCalendar(),
)
ROWS = pl.DataFrame(
    {
        "period_on": [date(2026, 9, 1), date(2026, 9, 2)],
        "seen_at": [datetime(2026, 8, 31, 19, 0, tzinfo=UTC), datetime(2026, 9, 1, 12, 0, tzinfo=UTC)],
        "clock": [datetime.fromisoformat("2026-09-01T00:30"), datetime.fromisoformat("2026-09-01T18:00")],
        "money": [Decimal("1.10"), Decimal("2.20")],
        "small": [100, 100],
        "short": [0.5, 0.25],
        "grade": ["a", "b"],
        "agents.level": [1, 2],
        "level": [10, 20],
        "x": [1.0, float("nan")],
        "listed": [[1], [2]],
        "on_day": [date(2026, 9, 1), date(2026, 9, 2)],
    },
    schema_overrides={
        "seen_at": pl.Datetime("ms", "UTC"),
        "money": pl.Decimal(10, 2),
        "small": pl.UInt8(),
        "short": pl.Float32(),
        "grade": pl.Enum(["a", "b"]),
    },
)


def measure(kpi_id: str, formula: str) -> Measure:
    """A monthly KPI with this formula."""
    return Measure(kpi_id, "rows", Grain.MONTH, Direction.HIGHER, formula=parse_formula(formula))


def month_of(values: pl.DataFrame, kpi_id: str) -> dict[str, object]:
    """The KPI's row of September 2026."""
    return values.filter(kpi_id=kpi_id, grain="month", period_id="2026-09").row(0, named=True)


def computed(formula: str) -> dict[str, object]:
    """The formula's row of September 2026 over ROWS."""
    values = score_values([measure("k", formula)], ROWS, plan=ValuePlan(PLAN))
    return month_of(values, "k")
