"""Whether the process as it runs will meet its target: the limits held against the target in force (rules §4)."""

from collections.abc import Sequence

import polars as pl

from okr_reports.measures import AverageBound, Measure, RelativeBound
from okr_reports.scoring.judged import JudgedMonth
from okr_reports.scoring.numbers import Condition, is_above, is_at_least, meets
from okr_reports.scoring.signals_points import PERIOD, SUBJECT
from okr_reports.words import Assurance, Chart, Operator

_DEMAND = ["target_op", "target_value", "target_low", "target_high"]
_TARGET = Condition(*(pl.col(name) for name in _DEMAND))


def with_assurance(last: pl.DataFrame, month: JudgedMonth) -> pl.DataFrame:
    """The last row of each chart (with chart, lower, upper, reason) and its `assurance`.

    Empty without limits, of a chart of changes, of a point that says nothing, and for no, relative or just-changed
    targets: what the KPI was to reach in the period before must be the same.
    """
    held = last.join(_demands(month), on=SUBJECT, how="left", nulls_equal=True)
    marked = held.join(_relative_targets(month.measures), on=["kpi_id", "grain", "target_from"], how="left")
    is_kept = pl.all_horizontal(pl.col(name).eq_missing(pl.col(f"{name}_before")) for name in _DEMAND)
    is_said = pl.col("reason").is_null() & (pl.col("chart") == Chart.VALUE) & pl.col("is_relative").is_null() & is_kept
    return marked.with_columns(assurance=pl.when(is_said & pl.col("target_op").is_not_null()).then(_assurance()))


def _demands(month: JudgedMonth) -> pl.DataFrame:
    """What the target in force asks for in the shown period, and what was asked in the period before."""
    periods = month.shown.select(*SUBJECT, *PERIOD, "previous_period_id")
    named = pl.concat([periods["period_id"], periods["previous_period_id"]]).unique()
    asked = month.health.select(*SUBJECT, *PERIOD, "target_from", *_DEMAND).filter(
        pl.col("period_id").is_in(named.implode())
    )
    before = asked.drop("target_from").rename({"period_id": "previous_period_id"})
    now = periods.join(asked, on=[*SUBJECT, *PERIOD], nulls_equal=True)
    return now.join(
        before, on=[*SUBJECT, "grain", "previous_period_id"], how="left", nulls_equal=True, suffix="_before"
    ).drop(PERIOD)


def _relative_targets(measures: Sequence[Measure]) -> pl.DataFrame:
    rows = {
        (measure.kpi_id, (row.grain or measure.grain).value, row.from_key, True)
        for measure in measures
        for row in measure.targets
        if isinstance(row.condition, RelativeBound | AverageBound)
    }
    texts = dict.fromkeys(("kpi_id", "grain", "target_from"), pl.String())
    return pl.DataFrame(sorted(rows), schema={**texts, "is_relative": pl.Boolean()}, orient="row")


def _assurance() -> pl.Expr:
    lower, upper = pl.col("lower"), pl.col("upper")
    both_meet = meets(lower, _TARGET) & meets(upper, _TARGET)
    reaches_value = is_at_least(upper, _TARGET.value) & is_at_least(_TARGET.value, lower)
    reaches_range = is_at_least(upper, _TARGET.low) & is_at_least(_TARGET.high, lower)
    can_meet = (
        pl.when(pl.col("target_op") == Operator.EQUAL)
        .then(reaches_value)
        .when(pl.col("target_op") == Operator.BETWEEN)
        .then(reaches_range)
        .otherwise(meets(lower, _TARGET) | meets(upper, _TARGET))
    )
    words = [
        (Assurance.CONSISTENTLY_MEETS, both_meet),
        (Assurance.CONSISTENTLY_MISSES, ~can_meet),
        (Assurance.HIT_OR_MISS, is_above(upper, lower)),
    ]
    return pl.coalesce(pl.when(applies).then(pl.lit(word.value)) for word, applies in words)
