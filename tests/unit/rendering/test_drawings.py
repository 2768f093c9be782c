"""The small pictures: what they show, and that no input breaks them."""

import re
from dataclasses import replace
from xml.etree import ElementTree

import pytest
from markupsafe import Markup

from okr_reports.packs.pictures import (
    Bullet,
    EndMark,
    Grid,
    GridMark,
    GridRow,
    Spark,
    Tick,
    TrendChart,
    TrendPoint,
    Zone,
)
from okr_reports.rendering.drawings.bullet import bullet
from okr_reports.rendering.drawings.grid import grid
from okr_reports.rendering.drawings.shapes import ring, short
from okr_reports.rendering.drawings.sparkline import sparkline
from okr_reports.rendering.drawings.trend import trend
from okr_reports.rendering.palette import LIGHT

SPARK = Spark((1.0, 2.0, None, 4.0), Zone(high=3.0), "From 1 to 4, target at most 3.")
BULLET = Bullet(3.4, Zone(high=2.0), 0, 4, "3.4 h against at most 2.0 h, on a scale from 0 h to 4 h.")
TREND = TrendChart(
    tuple(TrendPoint(month, value, Zone(high=2.0)) for month, value in [("Jul", 1.5), ("Aug", 1.8), ("Sep 26", 2.2)]),
    (Tick(1.0, "1.0"), Tick(2.0, "2.0"), Tick(3.0, "3.0")),
    "September 2.2 h",
    "target ≤ 2.0 h",
    "It rose to 2.2 h.",
)
GRID = Grid(
    ("A", "S"),
    (GridRow("eNPS", (GridMark.MISSING, GridMark.VALUE)), GridRow("Uptime", (GridMark.VALUE, GridMark.NOT_DUE))),
    "One of four months is missing.",
)
EVERY = [sparkline(SPARK), bullet(BULLET), trend(TREND), grid(GRID)]


def places(svg: Markup, text: str) -> list[float]:
    """The x of a word in a picture."""
    return [float(x) for x in re.findall(rf'x="([\d.]+)" y="[\d.]+">{re.escape(text)}<', svg)]


@pytest.mark.parametrize("svg", EVERY)
def test_a_picture_is_well_formed_and_says_its_sentence_first(svg: Markup) -> None:
    root = ElementTree.fromstring(svg)
    assert root[0].tag.endswith("title")
    assert (root[0].text or "").endswith(".")


@pytest.mark.parametrize("svg", EVERY)
def test_a_picture_has_no_ids_no_styles_and_one_decimal_at_most(svg: Markup) -> None:
    coordinates = " ".join(re.findall(r' (?:d|x|y)="([^"]*)"', svg))
    assert not re.search(r"\.\d\d", coordinates)
    assert " id=" not in svg
    assert "style" not in svg


@pytest.mark.parametrize("svg", EVERY)
def test_every_shape_has_its_colour_as_attribute_for_print_and_as_class_for_screens(svg: Markup) -> None:
    shapes = re.findall(r"<(?:path|text) [^>]*>", svg)
    assert shapes
    assert all(re.search(r'class="[fs]-\w+', shape) and "fill=" in shape for shape in shapes)


@pytest.mark.parametrize("svg", EVERY)
def test_words_come_after_all_shapes(svg: Markup) -> None:
    assert svg.rfind("<path") < (svg.find("<text") if "<text" in svg else len(svg))


def test_a_sentence_with_markup_is_escaped() -> None:
    assert "<title>&lt;script&gt; &amp; &#34;more&#34;</title>" in sparkline(
        replace(SPARK, sentence='<script> & "more"')
    )


@pytest.mark.parametrize("draw", [sparkline, bullet, trend, grid])
def test_no_picture_is_drawn_of_nothing(draw: object) -> None:
    assert draw(None) == ""  # pyright: ignore[reportCallIssue]


def test_a_gap_cuts_the_line_and_a_point_alone_is_a_dot() -> None:
    svg = sparkline(replace(SPARK, values=(1.0, 2.0, None, 3.0, None, 4.0, None)))
    assert re.search(r'stroke-width="2.8"[^>]* d="M[\d.]+ [\d.]+h0M[\d.]+ [\d.]+h0"', svg)


def test_the_last_point_is_a_dot() -> None:
    assert re.search(r'<path class="s-ink"[^>]* stroke-linecap="round" d="M74 4h0"/>', sparkline(SPARK))


@pytest.mark.parametrize("mark", [EndMark.CONCERN, EndMark.IMPROVEMENT])
def test_a_signal_is_a_square_in_its_colour(mark: EndMark) -> None:
    svg = sparkline(replace(SPARK, end=mark))
    assert f'<path class="f-{mark}" fill="{LIGHT[mark]}" d="M71.3 1.3h5.4v5.4h-5.4Z"/>' in svg


def test_without_a_last_value_there_is_no_last_mark() -> None:
    assert "linecap" not in sparkline(replace(SPARK, values=(1.0, 2.0, None)))


