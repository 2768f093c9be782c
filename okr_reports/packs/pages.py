"""The page model of a KPI review: what its tables and sentences say, ready to print. Places are the template's."""

from dataclasses import dataclass

from okr_reports.packs.heads import Heads
from okr_reports.packs.numbers import Figure
from okr_reports.packs.pictures import Bullet, Spark, TrendChart
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
    """A KPI that needs a look: where it stands, against what, since when."""

    status: Status
    name: str
    remark: str
    now: Figure
    previous: Figure
    target: Figure
    bullet: Bullet | None
    spark: Spark | None
    says: Says


@dataclass(frozen=True)
class Exceptions:
    """The exceptions table; `now_head` and `previous_head` are short months, the `_label`s the same in full."""

    caption: str
    now_head: str
    previous_head: str
    now_label: str
    previous_label: str
    rows: tuple[ExceptionRow, ...]


@dataclass(frozen=True)
class ActionRow:
    """One action, or the lack of one (`is_missing`). `group` is printed on the first row of each group only."""

    group: str
    owner: str
    text: str
    kpi: str
    due: str
    state: Says
    is_missing: bool
    is_last_of_group: bool


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
    quarter: Figure
    year_to_date: Figure


@dataclass(frozen=True)
class KpiGroup:
    """Rows that belong together: an outcome, what drives it, what must not suffer."""

    title: str
    rows: tuple[KpiRow, ...]


@dataclass(frozen=True)
class KpiTable:
    """A table of KPIs with the heads of its value columns."""

    title: str
    label: str
    heads: Heads
    groups: tuple[KpiGroup, ...]


@dataclass(frozen=True)
class TrendFigure:
    """A chart with its finding above and its reading below."""

    kpi_id: str
    title: str
    chart: TrendChart
    caption: str


@dataclass(frozen=True)
class DepartmentPage:
    """One department's page, or the company-wide one (`department_id` empty). Short ones may share a page."""

    department_id: str | None
    name: str
    title: str
    starts_page: bool
    sub: str
    note: str
    tables: tuple[KpiTable, ...]
    charts: tuple[TrendFigure, ...]
    remarks: tuple[Says, ...]
