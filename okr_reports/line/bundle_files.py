"""A made bundle on its way: its files in the cache, where a killed run's are found and a version takes them from."""

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from hashlib import sha256

from okr_reports.errors import NotInStore
from okr_reports.line.bundle_work import BundleFiles
from okr_reports.store.cache import content_path, get_cached, put_cached, put_content
from okr_reports.store.manifests import PublishedFile
from okr_reports.store.store import Store


@dataclass(frozen=True)
class KeptBundle:
    """File name (`bundle.json`, `bundle.html`, `bundle.pdf`) → where it lies, and what the renderer complained of."""

    files: Mapping[str, PublishedFile]
    warnings: tuple[str, ...] = ()


def keep_bundle(store: Store, key: str, *, made: BundleFiles) -> KeptBundle:
    """Lay a made bundle into the cache: first its files, each under its own hash, then under the key which they are."""
    kept = KeptBundle({name: _laid(store, data) for name, data in made.files.items()}, made.warnings)
    put_cached(store, key, data=json.dumps(asdict(kept)).encode())
    return kept


def kept_bundle(store: Store, key: str) -> KeptBundle | None:
    """The bundle that lies in the cache under this key; None when it is not there, or one of its files is not whole."""
    record = get_cached(store, key)
    if record is None:
        return None
    content = json.loads(record)
    files = {name: PublishedFile(**file) for name, file in content["files"].items()}
    is_whole = all(_is_whole(store, file) for file in files.values())
    return KeptBundle(files, tuple(content["warnings"])) if is_whole else None


def _laid(store: Store, data: bytes) -> PublishedFile:
    digest = put_content(store, data)
    return PublishedFile(digest, len(data), content_path(digest))


def _is_whole(store: Store, file: PublishedFile) -> bool:
    try:
        return sha256(store.read(file.path)).hexdigest() == file.sha256
    except NotInStore:
        return False
