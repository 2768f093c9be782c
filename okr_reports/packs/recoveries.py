"""Which KPIs meet their target again, and what was done for them."""

from collections.abc import Sequence

import polars as pl

from okr_reports.packs.drawn import spark_of
from okr_reports.packs.edition import Edition
from okr_reports.packs.listing import shortened
from okr_reports.packs.outlook import RecoveredRow
from okr_reports.packs.pages import Says
from okr_reports.packs.standings import Standing

LONGEST_NAME, _LONGEST_TEXT, _MOST_ACTIONS = 70, 110, 2
# How far back a finished action may lie to stand beside a recovery.
_ACTION_DAYS = 190


def recovered(edition: Edition) -> list[Standing]:
    """The company's KPIs that are healthy now and were not the period before."""
    return [standing for standing in edition.standings if standing.is_counted and standing.is_new_recovery]


def recovered_row(standing: Standing, edition: Edition) -> RecoveredRow:
    """One line of the table of recoveries."""
    style = standing.style
    return RecoveredRow(
        name=shortened(standing.kpi.name, most=LONGEST_NAME),
        remark=edition.owner_remark(standing, with_department=True),
        previous=style.figure(standing.previous.value),
        now=edition.marked(style.figure(standing.now.value), standing.now),
        target=standing.now.target.figure(style),
        spark=spark_of(standing),
        done=_done(standing, edition),
    )


def _done(standing: Standing, edition: Edition) -> Says:
    """The latest finished actions for the KPI, with who and when."""
    since = pl.lit(edition.month.last_day) - pl.duration(days=_ACTION_DAYS)
    mine = edition.inputs.tables.actions.filter(
        (pl.col("kpi_id") == standing.kpi.id) & (pl.col("done_on") <= edition.as_of_day) & (pl.col("done_on") >= since)
    )
    rows = mine.sort("done_on", "action_id").tail(_MOST_ACTIONS).iter_rows(named=True)
    said = [
        _action(row["text"] or "", [edition.roster.person(row["owner_id"]), edition.on(row["done_on"])]) for row in rows
    ]
    return Says(rest="; ".join(said)) if said else Says(rest="No finished action on record")


def _action(text: str, about: Sequence[str]) -> str:
    """`Renewal calls (D. Menon, 18 Sep)`."""
    return f"{shortened(text, most=_LONGEST_TEXT)} ({', '.join(part for part in about if part)})"
