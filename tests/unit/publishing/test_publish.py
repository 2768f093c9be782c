"""Publishing: a version appears whole, once, and only when something has changed."""

import json
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from hashlib import sha256

import polars as pl
import pytest

from okr_reports.errors import ReasonRequired, StoreError, VerificationError
from okr_reports.publishing.plan import plan_version
from okr_reports.publishing.publication import (
    Draft,
    OutdatedPlan,
    PlannedVersion,
    Publication,
    Published,
)
from okr_reports.publishing.publish import publish, publish_draft
from okr_reports.publishing.verify import verify
from okr_reports.store.history import published_json, published_manifest, published_periods
from okr_reports.store.log import head_of, read_log
from okr_reports.store.manifests import PartRecord, part_records
from okr_reports.store.rehearsal import Rehearsal
from okr_reports.store.store import Store
from okr_reports.tables import SNAPSHOT_PARTS
from okr_reports.words import Outcome

Write = Callable[..., Publication]
FOLDER = "published/kpi-review/2026-09"


def test_a_first_version_needs_no_reason(store: Store, write: Write) -> None:
    published = publish(store, write(1))
    assert (published.outcome, published.version) == (Outcome.PUBLISHED, 1)
    assert published.paths == {
        "report.json": f"{FOLDER}/v1/report.json",
        "report.html": f"{FOLDER}/v1/report.html",
        "departments/support.html": f"{FOLDER}/v1/departments/support.html",
    }


def test_a_version_is_in_the_log_and_the_log_s_last_hash_is_the_head(store: Store, first: Published) -> None:
    (entry,) = read_log(store)
    assert entry.manifest == f"{FOLDER}/v1/manifest.json"
    assert entry.manifest_sha256 == sha256(store.read(entry.manifest)).hexdigest()
    assert entry.published_at == datetime(2026, 10, 1, 6, tzinfo=UTC)
    assert first.head == head_of([entry])


def test_a_manifest_tells_what_the_version_was_made_from(store: Store, first: Published) -> None:
    manifest = json.loads(store.read(f"{FOLDER}/v1/manifest.json"))
    assert (manifest["version"], manifest["previous_version"], manifest["reason"]) == (1, None, None)
    assert manifest["extracts"]["tickets"]["2026-09"]["rows"] == 1
    assert manifest["software"] == {"okr-reports": "0.1.0"}
    assert manifest["files"]["report.html"]["size"] == store.size(f"{FOLDER}/v1/report.html")


def test_the_latest_version_is_named_for_people(store: Store, second: Published) -> None:
    latest = json.loads(store.read(f"{FOLDER}/latest.json"))
    assert latest == {"version": 2, "manifest_sha256": read_log(store)[1].manifest_sha256}


def test_the_same_content_an_hour_later_is_unchanged_and_nothing_is_written(
    store: Store, write: Write, first: Published
) -> None:
    before = store.read_many(store.list())
    published = publish(store, write(2, hour=7))
    assert (published.outcome, published.version, published.head) == (Outcome.UNCHANGED, 1, first.head)
    assert published.paths == first.paths
    assert store.read_many(store.list()) == before


def test_changed_content_needs_a_reason_and_the_refusal_says_where_it_differs(
    store: Store, write: Write, first: Published
) -> None:
    before = store.list()
    with pytest.raises(
        ReasonRequired, match=r"as v1, .* 1 of its values would differ .*support/csat\]\.value.*--reason"
    ):
        publish(store, write(2, csat=96.0))
    assert store.list() == before


def test_a_blank_reason_is_none(store: Store, write: Write, first: Published) -> None:
    with pytest.raises(ReasonRequired):
        publish(store, write(2, csat=96.0, reason="  "))


def test_another_look_needs_a_reason_too(store: Store, write: Write, first: Published) -> None:
    with pytest.raises(ReasonRequired, match=r"its look .* is another one now"):
        publish(store, write(2, look="fancy"))
    assert publish(store, write(2, look="fancy", reason="new templates")).version == 2


