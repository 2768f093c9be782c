"""One series: a KPI's points count since its last dated re-base or the last change of its formula."""

import pytest

from tests.rules.case import Case
from tests.rules.published import Definitions

CHANGED_IN_AUGUST = """
    month   | seen_on    | formula | filter
    2026-06 | 2026-07-05 | AVG(x)  |
    2026-07 | 2026-08-05 | AVG(x)  |
    2026-08 | 2026-09-05 | SUM(x)  |
    2026-09 | 2026-10-05 | SUM(x)  |
"""
MADE_IN_SUMMER = """
    changed_id | field   | changed_on | reason
    k          | formula | 2026-07-16 | a median would hide the tail
    k          | owner   | 2026-08-20 | she left
    k          | target  | 2026-08-20 | too easy
"""


@pytest.fixture
def monthly(company: Case) -> Definitions:
    """A monthly KPI, reviewed for September."""
    return Definitions(company.defines("formula: SUM(x)"))


def test_a_rebase_on_the_sheet_begins_a_series_with_its_first_period(company: Case) -> None:
    case = company.defines("""
        formula: SUM(x)
        rebase:
          - {from: 2026-03, why: new ticket system}
          - {from: 2026-10, why: not yet}
    """)
    Definitions(case).begins_anew("""
        kpi_id | from_on    | why               | is_formula_change
        k      | 2026-03-01 | new ticket system | no
    """)


def test_a_recorded_change_counts_from_the_period_in_which_it_was_made(company: Case) -> None:
    Definitions(company.defines("formula: SUM(x)")).records(MADE_IN_SUMMER).begins_anew("""
        kpi_id | from_on    | why                                           | is_formula_change
        k      | 2026-07-01 | formula changed: a median would hide the tail | yes
    """)
    weekly = company.defines("cadence: weekly\nformula: SUM(x)")
    Definitions(weekly).records(MADE_IN_SUMMER).begins_anew("""
        kpi_id | from_on
        k      | 2026-07-13
    """)


@pytest.mark.parametrize("field", ["formula", "filter", "extract", "numerator", "denominator", "value", "unit"])
def test_whatever_decides_the_value_begins_a_series(monthly: Definitions, field: str) -> None:
    changes = f"changed_id | field | changed_on\nk | {field} | 2026-07-16"
    monthly.records(changes).begins_anew(f"from_on | why\n2026-07-01 | {field} changed, no reason recorded")


def test_a_definition_that_differs_from_the_pack_before_counts_from_that_month(monthly: Definitions) -> None:
    monthly.defined(CHANGED_IN_AUGUST).begins_anew("""
        from_on    | why                                 | is_formula_change
        2026-08-01 | formula changed, no reason recorded | yes
    """)


def test_a_definition_is_compared_with_the_last_pack_that_was_published(monthly: Definitions) -> None:
    monthly.defined("""
        month   | seen_on    | formula | filter
        2026-05 | 2026-06-05 | AVG(x)  |
        2026-09 | 2026-10-05 | SUM(x)  | x > 1
    """).begins_anew("""
        from_on    | why
        2026-09-01 | formula and filter changed, no reason recorded
    """)


def test_a_change_that_is_recorded_and_seen_is_one_from_the_earlier_of_both_days(monthly: Definitions) -> None:
    changed = monthly.defined(CHANGED_IN_AUGUST)
    changed.records("""
        changed_id | field   | changed_on | reason
        k          | formula | 2026-09-03 | a median would hide the tail
    """).begins_anew("""
        from_on    | why
        2026-08-01 | formula changed: a median would hide the tail
    """)
    changed.records("""
        changed_id | field   | changed_on | reason
        k          | formula | 2026-07-20 | a median would hide the tail
    """).begins_anew("""
        from_on    | why
        2026-07-01 | formula changed: a median would hide the tail
    """)


def test_what_falls_on_one_day_is_one_beginning(company: Case) -> None:
    case = company.defines("""
        formula: SUM(x)
        rebase: [{from: 2026-08, why: new ticket system}]
    """)
    Definitions(case).defined(CHANGED_IN_AUGUST).begins_anew("""
        from_on    | why                                                    | is_formula_change
        2026-08-01 | new ticket system; formula changed, no reason recorded | yes
    """)


def test_a_quarter_begins_anew_with_its_first_day(company: Case) -> None:
    case = company.defines("cadence: quarterly\nformula: SUM(x)")
    Definitions(case).defined(CHANGED_IN_AUGUST).begins_anew("""
        kpi_id | from_on
        k      | 2026-07-01
    """)


def test_a_formula_changed_this_month_without_a_reason_is_a_finding(monthly: Definitions) -> None:
    changed = monthly.defined("""
        month   | seen_on    | formula
        2026-08 | 2026-09-05 | AVG(x)
        2026-09 | 2026-10-05 | SUM(x)
    """)
    assert changed.findings == ["k: formula changed, no reason recorded: add a row with the reason to changes.csv"]
    explained = changed.records("""
        changed_id | field   | changed_on | reason
        k          | formula | 2026-09-20 | a median would hide the tail
    """)
    assert (explained.findings, monthly.defined(CHANGED_IN_AUGUST).findings) == ([], [])
