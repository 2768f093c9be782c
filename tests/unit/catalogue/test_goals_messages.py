"""What is wrong in a file of okrs/<cycle>/ is said where it stands, with what to write instead."""

from collections.abc import Callable, Mapping

import pytest

SaidAbout = Callable[[Mapping[str, str | bytes]], list[str]]
TABLES = {"test_a_wrong_key_result_is_explained": "goal_lines"}
COMPANY = "name: A\nfiscal_year_start: 4\ndepartments: {sales: Sales}\n"
FILE = "okrs/FY2027-Q2/company.yaml"
KPI = "- {id: nps, name: NPS, extract: tickets, direction: higher, formula: AVG(hours)}\n"
OBJECTIVE = """\
- id: o1
  objective: Stop the leaky bucket
  owner: E001
  level: company
  key_results:
    - {id: o1/kr1, title: T, WRITTEN}
"""


def goal(id: str, lines: str = "", key_results: str = "") -> str:
    """An objective of the company with these further lines and key results."""
    return f"- id: {id}\n  objective: T\n  level: company\n{lines}  key_results: [{key_results}]\n"


def key_result(id: str, more: str = "") -> str:
    """A valid key result with these further keys."""
    return f"{{id: {id}, title: T, baseline: 1, target: 2{more}}}"


def test_a_wrong_key_result_is_explained(written: str, expected: str, said_about: SaidAbout) -> None:
    files = {"company.yaml": COMPANY, "kpis/a.yaml": KPI, FILE: OBJECTIVE.replace("WRITTEN", written)}
    assert said_about(files) == [f"{FILE}:{line}" for line in expected.strip().split("\n")]


OBJECTIVES = [
    (
        "- {id: o1, objective: T}",
        "1:3: the objective does not say whose it is: `level` is missing: "
        "write `level: company`, `department`, `team` or `person`",
    ),
    ("- {id: o1, level: company}", "1:3: `objective` is missing: write `objective: …`"),
    ("- {id: o1, objective: T, level: tem}", "1:33: `level` is 'tem': did you mean 'team'?"),
    (
        "- {id: o1, objective: T, department: sale}",
        "1:38: there is no department 'sale': did you mean 'sales'?",
    ),
    (
        "- {id: o1, objective: T, level: team, key_results: all}",
        "1:52: `key_results` is 'all': write a list: `[a, b]`, or one entry per line, each behind `- `",
    ),
    (
        "- {id: o1, objective: T, level: team, key_results: [all]}",
        "1:53: `key_results` is 'all': write keys with values: `{key: value}`",
    ),
    ("id: o1\nobjective: T", "1:1: this file must be a list of objectives: begin each with `- id: …`"),
    ("- hello", "1:3: this is 'hello': write keys with values: `{key: value}`"),
]


@pytest.mark.parametrize(("written", "expected"), OBJECTIVES)
def test_a_wrong_objective_is_explained(written: str, expected: str, said_about: SaidAbout) -> None:
    assert said_about({"company.yaml": COMPANY, FILE: written}) == [f"{FILE}:{expected}"]


CYCLES = [
    ("2026-Q3", "use a quarter like FY2027-Q2, as `okr_cycle` in company.yaml says", ""),
    ("FY2027-H1", "use a quarter like FY2027-Q2, as `okr_cycle` in company.yaml says", ""),
    ("FY2027-Q2", "use a half-year like FY2027-H1, as `okr_cycle` in company.yaml says", "okr_cycle: half_year\n"),
    (
        "c5",
        "use c4, or list it in company.yaml under `okr_cycle`",
        "okr_cycle: [{id: c4, from: 2026-06-15, to: 2026-07-26}]\n",
    ),
]


@pytest.mark.parametrize(("folder", "fix", "company"), CYCLES)
def test_a_folder_is_named_after_a_cycle_of_the_company(
    folder: str, fix: str, company: str, said_about: SaidAbout
) -> None:
    files = {"company.yaml": COMPANY + company, f"okrs/{folder}/a.yaml": goal("o1")}
    assert said_about(files) == [f"okrs/{folder}: there is no cycle '{folder}': {fix}"]


