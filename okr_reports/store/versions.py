"""Versions: which ones of a report are published. The log says so; `latest.json` only repeats it for people."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from hashlib import sha256

from okr_reports.errors import VerificationError
from okr_reports.store.canonical import canonical_json
from okr_reports.store.log import LogEntry
from okr_reports.store.manifests import Manifest, manifest_from
from okr_reports.store.store import Store

FOLDER = "published"
_MANIFEST = re.compile(rf"(?P<folder>{FOLDER}/(?P<report>[^/]+)/(?P<period>[^/]+)/v(?P<version>[1-9]\d*))/[^/]+\.json")


@dataclass(frozen=True)
class Version:
    """One published version as the log names it."""

    report: str
    period: str
    number: int
    folder: str
    entry: LogEntry


def version_folder(*, report: str, period: str, number: int) -> str:
    """Where a version's own files lie."""
    return f"{FOLDER}/{report}/{period}/v{number}"


def latest_path(report: str, period: str) -> str:
    """Where the latest version of a report's period is named for people."""
    return f"{FOLDER}/{report}/{period}/latest.json"


def latest_json(version: Version) -> bytes:
    """What `latest.json` says while this version is the latest."""
    return canonical_json({"version": version.number, "manifest_sha256": version.entry.manifest_sha256})


def version_named(entry: LogEntry) -> Version:
    """The version that an entry of the log names; VerificationError when it names something else."""
    found = _MANIFEST.fullmatch(entry.manifest)
    if found is None:
        raise VerificationError(f"{entry.path} names no version of a report: restore the log from a backup")
    return Version(found["report"], found["period"], int(found["version"]), found["folder"], entry)


def versions_of(entries: Sequence[LogEntry], *, report: str, period: str) -> tuple[Version, ...]:
    """The versions of a report's period in the log, first to last."""
    versions = map(version_named, entries)
    return tuple(version for version in versions if (version.report, version.period) == (report, period))


def latest_version(entries: Sequence[LogEntry], *, report: str, period: str) -> Version | None:
    """The last version of a report's period in the log; None before the first."""
    versions = versions_of(entries, report=report, period=period)
    return versions[-1] if versions else None


def read_manifest(store: Store, version: Version) -> Manifest:
    """The version's manifest; VerificationError when it is not the one the log vouches for, NotInStore when gone."""
    path = version.entry.manifest
    data = store.read(path)
    if sha256(data).hexdigest() != version.entry.manifest_sha256:
        raise VerificationError(f"{path} was changed after it was published: restore it from a backup")
    return manifest_from(data, path)
