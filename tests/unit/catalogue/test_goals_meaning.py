"""What a key result means once everything it leaves out is settled, and what the catalogue holds of goals."""

import json
from collections.abc import Callable, Mapping
from datetime import date

import pytest

from okr_reports.catalogue.catalogue import Catalogue
from okr_reports.catalogue.goals_cycles import cycle_named, cycle_on
from okr_reports.catalogue.goals_kinds import ambition_of, baseline_of, kind_of, span_of, target_of
from okr_reports.catalogue.kpis import owner_ids
from okr_reports.catalogue.measures import goal_measures_of
from okr_reports.goal_words import Ambition
from okr_reports.periods import Cycle
from okr_reports.words import Direction

Load = Callable[[Mapping[str, str | bytes]], Catalogue]
KPIS = """\
- {id: mean, name: Mean, extract: tickets, direction: lower, formula: AVG(hours), unit: h, min_n: 30}
- {id: total, name: Total, extract: tickets, direction: higher, formula: COUNT(*)}
- {id: level, name: Level, extract: tickets, direction: higher, formula: SUM(hours), stock: yes}
- {id: ready, name: Ready, extract: figures, direction: higher, accumulation: sum}
"""
FILE = "okrs/FY2027-Q2/company.yaml"
SCORE = "manual_score: {value: 0.5, author_id: E1, on: 2026-09-30, why: x}"


def folder(written: str) -> Mapping[str, str]:
    """One objective with one key result of these keys."""
    head = "- id: o1\n  objective: T\n  owner: E001\n  level: company\n  key_results:\n"
    return {"kpis/a.yaml": KPIS, FILE: f"{head}    - {{id: o1/k, title: T, {written}}}\n"}


KINDS = [
    ("baseline: 1, target: 2", "metric", 1, 2),
    ("at: {at_most: 5}", "hold", None, None),
    ("change_by: -10%, baseline: 20", "change", 20, 18),
    ("change_by: +5pt, baseline: 20", "change", 20, 25),
    ("of: 20", "count", 0, 20),
    ("of: 20, baseline: 4", "count", 4, 20),
    ("kind: count, target: 20", "count", 0, 20),
    ("milestones: [{title: a}]", "milestones", None, None),
    ("ladder: [{at: 0.2, title: a}]", "milestones", None, None),
    ("done_on: 2026-08-01", "binary", None, None),
    (SCORE, "manual", None, None),
    (f"baseline: 1, target: 2, {SCORE}", "metric", 1, 2),
    (f"kind: manual, baseline: 1, target: 2, {SCORE}", "manual", 1, 2),
    (f"at: {{at_most: 5}}, {SCORE}", "hold", None, None),
]


@pytest.mark.parametrize(("written", "kind", "baseline", "target"), KINDS)
def test_the_kind_follows_from_the_keys(
    written: str, kind: str, baseline: float | None, target: float | None, load: Load
) -> None:
    key_result = load(folder(written)).key_results["o1/k"].entry
    assert (kind_of(key_result), baseline_of(key_result)) == (kind, baseline)
    assert target_of(key_result) == (None if target is None else pytest.approx(target))


SPANS = [
    ("kpi: mean", "last"),
    ("kpi: total", "cycle"),
    ("kpi: level", "last"),
    ("kpi: ready", "cycle"),
    ("kpi: total, over: last", "last"),
    ("extract: tickets, formula: SUM(hours)", "cycle"),
    ("extract: tickets, formula: AVG(hours)", "last"),
    ("extract: figures", "last"),
    ("actual: 3", None),
]


@pytest.mark.parametrize(("written", "span"), SPANS)
def test_counts_and_sums_are_taken_over_the_cycle_and_all_else_over_its_last_period(
    written: str, span: str | None, load: Load
) -> None:
    catalogue = load(folder(f"baseline: 1, target: 2, {written}"))
    entry = catalogue.key_results["o1/k"].entry
    kpi = catalogue.kpis.get(entry.kpi or "")
    formula = catalogue.formulas.get(entry.kpi or "") or catalogue.goal_formulas.get("o1/k")
    assert span_of(entry, formula=formula, kpi=kpi) == span


