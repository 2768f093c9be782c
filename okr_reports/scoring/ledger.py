"""The ledger: from a KPI that fell, over the goal it became, to the standard that was kept or not (rules §7)."""

import polars as pl

from okr_reports.goal_reading_tables import LEDGER
from okr_reports.goal_words import LedgerState
from okr_reports.scoring.cycle_history import CycleHistory
from okr_reports.scoring.cycle_kpis import CycleKpis, company_periods, is_measured, own_periods
from okr_reports.scoring.numbers import Condition, meets
from okr_reports.scoring.plan import CyclePlan
from okr_reports.words import Health

_KEY = "key_result_id"
_MISSED = [Health.AT_RISK.value, Health.OFF_TARGET.value]
_STANDARD = ("standard_op", "standard_value", "standard_low", "standard_high", "standard_set_on", "standard_grain")
_MONTHS_PER_QUARTER = 3


def keep_ledger(history: CycleHistory, standards: pl.DataFrame, *, kpis: CycleKpis, plan: CyclePlan) -> pl.DataFrame:
    """LEDGER: every key result on a KPI of all cycles, oldest cycle first, and what became of it by the judged day.

    `standards`: STANDARDS, of several adopted from one key result the first. A standard held when the KPI's last
    measured period of the second quarter after the cycle meets it, whatever target is in force then.
    """
    on_kpis = history.key_results.filter(pl.col("kpi_id").is_not_null()).select(_KEY, "kpi_id")
    scores = history.scores.select(_KEY, "cycle_id", "baseline", "target", "actual", "score", "is_reached")
    each = scores.join(on_kpis, on=_KEY, maintain_order="left").join(history.calendar, on="cycle_id")
    followed = (
        each.join(history.decisions.select(_KEY, "outcome"), on=_KEY, how="left")
        .join(_degraded(each, kpis, plan=plan), on=_KEY, how="left")
        .join(_first_standards(standards), on=_KEY, how="left")
        .with_columns(checked_on=_after_quarters(plan.policy.reading.ledger_quarters) - pl.duration(days=1))
    )
    checked = followed.join(_held(followed, kpis, plan=plan), on=_KEY, how="left")
    return LEDGER.check(checked.with_columns(state=_state(plan)).sort("cycle_place", maintain_order=True))


def _after_quarters(count: int) -> pl.Expr:
    return pl.col("cycle_end").dt.offset_by(f"{count * _MONTHS_PER_QUARTER}mo")


def _degraded(each: pl.DataFrame, kpis: CycleKpis, *, plan: CyclePlan) -> pl.DataFrame:
    """key_result_id, degraded_since, degraded_health: of KPIs whose last judged period before the cycle was missed."""
    judged = own_periods(kpis, plan=plan).filter(pl.col("health") != Health.UNKNOWN)
    before = each.select(_KEY, "kpi_id", "cycle_start").join(
        judged.select("kpi_id", "last_on", "missed_since", "health"), on="kpi_id", maintain_order="left_right"
    )
    last = before.filter(pl.col("last_on") < pl.col("cycle_start")).group_by(_KEY, maintain_order=True).last()
    missed = last.filter(pl.col("health").is_in(_MISSED))
    return missed.select(_KEY, degraded_since="missed_since", degraded_health="health")


def _first_standards(standards: pl.DataFrame) -> pl.DataFrame:
    first = standards.sort("from_on", maintain_order=True).unique(_KEY, keep="first", maintain_order=True)
    return first.select(_KEY, **{name: name.removeprefix("standard_") for name in _STANDARD})


def _held(followed: pl.DataFrame, kpis: CycleKpis, *, plan: CyclePlan) -> pl.DataFrame:
    """key_result_id, held_period_id, held_value: the last measured period of the quarter in which it is looked at."""
    measured = company_periods(kpis, plan=plan).filter(is_measured())
    wanted = followed.select(
        _KEY, "kpi_id", "standard_grain", "checked_on",
        window_from=_after_quarters(plan.policy.reading.ledger_quarters - 1),
    ).join(
        measured.select("kpi_id", "grain", "own_grain", "period_id", "value", "last_on"),
        on="kpi_id", maintain_order="left_right",
    )  # fmt: skip
    is_grain = pl.col("grain") == pl.coalesce("standard_grain", "own_grain")
    within = wanted.filter(is_grain, pl.col("last_on").is_between("window_from", "checked_on"))
    last = within.group_by(_KEY, maintain_order=True).last()
    return last.select(_KEY, held_period_id="period_id", held_value="value")


def _state(plan: CyclePlan) -> pl.Expr:
    standard = Condition(*(pl.col(f"standard_{name}") for name in ("op", "value", "low", "high")))
    is_held = meets(pl.col("held_value"), standard)
    return (
        pl.when(pl.col("standard_op").is_null())
        .then(pl.lit(LedgerState.NO_STANDARD.value))
        .when(pl.col("checked_on") > plan.judged_on)
        .then(pl.lit(LedgerState.TOO_EARLY.value))
        .when(is_held.is_null())
        .then(pl.lit(LedgerState.NOT_MEASURED.value))
        .when(is_held)
        .then(pl.lit(LedgerState.HELD.value))
        .otherwise(pl.lit(LedgerState.NOT_HELD.value))
    )
