"""Restatements: a published number that is another one now is shown, old and new, with the reason."""

import pytest

from tests.rules.case import Case
from tests.rules.published import Published

SUM = """
    formula: SUM(x)
    targets: [{from: 2026-01, at_least: 1}]
"""
ROWS = """
    on         | x
    2026-06-10 | 13
    2026-07-10 | 20
    2026-08-10 | 30
    2026-09-10 | 40
"""


@pytest.fixture
def month(company: Case) -> Published:
    """September of a KPI that is 13, 20, 30 and 40 in the months from June on."""
    return Published(company.defines(SUM).measured(ROWS))


def test_a_value_that_differs_from_the_last_pack_is_restated(month: Published) -> None:
    month.pack("""
        period  | value | n
        2026-06 | 10    | 1
        2026-07 | 20    | 1
        2026-08 | 30    | 1
    """, month="2026-08", seen_on="2026-09-05").restates("""
        kpi_id | entity_id | period_id | old_value | new_value | published_period_id | version | reason
        k      |           | 2026-06   | 10        | 13        | 2026-08             | 1       |
    """)  # fmt: skip


def test_two_values_that_are_equal_but_for_their_last_bits_are_the_same(month: Published) -> None:
    month.pack("""
        period  | value
        2026-06 | 13.000000000001
        2026-07 | 20.0001
    """, month="2026-08", seen_on="2026-09-05").restates("""
        period_id | old_value
        2026-07   | 20.0001
    """)  # fmt: skip


def test_a_value_that_was_missing_and_one_that_is_missing_now_are_restated(company: Case) -> None:
    now = company.defines("formula: AVG(x)").measured("""
        on         | x
        2026-06-10 | 13
        2026-09-10 | 40
    """)
    Published(now).pack("""
        period  | value
        2026-06 |
        2026-07 | 20
        2026-08 |
    """, month="2026-08", seen_on="2026-09-05").restates("""
        period_id | old_value | new_value
        2026-06   |           | 13
        2026-07   | 20        |
    """)  # fmt: skip


def test_a_period_that_had_not_ended_when_the_pack_was_seen_is_not_restated(month: Published) -> None:
    month.pack("""
        period  | value
        2026-07 | 19
        2026-08 | 5
    """, month="2026-08", seen_on="2026-08-20").restates("""
        period_id | old_value
        2026-07   | 19
    """)  # fmt: skip


def test_values_of_a_kpi_that_is_computed_otherwise_since_are_not_restated(month: Published) -> None:
    month.pack("""
        period  | value
        2026-06 | 10
    """, month="2026-08", seen_on="2026-09-05", redefined="k").restates("period_id | old_value")  # fmt: skip


def test_values_of_departments_are_restated_on_their_own(company: Case) -> None:
    now = company.defines(f"{SUM.rstrip()}\n    department_column: desk").measured("""
        on         | x  | desk
        2026-08-10 | 10 | north
        2026-08-10 | 20 | south
        2026-09-10 | 10 | north
    """)
    Published(now).pack("""
        of               | period  | value
                         | 2026-08 | 29
        department/north | 2026-08 | 10
        department/south | 2026-08 | 19
    """, month="2026-08", seen_on="2026-09-05").restates("""
        entity_id        | period_id | old_value | new_value
                         | 2026-08   | 29        | 30
        department/south | 2026-08   | 19        | 20
    """)  # fmt: skip


def test_the_same_values_say_the_same_again_after_they_were_published(month: Published) -> None:
    first = month.version("""
        period  | value
        2026-08 | 30
        2026-09 | 38
    """, seen_on="2026-10-05")  # fmt: skip
    expected = """
        period_id | old_value | new_value | published_period_id | version
        2026-09   | 38        | 40        | 2026-09             | 1
    """
    first.restates(expected)
    first.version("""
        period  | value
        2026-08 | 30
        2026-09 | 40
    """, seen_on="2026-10-08").restates(expected)  # fmt: skip


