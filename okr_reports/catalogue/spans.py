"""The period keys and spans that KPI sheets name: first periods, rolling windows, longer grains."""

import re
from collections.abc import Iterator
from datetime import date

from okr_reports.catalogue.places import Place, quoted
from okr_reports.errors import Problem, UsageError
from okr_reports.measures import Window
from okr_reports.periods import MONTHS_IN, FiscalCalendar, Grain, Period
from okr_reports.words import Cadence

GRAIN_OF = {
    Cadence.DAILY: Grain.DAY,
    Cadence.WEEKLY: Grain.WEEK,
    Cadence.MONTHLY: Grain.MONTH,
    Cadence.QUARTERLY: Grain.QUARTER,
    Cadence.HALF_YEARLY: Grain.HALF_YEAR,
    Cadence.YEARLY: Grain.YEAR,
}
SHORTER_THAN_MONTHS = (Grain.DAY, Grain.WEEK)
_IN_EXAMPLES = date(2026, 9, 14)
_DAYS_IN = {Grain.DAY: 1, Grain.WEEK: 7}
_SPAN = re.compile(r"(\d{1,4}) *(day|week|month|quarter|half[-_]year|year)s?")


def period_of(key: str, fiscal: FiscalCalendar) -> Period | None:
    """The period with this key, or None."""
    try:
        return fiscal.period(key)
    except UsageError:
        return None


def key_problems(key: str, grains: tuple[Grain, ...], *, place: Place, fiscal: FiscalCalendar) -> Iterator[Problem]:
    """What is wrong with a key that must name a period of one of these lengths."""
    period = period_of(key, fiscal)
    if period is None or period.grain not in grains:
        length = _word(grains[0])
        what = f"there is no period {quoted(key)}" if period is None else f"{quoted(key)} is a {_word(period.grain)}"
        yield place.problem(what, f"write a {length} like {fiscal.containing(_IN_EXAMPLES, grains[0]).key}")


def grains_for(cadence: Cadence) -> tuple[Grain, ...]:
    """The lengths of period that a KPI of this cadence may name as a first period."""
    grain = GRAIN_OF[cadence]
    return (grain, Grain.MONTH) if grain in SHORTER_THAN_MONTHS else (grain,)


def read_window(text: str, cadence: Cadence) -> Window:
    """`12 months` as periods of the cadence; raises ValueError with what to write when it is not a whole number."""
    grain, match = GRAIN_OF[cadence], _SPAN.fullmatch(text.strip().lower())
    if match is None:
        raise ValueError("write a number and a length, like 12 months")
    count, length = int(match[1]), Grain(match[2].replace("-", "_"))
    sizes = _DAYS_IN if grain in _DAYS_IN else MONTHS_IN
    if length not in sizes or (count * sizes[length]) % sizes[grain] or count == 0:
        raise ValueError(f"write a whole number of the KPI's own periods, like 12 {_word(grain)}s")
    return Window(count * sizes[length] // sizes[grain], grain)


def periods_in(months: int, cadence: Cadence) -> int:
    """How many periods of the cadence fill so many months, weeks and days rounded."""
    grain = GRAIN_OF[cadence]
    if grain in _DAYS_IN:
        return round(months * 365.25 / 12 / _DAYS_IN[grain])
    return max(months // MONTHS_IN[grain], 1)


def _word(grain: Grain) -> str:
    return grain.value.replace("_", "-")
