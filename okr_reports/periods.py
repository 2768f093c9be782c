"""Periods and their keys: days, ISO weeks, months, and a fiscal calendar's quarters, half-years, years (rules §1)."""

import re
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from okr_reports.errors import UsageError


class Grain(StrEnum):
    """The length of a period. `year_to_date` runs from the fiscal year's first day to the end of a month."""

    DAY = "day"
    WEEK = "week"
    MONTH = "month"
    QUARTER = "quarter"
    HALF_YEAR = "half_year"
    YEAR = "year"
    YEAR_TO_DATE = "year_to_date"


MONTHS_IN = {Grain.MONTH: 1, Grain.QUARTER: 3, Grain.HALF_YEAR: 6, Grain.YEAR: 12}
_KEYS = {
    Grain.DAY: re.compile(r"(\d{4})-(\d{2})-(\d{2})"),
    Grain.WEEK: re.compile(r"(\d{4})-W(\d{2})"),
    Grain.MONTH: re.compile(r"(\d{4})-(\d{2})"),
    Grain.QUARTER: re.compile(r"(FY)?(\d{4})-Q([1-4])"),
    Grain.HALF_YEAR: re.compile(r"(FY)?(\d{4})-H([12])"),
    Grain.YEAR: re.compile(r"(FY)?(\d{4})"),
}


@dataclass(frozen=True, order=True)
class Period:
    """A span of days: `start` is its first day, `end` the first day after it."""

    start: date
    end: date
    grain: Grain
    key: str

    @property
    def last_day(self) -> date:
        """The last day that belongs to the period."""
        return self.end - timedelta(days=1)

    def __contains__(self, day: date) -> bool:
        return self.start <= day < self.end


@dataclass(frozen=True, order=True)
class Cycle:
    """The span goals are set for: a quarter, a half-year or a listed cycle. `end` is the first day after it."""

    start: date
    end: date
    key: str

    @property
    def last_day(self) -> date:
        """The last day that belongs to the cycle."""
        return self.end - timedelta(days=1)

    def __contains__(self, day: date) -> bool:
        return self.start <= day < self.end


@dataclass(frozen=True)
class FiscalCalendar:
    """How a company counts its year: `first_month` 1 is the calendar year.

    A fiscal year that starts in another month is named by the calendar year in which it ends.
    """

    first_month: int = 1

    def containing(self, day: date, grain: Grain) -> Period:
        """The period of this length in which the day falls."""
        if grain is Grain.DAY:
            return Period(day, day + timedelta(days=1), grain, day.isoformat())
        if grain is Grain.WEEK:
            monday = day - timedelta(days=day.weekday())
            year, week, _ = monday.isocalendar()
            return Period(monday, monday + timedelta(days=7), grain, f"{year:04}-W{week:02}")
        if grain is Grain.YEAR_TO_DATE:
            month = self.containing(day, Grain.MONTH)
            return Period(self.containing(day, Grain.YEAR).start, month.end, grain, month.key)
        length = MONTHS_IN[grain]
        place = (day.month - self.first_month) % 12 // length
        start = _plus_months(date(day.year, day.month, 1), -((day.month - self.first_month) % length))
        return Period(start, _plus_months(start, length), grain, self._key(start, grain, place + 1))

    def period(self, key: str) -> Period:
        """The period with this key; raises UsageError for a key that names none in this calendar."""
        for grain, pattern in _KEYS.items():
            if match := pattern.fullmatch(key):
                found = self._read(grain, match)
                if found is not None and found.key == key:
                    return found
        raise UsageError(f"there is no period {key!r}: write a {self._examples()}")

    def shifted(self, period: Period, steps: int) -> Period:
        """The period of the same length this many steps later (or, negative, earlier)."""
        if period.grain is Grain.YEAR_TO_DATE:
            return self.containing(_plus_months(period.last_day.replace(day=1), steps), period.grain)
        if period.grain in MONTHS_IN:
            return self.containing(_plus_months(period.start, steps * MONTHS_IN[period.grain]), period.grain)
        return self.containing(period.start + steps * (period.end - period.start), period.grain)

    def same_last_year(self, period: Period) -> Period:
        """The same period one year before: the ISO week of the same number (53: 52), the day of the same date."""
        if period.grain is Grain.WEEK:
            year, week, _ = period.start.isocalendar()
            last_week = date(year - 1, 12, 28).isocalendar().week
            return self.containing(date.fromisocalendar(year - 1, min(week, last_week), 1), period.grain)
        if period.grain is Grain.DAY:
            is_leap_day = (period.start.month, period.start.day) == (2, 29)
            day = period.start - timedelta(days=1) if is_leap_day else period.start
            return self.containing(day.replace(year=day.year - 1), period.grain)
        return self.shifted(period, -12 // MONTHS_IN.get(period.grain, 1))

    def within(self, period: Period, grain: Grain) -> list[Period]:
        """The shorter periods that belong to a longer one, in order. A week belongs to where its Thursday falls."""
        anchor = timedelta(days=3) if grain is Grain.WEEK else timedelta(0)
        step = self.containing(period.start, grain)
        parts: list[Period] = []
        while step.start + anchor < period.end:
            if step.start + anchor >= period.start:
                parts.append(step)
            step = self.shifted(step, 1)
        return parts

    def run_up_to(self, period: Period, count: int) -> list[Period]:
        """This many periods of the same length, the given one last."""
        return [self.shifted(period, step) for step in range(1 - count, 1)]

    def _key(self, start: date, grain: Grain, number: int) -> str:
        if grain is Grain.MONTH:
            return f"{start.year:04}-{start.month:02}"
        year = start.year if self.first_month == 1 else start.year + (start.month >= self.first_month)
        name = f"{year:04}" if self.first_month == 1 else f"FY{year:04}"
        letter = {Grain.QUARTER: f"-Q{number}", Grain.HALF_YEAR: f"-H{number}", Grain.YEAR: ""}[grain]
        return name + letter

    def _read(self, grain: Grain, match: re.Match[str]) -> Period | None:
        try:
            if grain is Grain.DAY:
                return self.containing(date.fromisoformat(match[0]), grain)
            if grain is Grain.WEEK:
                return self.containing(date.fromisocalendar(int(match[1]), int(match[2]), 1), grain)
            if grain is Grain.MONTH:
                return self.containing(date(int(match[1]), int(match[2]), 1), grain)
            number = int(match[3]) if grain is not Grain.YEAR else 1
            year = int(match[2]) - (self.first_month != 1)
            start = _plus_months(date(year, self.first_month, 1), (number - 1) * MONTHS_IN[grain])
            return self.containing(start, grain)
        except (ValueError, OverflowError):
            return None

    def _examples(self) -> str:
        year = "" if self.first_month == 1 else "FY"
        longer = f"a quarter like {year}2026-Q3, a half-year like {year}2026-H1 or a year like {year}2026"
        return f"month like 2026-09, {longer}"


def _plus_months(first: date, months: int) -> date:
    total = first.year * 12 + first.month - 1 + months
    return date(total // 12, total % 12 + 1, 1)
