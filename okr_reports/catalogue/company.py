"""Checks of company.yaml that go beyond the form of single values: zone, calendar, cycles, teams, files it names."""

import re
from collections.abc import Iterator
from itertools import pairwise
from zoneinfo import ZoneInfo, available_timezones

from okr_reports.catalogue.draft import Draft
from okr_reports.catalogue.model import Company, CycleWritten
from okr_reports.catalogue.places import did_you_mean, listed, quoted
from okr_reports.catalogue.reading import Sheet, has_file
from okr_reports.catalogue.secrets import holds_secret
from okr_reports.errors import Problem
from okr_reports.findings import Finding
from okr_reports.words import Severity

_LOOKS_LIKE_A_PERIOD = re.compile(r"(FY)?\d{4}(-?(\d{1,2}|[WQH]\d{1,2})(-\d{1,2})?)?", re.IGNORECASE)


def company_problems(draft: Draft) -> Iterator[Problem]:
    """Everything wrong in company.yaml beyond the types."""
    sheet = draft.company
    yield from _zone_problems(sheet)
    yield from _store_problems(sheet)
    yield from _holiday_problems(sheet)
    yield from _cycle_problems(sheet)
    yield from _team_problems(sheet)
    policy = sheet.entry.linkage_policy
    if policy is not None and not has_file(draft.folder, policy.text):
        what = f"there is no file {quoted(policy.text)}"
        yield sheet.source.at("linkage_policy", "text").problem(what, "paths start at the company folder")


def company_findings(draft: Draft) -> Iterator[Finding]:
    """What is not wrong but should be known: gaps between listed cycles."""
    cycles = draft.company.entry.okr_cycle
    for before, after in _neighbours(cycles if isinstance(cycles, list) else []):
        if (after.from_ - before.to).days > 1:
            text = f"company.yaml: days between the OKR cycles {before.id} and {after.id} belong to none"
            yield Finding("CYCLE-GAP", Severity.ADVICE, after.id, text)


def is_time_zone(name: str) -> bool:
    """Whether the time zone database knows the name."""
    try:
        ZoneInfo(name)
    except (KeyError, OSError, ValueError):
        return False
    return True


def zone_fix(name: str) -> str:
    """What to write instead of an unknown time zone."""
    return did_you_mean(name, available_timezones(), otherwise="write a zone like Asia/Kolkata, Europe/Berlin or UTC")


def _zone_problems(sheet: Sheet[Company]) -> Iterator[Problem]:
    name = sheet.entry.timezone
    if not is_time_zone(name):
        yield sheet.source.at("timezone").problem(f"there is no time zone {quoted(name)}", zone_fix(name))


def _store_problems(sheet: Sheet[Company]) -> Iterator[Problem]:
    if holds_secret(sheet.entry.store):
        fix = "leave the password out: the store's library reads it from the environment"
        yield sheet.source.at("store").problem("the store's address holds a password", fix)


def _holiday_problems(sheet: Sheet[Company]) -> Iterator[Problem]:
    code = sheet.entry.holidays
    if code is None:
        return
    from okr_reports.catalogue.calendar import is_known_calendar, subdivisions

    if not is_known_calendar(code):
        known = subdivisions(code.partition("-")[0])
        fix = (
            f"write {code[:2]} or {code[:2]}- with one of {listed(known)}"
            if known
            else "write a country like IN, DE or US, or a part of one like DE-BY"
        )
        yield sheet.source.at("holidays").problem(f"there is no holiday calendar {quoted(code)}", fix)


def _cycle_problems(sheet: Sheet[Company]) -> Iterator[Problem]:
    cycles = sheet.entry.okr_cycle if isinstance(sheet.entry.okr_cycle, list) else []
    source = sheet.source.within("okr_cycle")
    seen: set[str] = set()
    for number, cycle in enumerate(cycles):
        if _LOOKS_LIKE_A_PERIOD.fullmatch(cycle.id):
            fix = "write an id like 2026-C4, which is no month, week, quarter, half-year or year"
            yield source.at(number, "id").problem(f"the cycle id {quoted(cycle.id)} looks like another period", fix)
        if cycle.id.lower() in seen:
            yield source.at(number, "id").problem(f"the cycle {quoted(cycle.id)} stands twice", "give it another id")
        if cycle.to < cycle.from_:
            yield source.at(number, "to").problem(
                "the cycle ends before it begins", "`from` is the first day, `to` the last"
            )
        seen.add(cycle.id.lower())
    for before, after in _neighbours(cycles):
        if after.from_ <= before.to:
            place = source.at(cycles.index(after), "from")
            yield place.problem(f"the cycles {before.id} and {after.id} overlap", f"begin {after.id} after {before.to}")


def _neighbours(cycles: list[CycleWritten]) -> Iterator[tuple[CycleWritten, CycleWritten]]:
    ordered = sorted(cycles, key=lambda cycle: cycle.from_)
    yield from pairwise(ordered)


def _team_problems(sheet: Sheet[Company]) -> Iterator[Problem]:
    company = sheet.entry
    for kind, ids in (("departments", company.departments or {}), ("teams", company.teams or {})):
        lower: dict[str, str] = {}
        for id in ids:
            if id.lower() in lower:
                what = f"{quoted(id)} and {quoted(lower[id.lower()])} differ only in case"
                yield sheet.source.at_key(kind, id).problem(what, "give one another id")
            lower[id.lower()] = id
    for id, team in (company.teams or {}).items():
        if team.department and company.departments is not None and team.department not in company.departments:
            fix = did_you_mean(team.department, company.departments, otherwise=f"write {listed(company.departments)}")
            place = sheet.source.at("teams", id, "department")
            yield place.problem(f"there is no department {quoted(team.department)}", fix)