def test_the_month_s_own_version_is_compared_with_before_the_pack_of_an_earlier_month(month: Published) -> None:
    month.pack("""
        period  | value
        2026-06 | 10
        2026-07 | 18
    """, month="2026-08", seen_on="2026-09-05").version("""
        period  | value
        2026-06 | 12
        2026-07 | 20
    """, seen_on="2026-10-05").restates("""
        period_id | old_value | new_value | published_period_id
        2026-06   | 12        | 13        | 2026-09
        2026-07   | 18        | 20        | 2026-08
    """)  # fmt: skip


def test_the_reason_is_the_newest_recorded_since_the_pack_was_seen(month: Published) -> None:
    pack = month.pack("""
        period  | value
        2026-06 | 10
        2026-07 | 18
    """, month="2026-08", seen_on="2026-09-05")  # fmt: skip
    pack.explains("""
        kpi_id | period_id | restated_on | restated_by | reason
        k      | 2026-06   | 2026-09-04  | E001        | an earlier story
        k      | 2026-06   | 2026-09-05  | E001        | late invoices
        k      | 2026-06   | 2026-09-20  | E002        | later invoices
        other  | 2026-07   | 2026-09-20  | E002        | another KPI
    """).restates("""
        period_id | restated_on | restated_by | reason
        2026-06   | 2026-09-20  | E002        | later invoices
        2026-07   |             |             |
    """)


def test_a_reason_for_a_longer_period_holds_for_all_within_it(company: Case) -> None:
    weekly = company.defines("cadence: weekly\nformula: SUM(x)").measured("""
        on         | x
        2026-08-31 | 1
        2026-09-28 | 2
    """)
    # Week 36 begins on 31 August and belongs to September, where its Thursday lies.
    Published(weekly).pack(
        """
        period   | value
        2026-W36 | 9
    """,
        month="2026-08",
        seen_on="2026-09-10",
    ).explains("""
        kpi_id | period_id | restated_on | reason
        k      | 2026-08   | 2026-09-12  | August was counted again
        k      | 2026-Q3   | 2026-09-11  | the quarter was counted again
    """).restates("""
        period_id | reason
        2026-W36  | the quarter was counted again
    """)


def test_a_changed_number_without_a_reason_is_a_finding_and_one_that_came_late_is_none(month: Published) -> None:
    assert month.pack("""
        period  | value
        2026-06 | 10
        2026-07 |
        2026-08 | 31
    """, month="2026-08", seen_on="2026-09-05").explains("""
        kpi_id | period_id | restated_on | reason
        k      | 2026-08   | 2026-09-20  | one row was counted twice
    """).findings == [
        "k: 2026-06 changed since the pack of 2026-08 (version 1), no reason recorded: add a row to restatements.csv"
    ]  # fmt: skip


def test_a_confidential_value_is_never_restated(company: Case) -> None:
    secret = company.defines(f"{SUM.rstrip()}\n    visibility: confidential").measured(ROWS)
    Published(secret).pack("""
        period  | value
        2026-06 | 10
    """, month="2026-08", seen_on="2026-09-05").restates("period_id | old_value")  # fmt: skip


def test_of_a_kpi_about_people_only_the_whole_of_five_and_more_is_restated(company: Case) -> None:
    rows = "\n".join(["on | x | desk", *["2026-07-10 | 1 | north"] * 6, *["2026-08-10 | 1 | north"] * 4])
    now = company.defines(f"{SUM.rstrip()}\n    department_column: desk").measured(rows)
    published = Published(now).pack("""
        of               | period  | value | n
                         | 2026-07 | 5     | 5
        department/north | 2026-07 | 5     | 5
                         | 2026-08 | 5     | 5
    """, month="2026-08", seen_on="2026-09-05")  # fmt: skip
    published.is_about_people("k").restates("""
        entity_id | period_id | old_value | new_value
                  | 2026-07   | 5         | 6
    """)


def test_what_could_not_be_computed_this_time_is_a_failure_and_no_restatement(company: Case) -> None:
    broken = company.defines("formula: SUM(y)").measured(ROWS)
    Published(broken).pack("""
        period  | value
        2026-06 | 10
    """, month="2026-08", seen_on="2026-09-05").restates("period_id | old_value")  # fmt: skip
