"""What somebody has to decide, found by rules: misses without an action, overdue actions, missing targets."""

from collections.abc import Iterable, Sequence

from okr_reports.packs.candidates import candidates_of, proposals_of, wording
from okr_reports.packs.edition import Edition
from okr_reports.packs.listing import capitalised, inside_sentence, joined_up_to, plural, shortened
from okr_reports.packs.pages import STATUSES, Decision
from okr_reports.packs.people import owner_on
from okr_reports.packs.reasons import missed_for
from okr_reports.packs.standings import Standing
from okr_reports.words import ActionState, Health, Reason, TargetState

MOST_SINGLE, LONGEST_NAME = 6, 70


def decisions_of(edition: Edition, standings: Sequence[Standing]) -> tuple[tuple[Decision, ...], str]:
    """The decisions, those about one KPI first, and a note on how many more of those there are."""
    single = [*_without_action(edition, standings), *_overdue(edition, standings), *_disputed(edition, standings)]
    more = len(single) - MOST_SINGLE
    note = (
        f"{plural(more, 'further KPI needs', nouns='further KPIs need')} a decision: see the actions."
        if more > 0
        else ""
    )
    grouped = [*_goals(edition), *_without_target(edition, standings), *_without_owner(edition, standings)]
    return (*single[:MOST_SINGLE], *grouped), note


def _without_action(edition: Edition, standings: Iterable[Standing]) -> list[Decision]:
    found = [s for s in standings if s.action and s.action.state is ActionState.MISSING]
    return [_about(standing, edition, text=_name_an_action(standing, edition)) for standing in found]


def _name_an_action(standing: Standing, edition: Edition) -> str:
    value = standing.now.value
    accept = f", or accept {edition.said(standing, value)} as the standard" if value is not None else ""
    word = STATUSES[standing.health].word if standing.health is Health.OFF_TARGET else "Missed"
    return f"Name an action and its owner{accept}. {word} for {missed_for(standing)}, no action so far."


def _overdue(edition: Edition, standings: Iterable[Standing]) -> list[Decision]:
    found = [s for s in standings if s.action and s.action.state is ActionState.OVERDUE]
    return [
        _about(
            standing,
            edition,
            # A month's short name may end in a point itself.
            text=f"Give the action “{standing.action.text}” a new date, or replace it. "
            f"Overdue since {edition.on(standing.action.overdue_since or standing.action.due_on).removesuffix('.')}.",
        )
        for standing in found
        if standing.action
    ]


def _disputed(edition: Edition, standings: Iterable[Standing]) -> list[Decision]:
    return [
        _about(
            standing,
            edition,
            text=f"Settle what holds: computed {STATUSES[standing.health].word.lower()}, "
            f"asserted {STATUSES[said].word.lower()}.",
        )
        for standing in standings
        if (said := asserted_health(standing)) and standing.is_judged and said is not standing.health
    ]


def asserted_health(standing: Standing) -> Health | None:
    """What somebody said of the shown period's health, kept beside the computed one."""
    said = [entry.health for entry in standing.kpi.asserted if entry.period == standing.now.period.key]
    return said[-1] if said and not standing.is_part else None


def _goals(edition: Edition) -> list[Decision]:
    """Whether the candidates become key results of the next cycle."""
    goals = [wording(candidate) for candidate in candidates_of(edition)]
    text = f"Take up as key results, or leave with a reason: {'; '.join(goals)}."
    return [Decision("Next cycle's goals", text, "")] if goals else []


def _without_target(edition: Edition, standings: Iterable[Standing]) -> list[Decision]:
    undecided = (None, TargetState.TBD)
    found = [s for s in standings if s.reason is Reason.NO_TARGET and s.now.target.state in undecided]
    proposed = proposals_of(edition)
    has_some = any(standing.kpi.id in proposed for standing in found)
    where = " Proposals from their history stand beside the candidates." if has_some else ""
    return _for_all(found, "Targets", "Set a target for {names}, or say that none is meant." + where)


def _without_owner(edition: Edition, standings: Iterable[Standing]) -> list[Decision]:
    day = edition.month.last_day
    found = [s for s in standings if not s.is_part and owner_on(s.kpi, on=day) is None]
    return _for_all(found, "Owners", "Name one accountable owner for {names}.")


def _for_all(standings: Sequence[Standing], subject: str, sentence: str) -> list[Decision]:
    names = joined_up_to(inside_sentence([shortened(s.kpi.name, most=LONGEST_NAME) for s in standings]), most=5)
    return [Decision(subject, sentence.format(names=names), "")] if standings else []


def _about(standing: Standing, edition: Edition, *, text: str) -> Decision:
    owner = edition.owner(standing.kpi)
    return Decision(
        capitalised(shortened(standing.kpi.name, most=LONGEST_NAME)),
        text,
        f"{owner}." if owner and not owner.endswith(".") else owner,
    )
