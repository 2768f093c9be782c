"""The KPI over all that an employee answered for: the whole segment, beside the periods by which it is judged (§8)."""

from collections.abc import Mapping
from datetime import date, timedelta

import polars as pl

from okr_reports.appraisal_words import SEGMENT_GRAIN, Measured
from okr_reports.periods import Grain, Period
from okr_reports.scoring.achievement_asked import ROWS_OF
from okr_reports.scoring.achievement_judged import with_values
from okr_reports.scoring.achievement_plan import AppraisalPlan
from okr_reports.scoring.achievement_rows import KPI_KEY
from okr_reports.scoring.few_people import FEW_PEOPLE
from okr_reports.scoring.plan import EntityKind
from okr_reports.scoring.spans import Span

_NAMES = ["value_id", "nobody_id"]
_FACTS = ["is_unit_rows", "is_last", "is_hidden", "is_counted"]
_DAY = timedelta(days=1)


def whole_rows(rows: pl.DataFrame, *, plan: AppraisalPlan) -> pl.DataFrame:
    """KPI_KEY of achievement_rows.own_rows with the span over which the KPI is valued, and where that value is found.

    Of a person's rows: the cycle, since only rows within the segment are the person's. Else from the first to the last
    period for which the employee was responsible; none without one. `is_last`: the last of these periods stands for
    all (a stock, a rolling window, a period longer than the cycle).
    """
    lengths = list(Grain)
    longer = [grain.value for grain in lengths[lengths.index(plan.cycle.grain) + 1 :]]
    is_unit_rows = (pl.col("measured") == Measured.PERSON) & pl.col("is_of_rows")
    facts = rows.with_columns(
        is_unit_rows=is_unit_rows, is_last=pl.col("is_last_period") | pl.col("own_grain").is_in(longer)
    )
    held = pl.col("is_responsible")
    found = facts.group_by(KPI_KEY, maintain_order=True).agg(
        *(pl.col(name).first() for name in [*_FACTS, *_NAMES]),
        start_on=pl.col("start_on").filter(held).min(), last_on=pl.col("last_on").filter(held).max(),
    )  # fmt: skip
    cycle = {"start_on": plan.cycle.start, "last_on": plan.cycle.last_day}
    whole = [pl.when("is_unit_rows").then(pl.lit(day)).otherwise(name).alias(name) for name, day in cycle.items()]
    return found.with_columns(*whole).with_columns(
        value_grain=pl.lit(plan.cycle.grain.value), value_period_id=pl.format("{}/{}", "start_on", "last_on")
    )


def whole_spans(wholes: pl.DataFrame, *, plan: AppraisalPlan) -> Mapping[str, tuple[Span, ...]]:
    """KPI id → the spans of whole_rows for which it must be valued."""
    asked = wholes.filter(~pl.col("is_last"), pl.col("start_on").is_not_null())
    found = asked.select("kpi_id", "value_period_id", "start_on", "last_on").unique().sort("kpi_id", "value_period_id")
    spans: dict[str, tuple[Span, ...]] = {}
    for kpi_id, key, first, last in found.iter_rows():
        spans[kpi_id] = (*spans.get(kpi_id, ()), _span(key, first, last, plan=plan))
    return spans


def seen_in(values: pl.DataFrame) -> pl.DataFrame:
    """kpi_id and value_id of the persons with a row in the cycle; `values`: KPI_VALUES over whole_spans."""
    own = values.filter(pl.col("entity_id").str.starts_with(f"{EntityKind.PERSON.value}/"), pl.col("n") > 0)
    return own.select(pl.col("kpi_id").str.strip_suffix(ROWS_OF), value_id="entity_id").unique()


def whole_figures(wholes: pl.DataFrame, judged: pl.DataFrame, *, values: pl.DataFrame) -> pl.DataFrame:
    """KPI_KEY with value, n, value_grain and is_total of KPI_ACHIEVEMENTS. `judged`: the KPI's own periods, judged.

    Nothing is said where one of the periods is about too few people (the whole would tell it) or somebody is missing.
    """
    over = with_values(wholes, values)
    last = judged.filter("is_responsible").sort(*KPI_KEY, "last_on").group_by(KPI_KEY, maintain_order=True).last()
    of_last = last.select(*KPI_KEY, last_value="value", last_n="n", last_grain="grain")
    is_kept_back = (pl.col("why_no_value") == FEW_PEOPLE) | pl.col("is_unseen")
    kept_back = judged.filter(is_kept_back).select(KPI_KEY).unique()
    joined = over.join(of_last, on=KPI_KEY, how="left").join(
        kept_back.with_columns(is_kept_back=pl.lit(True)), on=KPI_KEY, how="left"
    )
    is_shown = ~pl.col("is_kept_back").fill_null(False) & ~pl.col("is_hidden")
    figures = [
        pl.when(is_shown).then(pl.when("is_last").then(f"last_{name}").otherwise(name)).alias(name)
        for name in ("value", "n")
    ]
    said = joined.with_columns(*figures)
    grain = pl.when("is_last").then("last_grain").otherwise(pl.lit(SEGMENT_GRAIN))
    return said.select(
        *KPI_KEY, "value", "n", value_grain=pl.when(pl.col("value").is_not_null()).then(grain),
        is_total=pl.col("is_counted") & ~pl.col("is_last"),
    )  # fmt: skip


def _span(key: str, first: date, last: date, *, plan: AppraisalPlan) -> Span:
    period = Period(first, last + _DAY, plan.cycle.grain, key)
    return Span(period, period.start, period.end, not plan.has_ended(period), is_own_cadence=False, is_history=True)
