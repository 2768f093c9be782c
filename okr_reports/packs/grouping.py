"""Which KPIs stand together: on which department's page, and there outcome → what drives it → what must not suffer."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from okr_reports.packs.edition import Edition
from okr_reports.packs.reasons import CALLED
from okr_reports.packs.standings import Standing
from okr_reports.periods import Grain
from okr_reports.words import KpiKind, Visibility

COMPANY_WIDE = "Company-wide"


@dataclass(frozen=True)
class StandingGroup:
    """Standings printed under one heading; `roles`: KPI id → leading or counterweight, as it serves the group."""

    title: str
    standings: tuple[Standing, ...]
    roles: Mapping[str, str]


def by_department(edition: Edition) -> list[tuple[str | None, list[Standing]]]:
    """Department id → its standings; declared departments first, then by appearance; without one comes first."""
    found: dict[str | None, list[Standing]] = {}
    for standing in edition.standings:
        found.setdefault(standing.department, []).append(standing)
    declared = list(edition.catalogue.company.departments or {})
    order = [None, *declared, *(department for department in found if department and department not in declared)]
    return [(department, found[department]) for department in order if department in found]


def company_only_removed(standings: Sequence[Standing]) -> list[Standing]:
    """What a department's own document may hold: KPIs for management and confidential ones stay in the company's."""
    return [standing for standing in standings if standing.kpi.visibility is Visibility.COMPANY]


def chains(standings: Sequence[Standing], edition: Edition) -> list[StandingGroup]:
    """The groups of one page: each outcome with its drivers and its counterweight; the rest under one heading."""
    here = {standing.kpi.id: standing for standing in standings}
    placed: set[str] = set()
    groups: list[StandingGroup] = []
    for head in standings:
        if head.kpi.kind is KpiKind.LAGGING and head.kpi.id not in placed and _leads_a_chain(head, here, placed):
            group = _chain(head, here, placed, edition)
            placed |= {standing.kpi.id for standing in group.standings}
            groups.append(group)
    rest = tuple(standing for standing in standings if standing.kpi.id not in placed)
    if rest:
        groups.append(StandingGroup("Further KPIs" if groups else "", rest, {}))
    return groups


def _leads_a_chain(head: Standing, here: Mapping[str, Standing], placed: set[str]) -> bool:
    """Not the counterweight of a chain still to come, and with at least one companion on this page."""
    is_counterweight = any(s.kpi.counterweight == head.kpi.id for s in here.values() if s.kpi.id not in placed)
    companions = [*head.kpi.leading, head.kpi.counterweight]
    has_own = any(kpi_id in here and kpi_id not in placed for kpi_id in companions if kpi_id)
    return has_own and not (is_counterweight and not head.kpi.leading)


def _chain(head: Standing, here: Mapping[str, Standing], placed: set[str], edition: Edition) -> StandingGroup:
    leading = [here[kpi_id] for kpi_id in head.kpi.leading if kpi_id in here and kpi_id not in placed]
    taken = placed | {head.kpi.id, *(standing.kpi.id for standing in leading)}
    weight_id = head.kpi.counterweight
    weight = [here[weight_id]] if weight_id in here and weight_id not in taken and weight_id else []
    roles = {s.kpi.id: "leading" for s in leading} | {s.kpi.id: "counterweight" for s in weight}
    title = _title(has_leading=bool(leading), has_counterweight=bool(weight))
    elsewhere = "" if weight else _counterweight_elsewhere(weight_id, here, edition)
    return StandingGroup(title + elsewhere, (head, *leading, *weight), roles)


def _title(*, has_leading: bool, has_counterweight: bool) -> str:
    parts = ["Outcome"]
    parts += ["what drives it"] if has_leading else []
    parts += ["what must not suffer"] if has_counterweight else []
    return ", ".join(parts)


def _counterweight_elsewhere(kpi_id: str | None, here: Mapping[str, Standing], edition: Edition) -> str:
    if kpi_id is None or kpi_id not in edition.catalogue.kpis:
        return ""
    kpi = edition.catalogue.kpis[kpi_id]
    where = "above" if kpi_id in here else edition.roster.department(kpi.department) if kpi.department else "elsewhere"
    return f" (counterweight: {kpi.name}, {where})"


def by_cadence(standings: Sequence[Standing]) -> list[StandingGroup]:
    """Groups of KPIs that are not monthly: by the length of their periods, those outside the counts by themselves."""
    found: dict[str, list[Standing]] = {}
    for standing in sorted(standings, key=lambda s: (s.is_apart, list(Grain).index(s.now.period.grain))):
        tail = ", ended before this month: outside the counts" if standing.is_apart else ""
        found.setdefault(f"By the {CALLED[standing.now.period.grain]}{tail}", []).append(standing)
    return [StandingGroup(title, tuple(members), {}) for title, members in found.items()]
