"""Advice on KPI sheets: silent on good ones of twelve fields, told by its code on bad ones (rules §9)."""

from collections.abc import Callable, Mapping
from datetime import date
from pathlib import Path

import pytest

from okr_reports.catalogue.catalogue import Catalogue
from okr_reports.catalogue.formula import parse_formula
from okr_reports.catalogue.lint.averages import percentile_of
from okr_reports.catalogue.lint.codes import CODES, codes_document
from okr_reports.catalogue.lint.duplicates import name_key
from okr_reports.catalogue.lint.measured import measured_by
from okr_reports.catalogue.lint.reported import reported_advice
from okr_reports.scoring.chart_advice import KPI_TREND
from tests.unit.catalogue.lint_sheets import advice_by_sheet, line_of, lines_of

Load = Callable[[Mapping[str, str | bytes]], Catalogue]
TABLES = {"test_each_code_says_what_to_write_instead": "kpi_rewrites"}
GOOD, BAD = lines_of("good_kpis", has_codes=False), lines_of("bad_kpis", has_codes=True)
LEADER = line_of("- | Drives other things | AVG(x) | | >= 1 | kind: leading")
OTHER = line_of("- | Kpi | AVG(y) | | >= 1 | leading: [other/drives-other-things]", department="other")


def test_the_good_sheets_come_from_twelve_fields_and_are_more_than_a_hundred() -> None:
    assert len({line.group for line in GOOD}) >= 12
    assert len(GOOD) >= 100


def test_no_good_sheet_gets_advice(tmp_path: Path) -> None:
    advice = advice_by_sheet(tmp_path, GOOD)
    assert {id: [finding.text for finding in found] for id, found in advice.items() if found} == {}


def test_each_bad_sheet_gets_the_codes_it_deserves_and_no_other(tmp_path: Path) -> None:
    assert len(BAD) >= 60
    advice = advice_by_sheet(tmp_path, BAD)
    told = {line.id: {finding.code for finding in advice[line.id]} for line in BAD}
    assert told == {line.id: line.expected for line in BAD}


def test_each_code_says_what_to_write_instead(written: str, expected: str, tmp_path: Path) -> None:
    line = line_of(written.splitlines()[-1])
    advice = advice_by_sheet(tmp_path, [LEADER, OTHER, line])
    assert [found.rewrite for found in advice[line.id] if {found.code} == line.expected] == [expected]


def test_advice_names_file_and_line_of_what_should_change(tmp_path: Path) -> None:
    lines = [LEADER, OTHER, line_of("KPI-CEILING | Uptime | SUM(up) * 100 / SUM(total) | % | >= 99.9 |")]
    (finding,) = advice_by_sheet(tmp_path, lines)[lines[-1].id]
    assert finding.place == "kpis/all.yaml:3"


def test_every_code_is_told_by_some_bad_sheet_or_over_all_sheets() -> None:
    over_all = {"OWNER-MANY", "KPI-BALANCE", "LIMIT-KPIS", KPI_TREND}
    assert {code for line in BAD for code in line.expected} | over_all == set(CODES)


def test_the_page_of_codes_is_made_from_the_code() -> None:
    page = Path(__file__).parents[3] / "docs" / "lint.md"
    assert page.read_text(encoding="utf-8") == codes_document()


# --- what is counted over all sheets ---
MIXED = ("customer", "quality", "speed", "finance", "people")


def sheets(count: int, *, owner: str = "E#", keys: str = "department: ops") -> str:
    """So many sheets; `#` in the owner or the keys is the sheet's number, `@` one perspective after another."""
    measure = "extract: tickets, formula: AVG(hours + #), cadence: monthly"
    sheet = f"- {{id: d/k#, name: Measure # of x, owner: {owner}, {measure}, {keys}}}\n"
    return "".join(sheet.replace("#", str(n)).replace("@", MIXED[n % 5]) for n in range(count))


def codes(catalogue: Catalogue) -> list[tuple[str, str, str]]:
    """Code, subject and text of the advice, but for definitions without a target."""
    findings = catalogue.findings_on(date(2026, 9, 30))
    return [(found.code, found.subject_id, found.text) for found in findings if found.code != "KPI-DEFINITION"]


COMPANY = "name: A\ndepartments: {ops: Operations}\n"
LIMITS = [
    ("cozyhr", 40, None),
    ("google", 2, None),
    ("velvetum", 11, "11 KPIs, where the profile 'velvetum' asks for 12 to 28"),
    ("velvetum", 12, None),
    ("velvetum", 28, None),
    ("velvetum", 29, "29 KPIs, where the profile 'velvetum' asks for 12 to 28"),
    ("twrt", 1, "one KPI, where the profile 'twrt' asks for 3 to 5"),
    ("twrt", 0, "no KPIs, where the profile 'twrt' asks for 3 to 5"),
    ("twrt", 5, None),
    ("twrt", 6, "6 KPIs, where the profile 'twrt' asks for 3 to 5"),
]


