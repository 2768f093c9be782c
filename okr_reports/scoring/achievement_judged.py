"""Each period of each employee held against the target: judged or not and why, met or not (rules §8)."""

from collections.abc import Collection
from dataclasses import dataclass

import polars as pl

from okr_reports.appraisal_words import Measured, NotJudged, Verdict
from okr_reports.scoring.achievement_plan import AppraisalPlan
from okr_reports.scoring.achievement_rows import COMPANY, KPI_KEY
from okr_reports.scoring.achievement_targets import MOMENT
from okr_reports.scoring.few_people import CELL, FEW_PEOPLE, few_people_cells
from okr_reports.scoring.numbers import Condition, is_at_least, is_equal, meets
from okr_reports.scoring.people_counts import PEOPLE_OF
from okr_reports.words import Operator, Reason

_TARGET = Condition(
    op=pl.col("target_op"), value=pl.col("target_value"), low=pl.col("target_low"), high=pl.col("target_high")
)
_BOUNDS = ("target_value", "target_low", "target_high")
_KEY = ["kpi_id", "value_grain", "value_period_id"]
# What a reason of a value or of a health is called here; every other one is `unknown`.
_WORDS = {
    Reason.NO_DATA.value: NotJudged.NO_DATA.value,
    Reason.UNDEFINED.value: NotJudged.UNDEFINED.value,
    Reason.SMALL_N.value: NotJudged.SMALL_N.value,
    Reason.FAILED.value: NotJudged.FAILED.value,
    FEW_PEOPLE: NotJudged.FEW_PEOPLE.value,
}


@dataclass(frozen=True)
class Known:
    """KPI_VALUES (`values`), the targets in force at each MOMENT, resolved relative ones, PUBLISHED_VALUES.

    `seen`: kpi_id and value_id of those of whom the KPI's extract holds a row in the cycle.
    """

    values: pl.DataFrame
    targets: pl.DataFrame
    relative: pl.DataFrame
    published: pl.DataFrame
    seen: pl.DataFrame


def judge_rows(rows: pl.DataFrame, known: Known, *, plan: AppraisalPlan) -> pl.DataFrame:
    """The rows (achievement_rows) with value, n, target_*, target_scale, is_judged, is_met, reason and published_*.

    `counts_met`: the verdict that counts by the policy. A KPI that is confidential says nothing but that.
    """
    valued = with_values(rows, known.values)
    relative = known.relative.with_columns(value_id=pl.col("entity_id").fill_null(COMPANY)).drop("entity_id").rename(
        {"grain": "value_grain", "period_id": "value_period_id"}
    )  # fmt: skip
    targeted = (
        valued.join(known.targets, on=MOMENT, how="left", maintain_order="left")
        .join(relative, on=[*_KEY, "value_id"], how="left", maintain_order="left")
        .with_columns(target_value=pl.coalesce("relative_value", "target_value"))
    )
    scaled = _with_scale(_without_unseen(targeted, known.seen))
    reasoned = scaled.with_columns(reason=_reason(plan), why_no_value=pl.col("reason"))
    judged = reasoned.with_columns(is_met=pl.when(pl.col("reason").is_null()).then(meets(pl.col("value"), _TARGET)))
    return _counted(_with_published(judged, known.published), plan)


def without_few_people(values: pl.DataFrame, *, kpi_ids: Collection[str], least: int) -> pl.DataFrame:
    """KPI_VALUES without the figures of groups of fewer different people, as far as rows say who they are about."""
    counts = values.filter(pl.col("kpi_id").str.ends_with(PEOPLE_OF)).select(
        pl.col("kpi_id").str.strip_suffix(PEOPLE_OF), "entity_id", "grain", "period_id", people=pl.col("value")
    )
    own = values.filter(~pl.col("kpi_id").str.ends_with(PEOPLE_OF))
    is_nobody = pl.col("entity_id").str.contains(r"\x1f").fill_null(False)
    of_people = pl.col("kpi_id").is_in(list(kpi_ids))
    shown = own.filter(~(of_people & is_nobody & pl.col("entity_id").str.starts_with("team/")))
    cells = shown.filter(of_people).join(counts, on=list(CELL), how="left", nulls_equal=True)
    n = pl.coalesce(pl.col("people").cast(pl.Int64()), "n")
    hidden = few_people_cells(cells.with_columns(n=n).select(*CELL, "n"), least=least)
    marked = shown.join(
        hidden.with_columns(is_hidden=True), on=list(CELL), how="left", nulls_equal=True, maintain_order="left"
    )
    is_hidden = pl.col("is_hidden").fill_null(False)
    figures = [pl.when(~is_hidden).then(pl.col(name)).alias(name) for name in ("value", "n")]
    reason = pl.when(is_hidden).then(pl.lit(FEW_PEOPLE)).otherwise("reason").alias("reason")
    return marked.with_columns(*figures, reason).select(values.columns)


