"""What becomes of the key results after the cycle: carried forward, retired into KPIs, closed, dropped."""

from collections.abc import Iterator, Mapping

from okr_reports.goal_words import Decision
from okr_reports.packs.numbers import NO_BREAK, NumberStyle, choose_style
from okr_reports.packs.pages import Says
from okr_reports.packs.retro.edition import RetroEdition
from okr_reports.packs.retro.figures import figures_of, said
from okr_reports.packs.retro.pages import NextPart
from okr_reports.packs.retro.rows import Said, outcome_of
from okr_reports.packs.retro.standings import KeyResultStanding
from okr_reports.packs.targets import TargetInForce
from okr_reports.words import Operator, Visibility

_TITLES = {
    Decision.CARRY_FORWARD: "Carry forward",
    Decision.RETIRE: "Retire into a KPI",
    Decision.CLOSE: "Close as done",
    Decision.DROP: "Drop",
}


def next_parts(edition: RetroEdition, said_in_cycle: Said) -> tuple[NextPart, ...]:
    """One part per decision that was taken or is proposed, and, after the cycle, the KPIs that should become goals."""
    known = [(kr, said_in_cycle.decisions[kr.id]) for kr in edition.key_results if kr.id in said_in_cycle.decisions]
    parts = [
        NextPart(_TITLES[decision], tuple(_item(kr, row) for kr, row in known if row["outcome"] == decision))
        for decision in Decision
    ]
    candidates = NextPart("New candidates", () if edition.inputs.is_partial else tuple(_candidates(edition)))
    return tuple(part for part in (*parts, candidates) if part.items)


def decided(key_result: KeyResultStanding, decision: Mapping) -> str:
    """`Carry forward: 2.4 % to 2.0 %`, `Retire to KPI: ≤ 8 d`; empty while nothing is known."""
    word = outcome_of(decision)
    detail = _figures(key_result, decision) if word else ""
    return f"{word}: {detail}" if detail else word


def _item(key_result: KeyResultStanding, decision: Mapping) -> Says:
    detail = _figures(key_result, decision)
    return Says(key_result.label, f" {key_result.title}{': ' if detail else ''}{detail}")


def _candidates(edition: RetroEdition) -> Iterator[Says]:
    """`P90 first response from 2.9 h to 2.0 h, with reopen rate as its counterweight`."""
    kpis, company = edition.catalogue.kpis, edition.catalogue.company
    for row in edition.tables.candidates.sort("rank").iter_rows(named=True):
        kpi, weight = kpis.get(row["kpi_id"]), kpis.get(row["counterweight_id"] or "")
        if kpi is None or kpi.visibility is Visibility.CONFIDENTIAL:
            continue
        target = TargetInForce(
            op=Operator(row["to_op"]) if row["to_op"] else None, value=row["to_value"], low=row["to_low"],
            high=row["to_high"],
        )  # fmt: skip
        start = row["from_value"]
        sizes = [*target.edges, *([start] if start is not None else [])]
        style = choose_style(kpi.unit or "", sizes, locale=company.locale, currency=company.currency)
        way = (f" from {style.said(start)}" if start is not None else "") + f" to {_goal(target, style)}"
        beside = f", with {weight.name} as its counterweight" if weight else ", no counterweight named"
        yield Says(kpi.name, way + beside)


def _goal(target: TargetInForce, style: NumberStyle) -> str:
    if target.value is not None:
        return style.exact(target.value).said(target.value)
    return target.said(style) or "a target still to be set"


def _figures(key_result: KeyResultStanding, decision: Mapping) -> str:
    word = Decision(decision["outcome"])
    if word is Decision.CARRY_FORWARD and decision["new_baseline"] is not None:
        style, target = key_result.style, key_result.target
        goal = style.said(target) if target is not None else said(figures_of(key_result)[1])
        return f"{style.said(decision['new_baseline'])} to {goal}"
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
