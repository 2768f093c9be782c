"""Who drives which company key result, and what does not fit together."""

from collections.abc import Mapping, Sequence

from okr_reports.goal_words import AlignmentGap, Contribution
from okr_reports.packs.listing import in_words, joined, joined_up_to
from okr_reports.packs.numbers import NOTHING
from okr_reports.packs.retro.edition import RetroEdition
from okr_reports.packs.retro.reading_pages import (
    AlignmentCell,
    AlignmentHead,
    AlignmentPage,
    AlignmentRow,
    AlignmentTable,
    GapPart,
)
from okr_reports.packs.retro.standings import KeyResultStanding

_SIDE_BY_SIDE, _NAME_WIDTH, _WIDTH = 6, 38.0, 182.0
_TITLES: Mapping[AlignmentGap, str] = {
    AlignmentGap.UNDRIVEN: "Nobody drives",
    AlignmentGap.CLAIMED_TWICE: "Claimed twice",
    AlignmentGap.ORPHAN: "Serves no company goal",
    AlignmentGap.LOCAL_TOO_MANY: "Too many local goals",
    AlignmentGap.NO_KEY_RESULTS: "No key results",
    AlignmentGap.TEAM_WITHOUT_OKR: "Teams without OKRs",
    AlignmentGap.PERSON_WITHOUT_OKR: "People without OKRs",
    AlignmentGap.REWRITTEN: "Rewritten several times",
}
_MOST, _MOST_KEPT = 6, 14


def alignment_page(edition: RetroEdition) -> AlignmentPage | None:
    """None without a company key result and without anything that does not fit."""
    goals = [kr for objective in edition.company for kr in objective.key_results]
    gaps = _gaps(edition)
    if not gaps and (not goals or not edition.others):
        return None
    parts = [goals[start : start + _SIDE_BY_SIDE] for start in range(0, len(goals), _SIDE_BY_SIDE)]
    return AlignmentPage(
        title=_title(edition),
        sub="Drives: the team has a key result that moves it. Supports: it contributes without one of its own. "
        "Coverage: drivers + supporters.",
        tables=tuple(_table(part, edition) for part in parts),
        gaps=gaps,
    )


def _title(edition: RetroEdition) -> str:
    undriven = _subjects(edition, AlignmentGap.UNDRIVEN)
    if not any(objective.key_results for objective in edition.company):
        return "Alignment: the company has no key result to drive"
    if not undriven:
        return "Alignment: every company key result has a driver"
    verb = "key result has no driver" if len(undriven) == 1 else "key results have no driver"
    return f"Alignment: {in_words(len(undriven))} company {verb}"


def _table(goals: Sequence[KeyResultStanding], edition: RetroEdition) -> AlignmentTable:
    found = {
        (row["key_result_id"], row["group_id"]): Contribution(row["contribution"])
        for row in edition.tables.alignment.iter_rows(named=True)
    }
    groups = _groups(edition)
    width = (_WIDTH - _NAME_WIDTH) / len(goals)
    return AlignmentTable(
        is_kept=len(groups) <= _MOST_KEPT,
        heads=tuple(AlignmentHead(kr.label, kr.title.split(",")[0]) for kr in goals),
        widths=(_NAME_WIDTH, *(round(min(width, 36.0), 1) for _ in goals)),
        rows=tuple(
            AlignmentRow(edition.group(group), tuple(_cell(found.get((kr.id, group)), kr) for kr in goals))
            for group in groups
        ),
        coverage=tuple(_coverage(kr, found) for kr in goals),
    )


def _groups(edition: RetroEdition) -> list[str]:
    """The teams of the cycle in the order of their objectives, then others that take part."""
    own = [objective.group_id for objective in edition.others]
    return list(dict.fromkeys([*own, *edition.tables.alignment["group_id"]]))


def _cell(contribution: Contribution | None, key_result: KeyResultStanding) -> AlignmentCell:
    return AlignmentCell(contribution or NOTHING, contribution or "", key_result.label)


def _coverage(key_result: KeyResultStanding, found: Mapping[tuple[str, str], Contribution]) -> AlignmentCell:
    here = [contribution for (id, _), contribution in found.items() if id == key_result.id]
    drivers = here.count(Contribution.DRIVES)
    text = f"{drivers or 'nobody'} + {here.count(Contribution.SUPPORTS)}"
    return AlignmentCell(text, "", key_result.label)


def _gaps(edition: RetroEdition) -> tuple[GapPart, ...]:
    parts = [(_TITLES[gap], _named(edition, gap)) for gap in AlignmentGap]
    return tuple(GapPart(title, joined_up_to(names, most=_MOST) + ".") for title, names in parts if names)


def _named(edition: RetroEdition, gap: AlignmentGap) -> list[str]:
    return [_said(row, edition) for row in edition.tables.alignment_gaps.iter_rows(named=True) if row["gap"] == gap]


def _subjects(edition: RetroEdition, gap: AlignmentGap) -> list[str]:
    return [row["subject_id"] for row in edition.tables.alignment_gaps.iter_rows(named=True) if row["gap"] == gap]


def _said(row: dict, edition: RetroEdition) -> str:
    """`O1 KR2 Time to first value (Product, Sales)`."""
    others = [_name(id, edition) for id in row["others"] or []]
    return _name(row["subject_id"], edition) + (f" ({joined(others)})" if others else "")


def _name(id: str, edition: RetroEdition) -> str:
    titles = {o.id: f"{o.label} {o.title}" for o in edition.objectives}
    titles |= {kr.id: f"{kr.label} {kr.title}" for kr in edition.key_results}
    kpi = edition.catalogue.kpis.get(id)
    is_group = id.startswith(("team/", "department/", "person/")) or id == "company"
    return titles.get(id) or (kpi.name if kpi else edition.group(id) if is_group else id)
