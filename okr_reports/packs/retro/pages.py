"""The page model of a retro: what its tables and sentences say, ready to print. Places are the template's."""

from dataclasses import dataclass

from okr_reports.packs.goal_pictures import ConfidenceStrip, Track, Trajectory
from okr_reports.packs.numbers import Figure
from okr_reports.packs.pages import Says, Status
from okr_reports.packs.pictures import Spark


@dataclass(frozen=True)
class LabelledCount:
    """One of the four figures at the top: what it counts, the number, and what is said beside it."""

    label: str
    number: str
    says: str


@dataclass(frozen=True)
class KeyResultRow:
    """A key result: from where to where it was to come, how far it came, what was said of it, what becomes of it.

    `marks`: what stands under its grade (self-assessed, silent). `words`: its owner's last sentence, with the name.
    """

    name: str
    baseline: Figure
    target: Figure
    actual: Figure
    track: Track | None
    score: Figure
    grade: Status
    marks: tuple[str, ...]
    strip: ConfidenceStrip | None
    outcome: str
    outcome_note: str
    words: str


@dataclass(frozen=True)
class ObjectivePart:
    """An objective with its key results. `caption`: ambition, owner, and the score with its arithmetic."""

    name: str
    title: str
    caption: str
    rows: tuple[KeyResultRow, ...]


@dataclass(frozen=True)
class CompanyPage:
    """The company's OKRs on one page. `note`: that the cycle has not ended; `empty`: what stands where none are."""

    kicker: str
    title: str
    sub: str
    note: str
    counts: tuple[LabelledCount, ...]
    objectives: tuple[ObjectivePart, ...]
    empty: str
    reading: tuple[str, str]


@dataclass(frozen=True)
class Leading:
    """A leading indicator of a key result's KPI: its name, its last value, its last months."""

    name: str
    now: str
    spark: Spark


@dataclass(frozen=True)
class TrajectoryPart:
    """A key result through the cycle; `forecast` only before the cycle's end, `words` where they stand nowhere else."""

    title: str
    picture: Trajectory
    forecast: str
    leading: tuple[Leading, ...]
    words: str


@dataclass(frozen=True)
class TrajectoriesPage:
    """What moved and what did not."""

    title: str
    sub: str
    parts: tuple[TrajectoryPart, ...]


@dataclass(frozen=True)
class TeamPart:
    """The OKRs of one team in the same form; `title` names the team, its objective and its score."""

    title: str
    rows: tuple[KeyResultRow, ...]


@dataclass(frozen=True)
class TeamsPage:
    """The OKRs of departments and teams."""

    title: str
    caption: str
    parts: tuple[TeamPart, ...]


@dataclass(frozen=True)
class LearningRow:
    """A key result that was missed: why, what was learned, what its owners decided. Empty texts: lines to write on."""

    name: str
    score: Figure
    cause: str
    happened: str
    learned: str
    decision: str
    decision_note: str


@dataclass(frozen=True)
class CostRow:
    """A key result that was reached, its counterweight, and what that says."""

    name: str
    counterweight: str
    change: str
    verdict: Says


@dataclass(frozen=True)
class NextPart:
    """What becomes of some key results: carried forward, retired into KPIs, closed or dropped."""

    title: str
    text: str


@dataclass(frozen=True)
class LearningPage:
    """What was missed and why, what was reached at a cost, and what comes next."""

    title: str
    sub: str
    rows: tuple[LearningRow, ...]
    costs_title: str
    costs: tuple[tuple[CostRow, ...], ...]
    costs_note: str
    weak: str
    parts: tuple[NextPart, ...]
    parts_note: str


@dataclass(frozen=True)
class DisciplineRow:
    """How a group kept its check-ins; `is_sum`: all of them."""

    name: str
    key_results: str
    held: str
    share: Figure
    longest: str
    silent: str
    confidence: str
    is_sum: bool


@dataclass(frozen=True)
class GoalpostRow:
    """A change after the start: from what to what, why, and the score with it and without it."""

    name: str
    changed: str
    change: str
    reason: Says
    score: str
    without: str
    effect: str


@dataclass(frozen=True)
class BaselineRow:
    """A printed baseline that the measured value contradicts."""

    name: str
    printed: Figure
    measured: Figure
    score: str
    without: str


@dataclass(frozen=True)
class DisciplinePage:
    """Check-ins held and expected, changes after the start, baselines checked."""

    title: str
    sub: str
    rows: tuple[DisciplineRow, ...]
    posts: tuple[GoalpostRow, ...]
    posts_note: str
    finding: str
    baselines: tuple[BaselineRow, ...]
