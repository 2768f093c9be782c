"""How the figures of a key result are printed by its kind, and what its track says."""

from dataclasses import replace

import pytest

from okr_reports.goal_words import Ambition, KeyResultKind
from okr_reports.packs.numbers import NOTHING
from okr_reports.packs.retro.figures import figures_of, track_of, way_said
from okr_reports.packs.retro.retro import edition_of
from okr_reports.packs.retro.standings import KeyResultStanding
from okr_reports.packs.targets import TargetInForce
from okr_reports.words import Operator
from tests.rendering.retro_sample import retro_inputs

CHURN = edition_of(retro_inputs()).key_results[0]
ZONE = (0.6, 0.7)
HOLD = replace(
    CHURN,
    kind=KeyResultKind.HOLD,
    ambition=Ambition.COMMITTED,
    bound=TargetInForce(op=Operator.AT_MOST, value=2.5),
    held=9,
    held_of=12,
    share=0.75,
)


def texts(key_result: KeyResultStanding) -> tuple[str, ...]:
    """What stands in the three cells."""
    return tuple(f"{figure.text} {figure.unit}".strip() for figure in figures_of(key_result))


def test_a_metric_has_its_three_numbers_in_its_unit() -> None:
    assert texts(CHURN) == ("3.1 %", "2.0 %", "2.4 %")


def test_one_to_hold_has_its_bound_and_the_sub_periods_within() -> None:
    assert texts(HOLD) == (NOTHING, "≤\u00a02.5 %", "9 of 12")
    assert texts(replace(HOLD, held=None, held_of=None))[2] == NOTHING


@pytest.mark.parametrize(("share", "printed"), [(0.8, "80 %"), (None, NOTHING)])
def test_milestones_are_in_percent_of_their_weight(share: float | None, printed: str) -> None:
    assert texts(replace(CHURN, kind=KeyResultKind.MILESTONES, share=share)) == ("0 %", "100 %", printed)


@pytest.mark.parametrize(("share", "printed"), [(1.0, "done"), (0.0, "open"), (None, NOTHING)])
def test_a_thing_to_do_is_done_or_open(share: float | None, printed: str) -> None:
    assert texts(replace(CHURN, kind=KeyResultKind.BINARY, share=share))[1:] == ("done", printed)


def test_a_judged_one_has_no_numbers() -> None:
    assert texts(replace(CHURN, kind=KeyResultKind.MANUAL)) == (NOTHING, NOTHING, NOTHING)


def test_the_way_is_said_from_baseline_to_target() -> None:
    assert way_said(CHURN) == "3.1\u00a0% → 2.0\u00a0%"
    assert way_said(HOLD) == "≤\u00a02.5\u00a0%"


def test_a_track_says_how_far_and_what_was_meant() -> None:
    shown = track_of(CHURN, zone=ZONE)
    assert shown is not None
    assert shown.sentence == (
        "Gross revenue churn, a month: 64 percent of the way from 3.1\u00a0% to 2.0\u00a0%, at 2.4\u00a0%; "
        "the grey zone is 0.6 to 0.7."
    )


def test_a_track_worse_than_at_the_start_says_so() -> None:
    shown = track_of(replace(CHURN, share=-0.2), zone=ZONE)
    assert shown is not None
    assert "worse than at the start" in shown.sentence


def test_the_track_of_one_to_hold_has_no_zone() -> None:
    shown = track_of(HOLD, zone=ZONE)
    assert shown is not None
    assert shown.zone is None
    assert "within its bound for 75 percent of the sub-periods; committed" in shown.sentence


def test_without_a_measurement_there_is_no_track() -> None:
    assert track_of(replace(CHURN, share=None), zone=ZONE) is None


def test_the_track_of_a_judged_one_has_no_ends() -> None:
    shown = track_of(replace(CHURN, kind=KeyResultKind.MANUAL, share=0.5), zone=ZONE)
    assert shown is not None
    assert "50 percent of the way to its target;" in shown.sentence
