"""The page model of a KPI review: what its tables and sentences say, ready to print. Places are the template's."""

from dataclasses import dataclass

from okr_reports.packs.heads import Heads
from okr_reports.packs.numbers import Figure
from okr_reports.packs.pictures import Bullet, PercentileStrip, Spark, TrendChart, XmrChart
from okr_reports.words import Health


@dataclass(frozen=True)
class Status:
    """A verdict: its word, and the class of the shape drawn beside it (off, risk, ok, unk)."""

    word: str
    mark: str


STATUSES = {
    Health.OFF_TARGET: Status("Off target", "off"),
    Health.AT_RISK: Status("At risk", "risk"),
    Health.HEALTHY: Status("Healthy", "ok"),
    Health.UNKNOWN: Status("Unknown", "unk"),
}


@dataclass(frozen=True)
class Furniture:
    """What is repeated on every page, and what names the document."""

    document_title: str
    description: str
    language: str
    head_left: str
    head_right: str
    foot_left: str
    generator: str
    created: str


@dataclass(frozen=True)
class Count:
    """One of the four counts, with last month's in words."""

    status: Status
    number: str
    was: str


@dataclass(frozen=True)
class Says:
    """A short sentence with its first words in bold."""

    strong: str = ""
    rest: str = ""


@dataclass(frozen=True)
class ExceptionRow:
    """A KPI that needs a look: where it stands (`note`: since when), against what, and how it moved.

    `look`: the class of its variation (concern, improvement, …), empty when nothing can be said. `below`: in which
    departments it is off target, and that its data stop before the month's end. `is_brief`: one line without pictures.
    """

    status: Status
    note: str
    name: str
    remark: str
    now: Figure
    previous: Figure
    target: Figure
    bullet: Bullet | None
    spark: Spark | None
    look: str
    says: Says
    below: str
    is_brief: bool = False


@dataclass(frozen=True)
class Exceptions:
    """The exceptions table; `now_head` and `previous_head` are short months, the `_label`s the same in full.

    `note`: further KPIs that are stale and nothing else.
    """

    caption: str
    now_head: str
    previous_head: str
    now_label: str
    previous_label: str
    rows: tuple[ExceptionRow, ...]
    note: str


@dataclass(frozen=True)
class ActionRow:
    """One action, or the lack of one (`is_missing`). `group` is printed on the first row of each group only.

    `about`: the KPIs behind a lack that many share, in place of `kpi`.
    """

    group: str
    owner: str
    text: str
    kpi: str
    due: str
    state: Says
    is_missing: bool
    is_last_of_group: bool
    about: str = ""


@dataclass(frozen=True)
class Actions:
    """The actions table."""

    state_head: str
    rows: tuple[ActionRow, ...]


@dataclass(frozen=True)
class Decision:
    """What somebody has to decide: about what, the question, and who."""

    subject: str
    text: str
    who: str


@dataclass(frozen=True)
class MonthPage:
    """The month on a page. Empty tables are left out."""

    kicker: str
    title: str
    sub: str
    note: str
    counts: tuple[Count, ...]
    counts_note: str
    exceptions: Exceptions | None
    steady: str
    actions: Actions | None
    decisions: tuple[Decision, ...]
    decisions_note: str
    commentary: str


@dataclass(frozen=True)
class SignalCell:
    """The last movement in words: its variation (none: `note` says why), since when, and the assurance below it."""

    variation: Status | None
    note: str
    assurance: Status | None
    is_trial: bool


@dataclass(frozen=True)
class KpiRow:
    """One KPI in a department's table. `remark`: owner, period where it is not the month, sub-periods met."""

    name: str
    remark: str
    status: Status
    now: Figure
    n: str
    previous: Figure
    last_year: Figure
    target: Figure
    spark: Spark | None
    signal: SignalCell


@dataclass(frozen=True)
class KpiGroup:
    """Rows that belong together: an outcome, what drives it, what must not suffer."""

    title: str
    rows: tuple[KpiRow, ...]


@dataclass(frozen=True)
class KpiTable:
    """A table of KPIs with the heads of its value columns. Without `has_last_year` no row knows the year before."""

    title: str
    label: str
    heads: Heads
    groups: tuple[KpiGroup, ...]
    has_last_year: bool = True


@dataclass(frozen=True)
class ChartFigure:
    """A chart with its finding above and its reading below: one of the three pictures."""

    kpi_id: str
    title: str
    caption: str
    trend: TrendChart | None = None
    xmr: XmrChart | None = None
    strip: PercentileStrip | None = None


@dataclass(frozen=True)
class ChartNote:
    """A numbered note that hangs on a chart of the page: when, about what, and its text as typed."""

    number: int
    day: str
    text: str


@dataclass(frozen=True)
class DepartmentPage:
    """One department's page, or the company-wide one (`department_id` empty). Short ones may share a page.

    `notes` hang on the charts; `notes_note` says how many more there are. `has_one_owner`: named in `sub`, not in rows.
    """

    department_id: str | None
    name: str
    title: str
    starts_page: bool
    sub: str
    note: str
    tables: tuple[KpiTable, ...]
    charts: tuple[ChartFigure, ...]
    notes: tuple[ChartNote, ...]
    notes_note: str
    remarks: tuple[Says, ...]
    has_one_owner: bool = False
