"""The standard a reached key result would leave behind as a KPI: its target, or what was last kept up (rules §7)."""

import polars as pl

from okr_reports.goal_words import KeyResultKind, Span, StandardSource
from okr_reports.periods import Grain
from okr_reports.scoring.cycle_kpis import CycleKpis, is_measured
from okr_reports.scoring.numbers import Condition, meets
from okr_reports.scoring.plan import CyclePlan, OneOrMoreCycles
from okr_reports.tables import DATE, TEXT
from okr_reports.words import Health, Operator

STANDARD_KINDS = [
    kind.value for kind in (KeyResultKind.METRIC, KeyResultKind.CHANGE, KeyResultKind.COUNT, KeyResultKind.HOLD)
]
_KEY = "key_result_id"
_AT_LEAST, _AT_MOST, _BETWEEN = (pl.lit(op.value) for op in (Operator.AT_LEAST, Operator.AT_MOST, Operator.BETWEEN))
_FLOORS, _CEILINGS = [Operator.AT_LEAST.value, Operator.ABOVE.value], [Operator.AT_MOST.value, Operator.BELOW.value]


def cycle_grain(plan: CyclePlan) -> Grain | None:
    """The length of period that the cycle is; None for a listed cycle of another length."""
    lengths = (Grain.MONTH, Grain.QUARTER, Grain.HALF_YEAR, Grain.YEAR)
    periods = {grain: plan.fiscal.containing(plan.cycle.start, grain) for grain in lengths}
    days = (plan.cycle.start, plan.cycle.end)
    return next((grain for grain, period in periods.items() if (period.start, period.end) == days), None)


def with_standards(scored: pl.DataFrame, *, kpis: CycleKpis, plan: OneOrMoreCycles) -> pl.DataFrame:
    """Add `standard_*` of DECISIONS to key results that have a value to keep up (STANDARD_KINDS with an actual).

    `scored`: KEY_RESULTS with baseline, target and actual as scored. The KPI's last two judged periods decide (of a
    KPI that never was, its last two measured ones); of a sum over the cycle those of the cycle's length. Without any,
    the actual does.
    """
    bounded = scored.with_columns(**_bound()).join(
        kpis.facts.select("kpi_id", "own_grain", "is_summed"), on="kpi_id", how="left", maintain_order="left"
    )
    is_of_cycle = (pl.col("window") == Span.CYCLE) & pl.col("is_summed") & (pl.col("kind") != KeyResultKind.HOLD)
    graded = bounded.with_columns(
        grain=pl.when(is_of_cycle).then(plan.of_row(cycle_grain, TEXT)).otherwise("own_grain")
    )
    kept = graded.join(_last_values(graded, kpis, plan=plan), on=_KEY, how="left", maintain_order="left")
    known = kept.with_columns(
        has_periods=pl.col("lowest").is_not_null(), **{end: pl.coalesce(end, "actual") for end in ("lowest", "highest")}
    )
    # Column by column: an expression that holds others several times over takes longer to prepare than to compute.
    decided = known.with_columns(is_kept=_is_kept()).with_columns(has_standard=_has_standard())
    return decided.with_columns(**_standard()).drop("is_kept", "has_standard")


def _bound() -> dict[str, pl.Expr]:
    """`op`, `value`, `low`, `high`: what a key result wants of a period's value."""
    is_hold = pl.col("kind") == KeyResultKind.HOLD
    way = pl.when(pl.col("target") > pl.col("baseline")).then(_AT_LEAST).when(pl.col("target") < pl.col("baseline"))
    return {
        "op": pl.when(is_hold).then("hold_op").otherwise(way.then(_AT_MOST)),
        "value": pl.when(is_hold).then("hold_value").otherwise("target"),
        "low": pl.when(is_hold).then("hold_low"),
        "high": pl.when(is_hold).then("hold_high"),
    }


def _last_values(graded: pl.DataFrame, kpis: CycleKpis, *, plan: OneOrMoreCycles) -> pl.DataFrame:
    """key_result_id, lowest, highest: of the last judged, else measured, periods of its KPI in the wanted length.

    Of periods that ended by the day on which the key result's cycle is judged.
    """
    series = ["cycle_id", "kpi_id", "grain"]
    days = [(one.cycle.key, one.judged_on) for one in plan.cycles]
    cycles = pl.DataFrame(days, schema={"cycle_id": TEXT, "judged_on": DATE}, orient="row")
    measured = kpis.periods.filter(is_measured()).select("kpi_id", "grain", "value", "health", "last_on")
    seen = measured.join(cycles, how="cross").filter(pl.col("last_on") <= pl.col("judged_on"))
    is_judged = pl.col("health") != Health.UNKNOWN
    decisive = seen.filter(is_judged | ~is_judged.any().over(series))
    count = plan.policy.reading.standard_periods
    last = decisive.group_by(series, maintain_order=True).tail(count)
    ends = last.group_by(series).agg(lowest=pl.col("value").min(), highest=pl.col("value").max())
    return graded.select(_KEY, *series).join(ends, on=series).select(_KEY, "lowest", "highest")


def _is_kept() -> pl.Expr:
    bound = Condition(pl.col("op"), pl.col("value"), pl.col("low"), pl.col("high"))
    return meets(pl.col("lowest"), bound) & meets(pl.col("highest"), bound)


def _has_standard() -> pl.Expr:
    return pl.col("kind").is_in(STANDARD_KINDS) & pl.col("lowest").is_not_null() & pl.col("is_kept").is_not_null()


def _standard() -> dict[str, pl.Expr]:
    is_kept, has_standard = pl.col("is_kept"), pl.col("has_standard")
    is_floor, is_ceiling = pl.col("op").is_in(_FLOORS), pl.col("op").is_in(_CEILINGS)
    worse = pl.when(is_floor).then("lowest").when(is_ceiling).then("highest")
    worse_op = pl.when(is_floor).then(_AT_LEAST).when(is_ceiling).then(_AT_MOST).otherwise(_BETWEEN)
    is_range = has_standard & ~is_kept & ~is_floor & ~is_ceiling
    low = pl.min_horizontal(pl.coalesce("low", "value"), "lowest")
    high = pl.max_horizontal(pl.coalesce("high", "value"), "highest")
    from_periods = pl.when("has_periods").then(pl.lit(StandardSource.WORSE_PERIOD.value))
    source = pl.when(is_kept).then(pl.lit(StandardSource.TARGET.value)).otherwise(
        from_periods.otherwise(pl.lit(StandardSource.ACTUAL.value))
    )  # fmt: skip
    return {
        "standard_op": pl.when(has_standard & is_kept).then("op").when(has_standard).then(worse_op),
        "standard_value": pl.when(has_standard & is_kept).then("value").when(has_standard).then(worse),
        "standard_low": pl.when(has_standard & is_kept).then("low").when(is_range).then(low),
        "standard_high": pl.when(has_standard & is_kept).then("high").when(is_range).then(high),
        "standard_grain": pl.when(has_standard & (pl.col("grain") != pl.col("own_grain"))).then("grain"),
        "standard_source": pl.when(has_standard).then(source),
    }
