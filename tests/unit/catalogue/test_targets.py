"""Targets: every way to write one, the one form each becomes, and what cannot be meant (rules §3)."""

from collections.abc import Callable, Mapping
from datetime import date

import pytest

from okr_reports.catalogue.catalogue import Catalogue
from okr_reports.catalogue.measures import measures_of
from okr_reports.measures import AverageBound, Bound, RelativeBound
from okr_reports.periods import Grain
from okr_reports.words import Direction, Operator, TargetState

SaidAbout = Callable[[Mapping[str, str | bytes]], list[str]]
Load = Callable[[Mapping[str, str | bytes]], Catalogue]
TABLES = {"test_a_target_that_cannot_be_meant_is_explained": "target_refusals"}


def sheet(
    target: str, *, direction: str = "higher", unit: str = '"%"', cadence: str = "monthly"
) -> dict[str, str | bytes]:
    """A KPI with this one target."""
    text = f"- id: a/b\n  name: A\n  extract: tickets\n  direction: {direction}\n  formula: AVG(hours)\n"
    return {"kpis/a.yaml": f"{text}  unit: {unit}\n  cadence: {cadence}\n  targets:\n    - {{{target}}}\n"}


UP, DOWN = Operator.AT_LEAST, Operator.AT_MOST
TAKEN = [
    ("higher", 'from: 2026-04, op: ">=", value: 95', Bound(Operator.AT_LEAST, 95)),
    ("higher", "from: 2026-04, op: ≥, value: 95", Bound(Operator.AT_LEAST, 95)),
    ("higher", 'from: 2026-04, op: ">", value: 95', Bound(Operator.ABOVE, 95)),
    ("higher", "from: 2026-04, at_least: 95", Bound(Operator.AT_LEAST, 95)),
    ("higher", 'from: 2026-04, at_least: "95"', Bound(Operator.AT_LEAST, 95)),
    ("higher", "from: 2026-04, op: ==, value: 95", Bound(Operator.EQUAL, 95)),
    ("higher", "from: 2026-04, text: At or above 95%", Bound(Operator.AT_LEAST, 95)),
    ("higher", "from: 2026-04, text: at least 95 %", Bound(Operator.AT_LEAST, 95)),
    ("higher", 'from: 2026-04, text: ">= 95"', Bound(Operator.AT_LEAST, 95)),
    ("higher", "from: 2026-04, text: ≥ 95 percent", Bound(Operator.AT_LEAST, 95)),
    ("higher", "from: 2026-04, text: 95% or more", Bound(Operator.AT_LEAST, 95)),
    ("higher", "from: 2026-04, text: More than 95%.", Bound(Operator.ABOVE, 95)),
    ("lower", "from: 2026-04, at_most: 2.5", Bound(Operator.AT_MOST, 2.5)),
    ("lower", "from: 2026-04, text: no more than 2.5", Bound(Operator.AT_MOST, 2.5)),
    ("lower", "from: 2026-04, text: less than 3%", Bound(Operator.BELOW, 3)),
    ("lower", "from: 2026-04, text: up to 3 %", Bound(Operator.AT_MOST, 3)),
    ("range", "from: 2026-04, between: [5, 7]", Bound(Operator.BETWEEN, low=5, high=7)),
    ("range", "from: 2026-04, text: between 5 and 7", Bound(Operator.BETWEEN, low=5, high=7)),
    ("range", "from: 2026-04, text: 5 to 7%", Bound(Operator.BETWEEN, low=5, high=7)),
    ("lower", "from: 2026-04, change: {from: previous, by: -15%}", RelativeBound("previous", DOWN, -0.15)),
    ("higher", "from: 2026-04, change: {from: last_year, by: +5 %}", RelativeBound("last_year", UP, 0.05)),
    ("lower", "from: 2026-04, change: {from: previous, by: -5pt}", RelativeBound("previous", DOWN, None, -5)),
    ("lower", 'from: 2026-04, of_average: {op: "<=", times: 1.5, for: 3}', AverageBound(Operator.AT_MOST, 1.5, 12, 3)),
]  # fmt: skip


