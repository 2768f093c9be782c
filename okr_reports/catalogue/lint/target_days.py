"""BACKDATED-TARGET and STALE-TARGET: targets set when the result was known, or set long ago."""

from collections.abc import Iterator
from datetime import date

from okr_reports.catalogue.lint.dated import DatedFinding
from okr_reports.catalogue.lint.neighbours import Neighbours
from okr_reports.catalogue.lint.subject import Subject
from okr_reports.catalogue.spans import period_of
from okr_reports.findings import Finding
from okr_reports.periods import FiscalCalendar


def backdated_findings(subject: Subject, neighbours: Neighbours) -> Iterator[Finding]:
    """One finding for each row set after its first period had ended (rules §3)."""
    fiscal = neighbours.draft.fiscal
    for number, row in enumerate(subject.kpi.targets):
        if row.set_on is not None and row.state is None and _is_after(row.set_on, row.from_, fiscal):
            text = f"the target from {row.from_} was set on {row.set_on}, when that period had ended"
            rewrite = f"`from: {_first_open(row.set_on, row.from_, fiscal)}`"
            yield subject.finding("BACKDATED-TARGET", text, rewrite=rewrite, at=("targets", number))


def stale_findings(subject: Subject, neighbours: Neighbours) -> Iterator[DatedFinding]:
    """From when on the target has stood for longer than the policy allows: since it was set, took effect, was reviewed.

    A target set in December for the year from January is a year old in January, one year later.
    """
    target, kpi = subject.target, subject.kpi
    if target is None or target.state is not None or target.set_on is None:
        return
    looked_at = max([row.set_on for row in kpi.targets if row.set_on is not None])
    if kpi.reviewed_on is not None:
        looked_at = max(looked_at, kpi.reviewed_on)
    since = max(looked_at, _start(target.from_, neighbours.draft.fiscal) or looked_at)
    text = f"the target of {subject.quoted_name} has been looked at for the last time on {looked_at}"
    rewrite = "a new row in `targets`, or `reviewed_on: <day>` if it still is what you want"
    found = subject.finding("STALE-TARGET", text, rewrite=rewrite, at=("targets", subject.target_number))
    yield DatedFinding(_months_later(since, neighbours.policy.target_review_months), found)


def _start(key: str, fiscal: FiscalCalendar) -> date | None:
    if _is_month(key):
        return date(int(key[:4]), int(key[5:]), 1)
    period = period_of(key, fiscal)
    return period.start if period is not None else None


def _is_after(day: date, key: str, fiscal: FiscalCalendar) -> bool:
    if _is_month(key):
        return (day.year, day.month) > (int(key[:4]), int(key[5:]))
    period = period_of(key, fiscal)
    return period is not None and period.end <= day


def _first_open(day: date, key: str, fiscal: FiscalCalendar) -> str:
    period = period_of(key, fiscal)
    return fiscal.containing(day, period.grain).key if period is not None else key


def _months_later(day: date, months: int) -> date:
    """The same day so many months later; the first of the next month where there is none."""
    years, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    try:
        return date(years, month + 1, day.day)
    except ValueError:
        return date(years, month + 2, 1)


def _is_month(key: str) -> bool:
    # Nearly every key is one: so read, it costs a tenth of what the calendar asks.
    return len(key) == 7 and key[5:].isdigit()