def test_a_further_version_says_why_and_leaves_the_first_as_it_was(
    store: Store, write: Write, first: Published
) -> None:
    before = store.read_many(first.paths.values())
    published = publish(store, write(2, csat=96.0, reason="late data"))
    assert (published.outcome, published.version) == (Outcome.PUBLISHED, 2)
    assert json.loads(store.read(f"{FOLDER}/v2/manifest.json"))["reason"] == "late data"
    assert store.read_many(first.paths.values()) == before


def test_a_file_unchanged_since_the_version_before_is_listed_there_and_not_stored_again(
    store: Store, second: Published
) -> None:
    assert second.paths["departments/support.html"] == f"{FOLDER}/v1/departments/support.html"
    assert not store.exists(f"{FOLDER}/v2/departments/support.html")


def test_an_earlier_file_that_is_gone_is_stored_again(store: Store, write: Write, first: Published) -> None:
    store.remove(f"{FOLDER}/v1/departments/support.html")
    published = publish(store, write(2, csat=96.0, reason="late data"))
    assert published.paths["departments/support.html"] == f"{FOLDER}/v2/departments/support.html"


def test_periods_are_versioned_by_themselves_in_one_log(store: Store, write: Write, second: Published) -> None:
    published = publish(store, write(1, period="2026-10"))
    assert published.version == 1
    assert [entry.number for entry in read_log(store)] == [1, 2, 3]
    assert published_periods(store, "kpi-review") == ("2026-09", "2026-10")


def test_a_plan_tells_the_number_before_anything_is_made(store: Store, write: Write, first: Published) -> None:
    changed = write(2, csat=96.0, reason="late data").draft
    planned, unchanged = plan_version(store, changed), plan_version(store, write(2).draft)
    assert (planned.outcome, planned.number, planned.head) == (Outcome.PUBLISHED, 2, first.head)
    assert (unchanged.outcome, unchanged.number, unchanged.head) == (Outcome.UNCHANGED, 1, first.head)


def test_a_number_that_another_run_has_taken_is_not_published_again(
    store: Store, write: Write, second: Published
) -> None:
    before = store.list()
    with pytest.raises(OutdatedPlan, match="another run has published kpi-review 2026-09 v2 in the meantime"):
        publish(store, write(2, csat=97.0, reason="corrected"))
    assert store.list() == before


def test_a_run_that_was_overtaken_plans_again(store: Store, write: Write, first: Published) -> None:
    draft = write(2, csat=97.0, reason="corrected").draft
    overtaking = iter([write(2, csat=96.0, reason="late data")])

    def make(planned: PlannedVersion) -> Publication:
        for faster in overtaking:
            publish(store, faster)
        return write(planned.number, csat=97.0, reason="corrected")

    published = publish_draft(store, draft, make=make)
    assert (published.outcome, published.version) == (Outcome.PUBLISHED, 3)


def test_nothing_is_made_when_nothing_has_changed(store: Store, write: Write, first: Published) -> None:
    published = publish_draft(store, write(2).draft, make=lambda planned: pytest.fail("made"))
    assert (published.outcome, published.version) == (Outcome.UNCHANGED, 1)


def test_files_that_print_another_number_cannot_be_published(store: Store, write: Write, first: Published) -> None:
    misprinted = write(1, csat=96.0, reason="late data")
    with pytest.raises(ValueError, match="does not print version 2"):
        publish(store, replace(misprinted, version=2))
    with pytest.raises(ValueError, match="planned v2, made v1"):
        publish_draft(store, misprinted.draft, make=lambda planned: misprinted)


def test_files_that_say_something_else_than_what_was_compared_cannot_be_published(store: Store, write: Write) -> None:
    with pytest.raises(ValueError, match="do not say what the draft says"):
        publish(store, replace(write(1), draft=write(1, csat=96.0).draft))


