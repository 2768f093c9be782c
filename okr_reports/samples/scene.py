"""One month of the sample as its departments live it: the customers, the people, the size of the company."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from random import Random

from okr_reports.samples.chance import rounded, seeded
from okr_reports.samples.customers import Book, books
from okr_reports.samples.months import COUNT, Month
from okr_reports.samples.roster import BLOCK, Roster
from okr_reports.samples.story import planned

Cell = str | int | float | datetime | None
Row = Sequence[Cell]
# Rows of one month by the table or file they belong to.
Events = dict[str, list[Row]]


@dataclass(frozen=True)
class Scene:
    """A month: `scale` 1.0 is the company of sixty."""

    book: Book
    roster: Roster
    scale: float

    @property
    def month(self) -> Month:
        """The calendar month."""
        return self.book.month

    @property
    def is_last(self) -> bool:
        """Whether the story ends with this month."""
        return self.month.place == COUNT - 1

    def planned(self, series: str) -> float:
        """What the series is meant to be in this month."""
        return planned(series, self.month.place)

    def scaled(self, series: str) -> int:
        """A planned count in a company of this size."""
        return rounded(self.planned(series) * self.scale)

    def chance(self, table: str) -> Random:
        """The month's own chance for one table."""
        return seeded(table, self.month.key)


def scenes(roster: Roster, *, employees: int) -> Iterator[Scene]:
    """The story's months, one after another."""
    scale = employees / BLOCK
    return (Scene(book, roster, scale) for book in books(scale))
