"""A report of very many documents: compared by what each says; those that stay are listed where they lie."""

import json
from collections.abc import Callable
from dataclasses import replace

import pytest

from okr_reports.errors import ReasonRequired
from okr_reports.publishing.plan import plan_version
from okr_reports.publishing.publication import Publication
from okr_reports.publishing.publish import publish
from okr_reports.publishing.staging import stage
from okr_reports.publishing.verify import verify
from okr_reports.store.cache import content_path, put_content
from okr_reports.store.history import published_manifest
from okr_reports.store.manifests import Manifest, PublishedFile
from okr_reports.store.store import Store
from okr_reports.words import Outcome

Write = Callable[..., Publication]
FOLDER = "published/kpi-review/2026-09"


def saying(publication: Publication, **inputs: str) -> Publication:
    """The publication as one of many documents that nobody made in order to compare them."""
    return replace(publication, draft=replace(publication.draft, documents={}, inputs=inputs))


def test_a_version_lists_what_each_of_its_documents_says(store: Store, write: Write) -> None:
    publish(store, saying(write(1), E001="one", E002="two"))
    assert json.loads(store.read(f"{FOLDER}/v1/manifest.json"))["inputs"] == {"E001": "one", "E002": "two"}


def test_documents_that_say_the_same_are_no_new_version(store: Store, write: Write) -> None:
    publish(store, saying(write(1), E001="one", E002="two"))
    planned = plan_version(store, saying(write(2), E002="two", E001="one").draft)
    assert (planned.outcome, planned.number) == (Outcome.UNCHANGED, 1)


@pytest.mark.parametrize(
    "now", [{"E001": "one", "E002": "other"}, {"E001": "one"}, {"E001": "one", "E002": "two", "E003": "three"}]
)
def test_a_document_that_says_something_else_comes_or_goes_needs_a_reason(
    store: Store, write: Write, now: dict[str, str]
) -> None:
    publish(store, saying(write(1), E001="one", E002="two"))
    with pytest.raises(ReasonRequired, match="of its values would differ"):
        plan_version(store, saying(write(2), **now).draft)


def test_files_that_are_kept_are_listed_where_they_lie_and_not_stored_again(store: Store, write: Write) -> None:
    publish(store, saying(write(1), E001="one"))
    before = published_manifest(store, report="kpi-review", period="2026-09")
    assert before
    second = saying(write(2, reason="one employee again"), E001="other")
    files = {"report.json": second.files["report.json"]}
    publish(store, replace(second, files=files, kept={"report.html": before.files["report.html"]}))
    paths = {name: store.exists(f"{FOLDER}/v2/{name}") for name in ("report.json", "report.html")}
    after = published_manifest(store, report="kpi-review", period="2026-09")
    assert paths == {"report.json": True, "report.html": False}
    assert after
    assert after.files["report.html"].path == f"{FOLDER}/v1/report.html"
    assert verify(store, read_data=True, head=None).problems == ()


def with_laid(store: Store, publication: Publication) -> Publication:
    """The publication with one page that was made before and lies elsewhere in the store."""
    digest = put_content(store, b"<p>Zo\xc3\xab")
    page = PublishedFile(digest, 7, content_path(digest))
    return replace(publication, laid={"employees/E001/bundle.html": page})


def test_a_file_that_lies_elsewhere_in_the_store_gets_a_place_in_the_version(store: Store, write: Write) -> None:
    publish(store, with_laid(store, saying(write(1), E001="one")))
    file = published(store).files["employees/E001/bundle.html"]
    assert file.path == f"{FOLDER}/v1/employees/E001/bundle.html"
    assert store.read(file.path) == "<p>Zoë".encode()
    assert verify(store, read_data=True, head=None).problems == ()


def test_a_laid_file_unchanged_since_the_version_before_is_listed_there(store: Store, write: Write) -> None:
    publish(store, with_laid(store, saying(write(1), E001="one")))
    publish(store, with_laid(store, saying(write(2, reason="one employee again"), E001="other")))
    assert published(store).files["employees/E001/bundle.html"].path == f"{FOLDER}/v1/employees/E001/bundle.html"


def test_a_laid_file_stands_beside_that_of_another_run_at_its_place(store: Store, write: Write) -> None:
    version = with_laid(store, saying(write(1), E001="one"))
    store.create(f"{FOLDER}/v1/employees/E001/bundle.html", b"of another run")
    staged = stage(store, version, before=None)
    file = staged.manifest.files["employees/E001/bundle.html"]
    assert file.path == f"{FOLDER}/v1/employees/E001/bundle.{file.sha256[:16]}.html"
    assert store.read(file.path) == "<p>Zoë".encode()


def published(store: Store) -> Manifest:
    """The latest version's manifest."""
    manifest = published_manifest(store, report="kpi-review", period="2026-09")
    assert manifest
    return manifest