@pytest.mark.parametrize(("profile", "count", "said"), LIMITS)
def test_the_profile_limits_the_kpis_of_a_department(profile: str, count: int, said: str | None, load: Load) -> None:
    company = f"{COMPANY}policy: {{profile: {profile}}}\n"
    expected = [("LIMIT-KPIS", "ops", said)] if said else []
    assert codes(load({"company.yaml": company, "kpis/a.yaml": sheets(count) or "[]"})) == expected


def test_the_company_may_set_limits_of_its_own(load: Load) -> None:
    company = f"{COMPANY}policy: {{kpis_per_department: [1, 2]}}\n"
    (found,) = load({"company.yaml": company, "kpis/a.yaml": sheets(3)}).findings[-1:]
    assert (found.code, found.place) == ("LIMIT-KPIS", "company.yaml:2")
    assert found.rewrite == "merge or drop those nobody acts on; or set `policy: {kpis_per_department: [1, 3]}`"


def test_a_sheet_for_every_department_counts_in_each(load: Load) -> None:
    company = f"{COMPANY}policy: {{profile: twrt}}\n"
    assert codes(load({"company.yaml": company, "kpis/a.yaml": sheets(3, keys="department_column: team")})) == []


OWNERS = [
    ("cozyhr", 7, "E1", None),
    ("cozyhr", 8, "E1", "E1 answers for 8 KPIs, more than 7: nobody can act on so many"),
    ("cozyhr", 8, "{org: ops}", None),
    ("cozyhr", 8, "[{owner: E1, from: 2026-01-01}, {owner: E#, from: 2026-02-01}]", None),
    ("velvetum", 20, "E1", None),
]


@pytest.mark.parametrize(("profile", "count", "owner", "said"), OWNERS)
def test_one_person_can_own_too_many(profile: str, count: int, owner: str, said: str | None, load: Load) -> None:
    company = f"{COMPANY}policy: {{profile: {profile}}}\n"
    found = codes(load({"company.yaml": company, "kpis/a.yaml": sheets(count, owner=owner)}))
    assert found == ([("OWNER-MANY", "E1", said)] if said else [])


BALANCES = [
    ("perspective: @", None),
    ("department: ops", None),
    ("perspective: finance", "10 of 10 KPIs look at finance, and none at customer, quality, speed or people"),
]  # fmt: skip


@pytest.mark.parametrize(("keys", "said"), BALANCES)
def test_perspectives_that_are_used_are_balanced(keys: str, said: str | None, load: Load) -> None:
    assert codes(load({"kpis/a.yaml": sheets(10, keys=keys)})) == ([("KPI-BALANCE", "company", said)] if said else [])


def test_a_company_of_outcomes_alone_hears_it_once(load: Load) -> None:
    target = "targets: [{from: 2026-01, at_least: 1, set_on: 2026-01-02}]"
    ((code, subject, text),) = codes(load({"kpis/a.yaml": sheets(6, keys=target)}))
    assert (code, subject) == ("KPI-LEADING", "company")
    assert text.startswith("none of 6 KPIs with a target is leading")


# --- single rules ---
@pytest.mark.parametrize(("looked_at", "day", "expected"), [
    ("set_on: 2025-12-15", date(2026, 12, 31), []),
    ("set_on: 2025-12-15", date(2027, 1, 1), ["STALE-TARGET"]),
    ("set_on: 2026-01-09", date(2027, 1, 8), []),
    ("set_on: 2026-01-09", date(2027, 1, 9), ["STALE-TARGET"]),
    ("set_on: 2024-02-29", date(2026, 12, 1), []),
])  # fmt: skip
def test_a_target_is_stale_a_year_after_it_was_set_or_took_effect(
    looked_at: str, day: date, expected: list[str], load: Load
) -> None:
    target = f"targets: [{{from: 2026-01, at_least: 1, {looked_at}}}]"
    findings = load({"kpis/a.yaml": sheets(1, keys=target)}).findings_on(day)
    assert [finding.code for finding in findings] == expected


def test_a_review_keeps_a_target_fresh(load: Load) -> None:
    keys = "reviewed_on: 2026-01-09, targets: [{from: 2024-01, at_least: 1, set_on: 2024-01-05}]"
    assert load({"kpis/a.yaml": sheets(1, keys=keys)}).findings_on(date(2027, 1, 8)) == ()


SAME = [
    ("Churn rate", "churn  Rate.", True), ("Open tickets", "Open ticket", True), ("R&D cost", "R and D costs", True),
    ("First-contact resolution", "First contact resolution", True), ("Straße", "STRASSE", True),
    ("Deals > 10", "Deals < 10", False), ("Churn %", "Churn", False), ("औसत समय", "औसत  समय", True),
    ("औसत समय", "औसत समया", False), ("P1 incidents", "P2 incidents", False), ("Loss", "Los", False),
]  # fmt: skip


