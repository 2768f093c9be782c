"""First seen: what definitions said when a `check` or a run first met them, so that nobody can say they always did."""

import json
import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256

from okr_reports.errors import VerificationError
from okr_reports.store.canonical import canonical_json
from okr_reports.store.store import Store

FOLDER = "definitions"
SCHEMA = "definitions/1"
# Named by their own bytes: one that was altered no longer fits its name.
REGISTRATION = re.compile(rf"{FOLDER}/(?P<sha256>[0-9a-f]{{64}})\.json")


@dataclass(frozen=True)
class Definition:
    """What one thing of a kind (such as `key_result`) is defined by: field → text, None where nothing is given."""

    kind: str
    id: str
    fields: Mapping[str, str | None]


@dataclass(frozen=True)
class Witness:
    """A definition, and the moment (aware) from which on it is known to have stood so."""

    definition: Definition
    seen_at: datetime


def register(store: Store, definitions: Iterable[Definition], *, seen_at: datetime) -> int:
    """Keep those definitions that never stood so before, all in one new file; how many they were.

    `seen_at`: the caller's clock, aware. Nothing is written when nothing is new. Raises StoreError, and
    VerificationError as `witnesses` does.
    """
    known = {_identity(witness.definition) for witness in witnesses(store)}
    fresh = {_identity(one): one for one in definitions if _identity(one) not in known}
    if fresh:
        data = _as_json(fresh.values(), seen_at)
        store.write_once(f"{FOLDER}/{sha256(data).hexdigest()}.json", data)
        store.sync()
    return len(fresh)


def witnesses(store: Store) -> tuple[Witness, ...]:
    """Everything registered, the earliest first; VerificationError for a file that was changed or cannot be read."""
    paths = [path for path in store.list(FOLDER) if REGISTRATION.fullmatch(path)]
    found = (witness for path, data in store.read_many(paths).items() for witness in _from_json(path, data))
    return tuple(sorted(found, key=lambda witness: witness.seen_at))


def first_seen(found: Iterable[Witness], *, kind: str) -> Mapping[str, Witness]:
    """Id → the earliest of its witnesses, of one kind; of several of one moment the first named."""
    earliest: dict[str, Witness] = {}
    for witness in sorted(found, key=lambda witness: witness.seen_at):
        if witness.definition.kind == kind:
            earliest.setdefault(witness.definition.id, witness)
    return earliest


def _identity(definition: Definition) -> tuple[object, ...]:
    return definition.kind, definition.id, *sorted(definition.fields.items())


def _as_json(definitions: Collection[Definition], seen_at: datetime) -> bytes:
    rows = [{"kind": one.kind, "id": one.id, "fields": dict(one.fields)} for one in definitions]
    return canonical_json({"schema": SCHEMA, "seen_at": seen_at.isoformat(), "definitions": rows})


def _from_json(path: str, data: bytes) -> Iterator[Witness]:
    if path != f"{FOLDER}/{sha256(data).hexdigest()}.json":
        raise VerificationError(f"{path} was changed after it was written: restore it from a backup")
    try:
        content = json.loads(data)
        schema = content["schema"]
        if schema == SCHEMA:
            seen_at = datetime.fromisoformat(content["seen_at"])
            yield from [Witness(Definition(**row), seen_at) for row in content["definitions"]]
            return
    except (ValueError, KeyError, TypeError) as error:
        raise VerificationError(f"{path} holds no definitions: restore it from a backup") from error
    raise VerificationError(f"{path} has schema {schema!r}: a newer version of this program wrote it")
