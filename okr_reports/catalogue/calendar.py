"""The company's working days: weekends and public holidays of a country or one of its subdivisions."""

import warnings
from functools import lru_cache

import holidays
from holidays.registry import COUNTRIES

from okr_reports.working_days import WorkingCalendar


@lru_cache(maxsize=8)
def working_calendar(code: str | None, years: range) -> WorkingCalendar:
    """Working days for these years by a code such as IN, DE-BY or US-CA; without one only weekends are free.

    Raises KeyError for a code that `is_known_calendar` does not know. Years a country's calendar does not reach
    (movable feasts are known for some decades) have the fixed holidays only.
    """
    if code is None:
        return WorkingCalendar()
    if not is_known_calendar(code):
        raise KeyError(code)
    country, _, subdivision = code.partition("-")
    with warnings.catch_warnings(category=UserWarning, action="ignore"):
        days = holidays.country_holidays(country, subdiv=subdivision or None, years=years)
    return WorkingCalendar(frozenset(days))


def is_known_calendar(code: str) -> bool:
    """Whether there is a holiday calendar of this code. Loading a country's rules is left for later where possible."""
    country, dash, subdivision = code.partition("-")
    return country in _codes() and (not dash or subdivision in subdivisions(country))


def subdivisions(country: str) -> list[str]:
    """The subdivisions that have a calendar of their own, empty for an unknown country."""
    return list(holidays.country_holidays(country).subdivisions) if country in _codes() else []


def _codes() -> set[str]:
    return {code for _, *codes in COUNTRIES.values() for code in codes if len(code) == 2}
