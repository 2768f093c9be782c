"""What was published, when and why, newest first."""

from dataclasses import dataclass
from datetime import datetime

from okr_reports.store.log import read_log
from okr_reports.store.store import Store
from okr_reports.store.versions import read_manifest, version_named


@dataclass(frozen=True)
class HistoryRow:
    """One publication. `head`: of the log after it, as it was printed then."""

    report: str
    period: str
    version: int
    published_at: datetime
    as_of: datetime
    reason: str | None
    head: str


def history(store: Store) -> tuple[HistoryRow, ...]:
    """All publications, newest first; VerificationError when the log or a manifest is not as it was written."""
    versions = [version_named(entry) for entry in reversed(read_log(store))]
    manifests = [(version, read_manifest(store, version)) for version in versions]
    return tuple(
        HistoryRow(
            report=version.report,
            period=version.period,
            version=version.number,
            published_at=version.entry.published_at,
            as_of=manifest.as_of,
            reason=manifest.reason,
            head=version.entry.sha256,
        )
        for version, manifest in manifests
    )
