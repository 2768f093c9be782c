"""The XmR chart and the percentile strip: what stands for what, and that no input breaks them."""

import re
from collections.abc import Callable
from dataclasses import replace
from xml.etree import ElementTree

import pytest
from markupsafe import Markup

from okr_reports.packs.pictures import EndMark, StripPoint, Tick, XmrChart, XmrPoint, Zone
from okr_reports.rendering.drawings.strip import strip
from okr_reports.rendering.drawings.xmr import xmr
from okr_reports.rendering.palette import LIGHT
from tests.unit.rendering.charts import MONTHS, STRIP, XMR
from tests.unit.rendering.drawn_boxes import notes_of, points_of, words_of

EVERY = [xmr(XMR), strip(STRIP)]
HOSTILE = '</text><script>alert(1)</script>"&'


def with_values(values: tuple[float | None, ...]) -> XmrChart:
    """The chart with other values."""
    return replace(XMR, points=tuple(XmrPoint("Sep", value) for value in values))


def with_notes(notes: tuple[int, ...]) -> XmrChart:
    """The chart with these notes on April."""
    return replace(XMR, points=tuple(replace(p, notes=notes if p.label == "Apr" else ()) for p in XMR.points))


def texts(svg: Markup) -> list[str]:
    """The words of a picture, in order."""
    return [word.text for word in words_of(svg)]


@pytest.mark.parametrize("svg", EVERY)
def test_a_chart_is_well_formed_and_says_its_sentence_first(svg: Markup) -> None:
    root = ElementTree.fromstring(svg)
    assert root[0].tag.endswith("title")
    assert (root[0].text or "").endswith("hours.")


@pytest.mark.parametrize("svg", EVERY)
def test_a_chart_has_no_ids_no_styles_and_one_decimal_at_most(svg: Markup) -> None:
    assert not re.search(r"\.\d\d", " ".join(re.findall(r' (?:d|x|y)="([^"]*)"', svg)))
    assert " id=" not in svg
    assert "style" not in svg


@pytest.mark.parametrize("svg", EVERY)
def test_every_shape_has_its_colour_for_print_and_its_class_for_screens(svg: Markup) -> None:
    shapes = re.findall(r"<(?:path|text) [^>]*>", svg)
    assert all(re.search(r'class="[fs]-\w+', shape) and "fill=" in shape for shape in shapes)


@pytest.mark.parametrize(("draw", "shown"), [(xmr, XMR), (strip, STRIP)])
def test_hostile_words_are_text(draw: Callable[[object], Markup], shown: object) -> None:
    svg = draw(replace(shown, sentence=HOSTILE, target_label=HOSTILE))  # pyright: ignore[reportArgumentType]
    assert "<script" not in svg
    assert svg.count("&lt;script&gt;") == 2
    assert ElementTree.fromstring(svg)[0].text == HOSTILE


def test_no_chart_is_drawn_of_nothing() -> None:
    assert xmr(None) == strip(None) == ""
    assert xmr(with_values((None, float("nan")))) == ""
    assert strip(replace(STRIP, points=(StripPoint("Sep", None, None),))) == ""


def test_one_style_is_one_path() -> None:
    assert xmr(XMR).count("<path") <= 12
    assert strip(STRIP).count("<path") <= 6


@pytest.mark.parametrize("end", [EndMark.CONCERN, EndMark.IMPROVEMENT, EndMark.NEUTRAL])
def test_the_last_signal_is_a_square_filled_in_its_colour(end: EndMark) -> None:
    svg = xmr(replace(XMR, end=end))
    assert re.search(rf'<path class="f-{end}" fill="{LIGHT[end]}" d="M524 [\d.]+h8v8h-8Z"/>', svg)


def test_the_last_value_is_named_in_its_signals_colour() -> None:
    assert re.search(r'<text class="f-concern"[^>]*>September 3.4 h<', xmr(XMR))


def test_a_last_signal_without_direction_is_a_square_in_ink() -> None:
    assert '<path class="f-neutral"' in xmr(replace(XMR, end=EndMark.DOT))


def test_without_a_signal_the_last_point_is_a_dot() -> None:
    points = tuple(replace(point, is_signal=False) for point in XMR.points)
    svg = xmr(replace(XMR, points=points, end=EndMark.DOT))
    assert len(points_of(svg)) == 13
    assert "h8v8" not in svg


def test_earlier_signals_are_open_squares_and_all_other_points_are_dots() -> None:
    svg = xmr(XMR)
    (squares,) = re.findall(r'<path class="s-ink f-paper"[^>]* d="([^"]*)"', svg)
    assert squares.count("Z") == 4
    assert len(points_of(svg)) == 8


