"""A small report to publish: its draft, its files, and a store that already holds what it was made from."""

import json
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import polars as pl
import pytest

from okr_reports.publishing.publication import Draft, Publication, Published
from okr_reports.publishing.publish import publish
from okr_reports.store.catalogues import put_catalogue
from okr_reports.store.manifests import Origin, PartRecord
from okr_reports.store.opening import open_store
from okr_reports.store.parts import put_part
from okr_reports.store.store import Store

Write = Callable[..., Publication]


@pytest.fixture
def store(tmp_path: Path) -> Store:
    """An empty store in a folder."""
    return open_store("store", tmp_path)


def draft_of(*, csat: float = 95.0, look: str = "plain", reason: str | None = None, period: str = "2026-09") -> Draft:
    """A review that says one number."""
    document = {"schema": "kpi-review/1", "period": period, "kpis": [{"id": "support/csat", "value": csat}]}
    return Draft("kpi-review", period, {"report.json": document}, rendering_sha256=look, reason=reason)


@pytest.fixture
def write(store: Store) -> Write:
    """Write the version of a review that prints this number, at this hour of 1 October."""
    origin = Origin(
        catalogue_sha256=put_catalogue(store, b'{"company":"Example"}'),
        software={"okr-reports": "0.1.0"},
        fonts={"Inter": "4.1"},
        extracts={"tickets": {"2026-09": PartRecord(put_part(store, pl.DataFrame({"csat": [95]})), 1, 0, None)}},
    )

    def write_version(version: int, *, hour: int = 6, **said: object) -> Publication:
        draft = draft_of(**said)  # pyright: ignore[reportArgumentType]
        moment = datetime(2026, 10, 1, hour, tzinfo=UTC)
        report = {**draft.documents["report.json"], "version": version, "as_of": moment.isoformat()}
        files = {
            "report.json": json.dumps(report).encode(),
            "report.html": f"<p>v{version}: {report}".encode(),
            "departments/support.html": f"<p>support, {draft.rendering_sha256}".encode(),
        }
        return Publication(draft, version, files, origin, as_of=moment, published_at=moment)

    return write_version


@pytest.fixture
def first(store: Store, write: Write) -> Published:
    """The first version, published."""
    return publish(store, write(1))


@pytest.fixture
def second(store: Store, write: Write, first: Published) -> Published:
    """A second version beside the first, with another number in it."""
    return publish(store, write(2, csat=96.0, reason="late data"))
