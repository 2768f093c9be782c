"""Verifying: whether everything published still is what the log vouches for, and what lies beside it."""

import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from hashlib import sha256

from okr_reports.errors import Problem, StoreError
from okr_reports.publishing.vouched import Vouched, read_vouched
from okr_reports.store.first_seen import REGISTRATION
from okr_reports.store.log import ENTRY
from okr_reports.store.store import Store
from okr_reports.store.versions import latest_json, latest_path

_RESTORE = "restore it from a backup"
# Parts and catalogues also of runs that ended "unchanged"; entries of the log and definitions as they were first seen,
# which are looked at by themselves.
_MAY_LIE_THERE = re.compile(
    rf"(cache|work)/.+|snapshots/[0-9a-f]{{64}}\.parquet|catalogue/[0-9a-f]{{64}}\.json|{ENTRY.pattern}|"
    rf"{REGISTRATION.pattern}"
)


@dataclass(frozen=True)
class VerificationReport:
    """What is wrong, and the files that nothing names: left by killed runs, or put there by somebody.

    A stray takes nothing from any version; one inside a published version's folder is a problem, since it looks
    published. `counts`: what was looked at, by kind.
    """

    problems: tuple[Problem, ...]
    strays: tuple[str, ...]
    counts: Mapping[str, int]


def verify(store: Store, *, read_data: bool, head: str | None) -> VerificationReport:
    """Hold every published file against its manifest, and every manifest against the log.

    `head`: one that was printed after a publication; it must still be in the log. `read_data`: read the snapshot
    parts too, instead of only looking whether they are there.
    """
    vouched = read_vouched(store)
    present = frozenset(store.list())
    unnamed = sorted(path for path in present - vouched.paths if not _MAY_LIE_THERE.fullmatch(path))
    added = [path for path in unnamed if path.startswith(vouched.folders)]
    problems = (
        *vouched.problems,
        *_head_problems(vouched, head),
        *_missing(vouched.hashes | vouched.part_hashes, present),
        *_changed(store, vouched.hashes | (vouched.part_hashes if read_data else frozenset()), present=present),
        *_altered_registrations(store, present),
        *_latest_problems(store, vouched, present=present),
        *(Problem("no manifest names this file", "remove it", path, code="ADDED") for path in added),
        *(Problem("other users may read it", "chmod go= it", path, code="OPEN") for path in store.open_to_others()),
    )
    return VerificationReport(problems, tuple(path for path in unnamed if path not in added), _counts(vouched))


def _head_problems(vouched: Vouched, head: str | None) -> Iterator[Problem]:
    if head is not None and head not in {entry.sha256 for entry in vouched.log.entries}:
        yield Problem(f"the log does not hold the head {head}: it was cut off or rewritten", _RESTORE, code="HEAD")


def _missing(hashes: Collection[tuple[str, str]], present: Collection[str]) -> Iterator[Problem]:
    for path in sorted({path for path, _ in hashes} - set(present)):
        yield Problem("this file is missing", _RESTORE, path, code="MISSING")


def _changed(store: Store, hashes: Collection[tuple[str, str]], *, present: Collection[str]) -> Iterator[Problem]:
    for path, digest in sorted(hashes):
        if path in present and _sha256(store, path) != digest:
            yield Problem("this file was changed after it was published", _RESTORE, path, code="CHANGED")


def _altered_registrations(store: Store, present: Collection[str]) -> Iterator[Problem]:
    for path in sorted(present):
        named = REGISTRATION.fullmatch(path)
        if named and _sha256(store, path) != named["sha256"]:
            yield Problem("this file was changed after it was written", _RESTORE, path, code="CHANGED")


def _latest_problems(store: Store, vouched: Vouched, *, present: Collection[str]) -> Iterator[Problem]:
    """Versions come in the order of the log, so the last one of a period is its latest."""
    latest = {latest_path(version.report, version.period): latest_json(version) for version in vouched.versions}
    for path, data in latest.items():
        if path not in present or _sha256(store, path) != sha256(data).hexdigest():
            yield Problem("it does not name the latest version", "run the report again", path, code="LATEST")


def _sha256(store: Store, path: str) -> str | None:
    """None for what cannot be read, such as a link that leads out of the store."""
    try:
        return sha256(store.read(path)).hexdigest()
    except StoreError:
        return None


def _counts(vouched: Vouched) -> Mapping[str, int]:
    return {
        "log_entries": len(vouched.log.entries),
        "versions": len(vouched.manifests),
        "files": len(vouched.hashes),
        "snapshot_parts": len(vouched.part_hashes),
    }
