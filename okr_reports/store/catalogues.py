"""Catalogues as they stood: what the company had written when a version was made."""

import json
from hashlib import sha256

from okr_reports.store.store import Store


def put_catalogue(store: Store, canonical: bytes) -> str:
    """Keep a catalogue's canonical JSON and return its SHA-256."""
    digest = sha256(canonical).hexdigest()
    store.write_once(catalogue_path(digest), canonical)
    return digest


def get_catalogue(store: Store, digest: str) -> dict[str, object]:
    """The catalogue with this SHA-256, as it was written in JSON; NotInStore when it is gone."""
    return json.loads(store.read(catalogue_path(digest)))


def catalogue_path(digest: str) -> str:
    """Where the catalogue with this SHA-256 lies in the store."""
    return f"catalogue/{digest}.json"
