"""Every kind of number and date that a report prints, in eight locales side by side: what the golden table shows."""

from collections.abc import Callable, Mapping
from datetime import UTC, date, datetime

from okr_reports.packs.dates import (
    day,
    moment,
    month_name,
    month_only,
    narrow_month,
    short_day,
    short_month,
    short_month_year,
    short_period,
)
from okr_reports.packs.numbers import Figure, NumberStyle, choose_style, counted
from okr_reports.periods import FiscalCalendar

CURRENCIES: Mapping[str, str] = {
    "en_IN": "INR",
    "hi_IN": "INR",
    "en_US": "USD",
    "de_DE": "EUR",
    "pt_BR": "BRL",
    "th_TH": "THB",
    "fr_FR": "EUR",
    "ja_JP": "JPY",
}
ZONES: Mapping[str, str] = {
    "en_IN": "Asia/Kolkata",
    "hi_IN": "Asia/Kolkata",
    "en_US": "America/New_York",
    "de_DE": "Europe/Berlin",
    "pt_BR": "America/Sao_Paulo",
    "th_TH": "Asia/Bangkok",
    "fr_FR": "Europe/Paris",
    "ja_JP": "Asia/Tokyo",
}
SEPTEMBER, MAY = date(2026, 9, 7), date(2025, 5, 31)


def _money(value: float) -> Callable[[str], str]:
    return lambda locale: choose_style(CURRENCIES[locale], [value], locale=locale, currency=CURRENCIES[locale]).said(
        value
    )


def _dollars(value: float) -> Callable[[str], str]:
    return lambda locale: choose_style("USD", [value], locale=locale, currency="USD").said(value)


def _number(unit: str, *values: float) -> Callable[[str], str]:
    """The first value in the style that all of them get."""
    return lambda locale: choose_style(unit, values, locale=locale, currency=CURRENCIES[locale]).said(values[0])


def _change(style_unit: str, by: float, unit: str) -> Callable[[str], str]:
    return lambda locale: _in_one(NumberStyle(locale, style_unit, 1).change(by, unit))


def _money_change(by: float, *, of: float) -> Callable[[str], str]:
    def said(locale: str) -> str:
        currency = CURRENCIES[locale]
        return _in_one(choose_style(currency, [of], locale=locale, currency=currency).change(by, currency))

    return said


def _in_one(figure: Figure) -> str:
    return f"{figure.text} {figure.unit}".strip()


def _fiscal(key: str, first_month: int) -> Callable[[str], str]:
    return lambda locale: short_period(FiscalCalendar(first_month).period(key), near=SEPTEMBER, locale=locale)


KINDS: Mapping[str, Callable[[str], str]] = {
    "money 84,500": _money(84_500),
    "money 84,500.50": _money(84_500.5),
    "money 1.5 lakh": _money(150_000),
    "money 40 lakh": _money(4_000_000),
    "money 999,999": _money(999_999),
    "money 6.5 crore": _money(65_000_000),
    "money 1.2 billion": _money(1_200_000_000),
    "money 340 billion": _money(340_000_000_000),
    "money -1.5 million": _money(-1_500_000),
    "money 0": _money(0),
    "dollars 4 million": _dollars(4_000_000),
    "money change": _money_change(-450_000, of=6_500_000),
    "percent": _number("%", 68.25, 70),
    "percent near 100": _number("%", 99.934, 99.98),
    "points": _change("%", -4.25, "pt"),
    "percent change": _change("h", 17.4, "%"),
    "no change": _change("h", -0.04, "%"),
    "hours": _number("h", 1.25, 2.9),
    "days": _number("d", 1234, 46),
    "minus zero": _number("h", -0.04, 2.9),
    "count": _number("", 1_234_567 / 10, 1),
    "whole count": _number("", 123_456, 1),
    "count of millions": _number("tickets", 12_345_678),
    "rows": lambda locale: counted(336_776, locale=locale),
    "many rows": lambda locale: counted(33_677_612, locale=locale),
    "month and year": lambda locale: month_name(SEPTEMBER, locale=locale),
    "month": lambda locale: month_only(SEPTEMBER, locale=locale),
    "short month": lambda locale: short_month(SEPTEMBER, locale=locale),
    "short month, year": lambda locale: short_month_year(MAY, locale=locale),
    "narrow month": lambda locale: narrow_month(SEPTEMBER, locale=locale),
    "day": lambda locale: day(SEPTEMBER, locale=locale),
    "day, same year": lambda locale: short_day(SEPTEMBER, near=SEPTEMBER, locale=locale),
    "day, other year": lambda locale: short_day(MAY, near=SEPTEMBER, locale=locale),
    "moment": lambda locale: moment(datetime(2026, 10, 1, 0, 30, tzinfo=UTC), timezone=ZONES[locale], locale=locale),
    "quarter, January": _fiscal("2026-Q3", 1),
    "quarter, April": _fiscal("FY2027-Q2", 4),
    "half-year, April": _fiscal("FY2027-H1", 4),
    "week": _fiscal("2026-W36", 1),
}


def locale_table() -> str:
    """A line per kind, a column per locale; `~` stands for a no-break space, `^` for the narrow one."""
    head = " | ".join(["kind", *CURRENCIES])
    lines = [" | ".join([kind, *(_visible(said(locale)) for locale in CURRENCIES)]) for kind, said in KINDS.items()]
    return "\n".join([head, *lines]) + "\n"


def _visible(text: str) -> str:
    return text.replace("\u00a0", "~").replace("\u202f", "^")
