"""Verifying looks at definitions as they were first seen, which no manifest names."""

from datetime import UTC, datetime

from okr_reports.publishing.publication import Published
from okr_reports.publishing.verify import verify
from okr_reports.store.first_seen import Definition, register
from okr_reports.store.store import Store

JULY = datetime(2026, 7, 5, 9, tzinfo=UTC)
CHURN = Definition("key_result", "2026-Q3/churn", {"target": "2"})


def test_a_registration_is_no_stray_and_no_problem(store: Store, first: Published) -> None:
    register(store, [CHURN], seen_at=JULY)
    report = verify(store, read_data=False, head=first.head)
    assert (report.problems, report.strays) == ((), ())


def test_an_altered_registration_is_found(store: Store, first: Published) -> None:
    register(store, [CHURN], seen_at=JULY)
    [path] = store.list("definitions")
    store.replace(path, store.read(path).replace(b"2026-07", b"2026-05"))
    [problem] = verify(store, read_data=False, head=None).problems
    assert (problem.code, problem.file) == ("CHANGED", path)


def test_any_other_file_there_is_a_stray(store: Store, first: Published) -> None:
    store.create("definitions/notes.txt", b"hello")
    assert verify(store, read_data=False, head=None).strays == ("definitions/notes.txt",)
