"""Poisoned items in real worker processes: each is named, with a reason that holds no content, and stops no other."""

import os
import signal
from collections import Counter
from collections.abc import Sequence
from functools import partial
from pathlib import Path

import pytest

from okr_reports.errors import OkrReportsError, RenderError
from okr_reports.fanout.fan_out import fan_out
from okr_reports.fanout.items import Failure, Item, Outcome, in_chunks
from okr_reports.fanout.settings import FanOut, Limits, Mode
from tests.faults import fanout_work
from tests.faults.fanout_work import NAME, work

LIMITS = Limits(seconds=2, memory_mib=700)
POOL = FanOut(Mode.POOL, workers=2, limits=LIMITS)
SERIAL = FanOut(Mode.SERIAL)
# payload | kind | reason
POISONED = f"""
killed {NAME}     | crash     | its worker died (SIGKILL), perhaps for want of memory (700 MiB allowed)
crash {NAME}      | crash     | its worker died (SIGSEGV), perhaps for want of memory (700 MiB allowed)
endless {NAME}    | timeout   | took longer than 2 seconds and was stopped
memory {NAME}     | memory    | wanted more than 700 MiB of memory
exception {NAME}  | exception | ValueError in fanout_work.py:48
ours {NAME}       | exception | the page is nested too deeply
exit {NAME}       | exception | SystemExit in fanout_work.py:58
unsendable {NAME} | exception | its value, a function, cannot be sent back
unreadable {NAME} | exception | its value cannot be read back
"""


def cells(line: str) -> list[str]:
    """The cells of a line."""
    return [cell.strip() for cell in line.split("|")]


def items(payloads: Sequence[object]) -> list[Item[object]]:
    """An item for each payload: `E0`, `E1`…"""
    return [Item(f"E{number}", payload) for number, payload in enumerate(payloads)]


def outcomes(payloads: Sequence[object], settings: FanOut, *, size: int = 5) -> list[Outcome[object]]:
    """The outcomes in the order of the payloads."""
    made = fan_out(work, in_chunks(items(payloads), size=size), settings=settings)
    return sorted(made, key=lambda outcome: int(outcome.item_id[1:]))


@pytest.fixture(scope="module")
def poisoned() -> dict[str, Outcome[object]]:
    """What became of each poisoned payload, made together with 30 good ones; those by their ids."""
    bad = [cells(line)[0] for line in POISONED.strip().splitlines()]
    payloads = [payload for number, each in enumerate(bad) for payload in (each, number, number, number)]
    made = outcomes(payloads, POOL)
    assert len(made) == len(payloads)
    return {
        str(payload) if payload in bad else outcome.item_id: outcome
        for payload, outcome in zip(payloads, made, strict=True)
    }


@pytest.mark.parametrize("line", POISONED.strip().splitlines(), ids=lambda line: line.partition(" ")[0])
def test_a_poisoned_item_is_named_with_its_reason_and_without_its_content(
    poisoned: dict[str, Outcome[object]], line: str
) -> None:
    payload, kind, reason = cells(line)
    assert (poisoned[payload].failure, poisoned[payload].reason) == (kind, reason)
    assert poisoned[payload].value is None
    assert NAME not in repr(poisoned[payload])


def test_every_other_item_of_the_same_chunks_is_made(poisoned: dict[str, Outcome[object]]) -> None:
    good = [outcome for key, outcome in poisoned.items() if key == outcome.item_id]
    assert len(good) == 27
    assert {outcome.failure for outcome in good} == {None}


def test_an_item_that_cannot_be_sent_is_named_and_stops_no_other() -> None:
    first, second, third = outcomes([1, lambda: None, 3], POOL)
    assert (first.value, third.value) == (1, 3)
    assert second.failure is Failure.EXCEPTION
    assert second.reason.startswith("cannot be sent to a worker (")


def test_an_item_whose_worker_was_killed_by_others_is_made_again(tmp_path: Path) -> None:
    (made,) = outcomes([f"once {tmp_path / 'mark'}"], POOL)
    assert (made.value, made.failure) == ("made", None)


def test_idle_workers_that_are_killed_lose_nothing() -> None:
    made: list[Outcome[object]] = []
    for outcome in fan_out(work, in_chunks(items(["process"] * 60), size=2), settings=POOL):
        made.append(outcome)
        if len(made) in (5, 25):
            os.kill(int(str(outcome.value)), signal.SIGKILL)
    assert sorted(int(outcome.item_id[1:]) for outcome in made) == list(range(60))
    assert {outcome.failure for outcome in made} == {None}


def test_workers_say_nothing(capfd: pytest.CaptureFixture[str]) -> None:
    (spoken,) = outcomes([f"speak {NAME}"], POOL)
    assert spoken.value == "spoken"
    assert NAME not in "".join(capfd.readouterr())


def test_what_workers_write_temporarily_is_gone_afterwards() -> None:
    (written,) = outcomes(["temporary"], POOL)
    assert written.value is not None
    assert not Path(str(written.value)).parent.exists()


def test_each_worker_is_warmed_once(tmp_path: Path) -> None:
    settings = FanOut(Mode.POOL, workers=2, limits=LIMITS, warm_up=partial(fanout_work.warm_up, tmp_path))
    made = outcomes(["process"] * 40, settings, size=2)
    assert {path.name for path in tmp_path.iterdir()} == {str(outcome.value) for outcome in made}
    assert len({outcome.value for outcome in made}) == 2


def test_a_worker_gives_its_place_to_a_fresh_and_warm_one_after_so_many_chunks(tmp_path: Path) -> None:
    warm_up = partial(fanout_work.warm_up, tmp_path)
    settings = FanOut(Mode.POOL, workers=1, limits=LIMITS, warm_up=warm_up, chunks_of_a_worker=2)
    made = Counter(str(outcome.value) for outcome in outcomes(["process"] * 12, settings, size=2))
    assert list(made.values()) == [4, 4, 4]
    assert {path.name for path in tmp_path.iterdir()} == set(made)


def test_no_more_workers_are_started_than_there_are_chunks(tmp_path: Path) -> None:
    settings = FanOut(Mode.POOL, workers=8, limits=LIMITS, warm_up=partial(fanout_work.warm_up, tmp_path))
    outcomes([1, 2, 3], settings)
    assert len(list(tmp_path.iterdir())) == 1


@pytest.mark.parametrize("mode", list(Mode))
def test_what_hinders_the_start_of_the_workers_is_said(mode: Mode) -> None:
    settings = FanOut(mode, workers=1, limits=LIMITS, warm_up=fanout_work.cold)
    with pytest.raises(RenderError, match=r"pip install \"okr-reports\[fast\]\""):
        outcomes([1], settings)


def test_a_mistake_in_the_warm_up_is_said_without_its_content() -> None:
    settings = FanOut(Mode.POOL, workers=1, limits=LIMITS, warm_up=fanout_work.broken)
    with pytest.raises(OkrReportsError, match="ValueError") as refusal:
        outcomes([1], settings)
    assert NAME not in str(refusal.value)


@pytest.mark.parametrize("settings", [POOL, SERIAL], ids=list(Mode))
def test_nothing_to_do_is_done_at_once(settings: FanOut) -> None:
    assert outcomes([], settings) == []


def test_one_after_the_other_gives_the_same_outcomes_where_no_process_may_be_started() -> None:
    payloads = [1, f"exception {NAME}", f"ours {NAME}", "exit", 5]
    assert outcomes(payloads, SERIAL) == outcomes(payloads, POOL)
