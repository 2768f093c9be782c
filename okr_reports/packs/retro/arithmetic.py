"""How an objective's score comes about, said in full: the sum, what it is divided by, how many were scored."""

from okr_reports.packs.retro.edition import RetroEdition
from okr_reports.packs.retro.standings import KeyResultStanding, ObjectiveStanding
from okr_reports.packs.retro.verdicts import status_of

_MOST_TERMS, _DECIMALS = 8, 3


def arithmetic(objective: ObjectiveStanding, edition: RetroEdition) -> str:
    """`(0.636 + 0.667 + 0.820) ÷ 3 = 0.708, printed 0.71 · 3 of 3 scored`."""
    counted = f"{objective.scored_count} of {objective.total_count} scored"
    if objective.score is None:
        return f"no score · {counted}"
    printed = edition.score(objective.score)
    exact = edition.score(objective.score, decimals=_DECIMALS)
    as_printed = "" if exact.rstrip("0") == printed.rstrip("0") else f", printed {printed}"
    return f"{_sum(objective, edition)} = {exact}{as_printed} · {counted}"


def late_clause(objective: ObjectiveStanding, edition: RetroEdition) -> str:
    """`0.50 with the two cancelled late`: the second figure, empty where nothing ended late."""
    if not objective.late_count:
        return ""
    late = "the one" if objective.late_count == 1 else f"the {objective.late_count}"
    own = edition.tables.scores.filter("is_late_cancelled", objective_id=objective.id)
    valued = objective.late_count - own["score_at_cancel"].null_count()
    if not valued:
        return f"{late} that ended late had no value that day"
    of = late if valued == objective.late_count else f"the {valued} of {objective.late_count}"
    return f"{edition.score(objective.score_with_late)} with {of} that ended late, at the value of that day"


def grade_clause(objective: ObjectiveStanding) -> str:
    """`amber: a committed key result was missed`: the grade, and what decided it if the score did not."""
    word = status_of(objective.grade, objective.reason).word.lower()
    below = ", just below the next grade" if objective.is_just_below else ""
    return word + below + (": a committed key result was missed" if objective.is_held_back else "")


def _sum(objective: ObjectiveStanding, edition: RetroEdition) -> str:
    scored = [kr for kr in objective.key_results if kr.score is not None and kr.weight > 0]
    if len(scored) > _MOST_TERMS:
        return f"weighted mean of {len(scored)}"
    is_even = len({kr.weight for kr in scored}) == 1
    divisor = len(scored) if is_even else sum(kr.weight for kr in scored)
    terms = " + ".join(_term(kr, edition, is_even=is_even) for kr in scored)
    return terms if len(scored) == 1 and is_even else f"({terms}) ÷ {divisor:g}"


def _term(key_result: KeyResultStanding, edition: RetroEdition, *, is_even: bool) -> str:
    score = edition.score(key_result.score, decimals=_DECIMALS)
    return score if is_even else f"{key_result.weight:g} × {score}"
