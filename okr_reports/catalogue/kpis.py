"""Checks of KPI sheets against each other and against the company: ids, owners, departments, windows, dated rows."""

from collections.abc import Iterator, Mapping

from okr_reports.catalogue.catalogue import Catalogue
from okr_reports.catalogue.draft import UNKNOWN, Draft
from okr_reports.catalogue.model import DatedOwner, Kpi, OrgOwner
from okr_reports.catalogue.places import did_you_mean, listed, name_one_of, quoted
from okr_reports.catalogue.reading import Sheet
from okr_reports.catalogue.spans import grains_for, key_problems, read_window
from okr_reports.errors import Problem
from okr_reports.periods import Grain


def kpi_problems(draft: Draft) -> Iterator[Problem]:
    """Everything wrong with the sheets beyond types, targets and formulas."""
    yield from _doubled(draft)
    for sheet in draft.kpis:
        yield from _extract_problems(sheet, draft)
        yield from _neighbour_problems(sheet, draft)
        yield from _place_problems(sheet, draft)
        yield from _owner_problems(sheet, draft)
        yield from _key_problems(sheet, draft)
        yield from _window_problems(sheet)


def owner_ids(catalogue: Catalogue) -> Mapping[str, str]:
    """Every person named as an owner → `file:line` of the first KPI, objective or key result that names them.

    Whether they exist is known only where people are read (a CSV or an extract).
    """
    owners: dict[str, str] = {}
    for kpi in catalogue.kpis.values():
        for owner in _owners(kpi):
            if isinstance(owner, str):
                owners.setdefault(owner, catalogue.places[kpi.id])
    for id, placed in (*catalogue.objectives.items(), *catalogue.key_results.items()):
        if isinstance(placed.entry.owner, str):
            owners.setdefault(placed.entry.owner, catalogue.places[id])
    return owners


def _owners(kpi: Kpi) -> list[str | OrgOwner]:
    if isinstance(kpi.owner, list):
        return [dated.owner for dated in kpi.owner]
    return [] if kpi.owner is None else [kpi.owner]


def _doubled(draft: Draft) -> Iterator[Problem]:
    first: dict[str, Sheet[Kpi]] = {}
    for sheet in draft.kpis:
        earlier = first.setdefault(sheet.id.lower(), sheet)
        if earlier is not sheet and sheet.id != UNKNOWN:
            what = f"the id {quoted(sheet.id)} is taken by {quoted(earlier.id)} in {earlier.source.at().file_line}"
            yield sheet.source.at("id").problem(what, "ids are unique without regard to case: give this KPI another")


def _extract_problems(sheet: Sheet[Kpi], draft: Draft) -> Iterator[Problem]:
    kpi, source = sheet.entry, sheet.source
    if not draft.has("extracts", kpi.extract):
        fix = name_one_of(kpi.extract, draft.extracts, if_none="describe it in sources.yaml")
        yield source.at("extract").problem(f"there is no extract {quoted(kpi.extract)}", fix)
    extract = draft.extracts.get(kpi.extract)
    if extract is None or extract.is_mended:
        return
    if extract.entry.period is None:
        fix = f"write `period: {{column: …}}` in {extract.source.at().file_line}"
        yield source.at("extract").problem(f"the extract {quoted(kpi.extract)} does not say when a row counts", fix)
    if not source.has("formula") and extract.entry.value is None and extract.entry.numerator is None:
        fix = "write `formula: …`, or give the extract `value: <column>`"
        yield source.at().problem("the KPI has no formula and its extract no ready-made value", fix)
    if kpi.accumulation is not None and kpi.formula is not None:
        fix = "delete it: longer periods are the formula over all their rows"
        yield source.at("accumulation").problem("`accumulation` belongs to ready-made values", fix)


def _neighbour_problems(sheet: Sheet[Kpi], draft: Draft) -> Iterator[Problem]:
    kpi, source = sheet.entry, sheet.source
    named = [(("leading", number), id) for number, id in enumerate(kpi.leading)]
    counterweight = [(("counterweight",), kpi.counterweight)] if kpi.counterweight is not None else []
    for path, id in [*named, *counterweight]:
        if id == sheet.id:
            yield source.at(*path).problem(f"the KPI names itself as its own {path[0]}", "name another KPI")
        elif not draft.has("kpis", id):
            known = [other.id for other in draft.kpis if other.id != UNKNOWN]
            fix = did_you_mean(id, known, otherwise="write the id of a KPI in kpis/")
            yield source.at(*path).problem(f"there is no KPI {quoted(id)}", fix)


def _place_problems(sheet: Sheet[Kpi], draft: Draft) -> Iterator[Problem]:
    company = draft.company.entry
    for kind, id, known in (
        ("department", sheet.entry.department, company.departments),
        ("team", sheet.entry.team, company.teams),
    ):
        if id is not None and known is not None and id not in known:
            fix = did_you_mean(id, known, otherwise=f"write {listed(known)}, or add it to company.yaml")
            yield sheet.source.at(kind).problem(f"there is no {kind} {quoted(id)}", fix)


def _owner_problems(sheet: Sheet[Kpi], draft: Draft) -> Iterator[Problem]:
    departments = draft.company.entry.departments
    for owner in _owners(sheet.entry):
        if isinstance(owner, OrgOwner) and departments is not None and owner.org not in departments:
            fix = did_you_mean(
                owner.org, departments, otherwise=f"write {listed(departments)}, or add it to company.yaml"
            )
            yield sheet.source.at("owner").problem(f"there is no department {quoted(owner.org)}", fix)
    dated = sheet.entry.owner if isinstance(sheet.entry.owner, list) else []
    yield from _doubled_days(dated, sheet)


def _doubled_days(dated: list[DatedOwner], sheet: Sheet[Kpi]) -> Iterator[Problem]:
    days = [owner.from_ for owner in dated]
    for number, day in enumerate(days):
        if day in days[:number]:
            what = f"two owners from {day}"
            yield sheet.source.at("owner", number, "from").problem(what, "name one accountable owner at a time")


def _key_problems(sheet: Sheet[Kpi], draft: Draft) -> Iterator[Problem]:
    kpi, source, fiscal = sheet.entry, sheet.source, draft.fiscal
    grains = grains_for(kpi.cadence)
    for number, asserted in enumerate(kpi.asserted):
        yield from key_problems(
            asserted.period, grains[:1], place=source.at("asserted", number, "period"), fiscal=fiscal
        )
    for number, rebase in enumerate(kpi.rebase):
        yield from key_problems(rebase.from_, grains, place=source.at("rebase", number, "from"), fiscal=fiscal)
    if kpi.trial_from is not None:
        yield from key_problems(kpi.trial_from, (*grains, Grain.MONTH), place=source.at("trial_from"), fiscal=fiscal)


def _window_problems(sheet: Sheet[Kpi]) -> Iterator[Problem]:
    kpi = sheet.entry
    if kpi.window is not None:
        try:
            read_window(kpi.window, kpi.cadence)
        except ValueError as error:
            what = f"the window {quoted(kpi.window)} does not fit a {kpi.cadence} KPI"
            yield sheet.source.at("window").problem(what, str(error))
