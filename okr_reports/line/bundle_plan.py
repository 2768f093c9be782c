"""Which bundles a run must make: those that say or look otherwise than the published ones."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from okr_reports.line.appraisal_evidence import CycleEvidence
from okr_reports.line.appraisal_facts import FactsHashes
from okr_reports.line.bundle_work import BUNDLE_FILES
from okr_reports.packs.audience import cut_by_employee
from okr_reports.packs.audience_hashes import content_sha256
from okr_reports.packs.bundle.inputs import CycleFacts, EmployeeTables
from okr_reports.store.cache import input_hash
from okr_reports.store.manifests import Manifest, PublishedFile

_FOLDER = "employees"


@dataclass(frozen=True)
class Look:
    """What bundles are made with beside an employee's rows: the cycle's facts, and templates, fonts and engine."""

    hashes: FactsHashes
    fingerprint: str

    @classmethod
    def of(cls, facts: CycleFacts, fingerprint: str) -> "Look":
        """The look of bundles with these facts."""
        return cls(FactsHashes(facts), fingerprint)

    def hash_with(self, cut: EmployeeTables, *parts: str) -> str:
        """A hash of these parts of a bundle's input, of its roles and KPIs, and of how it is printed."""
        own = self.hashes.of(cut.segments["role_id"].drop_nulls().to_list(), cut.kpi_achievements["kpi_id"].to_list())
        return input_hash(*(part.encode() for part in (*parts, own, self.fingerprint)))


def bundle_hashes(evidence: CycleEvidence, look: Look, *, only: Collection[str] | None) -> Mapping[str, str]:
    """Employee id → hash of what the bundle says and how it looks, whenever and from whichever snapshots it is made."""
    cuts = cut_by_employee(evidence.tables, plan=evidence.plan, only=only)
    return {cut.employee_id: look.hash_with(cut, content_sha256(cut)) for cut in cuts}


def bundle_name(employee_id: str) -> str:
    """How a manifest's inputs call an employee's bundle: its folder in the version."""
    return f"{_FOLDER}/{employee_id}"


def file_names(employee_id: str) -> tuple[str, ...]:
    """The files of an employee's bundle, as a version names them."""
    return tuple(f"{bundle_name(employee_id)}/{name}" for name in BUNDLE_FILES)


def published_bundles(before: Manifest | None) -> frozenset[str]:
    """Whose bundles the version before holds."""
    names = (name.split("/") for name in (before.files if before else ()))
    return frozenset(parts[1] for parts in names if parts[0] == _FOLDER and len(parts) == len((_FOLDER, "id", "file")))


def kept_files(employee_ids: Collection[str], before: Manifest) -> Mapping[str, PublishedFile]:
    """Their files where the version before lists them."""
    return {name: before.files[name] for id in employee_ids for name in file_names(id)}