def test_points_before_a_re_base_are_lighter_and_set_apart_and_have_no_limits() -> None:
    svg = xmr(replace(XMR, first=6))
    assert re.search(r'<path class="s-mute"[^>]*stroke-width="0.9"[^>]* d="(M|L)[^M]*"', svg)
    (limits,) = re.findall(r'stroke-dasharray="2 2" d="([^"]*)"', svg)
    assert limits.startswith("M266")
    assert "M266" in limits[5:]


def test_on_trial_the_limits_are_lines_without_a_band() -> None:
    assert 'class="f-band"' in xmr(XMR)
    assert 'class="f-band"' not in xmr(replace(XMR, is_trial=True))
    assert "upper limit 2.7 h" in texts(xmr(replace(XMR, is_trial=True)))


def test_a_missing_period_is_a_gap_in_the_line() -> None:
    svg = xmr(with_values((1.0, 2.0, None, 3.0, 2.5)))
    (line,) = re.findall(r'<path class="s-ink"[^>]*stroke-width="1.5"[^>]* d="([^"]*)"', svg)
    assert line.count("M") == 2


def test_a_target_far_beyond_the_scale_is_an_arrow_at_the_edge_with_its_label() -> None:
    svg = xmr(replace(XMR, target=Zone(high=200.0)))
    assert "target ≤ 2.0 h" in texts(svg)
    assert re.search(r'<path class="f-ink"[^>]* d="M548 11L554 11L551 5Z"/>', svg)
    assert 'stroke-dasharray="7 2 2 2"' not in svg


def test_each_period_may_have_its_own_target() -> None:
    targets = (*(Zone(high=3.0),) * 6, *(Zone(high=2.0),) * 7)
    (line,) = re.findall(r'stroke-dasharray="7 2 2 2" d="([^"]*)"', xmr(replace(XMR, targets=targets)))
    assert line.count("L") == 3


@pytest.mark.parametrize(
    ("notes", "text"),
    [((7,), "7"), ((1, 2), "1–2"), (tuple(range(1, 401)), "1–400"), ((1, 5), "1, 5"), ((1, 5, 9), "1 +2")],
)
def test_notes_of_one_period_share_a_label(notes: tuple[int, ...], text: str) -> None:
    svg = xmr(with_notes(notes))
    assert texts(svg)[-1] == text
    assert len(notes_of(svg)) == 1


def test_notes_too_many_for_three_rows_are_shared_by_neighbours() -> None:
    points = tuple(replace(p, notes=(i * 100 + 1, i * 100 + 5, i * 100 + 9)) for i, p in enumerate(XMR.points * 5))
    svg = xmr(replace(XMR, points=points, height=120))
    assert 0 < len(notes_of(svg)) < 20


def test_a_note_on_a_period_without_a_value_hangs_above_the_axis() -> None:
    points = tuple(replace(p, value=None) if p.notes == (1,) else p for p in XMR.points)
    note = notes_of(xmr(replace(XMR, points=points)))[0]
    assert 160 < note.bottom < 192


@pytest.mark.parametrize(
    "values",
    [
        (5.0,),
        (5.0,) * 13,
        (0.0, 1.0, 0.0, 1.0),
        (1e300, -1e300),
        (float("nan"), float("inf"), 1.0),
        (-3.0, -2.0, -1.0),
        (1.0, *(None,) * 12, 2.0),
    ],
)
def test_no_row_of_values_breaks_a_chart(values: tuple[float | None, ...]) -> None:
    drawn = xmr(with_values(values)) + xmr(replace(with_values(values), ticks=(), centre=None, lower=None, upper=None))
    assert drawn.count("<svg") == 2
    assert not re.search(r"nan|inf\b", drawn)


def test_the_scale_holds_values_and_limits_beyond_the_ticks() -> None:
    svg = xmr(replace(XMR, ticks=(Tick(2.0, "2"), Tick(2.5, "2.5")), upper=9.0))
    (band,) = re.findall(r'class="f-band"[^>]* d="M[\d.]+ ([\d.]+)h', svg)
    assert band == "14"


def test_a_strip_has_a_bar_for_the_median_a_dot_for_p90_and_a_line_between() -> None:
    svg = strip(STRIP)
    paths = re.findall(r'<path class="(s-\w+)"[^>]* d="([^"]*)"', svg)
    assert [path.count("M") for _, path in paths[2:5]] == [13, 13, 13]
    assert {"P90 3.4 h", "P50 0.9 h", "target P90 ≤ 2.0 h"} <= set(texts(svg))


def test_a_period_with_half_of_its_values_shows_that_half() -> None:
    points = (StripPoint("Aug", 1.0, None), StripPoint("Sep", None, 2.0))
    paths = re.findall(r'<path class="s-ink"[^>]* d="([^"]*)"', strip(replace(STRIP, points=points, target=None)))
    assert [path.count("M") for path in paths] == [1, 1]


def test_all_periods_are_named_where_there_is_room() -> None:
    assert set(MONTHS) <= set(texts(xmr(XMR))) & set(texts(strip(STRIP)))
