"""From judged periods to achievement: of each KPI, each KRA, each segment and each employee (rules §8)."""

import polars as pl

from okr_reports.appraisal_tables import (
    EMPLOYEE_ACHIEVEMENTS,
    KPI_ACHIEVEMENTS,
    KRA_ACHIEVEMENTS,
    SEGMENT_ACHIEVEMENTS,
)
from okr_reports.appraisal_words import Measured, NotJudged, Verdict
from okr_reports.policy import Policy
from okr_reports.scoring.achievement_attainment import attainment
from okr_reports.scoring.achievement_grains import fewest_judged
from okr_reports.scoring.achievement_rows import KPI_KEY
from okr_reports.scoring.numbers import is_at_least

ATTAINMENT = "attainment"
_KRA = ["employee_id", "segment", "kra_id"]
_SEGMENT = ["employee_id", "segment"]
_TARGET = ("target_op", "target_value", "target_low", "target_high")


def score_kpis(asked: pl.DataFrame, rows: pl.DataFrame, *, wholes: pl.DataFrame, policy: Policy) -> pl.DataFrame:
    """KPI_ACHIEVEMENTS of achievement_rows.asked_of from the judged rows; the target is that of the last judged period.

    Met by judged, or on request the mean attainment of the judged periods. Too few of them give no figure: the reason
    is `few_periods`, or the one that every period for which the employee was responsible shares. `wholes`: KPI_KEY
    with value, n and value_grain.
    """
    counted = _counts(rows, policy).join(wholes, on=KPI_KEY, how="left", maintain_order="left")
    joined = asked.join(counted, on=KPI_KEY, how="left", maintain_order="left")
    zero = [pl.col(name).fill_null(0) for name in ("met_count", "judged_count", "responsible_count")]
    filled = joined.with_columns(
        *zero, judged_grain=pl.coalesce("counted_grain", "judged_grain"), weight=pl.col("kpi_weight")
    )
    is_enough = pl.col("judged_count") >= fewest_judged(pl.col("judged_grain"), policy)
    share = pl.col("met_count") / pl.col("judged_count")
    figure = pl.coalesce("attainment", share) if policy.kpi_achievement == ATTAINMENT else share
    few = pl.lit(NotJudged.FEW_PERIODS.value)
    return KPI_ACHIEVEMENTS.check(
        filled.with_columns(
            achievement=pl.when(is_enough).then(figure),
            attainment=pl.when(is_enough).then("attainment"),
            reason=pl.when(~is_enough).then(pl.coalesce("shared_reason", few)),
        ).sort(KPI_ACHIEVEMENTS.key)
    )


def score_kras(asked: pl.DataFrame, kpis: pl.DataFrame, *, policy: Policy) -> pl.DataFrame:
    """KRA_ACHIEVEMENTS: the weighted mean over the KPIs that have a figure, if they bear half of the weight."""
    rows = kpis.join(asked.select(*KPI_KEY, "kra_weight"), on=KPI_KEY, maintain_order="left")
    found = rows.group_by(_KRA, maintain_order=True).agg(
        weight=pl.col("kra_weight").first(), **_weighted(pl.col("weight"))
    )
    return KRA_ACHIEVEMENTS.check(found.with_columns(**_figure(policy)).sort(KRA_ACHIEVEMENTS.key))


def score_segments(segments: pl.DataFrame, asked: pl.DataFrame, *, kpis: pl.DataFrame, policy: Policy) -> pl.DataFrame:
    """SEGMENT_ACHIEVEMENTS: the same over all KPIs of the role, each by KRA weight × KPI weight.

    Without a role, or one without KPIs, the reason is `no_role`.
    """
    rows = kpis.join(asked.select(*KPI_KEY, "kra_weight"), on=KPI_KEY, maintain_order="left")
    found = rows.group_by(_SEGMENT, maintain_order=True).agg(**_weighted(pl.col("kra_weight") * pl.col("weight")))
    every = segments.select(_SEGMENT).join(found, on=_SEGMENT, how="left", maintain_order="left")
    shares = every.with_columns(pl.col("total", "measured").fill_null(0.0))
    figured = shares.with_columns(**_figure(policy))
    share = pl.when(pl.col("total") > 0).then(100 * pl.col("measured") / pl.col("total")).otherwise(0.0)
    reason = pl.when(pl.col("total") > 0).then("reason").otherwise(pl.lit(NotJudged.NO_ROLE.value))
    said = figured.with_columns(measured_weight=share, reason=reason)
    return SEGMENT_ACHIEVEMENTS.check(said.sort(SEGMENT_ACHIEVEMENTS.key))


