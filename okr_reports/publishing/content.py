"""What a report says, apart from when and by whom: whether two versions say the same, and where they differ."""

from collections.abc import Iterator, Mapping, Sequence
from hashlib import sha256

from okr_reports.store.canonical import canonical_json

Json = Mapping[str, object]

# Facts about the making of a document. They stand at its top; `read_at` also stands wherever a source is described.
PROVENANCE = frozenset({"as_of", "version", "reason", "published_at", "generated_at", "provenance"})
READ_AT = "read_at"
_NAMES = ("id", "kpi_id", "extract", "department", "period")


def content_sha256(documents: Mapping[str, Json], *, inputs: Mapping[str, str] | None = None) -> str:
    """The hash of what these JSON documents say, by file name, without their provenance; `inputs` by their hashes."""
    content = {name: said(document) for name, document in documents.items()}
    return sha256(canonical_json({**content, **(inputs or {})})).hexdigest()


def said(document: Json) -> Json:
    """The document without its provenance."""
    return {key: _unread(value) for key, value in document.items() if key not in PROVENANCE}


def differences(old: object, new: object, *, place: str = "") -> Iterator[str]:
    """The places where two JSON values differ, such as `kpis[support/csat].value`. No values: they may be personal."""
    if isinstance(old, Mapping) and isinstance(new, Mapping):
        for key in sorted(old.keys() | new.keys()):
            yield from differences(old.get(key), new.get(key), place=f"{place}.{key}" if place else str(key))
    elif isinstance(old, list) and isinstance(new, list):
        old_items, new_items = _by_name(old), _by_name(new)
        for name in dict.fromkeys([*old_items, *new_items]):
            yield from differences(old_items.get(name), new_items.get(name), place=f"{place}[{name}]")
    elif old != new:
        yield place


def _by_name(items: Sequence[object]) -> Mapping[str, object]:
    """Items by their own name, so that one more at the front is one difference; by number where names do not tell."""
    names = [_name(item) for item in items]
    is_telling = len(set(names)) == len(names) and "" not in names
    return dict(zip(names if is_telling else map(str, range(len(items))), items, strict=True))


def _name(item: object) -> str:
    return next((str(item[key]) for key in _NAMES if key in item), "") if isinstance(item, Mapping) else ""


def _unread(value: object) -> object:
    if isinstance(value, Mapping):
        return {key: _unread(inner) for key, inner in value.items() if key != READ_AT}
    if isinstance(value, list | tuple):
        return [_unread(inner) for inner in value]
    return value