@pytest.mark.parametrize(("direction", "target", "expected"), TAKEN, ids=[row[1] for row in TAKEN])
def test_every_spelling_of_a_target_becomes_one_form(direction: str, target: str, expected: object, load: Load) -> None:
    (measure,) = measures_of(load(sheet(target, direction=direction)))
    assert [row.condition for row in measure.targets] == [expected]


STATES = [
    ("state: none", TargetState.NONE, None),
    ("state: tbd", TargetState.TBD, None),
    ("state: confidential", TargetState.CONFIDENTIAL, None),
    ("state: elsewhere", TargetState.ELSEWHERE, None),
    ('state: {qualitative: "Calmer weekends"}', TargetState.QUALITATIVE, "Calmer weekends"),
]


@pytest.mark.parametrize(("written", "state", "sentence"), STATES)
def test_a_target_may_be_a_state(written: str, state: TargetState, sentence: str | None, load: Load) -> None:
    (measure,) = measures_of(load(sheet(f"from: 2026-04, {written}")))
    assert [(row.state, row.sentence, row.condition) for row in measure.targets] == [(state, sentence, None)]


def test_a_target_that_cannot_be_meant_is_explained(written: str, expected: str, said_about: SaidAbout) -> None:
    direction, target = written.split(" | ")
    assert said_about(sheet(f"from: 2026-04, {target}", direction=direction)) == [f"kpis/a.yaml:{expected}"]


KEYS = [
    ("monthly", "2026-13", "there is no period '2026-13': write a month like 2026-09"),
    ("monthly", "2026", "there is no period '2026': write a month like 2026-09"),
    ("monthly", "FY2027-Q1", "'FY2027-Q1' is a quarter: write a month like 2026-09"),
    ("quarterly", "2026-04", "'2026-04' is a month: write a quarter like FY2027-Q2"),
    ("weekly", "FY2027-Q1", "'FY2027-Q1' is a quarter: write a week like 2026-W38"),
    ("yearly", "2026", "there is no period '2026': write a year like FY2027"),
    ("daily", "2026-02-30", "there is no period '2026-02-30': write a day like 2026-09-14"),
]


@pytest.mark.parametrize(("cadence", "key", "expected"), KEYS)
def test_the_first_period_of_a_target_has_the_length_of_the_cadence(
    cadence: str, key: str, expected: str, said_about: SaidAbout
) -> None:
    files = {"company.yaml": "name: A\nfiscal_year_start: 4\n", **sheet(f"from: {key}, at_least: 5", cadence=cadence)}
    assert said_about(files) == [f"kpis/a.yaml:9:14: {expected}"]


FIRST_DAYS = [
    ("daily", "2026-09-14", date(2026, 9, 14)),
    ("daily", "2026-09", date(2026, 9, 1)),
    ("weekly", "2026-W36", date(2026, 8, 31)),
    ("weekly", "2026-09", date(2026, 9, 1)),
    ("monthly", "2026-09", date(2026, 9, 1)),
    ("quarterly", "FY2027-Q2", date(2026, 7, 1)),
    ("half_yearly", "FY2027-H2", date(2026, 10, 1)),
    ("yearly", "FY2027", date(2026, 4, 1)),
]


@pytest.mark.parametrize(("cadence", "key", "first_day"), FIRST_DAYS)
def test_a_target_holds_from_the_first_day_of_its_period(cadence: str, key: str, first_day: date, load: Load) -> None:
    (measure,) = measures_of(load(sheet(f"from: {key}, at_least: 5", cadence=cadence)))
    assert measure.targets[0].from_on == first_day


def test_a_target_for_longer_periods_may_begin_with_one_of_them(load: Load) -> None:
    (measure,) = measures_of(load(sheet("from: FY2027-Q1, at_least: 5, grain: quarter")))
    assert (measure.targets[0].grain, measure.targets[0].from_on) == (Grain.QUARTER, date(2026, 4, 1))


