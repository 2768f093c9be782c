"""What was published before, as this month's report needs it: how KPIs were defined then, and what they were."""

import json
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime
from typing import Any

import polars as pl

from okr_reports.catalogue.catalogue import Catalogue
from okr_reports.catalogue.kept_definitions import SERIES_FIELDS, Definitions, definitions_in
from okr_reports.catalogue.measures import measures_of
from okr_reports.findings import Finding
from okr_reports.line.request import KPI_REVIEW, RunRequest
from okr_reports.scoring.plan import ReviewPlan
from okr_reports.scoring.rebases import (
    DefinitionHistory,
    PackDefinitions,
    Rebase,
    kpi_rebases,
    unexplained_changes,
)
from okr_reports.scoring.restated import (
    PUBLISHED_VALUES,
    PresentValues,
    PublishedPack,
    restated_values,
    unexplained_restatements,
)
from okr_reports.store.catalogues import get_catalogue
from okr_reports.store.history import Asked, EarlierVersions, earlier_versions, published_json
from okr_reports.store.manifests import Manifest
from okr_reports.store.store import Store
from okr_reports.tables import CHANGES, KPI_HEALTH, KPI_REBASES, RESTATED, RESTATEMENTS

Tables = Mapping[str, pl.DataFrame]
_DEPARTMENT = "department/"


def rebases(request: RunRequest, changes: pl.DataFrame, *, plan: ReviewPlan) -> tuple[Tables, list[Finding]]:
    """kpi_rebases: from the sheets, from changes.csv, and from definitions that differ between published packs."""
    packs = _earlier_definitions(request, _earlier(request).before)
    present = PackDefinitions(request.month, plan.today, _present_definitions(request.catalogue))
    history = DefinitionHistory(_stated(request.catalogue), changes, SERIES_FIELDS, [*packs, present])
    measures = measures_of(request.catalogue)
    table = kpi_rebases(history, measures, plan=plan)
    return {KPI_REBASES.name: table}, unexplained_changes(table, measures, plan=plan)


def restatements(request: RunRequest, tables: Tables, *, plan: ReviewPlan) -> tuple[Tables, list[Finding]]:
    """restated: how the history in kpi_health differs from what was published, with what restatements.csv says."""
    catalogue = request.catalogue
    limit = catalogue.policy.suppress_people_below
    now = PresentValues(
        health=tables[KPI_HEALTH.name],
        measures=measures_of(catalogue),
        restatements=tables[RESTATEMENTS.name],
        hidden_below={kpi.id: limit for kpi in catalogue.kpis.values() if kpi.about == "people"},
    )
    earlier, changes = _earlier(request), tables[CHANGES.name]
    before = next((published_pack(request, manifest, changes=changes) for manifest in reversed(earlier.before)), None)
    own = (published_pack(request, manifest, changes=changes) for manifest in reversed(earlier.own))
    table = restated_values(now, before=before, own=own, plan=plan)
    return {RESTATED.name: table}, unexplained_restatements(table)


def _earlier(request: RunRequest) -> EarlierVersions:
    fiscal, count = request.catalogue.fiscal, request.catalogue.policy.history_periods
    months = [month.key for month in fiscal.run_up_to(request.month, count)[:-1]]
    return earlier_versions(request.store, Asked(KPI_REVIEW, request.month.key, months, request.as_of))


def _stated(catalogue: Catalogue) -> Sequence[Rebase]:
    """What the sheets say themselves."""
    return [
        Rebase(kpi.id, catalogue.fiscal.period(stated.from_).start, stated.why)
        for kpi in catalogue.kpis.values()
        for stated in kpi.rebase
    ]


def _earlier_definitions(request: RunRequest, manifests: Sequence[Manifest]) -> list[PackDefinitions]:
    """Pack by pack; most share a catalogue, which is read once."""
    kept = {one.origin.catalogue_sha256: one for one in manifests}
    definitions = {sha256: _kept_definitions(request.store, manifest) for sha256, manifest in kept.items()}
    return [
        PackDefinitions(
            request.catalogue.fiscal.period(manifest.period),
            _day(request, manifest.as_of),
            definitions[manifest.origin.catalogue_sha256],
        )
        for manifest in manifests
    ]


def _kept_definitions(store: Store, manifest: Manifest) -> Definitions:
    return definitions_in(get_catalogue(store, manifest.origin.catalogue_sha256))


def _present_definitions(catalogue: Catalogue) -> Definitions:
    return definitions_in(json.loads(catalogue.canonical_json))


def published_pack(request: RunRequest, manifest: Manifest, *, changes: pl.DataFrame) -> PublishedPack:
    """A published version's values; KPIs that are computed otherwise since, or were said to be, are named."""
    seen_on = _day(request, manifest.as_of)
    now, then = _present_definitions(request.catalogue), _kept_definitions(request.store, manifest)
    told = changes.filter(pl.col("field").is_in(SERIES_FIELDS) & (pl.col("changed_on") >= seen_on))
    redefined = {kpi_id for kpi_id, definition in now.items() if then.get(kpi_id, definition) != definition}
    values = _published_values(published_json(request.store, manifest))
    return PublishedPack(
        manifest.period, manifest.version, seen_on, values, frozenset({*redefined, *told["changed_id"]})
    )


def _day(request: RunRequest, moment: datetime) -> date:
    return moment.astimezone(request.zone).date()


def _published_values(report: Mapping[str, Any]) -> pl.DataFrame:
    """The histories in a report.json of kpi-review: the company's and the departments'."""
    return pl.DataFrame(list(_points(report)), schema=PUBLISHED_VALUES, orient="row")


def _points(report: Mapping[str, Any]) -> Iterator[tuple[object, ...]]:
    for kpi in report["kpis"]:
        parts = [(f"{_DEPARTMENT}{part['department']}", part) for part in kpi["departments"]]
        for entity_id, measured in [(None, kpi), *parts]:
            for point in measured["history"]:
                yield kpi["id"], entity_id, point["period"], point["value"], point["n"]
