"""The company's working days: weekends and public holidays of a country or one of its subdivisions."""

import warnings
from functools import cache, lru_cache
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path
from typing import Any

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
        days = _rules_of(country)(subdiv=subdivision or None, years=years)
    return WorkingCalendar(frozenset(days))


def is_known_calendar(code: str) -> bool:
    """Whether there is a holiday calendar of this code. Loading a country's rules is left for later where possible."""
    country, dash, subdivision = code.partition("-")
    return country in _codes() and (not dash or subdivision in subdivisions(country))


def subdivisions(country: str) -> list[str]:
    """The subdivisions that have a calendar of their own, empty for an unknown country."""
    return list(_rules_of(country).subdivisions) if country in _codes() else []


def _codes() -> set[str]:
    return {code for _, *codes in COUNTRIES.values() for code in codes if len(code) == 2}


@cache
def _rules_of(country: str) -> Any:
    """The library's class of a country. From its own file: by the library's way in, all 250 countries are loaded."""
    name, (entity, *_) = next((name, codes) for name, codes in COUNTRIES.items() if country in codes)
    file = Path(holidays.__file__).parent / "countries" / f"{name}.py"
    spec = spec_from_file_location(f"holidays.countries.{name}", file) if file.is_file() else None
    if spec is None or spec.loader is None:
        return getattr(holidays, entity)
    module = module_from_spec(spec)
    spec.loader.exec_module(module)
    return getattr(module, entity)
