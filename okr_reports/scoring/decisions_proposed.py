"""What becomes of each key result: what is proposed, what its owners decided, and which of them counts (rules §7)."""

from dataclasses import dataclass

import polars as pl

from okr_reports.findings import Finding
from okr_reports.goal_reading_tables import DECISIONS
from okr_reports.goal_words import Decision, GoalState, KeyResultKind, ProposalReason
from okr_reports.scoring.cycle_kpis import CycleKpis
from okr_reports.scoring.decisions_proposed_standards import STANDARD_KINDS, with_standards
from okr_reports.scoring.key_results_states import with_states
from okr_reports.scoring.plan import OneOrMoreCycles
from okr_reports.words import Severity

DROP_WITHOUT_REASON = "DROP-WITHOUT-REASON"
_KEY = "key_result_id"
_SCORED = ("baseline", "target", "actual", "score", "is_reached")


@dataclass(frozen=True)
class EndedCycles:
    """KEY_RESULTS and KEY_RESULT_SCORES of the same cycles, and RETRO_NOTES of any."""

    key_results: pl.DataFrame
    scores: pl.DataFrame
    notes: pl.DataFrame


def propose_decisions(ended: EndedCycles, *, kpis: CycleKpis, plan: OneOrMoreCycles) -> pl.DataFrame:
    """DECISIONS, a row for each of the key results in their order.

    The owners' last recorded decision wins over the proposal, one on the key result over one on its objective. The
    standard and the new baseline stand beside every outcome: owners may decide otherwise.
    """
    stated = with_states(ended.key_results, plan=plan).drop("baseline", "target")
    scored = stated.join(ended.scores.select(_KEY, *_SCORED), on=_KEY, how="left", maintain_order="left")
    proposed = with_standards(scored, kpis=kpis, plan=plan).with_columns(**_proposal())
    decided = _with_notes(proposed, ended.notes)
    outcome = pl.coalesce("decision", "proposal")
    is_other = pl.col("decision").is_not_null() & pl.col("decision").ne_missing(pl.col("proposal"))
    is_dropped = outcome == Decision.DROP
    return DECISIONS.check(
        decided.with_columns(
            outcome=outcome,
            is_other_than_proposed=is_other,
            why_dropped=pl.when(is_dropped).then(pl.coalesce("learned", "state_why")),
        )
    )


def dropped_without_reason(decisions: pl.DataFrame) -> tuple[Finding, ...]:
    """One finding for each key result that its owners drop without saying why."""
    silent = decisions.filter(pl.col("decision") == Decision.DROP, pl.col("why_dropped").is_null())
    text = "dropped without a recorded reason: write it under `learned` in retro_notes.csv"
    return tuple(Finding(DROP_WITHOUT_REASON, Severity.WARNING, id, text) for id in silent[_KEY])


def _proposal() -> dict[str, pl.Expr]:
    """`proposal`, `proposal_why`, `new_baseline`: in this order of conditions."""
    is_reached, has_standard = pl.col("is_reached"), pl.col("kind").is_in(STANDARD_KINDS)
    ladder = [
        (pl.col("is_ended") & (pl.col("state") == GoalState.DEFERRED), Decision.CARRY_FORWARD, ProposalReason.DEFERRED),
        (pl.col("is_ended"), Decision.DROP, ProposalReason.CANCELLED),
        (pl.col("score").is_null(), None, ProposalReason.NOT_SCORED),
        (is_reached & has_standard, Decision.RETIRE, ProposalReason.REACHED),
        (is_reached, Decision.CLOSE, ProposalReason.DONE),
        (pl.lit(True), Decision.CARRY_FORWARD, ProposalReason.SHORT),
    ]
    chosen = pl.coalesce(pl.when(applies).then(pl.lit(why.value)) for applies, _, why in ladder)
    proposals = {why.value: decision.value for _, decision, why in ladder if decision is not None}
    is_moved = pl.col("kind").is_in(STANDARD_KINDS) & (pl.col("kind") != KeyResultKind.HOLD)
    return {
        "proposal": chosen.replace_strict(proposals, default=None, return_dtype=pl.String()),
        "proposal_why": chosen,
        "new_baseline": pl.when(is_moved).then("actual"),
    }


def _with_notes(proposed: pl.DataFrame, notes: pl.DataFrame) -> pl.DataFrame:
    """Add decision, decided_on, decided_by, and the last cause and lesson said of the key result or its objective.

    What was noted of another cycle says nothing of this one.
    """
    noted = ["subject_id", "cycle_id"]
    dated = notes.sort("noted_on", "note_id")
    decisions = dated.filter(pl.col("decision").is_not_null()).group_by(noted, maintain_order=True).agg(
        pl.col("decision").last(), decided_on=pl.col("noted_on").last(), decided_by=pl.col("author_id").last()
    )  # fmt: skip
    words = dated.group_by(noted, maintain_order=True).agg(pl.col("cause", "learned").drop_nulls().last())
    of_own, of_objective = [_KEY, "cycle_id"], ["objective_id", "cycle_id"]
    own = proposed.join(decisions, left_on=of_own, right_on=noted, how="left", maintain_order="left")
    both = own.join(
        decisions, left_on=of_objective, right_on=noted, how="left", suffix="_of_objective", maintain_order="left"
    )
    has_own = pl.col("decision").is_not_null()
    settled = both.with_columns(
        pl.when(has_own).then(name).otherwise(f"{name}_of_objective").alias(name)
        for name in ("decision", "decided_on", "decided_by")
    )
    return settled.join(words, left_on=of_own, right_on=noted, how="left", maintain_order="left")
