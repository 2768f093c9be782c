"""What the pictures show: numbers, scales and the one sentence that replaces each. How they are drawn: rendering."""

from dataclasses import dataclass
from enum import StrEnum


class EndMark(StrEnum):
    """The mark on the last point: an ordinary one, or a special cause: worse, better, or neither (rules §4)."""

    DOT = "dot"
    CONCERN = "concern"
    IMPROVEMENT = "improvement"
    NEUTRAL = "neutral"


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


@dataclass(frozen=True)
class XmrPoint:
    """One period of an XmR chart. `is_signal`: it breaks a rule; `notes`: numbers of the notes that hang above it."""

    label: str
    value: float | None
    is_signal: bool = False
    notes: tuple[int, ...] = ()


@dataclass(frozen=True)
class XmrChart:
    """A KPI against its own noise: centre, limits, the target in force, and the points that are more than noise.

    `first`: the position of the first point of the series the limits are made from; points before it stand before a
    re-base. The last point's signal is drawn filled in the colour of `end`, earlier ones open. `centre`, `lower` and
    `upper` are empty when no limits can be made. The scale runs from the first to the last tick, farther where values
    or limits lie beyond; a target beyond it is an arrow at its edge. `targets`, when not empty, holds each period's
    own, so that a change shows as a step. On trial the limits are lines without a band. An empty label is not printed.
    """

    points: tuple[XmrPoint, ...]
    first: int
    centre: float | None
    lower: float | None
    upper: float | None
    target: Zone | None
    end: EndMark
    ticks: tuple[Tick, ...]
    end_label: str
    target_label: str
    centre_label: str
    upper_label: str
    lower_label: str
    sentence: str
    height: int
    targets: tuple[Zone | None, ...] = ()
    is_trial: bool = False


@dataclass(frozen=True)
class StripPoint:
    """One period of a percentile strip: the median and the ninetieth percentile."""

    label: str
    median: float | None
    p90: float | None


@dataclass(frozen=True)
class PercentileStrip:
    """Median and P90 over time where customers feel the tail: a bar from one to the other. Scale as in XmrChart."""

    points: tuple[StripPoint, ...]
    target: Zone | None
    ticks: tuple[Tick, ...]
    median_label: str
    p90_label: str
    sentence: str
    height: int
    target_label: str = ""


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