@pytest.mark.parametrize(("first", "second", "is_same"), SAME)
def test_names_are_the_same_but_for_case_spaces_punctuation_and_plurals(first: str, second: str, is_same: bool) -> None:
    assert (name_key(first) == name_key(second)) is is_same


SHARES = [
    ("COUNT(*) FILTER (WHERE a) * 100 / COUNT(*)", 100),
    ("100.0 * COUNT_IF(a > 1) / NULLIF(COUNT(*), 0)", 100),
    ("SUM(CASE WHEN a THEN 1 ELSE 0 END) / COUNT(*)", 1),
    ("ROUND(COUNT(x) * 100 / COUNT(*), 1)", 100),
    ("SUM(is_met) * 100 / COUNT(*)", 100),
    ("AVG(is_met) * 100", 100),
    ("(1 - COUNT(x) / COUNT(*)) * 100", None),
    ("1 - COUNT(x) / COUNT(*)", 1),
    ("100 - COUNT(x) * 100 / COUNT(*)", 100),
    ("COUNT(*) FILTER (WHERE a AND b) / COUNT(*) FILTER (WHERE a)", 1),
    ("COUNT(*) FILTER (WHERE b) / COUNT(*) FILTER (WHERE a)", None),
    ("COUNT(DISTINCT x) / COUNT(*)", 1),
    ("COUNT(*) / COUNT(DISTINCT x)", None),
    ("SUM(x) * 100 / SUM(y)", None),
    ("AVG(x) * 100", None),
]


@pytest.mark.parametrize(("formula", "bound"), SHARES)
def test_a_formula_is_a_share_when_part_and_whole_count_the_same_rows(formula: str, bound: float | None) -> None:
    measured = measured_by(formula)
    assert measured is not None
    assert measured.share_bound == bound


@pytest.mark.parametrize("formula", [
    "AVG(wait)", "avg ( wait ) filter (where a = 'b)')", "ROUND(AVG(wait + (a * 2)) / 60, 1)", "SUM(wait) / COUNT(*)",
    "SUM(wait) / COUNT(wait)", "AVG(date_diff('day', a, b))",
])  # fmt: skip
def test_a_percentile_that_is_proposed_can_be_read(formula: str) -> None:
    rewritten = percentile_of(formula)
    assert rewritten is not None
    assert "quantile" in repr(parse_formula(rewritten))


def test_a_percentile_beside_a_mean_is_enough(load: Load) -> None:
    keys = "name: {0}, extract: tickets, owner: E1, cadence: monthly, unit: h"
    mean = f"- {{id: a/mean, formula: AVG(hours), {keys.format('Waiting time')}}}\n"
    percentile = f"- {{id: a/p90, formula: 'QUANTILE_CONT(hours, 0.9)', {keys.format('P90 waiting time')}}}\n"
    assert "KPI-AVERAGE" in [found.code for found in load({"kpis/a.yaml": mean}).findings]
    assert "KPI-AVERAGE" not in [found.code for found in load({"kpis/a.yaml": mean + percentile}).findings]


# --- what a report says of it ---
BEYOND = (
    "formula: COUNT(*) FILTER (WHERE met) * 100 / COUNT(*), unit: '%', direction: higher, extract: tickets, owner: E1,"
    " cadence: monthly, targets: [{from: 2026-01, at_least: 120, set_on: 2026-03-01}]"
)


def test_a_report_says_it_without_places_and_leaves_back_dated_targets_to_scoring(load: Load) -> None:
    catalogue = load({"kpis/a.yaml": f"- {{id: a/b, name: Met, {BEYOND}}}\n"})
    (finding,) = reported_advice(catalogue, date(2026, 9, 30))
    assert (finding.code, finding.severity, finding.place, finding.rewrite) == (
        "IMPOSSIBLE-TARGET", "warning", None, None,
    )  # fmt: skip
    assert finding.text == (
        "a share lies between 0 and 100: no value meets `>= 120`. Write instead: a bound that can be met and missed, "
        "such as `at_least: 95`"
    )


def test_a_report_says_nothing_of_a_confidential_sheet(load: Load) -> None:
    catalogue = load({"kpis/a.yaml": f"- {{id: a/b, name: Met, visibility: confidential, {BEYOND}}}\n"})
    assert reported_advice(catalogue, date(2026, 9, 30)) == ()
    assert "IMPOSSIBLE-TARGET" in [found.code for found in catalogue.findings]


def test_a_comment_in_a_file_does_not_change_what_a_report_says(load: Load) -> None:
    sheet = f"- {{id: a/b, name: Met, {BEYOND}}}\n"
    before = reported_advice(load({"kpis/a.yaml": sheet}), date(2026, 9, 30))
    assert reported_advice(load({"kpis/a.yaml": f"# why\n\n{sheet}"}), date(2026, 9, 30)) == before
