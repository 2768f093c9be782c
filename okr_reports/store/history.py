"""Earlier reports: what was published before, for reports that compare themselves with it."""

import json
from collections.abc import Mapping
from hashlib import sha256

from okr_reports.errors import VerificationError
from okr_reports.store.log import read_log
from okr_reports.store.manifests import Manifest
from okr_reports.store.store import Store
from okr_reports.store.versions import latest_version, read_manifest, version_named


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
