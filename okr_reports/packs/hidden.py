"""What leaves before any page is made: confidential values, values about too few people, and what would tell those."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from okr_reports.packs.numbers import NumberStyle
from okr_reports.packs.signals import Signal
from okr_reports.packs.standings import Comparison, Reading, Standing
from okr_reports.periods import Period
from okr_reports.words import Health, Reason, Visibility


def hidden(standings: Sequence[Standing], limit: int) -> list[Standing]:
    """One KPI's standings, the company's and its departments', without what must not be seen.

    Of a KPI about people, in every period for itself: values about fewer than `limit`, a department's also when nobody
    knows about how many; where all hidden departments together are fewer, the next smallest one as well, or the total
    would tell them; and a longer period's value from which an earlier one could be subtracted.
    """
    if standings[0].kpi.visibility is Visibility.CONFIDENTIAL:
        return [_without_values(standing, Reason.CONFIDENTIAL) for standing in standings]
    if standings[0].kpi.about != "people":
        return list(standings)
    few = _few_of(standings, limit)
    return [_shown_of_many(standing, few[place]) for place, standing in enumerate(standings)]


@dataclass(frozen=True)
class _Cell:
    """A value of one period. `n` people; None: not known."""

    n: int | None
    has_value: bool

    @classmethod
    def of(cls, said: Comparison | Reading) -> "_Cell":
        """Different people where a column names them, else as many as rows."""
        return cls(said.n if said.people_count is None else said.people_count, said.value is not None)


_Few = list[set[Period]]


def _few_of(standings: Sequence[Standing], limit: int) -> _Few:
    """For each standing the periods of which it may show nothing."""
    own = [_own_cells(standing) for standing in standings]
    few = _hidden_periods(standings, own, limit=limit, told=[set() for _ in standings])
    longer = [_longer_cells(standing) for standing in standings]
    told = [_told_by_the_rest(longer[place], own[place], few=few[place], limit=limit) for place in range(len(few))]
    further = _hidden_periods(standings, longer, limit=limit, told=told)
    return [first | second for first, second in zip(few, further, strict=True)]


def _own_cells(standing: Standing) -> dict[Period, _Cell]:
    compared = [c for c in (standing.previous, standing.last_year) if c.period is not None]
    cells = {c.period: _Cell.of(c) for c in compared if c.period is not None}
    return cells | {r.period: _Cell.of(r) for r in (*standing.history, standing.now)}


def _longer_cells(standing: Standing) -> dict[Period, _Cell]:
    return {r.period: _Cell.of(r) for r in standing.longer.values()}


def _hidden_periods(standings: Sequence[Standing], cells: list[dict[Period, _Cell]], *, limit: int, told: _Few) -> _Few:
    few: _Few = [set() for _ in standings]
    for period in sorted({period for own in cells for period in own}):
        here = {place: own[period] for place, own in enumerate(cells) if period in own}
        is_told = {place for place in here if period in told[place]}
        few_here = {place for place, cell in here.items() if _is_few(cell, limit, is_part=standings[place].is_part)}
        parts = {place: cell for place, cell in here.items() if standings[place].is_part}
        for place in is_told | few_here | _next_smallest(parts, few=few_here, told=is_told, limit=limit):
            few[place].add(period)
    return few


def _is_few(cell: _Cell, limit: int, *, is_part: bool) -> bool:
    return cell.n < limit if cell.n is not None else is_part and cell.has_value


def _next_smallest(parts: Mapping[int, _Cell], *, few: set[int], told: set[int], limit: int) -> set[int]:
    """The smallest department still seen, where those hidden are together too few to hide behind each other."""
    out = parts.keys() & (few | told)
    seen = [place for place, cell in parts.items() if place not in out and cell.has_value]
    if not out or not seen or sum(parts[place].n or 0 for place in out - told) >= limit:
        return set()
    return {min(seen, key=lambda place: parts[place].n or 0)}


def _told_by_the_rest(
    longer: Mapping[Period, _Cell], own: Mapping[Period, _Cell], *, few: set[Period], limit: int
) -> set[Period]:
    """Longer periods in which so few people are hidden that the other periods in it would tell their value."""
    told: set[Period] = set()
    for period in longer:
        people = [own[part].n or 0 for part in few if period.start <= part.start and part.end <= period.end]
        if people and 0 < sum(people) < limit:
            told.add(period)
    return told


def _shown_of_many(standing: Standing, few: set[Period]) -> Standing:
    if standing.now.period in few:
        return _without_values(standing, Reason.SMALL_N)
    return replace(
        standing,
        previous=_comparison_of_many(standing.previous, few),
        last_year=_comparison_of_many(standing.last_year, few),
        history=tuple(_reading_of_many(reading, few) for reading in standing.history),
        longer={grain: _reading_of_many(reading, few) for grain, reading in standing.longer.items()},
        signal=_signal_of_many(standing, few),
    )


def _without_values(standing: Standing, reason: Reason) -> Standing:
    blank = Reading(standing.now.period, reason=reason)
    return replace(
        standing,
        now=blank,
        health=Health.UNKNOWN,
        reason=reason,
        is_judged=False,
        met_count=None,
        judged_count=None,
        previous=Comparison(standing.previous.period, reason=reason),
        last_year=Comparison(standing.last_year.period, reason=reason),
        style=NumberStyle(standing.style.locale),
        history=(),
        longer={},
        signal=None,
    )


def _signal_of_many(standing: Standing, few: set[Period]) -> Signal | None:
    """No signal when a value behind it is hidden: from the centre and the other points it could be told."""
    signal = standing.signal
    return None if signal is None or any(point.period in few for point in signal.points) else signal


def _comparison_of_many(comparison: Comparison, few: set[Period]) -> Comparison:
    return Comparison(comparison.period, reason=Reason.SMALL_N) if comparison.period in few else comparison


def _reading_of_many(reading: Reading, few: set[Period]) -> Reading:
    return Reading(reading.period, reason=Reason.SMALL_N) if reading.period in few else reading
