"""What was missed and why, with room to write; what was reached at a cost; what comes next."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace

import polars as pl

from okr_reports.goal_words import Cause
from okr_reports.packs.listing import in_words, joined_up_to, plural
from okr_reports.packs.numbers import Figure
from okr_reports.packs.pages import Says
from okr_reports.packs.retro.costs import costs_note, costs_of, costs_title, weak_sentence
from okr_reports.packs.retro.edition import RetroEdition
from okr_reports.packs.retro.next_cycle import decided, next_parts
from okr_reports.packs.retro.pages import LearningPage, LearningRow
from okr_reports.packs.retro.rows import Said, proposal_note
from okr_reports.packs.retro.standings import KeyResultStanding
from okr_reports.packs.retro.verdicts import CAUSES

# Half a page of them is the most that may stand side by side: what stands so is not broken between pages.
_MOST_IN_HALVES = 12
_FOR_WANT = {
    Cause.WRONG_MEASURE: "measured wrongly",
    Cause.RESOURCES: "for want of resources",
    Cause.PRIORITIES: "to other priorities",
    Cause.OUTSIDE: "to causes outside",
}


def learning_page(edition: RetroEdition, said: Said) -> LearningPage | None:
    """None without a single key result, and while the cycle goes on unless something was reached or stands weakly."""
    is_over = not edition.inputs.is_partial
    costs, weak = costs_of(edition), weak_sentence(edition)
    if not edition.key_results or not (is_over or costs or weak):
        return None
    missed = [kr for kr in edition.key_results if is_over and kr.score is not None and not kr.is_reached]
    half = (len(costs) + 1) // 2 if len(costs) <= _MOST_IN_HALVES else len(costs)
    parts = tuple(replace(part, lines=_in_lines(part.items)) for part in next_parts(edition, said))
    across = min(max(len(parts), 2), 3)
    return LearningPage(
        title=_title(missed, said) if is_over else "What was reached so far, and what carries it",
        sub=_sub(edition) if missed else "",
        rows=tuple(_row(kr, said, edition) for kr in missed),
        costs_title=costs_title(edition, costs),
        costs=tuple(part for part in (costs[:half], costs[half:]) if part),
        costs_by_two=len(costs) > half,
        costs_note=costs_note(edition),
        weak=weak,
        parts=parts,
        parts_by_two=max((len(part.items) for part in parts), default=0) <= _MOST_IN_HALVES,
        parts_across=across,
        has_room_beside=len(parts) % across != 0,
        parts_note=_undecided(edition, said),
    )


def _in_lines(items: Sequence[Says]) -> tuple[tuple[Says, ...], ...]:
    most = 2 * _MOST_IN_HALVES
    return tuple(tuple(items[place : place + most]) for place in range(0, len(items), most))


def _title(missed: Sequence[KeyResultStanding], said: Said) -> str:
    if not missed:
        return "Learning: nothing that was scored was missed"
    causes = Counter(cause for kr in missed if (cause := said.decisions.get(kr.id, {}).get("cause")))
    count = f"Learning: {in_words(len(missed))} {'miss' if len(missed) == 1 else 'misses'}"
    if not causes:
        return f"{count}, none with a cause on record"
    cause, times = causes.most_common(1)[0]
    return f"{count}, {in_words(times)} of them {_FOR_WANT[Cause(cause)]}"


def _sub(edition: RetroEdition) -> str:
    norm = edition.score(edition.catalogue.policy.goals.norm)
    return (
        f"Every key result below {norm} and every committed one that was not met. Cause: wrong measure, resources, "
        "priorities or outside, in the owner's judgement. Empty lines are for the meeting."
    )


def _row(key_result: KeyResultStanding, said: Said, edition: RetroEdition) -> LearningRow:
    decision = said.decisions.get(key_result.id, {})
    note = _notes(edition).get(key_result.id, {})
    cause = decision.get("cause")
    return LearningRow(
        name=f"{key_result.label} {key_result.title}",
        score=Figure(edition.score(key_result.score), value=key_result.score),
        cause=CAUSES[Cause(cause)] if cause else "",
        happened=note.get("moved") or "",
        learned=note.get("learned") or "",
        decision=decided(key_result, decision),
        decision_note=proposal_note(decision),
    )


def _notes(edition: RetroEdition) -> Mapping[str, dict]:
    """Key result id → the last note about it; what was written about a person is not for these pages."""
    about_goals = edition.tables.notes.filter(pl.col("employee_id").is_null()).sort("note_id")
    return {row["subject_id"]: row for row in about_goals.iter_rows(named=True)}


def _undecided(edition: RetroEdition, said: Said) -> str:
    open_ = [
        kr.label for kr in edition.key_results if kr.id in said.decisions and not said.decisions[kr.id]["decision"]
    ]
    if not open_:
        return ""
    return f"Not yet decided by its owners: {plural(len(open_), 'proposal')}, {joined_up_to(open_, most=6)}."
