"""Whatever the numbers, labels and notes of a wide chart: its words never touch, never leave it, never hide a point."""

from hypothesis import given, settings
from hypothesis import strategies as st

from okr_reports.packs.pictures import EndMark, PercentileStrip, StripPoint, Tick, XmrChart, XmrPoint, Zone
from okr_reports.rendering.drawings.strip import strip
from okr_reports.rendering.drawings.xmr import xmr
from tests.unit.rendering.drawn_boxes import collisions, frame_of, notes_of, outside, points_of, words_of

SIGNS = "".join(map(chr, range(32, 127))) + "äöüßéñçÅØŁ₹€฿≤≥–…\u00a0"
TEXTS = st.text(SIGNS, max_size=40) | st.sampled_from(["", "Sep 26", "target ≤ 2.0 h", "W" * 300])
PERIODS = st.sampled_from(["", "Sep", "Sep 26", "2026-W36", "FY2027-Q2", "W" * 300])
USUAL_NUMBERS = st.sampled_from([None, *map(float, range(-9, 10))])
SOME_NUMBERS = st.none() | st.floats() | st.floats(-100, 100)
ZONES = st.none() | st.builds(Zone, SOME_NUMBERS, SOME_NUMBERS)
NOTES = st.sampled_from([(), (), (1,), (7, 8), (3, 90), (12, 15, 101), tuple(range(1, 401)), (123456789,)])
FINITE = st.floats(allow_nan=False, allow_infinity=False)
ANY_TICKS = st.lists(st.builds(Tick, FINITE, TEXTS), max_size=12).map(lambda ticks: tuple(sorted(ticks, key=_at)))
TICKS = st.just(()) | st.just((Tick(-10.0, "-10"), Tick(0.0, "0"), Tick(10.0, "10 %"))) | ANY_TICKS
HEIGHTS = st.integers(0, 300)


def _at(tick: Tick) -> float:
    return tick.at


@st.composite
def xmr_charts(draw: st.DrawFn) -> XmrChart:
    """Any XmR chart of up to 40 points."""
    count = draw(st.integers(0, 40))
    numbers = draw(st.sampled_from([SOME_NUMBERS, USUAL_NUMBERS]))
    any_points = st.builds(XmrPoint, PERIODS, numbers, st.booleans(), NOTES)
    points = tuple(draw(st.lists(any_points, min_size=count, max_size=count)))
    return XmrChart(
        points=points,
        first=draw(st.integers(0, len(points))),
        centre=draw(numbers),
        lower=draw(numbers),
        upper=draw(numbers),
        target=draw(ZONES),
        end=draw(st.sampled_from(EndMark)),
        ticks=draw(TICKS),
        end_label=draw(TEXTS),
        target_label=draw(TEXTS),
        centre_label=draw(TEXTS),
        upper_label=draw(TEXTS),
        lower_label=draw(TEXTS),
        sentence=draw(TEXTS),
        height=draw(HEIGHTS),
        targets=draw(st.just(()) | st.just(tuple(draw(ZONES) for _ in points))),
        is_trial=draw(st.booleans()),
    )


STRIPS = st.builds(
    PercentileStrip,
    points=st.lists(st.builds(StripPoint, PERIODS, SOME_NUMBERS, SOME_NUMBERS), max_size=40).map(tuple),
    target=ZONES,
    ticks=TICKS,
    median_label=TEXTS,
    p90_label=TEXTS,
    sentence=TEXTS,
    height=HEIGHTS,
    target_label=TEXTS,
)


@settings(max_examples=80, deadline=None)
@given(shown=xmr_charts())
def test_no_two_words_of_an_xmr_chart_touch_and_none_leaves_it(shown: XmrChart) -> None:
    svg = xmr(shown)
    words = words_of(svg) if svg else []
    assert collisions(words) == []
    assert not svg or outside([*words, *notes_of(svg)], frame_of(svg)) == []


@settings(max_examples=60, deadline=None)
@given(shown=xmr_charts())
def test_no_note_hides_a_point_or_another_note(shown: XmrChart) -> None:
    svg = xmr(shown)
    notes = notes_of(svg) if svg else []
    assert collisions(notes) == []
    assert not svg or collisions(notes, points_of(svg)) == []


@settings(max_examples=60, deadline=None)
@given(shown=xmr_charts())
def test_an_xmr_chart_is_the_same_each_time_and_has_only_finite_places(shown: XmrChart) -> None:
    svg = xmr(shown)
    assert svg == xmr(shown)
    assert not any(word in part for part in svg.split('d="')[1:] for word in ("nan ", "inf "))


@settings(max_examples=60, deadline=None)
@given(shown=STRIPS)
def test_no_two_words_of_a_strip_touch_and_none_leaves_it(shown: PercentileStrip) -> None:
    svg = strip(shown)
    words = words_of(svg) if svg else []
    assert collisions(words) == []
    assert not svg or outside(words, frame_of(svg)) == []
