"""Working days: Monday to Friday without the holidays of the company's calendar."""

from dataclasses import dataclass
from datetime import date, timedelta


@dataclass(frozen=True)
class WorkingCalendar:
    """A company's working days. `holidays` covers every year that is asked about."""

    holidays: frozenset[date] = frozenset()

    def is_working(self, day: date) -> bool:
        """Whether people work on this day."""
        return day.weekday() < 5 and day not in self.holidays

    def after(self, day: date, count: int) -> date:
        """The count-th working day after this day."""
        for _ in range(count):
            day += timedelta(days=1)
            while not self.is_working(day):
                day += timedelta(days=1)
        return day

    def count(self, first: date, end: date) -> int:
        """Working days from `first` up to and without `end`."""
        return sum(self.is_working(first + timedelta(days=step)) for step in range((end - first).days))
