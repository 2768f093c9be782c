"""Functions of a formula: texts, dates and moments, and what may stand for what."""

from tests.rules.case import Case

MOMENTS = """
    on         | started             | ended               | day        | nextday    | word    | x    | flag
    2026-09-01 | 2026-09-01T10:59:30 | 2026-09-01T11:01:00 | 2026-09-01 | 2026-09-07 | 2026-09-03 | 2.345 | yes
    2026-09-02 | 2026-08-31T23:00:00 | 2026-09-02T01:00:00 | 2026-12-31 | 2027-01-01 | other   | -1.5 | no
"""


def test_date_diff_counts_the_boundaries_crossed(company: Case) -> None:
    company.measured(MOMENTS).computes("""
        formula                               | value
        SUM(DATEDIFF('second', started, ended)) | 93690
        SUM(DATEDIFF('minute', started, ended)) | 1562
        SUM(DATEDIFF('hour', started, ended))   | 27
        SUM(DATEDIFF('day', started, ended))    | 2
        SUM(DATEDIFF('week', day, nextday))     | 1
        SUM(DATEDIFF('month', day, nextday))    | 1
        SUM(DATEDIFF('quarter', day, nextday))  | 1
        SUM(DATEDIFF('year', day, nextday))     | 1
        MAX(DATEDIFF('month', started, ended))  | 1
    """)


def test_parts_of_a_date_are_numbers(company: Case) -> None:
    company.measured(MOMENTS).computes("""
        formula                        | value
        SUM(EXTRACT(YEAR FROM day))    | 4052
        SUM(EXTRACT(MONTH FROM ended)) | 18
        SUM(EXTRACT(DAY FROM day))     | 32
        MAX(nextday - day)             | 6
        MAX(nextday - '2026-12-30')    | 2
        COUNT(*) FILTER (WHERE day + 1 = nextday) | 1
        COUNT(*) FILTER (WHERE nextday - 6 = day) | 1
        COUNT(*) FILTER (WHERE started < day) | 1
        COUNT(*) FILTER (WHERE started < '2026-09-01T10:59:31') | 2
        COUNT(*) FILTER (WHERE started < TIMESTAMP '2026-09-01 00:00:00') | 1
    """)


def test_texts_can_be_cut_and_read(company: Case) -> None:
    company.measured(MOMENTS).computes("""
        formula                                                        | value
        COUNT(*) FILTER (WHERE LOWER(TRIM(word)) = 'other')            | 1
        COUNT(CAST(word AS DATE))                                      | 1
        COUNT(CAST(word AS TIMESTAMP))                                 | 1
        COUNT(CAST(day AS TIMESTAMP))                                  | 2
        COUNT(*) FILTER (WHERE CAST(started AS DATE) = day)            | 1
        COUNT(*) FILTER (WHERE CAST(x AS TEXT) = '2.345')              | 1
        SUM(CAST(flag AS DOUBLE))                                      | 1
        COUNT(*) FILTER (WHERE CAST(word AS BOOLEAN))                  | 0
        COUNT(*) FILTER (WHERE CAST(x AS BOOLEAN))                     | 2
        COUNT(*) FILTER (WHERE CAST(flag AS BOOLEAN))                  | 1
        COUNT(*) FILTER (WHERE word LIKE '2026-09-0_')                 | 1
        COUNT(*) FILTER (WHERE word LIKE '2026.09%')                   | 0
    """)


def test_numbers_are_rounded_half_away_from_zero(company: Case) -> None:
    company.measured(MOMENTS).computes("""
        formula              | value
        SUM(ROUND(x))        | 0
        MAX(ROUND(x, 2))     | 2.35
        MIN(ROUND(x))        | -2
        SUM(ROUND(x * 1000, -2)) | 800
        MAX(SQRT(ABS(x)))    | 1.5313392831113555
        SUM(EXP(x - x))      | 2
        SUM(LOG10(x - x + 100)) | 4
    """)


def test_results_of_case_and_coalesce_share_one_kind(company: Case) -> None:
    company.measured(MOMENTS).computes("""
        formula                                                               | value | reason
        COUNT(*) FILTER (WHERE CASE WHEN x > 0 THEN flag ELSE NOT flag END)   | 2     |
        COUNT(DISTINCT CASE WHEN x > 0 THEN word ELSE 'none' END)             | 2     |
        MAX(nextday - CASE WHEN x > 0 THEN day ELSE nextday END)              | 6     |
        COUNT(*) FILTER (WHERE COALESCE(started, day) = started)              | 2     |
        MAX(DATEDIFF('day', LEAST(day, nextday), GREATEST(day, nextday)))     | 6     |
        SUM(CASE WHEN NULL THEN 1 ELSE 2 END)                                 | 4     |
        SUM(CASE WHEN x > 0 THEN NULL ELSE 2 END)                             | 2     |
        COUNT(CASE WHEN x > 0 THEN NULL END)                                  | 0     |
        SUM(CASE WHEN x > 0 THEN word ELSE 2 END)                             |       | failed
        COUNT(*) FILTER (WHERE flag = TRUE)                                   | 1     |
        COUNT(*) FILTER (WHERE flag = 1)                                      | 1     |
        COUNT(*) FILTER (WHERE x = '2.345')                                   | 1     |
        COUNT(*) FILTER (WHERE x = NULL)                                      | 0     |
        COUNT(*) FILTER (WHERE word = NULL)                                   | 0     |
    """)


def test_kinds_that_do_not_fit_fail_the_kpi_with_a_clear_word(company: Case) -> None:
    company.measured(MOMENTS).computes("""
        formula                              | reason | detail
        SUM(word)                                   | failed | a number is needed, not a text
        SUM(day)                                    | failed | a number is needed, not a date
        COUNT(*) FILTER (WHERE day > 5)             | failed | a date is needed, not a whole number
        COUNT(*) FILTER (WHERE day > 'soon') | failed | a text stands where a date is needed: write it like '2026-09-01'
        COUNT(*) FILTER (WHERE x > 'many')          | failed | a number is compared with a text
        COUNT(*) FILTER (WHERE word > x)            | failed | a number is needed, not a text
        COUNT(*) FILTER (WHERE LOWER(x) = 'a')      | failed | text is needed, not a number
        AVG(working_days(word, day))                | failed | a date is needed, not a text
    """)


def test_a_column_without_any_value_fits_every_formula(company: Case) -> None:
    company.measured("""
        on         | gone | day        | word | x
        2026-09-01 |      | 2026-09-01 | a    | 1
    """).computes("""
        formula                                     | value | reason
        SUM(gone)                                   |       | no_data
        COUNT(gone)                                 | 0     |
        COUNT(*) FILTER (WHERE gone)                | 0     |
        COUNT(*) FILTER (WHERE gone > day)          | 0     |
        COUNT(*) FILTER (WHERE gone = word)         | 0     |
        COUNT(*) FILTER (WHERE gone < x)            | 0     |
        COUNT(*) FILTER (WHERE LOWER(gone) = 'a')   | 0     |
        AVG(working_days(gone, day))                |       | no_data
        AVG(EXTRACT(MONTH FROM gone))               |       | no_data
        SUM(COALESCE(gone, x))                      | 1     |
    """)


def test_minimum_and_maximum_may_be_dates(company: Case) -> None:
    company.measured(MOMENTS).computes("""
        formula                                 | value
        DATEDIFF('day', MIN(day), MAX(nextday)) | 122
        MAX(flag)                               | 1
    """)
