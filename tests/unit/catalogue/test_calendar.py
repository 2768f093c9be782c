"""Calendars of countries, each loaded alone: the same days as by the library's own way in."""

import warnings

import holidays
import pytest

from okr_reports.catalogue.calendar import subdivisions, working_calendar

YEARS = range(2024, 2028)


# With a moving feast, a subdivision, rules that are another country's, a calendar that ends, and further letters.
@pytest.mark.parametrize("code", ["IN", "DE-BY", "US-CA", "AX", "BR", "TH", "SA"])
def test_a_calendar_has_the_days_of_the_library(code: str) -> None:
    country, _, subdivision = code.partition("-")
    with warnings.catch_warnings(action="ignore"):
        days = holidays.country_holidays(country, subdiv=subdivision or None, years=YEARS)
    assert working_calendar(code, YEARS).holidays == frozenset(days)


def test_a_country_s_subdivisions_are_those_of_the_library() -> None:
    assert subdivisions("DE") == list(holidays.country_holidays("DE").subdivisions)
