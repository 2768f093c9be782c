"""Keeps OKRs out of roles: everything a role names is counted in appraisals, and OKRs enter those in words only."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import PurePath

from okr_reports.catalogue import pay_firewall
from okr_reports.catalogue.draft import UNKNOWN, Draft
from okr_reports.catalogue.model import Kpi
from okr_reports.catalogue.places import Place, quoted
from okr_reports.catalogue.reading import Sheet
from okr_reports.catalogue.roles_sheets import RoleSheet
from okr_reports.errors import Problem

# Logs whose figures are about goals, as tables and as files.
_GOAL_LOGS = ("check_ins", "actuals", "retro_notes")
_FIX = "name a KPI of its own: OKRs enter appraisals in words only"


def is_goal(id: str, draft: Draft) -> bool:
    """Whether the id is one of an objective or key result, and of no KPI."""
    return id != UNKNOWN and ("goals", id) in draft.named and ("kpis", id) not in draft.named


def goal_in_role(id: str, place: Place) -> Problem:
    """A role that names a goal as its KPI."""
    return _refused(f"{quoted(id)} is an objective or key result, and a role would give it weight in pay", place)


def pay_problems(sheet: RoleSheet, draft: Draft, *, kpis: Mapping[str, Sheet[Kpi]]) -> Iterator[Problem]:
    """Areas and KPIs of a role that are OKRs under another name (rules §8).

    A KPI whose target was taken over from a reached key result is none: somebody decided it anew.
    """
    source = sheet.role.source
    for number, kra in enumerate(sheet.role.entry.kras):
        if pay_firewall.names_goals(kra.name, kra.id or ""):
            what = f"the KRA {quoted(kra.name)} would give OKRs weight in ratings or pay"
            yield _refused(what, source.at("kras", number, "name"))
        for position, named in enumerate(kra.kpis):
            kpi = kpis.get(named.kpi)
            if kpi is not None and (why := _goal_behind(kpi, draft)):
                yield _refused(f"the KPI {quoted(kpi.id)} {why}", source.at("kras", number, "kpis", position, "kpi"))


def _goal_behind(kpi: Sheet[Kpi], draft: Draft) -> str | None:
    """What makes a KPI a figure about OKRs: its name, or where its rows come from."""
    if pay_firewall.names_goals(kpi.id, kpi.entry.name, kpi.entry.formula or ""):
        return "is a figure about OKRs"
    logs = {draft.tables[name].entry.extract: name for name in _GOAL_LOGS if name in draft.tables}
    extract = draft.extracts.get(kpi.entry.extract)
    joined = [join.extract for join in extract.entry.join] if extract is not None else []
    for id in (kpi.entry.extract, *joined):
        file = draft.extracts[id].entry.file if id in draft.extracts else None
        if pay_firewall.names_goals(id, PurePath(file or "").name):
            return f"is measured from {quoted(id)}, which is about OKRs"
        name = logs.get(id) or next((name for name in _GOAL_LOGS if (file or "").endswith(f"{name}.csv")), None)
        if name is not None:
            return f"is measured from {name}, which is about goals"
    return None


def _refused(what: str, place: Place) -> Problem:
    return replace(place.problem(f"{pay_firewall.CODE}: {what}", _FIX), code=pay_firewall.CODE)
