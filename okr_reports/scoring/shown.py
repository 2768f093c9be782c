"""What a monthly pack shows of each KPI: which period, how the month is judged, and what it is compared with (§2)."""

from collections.abc import Sequence

import polars as pl

from okr_reports.measures import Measure
from okr_reports.periods import Grain
from okr_reports.scoring.cadence import ended_in_month, is_faster, shown_period
from okr_reports.scoring.comparisons import with_comparison
from okr_reports.scoring.numbers import is_at_least
from okr_reports.scoring.plan import ReviewPlan
from okr_reports.tables import KPI_SHOWN
from okr_reports.words import Health

_SUBJECT = ["kpi_id", "entity_id", "grain"]


def show_month(health: pl.DataFrame, measures: Sequence[Measure], *, plan: ReviewPlan) -> pl.DataFrame:
    """KPI_SHOWN from KPI_HEALTH: one row per KPI and entity.

    A KPI faster than a month shows the month's last ended period with how many of its judged periods were healthy; the
    month is healthy when the last one is and the policy's share of them (three quarters) is too, at risk when only the
    last one is. A slower one shows its last ended period, apart unless that ended in this month.
    """
    own = health.join(_facts(measures), on=["kpi_id", "grain"])
    shown = own.join(_shown_periods(measures, plan), on=["grain", "period_id"])
    counted = shown.join(_counts_in_month(own, plan), on=_SUBJECT, how="left", nulls_equal=True)
    judged = counted.with_columns(health=month_health(plan))
    claimed = judged.with_columns(is_judged=(pl.col("health") != Health.UNKNOWN) & ~pl.col("is_apart"))
    compared = with_comparison(with_comparison(claimed, health, name="previous"), health, name="last_year")
    return KPI_SHOWN.check(compared.sort(KPI_SHOWN.key))


def _facts(measures: Sequence[Measure]) -> pl.DataFrame:
    facts = [
        {
            "kpi_id": measure.kpi_id,
            "grain": measure.grain.value,
            "unit": measure.unit,
            "is_percent": measure.is_percent,
            "is_interval": measure.is_interval,
        }
        for measure in measures
    ]
    texts, claims = dict.fromkeys(("kpi_id", "grain", "unit"), pl.String()), ("is_percent", "is_interval")
    return pl.DataFrame(facts, schema={**texts, **dict.fromkeys(claims, pl.Boolean())})


def _shown_periods(measures: Sequence[Measure], plan: ReviewPlan) -> pl.DataFrame:
    rows = [_shown_row(grain, plan) for grain in sorted({measure.grain for measure in measures})]
    texts = ("grain", "period_id", "previous_period_id", "last_year_period_id")
    return pl.DataFrame(rows, schema={**dict.fromkeys(texts, pl.String()), "is_apart": pl.Boolean()})


def _shown_row(grain: Grain, plan: ReviewPlan) -> dict[str, object]:
    period = shown_period(grain, plan)
    in_month = ended_in_month(grain, plan) if is_faster(grain) else []
    is_of_month = period in in_month or period.last_day in plan.month
    return {
        "grain": grain.value,
        "period_id": period.key,
        "previous_period_id": plan.fiscal.shifted(period, -1).key,
        "last_year_period_id": plan.fiscal.same_last_year(period).key,
        "is_apart": not is_of_month,
    }


def _counts_in_month(own: pl.DataFrame, plan: ReviewPlan) -> pl.DataFrame:
    """met_count and judged_count of the month's days or weeks; a period that is unknown is not judged."""
    rows = [
        {"grain": grain.value, "period_id": period.key}
        for grain in Grain
        if grain is not Grain.YEAR_TO_DATE and is_faster(grain)
        for period in ended_in_month(grain, plan)
    ]
    in_month = own.join(
        pl.DataFrame(rows, schema={"grain": pl.String(), "period_id": pl.String()}), on=["grain", "period_id"]
    )
    health = pl.col("health")
    return in_month.group_by(_SUBJECT).agg(
        met_count=(health == Health.HEALTHY).sum().cast(pl.Int64),
        judged_count=(health != Health.UNKNOWN).sum().cast(pl.Int64),
    )


def month_health(plan: ReviewPlan) -> pl.Expr:
    """The month's health from its last period's (`health`), `met_count` and `judged_count`."""
    share = pl.col("met_count") / pl.col("judged_count")
    is_mostly_met = is_at_least(share, pl.lit(plan.policy.sub_periods_met_share))
    is_only_last = (pl.col("health") == Health.HEALTHY) & ~is_mostly_met
    return pl.when(is_only_last).then(pl.lit(Health.AT_RISK.value)).otherwise("health")
