"""The page model of what a retro reads from its cycle: alignment, calibration, advice, appendix, provenance."""

from dataclasses import dataclass

from okr_reports.packs.appendix import Fact, NoticeRow, QuarantinedRow
from okr_reports.packs.goal_pictures import DotPlot
from okr_reports.packs.numbers import Figure
from okr_reports.packs.pages import Says, Status


@dataclass(frozen=True)
class AlignmentCell:
    """How a group takes part in a company key result: `look` drives or supports, or nothing."""

    text: str
    look: str
    label: str


@dataclass(frozen=True)
class AlignmentRow:
    """One group across the company's key results."""

    name: str
    cells: tuple[AlignmentCell, ...]


@dataclass(frozen=True)
class AlignmentHead:
    """A company key result as a column: its label and its name below."""

    label: str
    name: str


@dataclass(frozen=True)
class AlignmentTable:
    """As many company key results as have room side by side; `coverage` is the last row. `is_kept`: on one page."""

    is_kept: bool
    heads: tuple[AlignmentHead, ...]
    widths: tuple[float, ...]
    rows: tuple[AlignmentRow, ...]
    coverage: tuple[AlignmentCell, ...]


@dataclass(frozen=True)
class GapPart:
    """One kind of thing that does not fit together, and where."""

    title: str
    text: str


@dataclass(frozen=True)
class AlignmentPage:
    """Who drives what, and what does not fit together."""

    title: str
    sub: str
    tables: tuple[AlignmentTable, ...]
    gaps: tuple[GapPart, ...]


@dataclass(frozen=True)
class CalibrationGroup:
    """The mean score of one group against the zone."""

    name: str
    n: str
    mean: str
    verdict: str


@dataclass(frozen=True)
class MidCycleRow:
    """What was said by the middle of the cycle beside what came of it."""

    name: str
    said: Status
    score: str
    grade: Status


@dataclass(frozen=True)
class CalibrationPage:
    """Whether targets are set as the profile means them, over cycles."""

    title: str
    lede: str
    plot: DotPlot | None
    note: str
    groups: tuple[CalibrationGroup, ...]
    too_few: str
    mid_cycle: tuple[MidCycleRow, ...]
    mid_cycle_says: str


@dataclass(frozen=True)
class AdviceRow:
    """Advice on how a goal is written: what, why, and what to write instead."""

    name: str
    code: str
    says: str
    rewrite: str


@dataclass(frozen=True)
class LedgerRow:
    """A key result on a KPI followed over cycles."""

    name: str
    cycle: str
    degraded: str
    result: str
    standard: str
    held: str


@dataclass(frozen=True)
class AdvicePage:
    """What the lint found about how goals are written."""

    title: str
    sub: str
    rows: tuple[AdviceRow, ...]


@dataclass(frozen=True)
class TouchedKpi:
    """A KPI as the cycle's last month shows it, and the key results that stand on it."""

    name: str
    period: str
    value: Figure
    target: Figure
    status: Status
    touched_by: str


@dataclass(frozen=True)
class JudgedRow:
    """A goal that two profiles judge differently."""

    name: str
    score: str
    first: Status
    second: Status


@dataclass(frozen=True)
class ProgrammeRow:
    """Whether working with goals pays: one measure with its n."""

    name: str
    period: str
    value: Figure
    n: str


@dataclass(frozen=True)
class AppendixPage:
    """Behind the retro; a part may have no rows. `is_kept`: the KPIs stand on one page."""

    kpis: tuple[TouchedKpi, ...]
    is_kept: bool
    ledger: tuple[LedgerRow, ...]
    ledger_note: str
    judged: tuple[JudgedRow, ...]
    programme: tuple[ProgrammeRow, ...]


@dataclass(frozen=True)
class ExtractLine:
    """An extract behind the cycle: its rows in it, what could not be read, how far it reaches, its last snapshot."""

    extract: str
    feeds: str
    rows: str
    rejected: str
    reaches: Says
    snapshot: str


@dataclass(frozen=True)
class QualityPage:
    """How complete and clean the data of the cycle are. `late`: what counted though it came after the cycle's end."""

    title: str
    sub: str
    extracts: tuple[ExtractLine, ...]
    late: str
    quarantined: tuple[QuarantinedRow, ...]
    quarantined_note: str
    notices: tuple[NoticeRow, ...]
    notices_note: str


@dataclass(frozen=True)
class ProvenancePage:
    """How the numbers are made, under which policy, and from what."""

    method: tuple[Says, ...]
    policy: tuple[Fact, ...]
    pack: tuple[Fact, ...]
