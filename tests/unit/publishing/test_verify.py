"""Verifying finds whatever is not as it was published; history tells what was."""

from collections.abc import Callable
from dataclasses import astuple
from datetime import UTC, datetime
from pathlib import Path

import pytest

from okr_reports.errors import VerificationError
from okr_reports.publishing.history import history
from okr_reports.publishing.publication import Publication, Published
from okr_reports.publishing.publish import publish
from okr_reports.publishing.verify import VerificationReport, verify
from okr_reports.store.log import read_log
from okr_reports.store.opening import open_store
from okr_reports.store.store import Store

Write = Callable[..., Publication]
FOLDER = "published/kpi-review/2026-09"


def look(store: Store, *, read_data: bool = False, head: str | None = None) -> VerificationReport:
    return verify(store, read_data=read_data, head=head)


def found(report: VerificationReport) -> list[tuple[str, str]]:
    return [(problem.code, problem.file) for problem in report.problems]


def test_a_store_that_nobody_touched_has_no_problems(store: Store, first: Published, second: Published) -> None:
    report = look(store, read_data=True, head=second.head)
    assert report == VerificationReport(
        problems=(), strays=(), counts={"log_entries": 2, "versions": 2, "files": 6, "snapshot_parts": 1}
    )


def test_an_empty_store_has_no_problems(tmp_path: Path) -> None:
    assert look(open_store("nothing yet", tmp_path), read_data=True).problems == ()


def test_an_earlier_head_is_still_in_the_log(store: Store, first: Published, second: Published) -> None:
    assert look(store, head=first.head).problems == ()


def test_a_changed_byte_is_found(store: Store, second: Published) -> None:
    page = store.read(f"{FOLDER}/v1/report.html")
    store.replace(f"{FOLDER}/v1/report.html", page.replace(b"95", b"96"))
    assert found(look(store)) == [("CHANGED", f"{FOLDER}/v1/report.html")]


def test_a_deleted_file_is_found(store: Store, second: Published) -> None:
    store.remove(f"{FOLDER}/v1/departments/support.html")
    assert found(look(store)) == [("MISSING", f"{FOLDER}/v1/departments/support.html")]


def test_a_file_added_to_a_published_version_is_found(store: Store, second: Published) -> None:
    store.create(f"{FOLDER}/v2/report.pdf", b"%PDF")
    assert found(look(store)) == [("ADDED", f"{FOLDER}/v2/report.pdf")]


def test_files_that_nothing_names_are_strays_and_no_problem(store: Store, second: Published) -> None:
    for path in (f"{FOLDER}/v3/report.html", "snapshots/x.parquet", "log/notes.txt", "readme.txt"):
        store.create(path, b"")
    report = look(store)
    assert report.problems == ()
    assert report.strays == ("log/notes.txt", f"{FOLDER}/v3/report.html", "readme.txt", "snapshots/x.parquet")


def test_cache_work_and_parts_of_unpublished_runs_are_no_strays(store: Store, second: Published) -> None:
    for path in ("cache/ab", "work/tables/kpi_values.parquet", f"snapshots/{'ab' * 32}.parquet"):
        store.create(path, b"")
    assert look(store).strays == ()


def test_a_rewritten_log_entry_is_found(store: Store, second: Published) -> None:
    entry = read_log(store)[0]
    store.replace(entry.path, entry.data.replace(b"2026-10-01T06", b"2026-10-01T05"))
    assert ("LOG-CHAIN", "log/00000002.json") in found(look(store))


def test_a_rewritten_last_entry_is_found_by_the_head_that_was_printed(store: Store, second: Published) -> None:
    entry = read_log(store)[1]
    store.replace(entry.path, entry.data.replace(b"2026-10-01T06", b"2026-10-01T05"))
    assert found(look(store)) == []
    assert found(look(store, head=second.head)) == [("HEAD", "")]


def test_a_log_cut_off_at_its_end_is_found_by_its_head_and_by_what_it_no_longer_names(
    store: Store, second: Published
) -> None:
    store.remove("log/00000002.json")
    report = look(store, head=second.head)
    assert found(report) == [("HEAD", ""), ("LATEST", f"{FOLDER}/latest.json")]
    assert report.strays == (f"{FOLDER}/v2/manifest.json", f"{FOLDER}/v2/report.html", f"{FOLDER}/v2/report.json")


