"""Definitions as they were first seen: kept once, never moved, and found out when somebody alters them."""

from datetime import UTC, datetime
from hashlib import sha256

import pytest

from okr_reports.errors import VerificationError
from okr_reports.store.first_seen import Definition, Witness, first_seen, register, witnesses
from okr_reports.store.rehearsal import Rehearsal
from okr_reports.store.store import Store

JULY, AUGUST, SEPTEMBER = (datetime(2026, month, 5, 9, tzinfo=UTC) for month in (7, 8, 9))


def churn(target: str | None) -> Definition:
    return Definition("key_result", "2026-Q3/churn", {"baseline": "3.1", "target": target})


DAYS = Definition("key_result", "2026-Q3/days", {"target": "5"})


def first_target(store: Store) -> tuple[str | None, datetime]:
    witness = first_seen(witnesses(store), kind="key_result")["2026-Q3/churn"]
    return witness.definition.fields["target"], witness.seen_at


def test_an_empty_store_has_seen_nothing(store: Store) -> None:
    assert witnesses(store) == ()


def test_what_is_registered_comes_back_as_it_was(store: Store) -> None:
    assert register(store, [churn(None), DAYS], seen_at=JULY) == 2
    assert set(map(repr, witnesses(store))) == {repr(Witness(churn(None), JULY)), repr(Witness(DAYS, JULY))}


def test_what_stands_as_before_is_not_written_again(store: Store) -> None:
    register(store, [churn("2"), DAYS], seen_at=JULY)
    before = store.list()
    assert register(store, [DAYS, churn("2")], seen_at=AUGUST) == 0
    assert store.list() == before


def test_the_first_definition_stays_the_first_whatever_comes_later(store: Store) -> None:
    register(store, [churn("2")], seen_at=JULY)
    assert register(store, [churn("2.5")], seen_at=AUGUST) == 1
    assert register(store, [churn("2")], seen_at=SEPTEMBER) == 0
    assert first_target(store) == ("2", JULY)


def test_of_two_that_register_at_once_the_earlier_clock_is_the_witness(store: Store) -> None:
    late, early = Rehearsal(store), Rehearsal(store)
    register(late, [churn("2.5")], seen_at=AUGUST)
    register(early, [churn("2")], seen_at=JULY)
    new = {path: written.read(path) for written in (late, early) for path in written.list("definitions")}
    for path, data in new.items():
        store.write_once(path, data)
    assert first_target(store) == ("2", JULY)


def test_things_of_another_kind_are_apart(store: Store) -> None:
    register(store, [Definition("kra", "2026-Q3/churn", {"weight": "50"}), churn("2")], seen_at=JULY)
    assert first_seen(witnesses(store), kind="kra")["2026-Q3/churn"].definition.fields == {"weight": "50"}


def test_a_registration_that_was_altered_is_not_believed(store: Store) -> None:
    register(store, [churn("2")], seen_at=JULY)
    [path] = store.list("definitions")
    store.replace(path, store.read(path).replace(b'"target":"2"', b'"target":"3"'))
    with pytest.raises(VerificationError, match="was changed after it was written"):
        witnesses(store)


@pytest.mark.parametrize(("content", "said"), [
    (b"nothing", "holds no definitions"),
    (b'{"schema":"definitions/1"}', "holds no definitions"),
    (b'["schema"]', "holds no definitions"),
    (b'{"schema":"definitions/2"}', "a newer version of this program wrote it"),
])  # fmt: skip
def test_what_is_no_registration_is_said(store: Store, content: bytes, said: str) -> None:
    store.create(f"definitions/{sha256(content).hexdigest()}.json", content)
    with pytest.raises(VerificationError, match=said):
        witnesses(store)


def test_what_somebody_else_put_there_is_left_alone(store: Store) -> None:
    store.create("definitions/README.md", b"hello")
    assert register(store, [DAYS], seen_at=JULY) == 1
