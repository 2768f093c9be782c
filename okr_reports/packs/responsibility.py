"""Who answers for what: per owner the KPIs, what of them misses its target, and where the actions stand."""

from collections import Counter
from collections.abc import Sequence

from okr_reports.packs.edition import Edition
from okr_reports.packs.listing import joined, joined_up_to, shortened
from okr_reports.packs.numbers import NOTHING
from okr_reports.packs.outlook import ResponsibleRow
from okr_reports.packs.pages import Says
from okr_reports.packs.people import owner_key, owner_on
from okr_reports.packs.standings import Standing
from okr_reports.words import ActionState, Health

_MOST_KPIS, _MOST_MISSED, _LONGEST_NAME = 8, 4, 60
_COUNTED = {
    ActionState.OPEN: "open",
    ActionState.DONE: "done",
    ActionState.DUE: "to be named",
}
_LACKING = {ActionState.OVERDUE: "overdue", ActionState.MISSING: "missing"}
NOBODY = "Nobody"


def responsible_rows(edition: Edition) -> tuple[ResponsibleRow, ...]:
    """One row per owner in the order of the catalogue, those of nobody last; by department where no name is printed."""
    groups: dict[tuple[bool, str], list[Standing]] = {}
    for standing in edition.standings:
        if not standing.is_part:
            groups.setdefault(_key(standing, edition), []).append(standing)
    ordered = sorted(groups.items(), key=lambda group: group[0][0])
    return tuple(_row(members, edition, is_nobody=is_nobody) for (is_nobody, _), members in ordered)


def _key(standing: Standing, edition: Edition) -> tuple[bool, str]:
    """Whether nobody owns it, and who does: by id, since two people may be printed alike; else the department."""
    owner = owner_key(owner_on(standing.kpi, on=edition.month.last_day))
    if owner is None:
        return True, ""
    return False, owner if edition.owner(standing.kpi) else f"department {standing.kpi.department or ''}"


def _row(standings: Sequence[Standing], edition: Edition, *, is_nobody: bool) -> ResponsibleRow:
    first = standings[0]
    places = [edition.roster.department(s.kpi.department) for s in standings if s.kpi.department]
    departments = joined_up_to(list(dict.fromkeys(places)), most=2) or "Company-wide"
    owner = edition.owner(first.kpi)
    missed = [s for s in standings if s.health in (Health.OFF_TARGET, Health.AT_RISK)]
    return ResponsibleRow(
        who=NOBODY if is_nobody else owner or departments,
        remark=departments if is_nobody or (owner and owner != departments) else "",
        kpis=joined_up_to([_name(standing) for standing in standings], most=_MOST_KPIS),
        missed=joined_up_to([_name(standing) for standing in missed], most=_MOST_MISSED) or NOTHING,
        actions=_actions(standings),
    )


def _name(standing: Standing) -> str:
    return shortened(standing.kpi.name, most=_LONGEST_NAME)


def _actions(standings: Sequence[Standing]) -> Says:
    """`1 missing` in bold, then `2 open`."""
    counts = Counter(standing.action.state for standing in standings if standing.action)
    lacking = [f"{counts[state]} {word}" for state, word in _LACKING.items() if counts[state]]
    others = [f"{counts[state]} {word}" for state, word in _COUNTED.items() if counts[state]]
    if not lacking and not others:
        return Says(rest=NOTHING)
    return Says(joined(lacking), f"{', ' if lacking and others else ''}{joined(others)}")
