"""What is wrong in a KPI sheet is said where it stands, with what to write instead."""

from collections.abc import Callable, Mapping

import pytest

from okr_reports.catalogue.catalogue import Catalogue
from okr_reports.catalogue.kpis import owner_ids

SaidAbout = Callable[[Mapping[str, str | bytes]], list[str]]
Load = Callable[[Mapping[str, str | bytes]], Catalogue]
SHEET = "- id: a/b\n  name: A\n  extract: tickets\n  direction: higher\n  formula: AVG(hours)\n"

WRONG = [
    ("owner: a/b", "6:10: the employee id 'a/b' holds a `/`: write the id as in people.csv, or {org: department}"),
    ("owner: {org: ops, from: x}", "6:21: there is no key 'from' here: delete it, or use one of org"),
    ("owner: []", "6:10: `owner` is a list of 0: write at least 1 entries"),
    ("owner: [{owner: E1, from: 2026-01-01}, {owner: E2, from: 2026-01-01}]", "6:60: two owners from 2026-01-01: name one accountable owner at a time"),
    ("owner: {org: sale}", "6:10: there is no department 'sale': did you mean 'sales'?"),
    ("department: sale", "6:15: there is no department 'sale': did you mean 'sales'?"),
    ("team: x", "6:9: there is no team 'x': write inside, or add it to company.yaml"),
    ("perspective: customers", "6:16: `perspective` is 'customers': did you mean 'customer'?"),
    ("cadence: month", "6:12: `cadence` is 'month': did you mean 'monthly'?"),
    ("min_n: many", "6:10: `min_n` is 'many': write a whole number"),
    ("min_n: -1", "6:10: `min_n` is '-1': write a number of at least 0"),
    ("stock: perhaps", "6:10: `stock` is 'perhaps': write yes or no"),
    ("visibility: secret", "6:15: `visibility` is 'secret': write company, management or confidential"),
    ("counterweight: a/b", "6:18: the KPI names itself as its own counterweight: name another KPI"),
    ("counterweight: a/c", "6:18: there is no KPI 'a/c': did you mean 'a/b'?"),
    ("leading: [other]", "6:13: there is no KPI 'other': write the id of a KPI in kpis/"),
    ("leading: other", "6:12: `leading` is 'other': write a list: `[a, b]`, or one entry per line, each behind `- `"),
    ("accumulation: sum", "6:17: `accumulation` belongs to ready-made values: delete it: longer periods are the formula over all their rows"),
    ("window: 12", "6:11: the window '12' does not fit a monthly KPI: write a number and a length, like 12 months"),
    ("window: 10 weeks", "6:11: the window '10 weeks' does not fit a monthly KPI: write a whole number of the KPI's own periods, like 12 months"),
    ("window: 0 months", "6:11: the window '0 months' does not fit a monthly KPI: write a whole number of the KPI's own periods, like 12 months"),
    ("asserted: [{period: 2026-Q3, health: healthy, by: E1}]", "6:23: there is no period '2026-Q3': write a month like 2026-09"),
    ("asserted: [{period: FY2027-Q1, health: healthy, by: E1}]", "6:23: 'FY2027-Q1' is a quarter: write a month like 2026-09"),
    ("asserted: [{period: 2026-09, health: green, by: E1}]", "6:40: `health` is 'green': write healthy, at_risk, off_target or unknown"),
    ("rebase: [{from: 2026-13, why: new counting}]", "6:19: there is no period '2026-13': write a month like 2026-09"),
    ("reviewed_on: yesterday", "6:16: 'yesterday' is no day: write a day like 2026-09-30"),
    ("counter_weight: a/c", "6:3: there is no key 'counter_weight' here: did you mean 'counterweight'?"),
    ("department_column: grad", "6:22: the extract 'tickets' has no column 'grad': did you mean 'grade'?"),
    ("department_column: agents.teams", "6:22: the extract 'agents' has no column 'teams': did you mean 'team'?"),
    ("filter: hourz > 1", "6:11: the extract 'tickets' has no column 'hourz': did you mean 'hours'?"),
    ("filter: SUM(hours) > 1", "6:15: a filter looks at one row at a time: it cannot aggregate: compare columns with values; aggregates belong in the formula"),
    ("filter: hours + 1", "6:11: a filter must be true or false for a row: write a condition such as metric = 'nps'"),
    ("decimals: 9", "6:13: `decimals` is '9': write a number of at most 6"),
]  # fmt: skip


