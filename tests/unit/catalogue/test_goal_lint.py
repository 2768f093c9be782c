"""Advice on goals that is counted or compared: limits, owners, bounds, spans, double names, healthy KPIs (rules §9)."""

from datetime import date
from pathlib import Path

import pytest

from okr_reports.catalogue.lint.goal_holds import HealthBefore, healthy_kpi_findings
from okr_reports.catalogue.load import load_catalogue
from okr_reports.findings import Finding
from okr_reports.words import Health
from tests.unit.catalogue.goal_sheets import CYCLE, goal_advice, goal_advice_by_cycle

MEASURES = ("Parcels", "Letters", "Pallets", "Crates", "Boxes", "Bags")


def key_results(count: int, objective: int = 1, keys: str = "baseline: 9, target: 4") -> str:
    """So many key results with titles of their own."""
    names = MEASURES[:count]
    return ", ".join(
        f"{{id: o{objective}/{n}, title: {name} late {objective}, {keys}}}" for n, name in enumerate(names)
    )


def objective(number: int, results: str, keys: str = "owner: E1, team: t") -> str:
    """One objective."""
    return f"- {{id: o{number}, objective: Wanted state {number}, {keys}, key_results: [{results}]}}\n"


def said(findings: tuple[Finding, ...], code: str) -> list[tuple[str, str]]:
    """Subject and text of the findings with this code."""
    return [(found.subject_id, found.text) for found in findings if found.code == code]


KEY_RESULT_LIMITS = [
    ("cozyhr", 1, "has one key result, where the profile 'cozyhr' asks for 2 to 5"),
    ("cozyhr", 2, None),
    ("cozyhr", 5, None),
    ("cozyhr", 6, "has 6 key results, where the profile 'cozyhr' asks for 2 to 5"),
    ("velvetum", 2, "has 2 key results, where the profile 'velvetum' asks for 3"),
    ("velvetum", 3, None),
    ("velvetum", 4, "has 4 key results, where the profile 'velvetum' asks for 3"),
    ("twrt", 2, "has 2 key results, where the profile 'twrt' asks for 3 to 5"),
    ("twrt", 5, None),
]


@pytest.mark.parametrize(("profile", "count", "text"), KEY_RESULT_LIMITS)
def test_the_profile_limits_the_key_results_of_an_objective(
    profile: str, count: int, text: str | None, tmp_path: Path
) -> None:
    company = f"name: A\npolicy: {{profile: {profile}}}\n"
    findings = goal_advice(tmp_path, objective(1, key_results(count)), company)
    assert said(findings, "LIMIT-KEY-RESULTS") == [("o1", f"'Wanted state 1' {text}")] * (text is not None)


OBJECTIVE_LIMITS = [
    ("cozyhr", 3, None),
    ("cozyhr", 4, ("o4", "the team 't' has 4 objectives in 2026-Q3, where the profile 'cozyhr' asks for 1 to 3")),
    ("velvetum", 1, None),
    ("velvetum", 2, ("o2", "the team 't' has 2 objectives in 2026-Q3, where the profile 'velvetum' asks for 1")),
    ("twrt", 2, ("o1", "the team 't' has 2 objectives in 2026-Q3, where the profile 'twrt' asks for 3")),
    ("twrt", 1, ("o1", "the team 't' has one objective in 2026-Q3, where the profile 'twrt' asks for 3")),
    ("twrt", 3, None),
]


@pytest.mark.parametrize(("profile", "count", "expected"), OBJECTIVE_LIMITS)
def test_the_profile_limits_the_objectives_of_a_team(
    profile: str, count: int, expected: tuple[str, str] | None, tmp_path: Path
) -> None:
    goals = "".join(objective(n, key_results(3, n)) for n in range(1, count + 1))
    findings = goal_advice(tmp_path, goals, f"name: A\npolicy: {{profile: {profile}}}\n")
    assert said(findings, "LIMIT-OBJECTIVES") == [expected] * (expected is not None)


def test_company_departments_and_persons_are_limited_as_teams_are(tmp_path: Path) -> None:
    whose = ["owner: {org: x}, level: company", "owner: E1, department: ops", "owner: E2, level: person"]
    keys = [each for each in whose for _ in range(4)]
    goals = "".join(objective(n, key_results(2, n), each) for n, each in enumerate(keys, 1))
    texts = [text for _, text in said(goal_advice(tmp_path, goals), "LIMIT-OBJECTIVES")]
    assert [text.split(" has ")[0] for text in texts] == ["the company", "the department 'ops'", "E2"]


@pytest.mark.parametrize(("count", "pages"), [(3, 0), (12, 1)])
def test_company_goals_that_do_not_fit_a_page_are_told(count: int, pages: int, tmp_path: Path) -> None:
    goals = "".join(objective(n, key_results(5, n), "owner: {org: x}, level: company") for n in range(1, count + 1))
    text = f"the company's {count} objectives with {count * 5} key results do not fit one page"
    assert said(goal_advice(tmp_path, goals), "LIMIT-PAGE") == [("o1", text)] * pages


