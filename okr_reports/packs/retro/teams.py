"""The OKRs of departments and teams, in the same form as the company's."""

from okr_reports.packs.listing import in_words, joined
from okr_reports.packs.retro.edition import RetroEdition
from okr_reports.packs.retro.pages import TeamPart, TeamsPage
from okr_reports.packs.retro.rows import Said, rows_of
from okr_reports.packs.retro.standings import ObjectiveStanding
from okr_reports.packs.retro.title import reached
from okr_reports.packs.retro.verdicts import status_of

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
    verdict = status_of(objective.grade, objective.reason).word.lower()
    counted = f"{objective.scored_count} of {objective.total_count} scored"
    score = f"{edition.score(objective.score)} {verdict}, {counted}" if objective.score is not None else verdict
    return f"{edition.group(objective.group_id)}: {objective.title} · {score}"