@pytest.mark.parametrize(("line", "expected"), WRONG, ids=[row[0] for row in WRONG])
def test_a_wrong_kpi_sheet_is_explained(line: str, expected: str, said_about: SaidAbout) -> None:
    company = "name: A\nfiscal_year_start: 4\ndepartments: {sales: Sales}\nteams: {inside: {name: Inside}}\n"
    said = said_about({"company.yaml": company, "kpis/a.yaml": f"{SHEET}  {line}\n"})
    assert said == [f"kpis/a.yaml:{expected}"]


FORMULAS = [
    ("AVG(hourz)", "4:16: the extract 'tickets' has no column 'hourz': did you mean 'hours'?"),
    ('COUNT(*) FILTER (WHERE status = "open")', "4:44: the extract 'tickets' has no column 'open': its columns are agent_id, day, grade, hours, met, resolved_at, status, team; text stands in 'single quotes'"),
    ("SUM(status)", "4:16: the column 'status' is declared as text: it cannot be summed or averaged: count it, or declare it as number"),
    ("AVG(day)", "4:16: the column 'day' is declared as date: it cannot be summed or averaged: count it, or declare it as number"),
    ("AVG(agents.grad)", "4:16: the extract 'agents' has no column 'grad': did you mean 'grade'?"),
    ("AVG(agent.grade)", "4:16: 'tickets' joins no extract 'agent': did you mean 'agents'?"),
    ("AVG(tickets.hours)", "4:16: 'tickets' is the KPI's own extract: write `hours` alone"),
    ("'AVG( hours ) + hourz'", "4:28: the column `hourz` stands outside an aggregate: say how its rows become one value: SUM(hourz), AVG(hourz), MAX(hourz) …"),
    ('"SUM(CASE WHEN \\"met\\" THEN 1 END) / foo(1)"', "4:49: FOO is not allowed in a formula: did you mean 'FLOOR'?"),
    (">\n    SUM(hours)\n    / COUNT(\n    hourz)", "7:5: the extract 'tickets' has no column 'hourz': did you mean 'hours'?"),
    ("|\n    SUM(hours)\n    / COUNT(hourz)", "6:13: the extract 'tickets' has no column 'hourz': did you mean 'hours'?"),
    ("SUM(hours)\n    / COUNT(hourz)", "5:13: the extract 'tickets' has no column 'hourz': did you mean 'hours'?"),
]  # fmt: skip


@pytest.mark.parametrize(("formula", "expected"), FORMULAS, ids=[row[0] for row in FORMULAS])
def test_a_formula_is_located_to_the_character(formula: str, expected: str, said_about: SaidAbout) -> None:
    text = f"- id: a/b\n  name: A\n  extract: tickets\n  formula: {formula}\n  direction: higher\n"
    assert f"kpis/a.yaml:{expected}" in said_about({"kpis/a.yaml": text})


TAKEN = ["AVG(hours)", "AVG(grade)", "AVG(agents.grade)", "COUNT(DISTINCT team)", "COUNT(agents.status)", "SUM(met)"]


@pytest.mark.parametrize("formula", TAKEN)
def test_columns_of_joined_extracts_are_known(formula: str, load: Load) -> None:
    assert load({"kpis/a.yaml": SHEET.replace("AVG(hours)", formula)}).formulas["a/b"].text == formula


def test_without_a_contract_any_column_may_exist(load: Load) -> None:
    sources = "extracts:\n  tickets: {file: data/agents.csv, period: {column: day}}\n"
    kpis = SHEET.replace("AVG(hours)", "AVG(whatever)")
    assert list(load({"sources.yaml": sources, "kpis/a.yaml": kpis}).formulas) == ["a/b"]


