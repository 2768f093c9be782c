"""The sample's calendar: its 26 months, their keys, days and weeks."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import cached_property
from random import Random

FROM_UTC = timedelta(hours=5, minutes=30)
FIRST, COUNT = (2024, 8), 26
# When the nightly load of the month's last rows ran, on the first day of the month after, local time.
LOAD_TIME = time(2, 30)


@dataclass(frozen=True)
class Month:
    """A calendar month and its place in the story, 0 = 2024-08."""

    place: int
    first: date

    @cached_property
    def key(self) -> str:
        """`2026-09`."""
        return f"{self.first:%Y-%m}"

    @cached_property
    def end(self) -> date:
        """The first day after the month."""
        return month_at(self.place + 1).first

    @cached_property
    def days(self) -> int:
        """How many days it has."""
        return (self.end - self.first).days

    @property
    def loaded_at(self) -> datetime:
        """When the month's rows were complete in the warehouse, local time."""
        return datetime.combine(self.end, LOAD_TIME)

    @cached_property
    def weekdays(self) -> list[date]:
        """Its Mondays to Fridays."""
        days = (self.first + timedelta(days=step) for step in range(self.days))
        return [day for day in days if day.weekday() < 5]


def month_at(place: int) -> Month:
    """The month at a place of the story."""
    months = FIRST[0] * 12 + FIRST[1] - 1 + place
    return Month(place, date(months // 12, months % 12 + 1, 1))


def all_months() -> list[Month]:
    """The story's months, 2024-08 to 2026-09."""
    return [month_at(place) for place in range(COUNT)]


def some_time(chance: Random, day: date, *, hours: tuple[float, float] = (9.0, 18.0)) -> datetime:
    """A random moment of a day between two hours, local time, to the second."""
    seconds = int(chance.uniform(*hours) * 3600)
    return datetime.combine(day, time()) + timedelta(seconds=seconds)


def in_utc(local: datetime) -> str:
    """A local moment as the warehouse stores it: UTC, without a zone."""
    return (local - FROM_UTC).isoformat(" ", "seconds")
