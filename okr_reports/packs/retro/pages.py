"""The page model of a retro: what its tables and sentences say, ready to print. Places are the template's."""

from dataclasses import dataclass

from okr_reports.packs.goal_pictures import ConfidenceStrip, Track, Trajectory
from okr_reports.packs.numbers import Figure
from okr_reports.packs.pages import ChartNote, Says, Status
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
class MidCycleCell:
    """One key result: what its owner said by the middle of the cycle, and what came of it."""

    label: str
    said: Status
    score: str
    grade: Status


@dataclass(frozen=True)
class MidCycleTable:
    """A column per key result, `widths` of all columns in mm; `says`: how many that sounded well came out so."""

    cells: tuple[MidCycleCell, ...]
    widths: tuple[float, ...]
    says: str


@dataclass(frozen=True)
class CompanyPage:
    """The company's OKRs on one page. `note`: that the cycle has not ended; `empty`: what stands where none are.

    `mid_cycle` and `commentary` stand here where there is room for them, else on later pages. `is_short`: what follows
    begins on the same page.
    """

    kicker: str
    title: str
    sub: str
    note: str
    counts: tuple[LabelledCount, ...]
    objectives: tuple[ObjectivePart, ...]
    empty: str
    reading: tuple[str, str]
    mid_cycle: MidCycleTable | None
    commentary: str
    is_short: bool


@dataclass(frozen=True)
class Leading:
    """A leading indicator of a key result's KPI: its name, its last value, its last months."""

    name: str
    now: str
    spark: Spark


@dataclass(frozen=True)
class TrajectoryPart:
    """A key result through the cycle; `forecast` only before the cycle's end, `words` where they stand nowhere else.

    `remark`: what is still open of steps, or why the line is short.
    """

    title: str
    picture: Trajectory
    remark: str
    forecast: str
    leading: tuple[Leading, ...]
    words: str


@dataclass(frozen=True)
class TrajectoriesPage:
    """What moved and what did not. `notes` hang on the pictures; `notes_note` says how many more there are."""

    title: str
    sub: str
    parts: tuple[TrajectoryPart, ...]
    notes: tuple[ChartNote, ...]
    notes_note: str


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
    """What becomes of some key results: carried forward, retired into KPIs, closed or dropped; or new candidates.

    `lines`: the items of a long list, as many as may stand in two columns without a page's end between them.
    """

    title: str
    items: tuple[Says, ...]
    lines: tuple[tuple[Says, ...], ...] = ()


@dataclass(frozen=True)
class LearningPage:
    """What was missed and why, what was reached at a cost, and what comes next.

    `costs`: in two halves side by side, or in one list where they are many. `parts_by_two`: they stand in
    columns, `parts_across` of them; `has_room_beside` the last of them, for the note.
    """

    title: str
    sub: str
    rows: tuple[LearningRow, ...]
    costs_title: str
    costs: tuple[tuple[CostRow, ...], ...]
    costs_by_two: bool
    costs_note: str
    weak: str
    parts: tuple[NextPart, ...]
    parts_by_two: bool
    parts_across: int
    has_room_beside: bool
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
class EndedRow:
    """A key result that was stopped before its cycle's end, when, why, and how far it had come that day."""

    name: str
    ended: str
    why: Says
    score: str
    counts: str


@dataclass(frozen=True)
class DisciplinePage:
    """Check-ins held and expected, changes after the start, baselines checked, what was stopped.

    `first_seen`: since when the definitions are known to stand as they do.
    """

    title: str
    sub: str
    rows: tuple[DisciplineRow, ...]
    posts: tuple[GoalpostRow, ...]
    posts_note: str
    finding: str
    first_seen: Says
    baselines: tuple[BaselineRow, ...]
    ended: tuple[EndedRow, ...]
    ended_note: str
