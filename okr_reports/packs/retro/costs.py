"""What was reached, and whether its counterweight paid for it; objectives that stand on a KPI off target."""

from collections.abc import Mapping, Sequence

from okr_reports.goal_words import CostSign, CostVerdict
from okr_reports.packs.listing import capitalised, in_words, joined
from okr_reports.packs.numbers import choose_style
from okr_reports.packs.pages import Says
from okr_reports.packs.retro.edition import RetroEdition
from okr_reports.packs.retro.pages import CostRow

_VERDICTS: Mapping[CostVerdict, Says] = {
    CostVerdict.AT_A_COST: Says("reached at a cost"),
    CostVerdict.WATCH: Says("watch", ": too few points to tell"),
    CostVerdict.CLEAN: Says(rest="clean"),
    CostVerdict.NOT_JUDGED: Says(rest="not judged: the counterweight has no health"),
    CostVerdict.NONE_NAMED: Says("cannot be judged"),
}
_SIGNS: Mapping[CostSign, str] = {
    CostSign.CONCERN: ": worse by more than noise",
    CostSign.OFF_TARGET: ": from healthy to off target",
}


def costs_of(edition: RetroEdition) -> tuple[CostRow, ...]:
    """A row per reached key result of the pages, by COSTS."""
    names = {kr.id: f"{kr.label} {kr.title}" for kr in edition.key_results}
    rows = edition.tables.costs.iter_rows(named=True)
    return tuple(_row(row, names[row["key_result_id"]], edition) for row in rows if row["key_result_id"] in names)


def costs_title(edition: RetroEdition, rows: Sequence[CostRow]) -> str:
    """`Reached at a cost: one of eight key results that were reached`."""
    paid = edition.tables.costs["verdict"].to_list().count(CostVerdict.AT_A_COST)
    if len(rows) == 1:
        return f"Reached at a cost: {'the only one' if paid else 'not the only one'} that was reached"
    return f"Reached at a cost: {in_words(paid) if paid else 'none'} of {in_words(len(rows))} that were reached"


def costs_note(edition: RetroEdition) -> str:
    """What counts as reached, and that no cause is asserted."""
    norm = edition.score(edition.catalogue.policy.goals.norm)
    return f"Reached = {norm} or more, or a committed one met. That one thing caused the other is not asserted."


def weak_sentence(edition: RetroEdition) -> str:
    """Objectives that stand on a KPI off target; empty without one."""
    weak = edition.tables.weak_foundations
    if weak.is_empty():
        return ""
    named = [
        f"{edition.label(row['objective_id'])} on {_kpi(row['kpi_id'], edition)}" for row in weak.iter_rows(named=True)
    ]
    return f"{capitalised(joined(named))}: off target while the objective was active."


def _row(row: dict, name: str, edition: RetroEdition) -> CostRow:
    verdict, counterweight = CostVerdict(row["verdict"]), row["counterweight_id"]
    says = _VERDICTS[verdict]
    sign = _SIGNS[CostSign(row["sign"])] if row["sign"] and verdict is CostVerdict.AT_A_COST else ""
    return CostRow(
        name=name,
        counterweight=_kpi(counterweight, edition) if counterweight else "none named",
        change=_change(row, edition),
        verdict=Says(says.strong, says.rest + sign),
    )


def _change(row: dict, edition: RetroEdition) -> str:
    """`12.1 % → 10.8 %`; empty without both values."""
    start, end = row["from_value"], row["to_value"]
    if start is None or end is None:
        return ""
    kpi, company = edition.catalogue.kpis.get(row["counterweight_id"]), edition.catalogue.company
    unit = kpi.unit if kpi else ""
    style = choose_style(unit or "", (start, end), locale=company.locale, currency=company.currency)
    return f"{style.said(start)} → {style.said(end)}"


def _kpi(kpi_id: str, edition: RetroEdition) -> str:
    kpi = edition.catalogue.kpis.get(kpi_id)
    return kpi.name if kpi else edition.label(kpi_id)
