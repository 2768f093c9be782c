"""How many rows stand behind a value, when they are too few, and what happens to a KPI that cannot be computed."""

from tests.rules.case import Case

ROWS = """
    on         | x | won
    2026-08-01 | 5 | 1
    2026-08-02 | 7 | 0
    2026-08-03 | 9 | 1
    2026-09-01 | 5 | 1
    2026-09-02 |   | 0
"""


def test_below_min_n_the_value_and_n_are_shown_and_not_judged(company: Case) -> None:
    company.defines("""
        formula: AVG(x)
        min_n: 3
        targets:
          - {from: 2026-01, at_least: 1}
    """).measured(ROWS).judges("""
        period  | value | n | health  | reason
        2026-08 | 7     | 3 | healthy |
        2026-09 | 5     | 2 | unknown | small_n
    """)


def test_min_n_does_not_apply_to_counts_and_sums(company: Case) -> None:
    company.defines("""
        id: count
        formula: COUNT(*)
        min_n: 30
        targets:
          - {from: 2026-01, at_least: 1}
    """).defines("""
        id: sum
        formula: SUM(x)
        min_n: 30
        targets:
          - {from: 2026-01, at_least: 1}
    """).defines("""
        id: ratio
        formula: SUM(won) / COUNT(*)
        min_n: 30
        targets:
          - {from: 2026-01, at_least: 0.1}
    """).measured(ROWS).judges("""
        kpi   | period  | value | n | health  | reason
        count | 2026-09 | 2     | 2 | healthy |
        sum   | 2026-09 | 5     | 2 | healthy |
        ratio | 2026-09 | 0.5   | 2 | unknown | small_n
    """)


def test_n_is_the_number_of_rows_after_the_filter(company: Case) -> None:
    company.defines("""
        formula: AVG(x)
        filter: won = 1
    """).measured(ROWS).gives("""
        period  | value | n
        2026-08 | 7     | 2
        2026-09 | 5     | 1
    """)


def test_one_bad_kpi_never_stops_the_others(company: Case) -> None:
    company.defines("""
        id: good
        formula: AVG(x)
    """).defines("""
        id: bad
        formula: AVG(typo)
    """).defines("""
        id: filtered
        formula: AVG(x)
        filter: typo = 1
    """).measured(ROWS).gives("""
        kpi      | period  | value | n | reason | detail
        good     | 2026-08 | 7     | 3 |        |
        bad      | 2026-08 |       |   | failed | the extract has no column typo
        filtered | 2026-08 |       |   | failed | the extract has no column typo
    """)


def test_a_missing_department_column_fails_the_kpi(company: Case) -> None:
    company.defines("""
        id: formula
        formula: AVG(x)
        department_column: origin
    """).measured(ROWS).gives("""
        kpi     | period  | value | reason | detail
        formula | 2026-08 |       | failed | the extract has no column origin
    """)
    company.reads("value: x").defines("department_column: origin").measured(ROWS).gives("""
        period  | value | reason | detail
        2026-08 |       | failed | the extract has no column origin
    """)


def test_a_failed_kpi_is_unknown(company: Case) -> None:
    company.defines("""
        formula: AVG(typo)
        targets:
          - {from: 2026-01, at_least: 1}
    """).measured(ROWS).judges("""
        period  | health  | reason
        2026-09 | unknown | failed
    """)
