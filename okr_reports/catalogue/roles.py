"""Roles checked against the KPIs and their own sums, and handed on as rows: what everybody in a role answers for."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from okr_reports.appraisal_words import Measured
from okr_reports.catalogue.catalogue import Catalogue
from okr_reports.catalogue.draft import UNKNOWN, Draft
from okr_reports.catalogue.model import Kpi
from okr_reports.catalogue.places import Place, did_you_mean, quoted
from okr_reports.catalogue.reading import Sheet
from okr_reports.catalogue.roles_firewall import goal_in_role, is_goal, pay_problems
from okr_reports.catalogue.roles_sheets import RoleSheet
from okr_reports.errors import Problem

_WHOLE, _OFF_BY = 100.0, 0.05
# Sums of weights written with decimals miss by bits.
_BITS = 1e-9


@dataclass(frozen=True)
class RoleKpiRow:
    """What a role answers for: one KPI in one area. Weights of 100; positions count from 1, in order of the file."""

    role_id: str
    kra_id: str
    kra_name: str
    kra_weight: float
    kra_position: int
    kpi_id: str
    kpi_weight: float
    kpi_position: int
    measured: Measured


def role_kpis(catalogue: Catalogue) -> tuple[RoleKpiRow, ...]:
    """Every KPI of every area of every role, in order of the files: rows of appraisal_tables.ROLE_KPIS."""
    return tuple(
        RoleKpiRow(
            role.id, kra.id or "", kra.name, kra.weight, kra_position, kpi.kpi, kpi.weight, kpi_position, kpi.measured
        )
        for role in catalogue.roles.values()
        for kra_position, kra in enumerate(role.kras, 1)
        for kpi_position, kpi in enumerate(kra.kpis, 1)
    )


def role_places(draft: Draft) -> Mapping[str, str]:
    """Role id → `file:line`."""
    return {sheet.role.id: sheet.role.source.at().file_line for sheet in draft.roles}


def role_problems(draft: Draft) -> Iterator[Problem]:
    """Everything wrong with roles beyond the types of single values."""
    yield from _taken_ids(draft)
    kpis = {sheet.id: sheet for sheet in draft.kpis}
    for sheet in draft.roles:
        source = sheet.role.source
        if sheet.role.entry.kras and not sheet.has_unread_weights("kras"):
            weights = [kra.weight for kra in sheet.role.entry.kras]
            yield from _sum_problems(weights, source.at_key("kras"), of="the KRAs of this role")
        yield from _doubled_kras(sheet)
        yield from pay_problems(sheet, draft, kpis=kpis)
        for number in range(len(sheet.role.entry.kras)):
            yield from _kra_problems(sheet, number, draft=draft, kpis=kpis)


def _taken_ids(draft: Draft) -> Iterator[Problem]:
    """Logs name what was changed by its id alone, so a role has none that something else has."""
    goals = [sheet for goal in draft.goals for sheet in (goal.objective, *goal.key_results)]
    first: dict[str, tuple[str, Place]] = {
        sheet.id.lower(): (sheet.id, sheet.source.at()) for sheet in (*draft.kpis, *goals)
    }
    for sheet in draft.roles:
        role = sheet.role
        if role.id == UNKNOWN:
            continue
        id, place = first.setdefault(role.id.lower(), (role.id, role.source.at()))
        if place != role.source.at():
            what = f"the id {quoted(role.id)} is taken by {quoted(id)} in {place.file_line}"
            yield role.source.at("id").problem(what, "ids are unique without regard to case: give this role another")


def _sum_problems(weights: Sequence[float], place: Place, *, of: str) -> Iterator[Problem]:
    total = sum(weights)
    if abs(total - _WHOLE) > _OFF_BY + _BITS:
        off = f"{abs(_WHOLE - total):g} {'are missing' if total < _WHOLE else 'are too many'}"
        yield place.problem(f"the weights of {of} total {total:g}", f"make them total 100: {off}")


def _doubled_kras(sheet: RoleSheet) -> Iterator[Problem]:
    first: dict[str, str] = {}
    for number, kra in enumerate(sheet.role.entry.kras):
        if kra.name == UNKNOWN or kra.id is None:
            continue
        earlier = first.setdefault(kra.id.lower(), f"{kra.name} ({number})")
        if earlier != f"{kra.name} ({number})":
            place = sheet.role.source.at(
                "kras", number, "id" if sheet.role.source.has("kras", number, "id") else "name"
            )
            yield place.problem(
                f"two KRAs of this role have the id {quoted(kra.id)}", "give this one an `id` of its own"
            )


def _kra_problems(sheet: RoleSheet, number: int, *, draft: Draft, kpis: Mapping[str, Sheet[Kpi]]) -> Iterator[Problem]:
    kra, source = sheet.role.entry.kras[number], sheet.role.source.within("kras", number)
    if not sheet.has_unread_weights("kras", number, "kpis"):
        yield from _sum_problems([kpi.weight for kpi in kra.kpis], source.at_key("kpis"), of="the KPIs of this KRA")
    seen: set[str] = set()
    for position, named in enumerate(kra.kpis):
        place = source.at("kpis", position, "kpi")
        if is_goal(named.kpi, draft):
            yield goal_in_role(named.kpi, place)
        elif not draft.has("kpis", named.kpi):
            fix = did_you_mean(
                named.kpi, [id for id in kpis if id != UNKNOWN], otherwise="write the id of a KPI in kpis/"
            )
            yield place.problem(f"there is no KPI {quoted(named.kpi)}", fix)
        if named.kpi in seen and named.kpi != UNKNOWN:
            yield place.problem(f"the KPI {quoted(named.kpi)} stands twice in this KRA", "keep one, with both weights")
        seen.add(named.kpi)
        measured_by = kpis.get(named.kpi)
        if measured_by is not None and named.measured is Measured.PERSON and _lacks_person(measured_by):
            what = f"{quoted(named.kpi)} cannot be measured for one person: its sheet does not say whose a row is"
            fix = f"write `person_column: …` in {measured_by.source.at().file_line}, or `measured: team` here"
            yield source.at("kpis", position, "measured").problem(what, fix)


def _lacks_person(sheet: Sheet[Kpi]) -> bool:
    return sheet.entry.person_column is None and not (sheet.is_mended and sheet.source.has("person_column"))