BETWEEN_SHEETS = [
    ("- {name: A, extract: tickets, direction: higher, formula: AVG(hours)}", "1:3: `id` is missing: write `id: …`"),
    ("- {id: a b, name: A, extract: tickets, direction: higher, formula: AVG(hours)}", "1:8: 'a b' is no valid id: use letters A-Z, digits, `-`, `_` and `.` between them, in parts joined by `/`"),
    ("- {id: a/nul.x, name: A, extract: tickets, direction: higher, formula: AVG(hours)}", "1:8: the id 'a/nul.x' holds 'nul.x', a name Windows reserves: use another word"),
    ("- {id: a, name: A, extract: tickets, direction: higher, formula: AVG(hours)}\n- {id: A, name: B, extract: tickets, direction: higher, formula: AVG(hours)}", "2:8: the id 'A' is taken by 'a' in kpis/a.yaml:1: ids are unique without regard to case: give this KPI another"),
    ("- {id: a, name: A, extract: ticket, direction: higher, formula: AVG(hours)}", "1:29: there is no extract 'ticket': did you mean 'tickets'?"),
    ("- {id: a, name: A, extract: agents, direction: higher, formula: AVG(grade)}", "1:29: the extract 'agents' does not say when a row counts: write `period: {column: …}` in sources.yaml:11"),
    ("- {id: a, name: A, extract: tickets, direction: higher}", "1:3: the KPI has no formula and its extract no ready-made value: write `formula: …`, or give the extract `value: <column>`"),
    ("id: a\nname: A", "1:1: this file must be a list of KPIs: begin each with `- id: …`"),
    ("- hello", "1:3: this is 'hello': write keys with values: `{key: value}`"),
    ("- ", "1:2: this is empty: write a value, or leave the key out"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), BETWEEN_SHEETS, ids=[row[0][:60] for row in BETWEEN_SHEETS])
def test_sheets_are_held_against_each_other_and_their_extracts(text: str, expected: str, said_about: SaidAbout) -> None:
    assert f"kpis/a.yaml:{expected}" in said_about({"kpis/a.yaml": text})


def test_a_kpi_named_by_another_file_exists(load: Load) -> None:
    other = SHEET.replace("a/b", "a/c") + "  counterweight: a/b\n"
    assert list(load({"kpis/a.yaml": other, "kpis/b.yaml": SHEET}).kpis) == ["a/c", "a/b"]


def test_words_and_numbers_stay_as_the_type_says(load: Load) -> None:
    text = SHEET.replace("name: A", "name: no") + "  owner: 007\n  stock: yes\n  unit: 1e3\n  tags: [2026-01, off]\n"
    kpi = load({"kpis/a.yaml": text}).kpis["a/b"]
    assert (kpi.name, kpi.owner, kpi.stock, kpi.unit, kpi.tags) == ("no", "007", True, "1e3", ["2026-01", "off"])


def test_owners_are_listed_with_the_first_sheet_that_names_them(load: Load) -> None:
    second = SHEET.replace("a/b", "a/c") + "  owner: [{owner: E1, from: 2026-01-01}, {owner: E2, from: 2026-02-01}]\n"
    third = SHEET.replace("a/b", "a/d") + "  owner: {org: sales}\n"
    catalogue = load({"kpis/a.yaml": SHEET + "  owner: E1\n" + second + third})
    assert owner_ids(catalogue) == {"E1": "kpis/a.yaml:1", "E2": "kpis/a.yaml:7"}


def test_what_a_definition_lacks_is_advice(load: Load) -> None:
    complete = SHEET.replace("a/b", "a/c") + "  owner: E1\n  cadence: monthly\n"
    complete += "  targets: [{from: 2026-04, at_least: 5, set_on: 2026-03-20}]\n"
    findings = load({"kpis/a.yaml": SHEET + complete}).findings
    assert [(finding.code, finding.subject_id, finding.severity, finding.text) for finding in findings] == [
        (
            "OWNER-MISSING",
            "a/b",
            "advice",
            "kpis/a.yaml:1: nobody answers for 'A'. Add `owner: <employee id>` or `owner: {org: …}`.",
        ),
        (
            "KPI-DEFINITION",
            "a/b",
            "advice",
            "kpis/a.yaml:1: the definition of 'A' lacks its cadence (`cadence: monthly`), a target "
            "(`targets: [{from: 2026-01, at_least: 95, set_on: 2025-12-15}]`).",
        ),
    ]


def test_notes_are_kept_by_period(load: Load) -> None:
    assert load({"notes/2026-09.md": "A good month.", "notes/FY2027-Q2.md": "Q"}).notes == {
        "2026-09": "A good month.",
        "FY2027-Q2": "Q",
    }
