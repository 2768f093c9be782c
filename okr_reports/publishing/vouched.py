"""Everything the log vouches for: versions, their manifests, and the hash of each file these name."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cached_property

from okr_reports.errors import OkrReportsError, Problem, VerificationError
from okr_reports.store.catalogues import catalogue_path
from okr_reports.store.log import Log, examine_log
from okr_reports.store.manifests import Manifest
from okr_reports.store.parts import part_path
from okr_reports.store.store import Store
from okr_reports.store.versions import Version, latest_path, read_manifest, version_named

PathAndHash = tuple[str, str]


@dataclass(frozen=True)
class Vouched:
    """The log, the versions it names, the manifests of those that could be read, and what is wrong with the others."""

    log: Log
    versions: tuple[Version, ...]
    manifests: Mapping[Version, Manifest]
    problems: tuple[Problem, ...]

    @cached_property
    def hashes(self) -> frozenset[PathAndHash]:
        """All files of all versions, and the catalogues they were made from."""
        manifests = self.manifests.values()
        files = {(file.path, file.sha256) for manifest in manifests for file in manifest.files.values()}
        catalogues = {manifest.origin.catalogue_sha256 for manifest in manifests}
        return frozenset(files | {(catalogue_path(digest), digest) for digest in catalogues})

    @cached_property
    def part_hashes(self) -> frozenset[PathAndHash]:
        """All snapshot parts that versions were made from."""
        extracts = (parts for manifest in self.manifests.values() for parts in manifest.origin.extracts.values())
        digests = {part.sha256 for parts in extracts for part in parts.values()}
        return frozenset((part_path(digest), digest) for digest in digests)

    @cached_property
    def paths(self) -> frozenset[str]:
        """Every path that a manifest or the log names, and `latest.json` of each report's period."""
        named = {path for path, _ in self.hashes | self.part_hashes}
        manifests = {version.entry.manifest for version in self.versions}
        return frozenset(named | manifests | {latest_path(version.report, version.period) for version in self.versions})

    @property
    def folders(self) -> tuple[str, ...]:
        """The folders of the versions whose manifest could be read, each with its closing `/`."""
        return tuple(f"{version.folder}/" for version in self.manifests)


def read_vouched(store: Store) -> Vouched:
    """Read the log and all manifests, as far as they can be read."""
    log = examine_log(store)
    versions: list[Version] = []
    manifests: dict[Version, Manifest] = {}
    problems = list(log.problems)
    for entry in log.entries:
        with _noting(problems):
            versions.append(version_named(entry))
    for version in versions:
        with _noting(problems):
            manifests[version] = _manifest_of(store, version)
    return Vouched(log, tuple(versions), manifests, (*problems, *_out_of_order(versions)))


@contextmanager
def _noting(problems: list[Problem]) -> Iterator[None]:
    """Note what is wrong with one thing, and go on to the next."""
    try:
        yield
    except OkrReportsError as error:
        problems.extend(error.problems)


def _manifest_of(store: Store, version: Version) -> Manifest:
    manifest = read_manifest(store, version)
    if (manifest.report, manifest.period, manifest.version) != (version.report, version.period, version.number):
        raise VerificationError(
            f"{version.entry.manifest} is the manifest of another version: restore it from a backup"
        )
    return manifest


def _out_of_order(versions: Sequence[Version]) -> Iterator[Problem]:
    latest: Counter[tuple[str, str]] = Counter()
    for version in versions:
        period = (version.report, version.period)
        if version.number != latest[period] + 1:
            what = f"it names v{version.number} of {version.report} {version.period} after v{latest[period]}"
            yield Problem(what, "restore the log from a backup", version.entry.path, code="LOG-VERSION")
        latest[period] = version.number