def test_keeping_within_a_bound_is_a_promise_unless_it_says_otherwise(load: Load) -> None:
    held = load(folder("at: {at_most: 5}")).key_results["o1/k"].entry
    hoped = load(folder("at: {at_most: 5}, ambition: aspirational")).key_results["o1/k"].entry
    moved = load(folder("baseline: 1, target: 2")).key_results["o1/k"].entry
    assert [ambition_of(entry) for entry in (held, hoped, moved)] == [
        Ambition.COMMITTED,
        Ambition.ASPIRATIONAL,
        Ambition.ASPIRATIONAL,
    ]


def test_a_key_result_with_an_extract_of_its_own_is_a_measure(load: Load) -> None:
    own = "extract: tickets, formula: AVG(hours), filter: met, min_n: 5, unit: h, baseline: 9, target: 5"
    catalogue = load(folder(own))
    (measure,) = goal_measures_of(catalogue)
    assert (measure.kpi_id, measure.extract, measure.direction, measure.min_n) == ("o1/k", "tickets", "lower", 5)
    assert measure.formula is not None
    assert measure.filter is not None
    assert goal_measures_of(catalogue, "FY2027-Q1") == ()


def test_a_ready_made_value_needs_no_formula(load: Load) -> None:
    (measure,) = goal_measures_of(load(folder("extract: figures, at: {between: [1, 2]}")))
    assert (measure.formula, measure.value_column, measure.direction) == (None, "amount", Direction.RANGE)


def test_what_a_kpi_measures_is_no_measure_of_its_own(load: Load) -> None:
    assert goal_measures_of(load(folder("kpi: mean, baseline: 1, target: 2"))) == ()


LISTED = "name: A\nokr_cycle: [{id: z, from: 2026-01-05, to: 2026-02-15}, {id: a, from: 2026-02-16, to: 2026-03-29}]\n"


def test_listed_cycles_say_their_days_themselves(load: Load) -> None:
    goals = "- {id: %s, objective: T, level: company}\n"
    catalogue = load({"company.yaml": LISTED, "okrs/a/x.yaml": goals % "second", "okrs/z/x.yaml": goals % "first"})
    assert list(catalogue.objectives) == ["first", "second"]
    assert list(catalogue.cycles.values()) == [
        Cycle(date(2026, 1, 5), date(2026, 2, 16), "z"),
        Cycle(date(2026, 2, 16), date(2026, 3, 30), "a"),
    ]
    assert cycle_on(date(2026, 2, 15), catalogue.company) == catalogue.cycles["z"]
    assert cycle_on(date(2026, 4, 1), catalogue.company) is None


CALENDARS = [
    ("fiscal_year_start: 1\nokr_cycle: quarter", "2026-Q3", date(2026, 7, 1), date(2026, 9, 30)),
    ("fiscal_year_start: 4\nokr_cycle: quarter", "FY2027-Q2", date(2026, 7, 1), date(2026, 9, 30)),
    ("fiscal_year_start: 2\nokr_cycle: half_year", "FY2027-H1", date(2026, 2, 1), date(2026, 7, 31)),
]


@pytest.mark.parametrize(("company", "key", "first", "last"), CALENDARS)
def test_cycles_follow_the_fiscal_calendar(company: str, key: str, first: date, last: date, load: Load) -> None:
    catalogue = load({"company.yaml": f"name: A\n{company}\n"})
    cycle = cycle_named(key, catalogue.company)
    assert cycle is not None
    assert (cycle.start, cycle.last_day) == (first, last)
    assert cycle_on(last, catalogue.company) == cycle


def test_the_canonical_text_holds_goals_as_they_were_written(load: Load) -> None:
    content = json.loads(load(folder("baseline: 1, target: 2, weight: 2")).canonical_json)
    assert content["objectives"] == [
        {
            "cycle": "FY2027-Q2", "id": "o1", "objective": "T", "owner": "E001", "level": "company",
            "key_results": [{"id": "o1/k", "title": "T", "baseline": 1.0, "target": 2.0, "weight": 2.0}],
        }
    ]  # fmt: skip


def test_a_folder_without_goals_keeps_its_text(load: Load) -> None:
    assert "objectives" not in json.loads(load({}).canonical_json)


def test_each_goal_knows_where_it_stands_and_who_answers_for_it(load: Load) -> None:
    catalogue = load(folder("baseline: 1, target: 2, owner: E009"))
    assert {id: catalogue.places[id] for id in ("o1", "o1/k")} == {"o1": f"{FILE}:1", "o1/k": f"{FILE}:6"}
    assert owner_ids(catalogue) == {"E001": f"{FILE}:1", "E009": f"{FILE}:6"}
