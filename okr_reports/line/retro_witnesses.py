"""Who saw each key result of a cycle first: the store by `check`, runs and versions, and git by its commits (§5)."""

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

import polars as pl

from okr_reports.catalogue.goals_definitions import definitions_by_key_result
from okr_reports.findings import Finding
from okr_reports.line.first_seen import KEY_RESULT, key_results_in
from okr_reports.line.git_witness import git_witnesses
from okr_reports.line.request import KPI_REVIEW, OKR_RETRO, midnight
from okr_reports.line.retro_request import RetroRequest
from okr_reports.scoring.original import KEY_RESULT_GONE
from okr_reports.store.catalogues import get_catalogue
from okr_reports.store.first_seen import Witness, first_seen, witnesses
from okr_reports.store.log import read_log
from okr_reports.store.store import Store
from okr_reports.store.versions import read_manifest, version_named
from okr_reports.words import Severity

WITNESS_DIFFERS = "WITNESS-DIFFERS"
_REPORTS = (KPI_REVIEW, OKR_RETRO)


@dataclass(frozen=True)
class Witnesses:
    """Key result id → the earliest witness in the store, and its first commit.

    `gone`: id → the last one from the cycle's first day on, of those that stand in it no more.
    """

    kept: Mapping[str, Witness]
    committed: Mapping[str, Witness]
    gone: Mapping[str, Witness]

    @property
    def first(self) -> Mapping[str, Witness]:
        """The earlier of the two; of one moment the store's."""
        earlier = {id: one for id, one in self.committed.items() if id not in self.kept or self.is_committed_first(id)}
        return {**self.kept, **earlier}

    def is_committed_first(self, id: str) -> bool:
        """Whether both have seen it, and git says it was first."""
        both = id in self.kept and id in self.committed
        return both and self.committed[id].seen_at < self.kept[id].seen_at


def witnesses_of(request: RetroRequest) -> Witnesses:
    """How each key result of the cycle stood when a `check`, a run, a published version or a commit first held it.

    Who saw it first is told by the clock, whatever moment a run looked from: `--as-of` does not move it.
    """
    store, cycle_id = request.store, request.cycle.key
    found = [*witnesses(store), *_published(store)]
    kept = _of_cycle(first_seen(found, kind=KEY_RESULT), cycle_id)
    committed = first_seen(git_witnesses(request.catalogue, cycle_id=cycle_id), kind=KEY_RESULT)
    return Witnesses(kept, _of_cycle(committed, cycle_id), _gone(found, request))


def witness_findings(request: RetroRequest, seen: Witnesses, *, changes: pl.DataFrame) -> Iterator[Finding]:
    """Fields that stand as in a first commit, while the store saw them otherwise after that commit's date.

    Whoever rewrites a history chooses its dates: without this, a target moved back in time would be no change.
    `changes`: CHANGES; what it says of a field explains it.
    """
    told = set(changes.select("changed_id", "field").rows())
    now = definitions_by_key_result(json.loads(request.catalogue.canonical_json))
    for id in filter(seen.is_committed_first, seen.kept):
        kept, committed = seen.kept[id], seen.committed[id].definition.fields
        day = kept.seen_at.astimezone(request.month.zone).date()
        for field, value in now.get((request.cycle.key, id), {}).items():
            then = kept.definition.fields.get(field)
            if committed.get(field) == value != then and (id, field) not in told:
                yield Finding(WITNESS_DIFFERS, Severity.WARNING, id, _differs(field, then, day=day, value=value))


def gone_findings(request: RetroRequest, seen: Witnesses) -> Iterator[Finding]:
    """Key results that stood in the cycle and were deleted: what nobody reaches would be missed by nobody."""
    for id, witness in seen.gone.items():
        day = witness.seen_at.astimezone(request.month.zone).date()
        text = (
            f"stood in {request.cycle.key} on {day} and was deleted since, so no score counts it: put it back with "
            "`state: {is: cancelled, on: …, why: …}`"
        )
        yield Finding(KEY_RESULT_GONE, Severity.WARNING, id, text)


def _gone(found: Iterable[Witness], request: RetroRequest) -> Mapping[str, Witness]:
    """What was dropped before the cycle began was a draft."""
    begun_at = midnight(request.cycle.start, request.month.zone)
    present = {id for id, placed in request.catalogue.key_results.items() if placed.cycle == request.cycle}
    standing = sorted((one for one in found if one.seen_at >= begun_at), key=lambda one: one.seen_at)
    last = {one.definition.id: one for one in standing if one.definition.kind == KEY_RESULT}
    return {id: one for id, one in _of_cycle(last, request.cycle.key).items() if id not in present}


def _differs(field: str, then: str | None, *, day: date, value: str | None) -> str:
    return (
        f"{field} was {then or 'nothing'} when it was registered on {day}, and is {value or 'nothing'} as in a commit "
        "with an earlier date: say in changes.csv who changed it and why"
    )


def _of_cycle(found: Mapping[str, Witness], cycle_id: str) -> Mapping[str, Witness]:
    of_cycle = f"{cycle_id}/"
    return {id.removeprefix(of_cycle): one for id, one in found.items() if id.startswith(of_cycle)}


def _published(store: Store) -> Iterator[Witness]:
    """What each catalogue kept with a version says, by its first publication and by its last."""
    versions = [version for version in map(version_named, read_log(store)) if version.report in _REPORTS]
    manifests = [read_manifest(store, version) for version in versions]
    first = {one.origin.catalogue_sha256: one for one in reversed(manifests)}
    last = {one.origin.catalogue_sha256: one for one in manifests}
    for digest, manifest in first.items():
        moments = dict.fromkeys([manifest.published_at, last[digest].published_at])
        for definition in key_results_in(get_catalogue(store, digest)):
            yield from (Witness(definition, moment) for moment in moments)
