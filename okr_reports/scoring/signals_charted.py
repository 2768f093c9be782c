"""What a chart shows of each point: its value, or its change on the period before or the year before (rules §4)."""

from collections.abc import Sequence

import polars as pl

from okr_reports.measures import Measure
from okr_reports.scoring.numbers import is_above
from okr_reports.scoring.signals_points import SUBJECT
from okr_reports.words import Chart

_PERCENT, _POINTS = "%", "pt"


def charted_points(points: pl.DataFrame, measures: Sequence[Measure]) -> pl.DataFrame:
    """The points that reports show, with `chart`, `charted`, `charted_unit` and `direction`.

    A change needs a measured base since the last re-base. One chart has one unit: percent for amounts when every base
    is above 0, points for percentages and interval scales, else the difference in the KPI's own unit (rules §2).
    """
    known = points.join(_facts(measures), on="kpi_id", maintain_order="left")
    base_id = pl.when(pl.col("chart") == Chart.CHANGE).then("previous_id")
    base_id = base_id.when(pl.col("chart") == Chart.YEAR_ON_YEAR).then("last_year_id")
    changing = [measure.kpi_id for measure in measures if measure.chart is not Chart.VALUE]
    bases = points.filter(pl.col("kpi_id").is_in(changing)).select(*SUBJECT, base_id="period_id", base="value")
    based = known.with_columns(base_id=base_id).join(
        bases, on=[*SUBJECT, "base_id"], how="left", nulls_equal=True, maintain_order="left"
    )
    charted = based.filter("is_history", pl.col("base").is_not_null() | (pl.col("chart") == Chart.VALUE))
    return charted.with_columns(charted=_charted(), charted_unit=_unit())


def _facts(measures: Sequence[Measure]) -> pl.DataFrame:
    facts = [
        {
            "kpi_id": measure.kpi_id,
            "chart": measure.chart.value,
            "direction": measure.direction.value,
            "unit": measure.unit,
            "in_points": measure.is_percent or measure.is_interval,
        }
        for measure in measures
        if not measure.is_trial
    ]
    texts = dict.fromkeys(("kpi_id", "chart", "direction", "unit"), pl.String())
    return pl.DataFrame(facts, schema={**texts, "in_points": pl.Boolean()})


def _charted() -> pl.Expr:
    value, base = pl.col("value"), pl.col("base")
    percent = (value - base) / base * 100
    return pl.when(pl.col("chart") == Chart.VALUE).then(value).when(_in_percent()).then(percent).otherwise(value - base)


def _unit() -> pl.Expr:
    unit = pl.when(pl.col("chart") == Chart.VALUE).then("unit").when("in_points").then(pl.lit(_POINTS))
    return unit.when(_in_percent()).then(pl.lit(_PERCENT)).otherwise("unit")


def _in_percent() -> pl.Expr:
    return ~pl.col("in_points") & is_above(pl.col("base"), pl.lit(0.0)).all().over(SUBJECT)