def test_a_target_for_longer_periods_needs_a_shorter_cadence(said_about: SaidAbout) -> None:
    assert said_about(sheet("from: FY2027-Q1, at_least: 5, grain: quarter", cadence="quarterly")) == [
        "kpis/a.yaml:9:45: a quarterly KPI has no longer period 'quarter': delete it: without `grain` the target holds"
        " for one period of the cadence"
    ]


def test_two_targets_from_the_same_period_are_one_too_many(said_about: SaidAbout) -> None:
    said = said_about(sheet("from: 2026-04, at_least: 5}\n    - {from: 2026-04, at_least: 6"))
    assert said == [
        "kpis/a.yaml:10:7: a second target from 2026-04, the first stands in line 9: keep one of them, or give one"
        " another `from`"
    ]


def test_targets_of_different_grains_may_begin_together(load: Load) -> None:
    rows = "from: 2026-04, at_least: 5}\n    - {from: 2026-04, at_least: 15, grain: quarter"
    assert len(measures_of(load(sheet(rows)))[0].targets) == 2


def test_target_rows_come_in_order_of_time(load: Load) -> None:
    earlier = "from: 2025-04, at_least: 4, set_on: 2025-03-01, due: 2025-06-01, why: start"
    rows = f"from: 2026-04, at_least: 5}}\n    - {{{earlier}"
    (measure,) = measures_of(load(sheet(rows)))
    assert [row.from_key for row in measure.targets] == ["2025-04", "2026-04"]
    assert (measure.targets[0].set_on, measure.targets[0].due_on, measure.targets[0].why) == (
        date(2025, 3, 1),
        date(2025, 6, 1),
        "start",
    )


AT_RISK = [
    ("lower", "at_most: 2, at_risk: 2.4", Bound(Operator.AT_MOST, 2.4)),
    ("higher", 'op: ">", value: 2, at_risk: 1', Bound(Operator.AT_LEAST, 1)),
    ("range", "between: [5, 7], at_risk: [4, 8]", Bound(Operator.BETWEEN, low=4, high=8)),
    ("lower", "change: {from: previous, by: -5%}, at_risk: 9", Bound(Operator.AT_MOST, 9)),
]


@pytest.mark.parametrize(("direction", "target", "expected"), AT_RISK)
def test_at_risk_is_a_bound_of_its_own(direction: str, target: str, expected: Bound, load: Load) -> None:
    (measure,) = measures_of(load(sheet(f"from: 2026-04, {target}", direction=direction)))
    assert measure.targets[0].at_risk == expected


SPANS = [("monthly", 12), ("quarterly", 4), ("half_yearly", 2), ("yearly", 1), ("weekly", 52), ("daily", 365)]


@pytest.mark.parametrize(("cadence", "periods"), SPANS)
def test_an_average_over_months_counts_periods_of_the_cadence(cadence: str, periods: int, load: Load) -> None:
    first = {"quarterly": "FY2027-Q1", "half_yearly": "FY2027-H1", "yearly": "FY2027"}.get(cadence, "2026-04")
    target = f'from: {first}, of_average: {{op: ">=", times: 1}}'
    (measure,) = measures_of(load(sheet(target, cadence=cadence)))
    assert measure.targets[0].condition == AverageBound(Operator.AT_LEAST, 1, periods, 1)
    assert measure.direction is Direction.HIGHER


@pytest.mark.parametrize(
    ("targets", "direction"),
    [
        ("[{from: 2026-04, at_most: 5}, {from: 2025-04, between: [5, 7]}]", Direction.LOWER),
        ('[{from: 2026-04, of_average: {op: "<=", times: 1.5, for: 3}}]', Direction.LOWER),
    ],
)
def test_the_target_that_says_the_direction_is_the_newest_not_the_last_written(
    targets: str, direction: Direction, load: Load
) -> None:
    written = "- id: a/b\n  name: A\n  extract: tickets\n  formula: AVG(hours)\n"
    (measure,) = measures_of(load({"kpis/a.yaml": f"{written}  targets: {targets}\n"}))
    assert measure.direction is direction
