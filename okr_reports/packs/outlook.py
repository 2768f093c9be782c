"""The page model of what comes next: candidates, recoveries, proposed targets; who answers for what; the checklist."""

from dataclasses import dataclass

from okr_reports.packs.numbers import Figure
from okr_reports.packs.pages import Says
from okr_reports.packs.pictures import Spark


@dataclass(frozen=True)
class CandidateRow:
    """A KPI that should become a goal: `goal` is the proposed wording, `why` by which rule it is here."""

    name: str
    remark: str
    value: Figure
    period: str
    target: Figure
    spark: Spark | None
    goal: str
    why: str
    counterweight: Says


@dataclass(frozen=True)
class RecoveredRow:
    """A KPI that meets its target again, and what was done for it."""

    name: str
    remark: str
    previous: Figure
    now: Figure
    target: Figure
    spark: Spark | None
    done: Says


@dataclass(frozen=True)
class ProposalRow:
    """A target that a KPI's own history proposes, at two levels."""

    name: str
    remark: str
    now: Figure
    values: str
    median: Figure
    best_quartile: Figure


@dataclass(frozen=True)
class OutlookPage:
    """What may become the next cycle's goals, and what recovered. Empty parts are left out."""

    title: str
    lede: str
    candidates: tuple[CandidateRow, ...]
    previous_head: str
    now_head: str
    recovered: tuple[RecoveredRow, ...]
    recovered_note: str
    proposals: tuple[ProposalRow, ...]
    proposals_note: str


@dataclass(frozen=True)
class ResponsibleRow:
    """One owner: for what, what of it misses, and where its actions stand."""

    who: str
    remark: str
    kpis: str
    missed: str
    actions: Says


@dataclass(frozen=True)
class Check:
    """One point of the checklist: a word, bold where it is a lack."""

    label: str
    word: str
    is_lacking: bool


@dataclass(frozen=True)
class ChecklistRow:
    """One KPI and its points, in the order of the heads."""

    name: str
    checks: tuple[Check, ...]


@dataclass(frozen=True)
class ResponsibilityPage:
    """Who answers for what, and what each KPI lacks. KPIs that lack nothing are only counted in `complete`."""

    title: str
    sub: str
    responsible: tuple[ResponsibleRow, ...]
    checklist_title: str
    complete: str
    heads: tuple[str, ...]
    checklist: tuple[ChecklistRow, ...]
    checklist_note: str
