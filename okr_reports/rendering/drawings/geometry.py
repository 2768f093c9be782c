"""Where things stand in a picture: numbers to heights, gaps in lines, steps of targets, labels kept apart."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate, pairwise, takewhile

from okr_reports.packs.pictures import Zone
from okr_reports.rendering.drawings.letters import sign_width

Point = tuple[float, float]
_LEAST_GAP = 4.0


@dataclass(frozen=True)
class Plot:
    """Maps numbers between `low` and `high` to heights (`top` is high), and positions 0..count-1 to left..right."""

    low: float
    high: float
    count: int
    left: float
    right: float
    top: float
    bottom: float

    def x(self, position: float) -> float:
        """The place of a point in its row; a single point stands at the right end, where "now" is."""
        return self.right if self.count < 2 else self.left + (self.right - self.left) * position / (self.count - 1)

    def y(self, number: float) -> float:
        """The height of a number; equal ends put everything in the middle. Halved first, so that nothing overflows."""
        span = self.high / 2 - self.low / 2
        share = (number / 2 - self.low / 2) / span if span > 0 else 0.5
        return self.bottom - (self.bottom - self.top) * min(max(share, 0.0), 1.0)


def known(numbers: Sequence[float | None]) -> list[float | None]:
    """The numbers with everything that is none (also NaN and infinity) as None."""
    return [number if number is not None and math.isfinite(number) else None for number in numbers]


def ends(*rows: Sequence[float | None]) -> tuple[float, float]:
    """The smallest and greatest number of all rows; 0 and 1 when there is none."""
    numbers = [number for row in rows for number in known(row) if number is not None]
    return (min(numbers), max(numbers)) if numbers else (0.0, 1.0)


def target_rows(targets: Sequence[Zone | None]) -> list[list[float | None]]:
    """The target lines of a row of points: the lower edges and the upper ones, a line without any edge left out."""
    lows = [target.low if target else None for target in targets]
    highs = [target.high if target else None for target in targets]
    rows = [lows] if lows == highs else [lows, highs]
    return [row for row in rows if any(edge is not None for edge in row)]


def runs(numbers: Sequence[float | None], plot: Plot) -> list[list[Point]]:
    """The points of a row, cut where a number is missing."""
    found: list[list[Point]] = [[]]
    for position, number in enumerate(known(numbers)):
        if number is None:
            found.append([])
        else:
            found[-1].append((plot.x(position), plot.y(number)))
    return [run for run in found if run]


def steps(numbers: Sequence[float | None], plot: Plot, *, overhang: float = 0.0) -> list[list[Point]]:
    """A line of levels: flat around each point, stepping halfway between two; `overhang` beyond the row's ends."""
    found: list[list[Point]] = [[]]
    last = len(numbers) - 1
    for position, number in enumerate(known(numbers)):
        if number is None:
            found.append([])
            continue
        start = plot.left - overhang if position == 0 else plot.x(position - 0.5)
        end = plot.right + overhang if position == last else plot.x(position + 0.5)
        level = plot.y(number)
        run = found[-1]
        if run and run[-1][1] == level:
            run[-1] = (end, level)
        else:
            run += [(start, level), (end, level)]
    return [run for run in found if run]


def kept_apart(heights: Sequence[float], *, gap: float, top: float, bottom: float) -> list[float]:
    """New heights in the same order, at least `gap` apart and within top..bottom, moved as little as possible.

    Too many for the room: they share it evenly.
    """
    order = sorted(range(len(heights)), key=lambda index: heights[index])
    gap = min(gap, (bottom - top) / max(len(heights) - 1, 1))

    def start(group: Sequence[float]) -> float:
        """The first height of a group of labels set around their common middle, inside the frame."""
        length = gap * (len(group) - 1)
        return min(max(sum(group) / len(group) - length / 2, top), bottom - length)

    groups: list[list[float]] = []
    for index in order:
        groups.append([heights[index]])
        while len(groups) > 1 and start(groups[-2]) + gap * len(groups[-2]) > start(groups[-1]):
            groups[-2:] = [groups[-2] + groups[-1]]
    placed = [start(group) + gap * number for group in groups for number in range(len(group))]
    moved = dict(zip(order, placed, strict=True))
    return [moved[index] for index in range(len(heights))]


def text_width(text: str, size: float) -> float:
    """How wide a text is set in our face, rather too much than too little."""
    return size * sum(sign_width(sign) for sign in text)


def fitted(text: str, size: float, *, room: float) -> str:
    """The text as far as there is room for it, with an ellipsis where it is cut."""
    widths = accumulate(sign_width(sign) * size for sign in text)
    ends = list(takewhile(lambda end: end <= room, widths))
    if len(ends) == len(text):
        return text
    kept = sum(end <= room - sign_width("…") * size for end in ends)
    return text[:kept].rstrip() + "…"


def without_collisions(places: Sequence[float], widths: Sequence[float]) -> list[int]:
    """Which of the centred labels to print: the first, the last, and as many evenly between as have room.

    `places` rise. Where no even step fits well, every n-th is counted from the last.
    """
    spans = [(place - width / 2, place + width / 2) for place, width in zip(places, widths, strict=True)]
    last = len(spans) - 1
    if last < 1:
        return list(range(len(spans)))
    fitting = (chosen for step in range(1, last + 1) if _are_apart(chosen := _every(step, spans), spans))
    even = (
        chosen for step in range(1, last + 1) if last % step == 0 and _are_apart(chosen := _every(step, spans), spans)
    )
    loose, regular = next(fitting, [last]), next(even, [last])
    return regular if 2 * len(regular) >= len(loose) else loose


def _every(step: int, spans: Sequence[tuple[float, float]]) -> list[int]:
    """The first, and every so many counted from the last; those that touch the first are left out."""
    counted = range(len(spans) - 1, 0, -step)
    return [0, *(index for index in reversed(counted) if index == len(spans) - 1 or _are_apart([0, index], spans))]


def _are_apart(chosen: Sequence[int], spans: Sequence[tuple[float, float]]) -> bool:
    return all(spans[after][0] - spans[before][1] >= _LEAST_GAP for before, after in pairwise(chosen))