def test_a_broken_calendar_is_reported_once_and_its_cycles_are_not_blamed(said_about: SaidAbout) -> None:
    files = {"company.yaml": COMPANY + "okr_cycle: monthly\n", "okrs/2026-09/a.yaml": goal("o1")}
    assert [line.partition(":")[0] for line in said_about(files)] == ["company.yaml"]


def test_files_that_would_not_be_read_are_named(said_about: SaidAbout) -> None:
    files = {"okrs/a.yaml": "", "okrs/FY2027-Q2/b.yml": "", "okrs/FY2027-Q2/team/c.yaml": "", "okrs/.gitkeep": ""}
    assert said_about(files) == [
        "okrs/FY2027-Q2/b.yml: this file would not be read: name it okrs/FY2027-Q2/b.yaml",
        "okrs/FY2027-Q2/team/c.yaml: this file would not be read: name it okrs/FY2027-Q2/c.yaml",
        "okrs/a.yaml: this file would not be read: put it in the folder of its cycle, like okrs/2026-Q3/a.yaml",
    ]


def test_every_mistake_of_a_file_is_said_at_once(said_about: SaidAbout) -> None:
    wrong = f"{key_result('o1/a', ', wieght: 2, supports: o9')}, {{id: o1/b, title: T, target: x, due_on: 2026-12-01}}"
    said = said_about({FILE: goal("o1", "  lokal: yes\n", wrong)})
    assert [line.split(": ")[1] for line in said] == [
        "there is no key 'lokal' here",
        "there is no key 'wieght' here",
        "there is no objective or key result 'o9'",
        "the key result has no baseline, and none is guessed",
        "`target` is 'x'",
        "`due_on` is 2026-12-01, outside the cycle FY2027-Q2",
    ]


TAKEN = "logs name a goal by its id alone, in all cycles and without regard to case: give this one another, such as"
SAME_IDS = [
    (goal("o1") + goal("O1"), f"5:7: the id 'O1' is taken by 'o1' in {FILE}:1: {TAKEN} FY2027-Q2/O1"),
    (goal("o1", "", key_result("o1")), f"4:22: the id 'o1' is taken by 'o1' in {FILE}:1: {TAKEN} FY2027-Q2/o1"),
    (goal("NPS"), f"1:7: the id 'NPS' is taken by 'nps' in kpis/a.yaml:1: {TAKEN} FY2027-Q2/NPS"),
]


@pytest.mark.parametrize(("written", "expected"), SAME_IDS)
def test_no_two_goals_and_kpis_share_an_id(written: str, expected: str, said_about: SaidAbout) -> None:
    assert said_about({"kpis/a.yaml": KPI, FILE: written}) == [f"{FILE}:{expected}"]


def test_goals_without_ids_make_no_circle(said_about: SaidAbout) -> None:
    nameless = "- objective: T\n  level: company\n  key_results: [{title: T, baseline: 1, target: 2, supports: o1}]\n"
    said = said_about({FILE: nameless + goal("o1")})
    assert [line.split(": ")[1] for line in said] == ["`id` is missing", "`id` is missing"]


def test_an_id_stands_for_one_goal_of_one_cycle(said_about: SaidAbout) -> None:
    files = {FILE: goal("o1"), "okrs/FY2027-Q1/a.yaml": goal("o1")}
    expected = f"{FILE}:1:7: the id 'o1' is taken by 'o1' in okrs/FY2027-Q1/a.yaml:1: {TAKEN} FY2027-Q2/o1"
    assert said_about(files) == [expected]


CIRCLES = [
    (goal("a", "  supports: b/k\n") + goal("b", "  supports: a\n", key_result("b/k")), "4:13", "a → b/k → b → a"),
    (goal("a", "  supports: a/k\n", key_result("a/k")), "4:13", "a → a/k → a"),
    (goal("a", "  parent: b\n") + goal("b", "  parent: c\n") + goal("c", "  parent: a\n"), "4:11", "a → b → c → a"),
]


