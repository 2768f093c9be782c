"""The register of definitions: formula, extract, kind, target with its bound and day, and what else narrows a KPI."""

from collections.abc import Mapping, Sequence

from okr_reports.catalogue.model import Kpi
from okr_reports.packs.appendix import DefinitionGroup, DefinitionRow, DefinitionsPage
from okr_reports.packs.candidates import Proposal, proposals_of
from okr_reports.packs.dates import day
from okr_reports.packs.definition_changes import definition_changes
from okr_reports.packs.edition import Edition
from okr_reports.packs.grouping import COMPANY_WIDE
from okr_reports.packs.listing import plural
from okr_reports.packs.numbers import NO_BREAK, NOTHING
from okr_reports.packs.standings import Standing
from okr_reports.packs.targets import TargetInForce
from okr_reports.words import Accumulation, Cadence, KpiKind, Visibility

_ACCUMULATED = {
    Accumulation.SUM: "longer periods: sum",
    Accumulation.LAST: "longer periods: last value",
    Accumulation.MEAN: "longer periods: mean",
}


def definitions_page(standings: Sequence[Standing], edition: Edition) -> DefinitionsPage:
    """The register of these KPIs, by department in the order given; parts of a KPI share its one definition."""
    groups: dict[str | None, list[Standing]] = {}
    seen: set[str] = set()
    for standing in standings:
        if standing.kpi.id not in seen:
            seen.add(standing.kpi.id)
            groups.setdefault(standing.kpi.department, []).append(standing)
    changes, more = definition_changes(standings, edition)
    proposals = proposals_of(edition)
    tolerance = f"{edition.catalogue.policy.kpi_tolerance * 100:.2g}{NO_BREAK}%"
    return DefinitionsPage(
        title=_title(len(seen)),
        sub="Lagging: an outcome; leading: drives one; counterweight: must not suffer. A period is judged by the "
        f"target in force in it. Bound: the author's own limit of “at risk”; without one, {tolerance} of the target.",
        changes=changes,
        changes_note=more,
        groups=tuple(_group(department, rows, edition, proposals=proposals) for department, rows in groups.items()),
    )


def _title(count: int) -> str:
    return "Definition of the one KPI" if count == 1 else f"Definitions of all {count} KPIs"


def _group(
    department: str | None, standings: Sequence[Standing], edition: Edition, *, proposals: Mapping[str, Proposal]
) -> DefinitionGroup:
    name = edition.roster.department(department) if department else COMPANY_WIDE
    owners = {edition.owner(standing.kpi) for standing in standings}
    shared = owners.pop() if len(owners) == 1 else ""
    rows = tuple(_row(s, edition, has_owner=not shared, proposal=proposals.get(s.kpi.id)) for s in standings)
    return DefinitionGroup(f"{name} · {shared}" if shared else name, rows)


def _row(standing: Standing, edition: Edition, *, has_owner: bool, proposal: Proposal | None) -> DefinitionRow:
    kpi, target = standing.kpi, standing.now.target
    is_secret = kpi.visibility is Visibility.CONFIDENTIAL
    return DefinitionRow(
        name=kpi.name,
        remark=" · ".join([_kind(kpi, edition), *([edition.owner(kpi)] if has_owner else [])]),
        formula=formula_text(kpi, edition),
        more=" · ".join([*_more(standing, edition), *_proposed(proposal)]),
        extract=kpi.extract,
        target=target.figure(standing.style),
        bound=target.bound(standing.style) or NOTHING,
        set_on=day(target.set_on, locale=edition.locale) if target.set_on and not is_secret else NOTHING,
    )


def formula_text(kpi: Kpi, edition: Edition) -> str:
    """The formula as written, or what a ready-made value is read from."""
    if kpi.formula:
        return " ".join(kpi.formula.split())
    extract = edition.catalogue.extracts.get(kpi.extract)
    if extract is not None and extract.numerator:
        return f"{extract.numerator} ÷ {extract.denominator}, as delivered"
    return f"{extract.value if extract is not None and extract.value else 'value'}, as delivered"


def _kind(kpi: Kpi, edition: Edition) -> str:
    is_counterweight = any(other.counterweight == kpi.id for other in edition.catalogue.kpis.values())
    return "counterweight" if is_counterweight and kpi.kind is KpiKind.LAGGING else str(kpi.kind)


def _more(standing: Standing, edition: Edition) -> list[str]:
    kpi = standing.kpi
    weight = edition.catalogue.kpis.get(kpi.counterweight or "")
    parts = [
        f"where {' '.join(kpi.filter.split())}" if kpi.filter else "",
        str(kpi.cadence).replace("_", "-") if kpi.cadence is not Cadence.MONTHLY else "",
        f"over {kpi.window}" if kpi.window else "",
        "stock" if kpi.stock else "",
        _ACCUMULATED[kpi.accumulation] if kpi.accumulation else "",
        f"judged from n{NO_BREAK}{kpi.min_n}" if kpi.min_n else "",
        f"counterweight: {weight.name}" if weight else "",
        standing.style.remark,
        "on trial" if kpi.status == "trial" else "",
        "management only" if kpi.visibility is Visibility.MANAGEMENT else "",
        "confidential" if kpi.visibility is Visibility.CONFIDENTIAL else "",
        _earlier_targets(standing),
        *_longer_targets(standing, edition),
    ]
    return [part for part in parts if part]


def _longer_targets(standing: Standing, edition: Edition) -> list[str]:
    """`2026-Q3: ≥ 320`: the targets of longer periods around the month."""
    said = [(reading.period, reading.target.said(standing.style)) for reading in standing.longer.values()]
    return [f"{edition.period(period)}: {target}" for period, target in said if target]


def _proposed(proposal: Proposal | None) -> list[str]:
    """`proposed target ≥ 44 % (median of 12 values)`."""
    if proposal is None or proposal.median is None or proposal.op is None:
        return []
    level = TargetInForce(op=proposal.op, value=proposal.median).said(proposal.standing.style)
    return [f"proposed target {level} (median of {plural(proposal.values_count, 'value')})"]


def _earlier_targets(standing: Standing) -> str:
    """That the target changed, and why, as the sheet says it."""
    is_secret = standing.kpi.visibility is Visibility.CONFIDENTIAL
    rows = [row for row in standing.kpi.targets if row.grain is None and not is_secret]
    if len(rows) < 2 or standing.now.target.from_key is None:
        return ""
    why = f" ({standing.now.target.why})" if standing.now.target.why else ""
    return f"{plural(len(rows), 'target')} so far, this one from {standing.now.target.from_key}{why}"
