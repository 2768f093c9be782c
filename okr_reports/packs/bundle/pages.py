"""The page model of a bundle: what its tables and sentences say, ready to print. Places are the template's."""

from dataclasses import dataclass

from okr_reports.packs.appendix import Fact
from okr_reports.packs.bundle.pictures import EvidenceStrip, Key, Responsibility, Verdicts
from okr_reports.packs.numbers import Figure
from okr_reports.packs.pages import Furniture, Says
from okr_reports.packs.pictures import Spark


@dataclass(frozen=True)
class MissingRow:
    """What is not there, and whose job it is."""

    what: str
    whose: str


@dataclass(frozen=True)
class Cover:
    """The first lines: who, when, by what policy, for whom; and what nobody may miss. `timeline` may be absent."""

    kicker: str
    title: str
    bookmark: str
    sub: str
    employee: tuple[Fact, ...]
    evidence: tuple[Fact, ...]
    calls: tuple[Says, ...]
    missing: tuple[MissingRow, ...]
    timeline_title: str
    timeline: Responsibility | None


@dataclass(frozen=True)
class KpiLine:
    """A KPI's row. `kra`, `kra_weight`: on the first row of each area only. `met`: `3 / 4 / 6`. `notes` stand below."""

    kra: str
    kra_weight: str
    name: str
    source: str
    whose: str
    remark: str
    weight: str
    target: Figure
    value: Figure
    spark: Spark | None
    verdicts: Verdicts | None
    met: str
    counterweight: str
    notes: tuple[Says, ...]


@dataclass(frozen=True)
class KraPart:
    """An area of responsibility: its KPIs, and its achievement with what it covers."""

    lines: tuple[KpiLine, ...]
    achievement_label: str
    achievement: str


@dataclass(frozen=True)
class SegmentPart:
    """The table of one segment. `empty`: what stands instead where nothing can be shown."""

    title: str
    caption: str
    label: str
    value_head: str
    spark_head: str
    kras: tuple[KraPart, ...]
    weight: str
    sum_label: str
    sum: str
    arithmetic: tuple[str, ...]
    empty: str


@dataclass(frozen=True)
class ChangeLine:
    """A later change of something that pays."""

    what: str
    change: str
    seen: str
    by: str
    why: Says


@dataclass(frozen=True)
class Changes:
    """What was changed after the cycle's first run, and the achievement with and without it."""

    title: str
    effect: str
    rows: tuple[ChangeLine, ...]


@dataclass(frozen=True)
class Results:
    """Section 1. `together`: the overall figure with its arithmetic; `measured`: whose values stand behind it."""

    segments: tuple[SegmentPart, ...]
    overall_label: str
    overall: str
    together: str
    measured: str
    key: Key
    changes: Changes | None
    empty: str


@dataclass(frozen=True)
class CompetencyLine:
    """A competency as its rater put it."""

    name: str
    expected: str
    shown: str
    words: str
    rater: str
    rated_on: str


@dataclass(frozen=True)
class Competencies:
    """Section 2."""

    sub: str
    rows: tuple[CompetencyLine, ...]
    empty: str


@dataclass(frozen=True)
class ContributionLine:
    """What somebody said of the work on an objective; `records`: the numbers of the records behind it."""

    cycle: str
    objective: str
    by: str
    took_on: str
    moved: str
    learned: str
    collaboration: str
    records: str


@dataclass(frozen=True)
class Contributions:
    """Section 3."""

    sub: str
    rows: tuple[ContributionLine, ...]
    empty: str


@dataclass(frozen=True)
class RecordLine:
    """One record of evidence. `month` on the first row of each month only; `is_gap`: a month without records."""

    month: str
    number: str
    day: str
    source: str
    author: str
    text: str
    is_gap: bool
    is_last_of_month: bool


@dataclass(frozen=True)
class Evidence:
    """Section 4."""

    title: str
    strip: EvidenceStrip
    caption: str
    rows: tuple[RecordLine, ...]


@dataclass(frozen=True)
class NoteLine:
    """A shared note with its author and day."""

    text: str
    by: str


@dataclass(frozen=True)
class Notes:
    """Section 5. `kept_out`: how many notes stayed out, and why."""

    title: str
    rows: tuple[NoteLine, ...]
    empty: str
    kept_out: str


@dataclass(frozen=True)
class CommentLine:
    """What the employee says about what, and how far it has come."""

    day: str
    about: str
    text: str
    status: Says


@dataclass(frozen=True)
class Comments:
    """Section 6: corrections before comments, with room to write."""

    title: str
    rows: tuple[CommentLine, ...]
    note: str


@dataclass(frozen=True)
class SourceLine:
    """Where the number [n] comes from."""

    number: str
    name: str
    extracts: str
    snapshots: str
    filter: str
    rows: str
    definition: str


@dataclass(frozen=True)
class Sources:
    """Section 7. `findings`: what a reader must see of these data, by code."""

    caption: str
    rows: tuple[SourceLine, ...]
    empty: str
    findings: tuple[Says, ...]


@dataclass(frozen=True)
class Signature:
    """Who signs."""

    label: str


@dataclass(frozen=True)
class Acknowledgement:
    """Section 9."""

    statement: str
    signatures: tuple[Signature, ...]
    close: str


@dataclass(frozen=True)
class BundlePack:
    """One employee's document."""

    furniture: Furniture
    cover: Cover
    results: Results
    competencies: Competencies
    contributions: Contributions
    evidence: Evidence
    notes: Notes
    comments: Comments
    sources: Sources
    method: tuple[Says, ...]
    acknowledgement: Acknowledgement
