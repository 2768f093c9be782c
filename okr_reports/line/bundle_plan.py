"""Which bundles a run must make: those that say or look otherwise than the published ones."""

from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property

from okr_reports.line.appraisal_evidence import CycleEvidence
from okr_reports.line.appraisal_facts import FactsHashes
from okr_reports.line.bundle_work import BUNDLE_FILES
from okr_reports.packs.audience_hashes import hashes_of
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
        roles = [role for role in cut.segments.column("role_id") if role is not None]
        own = self.hashes.of(roles, cut.kpi_achievements.column("kpi_id"))
        return input_hash(*(part.encode() for part in (*parts, own, self.fingerprint)))


@dataclass(frozen=True)
class BundleHashes:
    """`content`: what a bundle says and how it looks, whenever and from whichever snapshots it is made.
    `making`: the same with the snapshots behind it.
    """

    content: str
    making: str


@dataclass(frozen=True)
class HashBook:
    """The hashes of bundles, each worked out when asked for: those of a first version while its workers are busy."""

    evidence: CycleEvidence
    look: Look
    _known: dict[str, BundleHashes] = field(default_factory=dict)

    def of(self, employee_id: str) -> BundleHashes:
        """The hashes of the bundle of one employee of the audience."""
        if employee_id not in self._known:
            self._known[employee_id] = self._hashes(self.evidence.cutting.of(employee_id))
        return self._known[employee_id]

    def _hashes(self, cut: EmployeeTables) -> BundleHashes:
        hashes = hashes_of(cut)
        return BundleHashes(self.look.hash_with(cut, hashes.content), self.look.hash_with(cut, hashes.inputs))


@dataclass(frozen=True)
class SaidLater(Mapping[str, str]):
    """What each bundle and view says, by hash, worked out when first asked for: a first version is compared to none."""

    work_out: Callable[[], Mapping[str, str]]

    @cached_property
    def _said(self) -> Mapping[str, str]:
        return self.work_out()

    def __getitem__(self, name: str) -> str:
        return self._said[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self._said)

    def __len__(self) -> int:
        return len(self._said)


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
