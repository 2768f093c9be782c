"""Manifests and versions: what is published, as the log names it."""

import json
from datetime import UTC, datetime, timedelta, timezone

import pytest

from okr_reports.errors import VerificationError
from okr_reports.store.log import LogEntry, entry_after
from okr_reports.store.manifests import Exceptions, Manifest, Origin, PartRecord, PublishedFile, manifest_from
from okr_reports.store.versions import latest_version, version_named, versions_of

INDIA = timezone(timedelta(hours=5, minutes=30))
MANIFEST = Manifest(
    report="kpi-review",
    period="2026-09",
    version=2,
    as_of=datetime(2026, 10, 1, 6, tzinfo=INDIA),
    published_at=datetime(2026, 10, 1, 0, 31, tzinfo=UTC),
    reason="late data: tickets",
    previous_version=1,
    content_sha256="c0",
    rendering_sha256="d0",
    files={"report.json": PublishedFile("e0", 12, "published/kpi-review/2026-09/v2/report.json")},
    origin=Origin(
        catalogue_sha256="f0",
        software={"okr-reports": "0.1.0", "weasyprint": "70.0"},
        fonts={"Inter": "4.1"},
        extracts={
            "tickets": {
                "2026-09": PartRecord("a1", 120, 1, datetime(2026, 10, 1, tzinfo=UTC)),
                "none": PartRecord("a2", 3, None, None),
            }
        },
        exceptions=Exceptions(withheld=("finance/margin",), failed=("support/csat",)),
    ),
)


def test_a_manifest_is_read_as_it_was_written() -> None:
    assert manifest_from(MANIFEST.to_json(), "manifest.json") == MANIFEST


def test_a_manifest_holds_the_fields_of_the_contract() -> None:
    content = json.loads(MANIFEST.to_json())
    assert content["schema"] == "manifest/1"
    assert content["as_of"] == "2026-10-01T06:00:00+05:30"
    assert content["extracts"]["tickets"]["2026-09"] == {
        "sha256": "a1",
        "rows": 120,
        "rejected": 1,
        "read_at": "2026-10-01T00:00:00+00:00",
    }
    assert content["files"]["report.json"] == {
        "sha256": "e0",
        "size": 12,
        "path": "published/kpi-review/2026-09/v2/report.json",
    }
    assert content["exceptions"] == {"withheld": ["finance/margin"], "quarantined": [], "failed": ["support/csat"]}


@pytest.mark.parametrize("data", [b"", b"[]", b"{}", b'{"schema":"manifest/1"}', b"\xff"])
def test_what_is_no_manifest_is_named(data: bytes) -> None:
    with pytest.raises(VerificationError, match=r"v2/manifest\.json is no manifest"):
        manifest_from(data, "v2/manifest.json")


def test_a_manifest_from_the_future_is_named() -> None:
    with pytest.raises(VerificationError, match="'manifest/9': a newer version of this program"):
        manifest_from(b'{"schema":"manifest/9"}', "v2/manifest.json")


def entry(path: str) -> LogEntry:
    return entry_after([], manifest=path, manifest_sha256="ab", published_at=datetime(2026, 10, 1, tzinfo=UTC))


def test_the_log_names_a_version_by_the_path_of_its_manifest() -> None:
    version = version_named(entry("published/kpi-review/2026-09/v12/manifest.json"))
    assert (version.report, version.period, version.number) == ("kpi-review", "2026-09", 12)
    assert version.folder == "published/kpi-review/2026-09/v12"


@pytest.mark.parametrize(
    "path",
    ["", "published/manifest.json", "published/kpi-review/2026-09/v0/manifest.json", "../published/a/b/v1/m.json"],
)
def test_an_entry_that_names_no_version_is_told(path: str) -> None:
    with pytest.raises(VerificationError, match=r"log/00000001\.json names no version of a report"):
        version_named(entry(path))


def test_the_latest_version_is_the_last_in_the_log_for_its_report_and_period() -> None:
    entries = [
        entry("published/kpi-review/2026-09/v1/manifest.json"),
        entry("published/kpi-review/2026-09/v2/manifest.json"),
        entry("published/kpi-review/2026-10/v1/manifest.json"),
        entry("published/okr-retro/2026-Q3/v1/manifest.json"),
    ]
    latest = latest_version(entries, report="kpi-review", period="2026-09")
    assert latest is not None
    assert latest.number == 2
    assert [version.number for version in versions_of(entries, report="kpi-review", period="2026-09")] == [1, 2]
    assert latest_version(entries, report="kpi-review", period="2026-08") is None
