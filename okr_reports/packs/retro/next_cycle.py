"""What becomes of the key results after the cycle: carried forward, retired into KPIs, closed, dropped."""

from collections.abc import Mapping

from okr_reports.goal_words import Decision
from okr_reports.packs.numbers import NO_BREAK
from okr_reports.packs.retro.edition import RetroEdition
from okr_reports.packs.retro.figures import figures_of, said
from okr_reports.packs.retro.pages import NextPart
from okr_reports.packs.retro.rows import Said, outcome_of
from okr_reports.packs.retro.standings import KeyResultStanding
from okr_reports.packs.targets import TargetInForce
from okr_reports.words import Operator

_TITLES = {
    Decision.CARRY_FORWARD: "Carry forward",
    Decision.RETIRE: "Retire into a KPI",
    Decision.CLOSE: "Close as done",
    Decision.DROP: "Drop",
}


def next_parts(edition: RetroEdition, said_in_cycle: Said) -> tuple[NextPart, ...]:
    """One part per decision that was taken or is proposed."""
    known = [(kr, said_in_cycle.decisions[kr.id]) for kr in edition.key_results if kr.id in said_in_cycle.decisions]
    parts = {
        decision: [f"{kr.label} {_detail(kr, row)}".rstrip() for kr, row in known if row["outcome"] == decision]
        for decision in Decision
    }
    return tuple(NextPart(_TITLES[decision], ". ".join(texts) + ".") for decision, texts in parts.items() if texts)


def decided(key_result: KeyResultStanding, decision: Mapping) -> str:
    """`Carry forward: 2.4 % to 2.0 %`, `Retire to KPI: ≤ 8 d`; empty while nothing is known."""
    word = outcome_of(decision)
    detail = _figures(key_result, decision) if word else ""
    return f"{word}: {detail}" if detail else word


def _detail(key_result: KeyResultStanding, decision: Mapping) -> str:
    detail = _figures(key_result, decision)
    return f"{key_result.title}{', ' if detail else ''}{detail}"


def _figures(key_result: KeyResultStanding, decision: Mapping) -> str:
    word = Decision(decision["outcome"])
    if word is Decision.CARRY_FORWARD and decision["new_baseline"] is not None:
        target = figures_of(key_result)[1]
        return f"{key_result.style.said(decision['new_baseline'])} to {said(target)}"
    if word is Decision.RETIRE:
        return _standard(key_result, decision)
    return decision["why_dropped"] or "" if word is Decision.DROP else ""


def _standard(key_result: KeyResultStanding, decision: Mapping) -> str:
    if not decision["standard_op"]:
        return ""
    standard = TargetInForce(
        op=Operator(decision["standard_op"]), value=decision["standard_value"], low=decision["standard_low"],
        high=decision["standard_high"],
    )  # fmt: skip
    grain = decision["standard_grain"]
    return standard.said(key_result.style) + (f" a{NO_BREAK}{grain}" if grain else "")
