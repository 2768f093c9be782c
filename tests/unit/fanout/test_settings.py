"""How work is fanned out, by the words of company.yaml."""

import pytest

from okr_reports.errors import UsageError
from okr_reports.fanout.settings import FanOut, Mode, mode_named


@pytest.mark.parametrize("mode", list(Mode))
def test_a_mode_is_known_by_its_name(mode: Mode) -> None:
    assert mode_named(mode.value) is mode


@pytest.mark.parametrize("word", ["dask", "", "Pool"])
def test_another_mode_is_refused_and_the_known_ones_are_named(word: str) -> None:
    with pytest.raises(UsageError, match=f"the fan-out {word} is not in this version: use serial or pool"):
        mode_named(word)


def test_there_is_a_worker_for_each_core_unless_said_otherwise() -> None:
    assert FanOut(Mode.POOL).workers >= 1
