"""Scales with round ends and steps."""

import pytest

from okr_reports.packs.scales import Scale, bullet_scale, line_scale, nice_scale


@pytest.mark.parametrize(
    ("low", "high", "expected"),
    [
        (0, 3.4, Scale(0, 4, 1)),
        (0, 46, Scale(0, 50, 10)),
        (0, 100, Scale(0, 100, 20)),
        (1.7, 3.4, Scale(1.5, 3.5, 0.5)),
        (-8, 2, Scale(-8, 2, 2)),
        (99.91, 99.98, Scale(99.9, 99.98, 0.02)),
        (3, 1, Scale(1, 3, 0.5)),
        (0, 6_500_000, Scale(0, 8_000_000, 2_000_000)),
    ],
)
def test_a_scale_has_round_ends_and_steps(low: float, high: float, expected: Scale) -> None:
    assert nice_scale(low, high) == expected


def test_equal_numbers_get_room_on_both_sides() -> None:
    scale = nice_scale(5, 5)
    assert scale.low < 5 < scale.high


def test_a_scale_around_zero_alone_has_room_too() -> None:
    assert nice_scale(0, 0) == Scale(-1, 1, 0.5)


@pytest.mark.parametrize(("low", "high"), [(1e300, 3e300), (-1.7e308, 1.7e308), (1e-12, 3e-12)])
def test_extreme_numbers_stay_within_their_scale(low: float, high: float) -> None:
    scale = nice_scale(low, high)
    assert scale.low <= low < high <= scale.high


def test_ticks_are_free_of_the_dust_of_float_additions() -> None:
    assert nice_scale(0.1, 0.7).ticks == (0.0, 0.2, 0.4, 0.6, 0.8)


def test_missing_values_do_not_count_for_a_line_scale() -> None:
    scale = line_scale([None, 10, None, 20, float("nan")])
    assert (scale.low, scale.high) == (10, 20)


def test_a_line_scale_without_values_runs_from_zero_to_one() -> None:
    scale = line_scale([None, None])
    assert (scale.low, scale.high) == (0, 1)


def test_a_bullet_starts_at_zero_where_the_difference_can_be_seen() -> None:
    assert bullet_scale(3.4, [2.0]).low == 0


def test_a_bullet_looks_closer_where_the_difference_would_vanish() -> None:
    scale = bullet_scale(101.3, [102.0])
    assert (scale.low, scale.high) == (98.0, 106.0)


def test_percentages_up_to_a_hundred_end_at_a_hundred() -> None:
    assert bullet_scale(99.4, [99.5], unit="%").high == 100.0


def test_percentages_above_a_hundred_may_run_on() -> None:
    assert bullet_scale(130.0, [110.0], unit="%").high > 130.0


def test_a_bullet_without_a_value_still_has_a_scale() -> None:
    assert bullet_scale(None, [30.0]) == Scale(0, 40, 10)


def test_no_incident_of_none_allowed_has_no_room_below_zero() -> None:
    assert bullet_scale(0.0, [0.0]).low == 0.0


def test_negative_values_are_inside_the_scale() -> None:
    scale = bullet_scale(-8.0, [2.0])
    assert scale.low <= -8.0
    assert scale.high >= 2.0


def test_a_number_beyond_the_scale_stands_at_its_end() -> None:
    assert [Scale(0, 10, 2).share(number) for number in (-5, 5, 20)] == [0.0, 0.5, 1.0]
