"""Changes: against the previous period and the same period last year, each in the unit that makes sense."""

from tests.rules.case import Case

ROWS = """
    on         | x
    2025-09-01 | 80
    2026-08-01 | 50
    2026-09-01 | 60
"""


def test_amounts_with_a_base_above_0_change_in_percent(company: Case) -> None:
    company.of("data_from: 2025-01").defines("""
        formula: SUM(x) / COUNT(*)
        unit: h
    """).measured(ROWS).shows("""
        kpi | previous_period_id | previous_value | previous_n | previous_by | previous_unit
        k   | 2026-08            | 50             | 1          | 20          | %
    """)
    company.of("data_from: 2025-01").defines("""
        formula: SUM(x) / COUNT(*)
        unit: h
    """).measured(ROWS).shows("""
        kpi | last_year_period_id | last_year_value | last_year_n | last_year_by | last_year_unit
        k   | 2025-09             | 80              | 1           | -25          | %
    """)


def test_percentages_and_interval_scales_change_in_points(company: Case) -> None:
    company.of("data_from: 2025-01").defines("""
        id: percent
        formula: SUM(x) / COUNT(*)
        unit: "%"
    """).defines("""
        id: nps
        formula: SUM(x) / COUNT(*)
        scale: interval
    """).measured(ROWS).shows("""
        kpi     | previous_by | previous_unit | last_year_by | last_year_unit
        percent | 10          | pt            | -20          | pt
        nps     | 10          | pt            | -20          | pt
    """)


def test_else_the_change_is_the_difference_in_units(company: Case) -> None:
    company.defines("""
        id: negative
        formula: AVG(x - 100)
        unit: EUR
    """).defines("""
        id: zero
        formula: AVG(x - 50)
        unit: h
    """).measured(ROWS).shows("""
        kpi      | previous_value | previous_by | previous_unit
        negative | -50            | 10          | EUR
        zero     | 0              | 10          | h
    """)


def test_without_a_value_on_either_side_there_is_no_change(company: Case) -> None:
    company.of("data_from: 2026-08").defines("formula: AVG(x)").measured("""
        on         | x
        2026-09-01 | 60
    """).shows("""
        kpi | previous_value | previous_reason | previous_by | previous_unit | last_year_period_id | last_year_reason
        k   |                | no_data         |             |               | 2025-09             | no_data
    """)


def test_a_confidential_kpi_shows_no_change(company: Case) -> None:
    company.defines("""
        formula: AVG(x)
        visibility: confidential
    """).measured(ROWS).shows("""
        kpi | reason       | previous_value | previous_n | previous_reason | previous_by
        k   | confidential |                |            | confidential    |
    """)


def test_a_quarter_is_compared_with_the_quarter_before_and_that_of_last_year(company: Case) -> None:
    company.of("data_from: 2025-01").defines("""
        formula: SUM(x)
        cadence: quarterly
    """).measured(ROWS).is_complete_until("2026-10-01").shows("""
        kpi | period  | previous_period_id | previous_value | previous_by | last_year_period_id | last_year_by
        k   | 2026-Q3 | 2026-Q2            | 0              | 110         | 2025-Q3             | 37.5
    """)


def test_the_reason_beside_a_compared_value_is_the_values_own(company: Case) -> None:
    company.defines("""
        formula: SUM(x) / COUNT(*)
        min_n: 2
    """).measured("""
        on         | x
        2026-08-01 | 50
        2026-09-01 | 60
        2026-09-02 | 60
    """).shows("""
        kpi | reason    | previous_value | previous_reason
        k   | no_target | 50             | small_n
    """)
