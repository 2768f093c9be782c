"""Earlier reports: what was published before, for reports that compare themselves with it."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256

from okr_reports.errors import VerificationError
from okr_reports.store.log import read_log
from okr_reports.store.manifests import Manifest
from okr_reports.store.store import Store
from okr_reports.store.versions import Version, latest_version, read_manifest, version_named, versions_of


@dataclass(frozen=True)
class Asked:
    """Whose earlier versions are wanted: a report's for a period, its `earlier` periods, seen by `as_of` (aware)."""

    report: str
    period: str
    earlier: Sequence[str]
    as_of: datetime


@dataclass(frozen=True)
class EarlierVersions:
    """`own`: the period's own versions, first to last. `before`: of each earlier period the latest, by period."""

    own: tuple[Manifest, ...]
    before: tuple[Manifest, ...]


def earlier_versions(store: Store, asked: Asked) -> EarlierVersions:
    """What was published before a report, none of it seen from a later moment than `as_of`.

    Of earlier periods only what stood there when the period's first version was published: a further version of
    the same period is compared with what its first one was compared with.
    """
    entries = read_log(store)
    own = versions_of(entries, report=asked.report, period=asked.period)
    known = entries[: own[0].entry.number - 1] if own else entries
    named = [version for version in map(version_named, known) if version.report == asked.report]
    before = (_latest_seen(store, [one for one in named if one.period == key], asked.as_of) for key in asked.earlier)
    manifests = (read_manifest(store, version) for version in own)
    return EarlierVersions(
        tuple(manifest for manifest in manifests if manifest.as_of <= asked.as_of),
        tuple(manifest for manifest in before if manifest is not None),
    )


def _latest_seen(store: Store, versions: Sequence[Version], as_of: datetime) -> Manifest | None:
    manifests = (read_manifest(store, version) for version in reversed(versions))
    return next((manifest for manifest in manifests if manifest.as_of <= as_of), None)


def published_periods(store: Store, report: str) -> tuple[str, ...]:
    """The keys of the periods for which a report is published, in the order of their first publication."""
    versions = (version_named(entry) for entry in read_log(store))
    return tuple(dict.fromkeys(version.period for version in versions if version.report == report))


def published_manifest(store: Store, *, report: str, period: str) -> Manifest | None:
    """The manifest of the latest version of a report's period; None when there is none."""
    version = latest_version(read_log(store), report=report, period=period)
    return read_manifest(store, version) if version else None


def published_json(store: Store, manifest: Manifest, *, name: str = "report.json") -> Mapping[str, object]:
    """A JSON file of a version, by its name; VerificationError when it is not the one that was published."""
    file = manifest.files[name]
    data = store.read(file.path)
    if sha256(data).hexdigest() != file.sha256:
        raise VerificationError(f"{file.path} was changed after it was published: restore it from a backup")
    return json.loads(data)
