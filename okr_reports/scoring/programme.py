"""Whether working with goals pays: a few figures of the programme itself, all with n (rules §7)."""

import polars as pl

from okr_reports.goal_reading_tables import PROGRAMME
from okr_reports.goal_words import Ambition, ProgrammeMeasure
from okr_reports.scoring.cycle_history import CycleHistory
from okr_reports.scoring.cycle_kpis import CycleKpis, company_periods
from okr_reports.scoring.decisions_proposed_standards import cycle_grain
from okr_reports.scoring.plan import CyclePlan
from okr_reports.words import Health, Reason

TAG = "programme/"
_COMPUTED = (ProgrammeMeasure.OKR_COMPLETION, ProgrammeMeasure.KPI_COMPLETION)


def programme_measures(history: CycleHistory, *, kpis: CycleKpis, plan: CyclePlan) -> pl.DataFrame:
    """PROGRAMME of the present cycle: the two completion shares, then each KPI tagged `programme/<measure>`.

    A KPI's figure is its period of the cycle's length, else its last own one in the cycle. Growth in the quarter after
    belongs to the cycle before; without one it is left out.
    """
    rows = [_okr_completion(history, plan=plan), _kpi_completion(kpis, plan=plan), _tagged(history, kpis, plan=plan)]
    return PROGRAMME.check(pl.concat(rows, how="diagonal"))


def _okr_completion(history: CycleHistory, *, plan: CyclePlan) -> pl.DataFrame:
    stretch = history.key_results.filter(pl.col("ambition") == Ambition.ASPIRATIONAL)
    scored = history.scores.filter(pl.col("cycle_id") == plan.cycle.key, "is_counted").join(
        stretch, on="key_result_id", how="semi"
    )
    return _one(ProgrammeMeasure.OKR_COMPLETION, scored["score"].drop_nulls(), plan=plan)


def _kpi_completion(kpis: CycleKpis, *, plan: CyclePlan) -> pl.DataFrame:
    judged = kpis.shown.filter(pl.col("entity_id").is_null(), "is_judged", ~pl.col("is_apart"))
    return _one(ProgrammeMeasure.KPI_COMPLETION, (judged["health"] == Health.HEALTHY).cast(pl.Float64()), plan=plan)


def _one(measure: ProgrammeMeasure, shares: pl.Series, *, plan: CyclePlan) -> pl.DataFrame:
    row = {
        "measure": measure.value, "cycle_id": plan.cycle.key, "value": shares.mean(), "n": shares.len(),
        "reason": None if shares.len() else Reason.NO_DATA.value,
    }  # fmt: skip
    return pl.DataFrame([row], schema={name: PROGRAMME.columns[name] for name in row})


def _tagged(history: CycleHistory, kpis: CycleKpis, *, plan: CyclePlan) -> pl.DataFrame:
    cycles = [one.key for one in history.cycles]
    place = cycles.index(plan.cycle.key)
    before = cycles[place - 1] if place else None
    of_cycle = {ProgrammeMeasure.GROWTH_AFTER: before}
    rows = [
        (measure.value, kpi_id, of_cycle.get(measure, plan.cycle.key))
        for measure in ProgrammeMeasure
        if measure not in _COMPUTED
        for kpi_id, tags in kpis.tags.items()
        if f"{TAG}{measure.value}" in tags
    ]
    schema = {name: PROGRAMME.columns[name] for name in ("measure", "kpi_id", "cycle_id")}
    wanted = pl.DataFrame(rows, schema=schema, orient="row").filter(pl.col("cycle_id").is_not_null())
    found = wanted.join(_last_figures(kpis, plan=plan), on="kpi_id", how="left", maintain_order="left").join(
        kpis.facts.select("kpi_id", "is_open"), on="kpi_id", how="left", maintain_order="left"
    )
    nothing = pl.when(pl.col("is_open")).then(pl.lit(Reason.NO_DATA.value)).otherwise(pl.lit(Reason.CONFIDENTIAL.value))
    return found.with_columns(
        reason=pl.coalesce("value_reason", pl.when(pl.col("value").is_null()).then(nothing))
    ).drop("value_reason", "is_open")


def _last_figures(kpis: CycleKpis, *, plan: CyclePlan) -> pl.DataFrame:
    """kpi_id, grain, period_id, value, n, value_reason: of the cycle's length where there is one, else the last."""
    periods = company_periods(kpis, plan=plan).filter(pl.col("last_on") >= plan.cycle.start)
    grain = cycle_grain(plan)
    is_whole = pl.lit(False) if grain is None else pl.col("grain") == grain.value
    own = periods.filter((pl.col("grain") == pl.col("own_grain")) | is_whole).with_columns(is_whole=is_whole)
    last = own.sort("is_whole", maintain_order=True).group_by("kpi_id", maintain_order=True).last()
    return last.select("kpi_id", "grain", "period_id", "value", "n", "value_reason")
