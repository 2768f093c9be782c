"""Scales with round ends and steps for the pictures, so that their sentences can state them."""

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

_STEPS = (1.0, 2.0, 5.0, 10.0)
# Below this share of the scale a difference between value and target cannot be seen in a picture of 72 units.
_VISIBLE_SHARE = 0.05


@dataclass(frozen=True)
class Scale:
    """A stretch of numbers from `low` to `high`, `low` < `high`, divided by `step`."""

    low: float
    high: float
    step: float

    @property
    def ticks(self) -> tuple[float, ...]:
        """The numbers from low to high, one step apart, without the dust of float additions."""
        count = round((self.high - self.low) / self.step)
        return tuple(_clean(self.low + number * self.step, self.step) for number in range(count + 1))

    def share(self, number: float) -> float:
        """How far `number` stands from low (0) to high (1); numbers outside stand at the nearest end."""
        return min(max((number - self.low) / (self.high - self.low), 0.0), 1.0)


def nice_scale(low: float, high: float, *, intervals: int = 5) -> Scale:
    """The tightest scale with a round step that holds low..high in about `intervals` steps; both must be finite."""
    low, high = _spread(min(low, high), max(low, high))
    step = _round_step((high / intervals) - (low / intervals))
    return Scale(
        _clean(math.floor(low / step + 1e-9) * step, step), _clean(math.ceil(high / step - 1e-9) * step, step), step
    )


def line_scale(numbers: Iterable[float | None], *, intervals: int = 4) -> Scale:
    """A scale for a line chart over these numbers, empty ones left out; it need not start at 0."""
    known = [number for number in numbers if number is not None and math.isfinite(number)]
    return nice_scale(min(known, default=0.0), max(known, default=1.0), intervals=intervals)


def bullet_scale(value: float | None, targets: Sequence[float], *, unit: str = "") -> Scale:
    """A scale for a value against its bounds: from 0 where the difference can be seen, else close around the bounds.

    Percentages up to 100 never run past 100.
    """
    numbers = [number for number in (value, *targets) if number is not None and math.isfinite(number)]
    low, high = min(numbers, default=0.0), max(numbers, default=1.0)
    # A target at the very end of the scale would leave no room to show where it is met.
    room = 1.2 if high in targets and high > 0 else 1.0
    # Nothing but zeros: no incident of none allowed has no room below it.
    top = max(high * room, 0.0) or (1.0 if low >= 0 else 0.0)
    full = nice_scale(min(low, 0.0), top)
    gaps = [abs(value - target) for target in targets] if value is not None else []
    gap = min((gap for gap in gaps if gap > 0), default=0.0)
    scale = full
    if gap and gap < _VISIBLE_SHARE * (full.high - full.low) and low > 0:
        scale = nice_scale(max(low - 4 * gap, 0.0), high + 4 * gap)
    return _capped(scale) if unit == "%" and high <= 100.0 else scale


def _capped(scale: Scale) -> Scale:
    return nice_scale(scale.low, 100.0) if scale.high > 100.0 else scale


def _spread(low: float, high: float) -> tuple[float, float]:
    """Equal numbers get room on both sides, or up to 0 for one of them."""
    if high - low > abs(high) * 1e-9:
        return low, high
    room = abs(high) * 0.1 or 1.0
    return low - room, high + room


def _round_step(rough: float) -> float:
    power = 10.0 ** math.floor(math.log10(rough))
    return next(step for step in _STEPS if step * power >= rough * (1 - 1e-9)) * power


def _clean(number: float, step: float) -> float:
    digits = max(0, 2 - math.floor(math.log10(step)))
    return round(number, digits) + 0.0