def with_values(rows: pl.DataFrame, values: pl.DataFrame) -> pl.DataFrame:
    """The rows with value, n and reason of KPI_VALUES, found under kpi_id, value_grain, value_period_id and value_id.

    What is not there is what is said of nobody (`nobody_id`), else there is no data.
    """
    names = {"grain": "value_grain", "period_id": "value_period_id"}
    found = values.select(
        "kpi_id", "grain", "period_id", "value", "n", "reason",
        value_id=pl.col("entity_id").fill_null(COMPANY), is_there=pl.lit(True),
    ).rename(names)  # fmt: skip
    nothing = found.rename({"value_id": "nobody_id"})
    joined = rows.join(found, on=[*_KEY, "value_id"], how="left", maintain_order="left").join(
        nothing, on=[*_KEY, "nobody_id"], how="left", maintain_order="left", suffix="_of_nobody"
    )
    is_there = pl.col("is_there").fill_null(False)
    figures = {name: pl.when(is_there).then(name).otherwise(f"{name}_of_nobody") for name in ("value", "n", "reason")}
    missing = pl.col("value").is_null() & pl.col("reason").is_null()
    said = joined.with_columns(**figures)
    return said.with_columns(reason=pl.when(missing).then(pl.lit(Reason.NO_DATA.value)).otherwise("reason"))


def _without_unseen(rows: pl.DataFrame, seen: pl.DataFrame) -> pl.DataFrame:
    """With `is_unseen`: a count or sum of somebody of whom there is no row at all is missing, not 0.

    Most likely the extract knows the person by another id. Where less is better, or 0 is what is asked for, it counts.
    """
    joined = rows.join(seen.with_columns(is_seen=True), on=["kpi_id", "value_id"], how="left", maintain_order="left")
    is_own = (pl.col("measured") == Measured.PERSON) & pl.col("is_of_rows") & pl.col("is_additive")
    has_rows = pl.col("is_seen").fill_null(False) | (pl.col("n") > 0).any().over(KPI_KEY)
    op = pl.col("target_op")
    is_exact = ~op.is_in([Operator.AT_LEAST.value, Operator.ABOVE.value])
    is_zero_fine = (is_exact & meets(pl.lit(0.0), _TARGET)) | op.is_in([Operator.AT_MOST.value, Operator.BELOW.value])
    is_unseen = is_own & ~has_rows & ~is_zero_fine.fill_null(False) & pl.col("value").is_not_null()
    marked = joined.with_columns(is_unseen=is_unseen.fill_null(False)).drop("is_seen")
    missing = pl.when("is_unseen")
    reason = missing.then(pl.lit(Reason.NO_DATA.value)).otherwise("reason")
    return marked.with_columns(value=missing.then(None).otherwise("value"), reason=reason)


def _with_scale(rows: pl.DataFrame) -> pl.DataFrame:
    """Targets of what a person's rows add up to, by the presence of the person; relative ones bear it already."""
    is_own = (pl.col("measured") == Measured.PERSON) & pl.col("is_counted")
    is_absolute = pl.col("target_op").is_not_null() & ~pl.col("is_relative").fill_null(False)
    is_less = ~is_equal(pl.col("scale"), pl.lit(1.0)) & pl.col("is_responsible")
    scaled = rows.with_columns(target_scale=pl.when(is_own & is_absolute & is_less).then("scale"))
    factor = pl.col("target_scale").fill_null(1.0)
    return scaled.with_columns((pl.col(name) * factor).alias(name) for name in _BOUNDS).with_columns(
        _unless_hidden(name) for name in ("value", "n", "target_op", *_BOUNDS, "target_scale")
    )