def test_a_file_name_that_leads_out_of_the_version_is_refused_and_nothing_stays(
    store: Store, write: Write, first: Published
) -> None:
    before = store.list()
    publication = write(2, csat=96.0, reason="late data")
    for name in ("../../../escaped", "/etc/escaped", "departments/../../x"):
        with pytest.raises(StoreError, match="is no path inside the store"):
            publish(store, replace(publication, files={**publication.files, name: b""}))
    assert store.list() == before


def test_what_a_killed_run_left_is_cleared_away(store: Store, write: Write, first: Published) -> None:
    for name in ("report.json", "manifest.json", "departments/sales.html"):
        store.create(f"{FOLDER}/v2/{name}", b"half")
    published = publish(store, write(2, csat=96.0, reason="late data"))
    assert published.paths["report.json"] == f"{FOLDER}/v2/report.json"
    assert verify(store, read_data=True, head=None).strays == ()
    assert verify(store, read_data=True, head=None).problems == ()


def test_a_latest_json_that_was_left_behind_is_renewed_even_when_nothing_is_published(
    store: Store, write: Write, second: Published
) -> None:
    right = store.read(f"{FOLDER}/latest.json")
    store.replace(f"{FOLDER}/latest.json", b'{"version":1}')
    publish(store, write(3, csat=96.0))
    assert store.read(f"{FOLDER}/latest.json") == right


def test_nothing_is_built_on_a_manifest_that_was_tampered_with(store: Store, write: Write, first: Published) -> None:
    manifest = store.read(f"{FOLDER}/v1/manifest.json")
    store.replace(f"{FOLDER}/v1/manifest.json", manifest.replace(b'"rows":1', b'"rows":2'))
    with pytest.raises(VerificationError, match=r"v1/manifest\.json was changed after it was published"):
        publish(store, write(2, csat=96.0, reason="late data"))


def test_an_earlier_report_can_be_read_back(store: Store, second: Published) -> None:
    manifest = published_manifest(store, report="kpi-review", period="2026-09")
    assert manifest is not None
    assert published_json(store, manifest)["kpis"] == [{"id": "support/csat", "value": 96.0}]
    assert published_manifest(store, report="kpi-review", period="2026-08") is None


def test_an_earlier_report_that_was_tampered_with_is_not_read(store: Store, first: Published) -> None:
    manifest = published_manifest(store, report="kpi-review", period="2026-09")
    assert manifest is not None
    store.replace(f"{FOLDER}/v1/report.json", b"{}")
    with pytest.raises(VerificationError, match="was changed after it was published"):
        published_json(store, manifest)


def test_the_table_of_parts_becomes_the_manifest_s_list() -> None:
    read_at = datetime(2026, 10, 1, tzinfo=UTC)
    table = pl.DataFrame(
        {
            "extract": ["tickets", "tickets", "deals"],
            "period_id": ["none", "2026-09", "2026-09"],
            "sha256": ["a", "b", "c"],
            "row_count": [1, 2, 3],
            "rejected_count": [0, None, 1],
            "read_at": [read_at, read_at, None],
            "covers_until": [None, None, None],
        }
    )
    assert part_records(SNAPSHOT_PARTS.check(table)) == {
        "deals": {"2026-09": PartRecord("c", 3, 1, None)},
        "tickets": {"2026-09": PartRecord("b", 2, None, read_at), "none": PartRecord("a", 1, 0, read_at)},
    }


def test_a_rehearsed_publication_leaves_the_store_as_it_was(store: Store, write: Write, first: Published) -> None:
    before = store.list()
    published = publish(Rehearsal(store), write(2, csat=96.0, reason="late data"))
    assert (published.outcome, published.version) == (Outcome.PUBLISHED, 2)
    assert store.list() == before


def test_draft_hashes_ignore_the_printed_version() -> None:
    drafts = [Draft("kpi-review", "2026-09", {"report.json": {"version": number}}, "look") for number in (1, 2)]
    assert drafts[0].content_sha256 == drafts[1].content_sha256
