"""Publishing: stage, then manifest, then the log entry that makes the version exist. A killed run shows nothing."""

import json
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, nullcontext, suppress

from okr_reports.publishing.content import content_sha256
from okr_reports.publishing.plan import plan_version
from okr_reports.publishing.publication import Draft, OutdatedPlan, PlannedVersion, Publication, Published
from okr_reports.publishing.staging import Staged, clear_unnamed, stage
from okr_reports.store.log import LogEntry, entry_after, read_log
from okr_reports.store.store import Store
from okr_reports.store.versions import Version, latest_json, latest_path, read_manifest, versions_of
from okr_reports.words import Outcome


def publish_draft(store: Store, draft: Draft, *, make: Callable[[PlannedVersion], Publication]) -> Published:
    """Plan, make the files with the planned number in them, publish; once more when another run was faster.

    Nothing is made when nothing has changed. Raises ReasonRequired and StoreError, and what `make` raises.
    """
    while (planned := plan_version(store, draft)).outcome is Outcome.PUBLISHED:
        publication = make(planned)
        if publication.version != planned.number:
            raise ValueError(f"planned v{planned.number}, made v{publication.version}")
        with suppress(OutdatedPlan):
            return publish(store, publication)
    return _shown(store, draft, planned=planned)


def publish(store: Store, publication: Publication) -> Published:
    """Publish a version, or nothing when the latest one says the same. The store never shows half of one.

    Raises ReasonRequired, OutdatedPlan when the planned number is another run's by now, StoreError when the store
    cannot take the files: it then shows what it showed before.
    """
    _check_documents(publication)
    with store.alone() as is_alone:
        planned = plan_version(store, publication.draft)
        if planned.outcome is Outcome.UNCHANGED:
            return _shown(store, publication.draft, planned=planned)
        if planned.number != publication.version:
            raise _outdated(publication)
        with _clean_folder(store, publication.folder) if is_alone else nullcontext():
            staged = stage(store, publication, before=planned.before)
        is_logged = _log(store, publication, staged=staged)
        if not is_alone:
            _clear_beside(store, publication)
        if not is_logged:
            raise _outdated(publication)
        return _shown(store, publication.draft, planned=planned)


@contextmanager
def _clean_folder(store: Store, folder: str) -> Iterator[None]:
    """Begin without what a killed run left there, and leave nothing there when staging fails: the disk may be full."""
    clear_unnamed(store, folder)
    try:
        yield
    except BaseException:
        clear_unnamed(store, folder)
        raise


def _log(store: Store, publication: Publication, *, staged: Staged) -> bool:
    """Write the log entry; False when the version's number has become another run's."""
    # What the log names must survive a power cut that the log survives.
    store.sync()
    is_written = False
    while not is_written:
        entries = read_log(store)
        if len(_versions(entries, publication.draft)) != publication.version - 1:
            return False
        entry = entry_after(
            entries, manifest=staged.path, manifest_sha256=staged.sha256, published_at=publication.published_at
        )
        is_written = store.create(entry.path, entry.data)
    store.sync()
    return True


def _shown(store: Store, draft: Draft, *, planned: PlannedVersion) -> Published:
    """What is published now. Also renews `latest.json`, which a run killed after its log entry leaves behind."""
    entries = read_log(store)
    versions = _versions(entries, draft)
    latest, data = latest_path(draft.report, draft.period), latest_json(versions[-1])
    if not store.exists(latest) or store.read(latest) != data:
        store.replace(latest, data)
    files = read_manifest(store, versions[planned.number - 1]).files
    paths = {name: file.path for name, file in files.items()}
    return Published(planned.outcome, planned.number, entries[-1].sha256, paths)


def _clear_beside(store: Store, publication: Publication) -> None:
    """In a store without locks: remove what slower or killed runs left beside the version that has this number."""
    version = _versions(read_log(store), publication.draft)[publication.version - 1]
    named = {file.path for file in read_manifest(store, version).files.values()} | {version.entry.manifest}
    clear_unnamed(store, publication.folder, named=named)


def _versions(entries: Sequence[LogEntry], draft: Draft) -> Sequence[Version]:
    return versions_of(entries, report=draft.report, period=draft.period)


def _check_documents(publication: Publication) -> None:
    """The files must print what was compared, under the number they are published as; anything else is a bug."""
    documents = {name: json.loads(publication.files[name]) for name in publication.draft.documents}
    if content_sha256(documents, inputs=publication.draft.inputs) != publication.draft.content_sha256:
        raise ValueError("the files to be published do not say what the draft says")
    if any(document.get("version") != publication.version for document in documents.values()):
        raise ValueError(f"a file to be published does not print version {publication.version}")


def _outdated(publication: Publication) -> OutdatedPlan:
    draft = publication.draft
    return OutdatedPlan(
        f"another run has published {draft.report} {draft.period} v{publication.version} in the meantime: run again"
    )
