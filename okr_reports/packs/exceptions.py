"""The exceptions table: only KPIs off target, at risk, unknown, newly recovered, or missed in a part of the company."""

from collections.abc import Sequence

from okr_reports.packs.dates import month_only
from okr_reports.packs.drawn import bullet_of, spark_of
from okr_reports.packs.edition import Edition
from okr_reports.packs.listing import plural, unbroken
from okr_reports.packs.pages import STATUSES, ExceptionRow, Exceptions
from okr_reports.packs.reasons import parts_off_target, reason_of
from okr_reports.packs.standings import Standing
from okr_reports.periods import Grain
from okr_reports.words import Health, Reason, TargetState

_MEANT = {
    Reason.CONFIDENTIAL: "confidential",
    Reason.TRIAL: "on trial",
    Reason.NO_TARGET: "without a target on purpose",
}
_ORDER = (Health.OFF_TARGET, Health.AT_RISK, Health.UNKNOWN, Health.HEALTHY)


def exceptions_of(edition: Edition) -> Exceptions | None:
    """The table, worst first, the longest missed first among equals; none when nothing needs a look."""
    rows = exceptional(edition)
    if not rows:
        return None
    return Exceptions(
        caption=_caption(edition, rows),
        now_head=edition.period(edition.month),
        previous_head=edition.period(edition.previous_month),
        now_label=month_only(edition.month.start, locale=edition.locale),
        previous_label=month_only(edition.previous_month.start, locale=edition.locale),
        rows=tuple(_row(standing, edition) for standing in rows),
    )


def exceptional(edition: Edition) -> list[Standing]:
    """The company's KPIs that need a look this month, in the order they are printed."""
    counted = [standing for standing in edition.standings if standing.is_counted]
    found = [standing for standing in counted if _needs_a_look(standing, edition)]
    return sorted(found, key=lambda standing: (_ORDER.index(standing.health), -standing.now.missed_count))


def steady_sentence(edition: Edition) -> str:
    """What is printed in place of the table when nothing needs a look; empty when there is no KPI either."""
    if not edition.catalogue.kpis:
        return "Write a definition sheet in the folder kpis, and run again."
    return "Nothing needs a look: every KPI meets its target, none has recovered this month, none lacks data."


def is_meant_unjudged(standing: Standing) -> bool:
    """Nobody has to act on it: confidential, on trial, or without a target on purpose."""
    has_no_number = standing.reason is Reason.NO_TARGET and standing.now.target.state not in (None, TargetState.TBD)
    return has_no_number or standing.reason in (Reason.CONFIDENTIAL, Reason.TRIAL)


def _needs_a_look(standing: Standing, edition: Edition) -> bool:
    if standing.health is Health.UNKNOWN:
        return not is_meant_unjudged(standing)
    if standing.health is not Health.HEALTHY:
        return True
    return standing.is_new_recovery or bool(parts_off_target(standing, edition))


def _row(standing: Standing, edition: Edition) -> ExceptionRow:
    style = standing.style
    is_month = standing.now.period.grain is Grain.MONTH
    label = "" if is_month else f" ({unbroken(edition.period(standing.now.period))})"
    return ExceptionRow(
        status=STATUSES[standing.health],
        name=standing.kpi.name + label,
        remark=edition.owner_remark(standing, with_department=True),
        now=edition.marked(style.figure(standing.now.value), standing.now),
        previous=style.figure(standing.previous.value),
        target=standing.now.target.figure(style),
        bullet=bullet_of(standing, edition),
        spark=spark_of(standing),
        says=reason_of(standing, edition),
    )


def _caption(edition: Edition, rows: Sequence[Standing]) -> str:
    counted = [standing for standing in edition.standings if standing.is_counted]
    others = [standing for standing in counted if standing not in rows]
    meant = [standing.reason for standing in others if standing.health is Health.UNKNOWN]
    steady = len(others) - len(meant)
    reasons = [_MEANT[reason] for reason in dict.fromkeys(meant) if reason]
    parts = [
        f"{plural(steady, 'other is', nouns='others are')} healthy and steady" if steady else "",
        f"{plural(len(meant), 'is', nouns='are')} {' or '.join(reasons)}" if meant else "",
    ]
    rest = ", ".join(part for part in parts if part) or "no other is left"
    return f"Only KPIs off target, at risk, unknown or newly recovered; {rest}."
