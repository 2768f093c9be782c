"""What all bundles of a cycle share, and its hashes: whether what a bundle says of roles and KPIs is as before."""

import json
from collections.abc import Collection
from dataclasses import asdict, dataclass, field
from hashlib import sha256
from importlib.metadata import version
from typing import Any

from okr_reports.line.appraisal_request import AppraisalRequest
from okr_reports.packs.bundle.facts import kpi_facts_of
from okr_reports.packs.bundle.inputs import CycleFacts, LinkageFacts
from okr_reports.rendering.assets import software_versions
from okr_reports.rendering.engines import PdfEngine

_MAKING = ("as_of", "version", "generator", "engine", "software", "catalogue_sha256")


def cycle_facts(request: AppraisalRequest, *, linkage: LinkageFacts | None, number: int) -> CycleFacts:
    """The facts of this version's bundles."""
    catalogue, engine = request.catalogue, PdfEngine(request.engine)
    return CycleFacts(
        company=catalogue.company,
        fiscal=catalogue.fiscal,
        policy=catalogue.policy,
        roles=catalogue.roles,
        kpis=kpi_facts_of(catalogue),
        catalogue_sha256=catalogue.sha256,
        cycle=request.cycle,
        as_of=request.month.as_of,
        version=number,
        is_partial=request.is_partial,
        generator=f"okr-reports {version('okr-reports')}",
        engine=engine,
        pdf_is_tagged=engine.is_tagged,
        linkage=linkage,
        software=dict(software_versions(engine)),
    )


@dataclass
class FactsHashes:
    """Hashes of the part of the facts that a bundle prints: that of its own roles and KPIs, and of the company."""

    facts: CycleFacts
    _known: dict[tuple[frozenset[str], frozenset[str]], str] = field(default_factory=dict)

    def of(self, role_ids: Collection[str], kpi_ids: Collection[str]) -> str:
        """The hash for a bundle with these roles and KPIs; most employees of a role share it."""
        key = frozenset(role_ids), frozenset(kpi_ids)
        if key not in self._known:
            self._known[key] = self._hash(*key)
        return self._known[key]

    def _hash(self, role_ids: frozenset[str], kpi_ids: frozenset[str]) -> str:
        facts = self.facts
        shared = {name: value for name, value in vars(facts).items() if name not in {*_MAKING, "roles", "kpis"}}
        own = {
            "roles": {id: facts.roles[id] for id in sorted(role_ids & facts.roles.keys())},
            "kpis": {id: facts.kpis[id] for id in sorted(kpi_ids & facts.kpis.keys())},
        }
        return sha256(json.dumps({**shared, **own}, sort_keys=True, default=_plain).encode()).hexdigest()


def _plain(value: Any) -> Any:
    if hasattr(value, "model_dump"):
        return value.model_dump(mode="json")
    if hasattr(value, "__dataclass_fields__"):
        return asdict(value)
    return str(value)
