"""What was read for the month: per extract its rows, what was unreadable, and how far the data reach."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from okr_reports.packs.appendix import ExtractRow
from okr_reports.packs.dates import plain_moment
from okr_reports.packs.edition import Edition
from okr_reports.packs.listing import joined_up_to, plural
from okr_reports.packs.method import short_hash
from okr_reports.packs.pages import Says
from okr_reports.packs.standings import Standing
from okr_reports.periods import Period

NO_PERIOD = "none"


@dataclass(frozen=True)
class ExtractMonth:
    """One extract in the reported month.

    `is_complete`: nothing says that rows are still to come. `is_proved`: the extract says itself that it reaches the
    month's end, so no rows means that nothing happened. `covers_until`: only when that is before the month's end.
    `last_filled`: the last month up to this one with rows. `sha256`, `read_at`: of the month's part, or, for rows
    without any period, of theirs.
    """

    extract: str
    rows: int
    rejected: int
    without_period: int
    is_complete: bool
    is_proved: bool
    covers_until: datetime | None
    last_filled: Period | None
    sha256: str | None
    read_at: datetime | None


def extract_months(edition: Edition, standings: Sequence[Standing]) -> list[ExtractMonth]:
    """The extracts these KPIs are computed from, in the order of the catalogue, joined ones included."""
    wanted = _with_joined({standing.kpi.extract for standing in standings}, edition)
    ordered = [extract for extract in edition.catalogue.extracts if extract in wanted]
    return [_month(extract, edition) for extract in ordered]


def _with_joined(extracts: set[str], edition: Edition) -> set[str]:
    known = edition.catalogue.extracts
    joined = {join.extract for extract in extracts if extract in known for join in known[extract].join}
    return extracts | joined


def _month(extract: str, edition: Edition) -> ExtractMonth:
    parts = edition.parts.get(extract, ())
    by_period = {row["period_id"]: row for row in parts}
    here = by_period.get(edition.month.key)
    loose = by_period.get(NO_PERIOD)
    kept = loose if _is_reference(extract, edition) else here
    reached = _reached(parts)
    is_complete = reached is None or reached >= _end_of_month(edition)
    return ExtractMonth(
        extract=extract,
        rows=here["row_count"] if here else 0,
        rejected=(here["rejected_count"] or 0) if here else 0,
        without_period=loose["row_count"] if loose else 0,
        is_complete=is_complete,
        is_proved=reached is not None and is_complete,
        covers_until=None if is_complete else reached,
        last_filled=_last_filled(by_period, edition),
        sha256=kept["sha256"] if kept else None,
        read_at=kept["read_at"] if kept else None,
    )


def _last_filled(by_period: Mapping[str, Mapping[str, Any]], edition: Edition) -> Period | None:
    months = [
        edition.catalogue.fiscal.period(key) for key, row in by_period.items() if key != NO_PERIOD and row["row_count"]
    ]
    begun = [month for month in months if month.start <= edition.month.start]
    return max(begun, key=lambda month: month.start, default=None)


def _reached(parts: Sequence[Mapping[str, Any]]) -> datetime | None:
    return max((row["covers_until"] for row in parts if row["covers_until"]), default=None)


def _end_of_month(edition: Edition) -> datetime:
    return datetime.combine(edition.month.end, time(), ZoneInfo(edition.catalogue.company.timezone))


def last_day(month: ExtractMonth, edition: Edition) -> date | None:
    """The last day an incomplete extract covers, in the company's time zone; none for one that is complete."""
    if month.covers_until is None:
        return None
    there = month.covers_until.astimezone(ZoneInfo(edition.catalogue.company.timezone))
    # A moment at midnight is the end of the day before.
    return (there - timedelta(microseconds=1)).date()


def days_short(month: ExtractMonth, edition: Edition) -> int | None:
    """How many days of the month an incomplete extract lacks; none for one that is complete."""
    day = last_day(month, edition)
    return None if day is None else (edition.month.last_day - day).days


def is_reference(month: ExtractMonth, edition: Edition) -> bool:
    """Rows without any period, such as a list of agents that others join: never missing in a month."""
    return _is_reference(month.extract, edition)


def _is_reference(extract_id: str, edition: Edition) -> bool:
    extract = edition.catalogue.extracts.get(extract_id)
    return extract is not None and extract.period is None


def extract_row(month: ExtractMonth, edition: Edition, *, standings: Sequence[Standing]) -> ExtractRow:
    """One line of the data-quality page."""
    return ExtractRow(
        extract=month.extract,
        feeds=_feeds(month.extract, standings, edition),
        rows=edition.count(month.without_period if is_reference(month, edition) else month.rows),
        rejected=edition.count(month.rejected),
        until=_until(month, edition),
        snapshot=short_hash(month.sha256),
    )


def snapshots_note(months: Sequence[ExtractMonth], edition: Edition) -> str:
    """When the snapshots were taken, and what one is."""
    moments = sorted(month.read_at for month in months if month.read_at)
    if not moments:
        return ""
    zone = edition.catalogue.company.timezone
    said = [plain_moment(moment, timezone=zone) for moment in (moments[0], moments[-1])]
    taken = f"taken {said[0]}" if said[0] == said[1] else f"taken from {said[0]} to {said[1]}"
    return f"Snapshot: the first digits of the sha256 under which the month's rows are kept, {taken}."


def _feeds(extract: str, standings: Sequence[Standing], edition: Edition) -> str:
    kpis = {s.kpi.id: s.kpi.department for s in standings if s.kpi.extract == extract}
    if not kpis:
        return "joined by others"
    places = list(dict.fromkeys(edition.roster.department(d) if d else "Company" for d in kpis.values()))
    return f"{joined_up_to(places, most=2)}, {plural(len(kpis), 'KPI')}"


def _until(month: ExtractMonth, edition: Edition) -> Says:
    if is_reference(month, edition):
        return Says(rest="reference rows, no period")
    loose = f"; {edition.count(month.without_period)} rows without a period" if month.without_period else ""
    if not month.rows and month.is_proved:
        return Says(rest=f"whole month: nothing happened{loose}")
    if not month.rows:
        before = f", last in {edition.period(month.last_filled)}" if month.last_filled else ""
        return Says("no rows", f" in {edition.period(edition.month)}{before}{loose}")
    if month.covers_until is not None:
        short = days_short(month, edition)
        lacking = f", {plural(short, 'day')} short" if short and not edition.inputs.is_partial else ""
        return Says(f"only until {edition.on(last_day(month, edition))}", lacking + loose)
    return Says(rest=f"whole month{loose}")


def totals(months: Sequence[ExtractMonth], edition: Edition, *, kpi_count: int) -> ExtractRow:
    """The last line of the table."""
    return ExtractRow(
        extract=plural(len(months), "extract"),
        feeds=plural(kpi_count, "KPI"),
        rows=edition.count(sum(month.rows for month in months if not is_reference(month, edition))),
        rejected=edition.count(sum(month.rejected for month in months)),
        until=Says(),
        snapshot="",
    )
