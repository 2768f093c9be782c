"""The exceptions table: only KPIs that need a look, each with its movement in words; noise is called noise."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date

from okr_reports.packs.dates import month_only
from okr_reports.packs.drawn import bullet_of, spark_of
from okr_reports.packs.edition import Edition
from okr_reports.packs.exceptional import Exceptional, Why, exceptional, is_meant_unjudged, named
from okr_reports.packs.listing import capitalised, joined_up_to, plural, shortened, unbroken
from okr_reports.packs.pages import STATUSES, ExceptionRow, Exceptions, Says
from okr_reports.packs.reasons import judged_note, reason_of, where_off_target
from okr_reports.packs.signal_words import look_of, said_of, since
from okr_reports.packs.staleness import stale_extracts
from okr_reports.packs.standings import Standing
from okr_reports.periods import Grain
from okr_reports.words import Reason

_MEANT = {
    Reason.CONFIDENTIAL: "confidential",
    Reason.TRIAL: "on trial",
    Reason.NO_TARGET: "without a target on purpose",
}
# More KPIs that are stale and nothing else are said in one sentence.
MOST_STALE = 4
LONGEST_NAME = 90
# From so many on only the worst stand in full: they fill the first page, the others take a line each.
BRIEF_FROM, IN_FULL = 24, 16
_BRIEFLY = f" The worst {IN_FULL} stand in full, the others in a line each."


def exceptions_of(edition: Edition) -> Exceptions | None:
    """The table, worst first, the longest missed first among equals; none when nothing needs a look."""
    found = exceptional(edition)
    if not found:
        return None
    stale = [one for one in found if one.why is Why.STALE]
    printed = [one for one in found if one.why is not Why.STALE] + stale[:MOST_STALE]
    until = stale_extracts(edition)
    # What holds for many is said once.
    is_common = sum(one.standing.kpi.extract in until for one in printed) > MOST_STALE
    return Exceptions(
        caption=_caption(edition, named(found)) + (_BRIEFLY if len(printed) >= BRIEF_FROM else ""),
        now_head=edition.period(edition.month),
        previous_head=edition.period(edition.previous_month),
        now_label=month_only(edition.month.start, locale=edition.locale),
        previous_label=month_only(edition.previous_month.start, locale=edition.locale),
        rows=_rows(printed, edition, until={} if is_common else until),
        note=_stale_note(stale[MOST_STALE:], until if is_common else {}, edition),
    )


def steady_sentence(edition: Edition) -> str:
    """What is printed in place of the table when nothing needs a look; empty when there is no KPI either."""
    if not edition.catalogue.kpis:
        return "Write a definition sheet in the folder kpis, and run again."
    return (
        "Nothing needs a look: every KPI meets its target, none has recovered or moved beyond its noise this month, "
        "none lacks data."
    )


def _rows(found: Sequence[Exceptional], edition: Edition, *, until: Mapping[str, date]) -> tuple[ExceptionRow, ...]:
    rows = [_row(one, edition, until=until) for one in found]
    if len(rows) < BRIEF_FROM:
        return tuple(rows)
    others = zip(found[IN_FULL:], rows[IN_FULL:], strict=True)
    return (*rows[:IN_FULL], *(_brief(one, row, edition) for one, row in others))


def _brief(one: Exceptional, row: ExceptionRow, edition: Edition) -> ExceptionRow:
    """The row in a line: since when behind who answers, of the movement its first words."""
    signal = one.standing.signal
    says = Says(rest=row.says.rest.partition(":")[0]) if not row.says.strong else Says(row.says.strong)
    if row.look and signal is not None and signal.is_special and one.why is not Why.RECOVERED:
        says = Says(row.says.strong, since(signal, edition))
    remark = " · ".join(part for part in (row.remark, row.note) if part)
    below = "" if says.strong or says.rest else row.below
    return replace(row, note="", remark=remark, bullet=None, spark=None, says=says, below=below, is_brief=True)


def _row(one: Exceptional, edition: Edition, *, until: Mapping[str, date]) -> ExceptionRow:
    standing, style = one.standing, one.standing.style
    is_month = standing.now.period.grain is Grain.MONTH
    label = "" if is_month else f" ({unbroken(edition.period(standing.now.period))})"
    day = edition.on(until.get(standing.kpi.extract))
    is_moved = one.why not in (Why.STALE, Why.NO_LONGER_JUDGED, Why.UNKNOWN)
    is_late = bool(day) and one.why is not Why.STALE
    where = capitalised(where_off_target(standing, edition)) if is_moved and one.why is not Why.RECOVERED else ""
    return ExceptionRow(
        status=STATUSES[standing.health],
        note=judged_note(standing),
        name=shortened(standing.kpi.name, most=LONGEST_NAME) + label,
        remark=edition.owner_remark(standing, with_department=True),
        now=edition.marked(style.figure(standing.now.value), standing.now),
        previous=style.figure(standing.previous.value),
        target=standing.now.target.figure(style),
        bullet=bullet_of(standing, edition),
        spark=spark_of(standing),
        look=look_of(standing) if is_moved else "",
        says=_says(one, edition, is_explained=bool(where)),
        below=". ".join(part for part in (where, f"Data only until {day}" if is_late else "") if part),
    )


def _says(one: Exceptional, edition: Edition, *, is_explained: bool) -> Says:
    """The movement in words; for what is unknown the reason, unless what stands below is one."""
    standing = one.standing
    said = said_of(standing, edition)
    if one.why in (Why.NO_LONGER_JUDGED, Why.UNKNOWN):
        return reason_of(standing, edition)
    if one.why is Why.STALE:
        return Says("Stale", f": data only until {edition.on(stale_extracts(edition)[standing.kpi.extract])}")
    if one.why is Why.RECOVERED:
        movement = f": {said.strong.lower()}{said.rest}" if said.strong else f". {said.rest}"
        return Says("Recovered", movement if said.rest else "")
    return said if said.rest or is_explained else reason_of(standing, edition)


def _caption(edition: Edition, rows: Sequence[Standing]) -> str:
    counted = [standing for standing in edition.standings if standing.is_counted]
    others = [standing for standing in counted if standing not in rows]
    meant = [standing.reason for standing in others if is_meant_unjudged(standing)]
    steady = len(others) - len(meant)
    reasons = [_MEANT[reason] for reason in dict.fromkeys(meant) if reason]
    parts = [
        f"{plural(steady, 'other is', nouns='others are')} healthy and steady" if steady else "",
        f"{plural(len(meant), 'is', nouns='are')} {' or '.join(reasons)}" if meant else "",
    ]
    rest = ", ".join(part for part in parts if part) or "no other is left"
    return f"Only KPIs off target, at risk, with a signal, newly recovered, unknown or stale; {rest}."


def _stale_note(others: Sequence[Exceptional], until: Mapping[str, date], edition: Edition) -> str:
    """How far the late extracts reach, unless the rows say so; and further KPIs that are stale and nothing else."""
    names = [shortened(one.standing.kpi.name, most=LONGEST_NAME) for one in others]
    reach = [f"{extract} only until {edition.on(day)}" for extract, day in until.items()]
    more = (
        f"{joined_up_to(names, most=6)} {'rests' if len(names) == 1 else 'rest'} on late data as well." if names else ""
    )
    parts = [f"Data that stop before the month's end: {joined_up_to(reach, most=4)}." if reach else "", more]
    return " ".join(part for part in parts if part)
