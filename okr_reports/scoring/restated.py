"""Restatements: values that an earlier pack published and that are other ones now, with the reason if anybody said."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

import polars as pl

from okr_reports.findings import Finding
from okr_reports.measures import Measure
from okr_reports.periods import FiscalCalendar, Grain, Period
from okr_reports.scoring.numbers import is_equal
from okr_reports.scoring.plan import ReviewPlan
from okr_reports.tables import RESTATED
from okr_reports.words import Reason, Severity

_SUBJECT = ("kpi_id", "entity_id", "period_id")
PUBLISHED_VALUES = {
    "kpi_id": pl.String(), "entity_id": pl.String(), "period_id": pl.String(), "value": pl.Float64(), "n": pl.Int64(),
}  # fmt: skip
_THURSDAY = timedelta(days=3)


@dataclass(frozen=True)
class PublishedPack:
    """The history of one published version (columns PUBLISHED_VALUES), seen on a day of the company.

    `redefined`: KPIs that are computed otherwise since; their values are other ones for that reason.
    """

    period_id: str
    version: int
    seen_on: date
    values: pl.DataFrame
    redefined: frozenset[str] = frozenset()


@dataclass(frozen=True)
class PresentValues:
    """tables.KPI_HEALTH, the measures behind it, and tables.RESTATEMENTS.

    `hidden_below`: of KPIs about people, the number of people below which nothing may be shown.
    """

    health: pl.DataFrame
    measures: Sequence[Measure]
    restatements: pl.DataFrame
    hidden_below: dict[str, int]


def restated_values(
    now: PresentValues, *, before: PublishedPack | None, own: Iterable[PublishedPack], plan: ReviewPlan
) -> pl.DataFrame:
    """tables.RESTATED: what differs from the pack of an earlier month and from earlier versions of this one.

    `own`: versions of the reported month, latest first. The first that differs at all is the one compared with, so
    that the same values say the same again after they were published. Where both packs differ, it goes first. Two
    values are equal as rules §2 say; a value that appears or goes is a difference too. Periods that had not ended
    when the pack was seen are not compared, nor is what is confidential, has failed, or is computed otherwise now.
    """
    found = (_differences(now, pack, plan) for pack in own)
    rows = next((table for table in found if table.height), RESTATED.empty())
    earlier = _differences(now, before, plan) if before else RESTATED.empty()
    rest = earlier.join(rows, on=_SUBJECT, how="anti", nulls_equal=True)
    return RESTATED.check(pl.concat([rows, rest]).sort(_SUBJECT))


def unexplained_restatements(restated: pl.DataFrame) -> list[Finding]:
    """A finding per KPI and pack for published numbers that changed without a reason. One that was missing and came
    late needs none: the version that brings it says why."""
    silent = restated.filter(pl.col("reason").is_null() & pl.col("old_value").is_not_null())
    packs = silent.group_by("kpi_id", "published_period_id", "version").agg(pl.col("period_id").unique().sort())
    return [
        Finding(
            "RESTATED", Severity.WARNING, kpi_id,
            f"{', '.join(periods)} changed since the pack of {month} (version {version}), no reason recorded: "
            "add a row to restatements.csv",
        )
        for kpi_id, month, version, periods in packs.sort("kpi_id", "published_period_id", "version").iter_rows()
    ]  # fmt: skip


def _differences(now: PresentValues, pack: PublishedPack, plan: ReviewPlan) -> pl.DataFrame:
    old = pack.values.filter(~pl.col("kpi_id").is_in(list(pack.redefined)))
    pairs = old.join(_comparable(now), on=_SUBJECT, how="inner", nulls_equal=True, suffix="_now")
    is_same = is_equal(pl.col("value"), pl.col("value_now")).fill_null(False)
    is_empty = pl.col("value").is_null() & pl.col("value_now").is_null()
    changed = pairs.filter(~is_same & ~is_empty & ~_would_tell(now.hidden_below))
    periods = {key: plan.fiscal.period(key) for key in changed["period_id"].unique()}
    ended = [key for key, period in periods.items() if period.end <= pack.seen_on]
    named = changed.filter(pl.col("period_id").is_in(ended)).select(
        *_SUBJECT,
        old_value="value", new_value="value_now", old_n="n", new_n="n_now",
        published_period_id=pl.lit(pack.period_id), version=pl.lit(pack.version, pl.Int64()),
    )  # fmt: skip
    reasons = _reasons(now.restatements.filter(pl.col("restated_on") >= pack.seen_on), named, fiscal=plan.fiscal)
    return RESTATED.check(named.join(reasons, on=("kpi_id", "period_id"), how="left"))


def _comparable(now: PresentValues) -> pl.DataFrame:
    """The history as it is now: of each KPI's own cadence, without what may not or cannot be compared."""
    shown = [measure for measure in now.measures if not measure.is_confidential]
    grains = pl.DataFrame(
        {"kpi_id": [m.kpi_id for m in shown], "grain": [str(m.grain) for m in shown]},
        schema={"kpi_id": pl.String(), "grain": pl.String()},
    )
    is_whole = pl.col("value_reason").fill_null("") != Reason.FAILED
    rows = now.health.filter(pl.col("is_history") & is_whole).join(grains, on=("kpi_id", "grain"), how="semi")
    return rows.select(*_SUBJECT, "value", "n", "people_count")


def _would_tell(hidden_below: dict[str, int]) -> pl.Expr:
    """Whether a row could show a value about fewer people than the policy allows, or let it be told from a total."""
    limit = pl.col("kpi_id").replace_strict(hidden_below, default=0, return_dtype=pl.Int64())
    people_now = pl.coalesce("people_count", "n_now").fill_null(0)
    fewest = pl.min_horizontal(pl.col("n").fill_null(0), people_now)
    return (limit > 0) & ((fewest < limit) | pl.col("entity_id").is_not_null())


def _reasons(restatements: pl.DataFrame, named: pl.DataFrame, *, fiscal: FiscalCalendar) -> pl.DataFrame:
    """The newest recorded reason for each KPI and period: for the period itself, or for a longer one it lies in."""
    pairs = named.select("kpi_id", "period_id").unique().join(
        restatements.rename({"period_id": "said_of"}), on="kpi_id", how="inner"
    )  # fmt: skip
    keys = pairs.select("period_id", "said_of").unique().iter_rows()
    within = [(key, said) for key, said in keys if _lies_in(fiscal.period(key), fiscal.period(said))]
    schema = {"period_id": pl.String(), "said_of": pl.String()}
    told = pairs.join(pl.DataFrame(within, schema=schema, orient="row"), on=list(schema), how="semi")
    newest = told.sort("restated_on", "said_of").unique(["kpi_id", "period_id"], keep="last", maintain_order=True)
    return newest.select("kpi_id", "period_id", "restated_on", "restated_by", "reason")


def _lies_in(period: Period, longer: Period) -> bool:
    """A week belongs to the month of its Thursday (rules §1)."""
    if period == longer:
        return True
    anchor = period.start + _THURSDAY if period.grain is Grain.WEEK else period.start
    return anchor in longer and period.end - period.start <= longer.end - longer.start
