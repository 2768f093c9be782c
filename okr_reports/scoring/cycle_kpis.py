"""The company's KPIs as a cycle's reading needs them: their own periods, dated, and what the sheets say of them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

import polars as pl

from okr_reports.measures import Measure
from okr_reports.periods import FiscalCalendar
from okr_reports.scoring.calendar_table import calendar_table
from okr_reports.scoring.candidates import is_summed
from okr_reports.scoring.plan import CyclePlan
from okr_reports.words import Direction, Reason


@dataclass(frozen=True)
class CycleKpis:
    """KPI_HEALTH, KPI_SHOWN and KPI_SIGNALS as reviewed in the cycle's last month, and the KPIs themselves.

    `fiscal`: the company's year, by which periods have their days.
    `leading`: KPI id → its leading indicators. `tags`: KPI id → the words its sheet carries.
    """

    health: pl.DataFrame
    shown: pl.DataFrame
    signals: pl.DataFrame
    measures: Sequence[Measure]
    fiscal: FiscalCalendar
    leading: Mapping[str, Sequence[str]] = field(default_factory=dict)
    tags: Mapping[str, Sequence[str]] = field(default_factory=dict)

    @cached_property
    def facts(self) -> pl.DataFrame:
        """kpi_id, own_grain, own_counterweight_id, is_lower_better, is_summed, is_open (not confidential)."""
        schema = {
            "kpi_id": pl.String(), "own_grain": pl.String(), "own_counterweight_id": pl.String(),
            "is_lower_better": pl.Boolean(), "is_summed": pl.Boolean(), "is_open": pl.Boolean(),
        }  # fmt: skip
        rows = [
            (
                one.kpi_id, one.grain.value, one.counterweight, one.direction is Direction.LOWER, is_summed(one),
                not one.is_confidential,
            )
            for one in self.measures
        ]  # fmt: skip
        return pl.DataFrame(rows, schema=schema, orient="row")

    @cached_property
    def periods(self) -> pl.DataFrame:
        """KPI_HEALTH of the company with `start_on`, `last_on` and the facts of each KPI that is open, oldest first."""
        company = self.health.filter(pl.col("entity_id").is_null())
        dated = company.join(calendar_table(company, self.fiscal), on=["grain", "period_id"])
        return dated.join(self.facts.filter("is_open"), on="kpi_id").sort("last_on", "start_on", maintain_order=True)


def company_periods(kpis: CycleKpis, *, plan: CyclePlan) -> pl.DataFrame:
    """KPI_HEALTH of the company with `start_on`, `last_on` and the facts of each KPI, oldest first.

    Only periods of any length that ended by the day the cycle is judged on; a confidential KPI has none.
    """
    return kpis.periods.filter(pl.col("last_on") <= plan.judged_on)


def own_periods(kpis: CycleKpis, *, plan: CyclePlan) -> pl.DataFrame:
    """`company_periods` of each KPI's own cadence."""
    return company_periods(kpis, plan=plan).filter(pl.col("grain") == pl.col("own_grain"))


def is_measured() -> pl.Expr:
    """Whether a period has a value made from enough rows."""
    return pl.col("value").is_not_null() & pl.col("value_reason").ne_missing(Reason.SMALL_N.value)


def with_counterweight(key_results: pl.DataFrame, kpis: CycleKpis) -> pl.DataFrame:
    """KEY_RESULTS whose `counterweight_id` is the KPI's where the key result names none."""
    own = kpis.facts.select("kpi_id", "own_counterweight_id")
    joined = key_results.join(own, on="kpi_id", how="left", maintain_order="left")
    return joined.with_columns(counterweight_id=pl.coalesce("counterweight_id", "own_counterweight_id"))
