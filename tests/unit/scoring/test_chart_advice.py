"""KPI-TREND: which chart is proposed for a KPI of which half the points are signals (rules §§4 and 9)."""

from collections.abc import Callable
from dataclasses import replace
from math import pi, sin

import polars as pl
import pytest

from okr_reports.measures import Measure
from okr_reports.periods import Grain
from okr_reports.policy import Policy
from okr_reports.scoring.chart_advice import chart_findings
from okr_reports.tables import KPI_SIGNALS
from okr_reports.words import Direction

MONTHS = 36
KPI = Measure("k", "rows", Grain.MONTH, Direction.HIGHER)


def signals(value: Callable[[int], float], *, every: int = 1, **columns: object) -> pl.DataFrame:
    """KPI_SIGNALS of three years of months; every so many points are signals, and the columns as given."""
    row = {"kpi_id": "k", "grain": "month", "chart": "value", "is_trial": False, **columns}
    rows = [
        {
            "period_id": f"{2024 + n // 12}-{n % 12 + 1:02}", "charted": float(value(n)),
            "rule": "trend" if n % every == 0 else None, **row,
        }
        for n in range(MONTHS)
    ]  # fmt: skip
    return pl.DataFrame(rows, schema=dict(KPI_SIGNALS.columns))


def jitter(n: int) -> float:
    """A small value that looks like chance."""
    return (n * 7919 % 13) / 13


SHAPES = [
    ("growing", lambda n: n + jitter(n), "it moves one way", "`chart: change`"),
    ("falling", lambda n: -3 * n + jitter(n), "it moves one way", "`chart: change`"),
    ("seasonal", lambda n: 10 * sin(n * pi / 6) + jitter(n), "it follows the seasons", "`chart: year_on_year`"),
    ("growing by season", lambda n: n + 9 * sin(n * pi / 6), "it follows the seasons", "`chart: year_on_year`"),
]  # fmt: skip


@pytest.mark.parametrize(("value", "why", "instead"), [row[1:] for row in SHAPES], ids=[row[0] for row in SHAPES])
def test_when_half_the_points_signal_the_chart_that_fits_is_proposed(
    value: Callable[[int], float], why: str, instead: str
) -> None:
    (finding,) = chart_findings(signals(value, every=2), [KPI], policy=Policy())
    assert (finding.code, finding.severity, finding.subject_id) == ("KPI-TREND", "advice", "k")
    assert finding.text.startswith(f"18 of 36 points are signals: {why}")
    assert instead in finding.text


SILENT = [
    ("fewer than half signal", {"every": 3}),
    ("its change is charted already", {"chart": "change"}),
    ("the limits are still on trial", {"is_trial": True}),
    ("it is a department's part", {"entity_id": "department/sales"}),
]


@pytest.mark.parametrize("columns", [row[1] for row in SILENT], ids=[row[0] for row in SILENT])
def test_nothing_is_proposed_when(columns: dict[str, object]) -> None:
    assert chart_findings(signals(lambda n: n, **columns), [KPI], policy=Policy()) == ()  # pyright: ignore[reportArgumentType]


SHIFTED = [
    ("one step", lambda n: 20 * (n >= 18) + jitter(n)),
    ("up and back", lambda n: 9 * (9 <= n < 27) + jitter(n)),
    ("constant", lambda _: 5.0),
]


@pytest.mark.parametrize("value", [row[1] for row in SHIFTED], ids=[row[0] for row in SHIFTED])
def test_a_level_that_has_shifted_is_a_signal_to_act_on_and_no_matter_of_the_chart(
    value: Callable[[int], float],
) -> None:
    assert chart_findings(signals(value), [KPI], policy=Policy()) == ()


def test_without_signals_there_is_nothing_to_say() -> None:
    assert chart_findings(KPI_SIGNALS.empty(), [KPI], policy=Policy()) == ()


def test_nothing_is_said_of_how_a_confidential_kpi_moves() -> None:
    confidential = replace(KPI, is_confidential=True)
    assert chart_findings(signals(lambda n: n), [confidential], policy=Policy()) == ()
