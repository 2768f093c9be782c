"""What the pictures of goals show: the way covered, what was said week by week, scores of many cycles, trajectories."""

from dataclasses import dataclass
from datetime import date

from okr_reports.goal_words import Confidence
from okr_reports.packs.pictures import Tick


@dataclass(frozen=True)
class Track:
    """How far a key result came from its baseline (0) to its target (1): `share` is uncapped.

    `zone`: where the mean of stretch goals should lie; none is drawn for a promise, which counts only at its target.
    """

    share: float
    zone: tuple[float, float] | None
    sentence: str


@dataclass(frozen=True)
class StripWeek:
    """One week of a strip: the word of its last check-in. Without one: silence where one was expected, else nothing."""

    confidence: Confidence | None
    is_expected: bool


@dataclass(frozen=True)
class ConfidenceStrip:
    """What the owner said of a key result week by week, oldest first."""

    weeks: tuple[StripWeek, ...]
    sentence: str


@dataclass(frozen=True)
class DotRow:
    """The scores of one cycle: a dot each, a bar at their mean; its name at the left and words at the right."""

    name: str
    scores: tuple[float, ...]
    mean: float | None
    says: str
    is_last: bool = False


@dataclass(frozen=True)
class DotPlot:
    """Scores from 0 to 1 by cycle, oldest first, and the zone their means should lie in."""

    rows: tuple[DotRow, ...]
    ticks: tuple[Tick, ...]
    zone: tuple[float, float]
    sentence: str


@dataclass(frozen=True)
class DatedValue:
    """A value on a day."""

    on: date
    value: float


@dataclass(frozen=True)
class TrajectoryLevel:
    """A height that is named at the right of a trajectory; `is_drawn`: as a line across it."""

    at: float
    label: str
    is_drawn: bool


@dataclass(frozen=True)
class Trajectory:
    """What was measured day by day from `first` to `last`, beside the plan from baseline to target and the levels.

    `said`: values of check-ins, shown and never scored. `notes`: days with the numbers of notes. `months`: the days
    that are named below. `actual_label` names the end of the measured line.
    """

    first: date
    last: date
    actual: tuple[DatedValue, ...]
    plan: tuple[DatedValue, ...]
    levels: tuple[TrajectoryLevel, ...]
    months: tuple[tuple[date, str], ...]
    actual_label: str
    sentence: str
    said: tuple[DatedValue, ...] = ()
    notes: tuple[tuple[date, int], ...] = ()
