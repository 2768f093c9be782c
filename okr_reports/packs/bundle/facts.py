"""What bundles need of the catalogue's KPIs, small enough to travel to every worker."""

import hashlib
import json

from okr_reports.catalogue.catalogue import Catalogue
from okr_reports.catalogue.model import Extract, Kpi
from okr_reports.packs.bundle.inputs import KpiFacts


def kpi_facts_of(catalogue: Catalogue) -> dict[str, KpiFacts]:
    """KPI id → what a bundle prints of its definition, in the catalogue's order."""
    return {id: _facts(kpi, catalogue) for id, kpi in catalogue.kpis.items()}


def _facts(kpi: Kpi, catalogue: Catalogue) -> KpiFacts:
    extract = catalogue.extracts.get(kpi.extract)
    return KpiFacts(
        id=kpi.id,
        name=kpi.name,
        unit=kpi.unit,
        decimals=kpi.decimals,
        cadence=kpi.cadence,
        counterweight_id=kpi.counterweight,
        counterweight_name=_name_of(kpi.counterweight, catalogue),
        is_about_people=kpi.about == "people",
        extracts=(kpi.extract, *(join.extract for join in (extract.join if extract else []))),
        formula=kpi.formula or "",
        filter=kpi.filter or "",
        period_column=_period_column(extract),
        definition_sha256=_hash_of(kpi),
    )


def _name_of(kpi_id: str | None, catalogue: Catalogue) -> str:
    kpi = catalogue.kpis.get(kpi_id or "")
    return kpi.name if kpi else kpi_id or ""


def _period_column(extract: Extract | None) -> str:
    written = extract.period if extract else None
    if written is None:
        return ""
    return written.column or " and ".join(part for part in (written.year, written.month) if part)


def _hash_of(kpi: Kpi) -> str:
    """Of what the author wrote, as in the catalogue's own hash."""
    sheet = kpi.model_dump(mode="json", by_alias=True, exclude_unset=True)
    return hashlib.sha256(json.dumps(sheet, sort_keys=True, ensure_ascii=False).encode()).hexdigest()
