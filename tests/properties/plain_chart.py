"""The rules of a chart once more, point by point in plain Python: what the vectorised code is held against (§4)."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from statistics import fmean

RUN = {"nhs": 7, "wheeler": 8}


@dataclass(frozen=True)
class PlainChart:
    """Values by place, `None` where there is no point; ranges that lie over a gap do not exist."""

    values: Sequence[float | None]
    rules: str = "nhs"
    screen: bool = True

    @property
    def points(self) -> list[float]:
        """What was measured."""
        return [value for value in self.values if value is not None]

    @property
    def ranges(self) -> list[float]:
        """Between neighbours, both measured; 0 between equal ones."""
        pairs = [(one, two) for one, two in pairwise(self.values) if one is not None and two is not None]
        return [0.0 if equal(one, two) else abs(two - one) for one, two in pairs]

    @cached_property
    def limits(self) -> tuple[float, float, float] | None:
        """Centre, lower and upper; none when nothing varies, or only between two values."""
        distinct: list[float] = []
        for value in self.points:
            if not any(equal(value, other) for other in distinct):
                distinct.append(value)
        if len(distinct) < 3 or not self.ranges or fmean(self.ranges) == 0:
            return None
        mean = fmean(self.ranges)
        kept = [one for one in self.ranges if not above(one, 3.267 * mean)] if self.screen else self.ranges
        reach = 2.66 * (fmean(kept) or mean)
        return fmean(self.points), fmean(self.points) - reach, fmean(self.points) + reach

    def rule_at(self, place: int) -> tuple[str, int] | None:
        """The first rule that this point breaks together with its neighbours, and +1 or -1."""
        limits, value = self.limits, self.values[place]
        if limits is None or value is None:
            return None
        _, lower, upper = limits
        side = self.side(place)
        if above(value, upper) or above(lower, value):
            return "outside_limits", side
        if self.rules == "nhs" and (trend := self.trend(place)):
            return "trend", trend
        others = [near for near in self.near(place) if self.joined(place, near)]
        if self.is_far(place) and any(self.is_far(near) == side for near in others):
            return "two_of_three", side
        return ("one_side", side) if self.same_side(place) >= RUN[self.rules] else None

    def near(self, place: int) -> list[int]:
        """Places at most two away."""
        return [one for one in range(max(0, place - 2), min(len(self.values), place + 3)) if one != place]

    def joined(self, one: int, two: int) -> bool:
        """Whether no gap lies between."""
        return all(value is not None for value in self.values[min(one, two) : max(one, two) + 1])

    def side(self, place: int) -> int:
        """+1 above the centre, -1 below, 0 on it."""
        limits, value = self.limits, self.values[place]
        if limits is None or value is None or equal(value, limits[0]):
            return 0
        return 1 if value > limits[0] else -1

    def is_far(self, place: int) -> int:
        """The side of a point beyond two thirds of the way to the limit, else 0."""
        limits, value = self.limits, self.values[place]
        if limits is None or value is None:
            return 0
        centre, lower, upper = limits
        is_far = above(value, centre + (upper - centre) * 2 / 3) or above(centre - (centre - lower) * 2 / 3, value)
        return self.side(place) if is_far else 0

    def same_side(self, place: int) -> int:
        """How many in a row around this point lie on its side."""
        return self.stretch(place, lambda one: self.side(one) != 0 and self.side(one) == self.side(place))

    def stretch(self, place: int, holds: Callable[[int], bool]) -> int:
        """How many places around this one, itself included, hold in a row."""
        if not holds(place):
            return 0
        first = last = place
        while first > 0 and holds(first - 1):
            first -= 1
        while last < len(self.values) - 1 and holds(last + 1):
            last += 1
        return last - first + 1

    def trend(self, place: int) -> int:
        """+1 or -1 when the point stands in seven rising or falling ones; of two trends the one that led to it."""
        for direction in (self.step(place), self.step(place + 1)):
            at = place if direction == self.step(place) else place + 1
            if direction and self.stretch(at, lambda one, way=direction: self.step(one) == way) >= 6:
                return direction
        return 0

    def step(self, place: int) -> int:
        """+1 up, -1 down from the place before, 0 when equal or over a gap."""
        if not 0 < place < len(self.values):
            return 0
        before, value = self.values[place - 1], self.values[place]
        if before is None or value is None or equal(before, value):
            return 0
        return 1 if value > before else -1


def equal(one: float, two: float) -> bool:
    """The equality of rules §2."""
    return abs(one - two) <= max(1e-9 * max(abs(one), abs(two)), 1e-12)


def above(one: float, two: float) -> bool:
    """Greater, and not equal."""
    return one > two and not equal(one, two)