def test_a_log_without_its_first_entry_is_found(store: Store, second: Published) -> None:
    store.remove("log/00000001.json")
    assert found(look(store)) == [("LOG-GAP", "log/00000002.json"), ("LOG-VERSION", "log/00000002.json")]


def test_an_unreadable_log_entry_is_found(store: Store, second: Published) -> None:
    store.replace("log/00000002.json", b"{")
    assert ("LOG-ENTRY", "log/00000002.json") in found(look(store))


def test_a_swapped_manifest_is_found(store: Store, second: Published) -> None:
    store.replace(f"{FOLDER}/v1/manifest.json", store.read(f"{FOLDER}/v2/manifest.json"))
    (problem,) = look(store).problems
    assert str(problem).startswith(f"{FOLDER}/v1/manifest.json was changed after it was published")


def test_a_manifest_that_is_gone_is_found(store: Store, second: Published) -> None:
    store.remove(f"{FOLDER}/v2/manifest.json")
    (problem,) = look(store).problems
    assert str(problem) == f"cannot read {FOLDER}/v2/manifest.json: it is not in the store"


def test_a_missing_part_and_a_changed_catalogue_are_found_without_reading_the_data(
    store: Store, second: Published
) -> None:
    (part,) = store.list("snapshots")
    (catalogue,) = store.list("catalogue")
    store.remove(part)
    store.replace(catalogue, b"{}")
    assert found(look(store)) == [("MISSING", part), ("CHANGED", catalogue)]


def test_a_changed_part_is_found_by_reading_the_data(store: Store, second: Published) -> None:
    (part,) = store.list("snapshots")
    store.replace(part, store.read(part) + b"\x00")
    assert found(look(store)) == []
    assert found(look(store, read_data=True)) == [("CHANGED", part)]


@pytest.mark.parametrize("data", [b'{"version":1}', b"", b"?"])
def test_a_wrong_latest_json_is_found(store: Store, second: Published, data: bytes) -> None:
    store.replace(f"{FOLDER}/latest.json", data)
    assert found(look(store)) == [("LATEST", f"{FOLDER}/latest.json")]


def test_a_missing_latest_json_is_found(store: Store, second: Published) -> None:
    store.remove(f"{FOLDER}/latest.json")
    assert found(look(store)) == [("LATEST", f"{FOLDER}/latest.json")]


def test_files_open_to_others_are_found(store: Store, second: Published, tmp_path: Path) -> None:
    (tmp_path / "store/log/00000001.json").chmod(0o640)
    (tmp_path / "store/published").chmod(0o711)
    assert found(look(store)) == [("OPEN", "log/00000001.json"), ("OPEN", "published")]


def test_a_file_replaced_by_a_link_out_of_the_store_is_found(store: Store, second: Published, tmp_path: Path) -> None:
    page = tmp_path / f"store/{FOLDER}/v1/report.html"
    page.rename(tmp_path / "report.html")
    page.symlink_to(tmp_path / "report.html")
    assert found(look(store)) == [("CHANGED", f"{FOLDER}/v1/report.html")]


def test_history_tells_every_publication_newest_first(store: Store, write: Write, second: Published) -> None:
    october = publish(store, write(1, period="2026-10", hour=9))
    six, nine = datetime(2026, 10, 1, 6, tzinfo=UTC), datetime(2026, 10, 1, 9, tzinfo=UTC)
    first_head = read_log(store)[0].sha256
    assert [astuple(row) for row in history(store)] == [
        ("kpi-review", "2026-10", 1, nine, nine, None, october.head),
        ("kpi-review", "2026-09", 2, six, six, "late data", second.head),
        ("kpi-review", "2026-09", 1, six, six, None, first_head),
    ]


def test_history_does_not_tell_what_cannot_be_trusted(store: Store, second: Published) -> None:
    store.remove("log/00000001.json")
    with pytest.raises(VerificationError):
        history(store)


def test_nothing_published_is_no_history(store: Store) -> None:
    assert history(store) == ()
