"""KPIs faster than a month are judged by the month: its last period and most of them must meet the target (§§2, 8)."""

import polars as pl

from okr_reports.appraisal_words import NotJudged
from okr_reports.periods import Grain
from okr_reports.scoring.achievement_plan import AppraisalPlan
from okr_reports.scoring.achievement_rows import KPI_KEY
from okr_reports.scoring.numbers import is_at_least

_MONTH = [*KPI_KEY, "month_id"]
_OF_PRESENCE = ("is_responsible", "working_day_count", "held_day_count", "leave_day_count")


def judged_by_month(rows: pl.DataFrame, presence: pl.DataFrame, *, plan: AppraisalPlan) -> pl.DataFrame:
    """Judged rows with those of days and weeks made one per month; a week belongs to the month of its Thursday.

    The month's value and target are those of its last day or week for which the employee was responsible, and so is
    the reason when that one is not judged. The month is met when that one is, and the policy's share of those judged.
    """
    is_fast = pl.col("own_grain") != pl.col("judged_grain")
    fast = rows.filter(is_fast)
    if fast.is_empty():
        return rows
    dated = fast.join(_months(fast, plan), on=["grain", "period_id"]).sort(*_MONTH, "anchor_on")
    lasts = dated.filter("is_responsible").unique(_MONTH, keep="last", maintain_order=True)
    others = dated.join(lasts, on=_MONTH, how="anti").unique(_MONTH, keep="last", maintain_order=True)
    shares = (
        dated.filter("is_responsible")
        .group_by(_MONTH)
        .agg(_share("is_met"), _share("counts_met"), _share("published_is_met"), is_restated=_is_restated())
    )
    whole = pl.concat([lasts, others]).join(shares, on=_MONTH, how="left")
    folded = whole.with_columns(_met("is_met", plan), _met("counts_met", plan), _met("published_is_met", plan))
    monthly = _at_the_month(folded, presence)
    return pl.concat([rows.filter(~is_fast), monthly.select(rows.columns)])


def _share(name: str) -> pl.Expr:
    # What a pack never restated stands as it is.
    met = pl.coalesce(name, "is_met") if name == "published_is_met" else pl.col(name)
    return met.mean().alias(f"{name}_share")


def _is_restated() -> pl.Expr:
    return pl.col("published_is_met").is_not_null().any()


def _met(name: str, plan: AppraisalPlan) -> pl.Expr:
    last = pl.coalesce(name, "is_met") if name == "published_is_met" else pl.col(name)
    is_mostly = is_at_least(pl.col(f"{name}_share"), pl.lit(plan.policy.sub_periods_met_share))
    met = pl.when(last.is_not_null()).then(last & is_mostly)
    return (pl.when("is_restated").then(met) if name == "published_is_met" else met).alias(name)


def _at_the_month(rows: pl.DataFrame, presence: pl.DataFrame) -> pl.DataFrame:
    """The rows as the month's: presence counts over the month."""
    of_month = presence.filter(pl.col("grain") == Grain.MONTH).select(
        "employee_id", "segment", "scale", *_OF_PRESENCE, month_id="period_id"
    )
    joined = rows.drop(*_OF_PRESENCE, "scale").join(of_month, on=["employee_id", "segment", "month_id"])
    is_held = pl.col("is_responsible")
    claims = [pl.when(is_held).then(name).alias(name) for name in ("is_met", "counts_met", "published_is_met")]
    absent = pl.coalesce("reason", pl.lit(NotJudged.ABSENT.value))
    return joined.with_columns(
        *claims,
        grain=pl.lit(Grain.MONTH.value),
        period_id="month_id",
        reason=pl.when(is_held).then("reason").otherwise(absent),
        is_judged=is_held & pl.col("is_judged"),
    )


def _months(rows: pl.DataFrame, plan: AppraisalPlan) -> pl.DataFrame:
    """The month to which each day or week belongs."""
    named = rows.select("grain", "period_id", "anchor_on").unique()
    found = [(grain, key, plan.fiscal.containing(anchor, Grain.MONTH).key) for grain, key, anchor in named.rows()]
    schema = {"grain": pl.String(), "period_id": pl.String(), "month_id": pl.String()}
    return pl.DataFrame(found, schema=schema, orient="row")
