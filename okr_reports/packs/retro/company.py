"""The company's OKRs on one page: the finding, four figures, and each objective with its key results."""

from dataclasses import replace

from okr_reports.goal_words import Ambition
from okr_reports.packs.listing import capitalised, joined, plural
from okr_reports.packs.retro.arithmetic import arithmetic, grade_clause, late_clause
from okr_reports.packs.retro.counts import counts_of
from okr_reports.packs.retro.edition import RetroEdition
from okr_reports.packs.retro.mid_cycle import mid_cycle_table
from okr_reports.packs.retro.pages import CompanyPage, ObjectivePart
from okr_reports.packs.retro.rows import Said, rows_of
from okr_reports.packs.retro.standings import ObjectiveStanding
from okr_reports.packs.retro.title import title_of

# Points of a page below the four figures, and what the parts of it take with names of two lines.
_PAGE = {"A4": 540.0, "Letter": 488.0}
_OBJECTIVE, _KEY_RESULT, _WORDS, _READING, _MID_CYCLE, _HEADING, _LINE = 62.0, 29.0, 14.0, 78.0, 78.0, 30.0, 13.0
_SIGNS_PER_LINE, _SHORT = 115, 0.65


def company_page(edition: RetroEdition, said: Said) -> CompanyPage:
    """The first page. What owners said gives way first where all of it does not fit."""
    parts = [_part(objective, said, edition) for objective in edition.company]
    page = _PAGE[edition.catalogue.company.paper]
    if _height(parts) > page:
        parts = [replace(part, rows=tuple(replace(row, words="") for row in part.rows)) for part in parts]
    mid_cycle = mid_cycle_table(edition) if _height(parts) + _MID_CYCLE <= page else None
    used = _height(parts) + (_MID_CYCLE if mid_cycle else 0.0)
    note = commentary_of(edition)
    return CompanyPage(
        kicker=f"OKR retrospective · {edition.months}",
        title=title_of(edition),
        sub=_sub(edition),
        note=_partial_note(edition),
        counts=counts_of(edition),
        objectives=tuple(parts),
        empty="" if parts else f"The company has no objective of its own in {edition.inputs.cycle.key}.",
        reading=_reading(edition),
        mid_cycle=mid_cycle,
        commentary=note if used + _prose(note) <= page else "",
        is_short=used + _prose(note) <= page * _SHORT,
    )


def commentary_of(edition: RetroEdition) -> str:
    """What the company wrote about the cycle, as Markdown; empty without any."""
    return edition.catalogue.notes.get(edition.inputs.cycle.key, "")


def _part(objective: ObjectiveStanding, said: Said, edition: RetroEdition) -> ObjectivePart:
    score = "" if objective.score is None else f": {edition.score(objective.score)}"
    name = f"{objective.label} {objective.title}"
    return ObjectivePart(
        name, name + score, caption_of(objective, edition), rows_of(objective, said=said, edition=edition)
    )


def caption_of(objective: ObjectiveStanding, edition: RetroEdition) -> str:
    """`Aspirational, KR2 committed · owner K. Rao · (…) ÷ 3 = 0.708, printed 0.71 · 3 of 3 scored · green`."""
    owner = edition.roster.person(objective.owner_id)
    parts = [
        _ambition(objective),
        f"owner {owner}" if owner else "",
        arithmetic(objective, edition),
        late_clause(objective, edition),
        grade_clause(objective),
    ]
    return " · ".join(part for part in parts if part)


def _ambition(objective: ObjectiveStanding) -> str:
    committed = [kr.short for kr in objective.key_results if kr.is_committed]
    if len(committed) == len(objective.key_results):
        return capitalised(Ambition.COMMITTED) if committed else ""
    return capitalised(Ambition.ASPIRATIONAL) + (f", {joined(committed)} committed" if committed else "")


def _sub(edition: RetroEdition) -> str:
    scored = sum(kr.score is not None for kr in edition.key_results)
    total = len(edition.key_results)
    parts = [plural(len(edition.company), "company objective")]
    if edition.others:
        parts.append(plural(len(edition.others), "team objective"))
    said = (
        f"{plural(total, 'key result')}, {'all' if scored == total else scored} scored" if total else "no key results"
    )
    counted = f"{' and '.join(parts)}, {said}"
    return (
        f"{edition.catalogue.company.name} · cycle {edition.inputs.cycle.key} · {counted} · data as of {edition.as_of}"
    )


def _partial_note(edition: RetroEdition) -> str:
    if not edition.inputs.is_partial:
        return ""
    return f"{edition.inputs.cycle.key} has not ended: all figures are up to {edition.as_of}, and no grade is final."


def _reading(edition: RetroEdition) -> tuple[str, str]:
    goals = edition.catalogue.policy.goals
    low, high = goals.zone
    norm = edition.score(goals.norm)
    return (
        f"Score = (actual − baseline) ÷ (target − baseline), between 0 and 1. A stretch goal is reached at {norm}; the "
        f"grey zone is {low:g} to {high:g}. A committed one (square end, no zone) is met only at its target.",
        " – no check-in: the owner's word each week, not computed. Outcome is the owners' decision; where the proposal "
        "was another, it stands below.",
    )


def _prose(text: str) -> float:
    """How high a commentary stands."""
    lines = [line for line in text.splitlines() if line.strip()]
    return _HEADING + sum(_LINE * (1 + len(line) // _SIGNS_PER_LINE) for line in lines)


def _height(parts: list[ObjectivePart]) -> float:
    rows = [row for part in parts for row in part.rows]
    return _READING + _OBJECTIVE * len(parts) + sum(_KEY_RESULT + _WORDS * bool(row.words) for row in rows)
