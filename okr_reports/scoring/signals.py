"""Is a movement more than noise? One chart per KPI and entity, all computed at once (rules §4)."""

from collections.abc import Sequence

import polars as pl

from okr_reports.measures import Measure
from okr_reports.policy import SignalPolicy
from okr_reports.scoring.assurance import with_assurance
from okr_reports.scoring.judged import JudgedMonth
from okr_reports.scoring.signals_charted import charted_points
from okr_reports.scoring.signals_limits import chart_limits, with_steps
from okr_reports.scoring.signals_points import PERIOD, SUBJECT, measured_points
from okr_reports.scoring.signals_rules import with_rules
from okr_reports.tables import KPI_SIGNALS
from okr_reports.words import NoSignal

_OF_POINT = ("place", "charted", "rule", "variation", "variation_so_far")


def judge_signals(month: JudgedMonth) -> pl.DataFrame:
    """KPI_SIGNALS: the points by KPI, entity and time, and behind them the shown period's row of each.

    A KPI on trial has no points; a confidential one has no values, so none either.
    """
    points = measured_points(month)
    judged = judge_charts(charted_points(points, month.measures), policy=month.plan.policy.signals)
    last = with_assurance(_last_rows(judged, month), month)
    earlier = judged.filter(~pl.col("place").is_in(last["place"].implode())).with_columns(
        is_last=pl.lit(False), assurance=pl.lit(None, pl.String), reason=pl.lit(None, pl.String)
    )
    return KPI_SIGNALS.check(pl.concat(rows.select(KPI_SIGNALS.columns.keys()) for rows in (earlier, last)))


def _last_rows(judged: pl.DataFrame, month: JudgedMonth) -> pl.DataFrame:
    """One row per KPI and entity: its last point when that is the shown period's, else an empty one, with the reason.

    `place` is that of the point, and empty without one. Both have the chart's centre and limits.
    """
    ends = month.shown.select(*SUBJECT, *PERIOD).join(_facts(month.measures), on="kpi_id", maintain_order="left")
    is_end = (pl.col("series") != pl.col("series").shift(-1)).fill_null(True)
    points = judged.filter(is_end).drop("chart", "grain").rename({"period_id": "point_id"})
    rows = ends.join(points, on=SUBJECT, how="left", nulls_equal=True, maintain_order="left")
    is_shown = pl.col("point_id") == pl.col("period_id")
    shown = rows.with_columns(pl.when(is_shown).then(name).alias(name) for name in _OF_POINT)
    return shown.with_columns(
        pl.col("points").fill_null(0), pl.col("is_trial").fill_null(True), is_last=pl.lit(True), reason=_reason()
    )


def judge_charts(points: pl.DataFrame, *, policy: SignalPolicy) -> pl.DataFrame:
    """Every point with its chart's centre and limits, the rule it breaks, and what its movement is.

    In, by KPI, entity and time: kpi_id, entity_id, period_id, previous_id, charted, direction. Added: place (its number
    from the first on), centre, lower, upper, points, is_trial, rule, variation, variation_so_far.
    """
    ordered = points.with_row_index("place")
    stepped = with_steps(ordered.with_columns(series=pl.struct(SUBJECT).rle_id()))
    limits = chart_limits(stepped, policy=policy)
    return with_rules(stepped.join(limits, on="series", maintain_order="left"), policy=policy)


def _facts(measures: Sequence[Measure]) -> pl.DataFrame:
    facts = [
        {"kpi_id": measure.kpi_id, "chart": measure.chart.value, "is_on_trial": measure.is_trial}
        for measure in measures
    ]
    return pl.DataFrame(facts, schema={"kpi_id": pl.String(), "chart": pl.String(), "is_on_trial": pl.Boolean()})


def _reason() -> pl.Expr:
    reasons = [
        (NoSignal.TRIAL, pl.col("is_on_trial")),
        (NoSignal.NOT_MEASURED, pl.col("charted").is_null()),
        (NoSignal.TOO_FEW_DISTINCT, pl.col("centre").is_null()),
    ]
    return pl.coalesce(pl.when(applies).then(pl.lit(reason.value)) for reason, applies in reasons)
