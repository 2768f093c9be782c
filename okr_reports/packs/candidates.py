"""Which KPIs should become next cycle's goals, in which words (rules §7), and which targets history proposes (§9)."""

from dataclasses import dataclass
from typing import Any

from okr_reports.packs.drawn import spark_of
from okr_reports.packs.edition import Edition
from okr_reports.packs.listing import joined, shortened
from okr_reports.packs.numbers import NOTHING, Figure
from okr_reports.packs.outlook import CandidateRow, ProposalRow
from okr_reports.packs.pages import Says
from okr_reports.packs.standings import Standing
from okr_reports.packs.targets import TargetInForce
from okr_reports.packs.withheld import told
from okr_reports.words import CandidateReason, Operator, TargetState

LONGEST_NAME = 70


@dataclass(frozen=True)
class Candidate:
    """A KPI that should become a goal: from the last quarter's value to the target in force, or an open one."""

    standing: Standing
    why: CandidateReason
    weak_periods: tuple[str, ...]
    value: float | None
    period: str | None
    target: TargetInForce
    counterweight: Standing | None
    counterweight_id: str | None


def candidates_of(edition: Edition) -> list[Candidate]:
    """The candidates that may be told, best first."""
    known = told(edition)
    rows = edition.inputs.tables.candidates.sort("rank").iter_rows(named=True)
    return [_candidate(row, known) for row in rows if row["kpi_id"] in known]


def _candidate(row: dict[str, Any], known: dict[str, Standing]) -> Candidate:
    return Candidate(
        standing=known[row["kpi_id"]],
        why=CandidateReason(row["why"]),
        weak_periods=tuple(row["weak_periods"] or ()),
        value=row["from_value"],
        period=row["from_period_id"],
        target=TargetInForce(
            op=Operator(row["to_op"]) if row["to_op"] else None,
            value=row["to_value"],
            low=row["to_low"],
            high=row["to_high"],
            state=None if row["to_op"] else TargetState.TBD,
        ),
        counterweight=known.get(row["counterweight_id"]),
        counterweight_id=row["counterweight_id"],
    )


def wording(candidate: Candidate) -> str:
    """`P90 first response from 3.0 h to 2.0 h`."""
    style, target = candidate.standing.style, candidate.target
    start = f" from {style.said(candidate.value)}" if candidate.value is not None else ""
    goal = style.exact(target.value).said(target.value) if target.value is not None else target.said(style)
    return f"{shortened(candidate.standing.kpi.name, most=LONGEST_NAME)}{start} to {goal or 'a target still to be set'}"


def why_words(candidate: Candidate, edition: Edition) -> str:
    """By which rule it is a candidate."""
    periods = joined([edition.period(edition.catalogue.fiscal.period(key)) for key in candidate.weak_periods])
    if candidate.why is CandidateReason.WEAK_QUARTERS:
        return f"Weak in {periods}"
    if candidate.why is CandidateReason.PERSISTENT_CONCERN:
        return f"A concern in {periods}"
    return f"Far outside its limits in {periods}" if periods else "Far outside its limits"


def candidate_row(candidate: Candidate, edition: Edition) -> CandidateRow:
    """One line of the table of candidates."""
    standing = candidate.standing
    period = edition.catalogue.fiscal.period(candidate.period) if candidate.period else None
    return CandidateRow(
        name=shortened(standing.kpi.name, most=LONGEST_NAME),
        remark=edition.owner_remark(standing, with_department=True),
        value=standing.style.figure(candidate.value),
        period=edition.period(period) if period else "",
        target=candidate.target.figure(standing.style),
        spark=spark_of(standing),
        goal=wording(candidate),
        why=why_words(candidate, edition),
        counterweight=_counterweight(candidate, edition),
    )


def _counterweight(candidate: Candidate, edition: Edition) -> Says:
    weight = candidate.counterweight
    if weight is None:
        kpi = edition.catalogue.kpis.get(candidate.counterweight_id or "")
        return Says(rest=kpi.name) if kpi else Says("none named")
    target = weight.now.target.said(weight.style)
    return Says(rest=f"{shortened(weight.kpi.name, most=LONGEST_NAME)}{f' {target}' if target else ''}")


@dataclass(frozen=True)
class Proposal:
    """A target from the last values of a KPI without one. Without `op` nobody has said which way is better."""

    standing: Standing
    values_count: int
    op: Operator | None
    median: float | None
    best_quartile: float | None

    def figure(self, value: float | None) -> Figure:
        """A level with its operator."""
        if value is None:
            return Figure(NOTHING)
        target = TargetInForce(op=self.op, value=value)
        return target.figure(self.standing.style) if self.op else self.standing.style.figure(value)


def proposals_of(edition: Edition) -> dict[str, Proposal]:
    """KPI id → the target its history proposes, of the KPIs about which that may be told."""
    known = told(edition)
    rows = edition.inputs.tables.proposals.iter_rows(named=True)
    found = {row["kpi_id"]: _proposal(row, known[row["kpi_id"]]) for row in rows if row["kpi_id"] in known}
    return {kpi_id: found[kpi_id] for kpi_id in known if kpi_id in found}


def _proposal(row: dict[str, Any], standing: Standing) -> Proposal:
    return Proposal(
        standing=standing,
        values_count=row["values_count"] or 0,
        op=Operator(row["op"]) if row["op"] else None,
        median=row["median"],
        best_quartile=row["best_quartile"],
    )


def proposal_row(proposal: Proposal, edition: Edition) -> ProposalRow:
    """One line of the table of proposed targets."""
    standing = proposal.standing
    return ProposalRow(
        name=shortened(standing.kpi.name, most=LONGEST_NAME),
        remark=edition.owner_remark(standing, with_department=True),
        now=edition.marked(standing.style.figure(standing.now.value), standing.now),
        values=str(proposal.values_count),
        median=proposal.figure(proposal.median),
        best_quartile=proposal.figure(proposal.best_quartile),
    )