def test_a_person_answers_for_no_more_than_a_team_may_have(tmp_path: Path) -> None:
    goals = "".join(objective(n, key_results(2, n), f"owner: E1, team: t{n}") for n in range(1, 5))
    text = "E1 answers for 4 objectives of one cycle, more than the 3 of a whole team"
    assert said(goal_advice(tmp_path, goals), "OWNER-MANY") == [("E1", text)]
    keys = "baseline: 9, target: 4, owner: E9"
    goals = "".join(objective(n, key_results(4, n, keys), f"owner: E{n}, team: t{n}") for n in range(1, 5))
    text = "E9 answers for 16 key results of one cycle, more than the 15 of a whole team"
    assert said(goal_advice(tmp_path, goals), "OWNER-MANY") == [("E9", text)]


def test_a_department_may_answer_for_many(tmp_path: Path) -> None:
    goals = "".join(objective(n, key_results(2, n), f"owner: {{org: x}}, team: t{n}") for n in range(1, 9))
    assert goal_advice(tmp_path, goals) == ()


def test_what_nobody_answers_for_is_told(tmp_path: Path) -> None:
    figures = "baseline: 9, target: 4"
    results = f"{{id: a, title: Parcels late, {figures}, owner: E1}}, {{id: b, title: Bags late, {figures}}}"
    told = said(goal_advice(tmp_path, objective(1, results, "team: t")), "OWNER-MISSING")
    assert told == [("o1", "nobody answers for 'Wanted state 1'"), ("b", "nobody answers for 'Bags late'")]


def test_objectives_of_persons_are_told_once_for_a_cycle(tmp_path: Path) -> None:
    goals = "".join(objective(n, key_results(2, n), f"owner: E{n}, level: person") for n in (1, 2))
    text = "2 objectives belong to single persons: such goals become task lists and slip into appraisals"
    assert said(goal_advice(tmp_path, goals), "OKR-PERSON") == [("o1", text)]


HOLD = 'kind: hold, at: {op: "<=", value: 3}'
HOLDS = [
    (key_results(1, keys=HOLD), "its only key result keeps"),
    (key_results(2, keys=HOLD), "all 2 key results keep"),
]


@pytest.mark.parametrize(("results", "text"), HOLDS)
def test_an_objective_that_only_keeps_bounds_changes_nothing(results: str, text: str, tmp_path: Path) -> None:
    told = said(goal_advice(tmp_path, objective(1, results)), "KR-HOLD-ALONE")
    assert told == [("o1/0", f"'Wanted state 1': {text} what is, so nothing is to change")]


def test_a_bound_beside_a_change_is_its_counterweight(tmp_path: Path) -> None:
    speed = "{id: s, title: Handling time of claims, baseline: 9, target: 5, unit: min, kpi: ops/handling-time}"
    kept = "{id: k, title: Reopened claims at or below 3, " + HOLD + "}"
    assert goal_advice(tmp_path, objective(1, f"{speed}, {kept}")) == ()


def test_where_counterweights_are_used_each_missing_one_is_told(tmp_path: Path) -> None:
    fast = [f"{{id: s{n}, title: Days to answer {n}, baseline: 9, target: 5, unit: d" for n in (1, 2, 3)]
    results = f"{fast[0]}}}, {fast[1]}}}, {fast[2]}, counterweight: ops/csat}}"
    told = said(goal_advice(tmp_path, objective(1, results)), "KR-COUNTERWEIGHT")
    assert [subject for subject, _ in told] == ["s1", "s2"]


def test_what_was_cancelled_or_deferred_is_left_out(tmp_path: Path) -> None:
    gone = "{id: g, title: Launch the app, kind: binary, state: {is: cancelled, on: 2026-08-14, why: Budget}}"
    goals = objective(1, f"{key_results(2)}, {gone}") + objective(2, gone.replace("id: g", "id: h"))
    assert goal_advice(tmp_path, goals) == ()


def test_two_goals_of_a_cycle_with_one_title_are_told_and_the_next_cycle_may_carry_it(tmp_path: Path) -> None:
    first = objective(1, key_results(2))
    second = first.replace("o1", "o2").replace("Wanted state", "WANTED-state").replace("Letters late 1", "Tins old")
    third = first.replace("o1", "o3")
    advice = goal_advice_by_cycle(tmp_path, {"okrs/2026-Q3/a.yaml": first + second, "okrs/2026-Q4/a.yaml": third})
    text = "is also the title of 'o1' in the same cycle: nobody can tell them apart"
    other = "is also the title of 'o1/0' in the same cycle: nobody can tell them apart"
    told = [("o2", f"'WANTED-state 1' {text}"), ("o2/0", f"'Parcels late 1' {other}")]
    assert said(advice["2026-Q3"], "DUPLICATE-NAME") == told
    assert advice["2026-Q4"] == ()


