"""A target in force as text, as a zone for pictures, and with its bound."""

import pytest

from okr_reports.packs.numbers import Figure, NumberStyle
from okr_reports.packs.pictures import Zone
from okr_reports.packs.targets import TargetInForce
from okr_reports.words import Operator, TargetState

HOURS = NumberStyle("en_US", "h", 1)
CASES = [
    (TargetInForce(Operator.AT_LEAST, 70.0), "≥ 70.0", Zone(low=70.0)),
    (TargetInForce(Operator.ABOVE, 70.0), "> 70.0", Zone(low=70.0)),
    (TargetInForce(Operator.AT_MOST, 2.0), "≤ 2.0", Zone(high=2.0)),
    (TargetInForce(Operator.BELOW, 2.0), "< 2.0", Zone(high=2.0)),
    (TargetInForce(Operator.EQUAL, 3.0), "= 3.0", Zone(3.0, 3.0)),
    (TargetInForce(Operator.BETWEEN, low=8.0, high=9.5), "8.0–9.5", Zone(8.0, 9.5)),
    (TargetInForce(Operator.BETWEEN, low=8.0, high=9.0), "8–9", Zone(8.0, 9.0)),
    (TargetInForce(Operator.BETWEEN, low=-5.0, high=3.0), "−5 to 3", Zone(-5.0, 3.0)),
]


@pytest.mark.parametrize(("target", "text", "zone"), CASES, ids=[text for _, text, _ in CASES])
def test_a_condition_is_printed_with_its_operator(target: TargetInForce, text: str, zone: Zone) -> None:
    assert target.figure(HOURS) == Figure(text.replace(" ", "\u00a0"), "h")
    assert target.said(HOURS) == f"{text} h".replace(" ", "\u00a0")
    assert target.zone == zone


@pytest.mark.parametrize(
    ("state", "text"),
    [(None, "–"), (TargetState.NONE, "–"), (TargetState.TBD, "open"), (TargetState.QUALITATIVE, "in words")],
)
def test_a_state_is_no_number(state: TargetState | None, text: str) -> None:
    target = TargetInForce(state=state)
    assert (target.figure(HOURS), target.said(HOURS), target.zone) == (Figure(text), "", None)


@pytest.mark.parametrize(
    ("target", "bound"),
    [
        (TargetInForce(Operator.AT_MOST, 2.0, at_risk=2.4), "≤ 2.4"),
        (TargetInForce(Operator.ABOVE, 70.0, at_risk=65.0), "≥ 65.0"),
        (TargetInForce(Operator.BETWEEN, low=8.0, high=9.5, at_risk_low=7.5, at_risk_high=10.0), "7.5–10.0"),
        (TargetInForce(Operator.AT_MOST, 2.0), ""),
        (TargetInForce(at_risk=2.0), ""),
    ],
)
def test_the_authors_own_bound_has_the_targets_direction(target: TargetInForce, bound: str) -> None:
    assert target.bound(HOURS).replace("\u00a0", " ") == bound


def test_a_broken_target_among_whole_values_keeps_a_decimal() -> None:
    target = TargetInForce(Operator.AT_MOST, 68.8)
    assert target.figure(NumberStyle("en_US")).text == "≤\u00a068.8"