def _unless_hidden(name: str) -> pl.Expr:
    return pl.when(~pl.col("is_hidden")).then(pl.col(name)).alias(name)


def _reason(plan: AppraisalPlan) -> pl.Expr:
    """Why a period is not judged, the first that applies: presence, time, the KPI, its value, its target, n."""
    reason = pl.col("reason")
    is_not_due = (pl.min_horizontal("last_on", pl.lit(plan.today)) < pl.col("target_due_on")).fill_null(False)
    said = reason.replace_strict(_WORDS, default=NotJudged.UNKNOWN.value, return_dtype=pl.String())
    is_kept_back = pl.col("is_hidden") | pl.col("is_trial")
    is_teamless = (pl.col("measured") == Measured.TEAM) & pl.col("has_teams") & pl.col("team_id").is_null()
    is_unresolved = pl.col("is_not_derivable").fill_null(False)
    return (
        pl.when(~pl.col("is_responsible"))
        .then(_absence(plan))
        .when(pl.col("last_on") >= plan.today)
        .then(pl.lit(NotJudged.NOT_ENDED.value))
        .when(is_kept_back)
        .then(pl.lit(NotJudged.UNKNOWN.value))
        .when(is_teamless)
        .then(pl.lit(NotJudged.NO_TEAM.value))
        .when(pl.col("value").is_null())
        .then(said)
        .when(pl.col("target_reason").is_not_null())
        .then("target_reason")
        .when(reason.is_not_null())
        .then(said)
        .when(is_not_due | is_unresolved)
        .then(pl.lit(NotJudged.UNKNOWN.value))
    )


def _absence(plan: AppraisalPlan) -> pl.Expr:
    """On leave when that alone kept the employee from holding the role long enough, else absent."""
    held, leave = pl.col("held_day_count"), pl.col("leave_day_count")
    is_held = is_at_least(held.cast(pl.Float64), pl.col("working_day_count") * plan.policy.least_presence_share)
    is_leave = (leave > 0) & (is_held | (leave == held))
    return pl.when(is_leave).then(pl.lit(NotJudged.ON_LEAVE.value)).otherwise(pl.lit(NotJudged.ABSENT.value))


def _with_published(rows: pl.DataFrame, published: pl.DataFrame) -> pl.DataFrame:
    """published_value and published_is_met where a pack said another value of the KPI itself."""
    said = published.filter(pl.col("entity_id").is_null(), pl.col("value").is_not_null()).select(
        "kpi_id", "period_id", said_value="value", said_n="n", value_id=pl.lit(COMPANY)
    )
    joined = rows.join(said, on=["kpi_id", "period_id", "value_id"], how="left", maintain_order="left")
    is_other = ~is_equal(pl.col("said_value"), pl.col("value")).fill_null(False) & pl.col("said_value").is_not_null()
    is_open = pl.col("reason").is_null() | pl.col("reason").is_in(
        [NotJudged.NO_DATA.value, NotJudged.UNDEFINED.value, NotJudged.SMALL_N.value]
    )
    is_shown = is_other & ~pl.col("is_hidden") & (pl.col("why_no_value") != NotJudged.FEW_PEOPLE).fill_null(True)
    is_small = (~pl.col("is_additive") & (pl.col("said_n") < pl.col("min_n"))).fill_null(False)
    value = pl.when(is_shown).then("said_value")
    is_met = pl.when(is_shown & is_open & ~is_small).then(meets(pl.col("said_value"), _TARGET))
    return joined.with_columns(published_value=value, published_is_met=is_met)


def _counted(rows: pl.DataFrame, plan: AppraisalPlan) -> pl.DataFrame:
    """counts_met, is_judged and the reason by the verdict that counts."""
    by_pack = Verdict(plan.policy.verdict) is Verdict.AS_PUBLISHED
    counts = pl.coalesce("published_is_met", "is_met") if by_pack else pl.col("is_met")
    judged = rows.with_columns(counts_met=counts)
    is_judged = pl.col("counts_met").is_not_null()
    return judged.with_columns(is_judged=is_judged, reason=pl.when(~is_judged).then("reason"))
