"""Rows numbered by the interval of days they fall in, however many intervals overlap."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property

import polars as pl

from okr_reports.scoring.aggregates import ROW_DAY
from okr_reports.scoring.spans import Span

Interval = tuple[date, date]
# No column of an extract can be called so.
INTERVAL = "okr:interval"
_DAY_ZERO = date(1970, 1, 1)


def intervals_of(spans: Iterable[Span]) -> list[Interval]:
    """The different intervals of rows that spans need, in order; their place is their number."""
    return sorted({(span.start, span.end) for span in spans})


def tilings(intervals: Sequence[Interval]) -> list[list[int]]:
    """The intervals' numbers in groups without overlap, so that each group needs one pass over the rows."""
    groups: list[list[int]] = []
    for number in sorted(range(len(intervals)), key=intervals.__getitem__):
        fitting = (group for group in groups if intervals[group[-1]][1] <= intervals[number][0])
        if (group := next(fitting, None)) is not None:
            group.append(number)
        else:
            groups.append([number])
    return groups


def sliced(rows: pl.DataFrame, intervals: Sequence[Interval]) -> list[pl.DataFrame]:
    """One frame per tiling, as in Cut."""
    return [_numbered(rows, intervals, tiling=tiling) for tiling in tilings(intervals)]


@dataclass(frozen=True)
class Cut:
    """Rows by interval; a frame holds its rows in their order with INTERVAL, the number of that of `period_on`.

    The intervals stand in order; within one the rows keep theirs.
    """

    rows: pl.DataFrame
    intervals: Sequence[Interval]

    @cached_property
    def first(self) -> pl.DataFrame:
        """The rows by the intervals of the first tiling: the shortest ones."""
        return _numbered(self.rows, self.intervals, tiling=self._tilings[0])

    @cached_property
    def others(self) -> list[pl.DataFrame]:
        """The rows by those that overlap with them, one frame per tiling."""
        return [_numbered(self.rows, self.intervals, tiling=tiling) for tiling in self._tilings[1:]]

    @cached_property
    def made_of(self) -> dict[int, list[int]]:
        """Of each other interval the first ones that it is made of, if all of them are made so."""
        found = {number: self._within(number) for tiling in self._tilings[1:] for number in tiling}
        return found if all(found.values()) else {}

    @cached_property
    def with_rows(self) -> frozenset[int]:
        """The intervals with a row."""
        own = frozenset(self.first[INTERVAL].unique())
        if self.made_of or not self._tilings[1:]:
            return own | {number for number, pieces in self.made_of.items() if own & frozenset(pieces)}
        return own.union(*(part[INTERVAL].unique() for part in self.others))

    @cached_property
    def _tilings(self) -> list[list[int]]:
        return tilings(self.intervals)

    def _within(self, number: int) -> list[int]:
        start, end = self.intervals[number]
        inside = [place for place in self._tilings[0] if start <= self.intervals[place][0] < end]
        edges = [day for place in inside for day in self.intervals[place]]
        # Each begins where the one before it ends.
        is_whole = edges[:1] == [start] and edges[-1:] == [end] and edges[1:-1:2] == edges[2::2]
        return inside if is_whole else []


def _numbered(rows: pl.DataFrame, intervals: Sequence[Interval], *, tiling: list[int]) -> pl.DataFrame:
    first, end = intervals[tiling[0]][0], max(intervals[number][1] for number in tiling)
    inside = _between(rows, first, end)
    if len(tiling) == 1:
        return inside.with_columns(pl.lit(tiling[0], dtype=pl.Int32).alias(INTERVAL))
    place = inside[ROW_DAY].to_physical() - (first - _DAY_ZERO).days
    numbered = inside.hstack([_interval_of_each_day(intervals, tiling).gather(place).alias(INTERVAL)])
    if numbered[INTERVAL].has_nulls():
        numbered = numbered.drop_nulls(INTERVAL)
    # Rows mostly come month by month, so the groups of most tilings are runs of rows, which take half the time.
    if not numbered[INTERVAL].is_sorted():
        return numbered.sort(INTERVAL, maintain_order=True)
    return numbered.with_columns(pl.col(INTERVAL).set_sorted())


def _between(rows: pl.DataFrame, first: date, end: date) -> pl.DataFrame:
    """The rows of these days, without a copy where that is all of them."""
    days = rows[ROW_DAY]
    earliest, latest = days.min(), days.max()
    is_known = isinstance(earliest, date) and isinstance(latest, date) and first <= earliest and latest < end
    if is_known and not days.has_nulls():
        return rows
    return rows.filter(pl.col(ROW_DAY).is_between(first, end, closed="left"))


def _interval_of_each_day(intervals: Sequence[Interval], tiling: list[int]) -> pl.Series:
    numbers: list[int | None] = []
    day = intervals[tiling[0]][0]
    for number in tiling:
        start, end = intervals[number]
        numbers += [None] * (start - day).days + [number] * (end - start).days
        day = end
    return pl.Series(numbers, dtype=pl.Int32)
