"""What the pictures show: numbers, scales and the one sentence that replaces each. How they are drawn: rendering."""

from dataclasses import dataclass
from enum import StrEnum


class EndMark(StrEnum):
    """The mark on the last point: an ordinary one, or a special cause (rules §4)."""

    DOT = "dot"
    CONCERN = "concern"
    IMPROVEMENT = "improvement"


@dataclass(frozen=True)
class Zone:
    """Where a target is met: from `low` up, up to `high`, or between both. An empty end is open."""

    low: float | None = None
    high: float | None = None

    @property
    def edges(self) -> tuple[float, ...]:
        """The values at which a target line is drawn."""
        return tuple(edge for edge in (self.low, self.high) if edge is not None)


@dataclass(frozen=True)
class Spark:
    """The last periods, oldest first, on their own scale. `target` is the one in force at the end.

    `targets`, when not empty, holds each period's own, so that a change shows as a step.
    """

    values: tuple[float | None, ...]
    target: Zone | None
    sentence: str
    end: EndMark = EndMark.DOT
    targets: tuple[Zone | None, ...] = ()


@dataclass(frozen=True)
class Bullet:
    """One value against one target, on a scale with a stated start. `no_value` is printed when there is none."""

    value: float | None
    target: Zone
    scale_from: float
    scale_to: float
    sentence: str
    no_value: str = "no value"


@dataclass(frozen=True)
class Tick:
    """A label on an axis."""

    at: float
    text: str


@dataclass(frozen=True)
class TrendPoint:
    """One period of a trend chart: its label (empty: not printed), its value, the target it is judged by."""

    label: str
    value: float | None
    target: Zone | None


@dataclass(frozen=True)
class TrendChart:
    """A KPI over time with its target line, labels at the line's end. `ticks` are in the value's unit, lowest first.

    The scale runs from the first to the last tick. `end_label` names the last value, `target_label` the target in
    force; an empty label is not printed.
    """

    points: tuple[TrendPoint, ...]
    ticks: tuple[Tick, ...]
    end_label: str
    target_label: str
    sentence: str
    height: int = 216


class GridMark(StrEnum):
    """Whether a month has its value."""

    VALUE = "value"
    NOT_DUE = "not_due"
    MISSING = "missing"


@dataclass(frozen=True)
class GridRow:
    """One line of a grid: a name and a mark per month: value, not due, or missing."""

    name: str
    marks: tuple[GridMark, ...]


@dataclass(frozen=True)
class Grid:
    """Which months have a value. `columns` are the months' labels, one letter or two each."""

    columns: tuple[str, ...]
    rows: tuple[GridRow, ...]
    sentence: str
