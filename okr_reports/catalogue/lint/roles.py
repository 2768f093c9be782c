"""Advice on roles: KPIs that can never be judged there, and areas that name too few or too many."""

from collections.abc import Iterator, Mapping

from okr_reports.catalogue.draft import Draft
from okr_reports.catalogue.lint.role_codes import ROLE_CODES
from okr_reports.catalogue.model import Kpi
from okr_reports.catalogue.places import Place
from okr_reports.catalogue.roles_sheets import RoleSheet
from okr_reports.findings import Finding
from okr_reports.policy import policy_from
from okr_reports.words import Visibility


def role_findings(draft: Draft) -> Iterator[Finding]:
    """The advice on the roles of a valid folder, role by role. Nothing in it stops a run."""
    kpis = {sheet.id: sheet.entry for sheet in draft.kpis}
    for sheet in draft.roles:
        yield from _empty_findings(sheet)
        yield from _limit_findings(sheet, draft)
        yield from _kpi_findings(sheet, kpis)


def _empty_findings(sheet: RoleSheet) -> Iterator[Finding]:
    if not sheet.role.entry.kras:
        text = "the role answers for nothing: the bundles of everybody who holds it have no figures"
        yield _finding("ROLE-EMPTY", sheet, text, at=sheet.role.source.at())


def _limit_findings(sheet: RoleSheet, draft: Draft) -> Iterator[Finding]:
    written = draft.company.entry.policy
    limits = policy_from(written.profile, written.overrides()).kpis_per_role
    count = len({kpi.kpi for kra in sheet.role.entry.kras for kpi in kra.kpis})
    if limits is not None and count and not limits[0] <= count <= limits[1]:
        text = f"{count} KPIs, where the profile '{written.profile}' asks for {limits[0]} to {limits[1]}"
        yield _finding("LIMIT-ROLE-KPIS", sheet, text, at=sheet.role.source.at_key("kras"))


def _kpi_findings(sheet: RoleSheet, kpis: Mapping[str, Kpi]) -> Iterator[Finding]:
    for number, kra in enumerate(sheet.role.entry.kras):
        for position, named in enumerate(kra.kpis):
            place = sheet.role.source.at("kras", number, "kpis", position, "kpi")
            if reason := _never_judged(kpis[named.kpi]):
                text = f"'{named.kpi}' {reason}: its weight falls to the other KPIs of the role"
                yield _finding("ROLE-KPI-UNJUDGED", sheet, text, at=place)


def _never_judged(kpi: Kpi) -> str | None:
    """Why no period of a KPI is judged in an appraisal, or None."""
    if kpi.visibility is Visibility.CONFIDENTIAL:
        return "is confidential and reaches no report"
    if kpi.status == "trial":
        return "is on trial and not judged"
    if not kpi.targets:
        return "has no target"
    return "has no target in numbers" if all(target.state is not None for target in kpi.targets) else None


def _finding(code: str, sheet: RoleSheet, text: str, *, at: Place) -> Finding:
    said = ROLE_CODES[code]
    return Finding(code, said.severity, sheet.role.id, text, at.file_line, said.rewrite[0].lower() + said.rewrite[1:])
