"""What a report says, apart from when and by whom: whether two versions say the same, and where they differ."""

from collections.abc import Iterator, Mapping, Sequence
from hashlib import sha256

from okr_reports.store.canonical import canonical_json

Json = Mapping[str, object]

# Facts about the making of a document. They stand at its top; `read_at` also stands wherever a source is described.
PROVENANCE = frozenset({"as_of", "version", "reason", "published_at", "generated_at", "provenance"})
READ_AT = "read_at"


def content_sha256(documents: Mapping[str, Json]) -> str:
    """The hash of what these JSON documents say, by file name, without their provenance."""
    return sha256(canonical_json({name: said(document) for name, document in documents.items()})).hexdigest()


def said(document: Json) -> Json:
    """The document without its provenance."""
    return {key: _unread(value) for key, value in document.items() if key not in PROVENANCE}


def differences(old: object, new: object, place: str = "") -> Iterator[str]:
    """The places where two JSON values differ, such as `kpis[support/csat].value`. No values: they may be personal."""
    if isinstance(old, Mapping) and isinstance(new, Mapping):
        for key in sorted(old.keys() | new.keys()):
            yield from differences(old.get(key), new.get(key), f"{place}.{key}" if place else str(key))
    elif isinstance(old, list) and isinstance(new, list):
        old_items, new_items = _by_name(old), _by_name(new)
        for name in dict.fromkeys([*old_items, *new_items]):
            yield from differences(old_items.get(name), new_items.get(name), f"{place}[{name}]")
    elif old != new:
        yield place


def _by_name(items: Sequence[object]) -> Mapping[str, object]:
    return {_name(item, number): item for number, item in enumerate(items)}


def _name(item: object, number: int) -> str:
    """An item is known by its id or period, so that one more at the front is one difference and not many."""
    known_by = [item[key] for key in ("id", "period") if key in item] if isinstance(item, Mapping) else []
    return str(known_by[0]) if known_by else str(number)


def _unread(value: object) -> object:
    if isinstance(value, Mapping):
        return {key: _unread(inner) for key, inner in value.items() if key != READ_AT}
    if isinstance(value, list | tuple):
        return [_unread(inner) for inner in value]
    return value
