"""KPI-TREND: KPIs that signal at nearly every point, because they grow or follow the seasons (rules §§4 and 9)."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import polars as pl

from okr_reports.findings import Finding
from okr_reports.measures import Measure
from okr_reports.periods import Grain
from okr_reports.policy import Policy
from okr_reports.words import Chart, Severity

KPI_TREND = "KPI-TREND"
_YEAR = {Grain.WEEK.value: 52, Grain.MONTH.value: 12, Grain.QUARTER.value: 4, Grain.HALF_YEAR.value: 2}
# From here on, order in time and order in size are much the same for a reader; from the second on there is no season.
_ONE_WAY, _STRAIGHT = 0.7, 0.9
# One step that makes half of the whole way is a new level and no growth.
_ONE_STEP = 0.5
# A correlation of so many standard errors, over at least so many pairs of months a year apart, is hardly chance.
_ALIKE, _FEWEST_PAIRS = 2.4, 8


def chart_findings(signals: pl.DataFrame, measures: Sequence[Measure], *, policy: Policy) -> tuple[Finding, ...]:
    """One finding for each KPI charted by its values of whose points at least half are signals, from KPI_SIGNALS.

    Proposes `chart: year_on_year` where a year resembles the one before, else `chart: change` where it moves one way.
    Of a level that has shifted nothing is said: that is a signal to act on. Only the company's own values, past the
    trial, and nothing of confidential KPIs.
    """
    shown = [measure.kpi_id for measure in measures if not measure.is_confidential]
    is_charted = pl.col("entity_id").is_null() & (pl.col("chart") == Chart.VALUE) & ~pl.col("is_trial")
    own = signals.filter(is_charted & pl.col("kpi_id").is_in(shown))
    points = own.drop_nulls("charted").sort("kpi_id", "period_id")
    each = points.group_by("kpi_id", "grain", maintain_order=True).agg(
        points=pl.len(),
        signalled=pl.col("rule").is_not_null().sum(),
        one_way=pl.corr(pl.int_range(pl.len()), pl.col("charted"), method="spearman").abs().fill_nan(0.0),
        like_last_year=_like_last_year(),
        largest_step=pl.col("charted").diff().abs().max() / (pl.col("charted").max() - pl.col("charted").min()),
    )
    found = each.filter(pl.col("signalled") >= policy.trend_signal_share * pl.col("points"))
    return tuple(finding for row in found.iter_rows(named=True) for finding in _findings(row))


def _like_last_year() -> pl.Expr:
    """How alike the changes of a year and of the year before are, in standard errors; steady growth plays no part."""
    moved = pl.col("charted").diff()
    return pl.coalesce(
        pl.when((pl.col("grain").first() == grain) & (pl.len() > lag + _FEWEST_PAIRS)).then(
            pl.corr(moved, moved.shift(lag)).fill_nan(0.0) * (pl.len() - 1 - lag).sqrt()
        )
        for grain, lag in _YEAR.items()
    )


def _findings(row: Mapping[str, Any]) -> Iterator[Finding]:
    if (row["like_last_year"] or 0.0) >= _ALIKE and row["one_way"] < _STRAIGHT:
        why, chart = "it follows the seasons", Chart.YEAR_ON_YEAR
    elif row["one_way"] >= _ONE_WAY and row["largest_step"] < _ONE_STEP:
        why, chart = "it moves one way", Chart.CHANGE
    else:
        return
    said = f"{row['signalled']} of {row['points']} points are signals: {why}, so that limits around its mean say little"
    yield Finding(KPI_TREND, Severity.ADVICE, row["kpi_id"], f"{said}. Write instead: `chart: {chart}`")
