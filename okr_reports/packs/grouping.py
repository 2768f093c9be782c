"""Which KPIs stand together: on which department's page, and there outcome → what drives it → what must not suffer."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from okr_reports.packs.edition import Edition
from okr_reports.packs.reasons import CALLED
from okr_reports.packs.standings import Standing
from okr_reports.periods import Grain
from okr_reports.words import KpiKind

COMPANY_WIDE = "Company-wide"


@dataclass(frozen=True)
class StandingGroup:
    """Standings printed under one heading; `roles`: KPI id → leading or counterweight, as it serves the group."""

    title: str
    standings: tuple[Standing, ...]
    roles: Mapping[str, str]


def by_department(edition: Edition) -> list[tuple[str | None, list[Standing]]]:
    """Department id → its standings; declared departments first, then by appearance; without one comes first.

    Where a department has a part of its own in its KPI, the whole company's value stands with what belongs to none.
    """
    own_parts = {(standing.kpi.id, standing.department) for standing in edition.standings if standing.is_part}
    found: dict[str | None, list[Standing]] = {}
    for standing in edition.standings:
        is_whole = not standing.is_part and (standing.kpi.id, standing.department) in own_parts
        found.setdefault(None if is_whole else standing.department, []).append(standing)
    declared = list(edition.catalogue.company.departments or {})
    order = [None, *declared, *(department for department in found if department and department not in declared)]
    return [(department, found[department]) for department in order if department in found]


def chains(standings: Sequence[Standing], edition: Edition) -> list[StandingGroup]:
    """The groups of one page: each outcome with its drivers and its counterweight; the rest under one heading."""
    free = {standing.kpi.id: standing for standing in standings}
    groups: list[StandingGroup] = []
    for head in standings:
        if head.kpi.id in free and _leads_a_chain(head, free):
            group = _chain(head, free, edition)
            taken = {standing.kpi.id for standing in group.standings}
            free = {kpi_id: standing for kpi_id, standing in free.items() if kpi_id not in taken}
            groups.append(group)
    if free:
        groups.append(StandingGroup("Further KPIs" if groups else "", tuple(free.values()), {}))
    return groups


def _leads_a_chain(head: Standing, free: Mapping[str, Standing]) -> bool:
    """An outcome with a companion on this page, and not itself only the counterweight of a chain still to come."""
    # Of two that are each other's counterweight the first one leads.
    others = (standing for standing in free.values() if standing.kpi.id != head.kpi.counterweight)
    is_counterweight = any(standing.kpi.counterweight == head.kpi.id for standing in others)
    has_companion = any(kpi_id in free for kpi_id in (*head.kpi.leading, head.kpi.counterweight))
    is_only_counterweight = is_counterweight and not head.kpi.leading
    return head.kpi.kind is KpiKind.LAGGING and has_companion and not is_only_counterweight


def _chain(head: Standing, free: Mapping[str, Standing], edition: Edition) -> StandingGroup:
    """The outcome with those of its companions that stand on this page and in no chain yet."""
    leading = [free[kpi_id] for kpi_id in head.kpi.leading if kpi_id in free and kpi_id != head.kpi.id]
    drawn_in = {head.kpi.id, *(standing.kpi.id for standing in leading)}
    weight_id = head.kpi.counterweight
    weight = [free[weight_id]] if weight_id in free and weight_id not in drawn_in and weight_id else []
    roles = {s.kpi.id: "leading" for s in leading} | {s.kpi.id: "counterweight" for s in weight}
    title = _title(has_leading=bool(leading), has_counterweight=bool(weight))
    elsewhere = "" if weight else _counterweight_elsewhere(head, edition)
    return StandingGroup(title + elsewhere, (head, *leading, *weight), roles)


def _title(*, has_leading: bool, has_counterweight: bool) -> str:
    parts = ["Outcome"]
    parts += ["what drives it"] if has_leading else []
    parts += ["what must not suffer"] if has_counterweight else []
    return ", ".join(parts)


def _counterweight_elsewhere(head: Standing, edition: Edition) -> str:
    kpi = edition.catalogue.kpis.get(head.kpi.counterweight or "")
    if kpi is None:
        return ""
    is_here = kpi.department == head.kpi.department
    where = "on this page" if is_here else edition.roster.department(kpi.department) if kpi.department else "elsewhere"
    return f" (counterweight: {kpi.name}, {where})"


def by_cadence(standings: Sequence[Standing]) -> list[StandingGroup]:
    """Groups of KPIs that are not monthly: by the length of their periods, those outside the counts by themselves."""
    found: dict[str, list[Standing]] = {}
    for standing in sorted(standings, key=lambda s: (s.is_apart, list(Grain).index(s.now.period.grain))):
        tail = ", ended before this month: outside the counts" if standing.is_apart else ""
        found.setdefault(f"By the {CALLED[standing.now.period.grain]}{tail}", []).append(standing)
    return [StandingGroup(title, tuple(members), {}) for title, members in found.items()]
