"""Staging: a version's files and manifest laid out in the store, where nobody counts them until the log names them."""

from collections.abc import Callable
from hashlib import sha256
from pathlib import PurePosixPath

from okr_reports.errors import NotInStore
from okr_reports.publishing.publication import Publication
from okr_reports.store.manifests import Manifest, PublishedFile
from okr_reports.store.store import Store
from okr_reports.store.versions import version_folder


def clear_leftovers(store: Store, publication: Publication) -> None:
    """Remove what a killed run left under the next number. Only for one who is alone in the store."""
    draft = publication.draft
    for path in store.list(version_folder(draft.report, draft.period, publication.version)):
        store.remove(path)


def clear_unnamed(store: Store, folder: str, manifest_path: str, manifest: Manifest) -> None:
    """Remove files in a published version's folder that its manifest does not name: runs that came too late."""
    named = {file.path for file in manifest.files.values()} | {manifest_path}
    for path in store.list(folder):
        if path not in named:
            store.remove(path)
