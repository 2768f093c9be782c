"""Values of longer periods follow from shorter ones where they add up, and come out the same to the last bit."""

import random
from datetime import UTC, date, datetime, timedelta

import polars as pl
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from polars.testing import assert_frame_equal

from okr_reports.catalogue.formula import parse_formula
from okr_reports.measures import Measure
from okr_reports.periods import FiscalCalendar, Grain, Period
from okr_reports.policy import Policy
from okr_reports.scoring.achievement_spans import GivenTimeline
from okr_reports.scoring.plan import EntityKind, ReviewPlan, ValuePlan
from okr_reports.scoring.slices import Cut, Interval
from okr_reports.scoring.source import Source
from okr_reports.scoring.spans import Span
from okr_reports.scoring.values import score_source
from okr_reports.words import Direction
from okr_reports.working_days import WorkingCalendar

FISCAL = FiscalCalendar()
PLAN = ReviewPlan(
    FISCAL.period("2026-03"), datetime(2026, 4, 5, tzinfo=UTC), "UTC", FISCAL, Policy(), WorkingCalendar()
)  # fmt: skip
QUARTER = FISCAL.period("2026-Q1")
MONTHS = tuple(FISCAL.period(f"2026-0{number}") for number in (1, 2, 3))
FORMULAS: tuple[str, ...] = (
    "COUNT(*)", "COUNT(x)", "SUM(x)", "AVG(x)", "SUM(x) * 100 / COUNT(*)", "SUM(x) FILTER (WHERE is_done)",
    "AVG(x) FILTER (WHERE is_done)", "COUNT(*) FILTER (WHERE is_done)", "SUM(x) / NULLIF(COUNT(x), 0)",
    "AVG(x) - AVG(x) FILTER (WHERE NOT is_done)", "SUM(1)", "MAX(x)", "MEDIAN(x)", "COUNT(DISTINCT x)",
)  # fmt: skip
COLUMNS = {"period_on": pl.Date(), "x": pl.Float64(), "is_done": pl.Boolean(), "team": pl.String()}
Row = tuple[int, float | None, bool | None, str | None]
numbers = st.one_of(st.none(), st.just(float("nan")), st.integers(-9, 9).map(float), st.floats(-1e3, 1e3))
rows = st.lists(
    st.tuples(st.integers(0, 89), numbers, st.sampled_from([None, True, False]), st.sampled_from([None, "a", "b"])),
    max_size=30,
)


def valued(
    frame: pl.DataFrame, periods: tuple[Period, ...], *, formulas: tuple[str, ...] = FORMULAS, filter_text: str | None
) -> pl.DataFrame:
    """The values of the formulas in these periods, of the company and of its teams."""
    rule = None if filter_text is None else parse_formula(f"COUNT(*) FILTER (WHERE {filter_text})").root.where  # pyright: ignore[reportAttributeAccessIssue]
    measures = [
        Measure(
            text, "rows", Grain.MONTH, Direction.HIGHER, formula=parse_formula(text), filter=rule, team_column="team"
        )
        for text in formulas
    ]
    spans = tuple(Span(one, one.start, one.end, False, is_own_cadence=True, is_history=True) for one in periods)
    plan = ValuePlan(PLAN, date(2026, 1, 1), None, frozenset({EntityKind.TEAM}))
    given_spans = dict.fromkeys(formulas, spans)
    timeline = GivenTimeline(PLAN, plan.data_from, None, False, given=given_spans)
    source = Source(frame, plan, given=timeline)
    return score_source(measures, source)


@given(measured=rows, filter_text=st.sampled_from([None, "is_done"]))
@example(measured=[(1, None, True, "a"), (40, None, False, "a"), (70, 2.0, None, None)], filter_text=None)
@settings(max_examples=30, deadline=None)
def test_a_quarter_beside_its_months_is_the_formula_over_all_its_rows(
    measured: list[Row], filter_text: str | None
) -> None:
    days = [(date(2026, 1, 1) + timedelta(days=day), *rest) for day, *rest in sorted(measured, key=lambda row: row[0])]
    frame = pl.DataFrame(days, schema=COLUMNS, orient="row")
    alone = valued(frame, (QUARTER,), filter_text=filter_text)
    beside = valued(frame, (*MONTHS, QUARTER), filter_text=filter_text).filter(grain="quarter")
    assert_frame_equal(alone, beside, rel_tol=1e-9, abs_tol=1e-9)


def test_the_same_rows_give_the_same_bits_every_time() -> None:
    chance = random.Random(6)
    days = [
        (
            date(2026, 1, 1) + timedelta(days=place // 1200),
            chance.gauss(5, 3),
            chance.random() < 0.5,
            chance.choice("abc"),
        )
        for place in range(108_000)
    ]
    frame = pl.DataFrame(days, schema=COLUMNS, orient="row")
    means = ("AVG(x)", "SUM(x)")
    alone, beside = (QUARTER,), (*MONTHS, QUARTER)
    each = [valued(frame, asked, formulas=means, filter_text=None) for asked in (alone, beside) for _ in range(9)]
    assert all(values.equals(each[0]) for values in each[:9])
    assert all(values.equals(each[9]) for values in each[9:])


def day(month: int, number: int) -> date:
    """A day of 2026."""
    return date(2026, month, number)


@pytest.mark.parametrize(
    ("intervals", "made_of"),
    [
        ([(day(1, 1), day(2, 1)), (day(1, 1), day(3, 1)), (day(2, 1), day(3, 1))], {1: [0, 2]}),
        # A gap between the months, a month that is cut, and no months at all.
        ([(day(1, 1), day(2, 1)), (day(1, 1), day(4, 1)), (day(3, 1), day(4, 1))], {}),
        ([(day(1, 1), day(2, 1)), (day(1, 10), day(3, 1)), (day(2, 1), day(3, 1))], {}),
        ([(day(1, 1), day(4, 1))], {}),
    ],
)
def test_only_intervals_made_of_whole_others_are_added_up(
    intervals: list[Interval], made_of: dict[int, list[int]]
) -> None:
    assert Cut(pl.DataFrame(schema=COLUMNS), intervals).made_of == made_of
