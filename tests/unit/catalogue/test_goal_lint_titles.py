"""Advice on the titles of goals: silent on good ones of many fields, told by its code on weak ones (rules §9)."""

from pathlib import Path

import pytest

from okr_reports.catalogue.lint.goal_codes import GOAL_CODES
from okr_reports.catalogue.lint.goal_titles import title_of
from okr_reports.findings import Finding
from tests.unit.catalogue.goal_sheets import (
    GoalLine,
    folder_of_key_results,
    foreign_titles,
    goal_advice,
    key_result_line,
    key_result_lines,
    objective_lines,
)

GOOD = key_result_lines("good_key_results", has_codes=False)
MORE_GOOD = key_result_lines("more_good_key_results", has_codes=False)
WEAK = key_result_lines("weak_key_results", has_codes=True)
MORE_WEAK = key_result_lines("more_weak_key_results", has_codes=True)
OBJECTIVES = objective_lines("objectives")
# Said once for a cycle in which no key result has a counterweight.
ONCE = ["KR-COUNTERWEIGHT"]


def told_by_line(findings: tuple[Finding, ...], lines: list[GoalLine]) -> dict[str, list[str]]:
    """Title → the codes told of it."""
    return {line.title: [found.code for found in findings if found.subject_id == line.id] for line in lines}


def test_the_good_key_results_come_from_twelve_fields_and_are_more_than_a_hundred() -> None:
    assert len({line.group for line in GOOD}) >= 12
    assert len(GOOD) >= 100
    assert len(WEAK) >= 80


@pytest.mark.parametrize("good", [GOOD, MORE_GOOD])
def test_no_good_key_result_gets_advice_but_once_for_counterweights(good: list[GoalLine], tmp_path: Path) -> None:
    assert [found.code for found in goal_advice(tmp_path, folder_of_key_results(good))] == ONCE


@pytest.mark.parametrize("weak", [WEAK, MORE_WEAK])
def test_each_weak_key_result_is_told_by_its_code_and_no_other(weak: list[GoalLine], tmp_path: Path) -> None:
    findings = goal_advice(tmp_path, folder_of_key_results(weak))
    assert told_by_line(findings, weak) == {line.title: [line.code] for line in weak}


def test_each_objective_is_told_by_its_code_or_left_alone(tmp_path: Path) -> None:
    findings = goal_advice(tmp_path, "".join(f"- {line.sheet}\n" for line in OBJECTIVES))
    assert told_by_line(findings, OBJECTIVES) == {line.title: [line.code] * bool(line.code) for line in OBJECTIVES}


def test_of_titles_in_other_languages_nothing_is_said(tmp_path: Path) -> None:
    lines = [key_result_line(f"- | {title} | 1 -> 2", f"f/{n}") for n, title in enumerate(foreign_titles())]
    assert goal_advice(tmp_path, folder_of_key_results(lines)) == ()


PAIRS = [
    (
        "Improve customer satisfaction | manual",
        "KR-NOT-MEASURABLE",
        "`title: CSAT from <a> to <b> on at least 300 responses`",
    ),
    ("CSAT from 4.1 to 4.5 on ≥300 responses | 4.1 -> 4.5", None, None),
    (
        "Launch the mobile app | done",
        "KR-TASK",
        "what it is to change, such as `title: Weekly active usage on mobile from <a> % to <b> %`; "
        "the task itself is an action",
    ),
    ("30 % of weekly active usage on mobile by quarter-end | 8 -> 30 %", None, None),
    ("Increase revenue | 40 -> 60", "KR-SEGMENT", "`title: Revenue <of whom or what> from 40 to 60`"),
    ("New-business ARR from ₹40L to ₹60L | 40 -> 60", None, None),
    (
        "Conduct 20 customer interviews | of 20",
        "KR-TASK",
        "what it is to change, such as `title: Share of decided features that three or more customers asked for "
        "from <a> % to <b> %`; the task itself is an action",
    ),
    ("Reduce attrition | 22 -> 12 %", "KR-SEGMENT", "`title: Attrition <of whom or what> from 22 % to 12 %`"),
    ("Regrettable attrition in engineering from 22 % to 12 % | 22 -> 12 %", None, None),
    (
        "Conduct 10 webinars | of 10",
        "KR-TASK",
        "what it is to change, such as `title: Qualified leads from webinars from <a> to <b>`; "
        "the task itself is an action",
    ),
    ("Generate 150 qualified leads from events | of 150", None, None),
    (
        "Establish a works council | done",
        "KR-TASK",
        "what it is to change, from where to where: `title: <measure> from <a> to <b>`; the task is an action",
    ),
    (
        "Improve customer satisfaction | 4.1 -> 4.5 | kpi: ops/csat",
        "KR-NOT-MEASURABLE",
        "`title: CSAT from 4.1 to 4.5`",
    ),
    (
        "Teams are aligned | manual",
        "KR-NOT-MEASURABLE",
        "`kind: metric` with `baseline`, `target` and a `kpi`; or `milestones` that anybody can see done",
    ),
    (
        "P1 incidents of checkout from 9 to 3 | 9 -> 5",
        "KR-BASELINE",
        "`title` with 5, or `target: 3`, whichever was agreed",
    ),
    ("Savings from ₹40L to ₹1.2 Cr | 40 -> 120", None, None),
    ("Savings from 0 to ₹1.2 Cr | 0 -> 12000000", None, None),
    ("Fire drills without a finding from 1.250.000 to 2 | 3 -> 4", None, None),
]


@pytest.mark.parametrize(("line", "code", "rewrite"), PAIRS)
def test_a_weak_title_gets_a_rewrite_and_its_good_sister_none(
    line: str, code: str | None, rewrite: str | None, tmp_path: Path
) -> None:
    findings = goal_advice(tmp_path, folder_of_key_results([key_result_line(f"- | {line}")]))
    assert [(found.code, found.rewrite) for found in findings] == [(code, rewrite)] * (code is not None)


def test_maintaining_is_no_objective_and_keeping_a_bound_is_a_key_result(tmp_path: Path) -> None:
    results = (
        '[{id: o/1, title: Maintain 99.9 % uptime, kind: hold, unit: "%", at: {op: ">=", value: 99.9}}, '
        "{id: o/2, title: P1 incidents, baseline: 9, target: 3}]"
    )
    goals = f"- {{id: o, objective: Maintain 99.9 % uptime, owner: E1, team: t, key_results: {results}}}"
    (found,) = goal_advice(tmp_path, goals)
    assert (found.code, found.subject_id, found.place) == ("OBJ-BAU", "o", "okrs/2026-Q3/all.yaml:1")
    assert found.rewrite == "a KPI with this as its target; as objective what should change, in words"


def test_every_code_of_titles_is_told_by_some_line() -> None:
    told = {line.code for line in [*WEAK, *OBJECTIVES]} - {""}
    counted = {"KR-HOLD-ALONE", "KR-HEALTHY-KPI", "OWNER-MISSING", "OWNER-MANY", "DUPLICATE-NAME"}
    limits = {"LIMIT-KEY-RESULTS", "LIMIT-OBJECTIVES", "LIMIT-PAGE"}
    assert told | counted | limits == set(GOAL_CODES)


def test_a_figure_of_a_name_or_a_day_is_no_figure() -> None:
    named = ["SOC 2 readiness", "ISO 27001 certificate", "Ready by 30 September", "Wave 2 done", "The 2027 season"]
    assert [title_of(text).has_figure for text in named] == [False] * 5
    assert title_of("At least 20 customers").has_figure
