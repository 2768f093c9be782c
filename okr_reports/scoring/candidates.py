"""KPIs that should become goals of the next cycle: weak for two quarters, or moving the wrong way for sure (§7)."""

from collections.abc import Set

import polars as pl

from okr_reports.measures import Measure
from okr_reports.periods import Grain
from okr_reports.scoring.candidates_quarters import last_quarters, weak_in_both_quarters
from okr_reports.scoring.judged import JudgedMonth
from okr_reports.scoring.numbers import Condition, is_above, meets
from okr_reports.tables import KPI_CANDIDATES
from okr_reports.words import Accumulation, CandidateReason, Reason, Variation

_STRENGTH = [reason.value for reason in CandidateReason]
_TARGET = ["target_op", "target_value", "target_low", "target_high"]
_GOAL = [name.replace("target", "to") for name in _TARGET]


def find_candidates(
    month: JudgedMonth, signals: pl.DataFrame, *, active_kpi_ids: Set[str] = frozenset()
) -> pl.DataFrame:
    """KPI_CANDIDATES: the company's KPIs that ask for a goal and have none in `active_kpi_ids`; at most five (policy).

    `signals`: KPI_SIGNALS. First those with more reasons, then the stronger reason (in the order of CandidateReason),
    then the more missed months, then the catalogue's order. `from` is the last ended quarter's value, of a KPI without
    one its shown period's. `to` is the target in force, open when it holds for periods of another length than `from`,
    and when `from` meets it: what has been reached is no goal.
    """
    found = pl.concat([_weak(month), _concerns(month, signals)]).filter(~pl.col("kpi_id").is_in(list(active_kpi_ids)))
    strongest = found.sort(pl.col("why").cast(pl.Enum(_STRENGTH))).group_by("kpi_id", maintain_order=True).agg(
        pl.col("why", "weak_periods").first(), pl.col("missed_count").max(), reason_count=pl.len()
    )  # fmt: skip
    ranked = strongest.join(_facts(month), on="kpi_id").sort(
        pl.col("reason_count"), -pl.col("why").cast(pl.Enum(_STRENGTH)).to_physical().cast(pl.Int64),
        "missed_count", -pl.col("place"), descending=True,
    )  # fmt: skip
    first = ranked.head(month.plan.policy.most_candidates).with_row_index("rank", offset=1)
    worded = first.join(_values(month), on="kpi_id", how="left").join(_targets(month), on="kpi_id", how="left")
    return KPI_CANDIDATES.check(_with_goal(worded))


def _weak(month: JudgedMonth) -> pl.DataFrame:
    quarters = [quarter.key for quarter in last_quarters(month.plan)]
    return weak_in_both_quarters(month).select(
        "kpi_id", "missed_count", why=pl.lit(CandidateReason.WEAK_QUARTERS.value), weak_periods=pl.lit(quarters)
    )


def _concerns(month: JudgedMonth, signals: pl.DataFrame) -> pl.DataFrame:
    """Concerns at the shown period, on enough points, that last or that lie far outside the limits."""
    before = signals.filter(pl.col("entity_id").is_null()).with_columns(
        before_id=pl.col("period_id").shift(1).over("kpi_id"), before=pl.col("variation_so_far").shift(1).over("kpi_id")
    )
    width = pl.col("upper") - pl.col("lower")
    beyond = pl.max_horizontal(pl.col("charted") - pl.col("upper"), pl.col("lower") - pl.col("charted"))
    concern = before.filter("is_last", ~pl.col("is_trial"), pl.col("variation") == Variation.CONCERN).with_columns(
        is_far=is_above(beyond, month.plan.policy.far_outside_share * width)
    )
    lasting = concern.filter(pl.col("before") == Variation.CONCERN)
    far = concern.filter("is_far")
    return pl.concat(
        frame.select(
            "kpi_id", missed_count=pl.lit(0, pl.Int64), why=pl.lit(why.value), weak_periods=pl.concat_list(ids)
        )
        for frame, why, ids in (
            (lasting, CandidateReason.PERSISTENT_CONCERN, ["before_id", "period_id"]),
            (far, CandidateReason.FAR_OUTSIDE, ["period_id"]),
        )
    )


def _facts(month: JudgedMonth) -> pl.DataFrame:
    facts = [
        {"kpi_id": one.kpi_id, "place": place, "counterweight_id": one.counterweight, "is_summed": is_summed(one)}
        for place, one in enumerate(month.measures)
    ]
    texts = dict.fromkeys(("kpi_id", "counterweight_id"), pl.String())
    return pl.DataFrame(facts, schema={**texts, "place": pl.Int64(), "is_summed": pl.Boolean()})


def is_summed(measure: Measure) -> bool:
    """Whether a longer period's value is of another size than a month's, so that one target cannot hold for both."""
    if measure.is_stock or measure.window is not None:
        return False
    if measure.formula is not None:
        return measure.formula.is_additive
    return measure.accumulation is Accumulation.SUM


def _values(month: JudgedMonth) -> pl.DataFrame:
    """kpi_id, from_value, from_period_id, is_quarter: of the last ended quarter, else of the shown period."""
    _, quarter = last_quarters(month.plan)
    company = month.health.filter(pl.col("entity_id").is_null(), pl.col("value").is_not_null())
    known = company.filter(pl.col("value_reason").ne_missing(Reason.SMALL_N.value))
    of_quarter = known.filter(grain=Grain.QUARTER.value, period_id=quarter.key)
    shown = known.join(
        month.shown.filter(pl.col("entity_id").is_null()), on=["kpi_id", "grain", "period_id"], how="semi"
    )
    both = pl.concat(
        frame.select("kpi_id", from_value="value", from_period_id="period_id", is_quarter=pl.lit(is_quarter))
        for frame, is_quarter in ((of_quarter, True), (shown, False))
    )
    return both.unique("kpi_id", keep="first", maintain_order=True)


def _targets(month: JudgedMonth) -> pl.DataFrame:
    """kpi_id, the target in force for the shown period, and (`quarter_`) the one for the last ended quarter."""
    _, quarter = last_quarters(month.plan)
    company = month.health.filter(pl.col("entity_id").is_null())
    shown = company.join(
        month.shown.filter(pl.col("entity_id").is_null()), on=["kpi_id", "grain", "period_id"], how="semi"
    )
    of_quarter = company.filter(grain=Grain.QUARTER.value, period_id=quarter.key).select("kpi_id", *_TARGET)
    return shown.select("kpi_id", *_TARGET).join(
        of_quarter.rename({name: f"quarter_{name}" for name in _TARGET}), on="kpi_id", how="left"
    )


def _with_goal(candidates: pl.DataFrame) -> pl.DataFrame:
    has_own = pl.col("is_quarter") & pl.col("quarter_target_op").is_not_null()
    is_open = pl.col("is_quarter") & pl.col("is_summed")
    goals = candidates.with_columns(
        pl.when(has_own).then(f"quarter_{name}").when(~is_open.fill_null(False)).then(name).alias(to)
        for name, to in zip(_TARGET, _GOAL, strict=True)
    )
    is_reached = meets(pl.col("from_value"), Condition(*(pl.col(name) for name in _GOAL)))
    return goals.with_columns(pl.when(~is_reached.fill_null(False)).then(name).alias(name) for name in _GOAL)