SHARE = "a share lies between 0 and 100"
ON_TIME = "title: Share on time, unit: '%', kind: hold, at"
IMPOSSIBLE = [
    ("title: Orders on time, baseline: 90, target: 105, unit: '%'", [f"{SHARE}: 105 cannot be reached"]),
    ("title: Share late, baseline: 9, target: 4, stretch: -1, unit: '%'", [f"{SHARE}: -1 cannot be reached"]),
    (
        "title: Score 1 to 5 of guests, baseline: 4, target: 5.5",
        ["a score on this scale lies between 1 and 5: 5.5 cannot be reached"],
    ),
    (f"{ON_TIME}: {{at_least: 0}}", [f"{SHARE}: every value keeps `>= 0`"]),
    (f"{ON_TIME}: {{op: '>', value: 100}}", [f"{SHARE}: no value keeps `> 100`"]),
    (f"{ON_TIME}: {{op: '<', value: 0}}", [f"{SHARE}: no value keeps `< 0`"]),
    (f"{ON_TIME}: {{at_most: 100}}", [f"{SHARE}: every value keeps `<= 100`"]),
    (f"{ON_TIME}: {{between: [110, 120]}}", [f"{SHARE}: no value lies between 110 and 120"]),
    (f"{ON_TIME}: {{op: '==', value: 120}}", [f"{SHARE}: no value is 120"]),
    (f"{ON_TIME}: {{at_least: 95}}", []),
    (f"{ON_TIME}: {{op: '==', value: 100}}", []),
    (f"{ON_TIME}: {{between: [0, 5]}}", []),
    ("title: Growth of the share, baseline: 90, target: 120, unit: '%'", []),
    ("title: Anteil pünktlich, baseline: 90, target: 120, unit: '%'", []),
]


@pytest.mark.parametrize(("keys", "texts"), IMPOSSIBLE)
def test_a_target_beyond_its_natural_bounds_is_told(keys: str, texts: list[str], tmp_path: Path) -> None:
    goals = objective(1, f"{{id: k, {keys}}}, {{id: r, title: Bags late, baseline: 9, target: 4}}")
    assert [text for _, text in said(goal_advice(tmp_path, goals), "IMPOSSIBLE-TARGET")] == texts


def test_a_reason_that_names_pay_is_told(tmp_path: Path) -> None:
    why = "Budget: no longer counts towards the bonus"
    results = (
        f"{key_results(2)}, {{id: b, title: Bins late, baseline: 9, target: 4, state: {{is: blocked, why: '{why}'}}}}"
    )
    (found,) = goal_advice(tmp_path, objective(1, results))
    assert (found.code, found.subject_id, found.severity) == ("OKR-PAY", "b", "warning")


def test_check_advises_on_cycles_that_have_not_ended(tmp_path: Path) -> None:
    goals = objective(1, key_results(1))
    advice = goal_advice_by_cycle(tmp_path, {f"okrs/{CYCLE}/a.yaml": goals})
    catalogue = load_catalogue(tmp_path)
    assert catalogue.goal_findings_on(date(2026, 9, 30)) == advice[CYCLE] != ()
    assert catalogue.goal_findings_on(date(2026, 10, 1)) == ()
    assert {found.code for found in catalogue.findings_on(date(2026, 9, 30))}.isdisjoint({"LIMIT-KEY-RESULTS"})


YES, RISK, UNKNOWN = Health.HEALTHY, Health.AT_RISK, Health.UNKNOWN
HEALTHS = [
    ("", [YES, YES, YES], True),
    ("", [YES, UNKNOWN, YES], True),
    ("", [YES, RISK, YES], False),
    ("", [UNKNOWN, YES], False),
    (", state: {is: cancelled, on: 2026-08-14, why: Budget}", [YES, YES], False),
    (", kind: hold, at: {at_least: 4}", [YES, YES], False),
]


@pytest.mark.parametrize(("keys", "healths", "is_told"), HEALTHS)
def test_a_key_result_on_a_kpi_that_was_healthy_before_the_cycle_is_told(
    keys: str, healths: list[Health], is_told: bool, tmp_path: Path
) -> None:
    figures = "" if "hold" in keys else ", baseline: 4, target: 5"
    result = f"{{id: k, title: CSAT, kpi: ops/csat{figures}{keys}}}"
    goal_advice(tmp_path, objective(1, f"{result}, {key_results(2)}"))
    before = {"ops/csat": HealthBefore("ops/csat", healths)}
    found = list(healthy_kpi_findings(load_catalogue(tmp_path), cycle_id=CYCLE, before=before))
    assert [(each.code, each.place) for each in found] == [("KR-HEALTHY-KPI", "okrs/2026-Q3/all.yaml:1")] * is_told
    assert list(healthy_kpi_findings(load_catalogue(tmp_path), cycle_id="2026-Q4", before=before)) == []