def score_employees(
    segments: pl.DataFrame, of_segments: pl.DataFrame, *, asked: pl.DataFrame, policy: Policy
) -> pl.DataFrame:
    """EMPLOYEE_ACHIEVEMENTS without what changes would alter: the mean of the segments that have a figure.

    Segments weigh by their working days without leave; those with a figure must make half of all.
    """
    days = (pl.col("working_day_count") - pl.col("leave_day_count")).cast(pl.Float64)
    rows = segments.select(*_SEGMENT, days=days).join(of_segments, on=_SEGMENT, maintain_order="left")
    rows = rows.join(_person_shares(asked), on=_SEGMENT, how="left", maintain_order="left")
    has_figure = pl.col("achievement").is_not_null()
    total, measured = pl.col("days").sum(), pl.col("days").filter(has_figure).sum()
    figure = (pl.col("days") * pl.col("achievement")).sum() / measured
    is_enough = (measured > 0) & is_at_least(measured, total * policy.least_measured_share)
    has_no_role = (pl.col("reason") == NotJudged.NO_ROLE).fill_null(False).all()
    why = pl.when(has_no_role).then(pl.lit(NotJudged.NO_ROLE.value)).otherwise(pl.lit(NotJudged.HALF_WEIGHT.value))
    found = rows.group_by("employee_id", maintain_order=True).agg(
        measured_weight=pl.when(total > 0).then((pl.col("days") * pl.col("measured_weight")).sum() / total),
        achievement=pl.when(is_enough).then(figure),
        reason=pl.when(~is_enough).then(why),
        person_weight_share=_mean_by_days("person_share"),
    )
    unchanged = found.with_columns(
        is_changed=False, achievement_before_changes=None, reason_before_changes=None
    ).with_columns(pl.col("measured_weight").fill_null(0.0))
    return EMPLOYEE_ACHIEVEMENTS.check(unchanged.sort(EMPLOYEE_ACHIEVEMENTS.key))


def _counts(rows: pl.DataFrame, policy: Policy) -> pl.DataFrame:
    """Per KPI what was met, judged and responsible, the mean attainment, the last target, a reason that all share."""
    limit = policy.attainment_percent_limit
    by_pack = pl.col("published_is_met").is_not_null() & pl.lit(policy.verdict == Verdict.AS_PUBLISHED)
    counted = rows.with_columns(counted_value=pl.when(by_pack).then("published_value").otherwise("value"))
    each = counted.with_columns(way=pl.when("is_judged").then(attainment("counted_value", limit=limit)))
    ordered = each.sort(*KPI_KEY, "last_on", "is_judged")
    is_judged, has_target = pl.col("is_judged"), pl.col("target_op").is_not_null()
    asked_for = pl.lit(policy.kpi_achievement == ATTAINMENT)
    reasons = pl.col("reason").filter("is_responsible")
    every = pl.when(pl.col("is_responsible").any()).then(reasons.first()).otherwise(pl.col("reason").first())
    kinds = pl.when(pl.col("is_responsible").any()).then(reasons.n_unique()).otherwise(pl.col("reason").n_unique())
    return ordered.group_by(KPI_KEY, maintain_order=True).agg(
        met_count=pl.col("counts_met").sum(), judged_count=is_judged.sum(),
        responsible_count=pl.col("is_responsible").sum(), counted_grain=pl.col("grain").first(),
        # Of a KPI for which one period has none, a mean over the others would flatter or blacken.
        attainment=pl.when(asked_for & (pl.col("way").count() == is_judged.sum())).then(pl.col("way").mean()),
        shared_reason=pl.when(~is_judged.any() & (kinds == 1)).then(every),
        **{name: pl.coalesce(pl.col(name).filter(is_judged).last(), pl.when(~is_judged.any()).then(
            pl.col(name).filter(has_target).last())) for name in _TARGET},
    )  # fmt: skip


def _weighted(weight: pl.Expr) -> dict[str, pl.Expr]:
    has_figure = pl.col("achievement").is_not_null()
    return {
        "total": weight.sum(),
        "measured": weight.filter(has_figure).sum(),
        "reached": (weight * pl.col("achievement")).sum(),
    }


def _figure(policy: Policy) -> dict[str, pl.Expr]:
    """measured_weight, achievement and the reason for none, from what `_weighted` sums up."""
    measured, total = pl.col("measured"), pl.col("total")
    is_enough = ((measured > 0) & is_at_least(measured, total * policy.least_measured_share)).fill_null(False)
    return {
        "measured_weight": measured,
        "achievement": pl.when(is_enough).then((pl.col("reached") / measured).clip(0.0, 1.0)),
        "reason": pl.when(~is_enough).then(pl.lit(NotJudged.HALF_WEIGHT.value)),
    }


def _person_shares(asked: pl.DataFrame) -> pl.DataFrame:
    """Of the weight of each segment, how much is on KPIs measured for the person alone."""
    weight = pl.col("kra_weight") * pl.col("kpi_weight")
    is_own = pl.col("measured") == Measured.PERSON
    summed = asked.group_by(_SEGMENT).agg(total=weight.sum(), own=weight.filter(is_own).sum())
    return summed.select(*_SEGMENT, person_share=pl.when(pl.col("total") > 0).then(pl.col("own") / pl.col("total")))


def _mean_by_days(name: str) -> pl.Expr:
    days = pl.col("days").filter(pl.col(name).is_not_null())
    return pl.when(days.sum() > 0).then((pl.col("days") * pl.col(name)).sum() / days.sum())
