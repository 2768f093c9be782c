"""The finding of the retro in one sentence, made by rules from the company's objectives."""

from collections.abc import Sequence

from okr_reports.packs.listing import capitalised, in_words, joined, shortened
from okr_reports.packs.retro.edition import RetroEdition
from okr_reports.packs.retro.standings import KeyResultStanding, ObjectiveStanding
from okr_reports.packs.retro.verdicts import GRADES

_MOST_NAMED, _MOST_COMMITTED, _LONGEST_NAME = 3, 2, 44


def title_of(edition: RetroEdition) -> str:
    """`One of two company objectives was reached, O1 at 0.71; SOC 2 readiness, committed, was missed`."""
    cycle = edition.inputs.cycle.key
    prefix = f"{cycle} so far: " if edition.inputs.is_partial else ""
    sentence = _finding(edition)
    return prefix + (sentence if prefix else capitalised(sentence))


def reached(objective: ObjectiveStanding) -> bool:
    """Whether its grade is one of those that stand for a goal reached."""
    return objective.grade is not None and GRADES[objective.grade].mark == "ok"


def _finding(edition: RetroEdition) -> str:
    whose, objectives = ("company ", edition.company) if edition.company else ("", edition.others)
    if not objectives:
        # People's own goals stand on no page, but they are not nothing.
        whose = "no objective" if edition.tables.objectives.is_empty() else "no objective of the company or a team"
        return f"{whose} was written for {edition.inputs.cycle.key}"
    graded = [objective for objective in objectives if objective.grade is not None]
    if not graded:
        only = len(objectives) == 1
        return (
            f"the only {whose}objective could not be graded"
            if only
            else f"none of the {whose}objectives could be graded"
        )
    parts = [
        _reached_part(graded, len(objectives), edition=edition, whose=whose),
        *_held_back(graded, edition),
        _committed_part(objectives, edition),
    ]
    return "; ".join([part for part in parts if part] + [_ungraded_part(objectives)] * (len(graded) < len(objectives)))


def _reached_part(graded: Sequence[ObjectiveStanding], total: int, *, edition: RetroEdition, whose: str) -> str:
    good = [objective for objective in graded if reached(objective)]
    if total == 1:
        verb = f"{_was(1, edition)} {'' if good else 'not '}reached"
        return f"the only {whose}objective {verb}, at {edition.score(graded[0].score)}"
    verb = _was(len(good), edition)
    named = [f"{objective.label} at {edition.score(objective.score)}" for objective in good or graded]
    scores = f", {joined(named)}" if len(named) <= _MOST_NAMED else ""
    return f"{_of_all(len(good), total, whose)} {verb} reached{scores}"


def _held_back(graded: Sequence[ObjectiveStanding], edition: RetroEdition) -> list[str]:
    """Objectives whose score alone would have done: at most two are named."""
    held = [objective for objective in graded if objective.is_held_back]
    return [
        f"{o.label} at {edition.score(o.score)} is held back by {_by_which(o, edition)}" for o in held[:_MOST_COMMITTED]
    ]


def _by_which(objective: ObjectiveStanding, edition: RetroEdition) -> str:
    """The promises that were missed; one that was given up late was missed too (rules §5)."""
    missed, is_late = _missed([objective]), edition.tables.scores.filter("is_late_cancelled")["key_result_id"]
    late = [kr for kr in objective.key_results if kr.is_committed and kr.id in is_late]
    verb = "not met yet" if edition.inputs.is_partial else "missed"
    named = joined([_name(kr) for kr in missed or late])
    return f"{named}, committed and {verb if missed else 'given up late'}"


def _of_all(count: int, total: int, whose: str) -> str:
    if count == total:
        return f"{'both' if total == 2 else f'all {in_words(total)}'} {whose}objectives"
    return f"{in_words(count) if count else 'none'} of {in_words(total)} {whose}objectives"


def _was(count: int, edition: RetroEdition) -> str:
    """`was` or `were`; in a cycle that goes on `is` or `are`."""
    return ("is" if count <= 1 else "are") if edition.inputs.is_partial else ("was" if count <= 1 else "were")


def _committed_part(objectives: Sequence[ObjectiveStanding], edition: RetroEdition) -> str:
    """Missed promises of objectives that no sentence before this one names."""
    missed = _missed([objective for objective in objectives if not objective.is_held_back])
    if not missed:
        return ""
    verb = f"{_was(len(missed), edition)} {'not met yet' if edition.inputs.is_partial else 'missed'}"
    if len(missed) <= _MOST_COMMITTED:
        return f"{joined([_name(kr) for kr in missed])}, committed, {verb}"
    return f"{in_words(len(missed))} committed key results {verb}"


def _missed(objectives: Sequence[ObjectiveStanding]) -> list[KeyResultStanding]:
    every = [kr for objective in objectives for kr in objective.key_results]
    return [kr for kr in every if kr.is_committed and kr.score is not None and not kr.is_reached]


def _ungraded_part(objectives: Sequence[ObjectiveStanding]) -> str:
    return f"{in_words(sum(objective.grade is None for objective in objectives))} without a grade"


def _name(key_result: KeyResultStanding) -> str:
    return shortened(key_result.title.split(",")[0], most=_LONGEST_NAME)