def test_a_target_that_changed_is_a_step() -> None:
    svg = sparkline(replace(SPARK, targets=(Zone(high=2.0), Zone(high=2.0), Zone(high=3.0), Zone(high=3.0))))
    assert re.search(r'stroke-dasharray="3 2" d="M0 12L38.5 12L38.5 8L77 8"', svg)


@pytest.mark.parametrize(
    "values",
    [
        (),
        (None,),
        (5.0,),
        (5.0,) * 13,
        (1e300, -1e300),
        (float("nan"), float("inf"), 1.0),
        (-3.0, -2.0, -1.0),
        (0.0, 0.0),
        (1e-9, 2e-9),
    ],
)
def test_no_row_of_values_breaks_a_picture(values: tuple[float | None, ...]) -> None:
    points = tuple(TrendPoint("Sep", value, Zone(high=2.0)) for value in values)
    drawn = str(sparkline(replace(SPARK, values=values))) + str(trend(replace(TREND, points=points)))
    drawn += "".join(bullet(replace(BULLET, value=value)) for value in values)
    assert "nan" not in drawn.lower().replace("finance", "")
    assert "inf" not in drawn


def test_grey_lies_where_an_upper_bound_is_met() -> None:
    assert f'fill="{LIGHT["band"]}" d="M1 3h36v10h-36Z"' in bullet(BULLET)


def test_grey_lies_where_a_lower_bound_is_met() -> None:
    assert f'fill="{LIGHT["band"]}" d="M37 3h36v10h-36Z"' in bullet(replace(BULLET, target=Zone(low=2.0)))


def test_grey_lies_inside_a_range_between_two_ticks() -> None:
    svg = bullet(replace(BULLET, target=Zone(1.0, 3.0)))
    assert f'fill="{LIGHT["band"]}" d="M19 3h36v10h-36Z"' in svg
    assert "M19 0.5L19 15.5M55 0.5L55 15.5" in svg


def test_a_bar_from_zero_is_whole() -> None:
    assert f'fill="{LIGHT["ink"]}" d="M1 6h61.2v4h-61.2Z"' in bullet(BULLET)
    assert "L7 5" not in bullet(BULLET)


def test_a_bar_that_does_not_start_at_zero_is_cut() -> None:
    assert 'd="M5 11L7 5"' in bullet(replace(BULLET, scale_from=1.0))


def test_a_negative_value_reaches_left_from_zero() -> None:
    assert 'd="M19 6h18v4h-18Z"' in bullet(replace(BULLET, value=-1.0, scale_from=-2.0, scale_to=2.0))


def test_no_value_is_said_beside_the_tick_of_the_target() -> None:
    assert places(bullet(replace(BULLET, value=None)), "no value") == [4.0]
    assert places(bullet(replace(BULLET, value=None, target=Zone(high=1.0))), "no value") == [22.0]


def test_without_a_target_there_is_a_bar_alone() -> None:
    svg = bullet(replace(BULLET, target=Zone()))
    assert LIGHT["band"] not in svg
    assert "15.5" not in svg


def test_labels_at_the_end_of_a_chart_stand_apart() -> None:
    words = re.findall(r'y="([\d.]+)">(?:September|target)', trend(TREND))
    assert abs(float(words[0]) - float(words[1])) >= 12.4


def test_the_axis_makes_room_for_long_numbers() -> None:
    wide = replace(TREND, ticks=(Tick(1.0, "₹10,00,000"), Tick(3.0, "₹30,00,000")))
    assert places(trend(wide), "₹10,00,000")[0] > places(trend(TREND), "1.0")[0]


def test_a_label_too_long_for_its_place_is_cut_visibly() -> None:
    assert "September ₹3,50,00,000…<" in trend(replace(TREND, end_label="September ₹3,50,00,000 altogether"))


def test_a_grid_has_one_shape_per_kind_of_mark() -> None:
    svg = grid(GRID)
    assert svg.count("<path") == 3
    assert re.findall(r">(\w+)</text>", svg) == ["A", "S", "eNPS", "Uptime"]


@pytest.mark.parametrize(("number", "text"), [(1.0, "1"), (1.25, "1.2"), (-0.04, "0"), (-10.0, "-10"), (0.5, "0.5")])
def test_coordinates_are_as_short_as_they_can_be(number: float, text: str) -> None:
    assert short(number) == text


def test_a_ring_is_two_half_circles_whatever_its_radius() -> None:
    # An arc between two points that are nearer than a whole diameter bulges: the ring would be an oval.
    assert ring(5, 7, radius=2.15) == "M2.9 7a2.1 2.1 0 0 1 4.2 0a2.1 2.1 0 0 1 -4.2 0Z"
    assert ring(5, 7, radius=2.26) == "M2.7 7a2.3 2.3 0 0 1 4.6 0a2.3 2.3 0 0 1 -4.6 0Z"
