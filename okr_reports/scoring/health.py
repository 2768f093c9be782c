"""Health: each value held against the target in force for its period (rules §3)."""

from collections.abc import Sequence

import polars as pl

from okr_reports.measures import Measure
from okr_reports.scoring.calendar_table import calendar_table
from okr_reports.scoring.norm import is_in_norm
from okr_reports.scoring.numbers import Condition, meets
from okr_reports.scoring.plan import ReviewPlan
from okr_reports.scoring.reasons import unknown_reason
from okr_reports.scoring.runs import SERIES, Run, with_runs
from okr_reports.scoring.targets import with_resolved_targets, with_targets
from okr_reports.scoring.tolerance import is_tolerated
from okr_reports.tables import KPI_HEALTH
from okr_reports.words import Health, Reason

_TARGET = Condition(
    op=pl.col("target_op"), value=pl.col("target_value"), low=pl.col("target_low"), high=pl.col("target_high")
)
_BOUND = Condition(
    op=pl.col("at_risk_op"),
    value=pl.col("target_at_risk"),
    low=pl.col("target_at_risk_low"),
    high=pl.col("target_at_risk_high"),
)
# What would tell a confidential KPI's value: relative targets are numbers made from it.
_REVEALING = ("value", "n", "numerator", "denominator", "target_value", "target_low", "target_high", "target_at_risk",
              "target_at_risk_low", "target_at_risk_high")  # fmt: skip
_MISSED = [Health.AT_RISK.value, Health.OFF_TARGET.value]


def judge_values(values: pl.DataFrame, measures: Sequence[Measure], *, plan: ReviewPlan) -> pl.DataFrame:
    """KPI_HEALTH from KPI_VALUES: the target in force for each period, the health, and the present run of misses.

    `missed_count` and `missed_since` are those of the run of missed periods in which a missed period stands; a period
    that is unknown neither breaks such a run nor counts in it. In order: unknown, healthy, at risk, off target.
    """
    known = values.join(_facts(measures), on="kpi_id").join(
        calendar_table(values, plan.fiscal), on=["grain", "period_id"]
    )
    targeted = with_resolved_targets(with_targets(known, measures))
    is_hidden = pl.col("is_confidential")
    value_reason = pl.when(is_hidden).then(pl.lit(Reason.CONFIDENTIAL.value)).otherwise("reason")
    reasoned = targeted.with_columns(reason=unknown_reason(plan.today), value_reason=value_reason)
    judged = _with_health(_with_claims(reasoned, plan), plan)
    missed = pl.col("health").is_in(_MISSED)
    runs = judged.with_columns(is_missed=missed, is_healthy=pl.col("health") == Health.HEALTHY)
    with_missed = with_runs(runs, Run("is_missed", "is_healthy", "missed"), series=SERIES)
    return KPI_HEALTH.check(_hide_confidential(with_missed).sort(KPI_HEALTH.key))


def _facts(measures: Sequence[Measure]) -> pl.DataFrame:
    facts = [
        {
            "kpi_id": measure.kpi_id,
            "own_grain": measure.grain.value,
            "is_percent": measure.is_percent,
            "is_interval": measure.is_interval,
            "is_trial": measure.is_trial,
            "is_confidential": measure.is_confidential,
        }
        for measure in measures
    ]
    claims = dict.fromkeys(("is_percent", "is_interval", "is_trial", "is_confidential"), pl.Boolean())
    return pl.DataFrame(facts, schema={"kpi_id": pl.String(), "own_grain": pl.String(), **claims})


def _with_claims(values: pl.DataFrame, plan: ReviewPlan) -> pl.DataFrame:
    """is_met, is_in_norm (of a missed target), is_back_dated, and how often in a row the target was breached."""
    is_judged = pl.col("reason").is_null()
    is_met = meets(pl.col("value"), _TARGET)
    claimed = values.with_columns(
        is_met=pl.when(is_judged).then(is_met),
        is_in_norm=pl.when(is_judged).then(~is_met & is_in_norm(_TARGET, plan.policy)),
        is_back_dated=pl.col("target_set_on") > pl.col("last_on"),
    )
    is_good = pl.col("is_met") | pl.col("is_in_norm")
    breached = claimed.with_columns(is_good=is_good.fill_null(False), is_breach=(~is_good).fill_null(False))
    return with_runs(breached, Run("is_breach", "is_good", "breach"), series=[*SERIES, "target_from"])


def _with_health(values: pl.DataFrame, plan: ReviewPlan) -> pl.DataFrame:
    is_early_breach = pl.col("breach_count") < pl.col("in_a_row")
    is_at_risk = is_early_breach | is_tolerated(_TARGET, _BOUND, tolerance=plan.policy.kpi_tolerance)
    health = (
        pl.when(pl.col("reason").is_not_null())
        .then(pl.lit(Health.UNKNOWN.value))
        .when("is_good")
        .then(pl.lit(Health.HEALTHY.value))
        .when(is_at_risk)
        .then(pl.lit(Health.AT_RISK.value))
        .otherwise(pl.lit(Health.OFF_TARGET.value))
    )
    return values.with_columns(health=health)


def _hide_confidential(health: pl.DataFrame) -> pl.DataFrame:
    return health.with_columns(pl.when(~pl.col("is_confidential")).then(name).alias(name) for name in _REVEALING)
