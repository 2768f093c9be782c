"""Rows numbered by the interval of days they fall in, however many intervals overlap."""

from collections.abc import Iterable, Sequence
from datetime import date

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
    """One frame per tiling: its rows in their order, with INTERVAL, the number of the interval of `period_on`."""
    return [_numbered(rows, intervals, tiling=tiling) for tiling in tilings(intervals)]


def _numbered(rows: pl.DataFrame, intervals: Sequence[Interval], *, tiling: list[int]) -> pl.DataFrame:
    first, end = intervals[tiling[0]][0], max(intervals[number][1] for number in tiling)
    inside = rows.filter(pl.col(ROW_DAY).is_between(first, end, closed="left"))
    if len(tiling) == 1:
        return inside.with_columns(pl.lit(tiling[0], dtype=pl.Int32).alias(INTERVAL))
    place = inside[ROW_DAY].to_physical() - (first - _DAY_ZERO).days
    found = _interval_of_each_day(intervals, tiling).gather(place)
    numbered = inside.with_columns(found.alias(INTERVAL)).filter(found.is_not_null())
    if not numbered[INTERVAL].is_sorted():
        return numbered
    # Rows come month by month, so the groups of most tilings are runs of rows: told so, Polars takes half the time.
    return numbered.with_columns(pl.col(INTERVAL).set_sorted())


def _interval_of_each_day(intervals: Sequence[Interval], tiling: list[int]) -> pl.Series:
    numbers: list[int | None] = []
    day = intervals[tiling[0]][0]
    for number in tiling:
        start, end = intervals[number]
        numbers += [None] * (start - day).days + [number] * (end - start).days
        day = end
    return pl.Series(numbers, dtype=pl.Int32)
