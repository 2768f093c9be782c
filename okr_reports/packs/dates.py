"""Days, months and moments as people read them, by locale."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

from babel.dates import format_date, format_skeleton

from okr_reports.packs.numbers import NO_BREAK
from okr_reports.periods import Grain, Period


def month_name(month: date, *, locale: str) -> str:
    """`September 2026`."""
    return format_skeleton("yMMMM", month, locale=locale)


def month_only(month: date, *, locale: str) -> str:
    """`September`."""
    return format_date(month, "LLLL", locale=locale)


def short_month(month: date, *, locale: str) -> str:
    """`Sep`."""
    return format_date(month, "LLL", locale=locale)


def short_month_year(month: date, *, locale: str) -> str:
    """`Sep 2025`, which cannot be read as a day."""
    return format_skeleton("yMMM", month, locale=locale)


def day(on: date, *, locale: str) -> str:
    """`1 Oct 2026`, joined by no-break spaces."""
    return format_skeleton("yMMMd", on, locale=locale).replace(" ", NO_BREAK)


def short_day(on: date, *, near: date, locale: str) -> str:
    """`18 Sep`, with the year when it is not that of `near`."""
    skeleton = "MMMd" if on.year == near.year else "yMMMd"
    return format_skeleton(skeleton, on, locale=locale).replace(" ", NO_BREAK)


def moment(at: datetime, *, timezone: str, locale: str) -> str:
    """`1 Oct 2026, 06:00 IST`: a moment in the company's time zone, with the zone's name."""
    there = at.astimezone(ZoneInfo(timezone))
    return f"{day(there.date(), locale=locale)}, {there:%H:%M}{NO_BREAK}{there.tzname()}"


def plain_moment(at: datetime, *, timezone: str) -> str:
    """`2026-10-01 06:00 IST`, for the foot of a page and for tables of provenance."""
    there = at.astimezone(ZoneInfo(timezone))
    return f"{there:%Y-%m-%d %H:%M}{NO_BREAK}{there.tzname()}"


def period_name(period: Period, *, locale: str) -> str:
    """A period in a sentence: a month by its name, others by their key."""
    return month_name(period.start, locale=locale) if period.grain is Grain.MONTH else period.key


def short_period(period: Period, *, near: date, locale: str) -> str:
    """A period in a column head or on an axis: `Aug`, `Aug 2025` when the year is another one, or its key."""
    if period.grain is not Grain.MONTH:
        return period.key
    if period.start.year == near.year:
        return short_month(period.start, locale=locale)
    return short_month_year(period.start, locale=locale)
