"""Charts: what holds for every series, and what two others who compute the same say."""

from collections.abc import Sequence
from datetime import UTC, datetime
from decimal import Decimal
from random import Random

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from statprocon import XmR

from okr_reports.measures import Measure
from okr_reports.periods import FiscalCalendar, Grain
from okr_reports.policy import Policy, SignalPolicy
from okr_reports.scoring.judged import JudgedMonth
from okr_reports.scoring.plan import ReviewPlan
from okr_reports.scoring.signals import judge_charts, judge_signals
from okr_reports.tables import KPI_HEALTH, KPI_REBASES, KPI_SHOWN
from okr_reports.words import Direction
from okr_reports.working_days import WorkingCalendar
from tests.properties.plain_chart import PlainChart

Series = Sequence[float | None]
LAST = FiscalCalendar().period("2026-09")
SWAPPED = {"improvement": "concern", "concern": "improvement"}
few = settings(max_examples=60, deadline=None)
# Whole numbers, so that scaling by powers of two and shifting change nothing but the numbers.
numbers = st.lists(st.one_of(st.integers(-60, 60), st.integers(-3, 3), st.none()), min_size=1, max_size=36)
policies = st.builds(SignalPolicy, rules=st.sampled_from(["nhs", "wheeler"]), screen=st.booleans())


def points(series: Sequence[Series], *, direction: str = "higher") -> pl.DataFrame:
    """The series as points of charts, one KPI each, a missing value being a gap."""
    rows = [
        (f"k{number:03}", None, str(place), str(place - 1), float(value), direction)
        for number, values in enumerate(series)
        for place, value in enumerate(values)
        if value is not None
    ]
    texts = dict.fromkeys(("kpi_id", "entity_id", "period_id", "previous_id"), pl.String())
    schema = {**texts, "charted": pl.Float64(), "direction": pl.String()}
    return pl.DataFrame(rows, schema=schema, orient="row")


def judged(values: Series, policy: SignalPolicy, direction: str = "higher") -> pl.DataFrame:
    """The chart of one series."""
    return judge_charts(points([values], direction=direction), policy=policy)


def month_of(values: Series) -> JudgedMonth:
    """A KPI with these monthly values up to September 2026."""
    fiscal = FiscalCalendar()
    periods = fiscal.run_up_to(LAST, len(values))
    rows = [
        {"kpi_id": "k", "period_id": period.key, "value": value} for period, value in zip(periods, values, strict=True)
    ]
    known = pl.DataFrame(rows, schema_overrides={"value": pl.Float64()}).with_columns(
        grain=pl.lit("month"), health=pl.lit("unknown"), is_history=True
    )
    ends = known.filter(period_id=LAST.key).drop("value", "is_history").with_columns(is_apart=False)
    return JudgedMonth(
        health=KPI_HEALTH.check(pl.concat([KPI_HEALTH.empty(), known], how="diagonal")),
        shown=KPI_SHOWN.check(pl.concat([KPI_SHOWN.empty(), ends], how="diagonal")),
        rebases=KPI_REBASES.empty(),
        measures=[Measure("k", "rows", Grain.MONTH, Direction.HIGHER)],
        plan=ReviewPlan(LAST, datetime(2026, 10, 5, tzinfo=UTC), "UTC", fiscal, Policy(), WorkingCalendar()),
    )


@few
@given(numbers, policies, st.sampled_from([0.125, 2.0, 1024.0]), st.integers(-500, 500))
def test_scaling_and_shifting_all_values_keeps_every_rule(
    values: list[int | None], policy: SignalPolicy, scale: float, shift: int
) -> None:
    moved = [None if value is None else value * scale + shift for value in values]
    before, after = judged(values, policy), judged(moved, policy)
    assert after["rule"].to_list() == before["rule"].to_list()
    assert after["variation"].to_list() == before["variation"].to_list()
    assert after["upper"].to_list() == pytest.approx([x and x * scale + shift for x in before["upper"]], nan_ok=True)


@few
@given(numbers, policies)
def test_the_other_direction_makes_every_improvement_a_concern_and_the_reverse(
    values: list[int | None], policy: SignalPolicy
) -> None:
    higher, lower = (judged(values, policy, direction)["variation"] for direction in ("higher", "lower"))
    assert [SWAPPED.get(word, word) for word in higher] == lower.to_list()


@few
@given(numbers, policies)
def test_the_mirrored_series_breaks_the_same_rules_on_the_other_side(
    values: list[int | None], policy: SignalPolicy
) -> None:
    mirrored = judged([None if value is None else -value for value in values], policy)
    straight = judged(values, policy, "lower")
    assert mirrored["rule"].to_list() == straight["rule"].to_list()
    assert mirrored["variation"].to_list() == straight["variation"].to_list()


@few
@given(numbers, st.randoms(use_true_random=False))
def test_the_order_of_rows_changes_nothing(values: list[int | None], random: Random) -> None:
    month = month_of([None if value is None else float(value) for value in values])
    order = random.sample(range(month.health.height), month.health.height)
    shuffled = JudgedMonth(month.health[order], month.shown, month.rebases, month.measures, month.plan)
    assert judge_signals(shuffled).equals(judge_signals(month))


@few
@given(numbers, policies)
def test_what_a_point_said_when_it_was_the_last_one_never_needs_later_points(
    values: list[int | None], policy: SignalPolicy
) -> None:
    chart = judged(values, policy)
    last = chart.filter(pl.int_range(pl.len()) == pl.len() - 1)
    assert last["variation"].to_list() == last["variation_so_far"].to_list()


@few
@given(st.lists(numbers, min_size=1, max_size=4), policies)
def test_every_point_is_judged_as_the_rules_read_one_by_one(
    series: list[list[int | None]], policy: SignalPolicy
) -> None:
    found = judge_charts(points(series), policy=policy)
    charts = [PlainChart(values, policy.rules, policy.screen) for values in series]
    wanted = [chart.rule_at(place) for chart in charts for place, value in enumerate(chart.values) if value is not None]
    assert found["rule"].to_list() == [rule and rule[0] for rule in wanted]
    assert [word == "improvement" for word in found["variation"]] == [
        rule is not None and rule[1] > 0 for rule in wanted
    ]


@few
@given(st.lists(st.decimals(-1000, 1000, places=2), min_size=3, max_size=60, unique=True))
def test_mean_and_limits_are_those_of_statprocon(values: list[Decimal]) -> None:
    theirs = XmR(values)
    ours = judged([float(value) for value in values], SignalPolicy(screen=False)).row(0, named=True)
    assert ours["centre"] == pytest.approx(float(theirs.x_central_line()[0]), abs=2.4e-3)
    assert ours["upper"] == pytest.approx(float(theirs.upper_natural_process_limit()[0]), abs=2.4e-3)
    assert ours["lower"] == pytest.approx(float(theirs.lower_natural_process_limit()[0]), abs=2.4e-3)
