"""The OKRs of departments and teams, in the same form as the company's."""

from okr_reports.packs.listing import in_words, joined
from okr_reports.packs.retro.arithmetic import grade_clause, late_clause
from okr_reports.packs.retro.edition import RetroEdition
from okr_reports.packs.retro.pages import TeamPart, TeamsPage
from okr_reports.packs.retro.rows import Said, rows_of
from okr_reports.packs.retro.standings import ObjectiveStanding
from okr_reports.packs.retro.title import reached

_MOST_NAMED = 3


def teams_page(edition: RetroEdition, said: Said) -> TeamsPage | None:
    """Every objective below the company's; none where no team has one."""
    if not edition.others:
        return None
    return TeamsPage(
        title=_title(edition),
        caption="Team scores never flow into company scores.",
        parts=tuple(TeamPart(_heading(o, edition), rows_of(o, said=said, edition=edition)) for o in edition.others),
    )


def _title(edition: RetroEdition) -> str:
    good = [objective for objective in edition.others if reached(objective)]
    total = len(edition.others)
    if not good:
        return f"Team OKRs: none of {in_words(total)} reached" if total > 1 else "Team OKRs: the only one not reached"
    names = [edition.group(objective.group_id) for objective in good]
    whose = f": {joined(names)}" if len(names) <= _MOST_NAMED else ""
    return f"Team OKRs: {in_words(len(good))} of {in_words(total)} reached{whose}"


def _heading(objective: ObjectiveStanding, edition: RetroEdition) -> str:
    """`Product: … · 0.71, 2 of 2 scored · 0.52 with the one that ended late, at the value of that day · amber`."""
    counted = f"{objective.scored_count} of {objective.total_count} scored"
    score = f"{edition.score(objective.score)}, {counted}" if objective.score is not None else ""
    name = f"{edition.group(objective.group_id)}: {objective.title}"
    parts = [name, score, late_clause(objective, edition), grade_clause(objective)]
    return " · ".join(part for part in parts if part)
