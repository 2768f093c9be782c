"""Planning: whether there is anything to publish, and under which number. Asked before any page is made."""

import json

from okr_reports.errors import ReasonRequired
from okr_reports.publishing.content import Json, differences, said
from okr_reports.publishing.publication import Draft, PlannedVersion
from okr_reports.store.canonical import canonical_json
from okr_reports.store.history import published_json
from okr_reports.store.log import head_of, read_log
from okr_reports.store.manifests import Manifest
from okr_reports.store.store import Store
from okr_reports.store.versions import latest_version, read_manifest
from okr_reports.words import Outcome

_SHOWN_DIFFERENCES = 3


def plan_version(store: Store, draft: Draft) -> PlannedVersion:
    """What publishing this draft would do now; ReasonRequired when it needs a reason and has none."""
    entries = read_log(store)
    latest = latest_version(entries, report=draft.report, period=draft.period)
    if latest is None:
        return PlannedVersion(Outcome.PUBLISHED, 1, None, head_of(entries))
    manifest = read_manifest(store, latest)
    if is_unchanged(draft, manifest):
        return PlannedVersion(Outcome.UNCHANGED, latest.number, manifest, head_of(entries))
    if not (draft.reason or "").strip():
        raise ReasonRequired(_what_changed(store, draft, manifest=manifest))
    return PlannedVersion(Outcome.PUBLISHED, latest.number + 1, manifest, head_of(entries))


def is_unchanged(draft: Draft, manifest: Manifest) -> bool:
    """Whether a version already says what the draft says, in the same look (outputs.md, the store)."""
    return (draft.content_sha256, draft.rendering_sha256) == (manifest.content_sha256, manifest.rendering_sha256)


def _what_changed(store: Store, draft: Draft, *, manifest: Manifest) -> str:
    return (
        f"{draft.report} {draft.period} is published as v{manifest.version}, and "
        f"{_change(store, draft, manifest=manifest)}: say why with --reason"
    )


def _change(store: Store, draft: Draft, *, manifest: Manifest) -> str:
    if draft.content_sha256 == manifest.content_sha256:
        return "its look (templates, fonts or engine) is another one now"
    places = [
        *differences(_said_before(store, draft, manifest=manifest), _said_now(draft)),
        *differences(manifest.inputs, draft.inputs),
    ]
    shown = ", ".join(places[:_SHOWN_DIFFERENCES]) + (", …" if len(places) > _SHOWN_DIFFERENCES else "")
    return f"{len(places)} of its values would differ ({shown})"


def _said_before(store: Store, draft: Draft, *, manifest: Manifest) -> Json:
    names = [name for name in draft.documents if name in manifest.files]
    return {name: said(published_json(store, manifest, name=name)) for name in names}


def _said_now(draft: Draft) -> Json:
    return {name: json.loads(canonical_json(said(document))) for name, document in draft.documents.items()}
