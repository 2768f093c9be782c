"""Where things stand in a picture."""

import pytest

from okr_reports.packs.pictures import Zone
from okr_reports.rendering.drawings.geometry import (
    Plot,
    ends,
    kept_apart,
    known,
    runs,
    steps,
    target_rows,
    without_collisions,
)

PLOT = Plot(0.0, 10.0, count=3, left=0, right=20, top=0, bottom=100)


def test_the_highest_number_stands_at_the_top() -> None:
    assert [PLOT.y(number) for number in (0, 5, 10)] == [100, 50, 0]


def test_a_number_beyond_the_plot_stands_at_its_edge() -> None:
    assert [PLOT.y(number) for number in (-99, 99)] == [100, 0]


def test_points_spread_from_left_to_right() -> None:
    assert [PLOT.x(position) for position in range(3)] == [0, 10, 20]


def test_a_single_point_stands_at_the_right_where_now_is() -> None:
    assert Plot(0, 1, count=1, left=0, right=20, top=0, bottom=1).x(0) == 20


def test_equal_ends_put_the_line_in_the_middle() -> None:
    assert Plot(5, 5, count=3, left=0, right=20, top=0, bottom=100).y(5) == 50


def test_numbers_near_the_limits_of_floats_do_not_overflow() -> None:
    assert Plot(-1.7e308, 1.7e308, count=3, left=0, right=20, top=0, bottom=100).y(0) == 50


def test_what_is_not_a_number_is_a_gap() -> None:
    assert known([1.0, float("nan"), float("inf"), None]) == [1.0, None, None, None]


def test_the_ends_of_nothing_are_zero_and_one() -> None:
    assert ends([None, None]) == (0.0, 1.0)


def test_a_missing_number_cuts_the_line() -> None:
    assert runs([0, None, 10], PLOT) == [[(0, 100)], [(20, 0)]]


def test_a_target_that_changes_shows_as_a_step_halfway() -> None:
    assert steps([0, 10, 10], PLOT) == [[(0, 100), (5, 100), (5, 0), (20, 0)]]


def test_a_target_line_may_reach_beyond_the_points() -> None:
    assert steps([5, 5, 5], PLOT, overhang=3) == [[(-3, 50), (23, 50)]]


def test_months_without_a_target_leave_a_gap_in_its_line() -> None:
    assert steps([0, None, 0], PLOT) == [[(0, 100), (5, 100)], [(15, 100), (20, 100)]]


def test_a_bound_on_one_side_is_one_line() -> None:
    assert target_rows([Zone(high=2.0), None]) == [[2.0, None]]


def test_a_range_is_two_lines() -> None:
    assert target_rows([Zone(4, 6)]) == [[4], [6]]


def test_an_exact_target_is_one_line() -> None:
    assert target_rows([Zone(5, 5)]) == [[5]]


def test_no_target_is_no_line() -> None:
    assert target_rows([None, None]) == []


@pytest.mark.parametrize(
    ("heights", "expected"),
    [
        ([50], [50]),
        ([50, 50], [45, 55]),
        ([50, 52], [46, 56]),
        ([20, 80], [20, 80]),
        ([0, 0, 0], [0, 10, 20]),
        ([100, 100], [90, 100]),
        ([52, 50], [56, 46]),
        ([40, 48, 56], [38, 48, 58]),
        ([], []),
    ],
)
def test_labels_are_kept_apart_and_moved_as_little_as_possible(heights: list[float], expected: list[float]) -> None:
    assert kept_apart(heights, gap=10, top=0, bottom=100) == pytest.approx(expected)


def test_more_labels_than_room_share_it() -> None:
    assert kept_apart([50] * 5, gap=10, top=0, bottom=20) == [0, 5, 10, 15, 20]


@pytest.mark.parametrize(
    ("count", "width", "expected"),
    [
        (5, 6, [0, 1, 2, 3, 4]),
        (5, 16, [0, 2, 4]),
        (5, 36, [0, 4]),
        (1, 500, [0]),
        (0, 5, []),
        (2, 500, [1]),
    ],
)
def test_labels_that_would_touch_are_left_out(count: int, width: float, expected: list[int]) -> None:
    places = [10.0 * number for number in range(count)]
    assert without_collisions(places, [width] * count) == expected


def test_where_no_even_step_fits_labels_are_counted_from_the_last() -> None:
    places = [10.0 * number for number in range(14)]
    assert without_collisions(places, [16.0] * 14) == [0, 3, 5, 7, 9, 11, 13]
