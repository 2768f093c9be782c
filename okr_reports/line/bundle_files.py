"""A made bundle on its way: the files of one employee as one cache entry, so that a killed run finds what it made."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from okr_reports.store.cache import get_cached, put_cached
from okr_reports.store.store import Store

_SEPARATOR = b"\n"


@dataclass(frozen=True)
class BundleFiles:
    """File name (`bundle.json`, `bundle.html`, `bundle.pdf`) → bytes, and what the renderer complained of."""

    files: Mapping[str, bytes]
    warnings: tuple[str, ...] = ()

    def to_bytes(self) -> bytes:
        """One line that says what follows, and then the files one after the other."""
        head = {"sizes": {name: len(data) for name, data in self.files.items()}, "warnings": self.warnings}
        return _SEPARATOR.join([json.dumps(head).encode(), b"".join(self.files.values())])


def bundle_files_from(data: bytes) -> BundleFiles:
    """The bundle that `to_bytes` laid into these bytes."""
    head, _, body = data.partition(_SEPARATOR)
    content = json.loads(head)
    files: dict[str, bytes] = {}
    at = 0
    for name, size in content["sizes"].items():
        files[name] = body[at : at + size]
        at += size
    return BundleFiles(files, tuple(content["warnings"]))


def is_kept(store: Store, key: str) -> bool:
    """Whether a whole bundle lies in the cache under this key."""
    return get_cached(store, key) is not None


def keep_bundle(store: Store, key: str, *, made: BundleFiles) -> None:
    """Lay a made bundle into the cache."""
    put_cached(store, key, data=made.to_bytes())


@dataclass
class KeptFiles(Mapping[str, bytes]):
    """The files of all made bundles, read from the cache one employee at a time: ten thousand do not fit in memory.

    `places`: file name in the version → (cache key, file name in the bundle), those of one employee together.
    `beside`: further files of the version, by name.
    """

    store: Store
    places: Mapping[str, tuple[str, str]]
    beside: Mapping[str, bytes]
    _key: str = field(default="", init=False)
    _read: BundleFiles = field(default_factory=lambda: BundleFiles({}), init=False)

    def __getitem__(self, name: str) -> bytes:
        if name in self.beside:
            return self.beside[name]
        key, file = self.places[name]
        if key != self._key:
            kept = get_cached(self.store, key)
            if kept is None:
                raise KeyError(name)
            self._key, self._read = key, bundle_files_from(kept)
        return self._read.files[file]

    def __iter__(self) -> Iterator[str]:
        return iter((*self.places, *self.beside))

    def __len__(self) -> int:
        return len(self.places) + len(self.beside)