@pytest.mark.parametrize(("written", "place", "circle"), CIRCLES)
def test_goals_do_not_support_each_other_in_a_circle(
    written: str, place: str, circle: str, said_about: SaidAbout
) -> None:
    expected = f"{FILE}:{place}: goals support each other in a circle: {circle}: take one link out"
    assert said_about({FILE: written}) == [expected]


def test_goals_support_goals_of_their_own_cycle(said_about: SaidAbout) -> None:
    files = {FILE: goal("b", "  supports: a\n"), "okrs/FY2027-Q1/a.yaml": goal("a")}
    expected = "4:13: 'a' is a goal of the cycle FY2027-Q1: name one of the cycle FY2027-Q2"
    assert said_about(files) == [f"{FILE}:{expected}"]


def test_parent_and_supports_may_not_contradict_each_other(said_about: SaidAbout) -> None:
    above = goal("a", "", key_result("a/k"))
    fitting = goal("b", "  parent: a\n  supports: a/k\n")
    contradicting = goal("c", "  parent: a\n  supports: b\n")
    said = said_about({FILE: above + fitting + contradicting})
    expected = "`supports` names 'b' and `parent` 'a': keep one of them, or support a key result of the parent"
    assert said == [f"{FILE}:14:3: {expected}"]


PAY = [
    "okr_weight_in_rating: 0.2", "okrWeight: 3", "bonus: {from: okr_score}", "ratings: {key_results: 30}",
    "appraisal: {kra: 70, okr: 30}", "goals: [salary]", "OKRWeight: 3", "okrweight: 3", "OKRsalary: 3",
    "o.k.r. weight: 3", "ＯＫＲ_weight: 3", "kr_weight: 3", "remuneration: {OKRs: 20}", "wages: [okr]",
    "evaluation: {key results: 20}", "kpi_achievement: okr_score", "kpi_achievement: {okr: 1}",
]  # fmt: skip


def test_a_weight_in_pay_among_the_numbers_for_goals_is_refused_too(said_about: SaidAbout) -> None:
    (said,) = said_about({"company.yaml": "name: A\npolicy: {goals: {part_of_bonus: 0.2}}\n"})
    assert said.startswith("company.yaml:2:18: PAY-FIREWALL: `part_of_bonus` would give OKRs weight in ratings or pay")


@pytest.mark.parametrize("written", PAY)
def test_a_policy_that_gives_okrs_weight_in_ratings_or_pay_is_refused(written: str, said_about: SaidAbout) -> None:
    key = written.partition(":")[0]
    expected = f"PAY-FIREWALL: `{key}` would give OKRs weight in ratings or pay: delete it: goals that pay are set low"
    (said,) = said_about({"company.yaml": f"name: A\npolicy: {{{written}}}\n"})
    assert said.startswith(f"company.yaml:2:10: {expected}")


@pytest.mark.parametrize("written", ["weight_in_pay: 20", "bonus: 20", "rating_weight: 2", "pay: yes"])
def test_a_goal_that_says_what_it_pays_is_refused_too(written: str, said_about: SaidAbout) -> None:
    (said,) = said_about({FILE: f"- {{id: a, objective: T, level: company, {written}, key_results: []}}\n"})[:1]
    assert "PAY-FIREWALL" in said


@pytest.mark.parametrize("written", ["okra_weight: 3", "brokerage_share: 3", "okras: [bonus]"])
def test_a_vegetable_is_no_goal(written: str, said_about: SaidAbout) -> None:
    (said,) = said_about({"company.yaml": f"name: A\npolicy: {{{written}}}\n"})
    assert "PAY-FIREWALL" not in said


def test_a_goal_may_be_about_pay(said_about: SaidAbout) -> None:
    goal = "- {id: a, objective: T, level: company, remark: Fair bonus rules, key_results: []}\n"
    assert "PAY-FIREWALL" not in " ".join(said_about({FILE: goal}))


def test_an_unknown_key_that_has_nothing_to_do_with_pay_is_only_unknown(said_about: SaidAbout) -> None:
    (said,) = said_about({"company.yaml": "name: A\nokr_cicle: quarter\n"})
    assert said == "company.yaml:2:1: there is no key 'okr_cicle' here: did you mean 'okr_cycle'?"
