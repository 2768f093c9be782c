"""Days, months and moments as people read them, by locale.

Years are Gregorian everywhere, Thailand's too: keys are (2026-Q3), and two eras in one report would read as two years.
"""

from datetime import date, datetime
from functools import lru_cache
from zoneinfo import ZoneInfo

from babel.dates import format_date, format_skeleton

from okr_reports.packs.locales import known_locale
from okr_reports.packs.numbers import NO_BREAK
from okr_reports.periods import Grain, Period


def month_name(month: date, *, locale: str) -> str:
    """`September 2026`."""
    return _by_skeleton("yMMMM", month, locale=locale, otherwise="LLLL y")


@lru_cache(maxsize=1024)
def month_only(month: date, *, locale: str) -> str:
    """`September`; its number where Babel has no word for it."""
    text = format_date(month, "LLLL", locale=known_locale(locale))
    return f"{month:%m}" if _is_numbered(text, month) else text


@lru_cache(maxsize=1024)
def short_month(month: date, *, locale: str) -> str:
    """`Sep`."""
    text = format_date(month, "LLL", locale=known_locale(locale))
    return month_only(month, locale=locale) if _is_numbered(text, month) else text


@lru_cache(maxsize=1024)
def narrow_month(month: date, *, locale: str) -> str:
    """`S`, for a narrow column; some languages have no single letter (`ก.ย.`)."""
    return format_date(month, "LLLLL", locale=known_locale(locale))


def short_month_year(month: date, *, locale: str) -> str:
    """`Sep 2025`, which cannot be read as a day."""
    return _by_skeleton("yMMM", month, locale=locale, otherwise="LLLL y")


def day(on: date, *, locale: str) -> str:
    """`1 Oct 2026`, joined by no-break spaces."""
    return _by_skeleton("yMMMd", on, locale=locale, otherwise="medium").replace(" ", NO_BREAK)


def short_day(on: date, *, near: date, locale: str) -> str:
    """`18 Sep`, with the year when it is not that of `near`."""
    if on.year != near.year:
        return day(on, locale=locale)
    return _by_skeleton("MMMd", on, locale=locale, otherwise="medium").replace(" ", NO_BREAK)


def moment(at: datetime, *, timezone: str, locale: str) -> str:
    """`1 Oct 2026, 06:00 IST`: a moment in the company's time zone, with the zone's name."""
    there = at.astimezone(ZoneInfo(timezone))
    return f"{day(there.date(), locale=locale)}, {there:%H:%M}{NO_BREAK}{_zone_name(there)}"


def plain_moment(at: datetime, *, timezone: str) -> str:
    """`2026-10-01 06:00 IST`, for the foot of a page and for tables of provenance."""
    there = at.astimezone(ZoneInfo(timezone))
    return f"{there:%Y-%m-%d %H:%M}{NO_BREAK}{there.tzname()}"


def _zone_name(there: datetime) -> str:
    """`IST`; `UTC-03` where a zone has no letters of its own."""
    name = there.tzname() or ""
    return f"UTC{name}" if name[:1] in "+-" else name


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


@lru_cache(maxsize=1024)
def _by_skeleton(skeleton: str, on: date, *, locale: str, otherwise: str) -> str:
    """The locale's own order of these parts, or another format where the locale has none for them."""
    # Babel would take the nearest one, and that may lack a part.
    known = known_locale(locale)
    own = [format_skeleton(skeleton, on, locale=known)] if skeleton in known.datetime_skeletons else []
    texts = [*own, format_date(on, otherwise, locale=known)]
    iso = on.isoformat() if "d" in skeleton else f"{on:%Y-%m}"
    return next((text for text in texts if not _is_numbered(text, on)), iso)


def _is_numbered(text: str, on: date) -> bool:
    """Whether the month is CLDR's placeholder `M09`: Babel lacks short names that equal the long ones (Korean), and
    every name of some languages."""
    return f"M{on.month:02}" in text
