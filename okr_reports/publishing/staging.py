"""Staging: a version's files and manifest laid out in the store, where nobody counts them until the log names them."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from hashlib import sha256
from pathlib import PurePosixPath

from okr_reports.errors import NotInStore
from okr_reports.publishing.publication import Publication
from okr_reports.store.manifests import Manifest, PublishedFile
from okr_reports.store.store import Store

MANIFEST = "manifest.json"


@dataclass(frozen=True)
class Staged:
    """A manifest with all it names in place, ready for the log."""

    manifest: Manifest
    path: str
    sha256: str


def stage(store: Store, publication: Publication, *, before: Manifest | None) -> Staged:
    """Lay out all files and then the manifest. `before`: of the latest version; its equal files serve again."""
    draft = publication.draft
    shelf = _Shelf(store, publication.folder, before.files if before else {})
    laid = {name: shelf.shared(name, file) for name, file in publication.laid.items()}
    made = {name: shelf.file(name, publication.files[name]) for name in publication.files}
    manifest = Manifest(
        report=draft.report,
        period=draft.period,
        version=publication.version,
        as_of=publication.as_of,
        published_at=publication.published_at,
        reason=draft.reason,
        previous_version=before.version if before else None,
        content_sha256=draft.content_sha256,
        rendering_sha256=draft.rendering_sha256,
        files={**publication.kept, **laid, **made},
        origin=publication.origin,
        inputs=draft.inputs,
    )
    data = manifest.to_json()
    return Staged(manifest, shelf.place(MANIFEST, data), sha256(data).hexdigest())


def clear_unnamed(store: Store, folder: str, *, named: Collection[str] = ()) -> None:
    """Remove from a version's folder what no manifest names: left by runs that were killed or came too late."""
    for path in store.list(folder):
        if path not in named:
            store.remove(path)


@dataclass(frozen=True)
class _Shelf:
    """Where the files of one version are put. `earlier`: those of the version before, by name."""

    store: Store
    folder: str
    earlier: Mapping[str, PublishedFile]

    def file(self, name: str, data: bytes) -> PublishedFile:
        """The file as the manifest lists it: the earlier version's when it is the same, else stored now."""
        digest = sha256(data).hexdigest()
        return self._earlier(name, digest) or PublishedFile(digest, len(data), self.place(name, data))

    def shared(self, name: str, file: PublishedFile) -> PublishedFile:
        """The same of a file that lies elsewhere in the store, of which no copy is made where it can be helped."""
        if earlier := self._earlier(name, file.sha256):
            return earlier
        path = f"{self.folder}/{name}"
        if self.store.create_from(path, source=file.path):
            return replace(file, path=path)
        return self.file(name, self.store.read(file.path))

    def place(self, name: str, data: bytes) -> str:
        """Store under the name, or, where another run's file has it already, under the name with its own hash in it."""
        path = f"{self.folder}/{name}"
        if self.store.create(path, data) or self.store.read(path) == data:
            return path
        stem = PurePosixPath(path)
        path_of_its_own = str(stem.with_name(f"{stem.stem}.{sha256(data).hexdigest()[:16]}{stem.suffix}"))
        self.store.write_once(path_of_its_own, data)
        return path_of_its_own

    def _earlier(self, name: str, digest: str) -> PublishedFile | None:
        """The earlier version's file of this name, when it holds the same and is still there."""
        earlier = self.earlier.get(name)
        return earlier if earlier and earlier.sha256 == digest and self._is_there(earlier) else None

    def _is_there(self, file: PublishedFile) -> bool:
        try:
            return self.store.size(file.path) == file.size
        except NotInStore:
            return False
