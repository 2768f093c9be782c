"""How key results were defined when they were first seen: the goalposts that today's are held against (rules §5)."""

import json
from collections.abc import Iterable, Iterator, Mapping
from datetime import date

import polars as pl

from okr_reports.catalogue.goals_definitions import goal_definitions
from okr_reports.goal_tables import DEFINITIONS, FIRST_SEEN, KEY_RESULT_ACTUALS
from okr_reports.line.first_seen import KEY_RESULT, key_results_in
from okr_reports.line.git_witness import git_witnesses
from okr_reports.line.request import KPI_REVIEW, OKR_RETRO
from okr_reports.line.retro_request import RetroRequest
from okr_reports.scoring.original_goals import GoalHistory
from okr_reports.store.catalogues import get_catalogue
from okr_reports.store.first_seen import Witness, first_seen, witnesses
from okr_reports.store.log import read_log
from okr_reports.store.store import Store
from okr_reports.store.versions import read_manifest, version_named

_REPORTS = (KPI_REVIEW, OKR_RETRO)


def goal_history(request: RetroRequest, *, changes: pl.DataFrame) -> GoalHistory:
    """The definitions of the cycle's key results as they were first seen, and as they are now.

    What was measured otherwise then is measured again by `with_first_actuals` (retro_originals).
    """
    now = goal_definitions(json.loads(request.catalogue.canonical_json), request.cycle.key)
    return GoalHistory(
        first=first_definitions(request),
        current=_table((*row, None) for row in now),
        changes=changes,
        first_actuals=KEY_RESULT_ACTUALS.empty(),
    )


def first_definitions(request: RetroRequest) -> pl.DataFrame:
    """DEFINITIONS of the cycle's key results by their earliest witness, with its day in the company's time zone."""
    return _table(
        (id, field, value, witness.seen_at.astimezone(request.month.zone).date())
        for id, witness in _first_witnesses(request).items()
        for field, value in witness.definition.fields.items()
    )


def first_seen_days(definitions: pl.DataFrame) -> pl.DataFrame:
    """FIRST_SEEN from the DEFINITIONS that key results were first seen with."""
    each = definitions.select("key_result_id", "first_seen_on").unique("key_result_id", maintain_order=True)
    return FIRST_SEEN.check(each)


def _first_witnesses(request: RetroRequest) -> Mapping[str, Witness]:
    """Key result id → how it stood when a `check`, a run, a published version or a commit first held it.

    Who saw it first is told by the clock, whatever moment a run looked from: `--as-of` does not move it.
    """
    store, cycle_id = request.store, request.cycle.key
    of_cycle = f"{cycle_id}/"
    committed = git_witnesses(request.catalogue, cycle_id=cycle_id)
    found = first_seen([*witnesses(store), *_published(store), *committed], kind=KEY_RESULT)
    return {id.removeprefix(of_cycle): one for id, one in found.items() if id.startswith(of_cycle)}


def _published(store: Store) -> Iterator[Witness]:
    """What each catalogue kept with a version says, by its first publication."""
    versions = [version for version in map(version_named, read_log(store)) if version.report in _REPORTS]
    manifests = [read_manifest(store, version) for version in versions]
    first = {one.origin.catalogue_sha256: one for one in reversed(manifests)}
    for digest, manifest in first.items():
        for definition in key_results_in(get_catalogue(store, digest)):
            yield Witness(definition, manifest.published_at)


def _table(rows: Iterable[tuple[str, str, str | None, date | None]]) -> pl.DataFrame:
    return DEFINITIONS.check(pl.DataFrame(list(rows), schema=DEFINITIONS.columns, orient="row"))
