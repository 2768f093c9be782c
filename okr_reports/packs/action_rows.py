"""The actions table: last month's first with what became of them, then new ones, then those that are missing."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

import polars as pl

from okr_reports.packs.dates import month_only
from okr_reports.packs.edition import Edition
from okr_reports.packs.listing import joined_up_to, plural, shortened
from okr_reports.packs.numbers import NOTHING
from okr_reports.packs.pages import ActionRow, Actions, Says
from okr_reports.packs.standings import Standing
from okr_reports.words import ActionState, Visibility

_LONGEST_TEXT, _LONGEST_NAME = 240, 70
# An owner lacking more actions than this for one day has them in one row; so many names at most, to fit a page.
_APART, _TOGETHER = 3, 20


def actions_of(edition: Edition, standings: Sequence[Standing]) -> Actions | None:
    """The actions for these KPIs, and the lack of any; none when there is nothing to say."""
    groups = [
        ("Before", _logged(edition, standings, is_new=False)),
        (month_only(edition.month.start, locale=edition.locale), _logged(edition, standings, is_new=True)),
        ("Missing", _missing(edition, standings)),
    ]
    rows = [row for title, members in groups for row in _titled(title, members)]
    return Actions(f"State on {edition.on(_judged_on(edition))}", tuple(rows)) if rows else None


def _judged_on(edition: Edition) -> date:
    # Looking at a closed month later makes nobody late (outputs.md on --as-of).
    return min(edition.month.last_day, edition.as_of_day)


def _titled(title: str, rows: Sequence[ActionRow]) -> list[ActionRow]:
    last = len(rows) - 1
    return [
        replace(row, group="" if number else title, is_last_of_group=number == last) for number, row in enumerate(rows)
    ]


def _logged(edition: Edition, standings: Sequence[Standing], *, is_new: bool) -> list[ActionRow]:
    """Actions raised since the month began, or before it and still open then; confidential KPIs' stay out."""
    names = {s.kpi.id: s.kpi.name for s in standings if s.kpi.visibility is not Visibility.CONFIDENTIAL}
    start = edition.month.start
    raised = pl.col("raised_on")
    was_open = pl.col("done_on").is_null() | (pl.col("done_on") >= start)
    wanted = raised.is_between(start, edition.as_of_day) if is_new else (raised < start) & was_open
    rows = edition.inputs.tables.actions.filter(wanted & pl.col("kpi_id").is_in(list(names)))
    ordered = rows.sort("raised_on", "due_on", "action_id", nulls_last=True)
    return [_row(row, kpi=names[row["kpi_id"]], edition=edition) for row in _named(ordered)]


def _row(row: dict[str, Any], *, kpi: str, edition: Edition) -> ActionRow:
    return ActionRow(
        group="",
        owner=edition.roster.person(row["owner_id"]) or NOTHING,
        text=shortened(row["text"] or "", most=_LONGEST_TEXT) or NOTHING,
        kpi=shortened(kpi, most=_LONGEST_NAME),
        due=edition.on(row["due_on"]) or NOTHING,
        state=_state(row, edition),
        is_missing=False,
        is_last_of_group=False,
    )


def _state(row: dict[str, Any], edition: Edition) -> Says:
    done, due = row["done_on"], row["due_on"]
    if done is not None and done <= edition.as_of_day:
        late = ", late" if due is not None and done > due else ""
        return Says("done", f" {edition.on(done)}{late}")
    if due is not None and due < _judged_on(edition):
        return Says("late", f" since {edition.on(due)}")
    return Says(rest="open" if row["raised_on"] < edition.month.start else "new")


def _missing(edition: Edition, standings: Iterable[Standing]) -> list[ActionRow]:
    wanted = (ActionState.MISSING, ActionState.DUE)
    lacking = [standing for standing in standings if standing.action and standing.action.state in wanted]
    alike: dict[tuple[str, str, str], list[ActionRow]] = {}
    for row in (_lack(standing, edition) for standing in lacking):
        alike.setdefault((row.owner, row.text, row.due), []).append(row)
    return [row for rows in alike.values() for row in (rows if len(rows) <= _APART else _together(rows))]


def _together(rows: Sequence[ActionRow]) -> list[ActionRow]:
    """`No action recorded`, ` for 4 KPIs: A, B, C and D`: every one is named."""
    parts = [rows[start : start + _TOGETHER] for start in range(0, len(rows), _TOGETHER)]
    return [
        replace(
            part[0],
            kpi="",
            about=f" for {plural(len(part), 'KPI')}: {joined_up_to([row.kpi for row in part], most=_TOGETHER)}",
        )
        for part in parts
    ]


def _lack(standing: Standing, edition: Edition) -> ActionRow:
    action = standing.action
    is_missing = action is not None and action.state is ActionState.MISSING
    expected = edition.on(action.expected_by) if action and action.expected_by else ""
    return ActionRow(
        group="",
        owner=edition.owner(standing.kpi) or NOTHING,
        text="No action recorded" if is_missing else "None yet",
        kpi=shortened(standing.kpi.name, most=_LONGEST_NAME),
        due=expected or NOTHING,
        state=Says("needed now") if is_missing else Says(rest="new miss"),
        is_missing=is_missing,
        is_last_of_group=False,
    )


def _named(table: pl.DataFrame) -> Iterable[dict[str, Any]]:
    return table.iter_rows(named=True)
