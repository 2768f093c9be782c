"""The log: one entry per publication, each with the hash of the one before. What it does not name is not published."""

import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256

from okr_reports.errors import Problem, VerificationError
from okr_reports.store.canonical import canonical_json
from okr_reports.store.store import Store

FOLDER = "log"
# At least eight digits, from 1 on. Longer names are later ones: a folder lists the first 99,999,999 in order.
ENTRY = re.compile(rf"{FOLDER}/(?!0{{8}}\.)(\d{{8}}|[1-9]\d{{8,}})\.json")
_RESTORE = "restore the log from a backup"


@dataclass(frozen=True)
class LogEntry:
    """One publication. `previous`: the hash of the entry before, empty for the first. `data`: the entry as it lies."""

    number: int
    manifest: str
    manifest_sha256: str
    previous: str | None
    published_at: datetime
    data: bytes

    @property
    def path(self) -> str:
        """Where it lies in the store."""
        return _path(self.number)

    @property
    def sha256(self) -> str:
        """The entry's hash; that of the last one is the head, which vouches for everything before it."""
        return sha256(self.data).hexdigest()


@dataclass(frozen=True)
class Log:
    """The readable entries in order, and whatever is wrong with the log."""

    entries: tuple[LogEntry, ...]
    problems: tuple[Problem, ...]


def read_log(store: Store) -> tuple[LogEntry, ...]:
    """All entries in order; VerificationError when one is missing, unreadable or out of the chain."""
    log = examine_log(store)
    if log.problems:
        raise VerificationError(*log.problems)
    return log.entries


def examine_log(store: Store) -> Log:
    """The log as far as it can be read, with all its problems."""
    entries: list[LogEntry] = []
    problems: list[Problem] = []
    for path, data in _stored(store):
        try:
            entry = _entry_from(data)
        except (ValueError, KeyError, TypeError):
            problems.append(Problem("this entry of the log cannot be read", _RESTORE, path, code="LOG-ENTRY"))
            continue
        problems.extend(_breaks(entry, path, before=entries[-1] if entries else None))
        entries.append(entry)
    return Log(tuple(entries), tuple(problems))


def entry_after(
    entries: Sequence[LogEntry], *, manifest: str, manifest_sha256: str, published_at: datetime
) -> LogEntry:
    """The entry that follows these. It counts once `store.create(entry.path, entry.data)` has said True."""
    content = {
        "number": entries[-1].number + 1 if entries else 1,
        "manifest": manifest,
        "manifest_sha256": manifest_sha256,
        "previous": head_of(entries),
        "published_at": published_at.isoformat(),
    }
    return _entry_from(canonical_json(content))


def head_of(entries: Sequence[LogEntry]) -> str | None:
    """The hash of the last entry; none while nothing is published."""
    return entries[-1].sha256 if entries else None


def _path(number: int) -> str:
    return f"{FOLDER}/{number:08d}.json"


def _stored(store: Store) -> Iterator[tuple[str, bytes]]:
    paths = sorted((path for path in store.list(FOLDER) if ENTRY.fullmatch(path)), key=lambda path: (len(path), path))
    contents = store.read_many(paths)
    return ((path, contents[path]) for path in paths)


def _entry_from(data: bytes) -> LogEntry:
    content = json.loads(data)
    return LogEntry(
        number=int(content["number"]),
        manifest=str(content["manifest"]),
        manifest_sha256=str(content["manifest_sha256"]),
        previous=content["previous"],
        published_at=datetime.fromisoformat(content["published_at"]),
        data=data,
    )


def _breaks(entry: LogEntry, path: str, *, before: LogEntry | None) -> Iterator[Problem]:
    expected = before.number + 1 if before else 1
    if entry.path != path:
        yield Problem(f"this entry of the log calls itself number {entry.number}", _RESTORE, path, code="LOG-ENTRY")
    elif entry.number != expected:
        missing = _path(expected) if entry.number == expected + 1 else f"{_path(expected)} to {_path(entry.number - 1)}"
        yield Problem(f"before this entry of the log {missing} is missing", _RESTORE, path, code="LOG-GAP")
    elif entry.previous != (before.sha256 if before else None):
        yield Problem("the entry before this one was changed after it was written", _RESTORE, path, code="LOG-CHAIN")
